"""What stands around a time expression: its direction, its day, its clock."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from schemas.enriched import Precision
from streams.domain.enrich.happenings.almanac import (
    EARLY,
    MONTHS,
    MOST_YEARS,
    ORDINALS,
    WHICH,
    Time,
    day_or_none,
    iso_value,
    months_on,
    moved,
)
from streams.domain.enrich.happenings.numbers import DIGITS
from streams.domain.enrich.happenings.words import Words, word_set

_FUTURE = word_set(
    "will shall ll due scheduled upcoming plans planned expected going would starting begins starts slated poised opens"
    " closes deadline ahead"
)
_SPOKE = word_set(
    "said told announced says reported added was were had did has been after when since during following began"
    " broke came fell took held hit struck left met made went saw shot fled rose won lost sank burst sent gave"
    " died killed ran set flew wrote spoke gone begun taken"
)
_UNTIL = frozenset({"by", "until", "till"})
_DIRECTIONS = dict.fromkeys(_SPOKE, -1) | dict.fromkeys(_FUTURE, 1) | dict.fromkeys({*_UNTIL, "to"}, 1)
"""Words that say that a time behind them is still to come, 1, or was, -1; some only with what stands beside them."""
_LONG_AGO = 2
"""How much farther away than a past day a coming one must not be where the text leaves both open."""
_NO_NOUN = word_set(
    "and to in at by with after when as but for that of the he she they from his her it its we who which while"
)
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\b\.?)?"
_TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}(?: \([^()]{{1,24}}\)| local time| GMT| UTC){{0,2}},?(?: on| of)? $", re.IGNORECASE
)
_TIME_BEHIND = re.compile(rf",? (?:at|around|about)(?: about| around)? {_CLOCK}(?![\d:])", re.IGNORECASE)
_CLOCK_LAST = frozenset("0123456789m)")
_ZONES = word_set("time gmt utc")
_AT = frozenset({",", "at", "around", "about"})
"""Words that a time of day behind a day begins with."""
_SAID = word_set("said says told announced confirmed added reported")
_EVENING = 14
"""Hour in UTC from which on it is the next day in a large part of the world."""
_REACH = 9


class Surroundings:
    """One sentence, and what the words in it say about a time."""

    __slots__ = ("highest", "lower", "lowest", "now", "published_at", "says_ago", "sentence", "within", "words")

    def __init__(self, words: Words, published_at: datetime | None, *, ago: bool) -> None:
        self.words, self.lower = words, words.lower
        self.says_ago = ago
        """Whether "ago" is one of the words."""
        self.sentence = self.lowest = self.highest = 0
        self.published_at = published_at
        self.within = False
        """Whether the upper end of a range is being read: it has none of its own."""
        self.now = published_at.date() if published_at else None

    def move(self, sentence: int) -> None:
        """Go on to another sentence."""
        self.sentence = sentence
        self.lowest, self.highest = self.words.sentences[sentence]

    def _is_year(self, index: int) -> bool:
        word = self._word(index)
        return len(word) == 4 and word.isdigit()

    def _word(self, index: int) -> str:
        return self.lower[index] if self.lowest <= index < self.highest else ""

    def _capital(self, index: int) -> bool:
        return self.words.text[self.words.starts[index]].isupper()

    def _shouted(self, index: int) -> bool:
        return self.words.raw(index).isupper() and len(self.lower[index]) > 1

    def _direction(self, index: int) -> int:
        """Return 1 where the words before say that it is still to come, -1 where that it was, 0 where neither."""
        lower, lowest = self.lower, self.lowest
        if index > lowest and lower[index - 1] in ("since", "after", "following"):
            return -1
        at = index
        for word in reversed(lower[max(lowest, index - _REACH) : index]):
            at -= 1
            if word not in _DIRECTIONS:
                if word[-2:] == "ed" and len(word) > 4:
                    return -1
            elif word == "to":
                if at > lowest and lower[at - 1] in ("is", "are"):
                    return 1
            elif word == "set":
                return 1 if lower[at + 1] in ("to", "for") else -1
            elif word in _UNTIL:
                return -1 if self._was_behind(index) else 1
            else:
                return _DIRECTIONS[word]
        return 0

    def _was_behind(self, index: int) -> bool:
        """Say whether the words behind tell what was: "by Wednesday the water had risen"."""
        return not _SPOKE.isdisjoint(self.lower[index : min(index + _REACH, self.highest)])

    def _make(self, start: int, end: int, precision: Precision, first: date | None, last: date | None = None) -> Time:
        value = iso_value(first, precision) if first else None
        end_value = iso_value(last, precision) if last else None
        return Time(value, precision, start, end, self.sentence, end_value, first)

    def _days(self, days: int, start: int, end: int, *, last: int | None = None) -> Time:
        now = self.now
        return self._clocked(
            self._make(
                start,
                end,
                "day",
                moved(now, days),
                moved(now, last) if last is not None else None,
            )
        )

    def _clocked(self, time: Time) -> Time:
        """Add the time of day that stands beside a day."""
        if time.precision != "day" or time.end_value:
            return time
        words, near = self.words, 0
        match = before = None
        if self._may_follow_clock(time.start):
            begin = words.starts[time.start]
            near = max(words.starts[self.lowest], begin - 48)
            match = before = _TIME_BEFORE.search(words.text[near:begin])
        if match is None and time.end < len(self.lower) and self.lower[time.end] in _AT:
            match = _TIME_BEHIND.match(words.text, words.ends[time.end - 1])
        if match is None:
            return time
        hour, minute, half = int(match[1]), match[2], match[3]
        if (minute is None and half is None) or hour > 23 or (half and not 1 <= hour <= 12) or int(minute or 0) > 59:
            return time
        if half:
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        start, end = time.start, time.end
        if before:
            first = near + match.start(1)
            while start > self.lowest and words.starts[start - 1] >= first:
                start -= 1
        else:
            while end < self.highest and words.starts[end] < match.end():
                end += 1
        value = f"{time.value}T{hour:02}" + (f":{minute}" if minute else "") if time.value else None
        return time._replace(value=value, precision="minute" if minute else "hour", start=start, end=end)

    def _may_follow_clock(self, start: int) -> bool:
        """Say whether a time of day may stand before a word, by the last word that it would have."""
        lower, at = self.lower, start - 1
        if at >= self.lowest and lower[at] in ("on", "of"):
            at -= 1
        if at >= self.lowest and lower[at] == ",":
            at -= 1
        if at < self.lowest:
            return False
        word = lower[at]
        return word[-1] in _CLOCK_LAST or word in _ZONES or not word.isascii()

    def _said_tomorrow(self, index: int) -> bool:
        """Say whether something was said on what is tomorrow in UTC: the paper's own day has begun, east of Greenwich.

        Nobody writes of what was said six days ago by the mere weekday.
        """
        when = self.published_at
        if when is None or when.hour < _EVENING or when.utcoffset() != timedelta(0):
            return False
        return self._word(index - 1) in _SAID or (self._word(index - 1) == "on" and self._word(index - 2) in _SAID)

    def _lead(self, start: int) -> int:
        """Return where an expression begins with its "early", "late on" or "earlier on"."""
        if start <= self.lowest:
            return start
        before = self.lower[start - 1]
        if before in EARLY:
            return start - 1
        if before in ("on", "in") and self._word(start - 2) in EARLY:
            return start - 2
        return start

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """Read the number of a day, "21" or "21st", and the word behind it."""
        word = self._word(index)
        if word == "the":
            index, word = index + 1, self._word(index + 1)
        if len(word) > 2 or not word.isdigit() or not word.isascii() or not 1 <= int(word) <= 31:
            return None
        end = index + 1
        if self._word(end) in ORDINALS and not self.words.gap(end):
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
        if other is None or (month_first and self._word(other[1]) in MONTHS):
            return None, end
        return other

    def _year_behind(self, index: int) -> tuple[int | None, int]:
        at = index
        while self._word(at) in (",", "of", "last", "this", "next"):
            if self._word(at) in ("last", "this", "next"):
                if self._word(at + 1) == "year" and self.now is not None:
                    return self.now.year + WHICH[self._word(at)], at + 2
                return None, index
            at += 1
        word = self._word(at)
        if len(word) == 4 and word.isdigit() and word.isascii() and 1000 <= int(word) <= MOST_YEARS and at - index <= 1:
            return int(word), at + 1
        return None, index

    def _in_month(
        self, start: int, end: int, year: int | None, month: int, first: int, last: int | None
    ) -> Time | None:
        if first > monthrange(2000, month)[1] or (last is not None and not first < last <= monthrange(2000, month)[1]):
            return None
        day: date | None = None
        if year is not None:
            day = day_or_none(year, month, first)
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
        candidates = [
            found for year in (now.year - 1, now.year, now.year + 1) if (found := day_or_none(year, month, day))
        ]
        today = now.replace(day=1) if whole_month else now
        if direction < 0:
            candidates = [found for found in candidates if found <= today] or candidates
        elif direction > 0:
            candidates = [found for found in candidates if found >= today] or candidates

        def distance(found: date) -> tuple[int, date]:
            days = (found - today).days
            return (-days if days <= 0 else days * _LONG_AGO), found

        return min(candidates, key=distance, default=None)

    def _names(self, index: int) -> bool:
        """Say whether a noun follows: "on the 3rd floor"."""
        word = self._word(index)
        return bool(word) and word.isalpha() and not self.words.gap(index).strip() and word not in _NO_NOUN

    def _day_of_month(self, day: int, direction: int) -> date | None:
        if self.now is None:
            return None
        order = (0, 1, 2) if direction > 0 else (0, -1, -2)
        for months in order:
            base = months_on(self.now, months)
            found = day_or_none(base.year, base.month, day) if base else None
            if found is not None and (found >= self.now if direction > 0 else found <= self.now):
                return found
        return None
