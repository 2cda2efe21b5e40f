"""Times in Chinese, Japanese and Korean, where hardly a space parts words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from schemas.enriched import Precision
from streams.domain.enrich.happenings.almanac import Time, day_or_none, iso_value, moved
from streams.domain.enrich.happenings.dates_in_words import Named, on_weekday, week_day
from streams.domain.enrich.happenings.surroundings import Surroundings
from streams.domain.enrich.happenings.words import Words

_ISO = r"(?<![\d.])(?P<iso>\d{4}(?P<mark>[-/.]) ?\d{1,2}(?P=mark) ?\d{1,2})(?!\d)"
_DIGITS = re.compile(r"\d+")
_DAYS_OF_WEEK = 7


class Signs:
    """One language's signs, see ``streams/data/events/dates.toml``."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        days = [(number, form) for number, forms in row["days"].items() for form in forms.split()]
        # What others begin with stands behind them.
        days.sort(key=lambda entry: -len(entry[1]))
        self._days = [int(number) for number, _ in days]
        said = "|".join(f"(?P<said{place}>{form})" for place, (_, form) in enumerate(days))
        self._pattern = re.compile(f"{_ISO}|{row['numbers']}|{row['weekday']}|{said}")
        self._order: str = row["order"]

    def times(self, words: Words, published_at: datetime | None, most: int) -> list[Named]:
        """Return the first times that a text names, at most ``most``, in order."""
        reader = _Reader(words, published_at, ago=False)
        found: list[Named] = []
        sentence = 0
        for match in self._pattern.finditer(words.text):
            if len(found) == most:
                break
            day, precision = self._day(match, reader)
            if precision is None:
                continue
            first = max(bisect_right(words.starts, match.start()) - 1, 0)
            behind = max(bisect_left(words.starts, match.end()), first + 1)
            sentence = words.sentence_of(first, sentence)
            value = iso_value(day, precision) if day else None
            time = Time(value, precision, first, behind, sentence, None, day)
            found.append(Named(time, match.start(), match.end()))
        return found

    def _day(self, match: re.Match[str], reader: "_Reader") -> tuple[date | None, Precision | None]:
        """Return the day that is named, if it is known, and its precision, if it can be a time at all."""
        said = match.groupdict()
        if said["iso"]:
            day = day_or_none(*map(int, _DIGITS.findall(said["iso"])))
            return day, "day" if day else None
        if said["in_month"]:
            day = day_or_none(int(said["in_year"]), int(said["in_month"]), 1)
            return day, "month" if day else None
        if said["day"]:
            return reader.numbered(said["year"], said["month"], int(said["day"]))
        if said["weekday"]:
            weekday = min(self._order.index(said["weekday"]), _DAYS_OF_WEEK - 1)
            if said["last_week"] or said["this_week"] or said["next_week"]:
                weeks = bool(said["next_week"]) - bool(said["last_week"])
                return week_day(reader.now, weekday, weeks), "day"
            return on_weekday(reader.now, weekday, bool(said.get("next")) - bool(said.get("last"))), "day"
        place = int((match.lastgroup or "").removeprefix("said"))
        return moved(reader.now, self._days[place]), "day"


class _Reader(Surroundings):
    """Reckons the days that numbers name."""

    __slots__ = ()

    def numbered(self, year: str | None, month: str | None, day: int) -> tuple[date | None, Precision | None]:
        """Return a day of a year, of the nearest year, or of the last month that has had it."""
        if month is None:
            return self._day_of_month(day, -1), "day" if 1 <= day <= 31 else None
        # Of a leap year, that has every day.
        if day_or_none(int(year or 2000), int(month), day) is None:
            return None, None
        return day_or_none(int(year), int(month), day) if year else self._nearest(int(month), day, 0), "day"
