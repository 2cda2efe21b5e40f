"""To how many something happened, in other languages than English: by words alone, without their grammar."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from schemas.enriched import Qualifier
from streams.domain.enrich.happenings.almanac import Time
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.numerals import Numerals
from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.risen import RisenWords
from streams.domain.enrich.happenings.singles import SingleWords
from streams.domain.enrich.happenings.words import Words

OPENING = 3
"""Sentences that say what a text is."""
MARKS = frozenset(",;:()—–-/،؛，、；：（）")
"""What parts a sentence."""
_BEFORE = 3
"""How many words before a number may say what it counts, or behind it where what leads is in front."""
_ROSE = 15
"""The same where a toll rose to the number: "the number of those killed in last week's flood rose to"."""
_DENIED = 4
"""How many words before a number may deny what it counts."""
_YEARS = range(1900, 2101)
_YEAR = 4
_HYPHENS = ("", "-", "‑")
_MONEY = frozenset("$€£¥₹₽₩₺₴")
_SCORE_MARKS, _MOST_DIGITS = frozenset("–-:比対"), 3
"""What stands between the two numbers of a match's score, and how long these are."""


@dataclass(frozen=True, slots=True)
class TollWords:
    """The words by which a language counts persons; phrases as in ``streams/data/events/languages.toml``."""

    numerals: Numerals
    kinds: Phrases[str]
    """What was done to those counted: dead, injured, arrested."""
    verbs: Phrases[str]
    """What the number in front of it did to the number behind it."""
    persons: Phrases[bool]
    hedges: Phrases[Qualifier]
    rose: Phrases[bool]
    """What a toll did that is told right behind it, and may be counted further in front: rose to."""
    above: Phrases[bool]
    """``Or more``, behind a number."""
    none: frozenset[str]
    """What denies a number behind it."""
    skipped: Phrases[bool]
    """What a number in front of it doesn't count persons with: years, euros, cows."""
    of: frozenset[str]
    """What may stand between such a thing and a number that is a noun: a dozen of houses."""
    named: Phrases[bool]
    """What the number behind it names: a road, a team."""
    magnitude: Phrases[bool]
    yearly: Phrases[bool]
    """What makes a sentence one about a whole year."""
    past: Phrases[bool]
    """What makes a text one that remembers."""
    calendar: int
    """Years by which another calendar of the language is ahead."""
    reach: int
    """How many words behind a number may say what it counts."""
    direct: Phrases[str]
    """What was done to those of the number right in front of it: "12 dead"."""
    leads: bool
    """Whether that is rather in front of it."""
    last: bool
    """Whether verbs come last, behind two nouns that are joined by "and"."""
    risen: RisenWords
    singles: SingleWords

    def counts(
        self, words: Words, most: int, *, times: Sequence[Time] = (), old: Collection[int] = (), year: int | None = None
    ) -> list[Count]:
        """Return the numbers of persons that something was done to, and earthquakes' magnitudes, at most ``most``.

        Those of a text that remembers are left out, of sentences about long ago, and of one that names another year.

        Args:
            words: the text.
            most: numbers.
            times: the days that it names, whose numbers are none of these.
            old: sentences that are known to tell of long ago.
            year: of publication; without it a year alone is one of long ago.
        """
        found: list[Count] = []
        singles: list[Count] = []
        named = {index for time in times for index in range(time.start, time.end)}
        if self.past.stand_in(words, range(min(OPENING, len(words.sentences)))):
            return found
        for sentence, (lowest, highest) in enumerate(words.sentences):
            if self.yearly.stand_in(words, (sentence,)):
                continue
            numbers = list(self._numbers_in(words, lowest, highest))
            years = {
                start: value
                for start, _, value in numbers
                if self._is_year(value) and len(words.lower[start]) == _YEAR and words.lower[start].isdecimal()
            }
            dated = any(start in named for start in years)
            alone = (value for start, value in years.items() if start not in named)
            if (dated and sentence in old) or any(not self._is_of(value, year) for value in alone):
                continue
            without = {*years, *named, *_scores(words, numbers, highest)}
            numbers = [number for number in numbers if number[0] not in without]
            numbers = self._counting(words, numbers, highest)
            numbers = self.risen.without_old(words, numbers, lowest, highest)
            singles += self.singles.counts(words, sentence, {start for start, _, _ in numbers})
            for place, (start, end, value) in enumerate(numbers):
                if len(found) == most:
                    return found
                floor = numbers[place - 1][1] if place else lowest
                ceiling = numbers[place + 1][0] if place + 1 < len(numbers) else highest
                count = self._count(words, start, end, value, floor, ceiling, sentence)
                if count is not None:
                    found.append(count)
        for single in singles:
            if len(found) < most and all(count.kind != single.kind for count in found):
                found.append(single)
        return found

    def _counting(
        self, words: Words, numbers: Sequence[tuple[int, int, float]], highest: int
    ) -> list[tuple[int, int, float]]:
        """Return those of a sentence's numbers that are no ages, times, prices or parts of names.

        Of two joined by "and", or twice the same, the first is what the second is: "between 20 and 30 years old".
        """
        left: list[tuple[int, int, float]] = []
        behind: int | None = None
        for start, end, value in reversed(numbers):
            joined = (
                behind is not None
                and end <= behind <= end + 1
                and words.lower[end] in ({words.lower[start]} if end == behind else self.numerals.links)
            )
            if value == int(value) and (joined or self._labels(words, start, end, highest)):
                behind = start
            else:
                behind = None
                left.append((start, end, value))
        return left[::-1]

    def _labels(self, words: Words, start: int, end: int, highest: int) -> bool:
        """Say whether the number of ``words[start:end]`` counts time or money, or names something."""
        lower = words.lower
        if lower[start - 1 : start] and lower[start - 1] in _MONEY:
            return True
        for at in range(max(0, start - _BEFORE * self.numerals.letters), start):
            named = self.named.at(lower, at, start)
            if named is not None and at + named[0] == start:
                return True
        if end == highest:
            return False
        if lower[end] in _MONEY or lower[end] in ("%", "％", "°") or self.skipped.at(lower, end, highest):
            return True
        if lower[end] in self.of and end + 1 < highest and self.skipped.at(lower, end + 1, highest):
            return True
        clock = lower[end] == ":" and end + 1 < highest and lower[end + 1].isdecimal() and not words.gap(end + 1)
        glued = self.numerals.letters == 1 and lower[end - 1][0].isdecimal() and not words.gap(end)
        return clock or (glued and lower[end][0].isalpha() and not self._counted(lower, end, highest))

    def _is_of(self, value: float, year: int | None) -> bool:
        return year is not None and value in (year, year + self.calendar)

    def _is_year(self, value: float) -> bool:
        return value in _YEARS or value - self.calendar in _YEARS

    def _numbers_in(self, words: Words, lowest: int, highest: int) -> Iterator[tuple[int, int, float]]:
        lower = words.lower
        index = lowest
        while index < highest:
            end, value = self.numerals.read(words, index, highest)
            # One is an article, too, and numerals are parts of words where no space is.
            doubtful = (value == 1 or self.numerals.letters > 1) and not lower[index][0].isdecimal()
            if value and not (doubtful and (end == highest or not self._counted_of_age(words, end, highest))):
                yield index, end, value
            index = end

    def _counted_of_age(self, words: Words, index: int, highest: int) -> bool:
        """Say whether a word, or the age that begins there, as in "a 38-year-old", says what one is of."""
        lower = words.lower
        if self.numerals.letters == 1 and lower[index].isdecimal() and index + 1 < highest:
            return words.gap(index + 1) in _HYPHENS and self._labels(words, index, index + 1, highest)
        return self._counted(lower, index, highest)

    def _counted(self, lower: Sequence[str], index: int, highest: int) -> bool:
        return bool(self.kinds.at(lower, index, highest) or self.persons.at(lower, index, highest))

    def _count(
        self, words: Words, start: int, end: int, value: float, floor: int, ceiling: int, sentence: int
    ) -> Count | None:
        """Read the number of ``words[start:end]``, between the numbers beside it or the ends of the sentence."""
        lower = words.lower
        if value != int(value):
            before, behind = start - _BEFORE * self.numerals.letters, end + 2 * self.numerals.letters
            beside = (*range(max(floor, before), start), *range(end, min(ceiling, behind)))
            if value < 10 and any(self.magnitude.at(lower, at, ceiling) for at in beside):
                return Count("magnitude", value, value, "magnitude", "exactly", False, start, end, sentence)
            return None
        if self._is_denied(lower, floor, start):
            return None
        likelier, other = self._beside(start, end, floor, ceiling)
        persons = self.last and end < ceiling and self.persons.at(lower, end, ceiling) is not None
        direct = self.direct.at(lower, end, ceiling) if end < ceiling else None
        kind = direct[1] if direct is not None else self._kind(lower, likelier, ceiling, persons=persons)
        kind = kind or self._kind(lower, other, ceiling)
        qualifier = self._hedge(lower, floor, start, end, ceiling)
        rose = self._rose(lower, floor, start)
        if rose is not None:
            kind = kind or self._kind(lower, range(rose - 1, max(floor, rose - _ROSE) - 1, -1), ceiling)
            qualifier = "exactly" if qualifier == "up to" else qualifier
        if kind is None:
            return None
        return Count(kind, value, value, "person", qualifier, False, start, end, sentence)

    def _rose(self, lower: Sequence[str], floor: int, start: int) -> int | None:
        """Return where it is said that a toll rose to the number at ``start``, if it is."""
        for at in range(max(floor, start - _BEFORE), start):
            match = self.rose.at(lower, at, start)
            if match is not None and at + match[0] == start:
                return at
        return None

    def _is_denied(self, lower: Sequence[str], floor: int, start: int) -> bool:
        for at in range(start - 1, max(floor, start - _DENIED) - 1, -1):
            if lower[at] in self.none:
                return True
            if lower[at] in self.numerals.links:
                return False
        return False

    def _beside(self, start: int, end: int, floor: int, ceiling: int) -> tuple[range, range]:
        """Return where it may be said what the number of ``words[start:end]`` counts, the likelier side first."""
        most, least = self.reach * self.numerals.letters, _BEFORE * self.numerals.letters
        if self.leads:
            return range(start - 1, max(floor, start - most - 1) - 1, -1), range(end, min(ceiling, end + least))
        return range(end, min(ceiling, end + most)), range(start - 1, max(floor, start - least - 1) - 1, -1)

    def _kind(self, lower: Sequence[str], places: range, ceiling: int, *, persons: bool = False) -> str | None:
        """Return what is said in some places of what was counted; of persons, verbs may come behind "and"."""
        for at in places:
            word = lower[at]
            match = self.kinds.at(lower, at, ceiling)
            joined = word[0] == self.numerals.joined[:1] and places.step > 0 and not self.kinds.begins(word)
            if word in MARKS or joined or (word in self.numerals.links and match is None and not persons):
                return None
            verb = self.verbs.at(lower, at, ceiling)
            if verb is not None and places.step > 0 and (match is None or verb[0] > match[0]):
                return None  # whom a number in front of such a verb counts do it
            if verb is not None and places.step > 0 and self._reaches(lower, at + verb[0], ceiling):
                return None
            found = match or verb
            if found is not None:
                return found[1]
        return None

    def _reaches(self, lower: Sequence[str], index: int, ceiling: int) -> bool:
        """Say whether the next number, or a hedge in front of it, stands at a word."""
        if ceiling == len(lower) or not self.numerals.stands_at(lower, ceiling):
            return False
        hedge = self.hedges.at(lower, index, ceiling) if index < ceiling else None
        return index + (hedge[0] if hedge else 0) == ceiling

    def _hedge(self, lower: Sequence[str], floor: int, start: int, end: int, ceiling: int) -> Qualifier:
        for at in range(max(floor, start - _BEFORE * self.numerals.letters - 1), start):
            match = self.hedges.at(lower, at, start)
            if match is not None and at + match[0] == start:
                return match[1]
        return "more than" if end < ceiling and self.above.at(lower, end, ceiling) else "exactly"


def _scores(words: Words, numbers: Sequence[tuple[int, int, float]], highest: int) -> Iterator[int]:
    """Yield where the numbers of a match's score stand."""
    for start, _, _ in numbers:
        other = score_at(words, start, highest)
        if other is not None:
            yield from (start, other)


def score_at(words: Words, index: int, highest: int) -> int | None:
    """Return where the second number of a score stands, if a word is its first; unlike a range's it is no higher."""
    lower = words.lower
    marked = index + 1 < highest and lower[index + 1] in _SCORE_MARKS and not words.gap(index + 1)
    other = index + 1 + marked
    if other >= highest or words.gap(other) not in (_HYPHENS[:1] if marked else _HYPHENS[1:]):
        return None
    points = lower[index], lower[other]
    if not all(point.isdecimal() and len(point) <= _MOST_DIGITS for point in points):
        return None
    return other if int(points[1]) <= int(points[0]) else None
