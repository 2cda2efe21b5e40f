"""The two Koreas as "the North" and "the South", in a text that names one of them."""

import re
from collections import Counter
from operator import attrgetter

from streams.data.countries import Meaning
from streams.domain.enrich.countries.match import Hit
from streams.domain.enrich.countries.mention import Mention, mentions

_KOREAS = {"North": "KP", "South": "KR"}
_CODES = frozenset(_KOREAS.values())
_NAMING = frozenset({"name", "demonym", "capital", "government"})
_COMPASS = re.compile(r"(?:North|South)(?:ern)?\b")
"""South Sudan and South Dakota have one of their own."""
_HALF = re.compile(
    r"(?:^|(?<=[Tt]he )|(?<=[.,\"“‘] ))(?:North|South)(?=(?:'s|’s)? [a-z\d]|[.,;:])(?! of\b)"
    r"|^(?:North|South)(?= [A-Z][a-z]+s )",
    re.MULTILINE,
)
"""Alone: no "North Sea", "Far North" or "North of England"; a headline may leave out the article,
and write "North Fires Missile"."""


def with_halves(text: str, settled: list[Mention]) -> list[Mention]:
    """Return the mentions of a text, and those of a Korea by its point of the compass alone, ascending.

    Only where no other country is named as often: others have a North and a South, too.
    """
    if _CODES.isdisjoint([m.country for m in settled]):
        return settled
    named = Counter(m.country for m in settled if m.kind in _NAMING)
    koreas = sum(named.pop(country, 0) for country in _KOREAS.values())
    if koreas <= max(named.values(), default=0) or any(_COMPASS.match(m.text) for m in settled if m.country in named):
        return settled
    taken = {m.start for m in settled}
    found = [
        Hit(match.start(), match.end(), match[0].lower(), _meanings(match[0]))
        for match in _HALF.finditer(text)
        if match.start() not in taken
    ]
    halves = mentions(text, found)
    for half in halves:
        half.meaning = half.meanings[0]
        half.country = half.meaning.country
    return sorted([*settled, *halves], key=attrgetter("start")) if halves else settled


def _meanings(half: str) -> tuple[Meaning, ...]:
    return (Meaning("name", _KOREAS[half], 0, "", "", frozenset()),)
