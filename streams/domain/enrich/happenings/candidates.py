"""At which words of a text each reader has to look, found in one pass."""

from itertools import compress
from typing import NamedTuple

from streams.domain.enrich.happenings import dates, events, quantities
from streams.domain.enrich.happenings.numbers import DIGITS
from streams.domain.enrich.happenings.words import Words

_TIMES, _COUNTS, _SIGNS = 1, 2, 4
_READERS = {
    word: (word in dates.FIRST) * _TIMES | (word in quantities.FIRST) * _COUNTS | (word in events.FIRST) * _SIGNS
    for word in dates.FIRST | quantities.FIRST | events.FIRST
}


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
        if words.lower[index][0] in DIGITS:
            readers[index] = (readers[index] or 0) | _TIMES | _COUNTS
    places = list(compress(range(len(readers)), readers))
    wanted = [reader for reader in readers if reader]
    return Candidates(
        *(list(compress(places, [reader & task for reader in wanted])) for task in (_TIMES, _COUNTS, _SIGNS))
    )
