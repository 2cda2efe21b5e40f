"""Which partitions of ``articles.enriched`` this worker holds open, each while the group's generation lasts."""

import asyncio
from collections.abc import Callable, Sequence

from streams.delivery.message import Incoming
from streams.delivery.partition import Partition


class Owner:
    """Opens a partition when it is first needed, anew in each generation of the group.

    Between two generations somebody else may have owned it, so nothing that was
    known of it in the one holds in the other.
    """

    def __init__(self, new_partition: Callable[[int], Partition]) -> None:
        self._new = new_partition
        self._open: dict[int, tuple[int, Partition]] = {}
        self._locks: dict[int, asyncio.Lock] = {}

    async def handle(self, records: Sequence[Incoming], generation: int) -> int:
        """Apply a batch, its partitions side by side; returns when all of it is committed.

        Args:
            records: ascending offsets in each partition.
            generation: the group's generation now.

        Returns:
            How many records were repeats.

        Raises:
            LeaseExpired: the process stood still.
            KafkaError: fenced by another owner, or no answer in time.
        """
        by_partition: dict[int, list[Incoming]] = {}
        for record in records:
            by_partition.setdefault(record.partition, []).append(record)
        repeated = await asyncio.gather(
            *(self._apply(number, part, generation) for number, part in by_partition.items())
        )
        return sum(repeated)

    async def hold(self, numbers: Sequence[int], generation: int) -> None:
        """Open what was assigned before its first record comes, and let go of what was taken away."""
        gone = [number for number in self._open if number not in numbers]
        await asyncio.gather(
            *(self._apply(number, (), generation) for number in numbers), *(self._close(number) for number in gone)
        )

    def is_open(self, numbers: Sequence[int], generation: int) -> bool:
        """Say whether all of these are open in this generation."""
        return all(number in self._open and self._open[number][0] == generation for number in numbers)

    @property
    def watermarks(self) -> dict[int, int]:
        """Last applied offset of each open partition."""
        return {number: partition.watermark for number, (_, partition) in self._open.items()}

    async def check_source(self, number: int) -> None:
        """Make sure that an open partition's source still has what its desks know.

        Raises:
            SourceBehindDesks: it does not.
            KafkaError: the broker does not answer.
        """
        _, partition = self._open.get(number, (None, None))
        if partition is not None:
            await partition.check_source()

    async def close(self) -> None:
        """Let go of everything, each partition when its batch in hand is done."""
        await asyncio.gather(*(self._close(number) for number in list(self._open)))

    async def _close(self, number: int) -> None:
        async with self._lock(number):
            _, partition = self._open.pop(number, (None, None))
            if partition is not None:
                await partition.close()

    async def _apply(self, number: int, records: Sequence[Incoming], generation: int) -> int:
        async with self._lock(number):
            opened_in, partition = self._open.get(number, (None, None))
            if partition is not None and opened_in != generation:
                del self._open[number]
                await partition.close()
                partition = None
            if partition is None:
                partition = self._new(number)
                await partition.open()
                self._open[number] = (generation, partition)
            return await partition.apply(records) if records else 0

    def _lock(self, number: int) -> asyncio.Lock:
        return self._locks.setdefault(number, asyncio.Lock())
