"""Ids by content: hex of SHA-256, first 32. No rule, version, position, time or chance is in an id."""

import hashlib
import unicodedata

import numpy as np

from streams.domain.words import unmarked, words_of

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_INVISIBLE_MARKS = tuple(map(chr, _INVISIBLE))
_SMALL = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128))
_SMALL += bytes(range(128, 256))
"""For each byte of ASCII a small letter, a digit, ``_`` or a space; the others do not occur."""


def digest(*parts: str | bytes) -> str:
    """Return 32 hex digits of SHA-256 over the parts, each set apart by a NUL byte."""
    return hashlib.sha256(b"\x00".join([p if isinstance(p, bytes) else p.encode() for p in parts])).hexdigest()[:32]


def normal_words(text: str) -> list[str]:
    """Return the words as comparison sees them: NFKC, case folded, without invisible characters and punctuation."""
    text = unmarked(text)
    if not text.isascii():
        if any(mark in text for mark in _INVISIBLE_MARKS):  # translating costs far more than looking
            text = text.translate(_INVISIBLE)
        text = unicodedata.normalize("NFKC", text)
    return words_of(text.casefold())


def page_id(value: bytes) -> str:
    """Return the id of a page that came without one, from its record's value."""
    return digest(value)


def article_id(page: str, title: str | None, paragraphs: tuple[str, ...]) -> str:
    """Return the id of an article: the same words from the same page give the same id."""
    return "a_" + digest(page, _normal("\n".join([title or "", *paragraphs])))


def _normal(text: str) -> bytes:
    """Return the normal words of a text with one space between; of ASCII in one pass over its bytes."""
    text = unmarked(text)
    if not text.isascii():
        return " ".join(normal_words(text)).encode()
    raw = np.frombuffer(b" " + text.encode().translate(_SMALL), dtype=np.uint8)
    inside = raw != ord(" ")
    kept: bytes = raw[1:][inside[1:] | inside[:-1]].tobytes()
    return kept.rstrip()


def story_id(founding_article_id: str) -> str:
    """Return the id of a story: desks founded by the same article name the same story."""
    return "s_" + digest(founding_article_id)


def alert_id(story: str, country: str) -> str:
    """Return the id of one desk's alert about one story, the same in all its versions."""
    return digest(story, country)
