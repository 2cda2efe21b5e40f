"""Find the terms of the tables in a text."""

from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from streams.data.countries import Meaning, terms
from streams.data.fold import fold


class Hit(NamedTuple):
    """One term as it stands in the text."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@cache
def _matcher() -> AhoCorasick:
    return AhoCorasick(terms().patterns)


def hits(text: str, *, language: str | None, without: frozenset[str] = frozenset()) -> list[Hit]:
    """Return the longest terms of a text, ascending, none inside another.

    Args:
        text: any length; time is linear in it.
        language: ISO 639-1 of the text; names in other languages than this and English don't count.
        without: folded terms that don't count.
    """
    folded = f" {fold(text)} "
    meanings, patterns = terms().meanings, terms().patterns
    found: list[Hit] = []
    for index, start, end in _matcher().find_matches_as_indexes(folded, overlapping=True):
        first, last = start, end - 2
        whole = text[first:last]
        if whole[0].islower() or "\n" in whole:
            continue
        if without and patterns[index].strip() in without:
            continue
        upper = whole.isupper()
        possible = tuple(
            meaning
            for meaning in meanings[index]
            if ("u" not in meaning.flags or upper) and (not meaning.languages or language in meaning.languages)
        )
        if possible:
            found.append(Hit(first, last, possible))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
