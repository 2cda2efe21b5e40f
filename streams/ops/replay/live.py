"""What live has on record: the order of its desks, and which of its alerts belong to a range."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kafka import TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from pydantic import ValidationError

from schemas.alert import Alert, Source
from schemas.base import Record
from schemas.enriched import NOWHERE
from streams.data.countries import country_names
from streams.engine import Key
from streams.ops.replay.scan import Scanner
from streams.ops.replay.span import Span
from streams.topics import Names

SOURCE = "dateline-source"
"""Header of a rejected record: where it stood."""
CLOCK_MARGIN_MS = 3_600_000
"""How far the brokers' clocks may have gone back: times only say where to begin to read."""


class _Page(Record):
    position: tuple[int, int] | None = None


class _Article(Record):
    article_id: str


class _Head(Record):
    """As much of a desk record as says whose place it is."""

    page: _Page
    article: _Article
    country: str


def key_of(value: bytes | None) -> Key | None:
    """Return whose record it is; ``None`` for what no stage wrote."""
    try:
        head = _Head.decode(value or b"")
    except ValidationError:
        return None
    if head.page.position is None:
        return None
    return (*head.page.position, head.article.article_id, head.country)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where live's records ended when the replay began."""

    enriched: Mapping[TopicPartition, int]
    alerts: Mapping[TopicPartition, int]


def ends(scanner: Scanner, names: Names) -> Ends:
    """Note where live's records end now: first the order, then what was told, so that nothing told lacks its place."""
    alerts = [TopicPartition(names.alerts(country), 0) for country in (*country_names(), NOWHERE)]
    return Ends(scanner.ends(scanner.partitions(names.enriched)), scanner.ends(alerts))


class LiveRecords:
    """Live's ``articles.enriched`` from a time on.

    Args:
        scanner: reads it.
        names: of live.
        stops: offsets to stop at.
        since_ms: Kafka timestamp to begin at.
    """

    def __init__(self, scanner: Scanner, names: Names, stops: Mapping[TopicPartition, int], since_ms: int) -> None:
        self._scanner = scanner
        self._kept = scanner.beginnings(stops)
        found = scanner.since(stops, since_ms)
        self.stretches: dict[TopicPartition, tuple[int, int]] = {}
        """Where it is read."""
        for part, stop in stops.items():
            start = found[part]
            self.stretches[part] = stop if start is None else min(start, stop), stop
        self._rejected = frozenset(_rejected(scanner, names, since_ms))

    def count(self, stops: Mapping[TopicPartition, int] | None = None) -> int:
        """Return the offsets in it, up to earlier ones if they are given."""
        return sum(max(0, stop - start) for start, stop in self._until(stops).values())

    def gone_before(self, since_ms: int) -> int | None:
        """Return the Kafka timestamp from which on records are kept, if some that were asked for may be gone."""
        latest: int | None = None
        for part, kept in self._kept.items():
            if kept == 0 or self.stretches[part][0] > kept:
                continue
            first = self._scanner.first(part, *self.stretches[part])
            if first is not None and first.timestamp > since_ms:
                latest = max(latest or 0, first.timestamp)
        return latest

    def read(self, stops: Mapping[TopicPartition, int] | None = None) -> Iterator[tuple[ConsumerRecord, Key]]:
        """Yield the records that live's desks took, each partition in offset order.

        Args:
            stops: earlier offsets to stop at.
        """
        for record in self._scanner.records(self._until(stops)):
            key = None if (record.partition, record.offset) in self._rejected else key_of(record.value)
            if key is not None:
                yield record, key

    def _until(self, stops: Mapping[TopicPartition, int] | None) -> dict[TopicPartition, tuple[int, int]]:
        earlier = stops or {}
        return {part: (start, min(stop, earlier.get(part, stop))) for part, (start, stop) in self.stretches.items()}


def _rejected(scanner: Scanner, names: Names, since_ms: int) -> Iterator[tuple[int, int]]:
    """Yield the places in ``articles.enriched`` that the desks rejected."""
    parts = scanner.partitions(names.rejected(names.enriched))
    starts, stops = scanner.since(parts, since_ms), scanner.ends(parts)
    stretches = {part: (start, stops[part]) for part, start in starts.items() if start is not None}
    for record in scanner.records(stretches):
        source = next((value.decode(errors="replace") for name, value in record.headers if name == SOURCE), "")
        topic, _, place = source.partition(":")
        partition, _, offset = place.partition(":")
        if topic == names.enriched and partition.isdecimal() and offset.isdecimal():
            yield int(partition), int(offset)


class Belongs:
    """Says which of live's alerts a range gave.

    An alert carries its page's Kafka timestamp, and so does the desk record that
    led to it. Where pages of one millisecond stand on both sides of a bound, what
    the desks said when they were warmed decides, else the article that the alert
    rests on.
    """

    def __init__(self, span: Span, first_ms: int, last_ms: int) -> None:
        self._span, self._first_ms, self._last_ms = span, first_ms, last_ms
        self._inside: set[tuple[str, int]] = set()
        self._outside: dict[tuple[str, int], tuple[int, int]] = {}
        self._told_before: set[tuple[str, int]] = set()

    def note(self, key: Key, timestamp_ms: int, place: tuple[int, int]) -> None:
        """Take down one of live's desk records.

        Args:
            key: whose it is.
            timestamp_ms: its Kafka timestamp.
            place: partition of ``articles.enriched`` and offset, ascending in each.
        """
        if key[:2] in self._span:
            self._inside.add((key[3], timestamp_ms))
        elif self._first_ms <= timestamp_ms <= self._last_ms:
            self._outside[key[3], timestamp_ms] = place

    def doubtful(self) -> dict[int, int]:
        """Return, by partition, the last place outside the range whose alert could be taken for one of the range."""
        last: dict[int, int] = {}
        for where in self._inside & self._outside.keys():
            partition, offset = self._outside[where]
            last[partition] = max(last.get(partition, -1), offset)
        return last

    def note_told(self, alert: Alert, timestamp_ms: int) -> None:
        """Take down what a record outside the range gave."""
        if self._first_ms <= timestamp_ms <= self._last_ms:
            self._told_before.add((alert.alert_id, alert.version))

    def __call__(self, alert: Alert, timestamp_ms: int, *, told_inside: bool) -> bool:
        """Say whether the range gave it.

        Args:
            alert: live's.
            timestamp_ms: its Kafka timestamp.
            told_inside: whether the replay told the same version.
        """
        where = (alert.country, timestamp_ms)
        if where not in self._inside:
            return False
        if where not in self._outside or told_inside:
            return True
        if (alert.alert_id, alert.version) in self._told_before:
            return False
        return any(source.page in self._span for source in _leading(alert) if source.page is not None)


def _leading(alert: Alert) -> Iterable[Source]:
    return alert.sources[:1] if alert.version == 1 else alert.sources


def live_alerts(
    scanner: Scanner, names: Names, stops: Mapping[TopicPartition, int], first_ms: int, last_ms: int
) -> Iterator[tuple[Alert, ConsumerRecord]]:
    """Yield the alerts whose pages arrived between two Kafka timestamps, both included; what is none is passed over."""
    full = [part for part, stop in stops.items() if stop > 0]
    starts = scanner.since(full, first_ms)
    stretches = {part: (start, stops[part]) for part, start in starts.items() if start is not None}
    for record in scanner.records(stretches):
        if first_ms <= record.timestamp <= last_ms:
            try:
                yield Alert.decode(record.value or b""), record
            except ValidationError:
                continue


def utc(timestamp_ms: int) -> datetime:
    """Return a Kafka timestamp as UTC."""
    return datetime.fromtimestamp(timestamp_ms / 1000, UTC)
