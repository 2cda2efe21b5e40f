"""What a story says to one desk, put together from its articles so that their order does not matter."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, get_args

from pydantic import JsonValue

from schemas.alert import ChangeReason, FieldChange
from schemas.enriched import (
    Certainty,
    Country,
    EnrichedArticle,
    Event,
    Precision,
    Qualifier,
    Quantity,
    Role,
    Severity,
    Urgency,
)
from streams.domain.dedupe.opening import Opening

HARM: Final = frozenset(
    ["killed", "injured", "missing", "displaced", "evacuated", "infected", "arrested", "abducted", "affected"]
)
"""Kinds of quantities that are a toll: they count people something was done to."""
SMALL_RISE = 1.25
LEAD = 400
"""Least code points of an article that are its opening; of a longer one its first third."""
MOST_QUANTITIES = 12
MOST_COUNTRIES = 12
_SEVERITIES = ("Unknown", *reversed(get_args(Severity)[:-1]))
_CERTAINTIES = ("Unknown", *reversed(get_args(Certainty)[:-1]))
_URGENCIES = ("Unknown", "Past", "Future", "Expected", "Immediate")
_ROLES = ("source", "mentioned", "actor", "target", "location")
_PRECISIONS = tuple(reversed(get_args(Precision)))


class Toll(NamedTuple):
    """A number that the story stands at."""

    low: float
    high: float
    qualifier: Qualifier
    at: int
    """Event time of the article that says so, seconds."""
    since: int
    """Event time of the last correction: what is older counts no more."""


class Facts(NamedTuple):
    """What is known of an event, and of the desk's country in it."""

    roles: tuple[Role, ...] = ()
    """Roles that the country was given, weightiest last."""
    score: float = 0.0
    ambiguous: bool = True
    event: Event | None = None
    severity: Severity = "Unknown"
    urgency: Urgency = "Unknown"
    certainty: Certainty = "Unknown"
    time: tuple[str, Precision, int] | None = None
    """Value, precision, and event time of the article that says so."""
    others: tuple[tuple[str, Role], ...] = ()
    """Other focus countries, by code."""
    places: tuple[str, ...] = ()
    """Countries where it takes place, by code."""
    quantities: tuple[tuple[str, str, Toll], ...] = ()
    """Kind, unit and number, by kind."""


class Report(NamedTuple):
    """What one article says to the desk."""

    facts: Facts
    at: int
    """Its event time, seconds."""
    same_source: bool = False
    """Whether it is a new version of a text of the story, which may correct itself without a word."""
    opening: Opening = Opening()

    @property
    def corrects(self) -> bool:
        """Whether it takes back earlier numbers."""
        return self.same_source or self.opening.corrects


def report(record: EnrichedArticle, at: int, opening: Opening, *, same_source: bool) -> Report:
    """Read what an article says to the desk of its country.

    Args:
        record: the desk's record.
        at: its event time, seconds.
        opening: what its opening says.
        same_source: whether it is a new version of a text of the story, which may correct itself silently.
    """
    said = record.enrichment
    own: Country | None = None
    others: list[tuple[str, Role]] = []
    places: list[str] = []
    for country in said.countries:
        if country.iso2 == record.country:
            own = own or country
        elif country.focus:
            others.append((country.iso2, country.role))
        if country.focus and country.role == "location":
            places.append(country.iso2)
    facts = Facts(
        roles=(own.role,) if own else (),
        score=own.score if own else 0.0,
        ambiguous=own.ambiguous if own else False,
        event=said.event,
        severity=said.severity,
        urgency=said.urgency,
        certainty=said.certainty,
        time=(said.event_time.value, said.event_time.precision, at) if said.event_time else None,
        others=tuple(sorted(others)),
        places=tuple(sorted(places)),
        quantities=_quantities(record, at),
    )
    return Report(facts, at, same_source, opening)


def _quantities(record: EnrichedArticle, at: int) -> tuple[tuple[str, str, Toll], ...]:
    """Return the article's number of each kind: what it says that it rose to, else the largest of its opening."""
    found: dict[tuple[str, str], Quantity] = {}
    start, end = record.article.start, record.article.end
    early = start + max(LEAD, (end - start) / 3)
    ours = {None, record.country}
    for quantity in record.enrichment.quantities:
        if quantity.country not in ours or quantity.background:
            continue
        key = (quantity.kind, quantity.unit)
        known = found.get(key)
        if known is None:
            found[key] = quantity
        elif quantity.rises != known.rises:
            found[key] = quantity if quantity.rises else known
        elif (quantity.start or start) < early and quantity.high > known.high:
            found[key] = quantity
    none = found.get(("casualties", "person"))
    if none is not None and none.high == 0:
        found.setdefault(("killed", "person"), none)
    return tuple(
        (kind, unit, Toll(quantity.low, quantity.high, quantity.qualifier, at, -(1 << 62)))
        for (kind, unit), quantity in sorted(found.items())
    )


def combined(known: Facts, said: Report) -> Facts:
    """Return what is known after one more article; apart from corrections, in any order the same."""
    new = said.facts
    return Facts(
        roles=known.roles if known.roles == new.roles else _roles(known.roles, new.roles),
        score=max(known.score, new.score),
        ambiguous=known.ambiguous and new.ambiguous,
        event=_event(known.event, new.event),
        severity=new.severity if _is_more(_SEVERITIES, known.severity, new.severity) else known.severity,
        urgency=new.urgency if _is_more(_URGENCIES, known.urgency, new.urgency) else known.urgency,
        certainty=new.certainty if _is_more(_CERTAINTIES, known.certainty, new.certainty) else known.certainty,
        time=_time(known, said),
        others=_others(known.others, new.others),
        places=new.places if _differ(known.places, new.places) and said.opening.moves else known.places or new.places,
        quantities=_tolls(known.quantities, said),
    )


def _roles(old: Sequence[Role], new: Sequence[Role]) -> tuple[Role, ...]:
    return tuple(sorted({*old, *new}, key=_ROLES.index))


def _event(old: Event | None, new: Event | None) -> Event | None:
    if old is None or new is None:
        return old or new
    return new if (new.confidence, new.type) > (old.confidence, old.type) else old


def _differ(old: Sequence[str], new: Sequence[str]) -> bool:
    return bool(old and new) and set(old).isdisjoint(new)


def _time(known: Facts, said: Report) -> tuple[str, Precision, int] | None:
    old, new = known.time, said.facts.time
    if old is None or new is None:
        return old or new
    if new[0] != old[0] and new[2] >= old[2] and said.opening.redates:
        return new
    return max(old, new, key=lambda time: (_PRECISIONS.index(time[1]), -time[2], time[0]))


def _others(old: Sequence[tuple[str, Role]], new: Sequence[tuple[str, Role]]) -> tuple[tuple[str, Role], ...]:
    roles: dict[str, Role] = dict(old)
    for country, role in new:
        if country not in roles or _is_more(_ROLES, roles[country], role):
            roles[country] = role
    return tuple(sorted(roles.items()))[:MOST_COUNTRIES]


def _tolls(known: Sequence[tuple[str, str, Toll]], said: Report) -> tuple[tuple[str, str, Toll], ...]:
    tolls = {(kind, unit): toll for kind, unit, toll in known}
    corrects = said.corrects
    for kind, unit, new in said.facts.quantities:
        old = tolls.get((kind, unit))
        if corrects and (old is None or new.at >= old.at):
            # What was reported before a correction no longer counts, and may come after it.
            tolls[kind, unit] = new._replace(since=new.at)
        elif old is None:
            tolls[kind, unit] = new
        elif new.at >= old.since and (new.high, new.low, -new.at) > (old.high, old.low, -old.at):
            tolls[kind, unit] = new._replace(since=old.since)
    return tuple((kind, unit, toll) for (kind, unit), toll in sorted(tolls.items())[:MOST_QUANTITIES])


def changes(old: Facts, new: Facts, said: Report) -> tuple[tuple[ChangeReason, ...], tuple[FieldChange, ...]]:
    """Say what is material in the step from what readers were told to what is known.

    Args:
        old: what they were told.
        new: what is known now.
        said: the article that made the difference.

    Returns:
        Reasons and the fields behind them; none if nothing is material.
    """
    reasons: list[ChangeReason] = []
    fields: list[FieldChange] = []

    def changed(reason: ChangeReason, field: str, before: JsonValue, after: JsonValue) -> None:
        if reason not in reasons:
            reasons.append(reason)
        fields.append(FieldChange.of(field=field, old=before, new=after))

    before: Mapping[tuple[str, str], Toll] = {(kind, unit): toll for kind, unit, toll in old.quantities}
    for kind, unit, toll in new.quantities if new.quantities != old.quantities else ():
        known = before.get((kind, unit))
        if kind not in HARM or unit != "person":
            continue
        if known is None:
            if kind == "killed" and toll.high > 0:
                changed("toll_up", "quantities.killed", None, _number(toll.high))
        elif toll.high > known.high and (kind == "killed" or toll.high >= 1.1 * known.high):
            changed("toll_up", f"quantities.{kind}", _number(known.high), _number(toll.high))
        elif toll.high < known.high:
            changed("toll_corrected", f"quantities.{kind}", _number(known.high), _number(toll.high))
    if _up(_SEVERITIES, old.severity, new.severity, "Moderate"):
        changed("severity_up", "severity", old.severity, new.severity)
    if _up(_CERTAINTIES, old.certainty, new.certainty, "Likely"):
        changed("certainty_up", "certainty", old.certainty, new.certainty)
    if old.roles and _ROLES.index(new.roles[-1]) > max(_ROLES.index(old.roles[-1]), _ROLES.index("mentioned")):
        changed("role_new", "role", old.roles[-1], new.roles[-1])
    if old.time and new.time and new.time[0] != old.time[0] and new.time[1] == old.time[1] and said.opening.redates:
        changed("redated", "event_time", old.time[0], new.time[0])
    if _differ(old.places, new.places) and said.opening.moves:
        changed("moved", "location", list(old.places), list(new.places))
    return tuple(reasons), tuple(fields)


def is_small(reasons: Sequence[ChangeReason], fields: Sequence[FieldChange]) -> bool:
    """Say whether a change is no more than tolls that rose by less than a quarter of what readers were told."""
    return set(reasons) == {"toll_up"} and all(
        isinstance(field.old, int | float) and isinstance(field.new, int | float) and field.new < SMALL_RISE * field.old
        for field in fields
    )


def _up(scale: Sequence[str], old: str, new: str, least: str) -> bool:
    """Say whether a value rose to at least a level; below it, more or less does not matter to a reader."""
    return _is_more(scale, old, new) and scale.index(new) >= scale.index(least)


def _is_more(scale: Sequence[str], old: str, new: str) -> bool:
    return new != old and scale.index(new) > scale.index(old)


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
