"""What a desk compares articles by, computed once: text hash, sampled shingles, strongest terms, numbers, names."""

import base64
import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import xxhash
from numpy.typing import NDArray

from schemas.enriched import Signature
from streams.domain.ids import normal_words
from streams.domain.text import ArticleText

SCHEME = 1
"""Version of everything in this module that changes a signature."""
SHINGLE = 8
"""Words a shingle. Five-word shingles gave nine times the wrong copies."""
SAMPLE = 8
"""One shingle in so many is kept, by its hash: equal runs of words are sampled equally wherever they stand."""
LEAD_SHINGLES = 64
"""The beginning is sampled more densely, because that is what teasers and cut copies keep."""
LEAD_SAMPLE = 2
MAX_FINGERPRINTS = 1024
"""Of the whole text; beyond, those with the smallest hashes stay, which is again a sample by hash."""
TERMS = 30
"""Strongest terms kept."""
MAX_NUMBERS = 64
MAX_NAMES = 64

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_TERM = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<!\w)(\d[\d.,]*)(?:st|nd|rd|th)?\b")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:\w*)\.?", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:)\"'’”] )[A-Z][\w’'-]+")


def signature(text: ArticleText) -> Signature:
    """Compute what a desk compares an article by.

    Args:
        text: title, bullets and paragraphs of the article.

    Returns:
        Its signature: equal words give equal signatures, whatever the case, spacing and punctuation between them.
        (Numbers and names are read from the text as it stands.)
    """
    words = normal_words(text.text)
    hashes = shingle_hashes(words)
    sampled = np.unique(hashes[hashes % SAMPLE == 0])[:MAX_FINGERPRINTS]
    lead = hashes[:LEAD_SHINGLES]
    return Signature(
        scheme=SCHEME,
        text_hash=hashlib.sha256(" ".join(words).encode()).hexdigest()[:32],
        words=len(words),
        fingerprints=pack(sampled, "<u4"),
        lead_fingerprints=pack(np.unique(lead[lead % LEAD_SAMPLE == 0]), "<u4"),
        terms=pack_terms(strongest_terms(words)),
        numbers=numbers(text.text),
        names=names(text.text),
    )


def word_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each word."""
    known = {word: xxhash.xxh3_64_intdigest(word.encode()) for word in set(words)}
    return np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))


def shingle_hashes(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return a 32-bit hash of every run of eight words, in text order; a shorter text is one run, an empty one none."""
    if not words:
        return np.empty(0, dtype=np.uint32)
    single = word_hashes(words)
    size = min(SHINGLE, len(words))
    count = len(words) - size + 1
    state = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        state = state * _MULTIPLIER + single[offset : offset + count]
    state = (state ^ (state >> np.uint64(30))) * _MIX_1
    state = (state ^ (state >> np.uint64(27))) * _MIX_2
    return (state >> np.uint64(32)).astype(np.uint32)


def strongest_terms(words: Sequence[str]) -> list[tuple[int, float]]:
    """Return hash and weight of the strongest terms, strongest first; the squares of all weights sum to 1."""
    counts = Counter(word for word in words if _TERM.fullmatch(word))
    weighted = sorted(((1 + math.log(count)) * min(len(term), 8), term) for term, count in counts.items())
    best = weighted[: -TERMS - 1 : -1]
    norm = math.sqrt(sum(weight * weight for weight, _ in best)) or 1.0
    return [(xxhash.xxh32_intdigest(term.encode()), weight / norm) for weight, term in best]


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a text, but for those beside a month name, which change with every re-issue."""
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        before = text[max(match.start() - 12, 0) : match.start()].split()
        after = text[match.end() : match.end() + 12].split()
        if (before and _MONTH.fullmatch(before[-1])) or (after and _MONTH.fullmatch(after[0].strip(",."))):
            continue
        found.append(match.group(1).rstrip(".,"))
    return tuple(dict.fromkeys(found))[:MAX_NUMBERS]


def names(text: str) -> tuple[str, ...]:
    """Return hashes of the capitalised words that do not begin a sentence."""
    found = dict.fromkeys(_NAME.findall(text))
    return tuple(f"{xxhash.xxh32_intdigest(name.casefold().encode()):08x}" for name in found)[:MAX_NAMES]


def pack(values: NDArray[np.uint32], form: str) -> str:
    """Return numbers as base64 of little-endian bytes."""
    return base64.b64encode(values.astype(form).tobytes()).decode()


def unpack(packed: str, form: str = "<u4") -> NDArray[np.uint32]:
    """Return what :func:`pack` packed."""
    return np.frombuffer(base64.b64decode(packed), dtype=form)


def pack_terms(terms: Sequence[tuple[int, float]]) -> str:
    """Return term hashes and weights as base64, eight bytes a term."""
    array = np.array(terms, dtype=[("term", "<u4"), ("weight", "<f4")])
    return base64.b64encode(array.tobytes()).decode()
