"""At which words of a text each reader has to look, found in one pass."""

from itertools import compress
from typing import NamedTuple

from streams.domain.enrich.happenings import dates, events, quantities
from streams.domain.enrich.happenings.numbers import DIGITS
from streams.domain.enrich.happenings.words import Words

_TIMES, _COUNTS, _SIGNS, _AGO = 1, 2, 4, 8
_FIRST = {_TIMES: dates.FIRST, _COUNTS: quantities.FIRST, _SIGNS: events.FIRST, _AGO: dates.FIRST_AGO}
_READERS = {
    word: sum(task for task, first in _FIRST.items() if word in first)
    for word in frozenset[str]().union(*_FIRST.values())
}


_DATED = frozenset({1, 2, 4})
"""Digits of a day, a month or a year."""


_IS_FOR = {task: bytes(readers & task for readers in range(256)) for task in (_TIMES, _TIMES | _AGO, _COUNTS, _SIGNS)}
"""By task: for each set of readers, whether one of that task is among them."""


class Candidates(NamedTuple):
    """Indices of words, ascending."""

    times: list[int]
    """Where a time may be named."""
    counts: list[int]
    """Where a quantity may be told."""
    signs: list[int]
    """Where a sign of an event may stand."""


def candidates(words: Words) -> Candidates:
    """Return where each reader has to look."""
    readers = list(map(_READERS.get, words.lower))
    for index in words.numbers:
        word = words.lower[index]
        if word[0] in DIGITS:
            dated = len(word) in _DATED or "." in word
            readers[index] = (readers[index] or 0) | (_TIMES if dated else _AGO) | _COUNTS
    places = list(compress(range(len(readers)), readers))
    wanted = bytes(filter(None, readers))
    times = _TIMES | _AGO if "ago" in words.lower else _TIMES
    return Candidates(*(list(compress(places, wanted.translate(_IS_FOR[task]))) for task in (times, _COUNTS, _SIGNS)))
