"""The words for days, months, seasons and years, and reckoning with them."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from schemas.enriched import Precision

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday", "tuesday tues", "wednesday weds", "thursday thurs thur", "friday", "saturday", "sunday")
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
VERB_MONTHS = frozenset({"may", "march", "mar", "dec", "jun", "sep"})
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Codes of ISO 8601-2."""
SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
PARTS = frozenset(
    {"morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "lunchtime", "dawn", "dusk"}
)
ORDINALS = frozenset({"st", "nd", "rd", "th"})
WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
EARLY = frozenset({"early", "earlier", "late", "later", "mid"})
UNITS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
HOLIDAYS = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("boxing", "day"): (12, 26),
    ("new", "year", "s", "eve"): (12, 31), ("new", "year", "s", "day"): (1, 1), ("may", "day"): (5, 1),
    ("valentine", "s", "day"): (2, 14), ("halloween",): (10, 31),
}  # fmt: skip
TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
MOST_YEARS = 2100


class Time(NamedTuple):
    """One time expression, by the words it is made of."""

    value: str | None
    precision: Precision
    start: int
    end: int
    sentence: int
    end_value: str | None = None
    day: date | None = None
    """Its first day, where it is known."""


@lru_cache(maxsize=1024)
def iso_value(day: date, precision: Precision) -> str:
    """Return a day in ISO 8601 of a precision."""
    if precision == "day":
        return day.isoformat()
    if precision == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if precision == "month":
        return f"{day.year:04}-{day.month:02}"
    if precision == "year":
        return f"{day.year:04}"
    return day.isoformat()


@lru_cache(maxsize=1024)
def moved(day: date | None, days: int) -> date | None:
    """Return the day so many days on, or nothing if there is none."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day, or nothing if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_on(day: date | None, months: int) -> date | None:
    """Return the first day of the month so many months on."""
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day_or_none(year, month + 1, 1)
