"""Alerts of some desks or all, read from their topics as they are committed."""

import difflib
import heapq
import math
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import get_args

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from pydantic import ValidationError

from schemas.alert import Alert
from schemas.enriched import NOWHERE, Severity
from streams.data.countries import country_names
from streams.ops import connect
from streams.ops.errors import OpsError
from streams.settings import Settings
from streams.topics import Names

SEVERITIES: tuple[Severity, ...] = tuple(reversed(get_args(Severity)))
"""From ``Unknown`` to ``Extreme``."""
POLL_MS = 250
WINDOW = 5000
"""Most kept alerts of many topics that are put in order at once."""
SPAN = re.compile(r"(\d+)\s*(s|m|h|d|w)")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Tailed:
    """One alert as it stands on its topic."""

    alert: Alert
    """The alert."""
    value: bytes
    """Its bytes."""
    arrived: datetime
    """When the page behind it arrived (UTC)."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin; with nothing set, at what comes next."""

    beginning: bool = False
    """At the first alert that is kept."""
    since: datetime | None = None
    """At the first alert whose page arrived then or later."""
    offset: int | None = None
    """At this offset of each topic."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When to end; with nothing set, never."""

    limit: int | None = None
    """After this many alerts."""
    at_end: bool = False
    """At the end offsets of the start."""
    seconds: float | None = None
    """After this time."""


def desks(codes: Iterable[str]) -> list[str]:
    """Return the desks to read, all of them if none is named.

    Args:
        codes: ISO 3166-1 alpha-2 in any case, ZZ for no country.

    Raises:
        OpsError: one is no country.
    """
    known = [*country_names(), NOWHERE]
    chosen = list(dict.fromkeys(code.upper() for code in codes))
    for code in chosen:
        if code not in known:
            raise OpsError(f"unknown country {code!r}: {_meant(code)}")
    return chosen or known


def moment(text: str, now: datetime) -> datetime:
    """Read a time: a span before now (``90s``, ``30m``, ``2h``, ``3d``, ``1w``) or ISO 8601, UTC if it names no zone.

    Raises:
        OpsError: it is neither.
    """
    span = SPAN.fullmatch(text.strip())
    try:
        if span:
            return now - timedelta(**{UNITS[span.group(2)]: int(span.group(1))})
        when = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError) as error:
        raise OpsError(f"can't read the time {text!r}: write 30m, 2h, 3d, or 2026-11-20T08:00Z") from error
    return when if when.tzinfo else when.replace(tzinfo=UTC)


class Tail:
    """A reader of alert topics, open from its making on: what is committed later is not missed.

    Args:
        client: a read_committed consumer without a group.
        names: of the namespace.
        countries: desks to read.
        start: where to begin.
        complain: is given one line for each record that can't be read.

    Raises:
        OpsError: a topic is absent.
    """

    def __init__(
        self,
        client: KafkaConsumer,
        names: Names,
        countries: Sequence[str],
        start: Start,
        complain: Callable[[str], None],
    ) -> None:
        self._client, self._complain = client, complain
        self._parts = [TopicPartition(names.alerts(country), 0) for country in countries]
        absent = sorted({part.topic for part in self._parts} - set(client.topics()))
        if absent:
            raise OpsError(f"topic {absent[0]} is absent: run 'dateline topics' first")
        client.assign(self._parts)
        self._begin(start)

    def _begin(self, start: Start) -> None:
        ends: dict[TopicPartition, int] = self._client.end_offsets(self._parts)
        if start.beginning:
            self._client.seek_to_beginning(*self._parts)
        elif start.offset is not None:
            first = self._client.beginning_offsets(self._parts)
            for part in self._parts:
                self._client.seek(part, min(max(start.offset, first[part]), ends[part]))
        elif start.since is not None:
            at = max(0, round(start.since.timestamp() * 1000))
            found = self._client.offsets_for_times(dict.fromkeys(self._parts, at))
            for part in self._parts:
                self._client.seek(part, found[part].offset if found[part] else ends[part])
        else:
            for part in self._parts:
                self._client.seek(part, ends[part])

    def alerts(self, stop: Stop, is_read: Callable[[], bool] = lambda: True) -> Iterator[Tailed]:
        """Yield the alerts as they come: each topic in its order, the topics by when their pages arrived.

        A record that is no alert is told to ``complain`` and passed over.

        Raises:
            BrokenPipeError: ``is_read`` says no.
        """
        ends: dict[TopicPartition, int] = self._client.end_offsets(self._parts)
        deadline = math.inf if stop.seconds is None else time.monotonic() + stop.seconds
        caught_up = False
        while time.monotonic() < deadline and not (caught_up and stop.at_end):
            if not is_read():
                raise BrokenPipeError
            batches: defaultdict[TopicPartition, list[ConsumerRecord]] = defaultdict(list)
            caught_up = self._gather(batches, ends, deadline)
            for record in heapq.merge(*batches.values(), key=lambda record: (record.timestamp, record.topic)):
                if stop.at_end and record.offset >= ends[TopicPartition(record.topic, record.partition)]:
                    continue
                try:
                    alert = Alert.decode(record.value or b"")
                except ValidationError:
                    self._complain(f"{record.topic} offset {record.offset} is no alert that this Dateline can read")
                else:
                    yield Tailed(alert, record.value, datetime.fromtimestamp(record.timestamp / 1000, UTC))

    def _gather(
        self,
        batches: defaultdict[TopicPartition, list[ConsumerRecord]],
        ends: Mapping[TopicPartition, int],
        deadline: float,
    ) -> bool:
        """Read what is there, at most a window of it; say whether the ends are reached."""
        caught_up = all(self._client.position(part) >= end for part, end in ends.items())
        count = 0
        while count < WINDOW:
            left = (deadline - time.monotonic()) * 1000
            for part, records in self._client.poll(timeout_ms=max(0, min(POLL_MS, left))).items():
                batches[part] += records
                count += len(records)
            if caught_up or left <= 0:
                break
            caught_up = all(self._client.position(part) >= end for part, end in ends.items())
        return caught_up


def tail(
    settings: Settings,
    countries: Sequence[str],
    *,
    start: Start,
    stop: Stop,
    min_severity: Severity = "Unknown",
    complain: Callable[[str], None],
    is_read: Callable[[], bool] = lambda: True,
) -> Iterator[Tailed]:
    """Yield alerts until told to stop.

    Args:
        settings: where to connect, and the namespace.
        countries: desks to read, as ``desks`` returns them.
        start: where to begin.
        stop: when to end.
        min_severity: leave out what is less severe.
        complain: is given one line for each record that can't be read.
        is_read: is asked between two polls whether anybody still reads what becomes of the alerts.

    Raises:
        BrokenPipeError: nobody does.
        OpsError: Kafka can't be reached, or a topic is absent.
    """
    least = SEVERITIES.index(min_severity)
    count = 0
    with connect.consumer(settings) as client:
        for one in Tail(client, Names(settings.namespace), countries, start, complain).alerts(stop, is_read):
            if SEVERITIES.index(one.alert.severity) < least:
                continue
            yield one
            count += 1
            if count == stop.limit:
                return


def _meant(code: str) -> str:
    by_name = {name.upper(): iso2 for iso2, name in country_names().items()} | {"UK": "GB", "EL": "GR"}
    close = [code] if code in by_name else difflib.get_close_matches(code, by_name, n=1, cutoff=0.75)
    advice = f", such as {by_name[close[0]]}" if close else ""
    return f"give ISO 3166-1 alpha-2{advice} (zz is no country)"
