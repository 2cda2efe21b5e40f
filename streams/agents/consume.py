"""The loop of every agent: batches in order, acknowledged when delivered; nothing leaves it but the process's end."""

from collections.abc import AsyncIterable, Awaitable, Callable, Sequence

from streams.delivery.guard import fail_stop
from streams.delivery.message import Incoming

Batches = AsyncIterable[Sequence[Incoming]]
Handle = Callable[[Sequence[Incoming]], Awaitable[None]]


async def consume(batches: Batches, handle: Handle, *, stage: str) -> None:
    """Take every batch through a stage.

    Args:
        batches: a batch is acknowledged when the next one is asked for.
        handle: returns when all of a batch is delivered.
        stage: its name, for the log.
    """
    async for batch in batches:
        try:
            await handle(batch)
        except BaseException as error:  # noqa: BLE001 - also a cancellation: Faust acknowledges what leaves here
            fail_stop(stage, error)
