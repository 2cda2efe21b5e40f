"""The longer words of a page's lines by their beginnings: how many of them do lines, headlines and bodies share?

The stems of a line are a whole number with a bit for each, so that to join or to compare those of many lines takes no
longer than to add numbers. On a page of very many lines or words, where such numbers were long, they are a set.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Stems: TypeAlias = Any
"""An ``int`` or a ``frozenset[int]``: both know ``&`` and ``|``, and are false if empty."""
SHORTEST, STEM = 4, 6
"""Code points of the shortest word that is looked at, and of a stem."""
MOST_BITS = 1 << 22
"""Largest product of lines and different stems of a page whose stems are numbers."""
_SIGNS = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
"""Chinese and Japanese, where no spaces part the words."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{4,}")
"""Thai, Lao, Burmese and Khmer, likewise."""
_KOREAN = re.compile("([\uac00-\ud7a3]{2})[\uac00-\ud7a3]*")
"""A word of Korean: two syllables are its stem, as long as a word has to be if they stand twice."""
_HIRAGANA = re.compile("[\u3040-\u309f]{2}")
_CODE = 21
"""Bits of a code point; three make half a stem."""
_HALF = [np.uint64((1 << _CODE * letters) - 1) for letters in range(STEM // 2 + 1)]
_TAIL = np.array([_HALF[max(length - STEM // 2, 0)] for length in range(STEM + 1)], dtype=np.uint64)
"""What of the second half belongs to a word of so many letters."""
_SECOND, _THIRD = np.uint64(_CODE), np.uint64(2 * _CODE)
_LETTERS = np.array([(1 << 8 * length) - 1 for length in range(STEM + 1)], dtype=np.uint64)
"""The bytes of a stem of so many letters."""
_SPACE, _BREAK = ord(" "), ord("\n")


@dataclass(slots=True)
class PageStems:
    """The stems of every line of a page."""

    of: list[Stems]
    """By line."""
    size: Callable[[Stems], int]
    """How many stems some are."""
    nothing: Stems
    """No stems."""

    def union(self, lines: Iterable[int]) -> Stems:
        """Return the stems of some lines."""
        of = self.of
        if self.nothing == 0:
            return reduce(or_, [of[line] for line in lines], 0)
        return frozenset().union(*[of[line] for line in lines])

    def overlap(self, left: Stems, right: Stems) -> float:
        """Return which share of the fewer of some stems are among the others."""
        return self.size(left & right) / (min(self.size(left), self.size(right)) or 1)


def stems_of(words: list[str]) -> frozenset[str]:
    """Return the beginnings of the longer words of a text, case folded."""
    return frozenset([word[:STEM] for word in words if len(word) >= SHORTEST])


def page_stems(text: str, *, most_bits: int = MOST_BITS) -> PageStems:
    """Return the stems of every line of a text.

    Args:
        text: case folded; letters, digits and ``_`` are words, spaces and line feeds part them.
        most_bits: so many lines times different stems may have numbers.
    """
    if not text.isascii():
        text = _KOREAN.sub(r"\1\1", _UNSPACED.sub(_runs, _SIGNS.sub(_pairs, text)))
    count = text.count("\n") + 1
    lines, numbers, most = _numbered(text)
    if count * most > most_bits:
        bounds = np.searchsorted(lines, np.arange(count + 1)).tolist()
        listed = numbers.tolist()
        return PageStems(
            [frozenset(listed[a:b]) for a, b in pairwise(bounds)], len, frozenset()
        )  # fmt: skip
    table = np.zeros((count, most), dtype=bool)
    table[lines, numbers] = True
    packed = np.packbits(table, axis=1)
    width, raw = packed.shape[1], packed.tobytes()
    return PageStems(
        [int.from_bytes(raw[at : at + width], "big") for at in range(0, width * count, width)]
        if width
        else [0] * count,
        int.bit_count,
        0,
    )


def _pairs(signs: re.Match[str]) -> str:
    """Make a word of every two signs that stand together, as long as a stem; of hiragana alone is grammar."""
    pairs = map("".join, pairwise(signs[0]))
    return f" {' '.join([pair * 2 for pair in pairs if not _HIRAGANA.match(pair)])} "


def _runs(letters: re.Match[str]) -> str:
    """Make a word of every four letters that stand together."""
    text = letters[0]
    return f" {' '.join([text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)])} "


def _numbered(text: str) -> tuple[NDArray[np.intp], NDArray[np.intp], int]:
    """Return the line of every longer word, the number of its stem, and how many stems there are."""
    plain = text.isascii()
    raw = f" {text}        ".encode("ascii" if plain else "utf-32-le", "surrogatepass")
    code: NDArray[np.uint8 | np.uint32] = np.frombuffer(raw, dtype=np.uint8 if plain else np.uint32)
    inside = code > _SPACE
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    lengths = ends - starts
    longer = (lengths >= SHORTEST).nonzero()[0]
    starts, lengths = starts.take(longer) + 1, lengths.take(longer)
    keys = _plain_keys(raw, starts, lengths) if plain else _keys(code, starts, lengths)
    # Equal stems stand side by side in this order.
    order = keys.argsort()
    keys = keys.take(order)
    other = np.zeros(len(order), dtype=np.intp)
    np.not_equal(keys[1:], keys[:-1], out=other[1:], casting="unsafe")
    numbers = np.empty(len(order), dtype=np.intp)
    numbers[order] = ranks = other.cumsum()
    lines = (code == _BREAK).nonzero()[0].searchsorted(starts)
    return lines, numbers, int(ranks[-1]) + 1 if len(order) else 0


def _plain_keys(raw: bytes, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Return the stems of words as numbers: of ASCII the bytes themselves."""
    eight = np.ndarray(len(raw) - 7, dtype="<u8", buffer=raw, strides=(1,))
    return eight.take(starts) & _LETTERS.take(lengths, mode="clip")


def _keys(
    code: NDArray[np.uint8 | np.uint32], starts: NDArray[np.intp], lengths: NDArray[np.intp]
) -> NDArray[np.uint64]:
    """Return a number for each different stem, of three code points and three more."""
    wide = code.astype(np.uint64)
    half = wide[:-2] | (wide[1:-1] << _SECOND) | (wide[2:] << _THIRD)
    first, second = half[starts], half[starts + STEM // 2] & _TAIL.take(lengths, mode="clip")
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    other = np.zeros(len(order), dtype=np.uint64)
    other[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    keys = np.empty(len(order), dtype=np.uint64)
    keys[order] = np.cumsum(other)
    return keys
