"""At which words of a text each reader has to look, found in one pass."""

from itertools import repeat
from typing import NamedTuple

import numpy as np

from streams.domain.enrich.happenings import counting, dates, events, quantities
from streams.domain.enrich.happenings.numbers import DIGITS
from streams.domain.enrich.happenings.words import Words

_TIMES, _COUNTS, _SIGNS, _DOUBTS, _AGO, _DATES, _TOLLS, _TELLS = 1, 2, 4, 8, 16, 32, 64, 128
_FIRST = {
    _TIMES: dates.FIRST,
    _COUNTS: quantities.FIRST,
    _SIGNS: events.FIRST,
    _DOUBTS: events.DOUBTS,
    _AGO: dates.FIRST_AGO,
    _DATES: dates.IN_DATES,
    _TOLLS: counting.TOLD,
    _TELLS: events.TELLING,
}
_READERS = {
    word: sum(task for task, first in _FIRST.items() if word in first)
    for word in frozenset[str]().union(*_FIRST.values())
}
_UNDATED = bytes(tasks for tasks in range(256) if not tasks & _DATES)
_ARE_TOLLS = bytes(tasks & _TOLLS > 0 for tasks in range(256))
_ARE_TELLING = bytes(tasks & _TELLS > 0 for tasks in range(256))
_DATED = frozenset({1, 2, 4})
"""Digits of a day, a month or a year."""


class Candidates(NamedTuple):
    """Indices of words, ascending."""

    times: list[int]
    """Where a time may be named."""
    dated: bool
    """Whether the text has a word without which short digits tell no time."""
    ago: bool
    """Whether it has "ago"."""
    counts: list[int]
    """Where a quantity may be told."""
    tolls: bytearray
    """For each word 1 if it may say what a number counts."""
    signs: list[int]
    """Where a sign of an event may stand."""
    telling: bytearray
    """For each word 1 if it may be more than a class of words that a sign asks for."""
    doubts: list[int]
    """Where a word stands that weakens signs."""


def candidates(words: Words) -> Candidates:
    """Return where each reader has to look."""
    lower = words.lower
    readers = bytearray(map(_READERS.get, lower, repeat(0)))
    dated = bool(readers.translate(None, _UNDATED))
    for index in words.numbers:
        word = lower[index]
        if word[0] in DIGITS:
            readers[index] |= (_TIMES if len(word) in _DATED or "." in word else _AGO) | _COUNTS
    tasks = np.frombuffer(readers, np.uint8)
    doubts: list[int] = (tasks & _DOUBTS).nonzero()[0].tolist()
    ago = "ago" in [lower[at] for at in doubts]
    return Candidates(
        (tasks & (_TIMES | _AGO if ago else _TIMES)).nonzero()[0].tolist(),
        dated,
        ago,
        (tasks & _COUNTS).nonzero()[0].tolist(),
        readers.translate(_ARE_TOLLS),
        (tasks & _SIGNS).nonzero()[0].tolist(),
        readers.translate(_ARE_TELLING),
        doubts,
    )
