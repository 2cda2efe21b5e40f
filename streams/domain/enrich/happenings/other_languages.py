"""What happened and to how many, in other languages than English: by words alone, without their grammar."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from schemas.enriched import Category, EventType, Qualifier
from streams.data.events import table
from streams.domain.enrich.happenings.almanac import Time
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.words import UNSPACED, Words

T = TypeVar("T")

_OTHERS = 0.35
"""What further words of one type in a sentence count beside the strongest."""
_BEHIND, _BEFORE = 6, 3
"""How many words behind, where a language has no number of its own, and before a number may say what it counts; the
other way round where that leads."""
_HUNDRED, _THOUSAND = 100, 1000
_YEARS = range(1900, 2101)
_YEAR = 4
_DIGITS = 15
"""A longer row of digits is no number."""
_TENS = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
_SPACES = frozenset({" ", "\xa0", "\u202f", "\u2009", "٬"})
_DECIMAL = "٫"
_TEN_THOUSAND = 10_000
_LARGEST = 1e12
"""A number of thousands that nobody counts persons to."""
_DENIED = 4
"""How many words before a number may deny what it counts."""
_OPENING = 3
"""Sentences that say what a text is."""
_PLAYED = 2
"""Words of sport or the arts in them that make it no event."""
_MARKS = frozenset(",;:()—–-/،؛，、；：（）")
_HYPHENS = ("", "-", "‑")
_MONEY = frozenset("$€£¥₹₽₩₺₴")
_FIGURES = {"assault.blast": 5, "assault.explosives": 5, "accident.fire": 5, "assault.air": 2, "disaster.quake": 2}
"""Rules whose words are said of markets, too, and how many words away one of these is."""
_LONG_AGO = 5
"""How many words behind "years after" tell what was long ago."""
_REMEMBERED = frozenset({"ASSAULT", "DISASTER", "ACCIDENT", "HEALTH"})
"""What is remembered rather than done on a day of remembrance."""
_WRITTEN_TOO = (
    *(("ș", "ş"), ("ț", "ţ"), ("ی", "ي"), ("ک", "ك")),
    *((unicodedata.normalize("NFD", chr(code)), chr(code)) for code in (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF)),
)
"""Letters, and what some pages write for them."""


class _Rule(NamedTuple):
    id: str
    type: EventType
    weight: float
    category: Category | None


class _Phrases(Generic[T]):
    """Phrases by their first word; a longer one goes before a shorter."""

    def __init__(self, phrases: Iterable[tuple[str, T]], joined: str) -> None:
        self._joined = joined
        self._by_first: dict[str, list[tuple[list[str], T]]] = {}
        for phrase, value in phrases:
            for spelt in _spellings(phrase):
                first, *rest = UNSPACED.sub(r" \g<0> ", spelt).split()
                self._by_first.setdefault(first, []).append((rest, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))
        self._initials = frozenset(first[0] for first in self._by_first)
        self._lengths = sorted({len(first) - 1 for first in self._by_first if first.endswith("*")}, reverse=True)

    def at(self, lower: Sequence[str], index: int, highest: int) -> tuple[int, T] | None:
        """Return how many words the phrase at a word has and what it stands for, if there is any."""
        word = lower[index]
        found = self._look(word, lower, index, highest)
        if found is None and word[0] in self._joined and len(word) > 1:
            found = self._look(word[1:], lower, index, highest)
        return found

    def begins(self, word: str) -> bool:
        """Say whether a phrase begins with a word as it stands."""
        return word in self._by_first or any(f"{word[:length]}*" in self._by_first for length in self._lengths)

    def _look(self, word: str, lower: Sequence[str], index: int, highest: int) -> tuple[int, T] | None:
        if word[0] not in self._initials:
            return None
        keys = [word, *(f"{word[:length]}*" for length in self._lengths if length <= len(word))]
        for key in keys:
            for rest, value in self._by_first.get(key, ()):
                behind = index + 1 + len(rest)
                if behind <= highest and all(map(_is, rest, lower[index + 1 : behind])):
                    return behind - index, value
        return None


def _spellings(phrase: str) -> Iterator[str]:
    usual = unicodedata.normalize("NFC", phrase)
    other = usual
    for letter, written in _WRITTEN_TOO:
        other = other.replace(letter, written)
    yield usual
    if other != usual:
        yield other


def _is(written: str, word: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("*") else word == written


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words, see ``streams/data/events/languages.toml``."""

    _numbers: _Phrases[int]
    _hedges: _Phrases[Qualifier]
    _and: frozenset[str]
    _joined: str
    _times: _Phrases[int]
    _letters: int
    _persons: _Phrases[bool]
    _calendar: int
    _reach: int
    _leads: bool
    _above: _Phrases[bool]
    _none: frozenset[str]
    _yearly: _Phrases[bool]
    _past: _Phrases[bool]
    _play: _Phrases[bool]
    _market: _Phrases[bool]
    _idioms: _Phrases[bool]
    _ago: _Phrases[bool]
    _skipped: _Phrases[bool]
    _named: _Phrases[bool]
    _magnitude: _Phrases[bool]
    _said: _Phrases[bool]
    _kinds: _Phrases[str]
    _verbs: _Phrases[str]
    _events: _Phrases[_Rule]

    def signs(self, words: Words, weights: Sequence[float]) -> list[Sign]:
        """Return what speaks for each event type, the strongest first; ``weights``: how much each sentence counts."""
        found: dict[EventType, Sign] = {}
        opening = [number for number, weight in enumerate(weights) if weight][:_OPENING]
        if len(set(self._all(self._play, words, opening))) >= _PLAYED:
            return []
        remembers = any(True for _ in self._all(self._past, words, opening[:1]))
        for number, weight in enumerate(weights):
            if weight:
                rules = self._told(words, number)
                past = bool(rules) and (remembers or any(True for _ in self._all(self._past, words, (number,))))
                for kind, told in rules.items():
                    if not (past and kind in _REMEMBERED):
                        _add(found, kind, told, number, weight)
        return sorted(found.values(), key=lambda sign: (-sign.score, get_args(EventType).index(sign.type)))

    def _told(self, words: Words, number: int) -> dict[EventType, dict[_Rule, int]]:
        """Return the rules that a sentence fulfils, by their type, each with the word that does."""
        lowest, highest = words.sentences[number]
        told: dict[EventType, dict[_Rule, int]] = {}
        index = lowest
        while index < highest:
            idiom = self._idioms.at(words.lower, index, highest)
            if idiom is not None:
                index += idiom[0]
                continue
            match = self._events.at(words.lower, index, highest)
            if match is not None and not self._figures(words.lower, match[1], index, match[0], lowest, highest):
                told.setdefault(match[1].type, {}).setdefault(match[1], index)
            index += match[0] if match else 1
        return told

    def _figures(self, lower: Sequence[str], rule: _Rule, index: int, size: int, lowest: int, highest: int) -> bool:
        """Say whether the words of an event, ``size`` from ``index`` on, tell of prices or of long ago."""
        if rule.type in _REMEMBERED:
            for at in range(max(lowest, index - _LONG_AGO * self._letters), index):
                ago = self._ago.at(lower, at, index)
                if ago is not None and _MARKS.isdisjoint(lower[at + ago[0] : index]):
                    return True
        reach = _FIGURES.get(rule.id, 0) * self._letters
        before, behind = range(index - 1, max(lowest, index - reach) - 1, -1), range(index, index + size + reach)
        for places in (before, behind) if reach else ():
            for at in places:
                if at >= highest or lower[at] in _MARKS:
                    break
                if self._market.at(lower, at, highest):
                    return True
        return False

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
        named = {index for time in times for index in range(time.start, time.end)}
        if any(True for _ in self._all(self._past, words, range(min(_OPENING, len(words.sentences))))):
            return found
        for sentence, (lowest, highest) in enumerate(words.sentences):
            if any(True for _ in self._all(self._yearly, words, (sentence,))):
                continue
            numbers = list(self._numbers_in(words, lowest, highest))
            years = {
                start: value for start, _, value in numbers if self._is_year(value) and len(words.lower[start]) == _YEAR
            }
            dated = any(start in named for start in years)
            alone = (value for start, value in years.items() if start not in named)
            if (dated and sentence in old) or any(not self._is_of(value, year) for value in alone):
                continue
            numbers = [number for number in numbers if number[0] not in years and number[0] not in named]
            numbers = self._counting(words, numbers, highest)
            for place, (start, end, value) in enumerate(numbers):
                if len(found) == most:
                    return found
                floor = numbers[place - 1][1] if place else lowest
                ceiling = numbers[place + 1][0] if place + 1 < len(numbers) else highest
                count = self._count(words, start, end, value, floor, ceiling, sentence)
                if count is not None:
                    found.append(count)
        return found

    def _counting(
        self, words: Words, numbers: Sequence[tuple[int, int, float]], highest: int
    ) -> list[tuple[int, int, float]]:
        """Return those of a sentence's numbers that are no ages, times, prices or parts of names.

        Of two joined by "and", the first is what the second is: "between 20 and 30 years old".
        """
        left: list[tuple[int, int, float]] = []
        behind: int | None = None
        for start, end, value in reversed(numbers):
            joined = behind is not None and end + 1 == behind and (words.lower[end] in self._and or end + 1 == start)
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
        for at in range(max(0, start - _BEFORE * self._letters), start):
            named = self._named.at(lower, at, start)
            if named is not None and at + named[0] == start:
                return True
        if end == highest:
            return False
        if lower[end] in _MONEY or lower[end] in ("%", "％", "°") or self._skipped.at(lower, end, highest):
            return True
        clock = lower[end] == ":" and end + 1 < highest and lower[end + 1].isdecimal() and not words.gap(end + 1)
        glued = self._letters == 1 and lower[end - 1][0].isdecimal() and not words.gap(end)
        return clock or (glued and lower[end][0].isalpha() and not self._counted(lower, end, highest))

    def _is_of(self, value: float, year: int | None) -> bool:
        return year is not None and value in (year, year + self._calendar)

    def _is_year(self, value: float) -> bool:
        return value in _YEARS or value - self._calendar in _YEARS

    def _numbers_in(self, words: Words, lowest: int, highest: int) -> Iterator[tuple[int, int, float]]:
        lower = words.lower
        index = lowest
        while index < highest:
            end, value = self._number(words, index, highest)
            # One is an article, too, and numerals are parts of words where no space is.
            doubtful = (value == 1 or self._letters > 1) and not lower[index][0].isdecimal()
            if value and not (doubtful and (end == highest or not self._counted_of_age(words, end, highest))):
                yield index, end, value
            index = end

    def _counted_of_age(self, words: Words, index: int, highest: int) -> bool:
        """Say whether a word, or the age that begins there, as in "a 38-year-old", says what one is of."""
        lower = words.lower
        if self._letters == 1 and lower[index].isdecimal() and index + 1 < highest:
            return words.gap(index + 1) in _HYPHENS and self._labels(words, index, index + 1, highest)
        return self._counted(lower, index, highest)

    def _counted(self, lower: Sequence[str], index: int, highest: int) -> bool:
        return bool(self._kinds.at(lower, index, highest) or self._persons.at(lower, index, highest))

    def _number(self, words: Words, index: int, highest: int) -> tuple[int, float | None]:
        """Return the word behind the number at a word, and the number; nothing if there is none."""
        lower = words.lower
        value: float | None
        if lower[index][0].isdecimal():
            value, end = _value(lower[index]), index + 1
            while end < highest and len(lower[end]) == 3 and lower[end].isdecimal() and words.gap(end) in _SPACES:
                if value is None or value != int(value) or value > _LARGEST:
                    break
                value, end = value * 1000 + int(lower[end]), end + 1
            parted = end < highest and lower[index].isdecimal() and lower[end].isdecimal()
            if parted and words.gap(end) == _DECIMAL and end == index + 1:
                value, end = float(f"{lower[index]}.{lower[end]}"), end + 1
        elif lower[index][0] in self._joined and lower[index][1:].isdecimal():
            value, end = _value(lower[index][1:]), index + 1
        elif self._letters > 1:
            end, value = index, None
        else:
            match = self._numbers.at(lower, index, highest)
            if match is None:
                return index + 1, None
            end, value = self._composed(lower, index + match[0], match[1], highest)
        if self._letters > 1:
            return self._multiplied(lower, index, end, highest, value)
        times = self._times.at(lower, end, highest) if value is not None and end < highest else None
        if value is not None and times is not None:
            value, end = round(value * times[1], 3), end + times[0]
            if end < highest and len(lower[end]) == 3 and lower[end].isdecimal():
                value, end = value + int(lower[end]), end + 1
        return end, value

    def _composed(self, lower: Sequence[str], end: int, first: int, highest: int) -> tuple[int, float]:
        """Read on behind a numeral, as in "deux cent trente-quatre" and "zweihundert vierzig".

        Args:
            lower: the words.
            end: behind the numeral.
            first: what it says.
            highest: behind the sentence.

        Returns:
            Where the number ends, and its value.
        """

        def following(below: int) -> tuple[int, int] | None:
            start = end + (end < highest and lower[end] in self._and)
            match = self._numbers.at(lower, start, highest) if start < highest else None
            return (start + match[0], match[1]) if match is not None and match[1] < below else None

        value = first
        hundred = self._numbers.at(lower, end, highest) if first < _TENS[0] and end < highest else None
        if hundred is not None and hundred[1] == _HUNDRED:
            end, value = end + hundred[0], first * _HUNDRED
        part = value
        if value % _HUNDRED == 0 and 0 < value < _THOUSAND and (more := following(_HUNDRED)) is not None:
            end, part = more
            value += part
        # The French count on from 60 and 80 to 79 and 99.
        below = 2 * _TENS[0] if part in (60, 80) else _TENS[0]
        if part in _TENS and (more := following(below)) is not None:
            end, value = more[0], value + more[1]
        return end, float(value)

    def _multiplied(
        self, lower: Sequence[str], start: int, end: int, highest: int, unit: float | None
    ) -> tuple[int, float | None]:
        """Read a number whose parts are each multiplied by what is written behind it, as 三百二十五 and 2万5千.

        Args:
            lower: the words.
            start: where the number may begin.
            end: behind its first digits, if it begins with digits.
            highest: behind the sentence.
            unit: what these digits say.
        """
        whole, part, found = 0.0, 0.0, unit is not None
        while end < highest:
            if lower[end][0].isdecimal():
                match = (1, _value(lower[end])) if unit is None and found else None
            else:
                match = self._numbers.at(lower, end, highest) if unit is None else None
            times = self._times.at(lower, end, highest) if match is None else None
            if match is not None and match[1] is not None:
                unit, end = match[1], end + match[0]
            elif times is None or not (found or times[1] == _TENS[0]):
                break
            elif times[1] < _TEN_THOUSAND:
                part, unit, end = part + (1 if unit is None else unit) * times[1], None, end + times[0]
            else:
                whole, part, unit = whole + round((part + (unit or 0)) * times[1], 3), 0.0, None
                end += times[0]
            found = True
        return (end, whole + part + (unit or 0)) if found else (start + 1, None)

    def _all(self, phrases: _Phrases[bool], words: Words, sentences: Iterable[int]) -> Iterator[str]:
        """Yield the words of some sentences at which a phrase stands."""
        for lowest, highest in (words.sentences[number] for number in sentences):
            for index in range(lowest, highest):
                if phrases.at(words.lower, index, highest):
                    yield words.lower[index]

    def _count(
        self, words: Words, start: int, end: int, value: float, floor: int, ceiling: int, sentence: int
    ) -> Count | None:
        """Read the number of ``words[start:end]``, between the numbers beside it or the ends of the sentence."""
        lower = words.lower
        if value != int(value):
            before, behind = start - _BEFORE * self._letters, end + 2 * self._letters
            beside = (*range(max(floor, before), start), *range(end, min(ceiling, behind)))
            if value < 10 and any(self._magnitude.at(lower, at, ceiling) for at in beside):
                return Count("magnitude", value, value, "magnitude", "exactly", False, start, end, sentence)
            return None
        if not self._none.isdisjoint(lower[max(floor, start - _DENIED) : start]):
            return None
        likelier, other = self._beside(start, end, floor, ceiling)
        kind = self._kind(lower, likelier, ceiling) or self._kind(lower, other, ceiling)
        if kind is None:
            return None
        return Count(
            kind, value, value, "person", self._hedge(lower, floor, start, end, ceiling), False, start, end, sentence
        )

    def _beside(self, start: int, end: int, floor: int, ceiling: int) -> tuple[range, range]:
        """Return where it may be said what the number of ``words[start:end]`` counts, the likelier side first."""
        most, least = self._reach * self._letters, _BEFORE * self._letters
        if self._leads:
            return range(start - 1, max(floor, start - most - 1) - 1, -1), range(end, min(ceiling, end + least))
        return range(end, min(ceiling, end + most)), range(start - 1, max(floor, start - least - 1) - 1, -1)

    def _kind(self, lower: Sequence[str], places: range, ceiling: int) -> str | None:
        for at in places:
            word = lower[at]
            joined = word[0] == self._joined[:1] and places.step > 0 and not self._kinds.begins(word)
            if word in _MARKS or word in self._and or joined:
                return None
            match = self._kinds.at(lower, at, ceiling)
            verb = self._verbs.at(lower, at, ceiling)
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
        if ceiling == len(lower) or not self._numbers_at(lower, ceiling):
            return False
        hedge = self._hedges.at(lower, index, ceiling) if index < ceiling else None
        return index + (hedge[0] if hedge else 0) == ceiling

    def _numbers_at(self, lower: Sequence[str], index: int) -> bool:
        return lower[index][0].isdecimal() or self._numbers.at(lower, index, len(lower)) is not None

    def _hedge(self, lower: Sequence[str], floor: int, start: int, end: int, ceiling: int) -> Qualifier:
        for at in range(max(floor, start - _BEFORE * self._letters - 1), start):
            match = self._hedges.at(lower, at, start)
            if match is not None and at + match[0] == start:
                return match[1]
        return "more than" if end < ceiling and self._above.at(lower, end, ceiling) else "exactly"

    def said(self, words: Words, sentences: Iterable[int]) -> str | None:
        """Return the first words of some sentences that quote somebody, if there are any."""
        for lowest, highest in (words.sentences[number] for number in sentences):
            for index in range(lowest, highest):
                match = self._said.at(words.lower, index, highest)
                if match is not None:
                    return words.text[words.starts[index] : words.ends[index + match[0] - 1]]
        return None


def _add(found: dict[EventType, Sign], kind: EventType, told: dict[_Rule, int], number: int, weight: float) -> None:
    sign = found.setdefault(kind, Sign(kind))
    strongest = max(told, key=lambda rule: rule.weight)
    said = weight * (strongest.weight + _OTHERS * sum(rule.weight for rule in told if rule is not strongest))
    sign.score += said
    if said > sign.loudest:
        sign.loudest, sign.sentence, sign.word = said, number, told[strongest]
    for rule in told:
        sign.rules[rule.id] = sign.rules.get(rule.id, 0.0) + weight * rule.weight
        if rule.category:
            sign.categories[rule.category] = sign.categories.get(rule.category, 0.0) + weight * rule.weight


def _value(digits: str) -> float | None:
    """Read a number with either mark for thousands: three digits behind a mark are never decimals."""
    if len(digits) > _DIGITS:
        return None
    parts = digits.replace(",", ".").split(".")
    if len(parts) == 2 and parts[1] == "00":
        return None  # a time of day
    if all(len(part) == 3 for part in parts[1:]) and parts[0] != "0":
        return float("".join(parts))
    return float(".".join(parts)) if len(parts) == 2 else None


def _languages() -> dict[str, Language]:
    events = table("events")
    hedges: dict[str, Qualifier] = {"least": "at least", "about": "about", "most": "up to", "over": "more than"}
    rules: dict[str, _Rule] = {}
    for kind in get_args(EventType):
        for name, row in events[kind].items():
            rule = f"{kind.lower()}.{name}"
            rules[rule] = _Rule(rule, kind, row["weight"], row.get("category"))

    def language(row: Mapping[str, Any]) -> Language:
        joined = row.get("joined", "")

        def numbers(*lines: str) -> _Phrases[int]:
            split = (line.split() for line in lines)
            return _Phrases(
                ((word.replace("_", " "), int(value)) for value, *said in split for word in said), joined[:1]
            )

        def listed(field: str) -> _Phrases[bool]:
            return _Phrases(((phrase, True) for phrase in row.get(field, ())), joined)

        def kinds(field: str) -> _Phrases[str]:
            return _Phrases(
                ((phrase, kind) for kind, phrases in row.get(field, {}).items() for phrase in phrases), joined
            )

        return Language(
            numbers(*row["numbers"]),
            _Phrases(((phrase, hedge) for field, hedge in hedges.items() for phrase in row[field]), joined),
            frozenset(row["and"]),
            joined,
            numbers(*(f"1000 {phrase.replace(' ', '_')}" for phrase in row["thousand"]), *row.get("times", ())),
            row.get("letters", 1),
            _Phrases(((phrase, True) for phrase in row.get("persons", ())), joined),
            row.get("calendar", 0),
            row.get("reach", _BEHIND),
            row.get("leads", False),
            _Phrases(((phrase, True) for phrase in row.get("above", ())), joined),
            frozenset(row["none"]),
            listed("yearly"),
            listed("past"),
            listed("play"),
            listed("market"),
            listed("idioms"),
            listed("ago"),
            listed("skip"),
            listed("named"),
            listed("magnitude"),
            listed("said"),
            kinds("kinds"),
            kinds("verbs"),
            _Phrases(((phrase, rules[rule]) for rule, phrases in row["events"].items() for phrase in phrases), joined),
        )

    return {code: language(row) for code, row in table("languages").items()}


LANGUAGES = _languages()
"""By ISO 639-1 code."""
