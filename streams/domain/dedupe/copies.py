"""Is a text a copy of one that is kept? Containment of sampled shingles says so, numbers and names may veto."""

import struct
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.domain.enrich.signature import MAX_NAMES, MAX_NUMBERS, NAME, NUMBERS

MIN_SHARED = 3
"""Shared fingerprints below which nothing is a copy: the one limit that does most for precision."""
COPY = 0.4
"""Containment of a copy. One word in ten replaced leaves 0.9 ** 8 = 0.43 of the shingles."""
CERTAIN = 0.6
"""Containment that needs no other sign. Below, terms must agree: a footer or a menu can be half of a short page."""
COPY_TERMS = 0.3
EDITED = 0.3
"""Containment of an edited copy, if its terms agree too."""
EDITED_TERMS = 0.6
MIN_EDITED = 4
MIN_LEAD_SHARED = 5
LEAD = 0.55
"""Containment between a short text and the beginning of another one."""
SHORT_WORDS = 160
NEAR_LENGTH = 0.8
"""A copy of less than this part of the other's length is a truncated one."""
SAME_NUMBERS = 0.7
"""Part of the distinct numbers of the text with fewer that the other has too."""
CHANGED_PLACES = 0.3
"""Part of the numbers between the same words that may differ."""
SAME_NAMES = 0.6
"""The same of names at the least containment; fewer do where more of the words are the same."""
MIN_NUMBERS = MIN_NAMES = 3

_NAME = struct.Struct("<HB")
"""One of ``NAME``; few at a time are read faster so than as an array."""
_WEIGHT_AT = 2
_NUMBERS_SIZE = NUMBERS.itemsize

Veto = Literal["event", "numbers", "ordinal", "names"]


class Marks(NamedTuple):
    """Numbers and names of a text, as its signature holds them."""

    numbers: NDArray[np.void]
    names: NDArray[np.void]

    def encode(self) -> bytes:
        """Return two counts and both arrays."""
        return bytes((len(self.numbers), len(self.names))) + self.numbers.tobytes() + self.names.tobytes()

    def weighed(self) -> dict[int, int]:
        """Return the names with their weights."""
        return dict(_NAME.iter_unpack(self.names.tobytes()))

    @staticmethod
    def names_of(detail: bytes) -> bytes:
        """Return the names alone of what :meth:`encode` wrote."""
        begin = 2 + _NUMBERS_SIZE * detail[0]
        return detail[begin : begin + _NAME.size * detail[1]]

    @staticmethod
    def behind(detail: bytes) -> bytes:
        """Return what stands behind what :meth:`encode` wrote."""
        return detail[2 + _NUMBERS_SIZE * detail[0] + _NAME.size * detail[1] :]

    @classmethod
    def decode(cls, detail: bytes) -> "Marks":
        """Return what :meth:`encode` wrote."""
        count, names = detail[0], detail[1]
        end = 2 + _NUMBERS_SIZE * count
        return cls(np.frombuffer(detail, NUMBERS, count, 2), np.frombuffer(detail, NAME, names, end))


NO_MARKS = Marks(np.empty(0, NUMBERS), np.empty(0, NAME))


def common_names(ours: dict[int, int], theirs: bytes, *, least: int = 0) -> tuple[int, int]:
    """Return the weight of those of a text's names that another text has, and that of all its names.

    Args:
        ours: names of the other text.
        theirs: as :meth:`Marks.names_of` returns them.
        least: weight of the names that count as shared.
    """
    shared = 0
    for name, weight in _NAME.iter_unpack(theirs):
        if name in ours and weight >= least:
            shared += weight
    return shared, sum(theirs[_WEIGHT_AT :: _NAME.size])


def veto(ours: Marks, theirs: Marks, score: float, *, alike: bool) -> Veto | None:
    """Say what keeps two texts of the same words apart, if anything.

    ``ordinal``: another ordinal between the same words, as in 12th and 13th package. ``numbers``: other numbers
    in most places or altogether, as in two market reports. ``names``: the names of one are not those of the other.
    Where a long text's numbers or names were cut, the rest of them is unknown and vetoes nothing, unless
    the texts are about equally long (``alike``), so that both were cut at the same place.
    """
    a, b = _by_context(ours.numbers), _by_context(theirs.numbers)
    common = a.keys() & b.keys()
    changed = [context for context in common if a[context].isdisjoint(b[context])]
    if any(context & 1 for context in changed):
        return "ordinal"
    values_a, values_b = set(ours.numbers["value"].tolist()), set(theirs.numbers["value"].tolist())
    fewer = min(len(values_a), len(values_b))
    others = (
        len(values_a & values_b) < SAME_NUMBERS * fewer and max(len(ours.numbers), len(theirs.numbers)) < MAX_NUMBERS
    )
    if (changed and (others or len(changed) > CHANGED_PLACES * len(common))) or (fewer >= MIN_NUMBERS and others):
        return "numbers"
    fewer = min(len(ours.names), len(theirs.names))
    known = len(np.intersect1d(ours.names["name"], theirs.names["name"], assume_unique=True))
    whole = alike or max(len(ours.names), len(theirs.names)) < MAX_NAMES
    if fewer >= MIN_NAMES and known < (SAME_NAMES - (score - COPY) / 2) * fewer and whole:
        return "names"
    return None


def _by_context(numbers: NDArray[np.void]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for context, value in numbers.tolist():
        found.setdefault(context, set()).add(value)
    return found


class Size(NamedTuple):
    """How much of a text there is to share."""

    words: int
    whole: float
    """Fingerprints of the whole text, as densely sampled as those of the other one."""
    lead: int
    """Fingerprints of its beginning."""


def containment(
    ours: Size, theirs: Size, whole: int, together: int, terms: float
) -> tuple[float, Literal["containment", "lead-containment"]] | None:
    """Say how much of the smaller text stands in the larger one, if that makes it a copy.

    Args:
        ours: size of one text.
        theirs: size of the other.
        whole: fingerprints of the whole texts that both have.
        together: fingerprints of either kind that both have.
        terms: cosine of their terms, 0 to 1.
    """
    score = whole / max(min(ours.whole, theirs.whole), 1)
    surely = score >= CERTAIN or (score >= COPY and terms >= COPY_TERMS)
    if (whole >= MIN_SHARED and surely) or (whole >= MIN_EDITED and score >= EDITED and terms >= EDITED_TERMS):
        return min(score, 1.0), "containment"
    score = together / max(min(ours.lead, theirs.lead), 1)
    if together >= MIN_LEAD_SHARED and score >= LEAD and min(ours.words, theirs.words) <= SHORT_WORDS:
        return min(score, 1.0), "lead-containment"
    return None
