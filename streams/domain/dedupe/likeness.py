"""How alike the terms of a record and of a desk's rows are: TF-IDF that learns from the desk's latest articles."""

import math
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.domain.dedupe.postings import Found
from streams.domain.dedupe.probe import Probe
from streams.domain.dedupe.rows import Rows

CAP: Final = 64
"""Latest postings of a key that are read: a word of half the desk's articles says little."""
EPOCH: Final = 64
"""Rows between two looks at how common terms are: between them, the order of articles changes no weight."""
RECENT_ROWS: Final = 512
"""Rows before the epoch that tell how common a term is at the desk."""
FEWEST: Final = 50
"""Articles without the term that a desk is taken to have had: with few of its own, two of a story are not common."""
FEW_ROWS: Final = 1 << 12
"""Rows of a desk to which a sum each is faster than to sort what is found."""
_FIRST: Final = np.zeros(1, np.intp)
_PRODUCT: Final = np.int64((1 << 32) - 1)


class Likeness(NamedTuple):
    """How alike the terms of a record and of each of some rows are."""

    rows: NDArray[np.uint32]
    cosines: NDArray[np.float64]
    norm: float

    def of(self, row: int) -> float:
        """Return the cosine of one row, 0 for one that shares no term."""
        place = int(self.rows.searchsorted(row))
        return float(self.cosines[place]) if place < len(self.rows) and self.rows[place] == row else 0.0


def compared(question: Probe, found: Found, rows: Rows) -> Likeness:
    """Compare terms: those that many of the desk's latest articles have count less (streaming TF-IDF).

    Sums are of whole numbers, so their order does not matter.

    Args:
        question: the record.
        found: postings of its keys; those of other keys than terms have no weight.
        rows: the desk's.
    """
    first, last, _ = question.bounds
    weights = question.weights[first:last]
    epoch = rows.next // EPOCH * EPOCH
    recent = min(epoch, RECENT_ROWS)
    before = (found.rows - np.uint32(epoch - recent) < recent).nonzero()[0]  # older rows wrap to large ones
    asked = _factors(recent)[np.bincount(found.which[before], minlength=last)[first:last]] * weights
    norm = math.sqrt(float(asked @ weights)) or 1.0
    if not len(found.rows):
        return Likeness(found.rows, np.empty(0), norm)
    scaled = np.zeros(len(question.keys))
    np.rint(asked * 65535, scaled[first:last])
    products = scaled[found.which] * found.weights
    if len(rows) <= FEW_ROWS:
        every = np.bincount(found.rows - np.uint32(rows.first), products)
        held = every.nonzero()[0]
        return _likeness(held.astype(np.uint32) + np.uint32(rows.first), every[held], norm, rows)
    # Sorted as one number each, row above product, which is far faster than to sort places by row.
    packed = found.rows.astype(np.int64) << 32 | products.astype(np.int64)
    packed.sort()
    having = packed >> 32
    starts = np.concatenate((_FIRST, (having[1:] != having[:-1]).nonzero()[0] + 1))
    distinct = having[starts].astype(np.uint32)
    return _likeness(distinct, np.add.reduceat(packed & _PRODUCT, starts), norm, rows)


def _likeness(
    distinct: NDArray[np.uint32], sums: NDArray[np.int64] | NDArray[np.float64], norm: float, rows: Rows
) -> Likeness:
    cosines = sums / (rows.field("norm", distinct) * (65535 * 255 * norm))
    return Likeness(distinct, np.minimum(cosines, 1.0), norm)


@lru_cache(maxsize=RECENT_ROWS // EPOCH + 1)
def _factors(recent: int) -> NDArray[np.float64]:
    """Return by how much a term counts that none, one, two ... of so many recent articles have."""
    texts = recent + FEWEST + 2
    rarity: NDArray[np.float64] = np.maximum(np.log(texts / (np.arange(CAP + 1) + 1)), 0.02) / math.log(texts)
    return rarity


def counted(
    found: NDArray[np.uint32], marked: NDArray[np.bool_], rows: Rows
) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.intp]]:
    """Return rows ascending, among them all that were found, how often each was, and how often marked.

    Args:
        found: rows, at least one.
        marked: which of them are marked.
        rows: the desk's.
    """
    first = rows.first
    if len(rows) > FEW_ROWS:
        distinct, places = np.unique(found, return_inverse=True)
        return distinct, np.bincount(places), np.bincount(places[marked], minlength=len(distinct))
    above = found - np.uint32(first)
    counts = np.bincount(above)
    return (
        np.arange(first, first + len(counts), dtype=np.uint32),
        counts,
        np.bincount(above[marked], minlength=len(counts)),
    )
