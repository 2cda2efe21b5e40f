"""Numbers of persons in other languages than English: digits with what is written behind them, and numerals."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.words import Words

_HUNDRED, _THOUSAND, _TEN_THOUSAND = 100, 1000, 10_000
_TENS = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
_DIGITS = 15
"""A longer row of digits is no number."""
_LARGEST = 1e12
"""A number of thousands that nobody counts persons to."""
_SPACES = frozenset({" ", "\xa0", "\u202f", "\u2009", "٬"})
_DECIMAL = "٫"


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language writes its numbers."""

    named: Phrases[int]
    """One, two, twenty; in scripts without spaces also the signs of digits."""
    times: Phrases[int]
    """What multiplies the number in front of it: thousand, ten thousand, million."""
    links: frozenset[str]
    """Words for "and", within a number and between two."""
    joined: str
    """Letters that are written together with the word behind them, as Arabic "and"."""
    letters: int
    """1 where words have spaces between them; else how many signs a word has, each of which counts as one here."""

    def read(self, words: Words, index: int, highest: int) -> tuple[int, float | None]:
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
        elif lower[index][0] in self.joined and lower[index][1:].isdecimal():
            value, end = _value(lower[index][1:]), index + 1
        elif self.letters > 1:
            end, value = index, None
        else:
            match = self.named.at(lower, index, highest)
            if match is None:
                return index + 1, None
            end, value = self._composed(lower, index + match[0], match[1], highest)
        if self.letters > 1:
            return self._multiplied(lower, index, end, highest, value)
        times = self.times.at(lower, end, highest) if value is not None and end < highest else None
        if value is not None and times is not None:
            value, end = round(value * times[1], 3), end + times[0]
            if end < highest and len(lower[end]) == 3 and lower[end].isdecimal():
                value, end = value + int(lower[end]), end + 1
        return end, value

    def stands_at(self, lower: Sequence[str], index: int) -> bool:
        """Say whether a number begins at a word."""
        return lower[index][0].isdecimal() or self.named.at(lower, index, len(lower)) is not None

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
            start = end + (end < highest and lower[end] in self.links)
            match = self.named.at(lower, start, highest) if start < highest else None
            return (start + match[0], match[1]) if match is not None and match[1] < below else None

        value = first
        if first < _TENS[0] and end < highest and lower[end][0] == self.joined[:1]:
            tens = self.named.at(lower, end, highest)  # "five and twenty", as the Arabs write it
            if tens is not None and tens[1] in _TENS[1:-1]:
                return end + tens[0], float(first + tens[1])
        hundred = self.named.at(lower, end, highest) if first < _TENS[0] and end < highest else None
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
                match = self.named.at(lower, end, highest) if unit is None else None
            times = self.times.at(lower, end, highest) if match is None else None
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
