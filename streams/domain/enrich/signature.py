"""What a desk compares articles by, computed once: text hash, sampled shingles, strongest terms, numbers, names."""

import hashlib
import math
import re
import struct
import unicodedata
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

import numpy as np
import xxhash
from numpy.typing import NDArray

from schemas.enriched import Signature
from streams.data.words import RAREST, rarity, singular
from streams.domain.ids import normal_words
from streams.domain.text import ArticleText
from streams.domain.words import spaced, unmarked, words_of

SCHEME = 3
"""Version of everything in this module that changes a signature."""
SHINGLE = 8
"""Words a shingle. Five-word shingles gave nine times the wrong copies."""
SAMPLE = 8
"""One shingle in so many, a power of 2, is kept, by its hash: equal runs of words are sampled equally everywhere."""
MAX_FINGERPRINTS = 128
"""Of the whole text; a longer one is sampled half as densely, and half again, until they are no more."""
LEAD_SHINGLES = 64
"""The beginning is sampled more densely, because that is what teasers and cut copies keep."""
LEAD_SAMPLE = 2
"""Also a power of 2."""
TERMS = 24
"""Strongest terms kept."""
DAMPED = 0.6
"""Power of a term's rarity in its weight: a word that one text in a million has says little more than one that one in
ten thousand has."""
LEAD_WEIGHTS = ((50, 2.0), (120, 1.5))
"""Up to which word a term weighs how much more: news says first what matters."""
LEAST_RARITY = 0.7
"""Words of nearly every text are no terms."""
MAX_NUMBERS = 64
MAX_NAMES = 48

NUMBERS = np.dtype([("context", "<u4"), ("value", "<u2")])
"""A number: hash of the words around it (odd for an ordinal) and hash of the number itself."""
TERM = np.dtype([("term", "<u4"), ("weight", "<f4")])
NAME = np.dtype([("name", "<u2"), ("weight", "u1")])
"""A word of a name: its hash, and its rarity in steps of 1 / NAME_STEPS."""
NAME_STEPS = 30
MOST_REMEMBERED = 50_000
"""Words of which a row is remembered between articles, about 250 bytes each."""
LONGEST_REMEMBERED = 40
"""Letters of such a word: what is longer is mostly no word and comes once."""
_ROW = np.dtype([("word", "<u8"), ("term", "<u8"), ("weight", "<f8")])
"""Hash of a word, hash of the term that it counts as, and its weight: 0 for a word that is no term."""
_PACK = struct.Struct("<QQd").pack

_MULTIPLIER = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_MULTIPLIER, n, 2**64) for n in reversed(range(SHINGLE))], np.uint64)
"""What each word of a shingle is multiplied by, the last one by 1."""
_27, _30, _32 = np.uint64(27), np.uint64(30), np.uint64(32)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that set no space between words: there a character counts as a word."""
_NAME = re.compile(r"[A-Z](?:(?<=[^\W\d_A-Z][ ,;:].)|(?<=[^\W\d_A-Z][ ,;:][\s\"'“‘(].))[\w-]+(?: [A-Z][\w-]+)*")
"""What stands before a name is looked at behind its first letter: capitals are few, and found fast."""
_DATE_WORDS = frozenset(
    [
        "jan",
        "january",
        "feb",
        "february",
        "mar",
        "march",
        "apr",
        "april",
        "may",
        "jun",
        "june",
        "jul",
        "july",
        "aug",
        "august",
        "sep",
        "sept",
        "september",
        "oct",
        "october",
        "nov",
        "november",
        "dec",
        "december",
        "am",
        "pm",
        "gmt",
        "est",
        "edt",
        "pst",
        "pdt",
        "utc",
        "bst",
    ]
)
_CARDINALS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_INVISIBLE = re.compile(r"[\xad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+")
_DIGITS = re.compile(r"(\d(?<![\w.]\d)\d*(?:[.,:]\d+)*)(st\b|nd\b|rd\b|th\b)?|\d+")
"""A number that is no part of a word, and its ending as an ordinal; other digits are passed over."""
_ARE_DIGITS = bytes(chr(code) in "0123456789" for code in range(256))
_AROUND = 48
"""Characters on each side of a number in which the words around it stand."""


def signature(text: ArticleText) -> Signature:
    """Compute what a desk compares an article by.

    Args:
        text: title, bullets and paragraphs of the article, any length.

    Returns:
        Its signature, of bounded size. Text hash, fingerprints and terms see words only, whatever case, spacing
        and punctuation are; numbers and names are read from the text as it stands.
    """
    plain = unmarked(text.text)
    ascii_only = plain.isascii()
    lower = plain.lower() if ascii_only else unmarked(text.text.lower())
    lined = spaced(lower)
    words = lined.split() if ascii_only else comparison_words(plain)
    rows = rows_of(words)
    whole, lead = sampled(shingle_hashes(rows))
    return Signature.of(
        scheme=SCHEME,
        text_hash=hashlib.sha256(" ".join(words).encode()).hexdigest()[:32],
        words=len(words),
        fingerprints=_packed(whole.astype("<u4", copy=False)),
        lead_fingerprints=_packed(lead.astype("<u4", copy=False)),
        terms=_packed_rows("If", strongest_terms(words, rows)),
        numbers=_packed_rows("IH", numbers(lower, lined, words if ascii_only else lined.split())),
        names=_packed_rows("HB", names(text)),
    )


def comparison_words(text: str) -> list[str]:
    """Return the words of a text as comparison sees them; a character is a word in scripts without spaces."""
    text = unmarked(text)
    if text.isascii():
        return words_of(text.lower())
    if _UNSPACED.search(text):
        text = _UNSPACED.sub(lambda match: f" {match.group()} ", text)
    if _INVISIBLE.search(text) or not unicodedata.is_normalized("NFKC", text):
        return normal_words(text)
    return words_of(text.casefold())


class _Words(dict[str, bytes]):
    """What is known of each word, as a row of ``_ROW``."""

    def __missing__(self, word: str) -> bytes:
        """Work a word out, and remember it if there is room."""
        term = singular(word)
        rare = rarity().get(term, RAREST) if len(word) > 2 and word.isalpha() else 0.0
        weight = rare**DAMPED if rare >= LEAST_RARITY else 0.0
        found = _PACK(xxhash.xxh3_64_intdigest(word.encode()), xxhash.xxh3_64_intdigest(term.encode()), weight)
        if len(self) < MOST_REMEMBERED and len(word) <= LONGEST_REMEMBERED:
            self[word] = found
        return found


_WORDS = _Words()


def rows_of(words: Sequence[str]) -> NDArray[np.void]:
    """Return what is known of each word of a text."""
    return np.frombuffer(b"".join(map(_WORDS.__getitem__, words)), _ROW)


def shingle_hashes(rows: NDArray[np.void]) -> NDArray[np.uint32]:
    """Return a 32-bit hash of every run of eight words, in text order; a shorter text is one run, an empty one none."""
    single = rows["word"]
    if not len(single):
        return np.empty(0, dtype=np.uint32)
    state: NDArray[np.uint64] = np.correlate(single, _POWERS[-min(SHINGLE, len(single)) :])
    state ^= state >> _30
    state *= _MIX_1
    state ^= state >> _27
    state *= _MIX_2
    return (state >> _32).astype(np.uint32)


def sampled(hashes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the sample of the whole text and the denser one of its beginning, each ascending and distinct."""
    step = SAMPLE
    whole = _distinct(hashes[hashes & (step - 1) == 0])
    while len(whole) > MAX_FINGERPRINTS:
        step *= 2
        whole = whole[whole & (step - 1) == 0]
    lead = hashes[:LEAD_SHINGLES]
    return whole, _distinct(lead[lead & (LEAD_SAMPLE - 1) == 0])


def _distinct(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Do what ``np.unique`` does, which takes thrice as long for so few."""
    hashes.sort()
    return hashes[_is_new(hashes)]


def _is_new(ordered: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """Say of each of the ordered values whether it differs from the one before it."""
    new = np.empty(len(ordered), np.bool_)
    new[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def strongest_terms(words: Sequence[str], rows: NDArray[np.void]) -> list[tuple[int, float]]:
    """Return hash and weight of the strongest terms, strongest first; the squares of all weights sum to 1.

    Weight is (1 + 0.7 ln count) times damped rarity, more for a word of the beginning: TF-IDF against a background
    that is the same for every desk.
    """
    weight_of = rows["weight"]
    places = weight_of.nonzero()[0]
    if not len(places):
        return []
    terms = rows["term"][places]
    order = terms.argsort(kind="stable")
    terms = terms[order]
    begins = np.empty(len(terms) + 1, np.bool_)  # of each term's run, and the end of the last one
    begins[0] = begins[-1] = True
    np.not_equal(terms[1:], terms[:-1], out=begins[1:-1])
    bounds = begins.nonzero()[0]
    first = bounds[:-1]
    counts = bounds[1:] - first
    places = places[order[first]]
    if len(terms) < len(_OFTEN) or counts.max() < len(_OFTEN):
        weights = _OFTEN[counts]
    else:
        weights = np.array([_often(count) for count in counts.tolist()])
    weights *= weight_of[places]
    weights *= _LEADS.take(places, mode="clip")
    if len(weights) > TERMS:
        # Of many terms of one weight the last ones in the alphabet are kept.
        ordered = weights.copy()
        ordered.partition(-TERMS)
        kept = (weights >= ordered[-TERMS]).nonzero()[0]
        weights, places = weights[kept], places[kept]
    named = [singular(word) if (word := words[place])[-1] == "s" else word for place in places.tolist()]
    best = sorted(zip(weights.tolist(), named, strict=True), reverse=True)[:TERMS]
    norm = math.sqrt(sum([weight * weight for weight, _ in best]))
    return [(xxhash.xxh32_intdigest(term.encode()), weight / norm) for weight, term in best]


def _often(count: int) -> float:
    return 1 + math.log(count) * 0.7


_OFTEN = np.array([0.0, *map(_often, range(1, 512))])
_LEADS = np.array(
    [next((factor for end, factor in LEAD_WEIGHTS if place < end), 1.0) for place in range(LEAD_WEIGHTS[-1][0] + 1)]
)
"""Weight of the place where a term stands first; the last one is that of all further places."""


def numbers(lower: str, lined: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return context and value of the numbers of a text, in text order, at most 64.

    Two texts that say another number between the same words have the same context with another value.
    Numbers that belong to a date or a time of day are left out, because they change with every re-issue.

    Args:
        lower: the text in small letters.
        lined: the same with a space for every mark, as :func:`spaced` makes it.
        words: its words.
    """
    found: list[tuple[int, int]] = []
    for start, end, value, ordinal in sorted(_in_digits(lower) + _spelled(lined, words)):
        near = start - _AROUND if start > _AROUND else 0
        left, right = lined[near:start].rsplit(None, 2)[-2:], lined[end : end + _AROUND].split(None, 2)[:2]
        if not "".join(left + right).isalpha():  # a number, or a word that has one
            left = _with_sign(_WORD.findall(lower, near, start)[-2:])
            right = _with_sign(_WORD.findall(lower, end, end + _AROUND)[:2])
        if (left and left[-1] in _DATE_WORDS) or (right and right[0] in _DATE_WORDS):
            continue
        context = xxhash.xxh32_intdigest(" ".join([*left, "|", *right]).encode())
        found.append((context & ~1 | ordinal, value))
        if len(found) == MAX_NUMBERS:
            break
    return found


def _with_sign(words: list[str]) -> list[str]:
    """Return words with a sign for each number among them."""
    return ["#" if word[0].isdigit() else word for word in words]


def _value(number: str) -> int:
    return xxhash.xxh32_intdigest(number.encode()) & 0xFFFF


def _in_digits(lower: str) -> list[tuple[int, int, int, bool]]:
    """Return start, end, hash and whether it is an ordinal of what is written in digits, but times of day."""
    found: list[tuple[int, int, int, bool]] = []
    for match in _ascii_digits(lower) if lower.isascii() else _DIGITS.finditer(lower):
        number, ending = match.groups()
        if number and ":" not in number:
            start, end = match.span()
            found.append((start, end, _value(number.replace(",", "")), ending is not None))
    return found


def _ascii_digits(lower: str) -> Iterator[re.Match[str]]:
    """Find digits in ASCII, where one byte is found many times faster than one of a kind."""
    marked = lower.encode().translate(_ARE_DIGITS)
    start = marked.find(1)
    while start >= 0 and (match := _DIGITS.match(lower, start)):
        yield match
        start = marked.find(1, match.end())


def _spelled(lined: str, words: Iterable[str]) -> list[tuple[int, int, int, bool]]:
    """Return the same of what is written in letters, in a text without marks."""
    found: list[tuple[int, int, int, bool]] = []
    parted = f" {lined} ".replace("\n", " ")
    for word in _SPELLED_WORDS.intersection(words):
        value, ordinal = _SPELLED[word]
        sought = f" {word} "
        start = parted.find(sought)
        while start >= 0:
            end = start + len(word)
            found.append((start, end, value, ordinal))
            start = parted.find(sought, end)
    return found


_SPELLED = {
    **{word: (_value(str(value)), False) for word, value in zip(_CARDINALS.split(), (*range(2, 16), 20), strict=True)},
    **{word: (_value(str(value)), True) for value, word in enumerate(_ORDINALS.split(), start=1)},
}
"""Hash of each number in letters, and whether it is an ordinal."""
_SPELLED_WORDS = frozenset(_SPELLED)


def names(text: ArticleText) -> list[tuple[int, int]]:
    """Return hash and rarity of the words of names, distinct, ascending, at most 48.

    A name is what has a capital inside a sentence; headlines are left out, because some write every word so.
    """
    found: dict[str, None] = {}
    for segment in text.segments:
        if segment.part != "title":
            runs = _NAME.findall(text.text[segment.start : segment.end])
            found.update(dict.fromkeys(" ".join(runs).split()))
        if len(found) >= MAX_NAMES:
            break
    words = {name.casefold() for name in list(found)[:MAX_NAMES]}
    return sorted(dict([_NAMES[word] for word in sorted(words)]).items())


class _Names(dict[str, tuple[int, int]]):
    """Hash and rarity of each word of a name."""

    def __missing__(self, word: str) -> tuple[int, int]:
        """Work a word out, and remember it if there is room."""
        found = _value(word), round(rarity().get(word, RAREST) * NAME_STEPS)
        if len(self) < MOST_REMEMBERED and len(word) <= LONGEST_REMEMBERED:
            self[word] = found
        return found


_NAMES = _Names()


def _packed(values: np.ndarray) -> str:
    return b2a_base64(values.tobytes(), newline=False).decode()


def _packed_rows(form: str, rows: Sequence[tuple[float, ...]]) -> str:
    """Pack rows, each of this ``struct`` form: an array of records takes twenty times as long to make from tuples."""
    return b2a_base64(_packer(form, len(rows))(*chain.from_iterable(rows)), newline=False).decode()


@cache
def _packer(form: str, count: int) -> Callable[..., bytes]:
    return struct.Struct("<" + form * count).pack


def unpacked(packed: str, form: np.dtype | str) -> np.ndarray:
    """Return the numbers that a field of a signature holds."""
    return np.frombuffer(a2b_base64(packed), dtype=form)
