from datetime import timedelta

import pytest

from streams.delivery.lease import Lease, LeaseExpired


class Clocks:
    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def lease(self) -> Lease:
        return Lease(timedelta(seconds=4), monotonic=lambda: self.wall, cpu=lambda: self.cpu)


def test_a_stopped_process_loses_its_lease_and_may_not_renew_it() -> None:
    clocks = Clocks()
    lease = clocks.lease()
    clocks.wall = 4.5
    with pytest.raises(LeaseExpired, match=r"stood still for 4\.5 s"):
        lease.check()
    with pytest.raises(LeaseExpired):
        lease.renew()


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
