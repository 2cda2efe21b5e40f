"""The times that a text names, against its publication time."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from schemas.enriched import Precision
from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS, number_at
from streams.domain.enrich.happenings.words import Words, word_set


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression, by the words it is made of."""

    value: str | None
    precision: Precision
    start: int
    end: int
    sentence: int
    end_value: str | None = None
    day: date | None = None
    """Its first day, where it is known."""


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday", "tuesday tues", "wednesday weds", "thursday thurs thur", "friday", "saturday", "sunday")
    )
    for name in names.split()
}
_MONTHS = {
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
_VERB_MONTHS = frozenset({"may", "march", "mar", "dec", "jun", "sep"})
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Codes of ISO 8601-2."""
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_PARTS = frozenset(
    {"morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "lunchtime", "dawn", "dusk"}
)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_LAST = frozenset({"last", "past", "previous"})
_WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_EARLY = frozenset({"early", "earlier", "late", "later", "mid"})
_FUTURE = word_set(
    "will shall ll due scheduled upcoming plans planned expected going would starting begins starts slated poised opens"
    " closes deadline ahead"
)
_SPOKE = word_set(
    "said told announced says reported added was were had did has been after when since during following began"
    " broke came fell took held hit struck left met made went saw shot fled rose won lost sank burst sent gave"
    " died killed ran set flew wrote spoke gone begun taken"
)
_NTH = frozenset({"first", "second", "third", "fourth", "last"})
_UNTIL = frozenset({"by", "until", "till"})
_LONG_AGO = 2
"""How much farther away than a past day a coming one must not be where the text leaves both open."""
_PLACE_OF_YEAR = word_set(
    "in since of by until till from during to through before after early late mid year between and the a this that"
    " ( around about for"
)
_NOT_DAYS = word_set("black good bloody super ash palm easter sheffield cyber giving every each any maundy shrove")
_NOT_AFTER = word_set("times telegraph mirror mail express herald post sun football league")
_NO_NOUN = word_set(
    "and to in at by with after when as but for that of the he she they from his her it its we who which while"
)
_UNITS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_HOLIDAYS = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("boxing", "day"): (12, 26),
    ("new", "year", "s", "eve"): (12, 31), ("new", "year", "s", "day"): (1, 1), ("may", "day"): (5, 1),
    ("valentine", "s", "day"): (2, 14), ("halloween",): (10, 31),
}  # fmt: skip
_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_FIRST = STARTERS | frozenset(
    {*_WEEKDAYS, *_MONTHS, *_WHICH, *_TODAY, *_SEASONS, *_EARLY, "overnight", "weekend", "christmas", "boxing",
     "new", "valentine", "halloween", "day", "week", "month", "year", "hour", "fortnight"}
)  # fmt: skip
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\b\.?)?"
_TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}(?: \([^()]{{1,24}}\)| local time| GMT| UTC){{0,2}},?(?: on| of)? $", re.IGNORECASE
)
_TIME_BEHIND = re.compile(rf",? (?:at|around|about)(?: about| around)? {_CLOCK}(?![\d:])", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SAID = word_set("said says told announced confirmed added reported")
_EVENING = 14
"""Hour in UTC from which on it is the next day in a large part of the world."""
_REACH = 9
_TRIES = 16
_MOST_YEARS = 2100


def times(words: Words, published_at: datetime | None, most: int) -> list[Time]:
    """Return the first times that a text names, in order: at most ``most``, among its first ``16 * most`` candidates.

    Relative ones have a value only with a publication time.
    """
    found: list[Time] = []
    resume = 0
    reader: _Reader | None = None
    candidates = [at for at, word in enumerate(words.lower) if word in _FIRST or word[0] in DIGITS]
    for index in candidates[: _TRIES * most]:
        if index < resume:
            continue
        if len(found) == most:
            break
        if reader is None or index >= reader.highest:
            sentence = words.sentence_of(index)
            reader = _Reader(words, sentence, *words.sentences[sentence], published_at)
        time = reader.at(index)
        if time is None or time.end <= index:
            continue
        if found and found[-1].end > time.start:
            time = replace(time, start=found[-1].end)
        found.append(time)
        resume = time.end
    return found


class _Reader:
    """Reads the times of one sentence."""

    __slots__ = ("highest", "lower", "lowest", "now", "published_at", "sentence", "within", "words")

    def __init__(self, words: Words, sentence: int, lowest: int, highest: int, published_at: datetime | None) -> None:
        self.words, self.lower = words, words.lower
        self.sentence, self.lowest, self.highest = sentence, lowest, highest
        self.published_at = published_at
        self.within = False
        """Whether the upper end of a range is being read: it has none of its own."""
        self.now = published_at.date() if published_at else None

    def at(self, index: int) -> Time | None:
        """Read the time whose first telling word stands at ``index``; what leads it in may stand before."""
        word = self.lower[index]
        if word in _WEEKDAYS:
            return self._weekday(index, 0)
        if word in _MONTHS:
            return self._month(index) or (self._holiday(index) if word == "may" else None)
        if word in _TODAY:
            return self._today(index)
        if word in _WHICH:
            return self._which(index)
        if word in _EARLY:
            return self._early(index)
        if word == "overnight":
            return self._days(-1, index, index + 1, last=0)
        if word in _SEASONS:
            return self._season(index, index, None)
        if word == "weekend":
            return self._the_weekend(index)
        if word[0] in DIGITS:
            return self._of_this_month(index) or self._digits(index)
        if word in STARTERS:
            return self._ago(index)
        return self._holiday(index)

    def _is_year(self, index: int) -> bool:
        word = self._word(index)
        return len(word) == 4 and word.isdigit()

    def _upper(self, index: int) -> Time | None:
        """Read the upper end of a range."""
        self.within = True
        time = self.at(index)
        self.within = False
        return time

    # What stands around.

    def _word(self, index: int) -> str:
        return self.lower[index] if self.lowest <= index < self.highest else ""

    def _capital(self, index: int) -> bool:
        return self.words.raw(index)[0].isupper()

    def _shouted(self, index: int) -> bool:
        return self.words.raw(index).isupper() and len(self.lower[index]) > 1

    def _direction(self, index: int) -> int:
        """Return 1 where the words before say that it is still to come, -1 where that it was, 0 where neither."""
        if self._word(index - 1) in ("since", "after", "following"):
            return -1
        for at in range(index - 1, max(self.lowest, index - _REACH) - 1, -1):
            word, behind = self.lower[at], self.lower[at + 1]
            if word in _FUTURE or (word == "to" and self.lower[at - 1] in ("is", "are") and at > self.lowest):
                return 1
            if word == "set" and behind in ("to", "for"):
                return 1
            if word in _UNTIL:
                return -1 if self._was_behind(index) else 1
            if word in _SPOKE or (word.endswith("ed") and len(word) > 4):
                return -1
        return 0

    def _was_behind(self, index: int) -> bool:
        """Say whether the words behind tell what was: "by Wednesday the water had risen"."""
        return not _SPOKE.isdisjoint(self.lower[index : min(index + _REACH, self.highest)])

    def _make(self, start: int, end: int, precision: Precision, first: date | None, last: date | None = None) -> Time:
        def value(day: date | None) -> str | None:
            return _iso(day, precision) if day else None

        return Time(value(first), precision, start, end, self.sentence, value(last), first)

    def _days(self, days: int, start: int, end: int, *, last: int | None = None) -> Time:
        now = self.now
        return self._clocked(
            self._make(
                start,
                end,
                "day",
                _moved(now, days),
                _moved(now, last) if last is not None else None,
            )
        )

    def _clocked(self, time: Time) -> Time:
        """Add the time of day that stands beside a day."""
        if time.precision != "day" or time.end_value:
            return time
        words = self.words
        begin, behind = words.starts[time.start], words.ends[time.end - 1]
        floor = words.starts[self.lowest]
        before = _TIME_BEFORE.search(words.text[max(floor, begin - 48) : begin])
        after = None if before else _TIME_BEHIND.match(words.text, behind)
        match = before or after
        if match is None:
            return time
        hour, minute, half = int(match[1]), match[2], match[3]
        if (minute is None and half is None) or hour > 23 or (half and not 1 <= hour <= 12) or int(minute or 0) > 59:
            return time
        if half:
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        start, end = time.start, time.end
        if before:
            first = max(floor, begin - 48) + match.start(1)
            while start > self.lowest and words.starts[start - 1] >= first:
                start -= 1
        else:
            while end < self.highest and words.starts[end] < match.end():
                end += 1
        value = f"{time.value}T{hour:02}" + (f":{minute}" if minute else "") if time.value else None
        return replace(time, value=value, precision="minute" if minute else "hour", start=start, end=end)

    # Kinds of expressions.

    def _weekday(self, index: int, step: int, start: int | None = None) -> Time | None:
        """Read a weekday; ``step`` -1, 0, 1 for last, this, next, where ``start`` is the word that says so."""
        words, lower = self.words, self.lower
        before = self._word(index - 1)
        if not self._capital(index) or before in _NOT_DAYS or self._word(index + 1) in _NOT_AFTER:
            return None
        if self._word(index + 1) in ("in", "of") and self._word(index + 2) in _MONTHS and before in _NTH:
            return None
        begin = index if start is None else start
        end = index + 1
        if self._word(end) in _PARTS:
            end += 1
        dated = self._dated(index, end)
        if dated is not None:
            return dated
        weekday = _WEEKDAYS[lower[index]]
        direction = self._direction(begin)
        behind = end + 1 if self._word(end) in (",", "of") else end
        if start is None and self._word(behind) in ("last", "next", "this") and self._word(behind + 1) == "week":
            day = _moved(self.now, -self.now.weekday() + weekday + 7 * _WHICH[lower[behind]]) if self.now else None
            return self._clocked(self._make(begin, behind + 2, "day", day))
        day = None
        if self.now is not None:
            back = (self.now.weekday() - weekday) % 7
            if start is not None and lower[start] == "this":
                day = _moved(self.now, weekday - self.now.weekday())
            elif start is not None and step:
                # "Next Friday" said on a Wednesday is not the day after tomorrow.
                day = _moved(self.now, -(back or 7) if step < 0 else 7 - self.now.weekday() + weekday)
            elif back == 6 and self._said_tomorrow(begin):
                day = _moved(self.now, 1)
            else:
                day = _moved(self.now, (7 - back) % 7 if direction > 0 else -back)
        if start is None:
            begin = self._lead(begin)
        joint = self._word(end)
        other = end + 1
        if words.gap(end) == "-" and joint in _WEEKDAYS:
            joint, other = "to", end
        joined = joint in ("to", "until") and before == "from"
        joined = joined or (joint == "and" and before == "between") or joint in ("–", "through") or other == end
        if joined and not self.within and self._word(other) in _WEEKDAYS:
            last = self._upper(other)
            if last is not None and last.precision == "day":
                first = _moved(last.day, -((_WEEKDAYS[lower[other]] - weekday) % 7)) if last.day else None
                return self._make(begin, last.end, "day", first, last.day)
        return self._clocked(self._make(begin, end, "day", day))

    def _said_tomorrow(self, index: int) -> bool:
        """Say whether something was said on what is tomorrow in UTC: the paper's own day has begun, east of Greenwich.

        Nobody writes of what was said six days ago by the mere weekday.
        """
        when = self.published_at
        if when is None or when.hour < _EVENING or when.utcoffset() != timedelta(0):
            return False
        return self._word(index - 1) in _SAID or (self._word(index - 1) == "on" and self._word(index - 2) in _SAID)

    def _dated(self, index: int, end: int) -> Time | None:
        """Read the date that follows a weekday: "Monday, September 26", "Monday 26 September"."""
        at = end
        while self._word(at) in (",", "(", "the"):
            at += 1
        if at >= self.highest or at - end > 2:
            return None
        time = None
        if self.lower[at] in _MONTHS and self._word(at + 1)[:1] in DIGITS and self._word(at + 1):
            time = self._month(at)
        elif self.lower[at][0] in DIGITS:
            time = self._digits(at)
        if time is None or time.precision not in ("day", "minute", "hour") or time.start != at:
            return None
        return replace(time, start=self._lead(index))

    def _lead(self, start: int) -> int:
        """Return where an expression begins with its "early", "late on" or "earlier on"."""
        if self._word(start - 1) in _EARLY:
            return start - 1
        if self._word(start - 1) in ("on", "in") and self._word(start - 2) in _EARLY:
            return start - 2
        return start

    def _month(self, index: int) -> Time | None:
        """Read "September", "September 21", "Sept. 21-23, 2022", "21 September" up to its year."""
        lower, words = self.lower, self.words
        if not self._capital(index):
            return None
        month = _MONTHS[lower[index]]
        end = index + 1
        number = self._day_number(end)
        if number is not None:
            first, end = number
            last, end = self._range(index, end)
            year, end = self._year_behind(end)
            time = self._date(self._lead(index), end, year, month, first, last)
            if time is not None and last is None:
                return self._spanned(time)
            return time
        before = self._word(index - 1)
        year, end = self._year_behind(end)
        modified = (
            before in _EARLY
            or before in _WHICH
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
            and lower[index] in _VERB_MONTHS
            and not (modified and (not self._shouted(index) or before in ("last", "in", "since")))
        ):
            return None
        if year is None and before == "to" and lower[index] in _VERB_MONTHS:
            return None
        if year is None and lower[index] in ("march", "may") and self._word(index + 1) in ("on", "be", "have", "not"):
            return None
        if year is None and not modified and self._capital(max(index - 1, self.lowest)) and index > self.lowest:
            return None
        if year is None and words.text[words.ends[index] : words.ends[index] + 1] == "-":
            return None
        start = self._lead(index)
        step = _WHICH.get(before)
        day: date | None = None
        if year is not None:
            day = _date(year, month, 1)
        elif self.now is not None:
            direction = step if step else self._direction(start)
            day = self._nearest(month, 1, direction, whole_month=True)
        return self._make(index - 1 if step is not None else start, end, "month", day)

    def _spanned(self, time: Time) -> Time:
        """Join "September 28 to October 2" into one range."""
        joint = self._word(time.end)
        if self.within or joint not in ("to", "through", "until", "–", "and") or not self._word(time.end + 1):
            return self._clocked(time)
        if joint == "and" and self._word(time.start - 1) != "between":
            return self._clocked(time)
        other = (
            self._upper(time.end + 1)
            if self.lower[time.end + 1] in _MONTHS or self.lower[time.end + 1][0] in DIGITS
            else None
        )
        if other is None or other.precision != "day" or other.end_value or other.start != time.end + 1:
            return self._clocked(time)
        first = time.day
        if first and other.day and self._is_year(other.end - 1) and not self._is_year(time.end - 1):
            first = _date(other.day.year, first.month, first.day)
        return self._make(time.start, other.end, "day", first, other.day)

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """Read the number of a day, "21" or "21st", and the word behind it."""
        word = self._word(index)
        if self._word(index) == "the":
            index, word = index + 1, self._word(index + 1)
        if not word.isdigit() or not word.isascii() or len(word) > 2 or not 1 <= int(word) <= 31:
            return None
        end = index + 1
        if self._word(end) in _ORDINALS and not self.words.gap(end):
            end += 1
        elif self._word(end) and not self.words.gap(end) and self._word(end)[0].isalnum():
            return None
        return int(word), end

    def _range(self, index: int, end: int, *, month_first: bool = True) -> tuple[int | None, int]:
        """Read the last day of a range whose first has been read up to ``end``."""
        joint = self._word(end)
        if joint[:1] in DIGITS and joint and self.words.gap(end) == "-":
            other = self._day_number(end)
        elif joint in ("–", "to", "through", "until") or (joint == "and" and self._word(index - 1) == "between"):
            other = self._day_number(end + 1)
        else:
            return None, end
        if other is None or (month_first and self._word(other[1]) in _MONTHS):
            return None, end
        return other

    def _year_behind(self, index: int) -> tuple[int | None, int]:
        at = index
        while self._word(at) in (",", "of", "last", "this", "next"):
            if self._word(at) in ("last", "this", "next"):
                if self._word(at + 1) == "year" and self.now is not None:
                    return self.now.year + _WHICH[self._word(at)], at + 2
                return None, index
            at += 1
        word = self._word(at)
        if (
            len(word) == 4
            and word.isdigit()
            and word.isascii()
            and 1000 <= int(word) <= _MOST_YEARS
            and at - index <= 1
        ):
            return int(word), at + 1
        return None, index

    def _date(self, start: int, end: int, year: int | None, month: int, first: int, last: int | None) -> Time | None:
        if first > monthrange(2000, month)[1] or (last is not None and not first < last <= monthrange(2000, month)[1]):
            return None
        day: date | None = None
        if year is not None:
            day = _date(year, month, first)
            if day is None:
                return None
        elif self.now is not None:
            day = self._nearest(month, first, self._direction(start))
        return self._make(start, end, "day", day, day.replace(day=last) if day and last else None)

    def _nearest(self, month: int, day: int, direction: int, *, whole_month: bool = False) -> date | None:
        """Return that day in the year that the text must mean."""
        now = self.now
        if now is None:
            return None
        candidates = [found for year in (now.year - 1, now.year, now.year + 1) if (found := _date(year, month, day))]
        today = now.replace(day=1) if whole_month else now
        if direction < 0:
            candidates = [found for found in candidates if found <= today] or candidates
        elif direction > 0:
            candidates = [found for found in candidates if found >= today] or candidates

        def distance(found: date) -> tuple[int, date]:
            days = (found - today).days
            return (-days if days <= 0 else days * _LONG_AGO), found

        return min(candidates, key=distance, default=None)

    def _today(self, index: int) -> Time:
        word = self.lower[index]
        days = _TODAY[word]
        start, end = index, index + 1
        if self._word(index - 4) == "the" and self.lower[index - 3 : index] in (["day", "before"], ["day", "after"]):
            start -= 3
        if self._word(index - 1) in ("before", "after") and self._word(index - 2) == "day":
            start = index - 2 - (self._word(index - 3) == "the")
            days += -1 if self._word(index - 1) == "before" else 1
        else:
            start = self._lead(index)
        if self._word(end) in _PARTS:
            end += 1
        return self._days(days, start, end)

    def _which(self, index: int) -> Time | None:
        """Read what follows "last", "this" and "next"."""
        word, behind = self.lower[index], self._word(index + 1)
        step, now = _WHICH[word], self.now
        start = self._lead(index)
        if start == index and self._word(index - 1) == "the" and word != "next":
            start = index
        if behind in _WEEKDAYS:
            time = self._weekday(index + 1, step, index)
            return replace(time, start=min(start, time.start)) if time else None
        if behind in _PARTS or behind == "day":
            if word == "last" and behind == "night":
                return self._days(-1, start, index + 2)
            if word == "this" and behind != "day":
                return self._days(0, start, index + 2)
            return None
        if behind == "week":
            if self._word(index + 2) in _WEEKDAYS:
                time = self._weekday(index + 2, 0)
                if time is not None:
                    weekday = _WEEKDAYS[self.lower[index + 2]]
                    day = _moved(now, -now.weekday() + weekday + 7 * step) if now else None
                    return self._make(start, time.end, "day", day)
            if word == "past":
                return self._days(-7, start, index + 2, last=0)
            return self._make(start, index + 2, "week", _moved(now, 7 * step))
        if word == "past" and behind in ("month", "year"):
            return self._ranged(1, behind, start, index + 2)
        if behind == "weekend":
            return self._weekend(start, index + 2, word)
        if behind == "month":
            return self._make(start, index + 2, "month", _months(now, step))
        if behind == "year":
            return self._make(start, index + 2, "year", _date(now.year + step, 1, 1) if now else None)
        if behind in _MONTHS and self._capital(index + 1):
            return self._month(index + 1) if self._day_number(index + 2) is None else None
        if behind in _SEASONS:
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
        if unit not in _UNITS or unit == "minute" or number.low > 1000 or number.low != int(number.low):
            return None
        return self._ranged(int(number.low), unit, start, number.end + 1)

    def _ranged(self, amount: int, unit: str, start: int, end: int) -> Time:
        now = self.now
        if unit == "month":
            return self._make(start, end, "month", _months(now, -amount), now)
        if unit == "year":
            return self._make(start, end, "year", _date(now.year - amount, 1, 1) if now else None, now)
        days = max(1, round(amount / 24)) if unit == "hour" else amount * _UNITS[unit]
        return self._days(-days, start, end, last=0)

    def _early(self, index: int) -> Time | None:
        """Read "early 2023"; before anything else "early" is read with what follows it."""
        year = self._word(index + 1)
        if len(year) == 4 and year.isdigit() and year.isascii() and 1800 <= int(year) <= _MOST_YEARS:
            return self._make(index, index + 2, "year", _date(int(year), 1, 1))
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

    def _season(self, index: int, start: int, step: int | None) -> Time | None:
        word = self.lower[index]
        code = _SEASONS[word]
        end = index + 1
        at = end + 1 if self._word(end) in ("of", ",") else end
        year = self._word(at)
        if len(year) == 4 and year.isdigit() and year.isascii() and 1800 <= int(year) <= _MOST_YEARS:
            return Time(
                f"{year}-{code}",
                "season",
                self._lead(start),
                at + 1,
                self.sentence,
                None,
                _date(int(year), _SEASON_START[code], 1),
            )
        if step is None or (word in ("fall", "spring") and self._word(end) in ("in", "from", "of")):
            return None
        if self.now is None:
            return Time(None, "season", start, end, self.sentence)
        begun = (self.now.month, self.now.day) >= (_SEASON_START[code], 1)
        over = self.now.month >= _SEASON_START[code] + 3 if code != 24 else False
        chosen = self.now.year
        if step < 0:
            chosen -= 0 if over else 1
        elif step > 0:
            chosen += 1 if begun else 0
        elif code == 24 and self.now.month <= 2:
            chosen -= 1
        return Time(
            f"{chosen}-{code}", "season", start, end, self.sentence, None, _date(chosen, _SEASON_START[code], 1)
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
        """Read "on the 3rd", "the 3rd of this month"."""
        number = self._day_number(index) if self._word(index - 1) == "the" else None
        if number is None or self._word(number[1] - 1) not in _ORDINALS:
            return None
        day, end = number
        if self._word(end) == "of" and self._word(end + 1) == "this" and self._word(end + 2) == "month":
            found = _date(self.now.year, self.now.month, day) if self.now else None
            return self._make(index - 1, end + 3, "day", found)
        if self._word(end) == "of" or self._word(index - 2) not in ("on", "by", "until", "since") or self._names(end):
            return None
        return self._clocked(self._make(index - 1, end, "day", self._day_of_month(day, self._direction(index - 1))))

    def _names(self, index: int) -> bool:
        """Say whether a noun follows: "on the 3rd floor"."""
        word = self._word(index)
        return bool(word) and word.isalpha() and not self.words.gap(index).strip() and word not in _NO_NOUN

    def _day_of_month(self, day: int, direction: int) -> date | None:
        if self.now is None:
            return None
        order = (0, 1, 2) if direction > 0 else (0, -1, -2)
        for months in order:
            base = _months(self.now, months)
            found = _date(base.year, base.month, day) if base else None
            if found is not None and (found >= self.now if direction > 0 else found <= self.now):
                return found
        return None

    def _digits(self, index: int) -> Time | None:
        """Read what begins with digits: ISO dates, "21 September 2022", "21/9/2022", "2019", "3 days ago"."""
        lower, words = self.lower, self.words
        word = lower[index]
        if not word.isascii():
            return None
        if "." in word:
            dotted = _DOTTED.fullmatch(word)
            day = _date(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None
            return self._make(index, index + 1, "day", day) if day else self._ago(index)
        if len(word) == 4 and word.isdigit():
            return self._iso(index) or self._ago(index) or self._year(index)
        number = self._day_number(index)
        if number is None:
            return self._ago(index)
        first, end = number
        if self._word(end) == "/" and not words.gap(end):
            return self._slashed(index)
        last, behind = None, end
        joint = self._word(end)
        if joint not in _MONTHS and not (joint == "of" and self._word(end + 1) in _MONTHS):
            last, behind = self._range(index, end, month_first=False)
        at = behind + (self._word(behind) == "of")
        if self._word(at) in _MONTHS and self._capital(at):
            year, behind = self._year_behind(at + 1)
            if lower[at] in _VERB_MONTHS and not year and self._word(at + 1) in ("be", "have", "not"):
                return None
            start = index - 1 if self._word(index - 1) == "the" else index
            time = self._date(self._lead(start), behind, year, _MONTHS[lower[at]], first, last)
            if time is not None and last is None:
                return self._spanned(time)
            return time
        return self._ago(index)

    def _iso(self, index: int) -> Time | None:
        parts = [self._word(index + offset) for offset in range(3)]
        if not all(part.isdigit() for part in parts) or len(parts[1]) != 2 or len(parts[2]) != 2:
            return None
        if self.words.gap(index + 1) != "-" or self.words.gap(index + 2) != "-":
            return None
        day = _date(int(parts[0]), int(parts[1]), int(parts[2]))
        return self._make(index, index + 3, "day", day) if day else None

    def _slashed(self, index: int) -> Time | None:
        parts = [self._word(index + offset) for offset in (0, 2, 4)]
        if self._word(index + 3) != "/" or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
            return None
        first, second, year = (int(part) for part in parts)
        # Which of two small numbers is the month depends on the country: no guess.
        day = None
        if first > 12 or first == second:
            day = _date(year, second, first)
        elif second > 12:
            day = _date(year, first, second)
        return self._make(index, index + 5, "day", day)

    def _year(self, index: int) -> Time | None:
        number = int(self.lower[index])
        before = self._word(index - 1)
        if not 1800 <= number <= _MOST_YEARS or (index > self.lowest and before not in _PLACE_OF_YEAR):
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
            last, end = _date(int(behind), 1, 1), end + 1
        elif (behind == "to" and before == "from") or (behind == "and" and before == "between") or behind == "–":
            other = self._word(index + 2)
            if other.isdigit() and len(other) == 4 and number < int(other) <= _MOST_YEARS:
                last, end = _date(int(other), 1, 1), index + 3
        return self._make(index, end, "year", _date(number, 1, 1), last)

    def _ago(self, index: int) -> Time | None:
        """Read "three days ago", "a week ago"; the number stands at ``index``."""
        number = number_at(self.words, index, self.lowest, self.highest)
        if number is None or number.low != number.high or number.end >= self.highest:
            return None
        unit = self.lower[number.end].removesuffix("s")
        if unit not in _UNITS or self._word(number.end + 1) != "ago" or number.low > 10_000:
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
            return self._make(start, end, "year", _date(now.year - whole, 1, 1) if now else None)
        if unit == "month":
            return self._make(start, end, "month", _months(now, -whole))
        precision: Precision = "week" if unit in ("week", "fortnight") else "day"
        return self._make(start, end, precision, _moved(now, -whole * _UNITS[unit]))

    def _holiday(self, index: int) -> Time | None:
        for phrase, (month, day) in _HOLIDAYS.items():
            if phrase[0] == self.lower[index] and tuple(self.lower[index : index + len(phrase)]) == phrase:
                if not self._capital(index):
                    return None
                end = index + len(phrase)
                year, behind = self._year_behind(end)
                found = _date(year, month, day) if year else self._nearest(month, day, self._direction(index))
                return self._make(index, behind, "day", found)
        if (
            self._word(index + 1) == "ago"
            and self.lower[index] in _UNITS
            and self._word(index - 1) in ("a", "an", "one")
        ):
            return self._before(1, self.lower[index], index - 1, index + 2)
        return None


def _iso(day: date, precision: Precision) -> str:
    if precision == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if precision == "month":
        return f"{day.year:04}-{day.month:02}"
    if precision == "year":
        return f"{day.year:04}"
    return day.isoformat()


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months(day: date | None, months: int) -> date | None:
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _date(year, month + 1, 1)
