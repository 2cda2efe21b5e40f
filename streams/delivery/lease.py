"""Was this process stopped? A revived one must not publish what it had in hand: others went on meanwhile."""

import time
from collections.abc import Callable
from datetime import timedelta


class LeaseExpired(Exception):
    """The process stood still for longer than its lease."""


class Lease:
    """Tells a pause of the whole process from slow work.

    A stopped process uses no CPU time while the monotonic clock goes on; a large
    page uses both. What counts is the monotonic time since the last sign of life
    less the CPU time of the process in it.
    """

    def __init__(
        self,
        limit: timedelta,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        cpu: Callable[[], float] = time.process_time,
    ) -> None:
        self._limit = limit.total_seconds()
        self._monotonic, self._cpu = monotonic, cpu
        self._seen = (monotonic(), cpu())

    def renew(self) -> None:
        """Give a sign of life, having checked that none was missed.

        Raises:
            LeaseExpired: the process stood still since the last one.
        """
        self.check()
        self._seen = (self._monotonic(), self._cpu())

    def check(self) -> None:
        """Ask before publishing.

        Raises:
            LeaseExpired: the process stood still since the last sign of life.
        """
        idle = (self._monotonic() - self._seen[0]) - (self._cpu() - self._seen[1])
        if idle > self._limit:
            raise LeaseExpired(f"the process stood still for {idle:.1f} s, more than its lease of {self._limit:g} s")
