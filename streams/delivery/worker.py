"""The process around the agents: it ends in bounded time, and it knows when it stood still."""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

import faust
import mode
import structlog

from streams.delivery.guard import EXIT_SHUTDOWN_DEADLINE, fail_stop
from streams.delivery.lease import Lease

WATCH_SECONDS = 1.0
_UNFINISHED = "Kafka did not take what was in hand; nothing is lost, the next worker reads it again"

log = structlog.get_logger()

Watch = Callable[[], Awaitable[None]]
"""Something that is done once a second while the worker runs."""


class BoundedWorker(faust.Worker):
    """A Faust worker that is gone within its deadline, whether or not a broker answers."""

    grace: ClassVar[timedelta] = timedelta(seconds=15)

    def _setup_logging(self) -> None:
        """Leave logging as the program has set it up."""

    async def _sentinel_task(self) -> None:
        """End at once: everything that could want another second is stopped by then."""

    async def start(self) -> None:
        """Run until stopped; what fails on the way up ends the process with its own exit code."""
        try:
            await super().start()
        except Exception as error:  # noqa: BLE001 - whatever it is
            fail_stop("start", error)

    async def crash(self, reason: BaseException) -> None:
        """End the process at once: a crash that Faust winds down commits what was not delivered."""
        fail_stop("worker", reason)

    def _install_signal_handlers_unix(self) -> None:
        super()._install_signal_handlers_unix()
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
            self.loop.add_signal_handler(signal.SIGHUP, self._schedule_shutdown, signal.SIGHUP)

    def _schedule_shutdown(self, signal: signal.Signals) -> None:
        self._arm_deadline()
        super()._schedule_shutdown(signal)

    def on_worker_shutdown(self) -> None:
        """Bound also a shutdown that no signal began."""
        self._arm_deadline()

    def _arm_deadline(self) -> None:
        def give_up() -> None:
            log.critical("shutdown deadline passed", seconds=self.grace.total_seconds(), hint=_UNFINISHED)
            os._exit(EXIT_SHUTDOWN_DEADLINE)

        deadline = threading.Timer(self.grace.total_seconds(), give_up)
        deadline.daemon = True
        deadline.start()


class DeliveryService(mode.Service):
    """Starts what delivery needs before the agents, looks after it once a second, and lets go after them.

    Each watch has a loop of its own: one that waits for the broker must not keep the
    others from their work. A watch that fails ends the process, unless the worker is
    winding down: from then on it may find anything closed.
    """

    def __init__(
        self,
        *,
        lease: Lease,
        start: Callable[[], Awaitable[None]],
        stop: Callable[[], Awaitable[None]],
        watches: Mapping[str, Watch],
        winding_down: Callable[[], bool],
        **kwargs: Any,  # noqa: ANN401 - handed on to mode
    ) -> None:
        self._lease, self._begin, self._end, self._winding_down = lease, start, stop, winding_down
        self._watches = {"lease": self._check, **watches}
        self._loops: list[asyncio.Task[None]] = []
        super().__init__(**kwargs)

    async def on_start(self) -> None:
        """Connect, then begin the lease and the watches."""
        await self._begin()
        self._lease.start()
        self._loops = [asyncio.create_task(self._every(name, work)) for name, work in self._watches.items()]

    async def on_stop(self) -> None:
        """End them and disconnect."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        self._lease.stop()
        await self._end()

    async def _check(self) -> None:
        self._lease.check()

    async def _every(self, name: str, work: Watch) -> None:
        while True:
            try:
                await work()
            except asyncio.CancelledError:
                raise
            except BaseException as error:  # noqa: BLE001 - a worker without them must not go on
                if self._winding_down():
                    log.info("a watch ended with the worker", watch=name, error=repr(error))
                    return
                fail_stop(name, error)
            await asyncio.sleep(WATCH_SECONDS)
