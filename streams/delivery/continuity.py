"""Are the records of a partition handed to us without a hole? Faust has been seen to drop some."""

from collections.abc import Awaitable, Callable

from streams.delivery.message import Incoming

FirstFrom = Callable[[str, int, int], Awaitable[int | None]]
"""(topic, partition, offset) → offset of the first record at or behind it; ``None`` if there is none yet."""


class HoleInPartition(Exception):
    """Records that the topic holds were not handed to us."""


class Continuity:
    """Knows the next offset of each partition, within one generation of the group."""

    def __init__(self, first_from: FirstFrom) -> None:
        self._first_from = first_from
        self._next: dict[tuple[int | None, str, int], int] = {}

    async def check(self, record: Incoming, generation: int | None) -> None:
        """Take note of one record.

        A jump forward is asked back from the broker: transaction markers and
        deleted records leave gaps that are no loss.

        Raises:
            HoleInPartition: the topic holds a record that was jumped over.
        """
        key = (generation, record.topic, record.partition)
        expected = self._next.get(key)
        if expected is not None and record.offset > expected:
            await confirm_gap(self._first_from, record, expected)
        self._next[key] = record.offset + 1
        if expected is None:
            self._next = {k: v for k, v in self._next.items() if k[0] == generation}


async def confirm_gap(first_from: FirstFrom, record: Incoming, expected: int) -> None:
    """Make sure that nothing stands between ``expected`` and a record.

    Raises:
        HoleInPartition: something does.
    """
    first = await first_from(record.topic, record.partition, expected)
    if first is not None and first < record.offset:
        raise HoleInPartition(f"{record.source} was handed over, but offset {first} stands before it")
