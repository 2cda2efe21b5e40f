"""Was this process stopped? A revived one must not publish what it had in hand: others went on meanwhile."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

PULSE_SECONDS = 0.2


class LeaseExpired(Exception):
    """The process stood still for longer than its lease."""


class Lease:
    """Tells a stop of the whole process from slow work and from a busy machine.

    A thread of its own gives a sign of life several times a second. A stopped
    process gives none; one that competes for the processor gives them late, but
    gives them; one that is deep in a long computation uses processor time
    meanwhile, which does not count. Once expired, a lease stays so.
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
        self._longest = 0.0
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin to give signs of life, until the process ends or ``stop`` is called."""
        self._seen = (self._monotonic(), self._cpu())
        threading.Thread(target=self._pulse, name="pulse", daemon=True).start()

    def stop(self) -> None:
        """Give no more signs of life."""
        self._ended.set()

    def renew(self) -> None:
        """Give one sign of life."""
        self._longest = max(self._longest, self._idle())
        self._seen = (self._monotonic(), self._cpu())

    def check(self) -> None:
        """Ask before publishing.

        Raises:
            LeaseExpired: the process stood still at some time.
        """
        idle = max(self._longest, self._idle())
        if idle > self._limit:
            raise LeaseExpired(f"the process stood still for {idle:.1f} s, more than its lease of {self._limit:g} s")

    def _idle(self) -> float:
        monotonic, cpu = self._seen
        return (self._monotonic() - monotonic) - (self._cpu() - cpu)

    def _pulse(self) -> None:
        while not self._ended.wait(PULSE_SECONDS):
            self.renew()
