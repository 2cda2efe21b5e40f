"""Times in the languages that part words, other than English."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from streams.domain.enrich.happenings.almanac import MOST_YEARS, Time, day_or_none, moved
from streams.domain.enrich.happenings.date_vocabulary import Form, Kind, Vocabulary
from streams.domain.enrich.happenings.solar_hijri import YEARS, nearest_solar_hijri, solar_hijri
from streams.domain.enrich.happenings.surroundings import Surroundings
from streams.domain.enrich.happenings.words import Words

_JOINED = ("-", "\u200c")
_DAY_ENDS = ("-", "–", ".", ",", ")", "")
_CLAUSE = frozenset(",;:()—–")
_STOPS = frozenset(".!?…;:\n।؟")
_FAR = 6
"""Words before a time that may say that it is still to come."""
_DAY_DIGITS, _YEAR_DIGITS = 2, 4
_MONTHS = 12
_FIRST_YEAR = 1800
"""Years before it, in digits alone, are of another calendar: 1402/12/15."""
_NAMED_BY = 2
"""Words before a date that may say that it is a street."""


class Named(NamedTuple):
    """A time, and the characters that name it."""

    time: Time
    begin: int
    end: int


class Written:
    """Reads one language, see ``streams/data/events/dates.toml``."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._vocabulary = Vocabulary(row)

    def times(self, words: Words, published_at: datetime | None, most: int) -> list[Named]:
        """Return the first times that a text names, at most ``most``, in order."""
        forms = self._vocabulary.forms
        places = [index for index, word in enumerate(words.lower) if word in forms]
        reader = _Reader(words, published_at, self._vocabulary)
        found: list[Named] = []
        resume = sentence = 0
        for index in sorted(places + words.numbers):
            if index < resume:
                continue
            if len(found) == most:
                break
            sentence = words.sentence_of(index, sentence)
            reader.sentence = sentence
            time = reader.at(index)
            if time is not None:
                time = time._replace(start=max(time.start, resume))
                resume = time.end
                found.append(Named(time, words.starts[time.start], words.ends[resume - 1]))
        return found


def on_weekday(now: date | None, weekday: int, step: int) -> date | None:
    """Return the last weekday up to a day; with ``step`` -1 the last one before it, with 1 the first one behind it."""
    if now is None:
        return None
    back = (now.weekday() - weekday) % 7
    return moved(now, 7 - back if step > 0 else -(back or 7) if step < 0 else -back)


def week_day(now: date | None, weekday: int, weeks: int) -> date | None:
    """Return the weekday of the week so many weeks on."""
    return moved(now, weekday - now.weekday() + 7 * weeks) if now else None


class _Reader(Surroundings):
    """Reads the times of one text."""

    __slots__ = ("_language",)

    def __init__(self, words: Words, published_at: datetime | None, language: Vocabulary) -> None:
        super().__init__(words, published_at, ago=False)
        # A stop behind the number of a day may have ended its sentence: "19. Dezember".
        self.highest = len(words.lower)
        self._language = language

    def at(self, index: int) -> Time | None:
        """Read the time that begins at a word."""
        if self.lower[index][0].isdecimal():
            return None if self._is_named(index, _NAMED_BY) else self._digits(index)
        form = self._form(index)
        if form is None or self._is_named(index, 1) or self._is_name(index, form.kind):
            return None
        if form.kind == "day" and self._word(index - 1) in self._language.morning:
            return None
        end = index + len(form.words)
        if any(self._near(end, end) and self._stands(phrase, end) for phrase in self._language.name_ends):
            return None
        if form.kind == "weekday":
            return self._on_weekday(index, form)
        if form.kind == "month":
            return self._of_month(index, index, form.value, end)
        if form.kind == "day":
            return self._make(index, end, "day", moved(self.now, form.value))
        behind = self._form(end, "weekday") if self._near(end, end) else None
        if behind is None:
            return None
        day = week_day(self.now, behind.value, form.value)
        return self._make(index, end + len(behind.words), "day", day)

    def _form(self, index: int, kind: Kind | None = None) -> Form | None:
        """Return the longest form at a word, if there is any."""
        for form in self._language.forms.get(self._word(index), ()):
            if kind in (None, form.kind) and self._stands(form.words, index) and self._has_capitals(index, form):
                return form
        return None

    def _has_capitals(self, index: int, form: Form) -> bool:
        """Say whether the words of a form that need a capital have one."""
        return all(not capital or self._capital(at) for at, capital in enumerate(form.capitals, index))

    def _stands(self, phrase: tuple[str, ...], index: int) -> bool:
        """Say whether a phrase stands at a word, within one sentence."""
        end = index + len(phrase)
        return index >= 0 and tuple(self.lower[index:end]) == phrase and self._near(index + 1, end - 1)

    def _is_named(self, index: int, far: int) -> bool:
        """Say whether a word before makes a name of it."""
        names = self._language.names
        for at in range(index - 1, max(index - far, 0) - 1, -1):
            if not self._near(at + 1, at + 1):
                return False
            if self.lower[at] in names or ("0" in names and at == index - 1 and self.lower[at].isdecimal()):
                return True
        return False

    def _is_name(self, index: int, kind: Kind) -> bool:
        """Say whether a capital inside a sentence makes a name of it."""
        if self._language.small != f"{kind}s" or not self._capital(index) or self._shouted(index) or not index:
            return False
        before = self.lower[index - 1]
        return before == "," or (before.isalnum() and not self.words.gap(index).strip())

    def _direction(self, index: int) -> int:
        for at in range(index - 1, max(index - _FAR, 0) - 1, -1):
            if self.lower[at] in self._language.future:
                return 1
            if self.lower[at] in _CLAUSE or "." in self.words.gap(at + 1):
                return 0
        return 0

    def _on_weekday(self, index: int, form: Form) -> Time:
        end = index + len(form.words)
        dated = self._date_of(end)
        if dated is not None:
            return dated._replace(start=index)
        week = self._form(end, "week") if self._near(end, end) else None
        if week is not None:
            day = week_day(self.now, form.value, week.value)
            return self._make(index, end + len(week.words), "day", day)
        start, end, step = self._stepped(index, end)
        step = step or form.step
        if not step and self._direction(index) > 0 and self.now and self.now.weekday() != form.value:
            step = 1
        return self._make(start, end, "day", on_weekday(self.now, form.value, step))

    def _stepped(self, index: int, end: int) -> tuple[int, int, int]:
        """Return where a weekday begins and ends with a word for last, -1, or next, 1, and which."""
        for said, step in self._language.steps:
            if self._stands(said, index - len(said)) and self._near(index, index):
                return index - len(said), end, step
            if self._stands(said, end) and self._near(end, end):
                return index, end + len(said), step
            if said == (self.lower[index],):
                return index, end, step
        return index, end, 0

    def _date_of(self, end: int) -> Time | None:
        """Read the date that follows a weekday: "mercredi 5 mars"."""
        at = end
        while at - end < 2 and self._word(at) in self._language.lead:
            at += 1
        word = self._word(at)
        if not word or not self._near(end, at):
            return None
        if word[0].isdecimal():
            time = self._digits(at)
        else:
            month = self._form(at, "month") if self._language.month_first else None
            time = self._of_month(at, at, month.value, at + len(month.words)) if month else None
        return time if time is not None and time.precision == "day" else None

    def _digits(self, index: int) -> Time | None:
        """Read "5.3.2024", "2024-03-05", "5 de marzo de 2024", "2024. március 5"."""
        time = self._numeric(index)
        if time is not None:
            return time
        number = self._number(index)
        if self._is_year(index):
            month = self._form(index + 1, "month") if self._language.month_first else None
            return self._of_month(index, index + 1, month.value, index + 1 + len(month.words)) if month else None
        if number is None:
            return None
        first, end = number
        last, end = self._until(end)
        if self._word(end) in self._language.of and self._word(end) != ",":
            end += 1
        month = self._form(end, "month") if self._near(index + 1, end, stops=".") else None
        if month is None:
            return None
        end += len(month.words)
        again = self._form(end + 1, "month") if self._word(end) == "/" else None
        if again is not None and again.value == month.value:
            end += 1 + len(again.words)
        if self.words.gap(end) in _JOINED and self._word(end).isalpha():
            return None
        year, end = self._year(end)
        return self._in_month(index, end, year, month.value, first, last)

    def _until(self, end: int) -> tuple[int | None, int]:
        """Read the last day of "5-7", whose first has been read."""
        joined = self._word(end) in self._language.until
        if not joined and self.words.gap(end) != "-":
            return None, end
        number = self._number(end + joined)
        if number is None and joined and self._word(end + 1) in self._language.lead:
            number = self._number(end + 2)
        return number or (None, end)

    def _near(self, first: int, last: int, stops: str = "") -> bool:
        """Say whether no stop parts some words from those before them, but those of ``stops``."""
        return all(_STOPS.isdisjoint(self.words.gap(at).replace(stops, "")) for at in range(first, last + 1))

    def _number(self, index: int) -> tuple[int, int] | None:
        """Read the number of a day and the word behind it."""
        word = self._word(index)
        if not word.isdecimal() or len(word) > _DAY_DIGITS or not 1 <= int(word) <= 31:
            return None
        ordinal = self._word(index + 1) in self._language.ordinals and self.words.gap(index + 1) in ("", "-")
        return int(word), index + 1 + ordinal

    def _is_day(self, index: int, end: int) -> bool:
        """Say whether a number behind a month is a day: "10-én", "10.", not "10 ember"."""
        behind = self.words.ends[index]
        return end - index > 1 or self.words.text[behind : behind + 1] in _DAY_ENDS

    def _is_year(self, index: int) -> bool:
        word = self._word(index)
        return len(word) == _YEAR_DIGITS and word.isdecimal()

    def _year(self, index: int) -> tuple[int | None, int]:
        """Read the year behind a month, and the word behind it."""
        at = index + (self._word(index) in self._language.of)
        if self._is_year(at) and "\n" not in self.words.gap(at) and 1000 <= int(self.lower[at]) <= MOST_YEARS:
            return int(self.lower[at]), at + 1
        return None, index

    def _of_month(self, start: int, index: int, month: int, end: int) -> Time | None:
        """Read what begins with a month: its year behind, or its day, where the language writes them so."""
        if self._language.month_first:
            number = self._number(end)
            if number is not None and self._is_day(end, number[1]):
                year = int(self.lower[start]) if start < index else None
                last, behind = self._until(number[1])
                return self._in_month(start, behind, year, month, number[0], last)
        year, behind = self._year(end)
        if year is None and start < index:
            year, behind = int(self.lower[start]), end
        if not year or month > _MONTHS:
            return None
        return self._make(start, behind, "month", day_or_none(year, month, 1))

    def _in_month(
        self, start: int, end: int, year: int | None, month: int, first: int, last: int | None
    ) -> Time | None:
        if month <= _MONTHS:
            return super()._in_month(start, end, year, month, first, last)
        month -= _MONTHS
        if solar_hijri(year or YEARS[0], month, first) is None:
            return None
        if year is not None:
            day = solar_hijri(year, month, first)
        else:
            day = nearest_solar_hijri(self.now, month, first) if self.now else None
        return self._make(start, end, "day", day, moved(day, last - first) if last and last > first else None)

    def _numeric(self, index: int) -> Time | None:
        """Read a date in digits alone, the day before the month unless the year leads."""
        begin = self.words.starts[index]
        if self.words.text[max(begin - 1, 0) : begin] == "/":
            return None  # a path
        parts, end = self._parts(index)
        if len(parts) == 3:
            if len(parts[0]) == _YEAR_DIGITS:
                parts.reverse()
            if len(parts[2]) == _YEAR_DIGITS and all(len(part) <= _DAY_DIGITS for part in parts[:2]):
                year, month, day = (int(part) for part in reversed(parts))
                found = day_or_none(year, month, day) if _FIRST_YEAR <= year <= MOST_YEARS else None
                if self._language.solar and year in YEARS:
                    found = solar_hijri(year, month, day)
                return self._make(index, end, "day", found) if found else None
        elif len(parts) == 2 and index and self.lower[index - 1] in self._language.day_words:
            day, month = (int(part) for part in parts)
            if 1 <= month <= 12 and day and len(parts[1]) <= _DAY_DIGITS:
                return self._in_month(index, end, None, month, day, None)
        return None

    def _parts(self, index: int) -> tuple[list[str], int]:
        """Return the numbers that dots, strokes or hyphens join, at most three, and the word behind them."""
        word = self.lower[index]
        if "." in word:
            parts = word.split(".")
            return (parts, index + 1) if len(parts) == 3 and all(map(str.isdecimal, parts)) else ([], index)
        parts, end = [word], index + 1
        stroke = self._word(end) == "/"
        gap = "" if stroke else self.words.gap(end)
        while len(parts) < 3:
            at = end + stroke
            if stroke and (self._word(end) != "/" or self.words.gap(end) or self.words.gap(at)):
                break
            if not stroke and (gap not in ("-", ". ") or self.words.gap(end) != gap):
                break
            if not self._word(at).isdecimal():
                break
            parts.append(self.lower[at])
            end = at + 1
        return (parts, end) if len(parts) == 3 or stroke else ([], index)
