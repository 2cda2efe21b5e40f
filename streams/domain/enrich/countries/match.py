"""Find the terms of the tables in a text."""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from streams.data.countries import Meaning, term, terms
from streams.data.fold import fold
from streams.domain.enrich.countries.cases import inflects, is_korean_word
from streams.domain.enrich.countries.inflected import names_in_cases

_CURRENCIES = frozenset("$€£")
"""Behind an acronym they make it a kind of money: "US$40 million"."""


class Hit(NamedTuple):
    """One term as it stands in the text."""

    start: int
    end: int
    term: str
    """Folded."""
    meanings: tuple[Meaning, ...]
    """What it can mean here, at least one."""


class Found(NamedTuple):
    """What the tables know of a text."""

    hits: list[Hit]
    """Ascending, none inside another."""
    cues: Mapping[str, int]
    """How many words of each country's public life it has, each counted once."""
    events: list[int]
    """Where words stand that say that something happened, ascending."""


_KANA = "\u3040"
"""Terms from here on are Japanese, Chinese or Korean, which :func:`_joined` looks for."""


@cache
def _matcher() -> AhoCorasick:
    known = terms()
    return AhoCorasick(known.patterns(0, known.first_from(_KANA)), store_patterns=False)


@cache
def _telling() -> frozenset[int]:
    """Return which terms are cues or events: words that count in small letters, too."""
    return terms().beginning_with(b"cue", b"event")


@cache
def _events() -> frozenset[int]:
    """Return which of them are events."""
    return terms().beginning_with(b"event")


_KATAKANA = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC)))
_START = itemgetter(0)
"""Where a hit begins, to sort by without a call of Python's own."""
UNSPACED = frozenset({"zh", "ja", "th", "ko"})
"""Languages that write a name together with what stands around it."""


@cache
def _inner() -> tuple[AhoCorasick, list[int]]:
    """Return a matcher of names without the spaces around them, and their places in the table."""
    known = terms()
    chosen = [
        index
        for index in range(len(known))
        if not known.name(index).isascii() and not UNSPACED.isdisjoint(known.languages(index))
    ]
    return AhoCorasick([known.name(index) for index in chosen], store_patterns=False), chosen


@lru_cache(maxsize=16_384)
def _possible(index: int, language: str | None, *, acronym: bool, short: bool) -> tuple[Meaning, ...]:
    """Return what a term can mean here.

    Args:
        index: its place in the table.
        language: of the text.
        acronym: whether it stands as an acronym does.
        short: whether it may be a state's short form, as in "Ala.".
    """
    meanings = term(index).meanings
    possible = tuple(
        meaning
        for meaning in meanings
        if meaning.kind not in {"cue", "event"}
        and (short or "c" not in meaning.flags)
        and (acronym or "u" not in meaning.flags)
        and (not meaning.languages or language in meaning.languages)
    )
    return meanings if len(possible) == len(meanings) else possible


@lru_cache(maxsize=16_384)
def _people(index: int, language: str) -> tuple[Meaning, ...]:
    """Return the peoples that a word means in a language that may write them in small letters."""
    return tuple(
        m for m in term(index).meanings if m.kind == "demonym" and "n" not in m.flags and language in m.languages
    )


def _joined(folded: str, language: str) -> list[tuple[int, int, int]]:
    matcher, chosen = _inner()
    return [
        (chosen[index], start, end)
        for index, start, end in matcher.find_matches_as_indexes(folded, overlapping=True)
        if any(language in m.languages for m in term(chosen[index]).meanings)
        and (language != "ko" or is_korean_word(folded, start, end))
        and not (language == "ja" and _is_inside_kana(folded, start, end))
    ]


def _is_inside_kana(folded: str, start: int, end: int) -> bool:
    """Say whether katakana go on beside a name in them, so that it is part of another word: マリ in マリナーズ."""
    return any(
        place in _KATAKANA and beside in _KATAKANA
        for place, beside in ((folded[start], folded[start - 1 : start]), (folded[end - 1], folded[end : end + 1]))
    )


def hits(text: str, *, language: str | None, without: frozenset[str] = frozenset(), capitals: bool = False) -> Found:
    """Return the longest terms of a text, ascending, none inside another, and what tells about them.

    Args:
        text: any length; time is linear in it.
        language: ISO 639-1 of the text; names in other languages than this and English don't count.
        without: folded terms that don't count.
        capitals: whether the text is in capitals throughout, so that they say nothing.
    """
    folded = f" {fold(text)} "
    found: list[Hit] = []
    cues: set[tuple[str, str]] = set()
    events: list[int] = []
    telling, telling_events = _telling(), _events()
    foreign = None if language == "en" else language
    for index, start, end in _matcher().find_matches_as_indexes(folded, overlapping=True):
        small = text[start].islower()
        if index in telling:
            if index in telling_events:
                events.append(start)
                continue
            name, meanings, plain = term(index)
            cues.update((meaning.country, name) for meaning in meanings if meaning.kind == "cue")
            if meanings[-1].kind == "cue" or small:
                continue
        elif small and (foreign is None or not _people(index, foreign)):
            continue
        else:
            name, meanings, plain = term(index)
        last = end - 2
        whole = text[start:last]
        if "\n" in whole or (without and name in without) or text[last : last + 1] in _CURRENCIES:
            continue
        if plain:
            found.append(Hit(start, last, name, meanings))
            continue
        if small and foreign is not None:
            possible = _people(index, foreign)
        else:
            dotted = "." in whole
            acronym = dotted or (whole.isupper() and (not capitals or len(whole) > 2))
            possible = _possible(index, language, acronym=acronym, short=dotted or not capitals)
        if language == "vi":
            possible = tuple(m for m in possible if "e" not in m.flags or m.place == whole.lower())
        if possible:
            found.append(Hit(start, last, name, possible))
    if language is not None and inflects(language):
        known = {hit.start for hit in found}
        found += [Hit(*named) for named in names_in_cases(text, folded[1:-1], language, known)]
    if language in UNSPACED:
        for index, start, end in _joined(folded[1:-1], language):
            meanings = tuple(m for m in term(index).meanings if language in m.languages)
            found.append(Hit(start, end, term(index).name, meanings))
    found.sort(key=_START)
    kept: list[Hit] = []
    behind = 0
    for hit in found:
        if hit.start >= behind:
            kept.append(hit)
            behind = hit.end
        elif hit.end > behind and hit.start == kept[-1].start:  # the longest of those that begin at one place
            kept[-1] = hit
            behind = hit.end
    return Found(kept, Counter(country for country, _ in cues) if cues else {}, events)
