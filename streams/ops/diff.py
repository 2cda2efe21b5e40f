"""Alerts of a replay against live's, by (alert_id, version) and field by field. Pure."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, get_args

from schemas.alert import Alert, FieldChange
from schemas.enriched import Severity

Kind = Literal["missing", "extra", "changed"]
"""Live has it and the replay has not; the other way round; both have it with different content."""

KINDS: tuple[Kind, ...] = get_args(Kind)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
FIRST_FIELDS = ("type", "severity", "event", "certainty", "urgency", "change", "quantities", "event_time", "role")
"""Fields whose change matters most to a reader, most first; any other counts less."""
NAMED_BY = {"quantities": "kind", "other_countries": "iso2"}
"""Lists whose members have a name: compared by it, not by their place."""


@dataclass(slots=True)
class Tally:
    """Alert messages counted."""

    same: int = 0
    missing: int = 0
    extra: int = 0
    changed: int = 0

    @property
    def different(self) -> int:
        """Missing, extra and changed together."""
        return self.missing + self.extra + self.changed

    def add(self, kind: Literal["same"] | Kind) -> None:
        """Count one more."""
        setattr(self, kind, getattr(self, kind) + 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """One alert message that is not the same."""

    kind: Kind
    country: str
    country_name: str
    alert_id: str
    version: int
    type: str
    severity: Severity
    """The graver of the two."""
    headline: str
    master: str
    """Article that the alert rests on first; empty if it names none."""
    first_published: datetime | None
    fields: tuple[FieldChange, ...] = ()
    """What changed: ``old`` is live's, ``new`` the replay's."""
    note: str | None = None
    """What may explain it."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """Sorts the most important first."""
        fields = [_field_rank(change.field) for change in self.fields]
        return (
            SEVERITIES.index(self.severity),
            KINDS.index(self.kind),
            min(fields, default=0),
            self.country,
            self.alert_id,
            self.version,
        )


@dataclass(slots=True)
class Diff:
    """How the alerts of a replay stand against live's."""

    total: Tally = field(default_factory=Tally)
    countries: dict[str, Tally] = field(default_factory=dict)
    """By desk; one without an alert is not here."""
    differences: list[Difference] = field(default_factory=list)

    @property
    def equal(self) -> bool:
        """Whether there is no difference."""
        return self.total.different == 0

    def compare(self, live: bytes | None, replayed: bytes | None) -> None:
        """Take in one message.

        Args:
            live: the alert's value, ``None`` if live has none of that id and version.
            replayed: the replay's, ``None`` if it has none; at least one of them is there.

        Raises:
            ValueError: neither is there, or one can't be read.
        """
        value = live or replayed
        if value is None:
            raise ValueError("neither live nor the replay has this message")
        alert = Alert.decode(value)
        if live == replayed:
            self._count(alert.country, "same")
            return
        kind: Kind = "changed" if live and replayed else "missing" if live else "extra"
        severity = alert.severity
        fields: tuple[FieldChange, ...] = ()
        if live and replayed:
            fields = tuple(changes(json.loads(live), json.loads(replayed)))
            severity = min(severity, Alert.decode(replayed).severity, key=SEVERITIES.index)
        self._count(alert.country, kind)
        self.differences.append(
            Difference(
                kind=kind,
                country=alert.country,
                country_name=alert.country_name,
                alert_id=alert.alert_id,
                version=alert.version,
                type=alert.type,
                severity=severity,
                headline=alert.headline,
                master=alert.sources[0].article_id if alert.sources else "",
                first_published=alert.first_published,
                fields=fields,
            )
        )

    def finish(self, *, warmed_from: datetime | None = None) -> None:
        """Put the most important first and say what may explain them.

        Args:
            warmed_from: event time from which on the desks know live's records;
                ``None`` if they know all that there is.
        """
        elsewhere: dict[tuple[Kind, str], list[Difference]] = {}
        for one in self.differences:
            elsewhere.setdefault((one.kind, one.master), []).append(one)
        noted = [replace(one, note=_note(one, elsewhere, warmed_from)) for one in self.differences]
        self.differences = sorted(noted, key=lambda one: one.rank)

    def by_field(self) -> list[tuple[str, int]]:
        """Return the fields that changed and in how many messages, most frequent first; named members as their list."""
        counts: Counter[str] = Counter()
        for one in self.differences:
            counts.update({_listed(change.field) for change in one.fields})
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def by_alert(self) -> list[list[Difference]]:
        """Return the differences of one kind of one alert together, in the order of their most important one."""
        groups: dict[tuple[Kind, str], list[Difference]] = {}
        for one in self.differences:
            groups.setdefault((one.kind, one.alert_id), []).append(one)
        return list(groups.values())

    def by_country(self) -> list[tuple[str, Tally]]:
        """Return the desks that differ, those with most differences first."""
        found = [(country, tally) for country, tally in self.countries.items() if tally.different]
        return sorted(found, key=lambda item: (-item[1].different, item[0]))

    def _count(self, country: str, kind: Literal["same"] | Kind) -> None:
        self.total.add(kind)
        self.countries.setdefault(country, Tally()).add(kind)


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield the fields in which two messages differ, dotted, those that matter most first."""
    before, after = dict(_flat("", old)), dict(_flat("", new))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    for name in sorted(names, key=lambda name: (_field_rank(name), name)):
        yield FieldChange(field=name, old=before.get(name), new=after.get(name))


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    name_of = NAMED_BY.get(prefix.removesuffix("."))
    if isinstance(value, list) and name_of is not None:
        named = {str(item[name_of]): {k: v for k, v in item.items() if k != name_of} for item in value}
        if len(named) == len(value):
            value = named
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _flat(f"{prefix}{name}.", inner)
    elif prefix:
        yield prefix.removesuffix("."), value


def _listed(name: str) -> str:
    first = name.split(".", 1)[0]
    return first if first in NAMED_BY else name


def _field_rank(name: str) -> int:
    first = name.split(".", 1)[0]
    return FIRST_FIELDS.index(first) if first in FIRST_FIELDS else len(FIRST_FIELDS)


def _note(
    one: Difference, elsewhere: Mapping[tuple[Kind, str], Iterable[Difference]], warmed_from: datetime | None
) -> str | None:
    """Say where the same article raised its alert instead, or that the desks could not know the story."""
    if one.kind == "changed":
        return None
    mirrored: Kind = "extra" if one.kind == "missing" else "missing"
    others = [] if not one.master else list(elsewhere.get((mirrored, one.master), ()))
    here = [other for other in others if other.country == one.country]
    if here:
        return "the same article, under another story or version"
    if others:
        where = ", ".join(sorted({other.country for other in others}))
        return f"now at {where}" if one.kind == "missing" else f"live told it at {where}"
    if warmed_from and one.first_published and one.first_published < warmed_from:
        return "the story began before the desks were warmed"
    return None
