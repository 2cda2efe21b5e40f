"""How well the rest of a text supports what a term of it can mean."""

import re
from collections.abc import Mapping
from functools import lru_cache

from streams.data.countries import Meaning, country_facts
from streams.domain.enrich.countries.mention import Mention

SURE_CITY = 100_000
BIG_CITY = 1_000_000
_CIVIC = {
    "US": re.compile(
        r"(?:'s|’s)? (?:Police Department|PD\b|Fire Department|Public Library|Public Schools|School District|ISD\b"
        r"|Independent School District|Elementary|High School|Middle School|Township|Civic Center"
        r"|Memorial(?= Hospital|,|\.| Library)|elementary school|middle school)"
    ),
    "CA": re.compile(
        r"(?:'s|’s)? (?:(?:Catholic )?District (?:Catholic )?School Board|Catholic School Board|RCMP|OPP)"
    ),
}
"""What stands behind a town's name in one of the countries that share many names, and hardly elsewhere."""
_SMALL_NEXT = frozenset(f" {letter}" for letter in "abcdfghijklnopqrstuvwxyz")
"""Before a word in small letters, unless it begins with e or m, there is none of them."""
CIVIC = 3.5
"""Support that such an institution gives."""
DWARFED = 5
"""How many times as many people live in a place whose namesakes nobody thinks of."""
HOME = 0.8
"""Support that the publisher's internet domain gives."""
_NONE: frozenset[str] = frozenset()
_UNSURE = frozenset("wsr")
"""Flags of meanings that prove nothing by themselves."""


@lru_cache(maxsize=16_384)
def _sure(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return what is left of the meanings of a term without small namesakes of a country; nothing if it is not one's.

    Args:
        meanings: at least two.
    """
    if any(m.kind == "name" and not m.flags for m in meanings):
        meanings = tuple(m for m in meanings if m.kind != "city" or m.people >= SURE_CITY)
    return meanings if len({m.country for m in meanings}) == 1 else ()


@lru_cache(maxsize=16_384)
def _likely(meanings: tuple[Meaning, ...]) -> str | None:
    """Return the country of the one place among several of a name that dwarfs the others, if there is one."""
    largest = max(meanings, key=lambda m: m.people)
    small = largest.people / DWARFED
    others = [m for m in meanings if m.country != largest.country and m.people > small]
    return None if others or largest.people < SURE_CITY or "w" in largest.flags else largest.country


class Support:
    """How much of the text speaks for each country beyond doubt."""

    def __init__(self, text: str, alive: list[Mention], cues: Mapping[str, int], home: str | None) -> None:
        self.cues = cues
        self.home = home
        self.national: dict[str, int] = {}
        self.local: dict[str, int] = {}
        self.terms: dict[str, set[str]] = {}
        self.counties: dict[str, int] = {}
        self.likely: dict[str, set[str]] = {}
        """Names of places that have namesakes, by the country of the one that dwarfs them."""
        self.civic: set[tuple[str, str]] = set()
        """Names of towns that an institution of one country's kind bears: "Paris Public Library"."""
        every, national, towns, counties = self.terms, self.national, self.local, self.counties
        for mention in alive:
            meanings = mention.meanings
            if len(meanings) > 1:
                if text[mention.end : mention.end + 2] not in _SMALL_NEXT:
                    for country, institution in _CIVIC.items():
                        if institution.match(text, mention.end) and any(m.country == country for m in meanings):
                            self.civic.add((mention.term, country))
                likely = _likely(meanings)
                if likely is not None:
                    self.likely.setdefault(likely, set()).add(mention.term)
                meanings = _sure(meanings)
                if not meanings:
                    continue
            meaning = meanings[0]
            kind, country = meaning.kind, meaning.country
            if (meaning.flags and not _UNSURE.isdisjoint(meaning.flags)) or (
                kind == "city" and meaning.people < SURE_CITY
            ):
                continue
            target = towns if kind in {"city", "region"} else national
            target[country] = target.get(country, 0) + 1
            if meaning.place == "county" or (mention.chained and meaning.people < SURE_CITY):
                counties[country] = counties.get(country, 0) + 1
            if country in every:
                every[country].add(mention.term)
            else:
                every[country] = {mention.term}
        self.known: set[str | None] = {*every, *cues, home}
        """Countries that anything in the text or its address speaks for."""

    def support(self, country: str, *, local: bool, term: str) -> float:
        """Return how well the rest of the text supports a country, 0 to about 4."""
        return self._by_terms(country, local=local, term=term) + (self._by_cues(country) if local else 0.0)

    def speaks(self, country: str, term: str) -> bool:
        """Say whether another name than this one speaks for a country, beyond doubt or by its size."""
        own = self.terms.get(country, _NONE) | self.likely.get(country, _NONE)
        return len(own) > 1 or (len(own) == 1 and term not in own)

    def nearby(self, country: str) -> float:
        """Return how well public life in the text supports a small namesake of a country or capital, 0 to about 5."""
        return (
            1.3 * self._by_cues(country)
            + min(self.counties.get(country, 0), 2) * 0.8
            + min(self.local.get(country, 0), 4) * 0.4
        )

    def _by_cues(self, country: str) -> float:
        return min(self.cues.get(country, 0) * 0.4, 1.6) + (HOME if country == self.home else 0.0)

    def _by_terms(self, country: str, *, local: bool, term: str) -> float:
        near, far = (self.local, self.national) if local else (self.national, self.local)
        own = self.terms.get(country)
        if own is None or own == {term}:
            return 0.0 if local else min(len(country_facts()[country].neighbours.intersection(self.terms)), 3) * 0.3
        here, there = near.get(country, 0), min(far.get(country, 0), 4)
        return 1.0 + 0.5 * min(here, 4) + 0.25 * there if here else 0.8 + 0.2 * there
