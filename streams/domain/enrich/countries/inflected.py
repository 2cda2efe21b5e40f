"""Names that stand in another case than the tables have them in."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from streams.data.countries import Meaning, term, terms
from streams.domain.enrich.countries.cases import nominatives

LARGE = 100_000
"""Inhabitants from which on a city is known by its name in any case."""
LONGEST = 40
"""Letters of a word that may be a name: longer ones would fill what is remembered."""
_KNOWN = re.compile(r"(?:.*\t)?(?:name|capital|demonym|region|leader|government|city:..:\d{6})")
"""Meanings of which :func:`_is_well_known` may say so."""
_WORD = re.compile(r"(?:[^\W\d_]|[\u0981-\u09cd]){4,}")
"""Vowel signs of Bengali are no letters to Unicode."""
Named = tuple[str, tuple[Meaning, ...]]
"""A name in the nominative, and what it can mean."""


def names_in_cases(
    text: str, folded: str, language: str, known: set[int]
) -> Iterator[tuple[int, int, str, tuple[Meaning, ...]]]:
    """Yield where names stand in a case, alone or as two words, and what each can mean.

    Args:
        text: the text.
        folded: its folded form.
        language: of the text, one that inflects.
        known: where terms begin that were found as they stand.
    """
    words = [word.span() for word in _WORD.finditer(text) if word.end() - word.start() <= LONGEST]
    words.append((len(text) + 2, len(text) + 2))
    for (start, end), following in pairwise(words):
        if start in known:
            continue
        capital = not text[start].islower()  # some scripts have none
        if capital and following[0] == end + 1 and text[end] in " -":
            pair = _named(folded[start:end], folded[slice(*following)], language)
            if pair:
                yield start, following[1], *pair
                continue
        single = _named(folded[start:end], "", language)
        if single and not capital:
            small = tuple(meaning for meaning in single[1] if _is_small(meaning, text[end - 1], language))
            single = (single[0], small) if small else None
        if single:
            yield start, end, *single


def _is_small(meaning: Meaning, last: str, language: str) -> bool:
    """Say whether a word in small letters may mean this: a people, or in Hungarian what belongs to a place."""
    if meaning.kind == "demonym":
        return bool(meaning.languages) and "n" not in meaning.flags
    return language == "hu" and last == "i" and meaning.kind in {"capital", "city"}


@lru_cache(maxsize=16_384)
def _named(first: str, second: str, language: str) -> Named | None:
    """Return the name, of one word or of two, that some folded words may be a case of."""
    known = _known()
    for name in _nominatives(first, second, language):
        if (index := known.get(name)) is not None:
            meanings = tuple(meaning for meaning in term(index).meanings if _is_well_known(meaning, language))
            if meanings:
                return name, meanings
    return None


@cache
def _known() -> dict[str, int]:
    """Return the places of the terms that may stand in a case."""
    every = terms()
    return {every.name(index): index for index in range(len(every)) if _KNOWN.match(every.cells(index))}


def _nominatives(first: str, second: str, language: str) -> Iterator[str]:
    if not second:
        yield from nominatives(first, language)
        return
    for left in (first, *nominatives(first, language)):
        for right in (second, *nominatives(second, language)):
            yield f"{left} {right}"


def _is_well_known(meaning: Meaning, language: str) -> bool:
    """Say whether a case of a name may be taken for it: a country, its people or leader, a large place."""
    if (meaning.languages and language not in meaning.languages) or "u" in meaning.flags or "c" in meaning.flags:
        return False
    if meaning.kind == "city":
        return meaning.people >= LARGE and not meaning.flags
    return meaning.kind in {"name", "capital", "demonym", "region", "leader", "government"}
