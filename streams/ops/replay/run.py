"""One replay, from the range to the diff."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from kafka.partitioner.default import murmur2

from streams.delivery.message import Incoming, Outgoing
from streams.delivery.reader import incoming
from streams.engine import AT_THE_START, Key, LiveOrder
from streams.ner import load_namer
from streams.ops import topics
from streams.ops.errors import OpsError
from streams.ops.lag import lag
from streams.ops.replay import leftovers, live
from streams.ops.replay.anew import Makers, Recipe
from streams.ops.replay.desks import ReplayDesks
from streams.ops.replay.leftovers import namespace_of
from streams.ops.replay.live import CLOCK_MARGIN_MS, Belongs, LiveRecords, live_alerts, utc
from streams.ops.replay.pace import pace
from streams.ops.replay.report import Report, Warmth
from streams.ops.replay.scan import Scanner, scanner
from streams.ops.replay.span import Ask, Span, resolve
from streams.ops.replay.spool import Spool
from streams.ops.replay.writer import Writer, renamed, topics_of
from streams.settings import Settings
from streams.topics import Names

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""A replay's name."""
NO_PAGE = "no page arrived in that range: {topic} holds none there"

Say = Callable[[str], None]


def replay(
    settings: Settings, ask: Ask, *, name: str, warm: bool = True, keep: bool = False, say: Say = lambda _: None
) -> Report:
    """Take a range of live's pages through split, enrich and desks of its own, and compare the alerts.

    Live is only read, beside its group. Whatever ends the replay, its topics are
    removed, unless it is done and ``keep`` is set.

    Memory: that of live's desks, about 0.6 KB a desk record of the range for the
    order, and the pages on their way: what one fetch brings, and some five batches
    of 1 MiB a core. The records themselves and the alerts wait in temporary files,
    as large as on the topics.

    Args:
        settings: of live: its namespace, its windows, its broker.
        ask: which pages.
        name: of the replay; its topics' namespace ends in it.
        warm: let the desks know what live had on record before the range.
        keep: leave the topics for a look.
        say: is given a line for each step.

    Raises:
        OpsError: there is no such range, a replay of that name is there, a live
            topic is absent, or Kafka does not answer.
    """
    begun = time.monotonic()
    if not NAME.fullmatch(name):
        raise OpsError(f"{name!r} is no name for a replay: small letters, digits and hyphens, at most 40")
    names, apart = Names(settings.namespace), settings.model_copy(update={"namespace": namespace_of(settings, name)})
    if settings.ner:
        load_namer()  # once, before the processes are forked from this one
    with Makers() as makers, scanner(settings) as scan:
        limits = topics.limits(settings)
        span = resolve(scan, names.pages, ask)
        if not span.pages:
            raise OpsError(NO_PAGE.format(topic=names.pages))
        ends = live.ends(scan, names)
        report = Report(name=name, namespace=apart.namespace, span=span, kept=keep)
        report.behind = sum(row.lag for row in lag(settings))
        writer = Writer(settings, renamed(settings.namespace, apart.namespace), f"replay:{name}")
        with _topics(apart, keep=keep, say=say), writer, Spool() as records, Spool() as alerts:
            run = _Run(settings, scan, span, ends, writer, report, records, alerts)
            run.make(makers, Recipe(names, limits, settings.without_terms, settings.ner))
            run.order(settings.story_window, warm=warm)
            run.decide(ReplayDesks(settings, limits, writer), warm=warm)
            writer.finish()
            run.compare()
    report.seconds = time.monotonic() - begun
    return report


class _Run:
    """The steps of a replay, and what one leaves to the next."""

    def __init__(
        self,
        settings: Settings,
        scan: Scanner,
        span: Span,
        ends: live.Ends,
        writer: Writer,
        report: Report,
        records: Spool,
        alerts: Spool,
    ) -> None:
        self._names = Names(settings.namespace)
        self._scan, self._span, self._ends, self._writer, self.report = scan, span, ends, writer, report
        self._records, self._alerts = records, alerts
        self._made: list[dict[Key, int]] = [{} for _ in ends.enriched]
        """Where each desk record of the range stands in the spool, by partition of ``articles.enriched``."""
        self._told: dict[tuple[str, int], int] = {}
        """The same for the alerts, by id and version."""
        self._first_ms, self._last_ms = 2**62, 0

    def make(self, makers: Makers, recipe: Recipe) -> None:
        """Take the pages through split and enrich."""
        report = self.report
        pages_of = {part.partition: part for part in self._scan.partitions(self._names.pages)}
        stretches = {pages_of[number]: bounds for number, bounds in self._span.parts.items()}
        with pace("pages", self._span.pages) as advance:
            for made in makers.make_all(recipe, map(incoming, self._scan.records(stretches))):
                advance(1)
                report.pages += 1
                report.articles += made.articles
                report.rejected += len(made.rejected)
                self._first_ms = min(self._first_ms, made.timestamp_ms)
                self._last_ms = max(self._last_ms, made.timestamp_ms)
                for refused in made.rejected:
                    self._writer.send(refused)
                for article_id, record in made.records:
                    country = (record.key or b"").decode()
                    number = (murmur2(record.key) & 0x7FFFFFFF) % len(self._made)
                    key = (*made.page, article_id, country)
                    # A text that stands on its page twice is one record, the first.
                    if key not in self._made[number]:
                        self._made[number][key] = self._records.put(record)
        if not report.pages:
            raise OpsError(NO_PAGE.format(topic=self._names.pages))
        report.records = sum(map(len, self._made))
        report.first, report.last = utc(self._first_ms), utc(self._last_ms)

    def order(self, window: timedelta, *, warm: bool) -> None:
        """Read live's order, and find the places of what live lacks."""
        reach_ms = round(window.total_seconds() * 1000) if warm else CLOCK_MARGIN_MS
        since_ms = self._first_ms - reach_ms
        self._live = LiveRecords(self._scan, self._names, self._ends.enriched, since_ms)
        self._belongs = Belongs(self._span, self._first_ms, self._last_ms)
        self._orders = [LiveOrder(made) for made in self._made]
        dropped: set[Key] = set()
        with pace("live's records", self._live.count()) as advance:
            for record, key in self._live.read():
                advance(1)
                self._orders[record.partition].note(record.offset, key)
                self._belongs.note(key, record.timestamp, (record.partition, record.offset))
                if key[:2] in self._span and key not in self._made[record.partition]:
                    dropped.add(key)
        self.report.lacking = sum(order.settle() for order in self._orders)
        self.report.dropped = len(dropped)
        gone = self._live.gone_before(since_ms)
        self.report.warmth = Warmth(
            asked=warm,
            since=utc(since_ms),
            kept_from=None if gone is None else utc(gone),
        )

    def decide(self, desks: ReplayDesks, *, warm: bool) -> None:
        """Feed the desks in live's order; outside of the range with what live has on record, telling nothing."""
        report = self.report
        doubtful = self._belongs.doubtful() if warm else {}
        stops = {
            part: max(self._orders[part.partition].last, doubtful.get(part.partition, AT_THE_START)) + 1
            for part in self._ends.enriched
        }
        with pace("desk records", self._live.count(stops)) as advance:
            for number, order in enumerate(self._orders):
                for key in order.first():
                    self._decide(desks, number, key)
            for record, key in self._live.read(stops):
                advance(1)
                if warm and key[:2] not in self._span:
                    report.warmth.records += 1
                    alert = desks.warm(incoming(record))
                    if alert is not None:
                        self._belongs.note_told(alert, record.timestamp)
                for one in self._orders[record.partition].at(record.offset, key):
                    self._decide(desks, record.partition, one)
        report.rejected += desks.rejected

    def _decide(self, desks: ReplayDesks, number: int, key: Key) -> None:
        record: Outgoing = self._records.get(self._made[number].pop(key))
        self._writer.send(record)
        alert = desks.decide(
            Incoming(self._names.pages, key[0], key[1], record.timestamp_ms, record.key, record.value, record.headers)
        )
        if alert is not None:
            self._told[alert.alert_id, alert.version] = self._alerts.put((alert.encode(), record.timestamp_ms))

    def compare(self) -> None:
        """Hold the alerts against live's."""
        diff = self.report.diff
        seen: set[tuple[str, int]] = set()
        for alert, record in live_alerts(self._scan, self._names, self._ends.alerts, self._first_ms, self._last_ms):
            message = (alert.alert_id, alert.version)
            inside = message in self._told
            if message in seen or not self._belongs(alert, record.timestamp, told_inside=inside):
                continue
            seen.add(message)
            diff.compare(record.value, self._value(self._told.pop(message)) if inside else None)
        for place in self._told.values():
            diff.compare(None, self._value(place))
        self.report.finish()

    def _value(self, place: int) -> bytes:
        value: bytes = self._alerts.get(place)[0]
        return value


@contextmanager
def _topics(apart: Settings, *, keep: bool, say: Say) -> Iterator[None]:
    """Create the replay's topics; remove them when the block ends, unless it ended well and they are to be kept."""
    wanted = topics_of(apart.namespace)
    say(f"creating {len(wanted)} topics {apart.namespace}.…")
    if leftovers.present(apart):
        raise OpsError(
            f"topics {apart.namespace}.… are there already: choose another --name, or remove them with --clean"
        )
    kept = False
    try:
        topics.create(apart, wanted)
        say("replaying")
        yield
        kept = keep
    finally:
        if not kept:
            say(f"removing topics {apart.namespace}.…")
            leftovers.remove(apart)
