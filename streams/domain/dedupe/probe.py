"""A record as a question to the desk's index: the keys that it is looked up by, and how it is kept."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from schemas.enriched import EnrichedArticle, Signature
from streams.domain.dedupe.copies import Marks
from streams.domain.dedupe.origins import link
from streams.domain.enrich.signature import NAME, NUMBERS, SAMPLE, TERM, unpacked

SHINGLE_KEY, TERM_KEY, TEXT_KEY, PLACE_KEY = range(4)
"""The upper two bits of a key: what the other thirty are a hash of. Texts, links and facts share one kind."""
SURELY_COARSER = 40
"""From so many fingerprints on, all of them divisible by a power of two show how densely they were sampled."""

_PRINT = np.dtype("<u4")
_TERM_KEYS = np.uint32(TERM_KEY << 30)
_KINDS = np.array([TERM_KEY << 30, TEXT_KEY << 30, PLACE_KEY << 30], np.uint32)


class Probe(NamedTuple):
    """What a record is looked up by."""

    keys: NDArray[np.uint32]
    """Ascending, distinct."""
    bounds: tuple[int, int, int]
    """Where the keys of terms, those of texts, links and facts, and those of places begin."""
    weights: NDArray[np.float64]
    """Of terms, 0 for the rest."""
    whole: NDArray[np.bool_]
    """Which keys are fingerprints of the whole text."""
    lead: int
    """Fingerprints of the beginning."""
    step: int
    """One shingle of the whole text in so many was sampled."""
    words: int
    text: int
    """64 bits of the text hash."""
    seen: int
    """64 bits of page position and article, 0 offline."""
    url: int
    """32 bits of the link, 0 without one."""
    facts: list[int]
    """Keys of facts."""
    marks: Marks


def probe(record: EnrichedArticle, facts: Sequence[int]) -> Probe:
    """Return what a record is looked up by.

    Args:
        record: the record.
        facts: hashes of what its event has in common with few others.
    """
    signature: Signature = record.signature
    prints = unpacked(signature.fingerprints, _PRINT)
    lead = unpacked(signature.lead_fingerprints, _PRINT)
    terms = unpacked(signature.terms, TERM)
    step = step_of(prints)
    text = int(signature.text_hash[:16], 16)
    seen = url = 0
    places: list[int] = []
    if record.page.position is not None:
        seen = xxhash.xxh3_64_intdigest(f"{record.page.position} {record.article.article_id}".encode()) or 1
        places.append(PLACE_KEY << 30 | seen >> 34)
    others = [TEXT_KEY << 30 | text >> 34]
    if address := link(record):
        url = xxhash.xxh32_intdigest(address.encode()) or 1
        others.append(TEXT_KEY << 30 | url >> 2)
    told = [TEXT_KEY << 30 | fact >> 2 for fact in facts]
    others += told
    prints = np.concatenate((prints, lead))
    count, known = len(prints), len(prints) + len(terms)
    keys = np.empty(known + len(others) + len(places), np.uint32)
    np.right_shift(prints, 2, keys[:count])
    np.right_shift(terms["term"], 2, keys[count:known])
    keys[count:known] |= _TERM_KEYS
    keys[known:] = others + places
    weights = np.zeros(len(keys))
    weights[count:known] = terms["weight"]
    in_whole = np.zeros(len(keys), np.bool_)
    np.equal(prints & np.uint32(step - 1), 0, in_whole[:count])
    first = keys.argsort(kind="stable")
    keys = keys[first]
    distinct = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=distinct[1:])
    if not distinct.all():
        first, keys = first[distinct], keys[distinct]
    bounds = keys.searchsorted(_KINDS)
    return Probe(
        keys,
        (int(bounds[0]), int(bounds[1]), int(bounds[2])),
        weights[first],
        in_whole[first],
        len(lead),
        step,
        signature.words,
        text,
        seen,
        url,
        told,
        Marks(unpacked(signature.numbers, NUMBERS), unpacked(signature.names, NAME)),
    )


def step_of(whole: NDArray[np.uint32]) -> int:
    """Return how densely fingerprints were sampled: one shingle in so many."""
    if len(whole) < SURELY_COARSER:
        return SAMPLE
    bits = int(np.bitwise_or.reduce(whole))
    return max(SAMPLE, bits & -bits)
