"""How far the workers are behind: by topic and partition, in records and in time."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import (
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    GroupIdNotFoundError,
    NotCoordinatorError,
)

from streams.ops import connect
from streams.ops.errors import OpsError
from streams.ops.spans import span
from streams.settings import Settings
from streams.topics import PARTITIONS, Names

NO_GROUP = (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError, GroupIdNotFoundError)
"""Nobody has joined any group yet, or the broker has only just started."""
OLDEST_SECONDS = 10.0
"""Longest wait for the oldest unread records."""


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """One partition as the group has read it."""

    group: str
    topic: str
    partition: int
    committed: int | None
    """Next offset to read; ``None`` if the group never committed one."""
    end: int
    """Offset behind the last record."""
    lag: int
    """Kept records that the group has not committed."""
    oldest: datetime | None = None
    """When the page of the oldest unread record arrived (UTC); ``None`` if nothing is unread."""
    age_seconds: float | None = None
    """Time since then."""

    def output(self) -> dict[str, Any]:
        """Return its line of ``lag --json``."""
        line = asdict(self)
        line["oldest"] = None if self.oldest is None else self.oldest.isoformat().replace("+00:00", "Z")
        line["age_seconds"] = None if self.age_seconds is None else round(self.age_seconds, 3)
        return line


def lag(settings: Settings) -> list[PartitionLag]:
    """Return how far the workers' group is behind on each partition that they read.

    The age is that of the page: every record carries its page's arrival.

    Raises:
        OpsError: Kafka can't be reached, or a topic is absent.
    """
    names = Names(settings.namespace)
    topics = (names.pages, names.articles, names.enriched)
    parts = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
    with connect.admin(settings) as client:
        absent = sorted(set(topics) - set(client.list_topics()))
        if absent:
            raise OpsError(f"topic {absent[0]} is absent at {settings.broker}: run 'dateline topics' first")
        # First what is done, then the ends: what was on its way from one topic to the next in between is not read yet.
        try:
            committed = client.list_group_offsets(names.group)[names.group]
        except NO_GROUP:
            committed = {}
        begins = client.list_partition_offsets(dict.fromkeys(parts, OffsetSpec.EARLIEST))
        ends = client.list_partition_offsets(dict.fromkeys(parts, OffsetSpec.LATEST))
    rows: list[PartitionLag] = []
    starts: dict[TopicPartition, int] = {}
    for part in parts:
        found = committed.get(part)
        offset = None if found is None or found.offset < 0 else int(found.offset)
        end = int(ends[part].offset)
        # What retention took before it was read is lost, not behind.
        starts[part] = max(offset or 0, int(begins[part].offset))
        rows.append(PartitionLag(names.group, part.topic, part.partition, offset, end, max(0, end - starts[part])))
    behind = {part: starts[part] for part, row in zip(parts, rows, strict=True) if row.lag}
    if not behind:
        return rows
    with connect.consumer(settings) as reader:
        oldest = _oldest(reader, behind)
    now = time.time()
    return [_aged(row, oldest.get(part), now) for part, row in zip(parts, rows, strict=True)]


def above(rows: Sequence[PartitionLag], most: int) -> list[PartitionLag]:
    """Return the partitions that are more than so many records behind."""
    return [row for row in rows if row.lag > most]


def table(rows: Sequence[PartitionLag]) -> list[str]:
    """Return the lags as lines for eyes."""
    head = ("topic", "partition", "committed", "end", "lag", "oldest unread")
    cells = [
        (
            row.topic,
            str(row.partition),
            "-" if row.committed is None else f"{row.committed:,}",
            f"{row.end:,}",
            f"{row.lag:,}",
            "" if row.age_seconds is None else span(row.age_seconds),
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in (head, *cells)) for column in range(len(head))]
    lines = [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in (head, *cells)
    ]
    unread = sum(row.lag for row in rows)
    never = all(row.committed is None for row in rows)
    summary = f"group {rows[0].group}: {unread:,} records unread" if unread else f"group {rows[0].group}: all is read"
    if never:
        summary += "; no worker has committed anything yet"
    return [*lines, summary]


def _oldest(client: KafkaConsumer, starts: dict[TopicPartition, int]) -> dict[TopicPartition, float]:
    """Return the Kafka timestamps, in seconds, of the first records from these offsets on, if they come in time."""
    found: dict[TopicPartition, float] = {}
    client.assign(list(starts))
    for part, offset in starts.items():
        client.seek(part, offset)
    deadline = time.monotonic() + OLDEST_SECONDS
    while len(found) < len(starts) and time.monotonic() < deadline:
        for part, batch in client.poll(timeout_ms=500).items():
            found.setdefault(part, batch[0].timestamp / 1000)
            client.pause(part)
    return found


def _aged(row: PartitionLag, oldest: float | None, now: float) -> PartitionLag:
    if oldest is None:
        return row
    arrived = datetime.fromtimestamp(oldest, UTC)
    return PartitionLag(
        row.group, row.topic, row.partition, row.committed, row.end, row.lag, arrived, max(0.0, now - oldest)
    )
