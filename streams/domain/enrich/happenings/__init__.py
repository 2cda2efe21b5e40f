"""What happened, how many, when, how bad, how pressing and how sure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.enriched import (
    Category,
    Certainty,
    Country,
    Date,
    Event,
    EventTime,
    EventType,
    Qualifier,
    Quantity,
    Severity,
    Urgency,
)
from streams.domain.sentences import sentences
from streams.domain.text import ArticleText


@dataclass(frozen=True, slots=True)
class Happenings:
    """Everything said about what happened in one article."""

    event: Event | None = None
    other_events: tuple[Event, ...] = ()
    event_time: EventTime | None = None
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Date, ...] = ()
    severity: Severity = "Unknown"
    severity_reason: str | None = None
    urgency: Urgency = "Unknown"
    urgency_reason: str | None = None
    certainty: Certainty = "Unknown"
    certainty_reason: str | None = None
    retracts: bool = False
    credit: tuple[str, ...] = ()


_EVENTS: dict[EventType, tuple[re.Pattern[str], tuple[Category, ...]]] = {
    "ASSAULT": (
        re.compile(r"\b(?:attack|bomb|kill|shell|air ?strike|explosi|gunm[ae]n|missile)\w*", re.I),
        ("Security",),
    ),
    "PROTEST": (re.compile(r"\b(?:protest|demonstrat|rally|rallies|riot|strike)\w*", re.I), ("Security",)),
    "DISASTER": (
        re.compile(r"\b(?:earthquake|quake|flood|hurricane|cyclone|typhoon|wildfire|landslide|tsunami)\w*", re.I),
        ("Geo", "Met"),
    ),
    "ACCIDENT": (re.compile(r"\b(?:crash|collision|derail|capsiz)\w*", re.I), ("Transport",)),
    "HEALTH": (re.compile(r"\b(?:outbreak|epidemic|virus|cholera|ebola)\w*", re.I), ("Health",)),
    "MOBILIZE": (re.compile(r"\b(?:mobiliz|mobilis|deploy|conscript|draft)\w*", re.I), ("Security",)),
    "COERCE": (re.compile(r"\b(?:arrest|detain|crackdown)\w*", re.I), ("Security",)),
    "CONSULT": (re.compile(r"\b(?:talks|met with|meeting|discuss|visit)\w*", re.I), ("Other",)),
    "AGREE": (re.compile(r"\b(?:agreement|agreed|treaty|deal)\w*", re.I), ("Other",)),
}
_QUANTITY = re.compile(
    r"(?:(?P<hedge>around|about|at least|up to|more than|nearly|some) )?(?P<number>\d{1,3}(?:,\d{3})+|\d+)"
    r" (?:\w+ ){0,3}?(?P<kind>killed|dead|died|injured|wounded|missing|displaced|arrested|detained|entered|arrived|evacuated|infected)\b"
)
_KINDS = {"dead": "killed", "died": "killed", "wounded": "injured", "detained": "arrested", "entered": "arrived"}
_HEDGES: dict[str, Qualifier] = {
    "around": "about",
    "about": "about",
    "nearly": "about",
    "some": "about",
    "at least": "at least",
    "up to": "up to",
    "more than": "more than",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(rf"\b(?:last )?({'|'.join(_DAYS)})\b")


def happenings(
    text: ArticleText, *, countries: Sequence[Country], published_at: datetime | None, byline: Sequence[str] = ()
) -> Happenings:
    """Say what happened in an article.

    Args:
        text: the article.
        countries: the countries found in it, best first.
        published_at: when it was published; without it no relative date has a value.
        byline: the lines that say who wrote or supplied it.
    """
    lead = text.text[: text.body_start + 600]
    counts = sorted(((len(rule.findall(lead)), name) for name, (rule, _) in _EVENTS.items()), reverse=True)
    events = tuple(
        Event(type=name, categories=_EVENTS[name][1], confidence=0.5, rules=(name.lower(),))
        for count, name in counts
        if count
    )
    quantities = []
    for start, end in sentences(text.text):
        for match in _QUANTITY.finditer(text.text, start, end):
            number = float(match["number"].replace(",", ""))
            page_start, page_end = text.page_span(*match.span())
            quantities.append(
                Quantity(
                    kind=_KINDS.get(match["kind"], match["kind"]),
                    low=number,
                    high=number,
                    unit="person",
                    qualifier=_HEDGES.get(match["hedge"] or "", "exactly"),
                    start=page_start,
                    end=page_end,
                )
            )
    dates = []
    for match in _DAY.finditer(text.text):
        value = None
        if published_at is not None:
            back = (published_at.weekday() - _DAYS.index(match[1])) % 7
            value = (published_at - timedelta(days=back)).date().isoformat()
        page_start, page_end = text.page_span(*match.span())
        dates.append(Date(text=match[0], value=value, precision="day", start=page_start, end=page_end))
    return Happenings(
        event=events[0] if events else None, other_events=events[1:4], quantities=tuple(quantities), dates=tuple(dates)
    )
