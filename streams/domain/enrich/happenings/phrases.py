"""Phrases of a language, looked up at the words of a text."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from streams.domain.enrich.happenings.words import POINTS, UNSPACED, Words

T = TypeVar("T")

_WRITTEN_TOO = (
    *(("ș", "ş"), ("ț", "ţ"), ("ی", "ي"), ("ک", "ك")),
    *((unicodedata.normalize("NFD", chr(code)), chr(code)) for code in (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF)),
)
"""Letters, and what some pages write for them."""
_NO_SPACE = "\u200c"
"""Between parts of a Persian word: a space stands for it, or nothing, where a page is made one line."""


class Phrases(Generic[T]):
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
        self._initials = frozenset(first[:2] for first in self._by_first)
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

    def words_in(self, words: Words, sentences: Iterable[int]) -> Iterator[str]:
        """Yield the words of some sentences at which a phrase stands."""
        for lowest, highest in (words.sentences[number] for number in sentences):
            for index in range(lowest, highest):
                if self.at(words.lower, index, highest):
                    yield words.lower[index]

    def stand_in(self, words: Words, sentences: Iterable[int]) -> bool:
        """Say whether some sentences have any of the phrases."""
        return next(self.words_in(words, sentences), None) is not None

    def _look(self, word: str, lower: Sequence[str], index: int, highest: int) -> tuple[int, T] | None:
        if word[:2] not in self._initials and f"{word[0]}*" not in self._initials:
            return None
        longest: tuple[int, T] | None = None
        for key in (word, *(f"{word[:length]}*" for length in self._lengths if length <= len(word))):
            for rest, value in self._by_first.get(key, ()):
                size = 1 + len(rest)
                if longest is not None and size <= longest[0]:
                    break
                behind = index + size
                if behind <= highest and all(map(_is, rest, lower[index + 1 : behind])):
                    longest = size, value
                    break
        return longest


def _spellings(phrase: str) -> Iterator[str]:
    bare = POINTS.sub("", phrase)
    for usual in dict.fromkeys(unicodedata.normalize("NFC", bare.replace(_NO_SPACE, gap)) for gap in (" ", "")):
        other = usual
        for letter, written in _WRITTEN_TOO:
            other = other.replace(letter, written)
        yield usual
        if other != usual:
            yield other


def _is(written: str, word: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("*") else word == written
