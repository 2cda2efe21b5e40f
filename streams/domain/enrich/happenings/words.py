"""The words of an article, cut once for every reader of what happened."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

_WORD = re.compile(r"(\d+(?:[.,]\d+)*|\w+|[,;:()$€£¥₹₽₩₺₴%°+\[\]—–“”\"/~≈])")


@dataclass(frozen=True, slots=True)
class Words:
    """Words, numbers and telling marks of a text, in order.

    Hyphens, apostrophes and full stops only part words: ``U.S.`` is two words,
    ``didn't`` is ``didn`` and ``t``.
    """

    text: str
    lower: list[str]
    """Each in small letters."""
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    """First word of each sentence and the one behind its last; sentences without words are left out."""

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence that holds a word."""
        return max(bisect_right(self.sentences, (index, len(self.lower))) - 1, 0)

    def raw(self, index: int) -> str:
        """Return a word as it stands."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """Return what stands between a word and the one before it; nothing before the first and behind the last."""
        return self.text[self.ends[index - 1] : self.starts[index]] if 0 < index < len(self.starts) else ""


def words_of(text: str, spans: list[tuple[int, int]]) -> Words:
    """Cut a text into words, given the spans of its sentences."""
    parts = _WORD.split(text)
    bounds = list(accumulate(map(len, parts)))
    starts = bounds[0:-1:2]
    sentences: list[tuple[int, int]] = []
    last = 0
    for _, end in spans:
        behind = bisect_left(starts, end)
        if behind > last:
            sentences.append((last, behind))
        last = behind
    return Words(text, list(map(str.lower, parts[1::2])), starts, bounds[1::2], sentences)


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())
