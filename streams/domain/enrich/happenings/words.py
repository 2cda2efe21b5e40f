"""The words of an article, cut once for every reader of what happened."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_MARKS = ',;:()$€£¥₹₽₩₺₴%°+[]—–“”"/~≈،؛，、；：（）％'
_GAP, _LETTER, _MARK, _DIGIT = 0, 1, 2, 5
"""What a character can be; letters and digits are odd."""
_PLANE = 0x10000
_NUMBER = re.compile(r"\d+([.,]\d+)*")
UNSPACED = re.compile("[\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of Thai, Chinese and Japanese, which no space parts into words."""
POINTS = re.compile("[\u0640\u064b-\u0655\u0670\u05b0-\u05bd\u05bf\u05c1\u05c2\u05c7]")
"""Vowel points of Arabic and Hebrew, which few pages write and no word is told by."""
_VOWELS = range(0x0900, 0x0E00)
"""Scripts of India that write vowels as marks on a letter."""


def _kind(char: str) -> int:
    if char.isdecimal():
        return _DIGIT
    if UNSPACED.match(char):
        return _MARK
    if (
        char.isalnum()
        or char == "_"
        or POINTS.match(char)
        or (ord(char) in _VOWELS and unicodedata.category(char)[0] == "M")
    ):
        return _LETTER
    return _MARK if char in _MARKS else _GAP


_KINDS = np.array([_kind(chr(code)) for code in range(_PLANE)], dtype=np.uint8)
"""Kind of each character of Unicode's first plane, which nearly all text is in."""
_ASCII_KINDS = _KINDS[:256].tobytes()
_ASCII_SPACED = bytes(ord(" ") if _ASCII_KINDS[code] == _GAP else code for code in range(256))
"""A space for every gap."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words, numbers and telling marks of a text, in order.

    Hyphens, apostrophes and full stops only part words: ``U.S.`` is two words,
    ``didn't`` is ``didn`` and ``t``. Digits with their decimal and thousands marks
    are one word, and part from letters behind them: ``5km`` is two. Each letter of
    a script without spaces is a word.
    """

    text: str
    lower: list[str]
    """Each in small letters."""
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    """First word of each sentence and the one behind its last; sentences without words are left out."""
    numbers: list[int]
    """Which words are digits, ascending."""

    def sentence_of(self, index: int, begin: int = 0) -> int:
        """Return the number of the sentence that holds a word, ``begin`` or a later one."""
        while self.sentences[begin][1] <= index:
            begin += 1
        return begin

    def raw(self, index: int) -> str:
        """Return a word as it stands."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """Return what stands between a word and the one before it; nothing before the first and behind the last."""
        return self.text[self.ends[index - 1] : self.starts[index]] if 0 < index < len(self.starts) else ""


def words_of(text: str, spans: list[tuple[int, int]]) -> Words:
    """Cut a text into words, given the spans of its sentences."""
    kinds = _kinds_of(text)
    wordy = (kinds & 1).view(np.bool_)
    marks = kinds == _MARK
    turns = wordy[1:] ^ wordy[:-1]
    begins = turns & wordy[1:] | marks[1:]
    closes = turns & wordy[:-1] | marks[:-1]
    numbers, joined = _join_numbers(text, (kinds[1:] == _DIGIT) & begins, begins, closes)
    first = begins.nonzero()[0]
    starts: list[int] = first.tolist()
    ends: list[int] = closes.nonzero()[0].tolist()
    sentences: list[tuple[int, int]] = []
    last = 0
    for _, end in spans:
        behind = bisect_left(starts, end, last)
        if behind > last:
            sentences.append((last, behind))
        last = behind
    places = first.searchsorted(numbers).tolist() if numbers else []
    if text.isascii():
        lower = _split(text, (begins & closes).nonzero()[0].tolist(), joined)
    else:
        lower = _lowered(text, starts, ends)
    return Words(text, lower, starts, ends, sentences, places)


def _kinds_of(text: str) -> NDArray[np.uint8]:
    """Return the kind of each character, a gap on each side."""
    if text.isascii():
        return np.frombuffer(f" {text} ".encode().translate(_ASCII_KINDS), np.uint8)
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS.take(codes, mode="clip")
    if codes.max() >= _PLANE:
        for at in (codes >= _PLANE).nonzero()[0].tolist():
            kinds[at] = _kind(text[at - 1])
    return kinds


def _join_numbers(
    text: str, digits: NDArray[np.bool_], begins: NDArray[np.bool_], closes: NDArray[np.bool_]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Make one word of each number and part it from letters behind it.

    Returns:
        Where the numbers stand, and the spans of those that have marks.

    Args:
        text: of n characters.
        digits: n + 1 places, those where a word begins with a digit.
        begins: n + 1 places, those where a word begins; changed.
        closes: n + 1 places, those behind which no character of a word is; changed.
    """
    found: list[int] = []
    joined: list[tuple[int, int]] = []
    end = 0
    opened, closed = begins.data, closes.data  # single cells of theirs are read and set much faster
    for start in digits.nonzero()[0].tolist():
        if start < end:
            continue
        match = _NUMBER.match(text, start)
        end = match.end() if match else start + 1
        found.append(start)
        if match and match.lastindex:
            joined.append((start, end))
            begins[start + 1 : end] = False
            closes[start + 1 : end] = False
        if not closed[end]:
            closed[end] = opened[end] = True
    return found, joined


def _split(text: str, cuts: list[int], joined: list[tuple[int, int]]) -> list[str]:
    """Return the words of a text in ASCII in small letters: to split it is faster than to take each out.

    Args:
        text: any length.
        cuts: where a word begins directly behind another.
        joined: the spans of numbers that have marks.
    """
    low = text.lower().encode()
    spaced = low.translate(_ASCII_SPACED)
    if joined:
        whole = bytearray(spaced)
        for start, end in joined:
            whole[start:end] = low[start:end]
        spaced = bytes(whole)
    parted = spaced.decode()
    return " ".join([parted[start:end] for start, end in pairwise([0, *cuts, len(parted)])]).split()


def _lowered(text: str, starts: list[int], ends: list[int]) -> list[str]:
    if POINTS.search(text):
        return [POINTS.sub("", text[start:end].lower()) or "_" for start, end in zip(starts, ends, strict=True)]
    low = text.lower()
    if len(low) == len(text) and "Σ" not in text:
        return [low[start:end] for start, end in zip(starts, ends, strict=True)]
    # Small letters of a whole text can be more than the text, and sigma's depends on what stands around it.
    return [text[start:end].lower() for start, end in zip(starts, ends, strict=True)]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())
