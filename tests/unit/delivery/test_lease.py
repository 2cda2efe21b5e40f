import time
from datetime import timedelta

import pytest

from streams.delivery.lease import Lease, LeaseExpired


class Clocks:
    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def lease(self) -> Lease:
        return Lease(timedelta(seconds=4), monotonic=lambda: self.wall, cpu=lambda: self.cpu)


def test_a_stopped_process_loses_its_lease_for_good() -> None:
    clocks = Clocks()
    lease = clocks.lease()
    clocks.wall = 4.5
    with pytest.raises(LeaseExpired, match=r"stood still for 4\.5 s"):
        lease.check()
    lease.renew()
    clocks.wall = 4.6
    with pytest.raises(LeaseExpired, match=r"stood still for 4\.5 s"):
        lease.check()


def test_long_work_keeps_it() -> None:
    clocks = Clocks()
    lease = clocks.lease()
    clocks.wall, clocks.cpu = 30.0, 28.0
    lease.check()


def test_signs_of_life_keep_it() -> None:
    clocks = Clocks()
    lease = clocks.lease()
    for _ in range(10):
        clocks.wall += 3.0
        lease.renew()
    lease.check()


def test_a_thread_gives_them_while_the_caller_sleeps() -> None:
    lease = Lease(timedelta(seconds=2))
    lease.start()
    try:
        time.sleep(2.5)
        lease.check()
    finally:
        lease.stop()
    time.sleep(2.5)
    with pytest.raises(LeaseExpired):
        lease.check()
