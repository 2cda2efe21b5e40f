"""Which partitions of ``articles.enriched`` this worker holds open, for as long as the group's generation lasts."""

import asyncio
from collections.abc import Callable, Sequence

from streams.delivery.message import Incoming
from streams.delivery.partition import Partition


class Owner:
    """Opens partitions when they are first needed and drops all of them when the generation changes."""

    def __init__(self, new_partition: Callable[[int], Partition]) -> None:
        self._new = new_partition
        self._open: dict[int, Partition] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        self._generation: int | None = None

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

    async def ensure_open(self, numbers: Sequence[int], generation: int) -> None:
        """Open the partitions that were assigned, before their first record comes."""
        await asyncio.gather(*(self._apply(number, (), generation) for number in numbers))

    def is_open(self, numbers: Sequence[int]) -> bool:
        """Say whether all of these are open."""
        return all(number in self._open for number in numbers)

    @property
    def watermarks(self) -> dict[int, int]:
        """Last applied offset of each open partition."""
        return {number: partition.watermark for number, partition in self._open.items()}

    async def close(self) -> None:
        """Let go of everything."""
        while self._open:
            _, partition = self._open.popitem()
            await partition.close()

    async def _apply(self, number: int, records: Sequence[Incoming], generation: int) -> int:
        async with self._locks.setdefault(number, asyncio.Lock()):
            if generation != self._generation:
                self._generation = generation
                stale, self._open = self._open, {}
                await asyncio.gather(*(partition.close() for partition in stale.values()))
            partition = self._open.get(number)
            if partition is None:
                partition = self._new(number)
                await partition.open()
                self._open[number] = partition
            return await partition.apply(records) if records else 0
