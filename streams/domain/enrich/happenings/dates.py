"""The times that a text names, against its publication time."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from schemas.enriched import Precision
from streams.domain.enrich.happenings.almanac import (
    EARLY,
    HOLIDAYS,
    MONTHS,
    MOST_YEARS,
    ORDINALS,
    PARTS,
    SEASON_START,
    SEASONS,
    TODAY,
    UNITS,
    VERB_MONTHS,
    WEEKDAYS,
    WHICH,
    Time,
    day_or_none,
    months_on,
    moved,
)
from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS, number_at
from streams.domain.enrich.happenings.surroundings import Surroundings
from streams.domain.enrich.happenings.words import Words, word_set

_NTH = frozenset({"first", "second", "third", "fourth", "last"})
_PLACE_OF_YEAR = word_set(
    "in since of by until till from during to through before after early late mid year between and the a this that"
    " ( around about for"
)
_NOT_DAYS = word_set("black good bloody super ash palm easter sheffield cyber giving every each any maundy shrove")
_NOT_AFTER = word_set("times telegraph mirror mail express herald post sun football league")
FIRST = frozenset(
    {*WEEKDAYS, *MONTHS, *WHICH, *TODAY, *SEASONS, *EARLY, "overnight", "weekend", "christmas", "boxing",
     "new", "valentine", "halloween"}
)  # fmt: skip
"""Words that a time is read from, beside digits."""
FIRST_AGO = STARTERS | {"day", "week", "month", "year", "hour", "fortnight"}
"""Words that one is read from where "ago" stands behind."""
IN_DATES = frozenset({*MONTHS, *ORDINALS, "/", "ago"})
"""One or two digits tell no time in a text that has none of these."""
_DATE_FOLLOWS = frozenset({*MONTHS, ",", "(", "the"})
"""Words behind a weekday that its date may begin with, beside digits."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TRIES = 16
_SHORT = 2
"""Digits of a day or a month."""
_FARTHEST = 32
"""Words behind the first of a number within which "ago" stands, if it belongs to it."""


def times(
    words: Words,
    candidates: Sequence[int],
    published_at: datetime | None,
    most: int,
    *,
    dated: bool,
    ago: bool,
) -> list[Time]:
    """Return the first times that a text names, in order.

    Args:
        words: the text.
        candidates: its words that are in ``FIRST`` or ``FIRST_AGO``, or digits, ascending.
        published_at: publication time; without it relative times have no value.
        most: of them are returned, and no more than 16 times as many candidates looked at.
        dated: whether one of the words is in ``IN_DATES``.
        ago: whether one of them is "ago".
    """
    found: list[Time] = []
    resume = 0
    reader = _Reader(words, published_at, ago=ago)
    sentence, lower = 0, words.lower
    for index in candidates[: _TRIES * most]:
        if index < resume or (not dated and len(lower[index]) <= _SHORT and lower[index][0] in DIGITS):
            continue
        if len(found) == most:
            break
        if index >= reader.highest:
            sentence = words.sentence_of(index, sentence)
            reader.move(sentence)
        time = reader.at(index)
        if time is None or time.end <= index:
            continue
        if found and found[-1].end > time.start:
            time = time._replace(start=found[-1].end)
        found.append(time)
        resume = time.end
    return found


class _Reader(Surroundings):
    """Reads the times of one sentence."""

    __slots__ = ()

    def at(self, index: int) -> Time | None:
        """Read the time whose first telling word stands at ``index``; what leads it in may stand before."""
        word = self.lower[index]
        if word[0] in DIGITS:
            return (self._of_this_month(index) if self._word(index - 1) == "the" else None) or self._digits(index)
        return _READ.get(word, _Reader._holiday)(self, index)

    def _upper(self, index: int) -> Time | None:
        """Read the upper end of a range."""
        self.within = True
        time = self.at(index)
        self.within = False
        return time

    def _overnight(self, index: int) -> Time:
        return self._days(-1, index, index + 1, last=0)

    def _weekday(self, index: int, step: int = 0, start: int | None = None) -> Time | None:
        """Read a weekday; ``step`` -1, 0, 1 for last, this, next, where ``start`` is the word that says so."""
        words, lower = self.words, self.lower
        before = lower[index - 1] if index > self.lowest else ""
        follows = lower[index + 1] if index + 1 < self.highest else ""
        if not words.text[words.starts[index]].isupper() or before in _NOT_DAYS or follows in _NOT_AFTER:
            return None
        if before in _NTH and follows in ("in", "of") and self._word(index + 2) in MONTHS:
            return None
        begin = index if start is None else start
        end = index + 1
        if follows in PARTS:
            end += 1
            follows = self._word(end)
        if follows and (follows in _DATE_FOLLOWS or follows[0] in DIGITS):
            dated = self._dated(index, end)
            if dated is not None:
                return dated
        weekday = WEEKDAYS[lower[index]]
        behind = end + 1 if follows in (",", "of") else end
        if start is None and self._word(behind) in ("last", "next", "this") and self._word(behind + 1) == "week":
            day = moved(self.now, -self.now.weekday() + weekday + 7 * WHICH[lower[behind]]) if self.now else None
            return self._clocked(self._make(begin, behind + 2, "day", day))
        day = None
        if self.now is not None:
            back = (self.now.weekday() - weekday) % 7
            if start is not None and lower[start] == "this":
                day = moved(self.now, weekday - self.now.weekday())
            elif start is not None and step:
                # "Next Friday" said on a Wednesday is not the day after tomorrow.
                day = moved(self.now, -(back or 7) if step < 0 else 7 - self.now.weekday() + weekday)
            elif back == 6 and self._said_tomorrow(begin):
                day = moved(self.now, 1)
            else:
                day = moved(self.now, (7 - back) % 7 if self._direction(begin) > 0 else -back)
        if start is None:
            begin = self._lead(begin)
        joint = follows
        other = end + 1
        if joint in WEEKDAYS and words.gap(end) == "-":
            joint, other = "to", end
        joined = joint in ("to", "until") and before == "from"
        joined = joined or (joint == "and" and before == "between") or joint in ("–", "through") or other == end
        if joined and not self.within and self._word(other) in WEEKDAYS:
            last = self._upper(other)
            if last is not None and last.precision == "day":
                first = moved(last.day, -((WEEKDAYS[lower[other]] - weekday) % 7)) if last.day else None
                return self._make(begin, last.end, "day", first, last.day)
        return self._clocked(self._make(begin, end, "day", day))

    def _dated(self, index: int, end: int) -> Time | None:
        """Read the date that follows a weekday: "Monday, September 26", "Monday 26 September"."""
        at = end
        while self._word(at) in (",", "(", "the"):
            at += 1
        if at >= self.highest or at - end > 2:
            return None
        time = None
        if self.lower[at] in MONTHS and self._word(at + 1)[:1] in DIGITS and self._word(at + 1):
            time = self._month(at)
        elif self.lower[at][0] in DIGITS:
            time = self._digits(at)
        if time is None or time.precision not in ("day", "minute", "hour") or time.start != at:
            return None
        return time._replace(start=self._lead(index))

    def _month(self, index: int) -> Time | None:
        """Read "September", "September 21", "Sept. 21-23, 2022", "21 September" up to its year."""
        lower, words = self.lower, self.words
        if not self._capital(index):
            return None
        month = MONTHS[lower[index]]
        end = index + 1
        number = self._day_number(end)
        if number is not None:
            first, end = number
            last, end = self._range(index, end)
            year, end = self._year_behind(end)
            time = self._in_month(self._lead(index), end, year, month, first, last)
            if time is not None and last is None:
                return self._spanned(time)
            return time
        before = self._word(index - 1)
        year, end = self._year_behind(end)
        modified = (
            before in EARLY
            or before in WHICH
            or before
            in (
                "of",
                "in",
                "since",
                "until",
                "by",
                "during",
                "from",
                "to",
                "for",
                "through",
                "before",
                "after",
                "between",
            )
        )
        if (
            year is None
            and lower[index] in VERB_MONTHS
            and not (modified and (not self._shouted(index) or before in ("last", "in", "since")))
        ):
            return None
        if year is None and before == "to" and lower[index] in VERB_MONTHS:
            return None
        if year is None and lower[index] in ("march", "may") and self._word(index + 1) in ("on", "be", "have", "not"):
            return None
        if year is None and not modified and self._capital(max(index - 1, self.lowest)) and index > self.lowest:
            return None
        if year is None and words.text[words.ends[index] : words.ends[index] + 1] == "-":
            return None
        start = self._lead(index)
        step = WHICH.get(before)
        day: date | None = None
        if year is not None:
            day = day_or_none(year, month, 1)
        elif self.now is not None:
            direction = step if step else self._direction(start)
            day = self._nearest(month, 1, direction, whole_month=True)
        return self._make(index - 1 if step is not None else start, end, "month", day)

    def _may(self, index: int) -> Time | None:
        return self._month(index) or self._holiday(index)

    def _spanned(self, time: Time) -> Time:
        """Join "September 28 to October 2" into one range."""
        joint = self._word(time.end)
        if self.within or joint not in ("to", "through", "until", "–", "and") or not self._word(time.end + 1):
            return self._clocked(time)
        if joint == "and" and self._word(time.start - 1) != "between":
            return self._clocked(time)
        other = (
            self._upper(time.end + 1)
            if self.lower[time.end + 1] in MONTHS or self.lower[time.end + 1][0] in DIGITS
            else None
        )
        if other is None or other.precision != "day" or other.end_value or other.start != time.end + 1:
            return self._clocked(time)
        first = time.day
        if first and other.day and self._is_year(other.end - 1) and not self._is_year(time.end - 1):
            first = day_or_none(other.day.year, first.month, first.day)
        return self._make(time.start, other.end, "day", first, other.day)

    def _today(self, index: int) -> Time:
        word = self.lower[index]
        days = TODAY[word]
        start, end = index, index + 1
        if self._word(index - 4) == "the" and self.lower[index - 3 : index] in (["day", "before"], ["day", "after"]):
            start -= 3
        if self._word(index - 1) in ("before", "after") and self._word(index - 2) == "day":
            start = index - 2 - (self._word(index - 3) == "the")
            days += -1 if self._word(index - 1) == "before" else 1
        else:
            start = self._lead(index)
        if self._word(end) in PARTS:
            end += 1
        return self._days(days, start, end)

    def _which(self, index: int) -> Time | None:
        """Read what follows "last", "this" and "next"."""
        word, behind = self.lower[index], self._word(index + 1)
        step, now = WHICH[word], self.now
        start = self._lead(index)
        if start == index and self._word(index - 1) == "the" and word != "next":
            start = index
        if behind in WEEKDAYS:
            time = self._weekday(index + 1, step, index)
            return time._replace(start=min(start, time.start)) if time else None
        if behind in PARTS or behind == "day":
            if word == "last" and behind == "night":
                return self._days(-1, start, index + 2)
            if word == "this" and behind != "day":
                return self._days(0, start, index + 2)
            return None
        if behind == "week":
            if self._word(index + 2) in WEEKDAYS:
                time = self._weekday(index + 2, 0)
                if time is not None:
                    weekday = WEEKDAYS[self.lower[index + 2]]
                    day = moved(now, -now.weekday() + weekday + 7 * step) if now else None
                    return self._make(start, time.end, "day", day)
            if word == "past":
                return self._days(-7, start, index + 2, last=0)
            return self._make(start, index + 2, "week", moved(now, 7 * step))
        if word == "past" and behind in ("month", "year"):
            return self._ranged(1, behind, start, index + 2)
        if behind == "weekend":
            return self._weekend(start, index + 2, word)
        if behind == "month":
            return self._make(start, index + 2, "month", months_on(now, step))
        if behind == "year":
            return self._make(start, index + 2, "year", day_or_none(now.year + step, 1, 1) if now else None)
        if behind in MONTHS and self._capital(index + 1):
            return self._month(index + 1) if self._day_number(index + 2) is None else None
        if behind in SEASONS:
            return self._season(index + 1, start, step)
        if word in ("last", "past", "previous") and (behind in STARTERS or behind[:1] in DIGITS) and behind:
            return self._past(index, start)
        return None

    def _past(self, index: int, start: int) -> Time | None:
        """Read "the past three days", "the last 24 hours"."""
        number = number_at(self.words, index + 1, index + 1, self.highest)
        if number is None or number.low != number.high or not self._word(number.end):
            return None
        unit = self._word(number.end).removesuffix("s")
        if unit not in UNITS or unit == "minute" or number.low > 1000 or number.low != int(number.low):
            return None
        return self._ranged(int(number.low), unit, start, number.end + 1)

    def _ranged(self, amount: int, unit: str, start: int, end: int) -> Time:
        now = self.now
        if unit == "month":
            return self._make(start, end, "month", months_on(now, -amount), now)
        if unit == "year":
            return self._make(start, end, "year", day_or_none(now.year - amount, 1, 1) if now else None, now)
        days = max(1, round(amount / 24)) if unit == "hour" else amount * UNITS[unit]
        return self._days(-days, start, end, last=0)

    def _early(self, index: int) -> Time | None:
        """Read "early 2023"; before anything else "early" is read with what follows it."""
        year = self._word(index + 1)
        if len(year) == 4 and year.isdigit() and year.isascii() and 1800 <= int(year) <= MOST_YEARS:
            return self._make(index, index + 2, "year", day_or_none(int(year), 1, 1))
        if (
            self._word(index + 1) == "in"
            and self._word(index + 2) == "the"
            and self._word(index + 3) in ("day", "month", "year", "week")
        ):
            unit = self._word(index + 3)
            now = self.now
            if unit == "day":
                return self._days(0, index, index + 4)
            precision: Precision = "week" if unit == "week" else "month" if unit == "month" else "year"
            return self._make(index, index + 4, precision, now)
        return None

    def _this_season(self, index: int) -> Time | None:
        return self._season(index, index, None)

    def _season(self, index: int, start: int, step: int | None) -> Time | None:
        word = self.lower[index]
        code = SEASONS[word]
        end = index + 1
        at = end + 1 if self._word(end) in ("of", ",") else end
        year = self._word(at)
        if len(year) == 4 and year.isdigit() and year.isascii() and 1800 <= int(year) <= MOST_YEARS:
            return Time(
                f"{year}-{code}",
                "season",
                self._lead(start),
                at + 1,
                self.sentence,
                None,
                day_or_none(int(year), SEASON_START[code], 1),
            )
        if step is None or (word in ("fall", "spring") and self._word(end) in ("in", "from", "of")):
            return None
        if self.now is None:
            return Time(None, "season", start, end, self.sentence)
        begun = (self.now.month, self.now.day) >= (SEASON_START[code], 1)
        over = self.now.month >= SEASON_START[code] + 3 if code != 24 else False
        chosen = self.now.year
        if step < 0:
            chosen -= 0 if over else 1
        elif step > 0:
            chosen += 1 if begun else 0
        elif code == 24 and self.now.month <= 2:
            chosen -= 1
        return Time(
            f"{chosen}-{code}", "season", start, end, self.sentence, None, day_or_none(chosen, SEASON_START[code], 1)
        )

    def _weekend(self, start: int, end: int, which: str | None) -> Time:
        """Read a weekend, as its Saturday and Sunday."""
        now = self.now
        if now is None:
            return Time(None, "day", start, end, self.sentence)
        within = now.weekday() >= 5
        recent = -((now.weekday() - 5) % 7)
        if which in ("last", "past", "previous"):
            saturday = recent - 7 if within and which == "last" else recent
        elif which in ("next", "coming", "following"):
            saturday = 12 - now.weekday()
        elif within:
            saturday = recent
        else:
            direction = self._direction(start)
            ahead = direction > 0 or (direction == 0 and which == "this" and now.weekday() >= 2)
            saturday = recent + 7 if ahead else recent
        return self._days(saturday, start, end, last=saturday + 1)

    def _the_weekend(self, index: int) -> Time | None:
        """Read "over the weekend"."""
        if self._word(index - 1) == "the" and self._word(index - 2) in ("at", "over", "during", "on", "for"):
            return self._weekend(index - 1, index + 1, None)
        return None

    def _of_this_month(self, index: int) -> Time | None:
        """Read "on the 3rd", "the 3rd of this month", behind whose "the" it stands."""
        number = self._day_number(index)
        if number is None or self._word(number[1] - 1) not in ORDINALS:
            return None
        day, end = number
        if self._word(end) == "of" and self._word(end + 1) == "this" and self._word(end + 2) == "month":
            found = day_or_none(self.now.year, self.now.month, day) if self.now else None
            return self._make(index - 1, end + 3, "day", found)
        if self._word(end) == "of" or self._word(index - 2) not in ("on", "by", "until", "since") or self._names(end):
            return None
        return self._clocked(self._make(index - 1, end, "day", self._day_of_month(day, self._direction(index - 1))))

    def _digits(self, index: int) -> Time | None:
        """Read what begins with digits: ISO dates, "21 September 2022", "21/9/2022", "2019", "3 days ago"."""
        lower, words = self.lower, self.words
        word = lower[index]
        if not word.isascii():
            return None
        if "." in word:
            dotted = _DOTTED.fullmatch(word)
            day = day_or_none(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None
            return self._make(index, index + 1, "day", day) if day else self._ago(index)
        if len(word) == 4 and word.isdigit():
            if self._word(index + 1).isdigit():
                return self._iso_date(index) or self._ago(index) or self._year(index)
            return self._ago(index) or (self._year(index) if word[0] in "12" else None)
        number = self._day_number(index)
        if number is None:
            return self._ago(index)
        first, end = number
        if self._word(end) == "/" and not words.gap(end):
            return self._slashed(index)
        last, behind = None, end
        joint = self._word(end)
        if joint not in MONTHS and not (joint == "of" and self._word(end + 1) in MONTHS):
            last, behind = self._range(index, end, month_first=False)
        at = behind + (self._word(behind) == "of")
        if self._word(at) in MONTHS and self._capital(at):
            year, behind = self._year_behind(at + 1)
            if lower[at] in VERB_MONTHS and not year and self._word(at + 1) in ("be", "have", "not"):
                return None
            start = index - 1 if self._word(index - 1) == "the" else index
            time = self._in_month(self._lead(start), behind, year, MONTHS[lower[at]], first, last)
            if time is not None and last is None:
                return self._spanned(time)
            return time
        return self._ago(index)

    def _iso_date(self, index: int) -> Time | None:
        if not self._word(index + 1).isdigit():
            return None
        parts = [self._word(index + offset) for offset in range(3)]
        if not all(part.isdigit() for part in parts) or len(parts[1]) != 2 or len(parts[2]) != 2:
            return None
        if self.words.gap(index + 1) != "-" or self.words.gap(index + 2) != "-":
            return None
        day = day_or_none(int(parts[0]), int(parts[1]), int(parts[2]))
        return self._make(index, index + 3, "day", day) if day else None

    def _slashed(self, index: int) -> Time | None:
        parts = [self._word(index + offset) for offset in (0, 2, 4)]
        if self._word(index + 3) != "/" or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
            return None
        first, second, year = (int(part) for part in parts)
        # Which of two small numbers is the month depends on the country: no guess.
        day = None
        if first > 12 or first == second:
            day = day_or_none(year, second, first)
        elif second > 12:
            day = day_or_none(year, first, second)
        return self._make(index, index + 5, "day", day)

    def _year(self, index: int) -> Time | None:
        number = int(self.lower[index])
        before = self._word(index - 1)
        if not 1800 <= number <= MOST_YEARS or (index > self.lowest and before not in _PLACE_OF_YEAR):
            return None
        behind = self._word(index + 1)
        if behind in (
            "s",
            "people",
            "men",
            "women",
            "troops",
            "soldiers",
            "percent",
            "%",
            "kg",
            "km",
            "miles",
            "tons",
            "hours",
        ):
            return None
        if index == self.lowest and behind not in (",", ":"):
            return None
        end = index + 1
        last: date | None = None
        if behind.isdigit() and self.words.gap(end) == "-" and len(behind) == 4:
            last, end = day_or_none(int(behind), 1, 1), end + 1
        elif (behind == "to" and before == "from") or (behind == "and" and before == "between") or behind == "–":
            other = self._word(index + 2)
            if other.isdigit() and len(other) == 4 and number < int(other) <= MOST_YEARS:
                last, end = day_or_none(int(other), 1, 1), index + 3
        return self._make(index, end, "year", day_or_none(number, 1, 1), last)

    def _ago(self, index: int) -> Time | None:
        """Read "three days ago", "a week ago"; the number stands at ``index``."""
        if not self.says_ago or "ago" not in self.lower[index : min(index + _FARTHEST, self.highest)]:
            return None
        number = number_at(self.words, index, self.lowest, self.highest)
        if number is None or number.low != number.high or number.end >= self.highest:
            return None
        unit = self.lower[number.end].removesuffix("s")
        if unit not in UNITS or self._word(number.end + 1) != "ago" or number.low > 10_000:
            return None
        return self._before(number.low, unit, number.core, number.end + 2)

    def _before(self, amount: float, unit: str, start: int, end: int) -> Time | None:
        whole, now = int(amount), self.now
        if whole != amount:
            return None
        if unit in ("hour", "minute"):
            if self.published_at is None:
                return Time(None, "hour" if unit == "hour" else "minute", start, end, self.sentence)
            moment = self.published_at - (timedelta(hours=whole) if unit == "hour" else timedelta(minutes=whole))
            value = moment.strftime("%Y-%m-%dT%H" if unit == "hour" else "%Y-%m-%dT%H:%M")
            return Time(value, "hour" if unit == "hour" else "minute", start, end, self.sentence, None, moment.date())
        if unit == "year":
            return self._make(start, end, "year", day_or_none(now.year - whole, 1, 1) if now else None)
        if unit == "month":
            return self._make(start, end, "month", months_on(now, -whole))
        precision: Precision = "week" if unit in ("week", "fortnight") else "day"
        return self._make(start, end, precision, moved(now, -whole * UNITS[unit]))

    def _holiday(self, index: int) -> Time | None:
        for phrase, (month, day) in HOLIDAYS.items():
            if phrase[0] == self.lower[index] and tuple(self.lower[index : index + len(phrase)]) == phrase:
                if not self._capital(index):
                    return None
                end = index + len(phrase)
                year, behind = self._year_behind(end)
                found = day_or_none(year, month, day) if year else self._nearest(month, day, self._direction(index))
                return self._make(index, behind, "day", found)
        if (
            self._word(index + 1) == "ago"
            and self.lower[index] in UNITS
            and self._word(index - 1) in ("a", "an", "one")
        ):
            return self._before(1, self.lower[index], index - 1, index + 2)
        return None


_READ: dict[str, Callable[[_Reader, int], Time | None]] = {
    **dict.fromkeys(STARTERS, _Reader._ago),
    "weekend": _Reader._the_weekend,
    **dict.fromkeys(SEASONS, _Reader._this_season),
    "overnight": _Reader._overnight,
    **dict.fromkeys(EARLY, _Reader._early),
    **dict.fromkeys(WHICH, _Reader._which),
    **dict.fromkeys(TODAY, _Reader._today),
    **dict.fromkeys(MONTHS, _Reader._month),
    "may": _Reader._may,
    **dict.fromkeys(WEEKDAYS, _Reader._weekday),
}
"""What reads the time that begins with each word, beside digits and holidays."""
