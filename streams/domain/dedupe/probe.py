"""A record as a question to the desk's index: the keys that it is looked up by, and how it is kept."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from schemas.enriched import EnrichedArticle, Signature
from streams.domain.dedupe.copies import Marks
from streams.domain.dedupe.happened import MOST_TOWNS
from streams.domain.dedupe.origins import link
from streams.domain.enrich.signature import NAME, NUMBERS, SAMPLE, TERM, unpacked

SHINGLE_KEY, TERM_KEY, TEXT_KEY, PLACE_KEY = range(4)
"""The upper two bits of a key: what the other thirty are a hash of. Texts, links and facts share one kind."""
SURELY_COARSER = 40
"""From so many fingerprints on, all of them divisible by a power of two show how densely they were sampled."""
MOST_CONTENTS = 128
"""Of which the keys are remembered, some five kilobytes each: an article comes once a desk."""

_PRINT = np.dtype("<u4")
_TERM_KEYS = np.uint32(TERM_KEY << 30)
_OTHERS = 3 + MOST_TOWNS
"""Keys of a record that are no shingles and no terms, at most: its text, its link, its facts and its place."""
_FIRST = np.zeros(1, np.intp)
_NO_KEY = np.zeros(_OTHERS, np.uint32)


class Probe(NamedTuple):
    """What a record is looked up by. Arrays must not be changed."""

    keys: NDArray[np.uint32]
    """Ascending, distinct."""
    bounds: tuple[int, int, int]
    """Where the keys of terms, those of texts, links and facts, and those of places begin."""
    weights: NDArray[np.float64]
    """Of terms, 0 for the rest."""
    packed: NDArray[np.uint8]
    """The same as rows hold them, times 255."""
    whole: NDArray[np.bool_]
    """Which keys are fingerprints of the whole text."""
    whole_size: int
    """How many they are."""
    lead: int
    """Fingerprints of the beginning."""
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
    content = _content(signature.fingerprints, signature.lead_fingerprints, signature.terms)
    text = int(signature.text_hash[:16], 16)
    seen = url = 0
    places: list[int] = []
    if record.page.position is not None:
        seen = xxhash.xxh3_64_intdigest(f"{record.page.position} {record.article.article_id}".encode()) or 1
        places.append(PLACE_KEY << 30 | seen >> 34)
    told = [TEXT_KEY << 30 | fact >> 2 for fact in facts]
    others = {TEXT_KEY << 30 | text >> 34, *told}
    if address := link(record):
        url = xxhash.xxh32_intdigest(address.encode()) or 1
        others.add(TEXT_KEY << 30 | url >> 2)
    known, end = content.known, content.known + len(others) + len(places)
    keys = content.keys[:end].copy()
    keys[known:] = sorted(others) + places
    return Probe(
        keys,
        (content.terms, known, known + len(others)),
        content.weights[:end],
        content.packed[:end],
        content.whole[:end],
        content.whole_size,
        content.lead,
        signature.words,
        text,
        seen,
        url,
        told,
        _marks(signature.numbers, signature.names),
    )


class _Content(NamedTuple):
    """What a text is looked up by at every desk: shingles and terms, with room behind for a record's other keys."""

    keys: NDArray[np.uint32]
    terms: int
    """Where terms begin."""
    known: int
    """Where they end."""
    weights: NDArray[np.float64]
    packed: NDArray[np.uint8]
    whole: NDArray[np.bool_]
    whole_size: int
    lead: int


@lru_cache(maxsize=MOST_CONTENTS)
def _content(fingerprints: str, lead_fingerprints: str, packed_terms: str) -> _Content:
    whole, lead = unpacked(fingerprints, _PRINT), unpacked(lead_fingerprints, _PRINT)
    terms = unpacked(packed_terms, TERM)
    in_whole = np.uint32(step_of(whole) - 1)
    prints = np.concatenate((whole, lead))
    prints.sort()
    shingles, prints = _distinct(prints >> np.uint32(2), prints)
    words = terms["term"] >> np.uint32(2) | _TERM_KEYS
    order = words.argsort(kind="stable")
    words, weighed = _distinct(words.take(order), terms["weight"].take(order))
    begin, known = len(shingles), len(shingles) + len(words)
    weights, is_whole = np.zeros(known + _OTHERS), np.zeros(known + _OTHERS, np.bool_)
    weights[begin:known] = weighed
    np.equal(prints & in_whole, 0, is_whole[:begin])
    return _Content(
        np.concatenate((shingles, words, _NO_KEY)),
        begin,
        known,
        weights,
        np.rint(weights * 255).astype(np.uint8),
        is_whole,
        int(np.count_nonzero(is_whole)),
        len(lead),
    )


def _distinct(keys: NDArray[np.uint32], values: np.ndarray) -> tuple[NDArray[np.uint32], np.ndarray]:
    """Return ascending keys, each once, and of what belongs to each the first."""
    other = (keys[1:] != keys[:-1]).nonzero()[0]
    if len(other) + 1 >= len(keys):
        return keys, values
    first = np.concatenate((_FIRST, other + 1))
    return keys.take(first), values.take(first)


@lru_cache(maxsize=MOST_CONTENTS)
def _marks(numbers: str, names: str) -> Marks:
    return Marks(unpacked(numbers, NUMBERS), unpacked(names, NAME))


def step_of(whole: NDArray[np.uint32]) -> int:
    """Return how densely fingerprints were sampled: one shingle in so many."""
    if len(whole) < SURELY_COARSER:
        return SAMPLE
    bits = int(np.bitwise_or.reduce(whole))
    return max(SAMPLE, bits & -bits)
