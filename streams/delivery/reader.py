"""Reads beside the group: a partition from an offset to its end, the first record from an offset on, a commit."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.structs import ConsumerRecord

from streams.delivery.message import Incoming

Isolation = Literal["read_committed", "read_uncommitted"]
FETCH_BYTES = 4 * 1024 * 1024


class Reader:
    """Opens a consumer without a group for each read and closes it again."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self._connection = connection

    async def first_from(self, topic: str, partition: int, offset: int) -> int | None:
        """Return the offset of the first record at or behind ``offset``, or ``None`` at the end."""
        async with self._at(topic, partition, offset, "read_uncommitted") as (consumer, tp, end):
            while await consumer.position(tp) < end:
                batch = await consumer.getmany(tp, timeout_ms=500, max_records=1)
                for record in batch.get(tp, []):
                    return int(record.offset)
        return None

    async def end(self, topic: str, partition: int) -> int:
        """Return the offset behind the last record of a partition."""
        async with self._at(topic, partition, 0, "read_uncommitted") as (_, _, end):
            return end

    async def committed(self, group: str, topic: str, partition: int) -> int | None:
        """Return the offset that a group committed for a partition, or ``None`` if it never did."""
        consumer = AIOKafkaConsumer(**self._connection, group_id=group, enable_auto_commit=False)
        await consumer.start()
        try:
            offset = await consumer.committed(TopicPartition(topic, partition))
            return None if offset is None else int(offset)
        finally:
            await consumer.stop()

    async def read(
        self, topic: str, partition: int, *, start: int = 0, stop: int | None = None
    ) -> AsyncIterator[ConsumerRecord]:
        """Yield the committed records of one partition.

        Args:
            topic: full name.
            partition: its number.
            start: first offset; an offset that is no more counts as the earliest.
            stop: offset behind the last one to yield; ``None`` for the end as it is now.
        """
        async with self._at(topic, partition, start, "read_committed") as (consumer, tp, end):
            last = end if stop is None else min(stop, end)
            while await consumer.position(tp) < last:
                batch = await consumer.getmany(tp, timeout_ms=500, max_records=5000)
                for record in batch.get(tp, []):
                    if record.offset >= last:
                        return
                    yield record

    @asynccontextmanager
    async def _at(
        self, topic: str, partition: int, offset: int, isolation: Isolation
    ) -> AsyncIterator[tuple[AIOKafkaConsumer, TopicPartition, int]]:
        consumer = AIOKafkaConsumer(
            **self._connection,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level=isolation,
            max_partition_fetch_bytes=FETCH_BYTES,
        )
        await consumer.start()
        try:
            tp = TopicPartition(topic, partition)
            consumer.assign([tp])
            end = (await consumer.end_offsets([tp]))[tp]
            consumer.seek(tp, offset)
            yield consumer, tp, end
        finally:
            await consumer.stop()


def incoming(record: ConsumerRecord) -> Incoming:
    """Return a record of a plain client, aiokafka's or kafka-python's, in delivery's own form."""
    return Incoming(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        timestamp_ms=record.timestamp,
        key=record.key,
        value=record.value,
        headers=tuple(record.headers),
    )
