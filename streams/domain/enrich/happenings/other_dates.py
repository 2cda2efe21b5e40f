"""The times that a text in another language than English names."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from streams.data.events import table
from streams.domain.enrich.happenings.almanac import Time
from streams.domain.enrich.happenings.dates_in_signs import Signs
from streams.domain.enrich.happenings.dates_in_words import Named, Written
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.words import Words

_OPENING = 3
"""Sentences that tell the event: the title and two of the body."""


class Dates(Protocol):
    """Reads one language."""

    def times(self, words: Words, published_at: datetime | None, most: int) -> list[Named]:
        """Return the first times that a text names, in order.

        Args:
            words: the text.
            published_at: publication time; without it relative times have no value.
            most: of them are returned.
        """


def event_time(named: Sequence[Time], sign: Sign, old: set[int], today: date | None) -> Time | None:
    """Return when the event took place, or nothing if no day is named that can be it.

    Args:
        named: the times of the text, in order.
        sign: what tells the event.
        old: the sentences about what happened long before.
        today: the day of publication, after which nothing has happened.
    """
    days = [time for time in named if time.precision == "day" and time.day and today and time.day <= today]
    told = [time for time in days if time.sentence == sign.sentence]
    if told:
        return min(told, key=lambda time: abs(time.start - sign.word))
    return next((time for time in days if time.sentence < _OPENING and time.sentence not in old), None)


def _languages() -> dict[str, Dates]:
    found: dict[str, Dates] = {}
    for code, row in table("dates").items():
        reader: Dates = Signs(row) if "order" in row else Written(row)
        found.update(dict.fromkeys((code, *row.get("also", ())), reader))
    return found


DATES = _languages()
"""By ISO 639-1 code."""
