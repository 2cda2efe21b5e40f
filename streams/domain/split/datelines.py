"""Datelines on lines of their own: the place that a story was filed from, with its day, agency or country."""

import re

from streams.data.countries import term, terms
from streams.data.fold import fold
from streams.domain.split import lexicon
from streams.domain.words import words_of

LONGEST = 90
"""Code points of the longest line that may be a dateline."""
_ASIDE = re.compile(r"\s*[(\[/][^()\[\]/]{2,40}[)\]/]$")
"""An agency behind the place: "(Reuters)"."""
_PARTS = re.compile(r"\s*[,،、|·•]\s*|\s+[-–—]+\s+")
_MARKS = "-–—: "
"""What parts a dateline from a text that begins on the line below."""
_ARTICLES = frozenset({"le", "el", "il", "am", "den", "de", "em", "op", "dne", "dnia"})
"""Before a day: "Paris, le 12 mai"."""
_READING = frozenset({"read", "min", "mins", "minute", "minutes"})
"""How long it takes to read is no day: "Reading, 5 min"."""
_PLACES = frozenset({"name", "capital", "city", "region"})


def is_dateline(text: str) -> bool:
    """Say whether a line is a known place with a day, an agency or a larger place, and nothing else.

    "Novi Sad, 12 May", "NOVI SAD (Reuters)" and "Novi Sad, Serbia" are; a place alone may be a section's label.
    """
    if len(text) > LONGEST:
        return False
    named = _ASIDE.sub("", text.rstrip(_MARKS)).rstrip(_MARKS)
    first, *others = (_without_day(part) for part in _PARTS.split(named))
    place, dated = first
    if not place or not (dated or others or len(named) < len(text)):
        return False
    return is_place(place) and all(
        not rest or is_place(rest) or lexicon.AGENCY.match(rest) is not None for rest, _ in others
    )


def _without_day(text: str) -> tuple[str, bool]:
    """Return a part of a line without the day or time that it ends with, and whether it had one."""
    words = text.split()
    count = len(words)
    while count and all(map(_is_of_a_day, words_of(words[count - 1].casefold()))):
        count -= 1
    return " ".join(words[:count]), count < len(words)


def _is_of_a_day(word: str) -> bool:
    return word.isdigit() or word in _ARTICLES or (word in lexicon.TIME_WORDS and word not in _READING)


def is_place(name: str) -> bool:
    """Say whether the tables know a name as that of a place; written small it is a word."""
    if name[0].islower():
        return False
    known, folded = terms(), fold(name).strip()
    index = known.first_from(folded)
    return index < len(known) and known.name(index) == folded and any(m.kind in _PLACES for m in term(index).meanings)
