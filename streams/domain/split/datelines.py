"""Datelines on lines of their own: the place that a story was filed from, with its day, agency or country."""

import re
from collections.abc import Set
from functools import lru_cache
from typing import Literal

from streams.data.countries import term, terms
from streams.data.fold import fold
from streams.domain.split import lexicon
from streams.domain.words import words_of

LONGEST = 90
"""Code points of the longest line that may be a dateline."""
MOST_REMEMBERED = 1024
"""Lines of which it is remembered what they are: the menus of a site come again with every page."""
_SIGN = re.compile(r"[\d,،，、|·•\-–—(（\[/:]")
"""Without any of these a line is no more than a place."""
_MOST_SPACES = 8
"""Of a place and a day."""
_ASIDE = re.compile(r"\s*(?:[(\[（]([^()\[\]（）]{2,40})[)\]）]\.?|/([^\W\d][^/]{1,39})/\.?$)")
"""An agency or a country behind the place: "(Reuters)", "[India]", "/TASS/"."""
_PARTS = re.compile(r"\s*[,،，、|·•]\s*|\s+[-–—]+\s+")
_MARKS = "-–—: "
"""What parts a dateline from a text that begins on the line below."""
_ARTICLES = frozenset({"le", "el", "il", "am", "den", "de", "em", "op", "dne", "dnia"})
"""Before a day: "Paris, le 12 mai"."""
_SPANS = frozenset(
    {"read", "min", "mins", "minute", "minutes", "hour", "hours", "hr", "hrs", "day", "days", "week", "weeks"}
)
"""How long it takes to read, or ago, is no day: "Reading, 5 min"."""
_FIGURES = re.compile(r"\d+(?:st|nd|rd|th)?|(?:\d+[年月日년월일])+")
_MONTH_SIGNS = "月월"
_PICTURES = frozenset({"photo", "photos", "image", "images", "picture", "pictures", "video", "file", "getty", "credit"})
"""In brackets: a credit and no agency."""
_AGENCIES = frozenset({"رويترز", "أ ف ب", "риа новости", "тасс", "интерфакс", "al jazeera", "cnn", "efe", "ansa"})
_LOCAL = frozenset({"capital", "city"})
_AROUND = frozenset({"name", "region"})
_PLACES = _LOCAL | _AROUND

Reading = Literal["filed", "placed"]
"""A place with a day or an agency; a place with a larger one, or in capitals before a dash."""


def is_dateline(text: str) -> bool:
    """Say whether a line is a known place with a day, an agency or a larger place, and nothing else.

    "Novi Sad, 12 May", "NOVI SAD (Reuters)" and "Novi Sad, Serbia" are; a place alone may be a section's label, two
    towns are a fixture, and a town with a number is a row of a table.
    """
    return _reading(text) is not None


def is_filed(text: str) -> bool:
    """Say whether a line is a dateline with a day or an agency: without one it may be an item of a list."""
    return _reading(text) == "filed"


@lru_cache(maxsize=MOST_REMEMBERED)
def _reading(text: str) -> Reading | None:
    """Return what a dateline has beside the place; ``None`` if the line is no dateline."""
    if len(text) > LONGEST or not text[:1].isalpha() or not _SIGN.search(text):
        return None
    kept = text.rstrip(_MARKS)
    asides = ["".join(found) for found in _ASIDE.findall(kept)]
    if not all(map(_is_aside, asides)):
        return None
    named = _ASIDE.sub("", kept).rstrip(_MARKS)
    first, *others = _PARTS.split(named)
    if first.count(" ") > _MOST_SPACES:
        return None
    place, dated = (first, False) if is_place(first) else _without_day(first)
    towns = [_meanings(town) for town in place.split("/")]
    if not all(towns):
        return None
    countries = {country for town in towns for kind, country in town if kind in _PLACES}
    signed, within = bool(asides), False
    for part in others:
        rest, has_day = _without_day(part)
        dated |= has_day
        if not rest:
            continue
        if lexicon.AGENCY.match(rest) or rest.casefold() in _AGENCIES:
            signed = True
        elif not _is_around(rest, countries):
            return None
        else:
            within |= not any(kind in _LOCAL and country in countries for kind, country in _meanings(rest))
    if dated or signed:
        return "filed"
    if others:
        return "placed" if within and "|" not in named and _has_town(towns) else None
    return "placed" if len(kept) < len(text) and place == place.upper() else None


def _has_town(towns: list[Set[tuple[str, str]]]) -> bool:
    return any(kind in _LOCAL for town in towns for kind, _ in town)


def _is_aside(text: str) -> bool:
    """Say whether what stands in brackets may be an agency, a day or a country."""
    rest, dated = _without_day(text)
    if not rest:
        return dated
    words = words_of(rest.casefold())
    return rest[0].isalpha() and _PICTURES.isdisjoint(words) and not (rest[0].islower() and len(words) > 1)


def _is_around(name: str, countries: Set[str]) -> bool:
    """Say whether a name is that of one of some countries or of a part of it."""
    return any(kind in _AROUND and country in countries for kind, country in _meanings(name))


def _without_day(text: str) -> tuple[str, bool]:
    """Return a part of a line without the day or time that it ends with, and whether that names a day."""
    words = text.split()
    count, figures, named = len(words), 0, False
    while count:
        said = words_of(words[count - 1].casefold())
        if not all(map(_is_of_a_day, said)):
            break
        figures += sum(word.isdigit() for word in said)
        named |= any(word in lexicon.DAY_WORDS or any(sign in word for sign in _MONTH_SIGNS) for word in said)
        count -= 1
    return " ".join(words[:count]), named or figures >= 3


def _is_of_a_day(word: str) -> bool:
    return (
        _FIGURES.fullmatch(word) is not None or word in _ARTICLES or (word in lexicon.TIME_WORDS and word not in _SPANS)
    )


def is_place(name: str) -> bool:
    """Say whether the tables know a name as that of a place; written small it is a word."""
    return any(kind in _PLACES for kind, _ in _meanings(name))


def _meanings(name: str) -> Set[tuple[str, str]]:
    """Return as what kind of place, and of which country, the tables know a name."""
    if not name or name[0].islower():
        return frozenset()
    known, folded = terms(), fold(name).strip()
    index = known.first_from(folded)
    if index == len(known) or known.name(index) != folded:
        return frozenset()
    return {(m.kind, m.country) for m in term(index).meanings if m.kind in _PLACES}
