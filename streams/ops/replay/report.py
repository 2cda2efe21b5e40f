"""What a replay came to, for programs and for eyes."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from rich.text import Text

from schemas.alert import FieldChange
from streams.data.countries import country_names
from streams.ops.diff import Diff, Difference, Tally
from streams.ops.replay.span import Span
from streams.ops.show import SEVERITY_STYLE, printable
from streams.ops.spans import span as length

SHOWN = 15
"""Alerts with differences that are shown; ``--json`` has all."""
SHOWN_COUNTRIES = 12
SHOWN_FIELDS = 8
GROUP_FIELDS = 5
NAME_CHARS = 30
KIND_STYLE = {"missing": "bold red", "extra": "bold yellow", "changed": "bold cyan"}
VALUE_CHARS = 60
_NAMES = country_names()


@dataclass(slots=True)
class Warmth:
    """What the desks knew before the range."""

    asked: bool = False
    since: datetime | None = None
    """Arrival from which on live's records were read (UTC)."""
    kept_from: datetime | None = None
    """Arrival from which on they are kept, if some that were asked for may be gone."""
    records: int = 0
    """Desk records that the desks were fed with and that told nothing."""


@dataclass(slots=True)
class Report:
    """One replay."""

    name: str
    namespace: str
    span: Span
    kept: bool
    first: datetime | None = None
    """Arrival of the first page (UTC)."""
    last: datetime | None = None
    """Arrival of the last page (UTC)."""
    behind: int = 0
    """Records that live had not read when the replay began."""
    pages: int = 0
    articles: int = 0
    rejected: int = 0
    """Pages, articles and desk records that can never pass."""
    records: int = 0
    """Desk records made anew."""
    lacking: int = 0
    """Of these, those that live has not."""
    dropped: int = 0
    """Desk records of live's that were not made again."""
    warmth: Warmth = field(default_factory=Warmth)
    diff: Diff = field(default_factory=Diff)
    seconds: float = 0.0

    def finish(self) -> None:
        """Sort and explain the differences."""
        known = self.warmth.kept_from or (None if self.warmth.asked or self.span.from_earliest else self.first)
        self.diff.finish(warmed_from=known)

    def output(self) -> dict[str, Any]:
        """Return what ``replay --json`` prints."""
        diff = self.diff
        return {
            "name": self.name,
            "namespace": self.namespace if self.kept else None,
            "offsets": {str(number): list(bounds) for number, bounds in sorted(self.span.parts.items())},
            "first": _iso(self.first),
            "last": _iso(self.last),
            "live_behind": self.behind,
            "pages": self.pages,
            "articles": self.articles,
            "rejected": self.rejected,
            "records": {"made": self.records, "live_lacks": self.lacking, "only_live": self.dropped},
            "warmed": {
                "asked": self.warmth.asked,
                "records": self.warmth.records,
                "since": _iso(self.warmth.since) if self.warmth.asked else None,
                "kept_from": _iso(self.warmth.kept_from),
            },
            "seconds": round(self.seconds, 3),
            "equal": diff.equal,
            "total": asdict(diff.total),
            "countries": {country: asdict(tally) for country, tally in sorted(diff.countries.items())},
            "fields": dict(diff.by_field()),
            "differences": [_difference(one) for one in diff.differences],
        }

    def lines(self) -> Iterator[Text]:
        """Yield the report as lines for eyes."""
        yield Text.assemble(("replay ", "bold"), (self.name, "bold"), f" of {self.pages:,} pages, ", self._when())
        made = f"{self.articles:,} articles, {self.records:,} desk records in live's order"
        yield Text(f"  {made}; {self.rejected:,} rejected" if self.rejected else f"  {made}")
        if self.lacking or self.dropped:
            yield Text(f"  {self.lacking:,} of them live lacks, {self.dropped:,} others only live has")
        yield from (Text(f"  {line}") for line in self._warm_lines())
        if self.behind:
            yield Text(
                f"  live had {self.behind:,} records still to read: what it has not told yet counts as extra", "yellow"
            )
        yield Text(f"  took {length(self.seconds)}, {self.pages / max(self.seconds, 0.001):,.0f} pages/s")
        if self.kept:
            yield Text(f"  kept: dateline tail --namespace {self.namespace} --from-beginning")
        yield Text()
        yield from self._diff_lines()

    def _when(self) -> str:
        if self.first is None or self.last is None:
            return ""
        return f"arrived {self.first:%Y-%m-%d %H:%M:%S} to {self.last:%Y-%m-%d %H:%M:%S}"

    def _warm_lines(self) -> Iterator[str]:
        warmth = self.warmth
        if not warmth.asked:
            if not self.span.from_earliest:
                yield "not warmed: the desks knew nothing of what came before"
            return
        if warmth.records:
            yield f"warmed by {warmth.records:,} of live's desk records, those since {warmth.since:%Y-%m-%d %H:%M}"
        if warmth.kept_from is not None:
            yield (
                f"could not be warmed before {warmth.kept_from:%Y-%m-%d %H:%M}: live's records are no longer kept;"
                " stories from before it may come out differently"
            )

    def _diff_lines(self) -> Iterator[Text]:
        diff = self.diff
        if diff.equal:
            yield Text.assemble(
                ("equal to live: ", "bold green"), f"{_messages(diff.total.same)}, not a byte different"
            )
            return
        yield from _table(diff)
        yield Text()
        groups = diff.by_alert()
        for group in groups[:SHOWN]:
            yield from _group_lines(group)
        if len(groups) > SHOWN:
            yield Text(f"and {len(groups) - SHOWN:,} more alerts: --json has all", "dim")
        yield Text()
        total = diff.total
        yield Text.assemble(
            ("different from live: ", "bold red"),
            f"{_messages(total.different)} of {total.different + total.same:,}: {total.missing:,} missing",
            f" (only live told them), {total.extra:,} extra (only the replay did), {total.changed:,} changed",
        )


def _messages(count: int) -> str:
    return f"{count:,} message" + ("" if count == 1 else "s")


def _table(diff: Diff) -> Iterator[Text]:
    shown = diff.by_country()[:SHOWN_COUNTRIES]
    named = [
        (f"{country} {printable(_NAMES.get(country, 'no country'))}"[:NAME_CHARS], tally) for country, tally in shown
    ]
    rows: list[tuple[str, Tally]] = [("all", diff.total), *named]
    width = max(len(name) for name, _ in rows)
    yield Text(f"{'':{width}}  {'same':>9}  {'missing':>9}  {'extra':>9}  {'changed':>9}", "dim")
    for name, tally in rows:
        yield Text(
            f"{name:{width}}  {tally.same:>9,}  {tally.missing:>9,}  {tally.extra:>9,}  {tally.changed:>9,}",
            "bold" if name == "all" else "",
        )
    more = len(diff.by_country()) - SHOWN_COUNTRIES
    if more > 0:
        yield Text(f"and {more:,} more countries", "dim")
    fields = diff.by_field()
    if fields:
        listed = ", ".join(f"{name} {count:,}" for name, count in fields[:SHOWN_FIELDS])
        yield Text(f"fields that changed: {listed}" + (", …" if len(fields) > SHOWN_FIELDS else ""))


def _group_lines(group: Sequence[Difference]) -> Iterator[Text]:
    one = group[0]
    yield Text.assemble(
        (f"{one.kind:<7}", KIND_STYLE[one.kind]),
        "  ",
        (one.country, "bold"),
        " ",
        printable(one.country_name),
        "  ",
        (one.severity.upper(), SEVERITY_STYLE[one.severity]),
        "  ",
        _versions(group),
        "  ",
        (printable(one.headline), "bold"),
    )
    fields: dict[str, FieldChange] = {}
    for change in (change for other in group for change in other.fields):
        fields.setdefault(change.field, change)
    for change in list(fields.values())[:GROUP_FIELDS]:
        yield Text.assemble("         ", (change.field, "cyan"), f"  {_change(change)}")
    if len(fields) > GROUP_FIELDS:
        yield Text(f"         and {len(fields) - GROUP_FIELDS} more fields", "dim")
    notes = dict.fromkeys(other.note for other in group if other.note)
    if notes:
        yield Text(f"         {'; '.join(notes)}", "dim")


def _versions(group: Sequence[Difference]) -> str:
    """Return what kind of messages they are: ``Alert``, ``Update 3``, ``versions 1, 4–9``."""
    if len(group) == 1:
        return group[0].type if group[0].version == 1 else f"{group[0].type} {group[0].version}"
    numbers = sorted(one.version for one in group)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "versions " + ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _change(change: FieldChange) -> str:
    old, new = change.old, change.new
    if isinstance(old, list) and isinstance(new, list):
        gone, come = sum(one not in new for one in old), sum(one not in old for one in new)
        return f"{gone} of {len(old)} gone, {come} of {len(new)} new" if gone or come else "in another order"
    return f"{_value(old)} → {_value(new)}"


def _value(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float) and value.is_integer():
        return f"{value:,.0f}"
    if isinstance(value, list):
        return f"{len(value)} of them"
    text = printable(str(value))
    return text if len(text) <= VALUE_CHARS else text[: VALUE_CHARS - 1] + "…"


def _iso(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat().replace("+00:00", "Z")


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "country": one.country,
        "alert_id": one.alert_id,
        "version": one.version,
        "type": one.type,
        "severity": one.severity,
        "headline": one.headline,
        "article_id": one.master or None,
        "fields": [change.model_dump(mode="json") for change in one.fields],
        "note": one.note,
    }
