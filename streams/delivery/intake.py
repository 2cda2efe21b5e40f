"""How records come in from Faust's consumer: at once where nothing has to be waited for."""

import asyncio
import contextlib
from collections.abc import Coroutine, Generator
from types import CoroutineType, coroutine
from typing import Any

import mode
from faust.transport.drivers import aiokafka
from mode.services import WaitResults


class StepFirst(mode.Service):
    """A service that waits for the first of several coroutines without making tasks of them, if it can.

    Faust's consumer makes four tasks to hand on one record, to be able to give up a
    record that waits for a full queue when the partitions are taken away. Here the
    first coroutine takes its first step in place. Nearly every record is through with
    it; one that does wait goes Faust's way from there.
    """

    async def wait_first(self, *waiting: Any, timeout: Any = None) -> WaitResults:  # noqa: ANN401, ASYNC109 - mode's
        """Wait for the first of several; see ``mode.Service.wait_first``."""
        if timeout is not None or self.should_stop or not all(isinstance(one, CoroutineType) for one in waiting):
            return await super().wait_first(*waiting, timeout=timeout)
        first, *others = waiting
        try:
            blocked_by = first.send(None)
        except BaseException as ended:
            for other in others:
                other.close()
            if isinstance(ended, StopIteration):
                return WaitResults([first], [ended.value], False)
            raise
        return await super().wait_first(_rest_of(first, blocked_by), *others)


async def _rest_of(begun: Coroutine[Any, Any, Any], blocked_by: object) -> object:
    """Go on with a coroutine whose first step has been taken."""
    return await _resumed(begun, blocked_by)


@coroutine
def _resumed(begun: Coroutine[Any, Any, Any], blocked_by: object) -> Generator[Any, Any, object]:
    try:
        yield blocked_by
    except BaseException as error:
        begun.throw(error)
        raise
    return (yield from begun)


class ConsumerThread(aiokafka.AIOKafkaConsumerThread):
    """The thread of Faust's consumer, which comes to its end also without a broker."""

    async def on_thread_stop(self) -> None:
        """Close the client; the cancellation that aiokafka lets out would leave the worker waiting for this thread."""
        with contextlib.suppress(asyncio.CancelledError):
            await super().on_thread_stop()


class Consumer(StepFirst, aiokafka.Consumer):
    """Faust's consumer, so."""

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)


class Transport(aiokafka.Transport):
    """Faust's transport with that consumer."""

    Consumer = Consumer
