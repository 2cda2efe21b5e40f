"""One person to whom something happened, in other languages than English: "the driver was detained"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.words import Words

_REACH = 7
"""How many words behind the person it may be said what happened."""
_BEFORE = 2
"""The same in front of the person."""
_STOPS = frozenset(";:—–؛；：。()（）")


@dataclass(frozen=True, slots=True)
class SingleWords:
    """The words by which a language tells of one person without a number."""

    persons: Phrases[bool]
    """``The driver``, in languages without articles also ``driver``."""
    done: Phrases[str]
    """``Was detained``, in forms that are said of one person alone where a language has such."""
    active: Phrases[str]
    """``Detained``, in front of the person alone."""
    auxiliary: Phrases[bool]
    """What must stand in front of that, however far, where a language parts the two: "wurde ... festgenommen"."""
    parted: bool
    """Whether it does."""
    links: frozenset[str]
    """Words for "and"."""
    letters: int
    """As in :class:`Numerals`."""

    def counts(self, words: Words, sentence: int, numbers: Collection[int]) -> Iterator[Count]:
        """Yield what happened to one person in a sentence.

        Args:
            words: the text.
            sentence: its number.
            numbers: words at which numbers begin, over which nothing reaches.
        """
        lowest, highest = words.sentences[sentence]
        index = lowest
        while index < highest:
            person = self.persons.at(words.lower, index, highest)
            if person is None:
                index += 1
                continue
            behind = index + person[0]
            if index not in numbers:
                kind = self._behind(words, behind, lowest, highest, numbers) or self._before(words, index, lowest)
                if kind:
                    yield Count(kind, 1.0, 1.0, "person", "exactly", False, index, behind, sentence)
            index = behind

    def _behind(self, words: Words, start: int, lowest: int, highest: int, numbers: Collection[int]) -> str | None:
        lower = words.lower
        before = range(max(lowest, start - _REACH), start)
        helped = not self.parted or any(self.auxiliary.at(lower, at, start) for at in before)
        for at in range(start, min(highest, start + _REACH * self.letters)):
            done = self.done.at(lower, at, highest)
            if done is not None and helped:
                return done[1]
            if at in numbers or lower[at] in _STOPS or lower[at] in self.links:
                return None
            if self.persons.at(lower, at, highest):
                return None
            helped = helped or self.auxiliary.at(lower, at, highest) is not None
        return None

    def _before(self, words: Words, index: int, lowest: int) -> str | None:
        if self.parted or self.letters > 1:
            return None
        for at in range(index - 1, max(lowest, index - 5) - 1, -1):
            if words.lower[at] in _STOPS or words.lower[at] == ",":
                return None
            done = self.active.at(words.lower, at, index) or self.done.at(words.lower, at, index)
            if done is not None:
                return done[1] if at + done[0] >= index - _BEFORE + 1 else None
        return None
