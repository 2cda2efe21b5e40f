"""What happened, how many, when, how bad, how pressing and how sure."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple, TypeVar

from schemas.enriched import (
    Category,
    Certainty,
    Country,
    Date,
    Event,
    EventTime,
    Quantity,
    Severity,
    Urgency,
)
from streams.domain.enrich.happenings.almanac import Time
from streams.domain.enrich.happenings.candidates import candidates
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.credit import agencies
from streams.domain.enrich.happenings.dates import times
from streams.domain.enrich.happenings.dates_in_words import Named
from streams.domain.enrich.happenings.events import CATEGORIES, Sign, signs
from streams.domain.enrich.happenings.grades import GRADED, Grades, grades, grades_by_type
from streams.domain.enrich.happenings.other_dates import DATES, event_time
from streams.domain.enrich.happenings.other_languages import LANGUAGES, Language
from streams.domain.enrich.happenings.places import countries_of
from streams.domain.enrich.happenings.quantities import counts, crowds, exact, of_this_event
from streams.domain.enrich.happenings.retractions import retracts
from streams.domain.enrich.happenings.weighing import weighed
from streams.domain.enrich.happenings.words import Words, word_set, words_of
from streams.domain.text import ArticleText

__all__ = ["Happenings", "happenings"]

T = TypeVar("T", bound=str)

_event, _quantity, _date = Event.maker(), Quantity.maker(), Date.maker()
_TITLE, _SUMMARY = 4.0, 1.2
_BODY = (2.0, 1.4, 1.0, 0.6, 0.6, 0.6, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3)
"""How much a sentence counts for the event: news tell it in the headline and the lead."""
_LEAST_SCORE = 1.5
"""Score below which no event is told: one strong sign in the fourth sentence."""
_MOST_EVENTS = 4
_SHARE = 0.35
"""Part of the first event's score that a further one needs."""
_MOST_RULES = 6
_RECENT = 10
"""Days before publication from which on a day is background."""
_BACKGROUND = 0.5
MOST = 256
"""Quantities and dates that are read of one article; further ones are left out."""


class Happenings(NamedTuple):
    """Everything said about what happened in one article; the fields of ``schemas.enriched.Enrichment``."""

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


def happenings(
    text: ArticleText,
    *,
    countries: Sequence[Country],
    published_at: datetime | None,
    byline: Sequence[str] = (),
    language: str | None = None,
) -> Happenings:
    """Say what happened in an article.

    Args:
        text: the article.
        countries: the countries found in it, best first.
        published_at: when it was published, in the zone whose days its weekdays
            mean; without it no relative date has a value.
        byline: the lines that say who wrote or supplied it.
        language: ISO 639-1; what is not English is read by words alone, in the
            languages of ``streams/data/events/languages.toml``, its dates in
            those of ``dates.toml`` beside it.
    """
    words = words_of(text.text, text.sentences)
    if not words.sentences:
        return Happenings()
    told = DATES[language].times(words, published_at, MOST) if language in DATES else None
    if language is not None and language in LANGUAGES:
        return _by_words_alone(text, words, LANGUAGES[language], told or [], countries, published_at, byline)
    readers = candidates(words)
    if told is None:
        named = times(words, readers.times, published_at, MOST, dated=readers.dated, ago=readers.ago)
    else:
        named = [time for time, _, _ in told]
    old = _old_sentences(named, published_at)
    weights = _weights(text, words, old)
    found = signs(words, readers.signs, readers.telling, readers.doubts, weights, old)
    # In another language "ha" is no hectare.
    counted = counts(words, readers.counts, readers.tolls, MOST) if language in (None, "en") else []
    numbers = of_this_event(words, exact(counted, weights, old))
    found = weighed(text, words, found, numbers, weights, old, byline)
    events = _events(found)
    lead = _lead(words, weights, found[0] if found else None)
    time = _event_time(words, named, found[0], old) if events else None
    numbers = crowds(words, numbers, protest=any(event.type == "PROTEST" for event in events))
    tolls = _tolls(numbers)
    summing_up = _summing_up(words, tolls)
    own = _own(tolls, weights, old | summing_up) if events else []
    background = summing_up | (old - _records(words, named, old))
    graded = grades(words, events[0], lead, own, time, published_at) if events else Grades()
    return Happenings(
        events[0] if events else None,
        tuple(events[1:]),
        EventTime.of(value=time.value, precision=time.precision) if time and time.value else None,
        _quantities(text, words, numbers, countries, background),
        _dates(text, _placed(words, named) if told is None else told),
        *graded,
        retracts=retracts(words, range(min(4, len(words.sentences)))),
        credit=_credit(text, byline),
    )


def _credit(text: ArticleText, byline: Sequence[str]) -> tuple[str, ...]:
    if not text.paragraphs:
        return agencies(byline, "", "")
    first, last = text.paragraphs[0], text.paragraphs[-1]
    return agencies(byline, text.text[first.start : first.end], text.text[last.start : last.end])


def _by_words_alone(
    text: ArticleText,
    words: Words,
    language: Language,
    told: Sequence[Named],
    countries: Sequence[Country],
    published_at: datetime | None,
    byline: Sequence[str],
) -> Happenings:
    named = [one for one, _, _ in told]
    old = _old_sentences(named, published_at)
    today = published_at.date() if published_at else None
    weights = _weights(text, words, old)
    numbers = language.tolls.counts(words, MOST, times=named, old=old, year=today.year if today else None)
    harm: dict[str, int] = {}
    for count in sorted(numbers, key=lambda count: count.sentence):
        if count.high:
            harm.setdefault(count.kind, count.sentence)
    found = language.events.signs(words, weights, harm)
    events = _events(found)
    graded, time = Grades(), None
    if events and events[0].type == "HEALTH":  # who lies in hospital, has it
        numbers = [count._replace(kind="infected") if count.kind == "injured" else count for count in numbers]
    if events:
        time = event_time(named, found[0], old, today)
        said = language.said(words, _lead(words, weights, found[0]))
        graded = grades_by_type(events[0], _own(_tolls(numbers), weights, set()), said)
    return Happenings(
        events[0] if events else None,
        tuple(events[1:]),
        EventTime.of(value=time.value, precision=time.precision) if time and time.value else None,
        _quantities(text, words, numbers, countries, old),
        _dates(text, told),
        *graded,
        credit=_credit(text, byline),
    )


def _old_sentences(named: Sequence[Time], published_at: datetime | None) -> set[int]:
    """Return the sentences that tell what happened long before: background."""
    if published_at is None:
        return set()
    today = published_at.date()
    return {
        time.sentence
        for time in named
        if time.day is not None
        and (today - time.day).days > _RECENT
        and (time.precision == "day" or time.day.year < today.year)
    }


def _weights(text: ArticleText, words: Words, old: set[int]) -> list[float]:
    """Return how much each sentence counts for the event."""
    begins, total = text.body_start, len(words.sentences)
    weights: list[float] = []
    for first, _ in words.sentences:
        at = words.starts[first]
        if at >= begins:
            break
        part = text.segment_at(at).part
        if part == "dateline":
            weights.append(0.0)
        else:
            weights.append(_TITLE if part == "title" else _SUMMARY * _background(len(weights), old))
    body = _BODY[: total - len(weights)]
    if old:
        weights.extend([weight * _background(place, old) for place, weight in enumerate(body, len(weights))])
    else:
        weights.extend(body)
    weights.extend([0.0] * (total - len(weights)))
    return weights


def _background(sentence: int, old: set[int]) -> float:
    return _BACKGROUND if sentence in old else 1.0


def _events(found: Sequence[Sign]) -> list[Event]:
    if not found or found[0].score < _LEAST_SCORE:
        return []
    total = sum([sign.score for sign in found])
    least = max(_LEAST_SCORE, _SHARE * found[0].score)
    return [
        _event(
            type=sign.type,
            categories=_categories(sign),
            confidence=round(_confidence(sign.score, total), 2),
            rules=tuple(_ranked(sign.rules)[:_MOST_RULES]),
        )
        for sign in found[:_MOST_EVENTS]
        if sign.score >= least
    ]


def _confidence(score: float, total: float) -> float:
    """Return the probability that a type with this score, of this sum of all scores, is right."""
    return 1 / (1 + math.exp(-(-1.2 + 3.2 * score / total + 0.12 * min(score, 12.0))))


def _categories(sign: Sign) -> tuple[Category, ...]:
    if not sign.categories:
        return CATEGORIES[sign.type]
    return tuple(dict.fromkeys((*_ranked(sign.categories)[:2], *CATEGORIES[sign.type])))


def _ranked(scores: Mapping[T, float]) -> list[T]:
    """Return what has been scored, the best first, of equals the first in the alphabet."""
    return [name for _, name in sorted([(-score, name) for name, score in scores.items()])]


def _lead(words: Words, weights: Sequence[float], sign: Sign | None) -> list[int]:
    """Return the sentences that tell the event: the loudest, the headline and the first of the body."""
    first = next((number for number, weight in enumerate(weights) if weight in (_BODY[0], _BODY[0] * _BACKGROUND)), 0)
    return list(dict.fromkeys(([sign.sentence] if sign else []) + [0, first]))


def _event_time(words: Words, named: Sequence[Time], sign: Sign, old: set[int]) -> Time | None:
    """Return when the event took place: the date nearest to the words that tell it, not that of who said so."""
    named = [time for time in named if not _is_of_dateline(words, time)]
    told = [time for time in named if time.sentence == sign.sentence]
    happened = [time for time in told if not _is_of_speech(words, time)]
    nearest = min(happened, key=lambda time: abs(time.start - sign.word), default=None)
    if nearest is not None:
        return nearest
    early = (
        time
        for time in named
        if time.sentence <= sign.sentence + 3
        and time.precision in ("day", "hour", "minute")
        and not _is_of_speech(words, time)
        and time.sentence not in old
    )
    return next(early, next(iter(told), None))


_DATELINE, _MARKS = 8, frozenset("(:–—-")
"""Words within which a dateline's date stands, and what follows it."""


def _is_of_dateline(words: Words, time: Time) -> bool:
    """Say whether a time is the day on which a report was filed: in ``LIMA, May 3 (AFP) -``, not in what it tells."""
    first, last = words.sentences[time.sentence]
    if not first < time.start < time.end < min(first + _DATELINE, last):
        return False
    place = words.text[words.starts[first] : words.starts[time.start]]
    return (place.istitle() or place.isupper()) and (
        words.lower[time.end] in _MARKS or words.gap(time.end).strip() in _MARKS
    )


_SPEECH = word_set("said says told announced reported added confirmed stated")


def _is_of_speech(words: Words, time: Time) -> bool:
    before = words.lower[max(time.start - 2, 0) : time.start]
    return not _SPEECH.isdisjoint(before)


def _tolls(numbers: Sequence[Count]) -> list[Count]:
    """Return the quantities that severity goes by."""
    return [count for count in numbers if count.kind in GRADED]


def _own(tolls: Sequence[Count], weights: Sequence[float], old: set[int]) -> list[Count]:
    """Return the tolls that are the event's: those of headline and lead if they tell any, else all.

    Those of a sentence about long ago are left out.
    """
    now = [toll for toll in tolls if toll.sentence not in old]
    return [toll for toll in now if weights[toll.sentence] >= _BODY[2]] or now


_PERIODS = word_set("years decades months")
_SPANS = word_set("recent past last over")
_YEARLY = word_set("year month week")
_EACH = word_set("every each")
_SUMS = _SPANS | _EACH
_MOST = word_set("worst deadliest most first biggest largest heaviest bloodiest")
"""What is most of many years is this event."""


def _summing_up(words: Words, numbers: Sequence[Count]) -> set[int]:
    """Return the sentences whose numbers are of many events: "in recent years", "every year"."""
    found: set[int] = set()
    for sentence in {count.sentence for count in numbers}:
        said = words.lower[slice(*words.sentences[sentence])]
        if _SUMS.isdisjoint(said) or not _MOST.isdisjoint(said):
            continue
        for at, word in enumerate(said, 1):
            if (word in _SPANS and not _PERIODS.isdisjoint(said[at : at + 3])) or (
                word in _EACH and not _YEARLY.isdisjoint(said[at : at + 1])
            ):
                found.add(sentence)
                break
    return found


def _records(words: Words, named: Sequence[Time], old: set[int]) -> set[int]:
    """Return those of some sentences about long ago that measure this event by it: "the worst in ten years"."""
    found = set()
    for sentence in old:
        spans = [words.lower[time.start : time.end] for time in named if time.sentence == sentence]
        said = words.lower[slice(*words.sentences[sentence])]
        if not _MOST.isdisjoint(said) and not any(_PERIODS.isdisjoint(span) for span in spans):
            found.add(sentence)
    return found


def _quantities(
    text: ArticleText,
    words: Words,
    numbers: Sequence[Count],
    countries: Sequence[Country],
    background: Set[int],
) -> tuple[Quantity, ...]:
    """Make records of counts; a number that went up is of the event, whatever else its sentence is about."""
    places = countries_of(text, words, numbers, countries)
    found: list[Quantity] = []
    for count, country in zip(numbers, places, strict=True):
        kind, low, high, unit, qualifier, rises, first, last, sentence = count
        start, end = text.page_span(words.starts[first], words.ends[last - 1])
        found.append(
            _quantity(
                kind=kind,
                low=float(low),
                high=float(high),
                unit=unit,
                qualifier=qualifier,
                country=country,
                rises=rises,
                background=sentence in background and not rises,
                start=start,
                end=end,
            )
        )
    return tuple(found)


def _dates(text: ArticleText, named: Iterable[tuple[Time, int, int]]) -> tuple[Date, ...]:
    """Make records of times and the characters that name them."""
    found: list[Date] = []
    for (value, precision, _, _, _, end_value, _), begin, behind in named:
        start, end = text.page_span(begin, behind)
        found.append(
            _date(
                text=text.text[begin:behind],
                value=value,
                precision=precision,
                end_value=end_value,
                start=start,
                end=end,
            )
        )
    return tuple(found)


def _placed(words: Words, named: Sequence[Time]) -> list[tuple[Time, int, int]]:
    return [(time, words.starts[time.start], words.ends[time.end - 1]) for time in named]
