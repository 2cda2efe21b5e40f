"""Reads of stretches of partitions, beside every group."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from streams.ops import connect
from streams.ops.errors import OpsError
from streams.settings import Settings

POLL_MS = 500
FETCH_BYTES = 4 * 1024 * 1024

Stretches = Mapping[TopicPartition, tuple[int, int]]
"""First offset, and the one behind the last."""


class Scanner:
    """A read_committed consumer without a group, partitions by hand.

    Args:
        settings: where to connect.
        client: the consumer.
    """

    def __init__(self, settings: Settings, client: KafkaConsumer) -> None:
        self._settings, self._client = settings, client

    def partitions(self, topic: str) -> list[TopicPartition]:
        """Return a topic's partitions.

        Raises:
            OpsError: it is absent.
        """
        found = self._client.partitions_for_topic(topic)
        if not found:
            raise OpsError(f"topic {topic} is absent at {self._settings.broker}: run 'dateline topics' first")
        return [TopicPartition(topic, number) for number in sorted(found)]

    def beginnings(self, parts: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Return the first offsets that are kept."""
        found: dict[TopicPartition, int] = self._client.beginning_offsets(list(parts))
        return found

    def ends(self, parts: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Return the offsets behind the last records."""
        found: dict[TopicPartition, int] = self._client.end_offsets(list(parts))
        return found

    def since(self, parts: Iterable[TopicPartition], timestamp_ms: int) -> dict[TopicPartition, int | None]:
        """Return the first offsets whose record has that Kafka timestamp or a later one."""
        found = self._client.offsets_for_times(dict.fromkeys(parts, max(timestamp_ms, 0)))
        return {part: None if at is None else int(at.offset) for part, at in found.items()}

    def first(self, part: TopicPartition, start: int, stop: int) -> ConsumerRecord | None:
        """Return the first record of a stretch."""
        return next(self.records({part: (start, stop)}), None)

    def records(self, stretches: Stretches) -> Iterator[ConsumerRecord]:
        """Yield what stands there: each partition in offset order, the partitions mixed.

        Raises:
            OpsError: Kafka stopped answering.
        """
        client = self._client
        open_ = {part: ends for part, ends in stretches.items() if ends[0] < ends[1]}
        client.assign(list(open_))
        for part, (start, _) in open_.items():
            client.resume(part)
            client.seek(part, start)
        patience = self._settings.request_timeout.total_seconds()
        deadline = time.monotonic() + patience
        while open_:
            for part, batch in client.poll(timeout_ms=POLL_MS).items():
                stop = stretches[part][1]
                for record in batch:
                    if record.offset < stop:
                        yield record
                deadline = time.monotonic() + patience
            done = [part for part, (_, stop) in open_.items() if client.position(part) >= stop]
            for part in done:
                client.pause(part)
                del open_[part]
            if done:
                deadline = time.monotonic() + patience
            elif time.monotonic() > deadline:
                raise OpsError(f"Kafka at {self._settings.broker} stopped answering; nothing of live was changed")


@contextmanager
def scanner(settings: Settings) -> Iterator[Scanner]:
    """Give a scanner for the block.

    Raises:
        OpsError: Kafka can't be reached or refuses something.
    """
    with connect.kafka_errors(settings):
        client = KafkaConsumer(
            **settings.connection(),
            group_id=None,
            enable_auto_commit=False,
            allow_auto_create_topics=False,
            isolation_level="read_committed",
            # What retention takes away meanwhile is passed over, not the whole rest.
            auto_offset_reset="earliest",
            # kafka-python computes them in Python, for more than the rest of the reading costs.
            check_crcs=False,
            max_partition_fetch_bytes=FETCH_BYTES,
            max_poll_records=2000,
            bootstrap_timeout_ms=connect.BOOTSTRAP_MS,
        )
        try:
            yield Scanner(settings, client)
        finally:
            client.close()
