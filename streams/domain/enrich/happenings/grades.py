"""How bad, how pressing and how sure: CAP's severity, urgency and certainty, each with its reason."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple

from schemas.enriched import Certainty, Event, EventType, Severity, Urgency
from streams.data.events import table
from streams.domain.enrich.happenings.almanac import Time
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.forms import phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import Words

_TABLE = table("grades")
_SEVERITY: tuple[tuple[Severity, str, float], ...] = tuple(
    (row["level"], row["kind"], row["least"]) for row in _TABLE["severity"]
)
GRADED = frozenset(kind for _, kind, _ in _SEVERITY)
"""Kinds of quantities that severity goes by."""
_BY_TYPE: dict[EventType, Severity] = _TABLE["severity_by_type"]
_BY_RULE: dict[str, Severity] = _TABLE["severity_by_rule"]
_LEVELS: tuple[Severity, ...] = ("Extreme", "Severe", "Moderate", "Minor")


def _from(floor: Severity | None) -> tuple[tuple[Severity, str, float], ...]:
    if floor is None:
        return _SEVERITY
    return tuple(takewhile(lambda row: _LEVELS.index(row[0]) <= _LEVELS.index(floor), _SEVERITY))


_SEVERITY_FROM: dict[Severity | None, tuple[tuple[Severity, str, float], ...]] = {
    floor: _from(floor) for floor in (None, *_LEVELS)
}
"""What makes an event as severe as a floor, or worse."""
_PRESSING: frozenset[EventType] = frozenset(_TABLE["urgency"]["pressing"])
_RECENT: int = _TABLE["urgency"]["recent_days"]
_SOON: int = _TABLE["urgency"]["soon_days"]
_CUES: Lexicon[str] = Lexicon(
    (phrase_forms(phrase), cue)
    for field, cues in (
        ("urgency", ("immediate", "expected", "future", "past")),
        ("certainty", ("unlikely", "possible", "observed", "likely")),
    )
    for cue in cues
    for phrase in _TABLE[field][cue]
)


class Grades(NamedTuple):
    """Severity, urgency and certainty of an article's event."""

    severity: Severity = "Unknown"
    severity_reason: str | None = None
    urgency: Urgency = "Unknown"
    urgency_reason: str | None = None
    certainty: Certainty = "Unknown"
    certainty_reason: str | None = None


def grades(
    words: Words,
    event: Event,
    sentences: Sequence[int],
    counts: Sequence[Count],
    time: Time | None,
    published_at: datetime | None,
) -> Grades:
    """Grade an event.

    Args:
        words: the article.
        event: the event.
        sentences: the numbers of the sentences that tell it, the most telling first.
        counts: the quantities that belong to it.
        time: when it took place, if the text says.
        published_at: when the article was published.
    """
    cues = _cues(words, sentences)
    severity, severity_reason = _severity(event, counts)
    urgency, urgency_reason = _urgency(event.type, cues, time, published_at)
    certainty, certainty_reason = _certainty(cues)
    return Grades(severity, severity_reason, urgency, urgency_reason, certainty, certainty_reason)


def grades_by_type(event: Event, counts: Sequence[Count], said: str | None) -> Grades:
    """Grade an event whose text's cues and dates can't be read.

    Args:
        event: the event.
        counts: the quantities that belong to it.
        said: the words that quote somebody, if there are any.
    """
    severity, severity_reason = _severity(event, counts)
    urgency, urgency_reason = _urgency(event.type, {}, None, None)
    if said is None:
        return Grades(severity, severity_reason, urgency, urgency_reason)
    return Grades(severity, severity_reason, urgency, urgency_reason, "Likely", f"words: {said}")


def _cues(words: Words, sentences: Sequence[int]) -> dict[str, str]:
    """Return the first words of each cue, in the sentences' order."""
    found: dict[str, str] = {}
    lower, first = words.lower, _CUES.first
    for sentence in sentences:
        lowest, highest = words.sentences[sentence]
        resume = lowest
        for index, word in enumerate(lower[lowest:highest], lowest):
            if word not in first or index < resume:
                continue
            match = _CUES.at(lower, index, highest)
            if match is not None:
                resume = index + match[0]
                for cue in match[1]:
                    found.setdefault(cue, words.text[words.starts[index - match[2]] : words.ends[resume - 1]])
    return found


def _severity(event: Event, counts: Sequence[Count]) -> tuple[Severity, str]:
    largest: dict[str, Count] = {}
    for count in counts:
        if count.kind not in largest or count.low > largest[count.kind].low:
            largest[count.kind] = count
    loudest = event.rules[0]
    floor = _BY_RULE.get(loudest)
    for level, kind, least in _SEVERITY_FROM[floor] if largest else ():
        if kind in largest and largest[kind].low >= least:
            return level, f"{kind} ≥ {least:g}: {largest[kind].low:g}"
    return (floor, f"rule {loudest}") if floor else (_BY_TYPE[event.type], f"type {event.type}")


def _urgency(
    event: EventType, cues: dict[str, str], time: Time | None, published_at: datetime | None
) -> tuple[Urgency, str]:
    if "past" in cues:
        return "Past", f"words: {cues['past']}"
    days = _days_until(time, published_at)
    if days is not None and days > 0:
        return ("Expected" if days <= _SOON else "Future"), f"date: in {days} days"
    if days is not None and days < -_RECENT:
        return "Past", f"date: {-days} days before"
    if "immediate" in cues and event in _PRESSING:
        return "Immediate", f"words: {cues['immediate']}"
    if "expected" in cues:
        return "Expected", f"words: {cues['expected']}"
    if event in _PRESSING and days is not None:
        return "Expected", f"date: {-days} days before"
    if "future" in cues:
        return "Future", f"words: {cues['future']}"
    if event in _PRESSING:
        return "Expected", f"type {event}"
    return ("Past", f"date: {-days} days before") if days is not None and days < 0 else ("Unknown", f"type {event}")


def _days_until(time: Time | None, published_at: datetime | None) -> int | None:
    if time is None or time.day is None or published_at is None or time.precision not in ("day", "hour", "minute"):
        if time is not None and time.day is not None and published_at is not None and time.precision == "year":
            behind: date = published_at.date()
            return (time.day.year - behind.year) * 365 or None
        return None
    return (time.day - published_at.date()).days


def _certainty(cues: dict[str, str]) -> tuple[Certainty, str]:
    for cue, certainty in (
        ("unlikely", "Unlikely"),
        ("possible", "Possible"),
        ("observed", "Observed"),
        ("likely", "Likely"),
    ):
        if cue in cues:
            return certainty, f"words: {cues[cue]}"  # type: ignore[return-value]
    return "Observed", "told without attribution"
