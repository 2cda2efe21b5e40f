"""Numbers that were told before, in other languages than English: "from 24 to 31", "the previous toll was 33"."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.words import Words

_PARTS = frozenset(",;:()—–،؛，；：、（）")
"""Marks behind which something else is told."""
_BEFORE = 7
"""How many words in front of a number may say that it is an old one."""
_BEHIND = 5
_COUNTED = 2
"""How many words may stand behind the first number: what it counts."""
Number = tuple[int, int, float]
"""Where it begins, where it ends, and its value."""


@dataclass(frozen=True, slots=True)
class RisenWords:
    """The words by which a language tells a new number from an old one."""

    former: Phrases[bool]
    """``Previously``, ``the last toll``."""
    between: tuple[tuple[list[str], list[str]], ...]
    """What stands in front of the first and of the second number of a rise: from, to; ``|`` parts words of a place."""
    letters: int
    """As in :class:`Numerals`."""

    def without_old(self, words: Words, numbers: Sequence[Number], lowest: int, highest: int) -> list[Number]:
        """Return those of a sentence's numbers that are no old ones; one that rose begins where the old one is told."""
        left: list[Number] = []
        risen: int | None = None
        for place, (start, end, value) in enumerate(numbers):
            floor = numbers[place - 1][1] if place else lowest
            ceiling = numbers[place + 1][0] if place + 1 < len(numbers) else highest
            begin, risen = start if risen is None else risen, None
            if ceiling < highest:
                risen = self._risen(words.lower, start, end, ceiling)
            if risen is None and not self._is_former(words.lower, start, end, floor, ceiling):
                left.append((begin, end, value))
        return left

    def _risen(self, lower: Sequence[str], start: int, end: int, second: int) -> int | None:
        """Return where a rise begins, if the number of ``words[start:end]`` and the second one are its ends."""
        for before, behind in self.between:
            first, until = start - len(before), second - len(behind)
            counted = 0 <= until - end <= _COUNTED * self.letters
            if first >= 0 and counted and lower[first:start] == before and _are(behind, lower[until:second]):
                return first
        return None

    def _is_former(self, lower: Sequence[str], start: int, end: int, floor: int, ceiling: int) -> bool:
        for places in (
            range(start - 1, max(floor, start - _BEFORE * self.letters) - 1, -1),
            range(end, min(ceiling, end + _BEHIND * self.letters)),
        ):
            for at in places:
                if lower[at] in _PARTS:
                    break
                if self.former.at(lower, at, ceiling):
                    return True
        return False


def _are(written: Sequence[str], words: Sequence[str]) -> bool:
    return all(word in any_of.split("|") for any_of, word in zip(written, words, strict=True))
