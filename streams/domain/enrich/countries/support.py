"""How well the rest of a text supports what a term of it can mean."""

import re
from collections import Counter

from streams.data.countries import country_facts
from streams.domain.enrich.countries.mention import Mention

SURE_CITY = 100_000
BIG_CITY = 1_000_000
_CIVIC = {
    "US": re.compile(
        r"(?:'s|’s)? (?:Police Department|PD\b|Fire Department|Public Library|Public Schools|School District|ISD\b"
        r"|Independent School District|Elementary|Middle School|Township|Civic Center|elementary school|middle school)"
    ),
    "CA": re.compile(
        r"(?:'s|’s)? (?:(?:Catholic )?District (?:Catholic )?School Board|Catholic School Board|RCMP|OPP)"
    ),
}
"""What stands behind a town's name in one of the countries that share many names, and hardly elsewhere."""
CIVIC = 3.5
"""Support that such an institution gives."""
_UNSURE = frozenset("wsr")
"""Flags of meanings that prove nothing by themselves."""


class Support:
    """How much of the text speaks for each country beyond doubt."""

    def __init__(self, text: str, alive: list[Mention], cues: Counter[str], home: str | None) -> None:
        self.cues = cues
        self.home = home
        self.national: Counter[str] = Counter()
        self.local: Counter[str] = Counter()
        self.terms: dict[str, set[str]] = {}
        self.counties: Counter[str] = Counter()
        self.civic: set[tuple[str, str]] = set()
        """Names of towns that an institution of one country's kind bears: "Paris Public Library"."""
        for mention in alive:
            meanings = mention.meanings
            if len(meanings) > 1:
                for country, institution in _CIVIC.items():
                    if institution.match(text, mention.end) and any(m.country == country for m in meanings):
                        self.civic.add((mention.term, country))
                if any(m.kind == "name" and not m.flags for m in meanings):
                    meanings = tuple(m for m in meanings if m.kind != "city" or m.people >= SURE_CITY)
                if len({m.country for m in meanings}) != 1:
                    continue
            meaning = meanings[0]
            if (meaning.flags and not _UNSURE.isdisjoint(meaning.flags)) or (
                meaning.kind == "city" and meaning.people < SURE_CITY
            ):
                continue
            country = meaning.country
            target = self.local if meaning.kind in {"city", "region"} else self.national
            target[country] += 1
            self.counties[country] += meaning.place == "county" or (mention.chained and meaning.people < SURE_CITY)
            self.terms.setdefault(country, set()).add(mention.term)

    def support(self, country: str, *, local: bool, term: str) -> float:
        """Return how well the rest of the text supports a country, 0 to about 4."""
        return self._by_terms(country, local=local, term=term) + (self._by_cues(country) if local else 0.0)

    def nearby(self, country: str) -> float:
        """Return how well public life in the text supports a small namesake of a country or capital, 0 to about 5."""
        return 1.3 * self._by_cues(country) + min(self.counties[country], 2) * 0.8 + min(self.local[country], 4) * 0.4

    def _by_cues(self, country: str) -> float:
        return min(self.cues[country] * 0.4, 1.6) + (0.8 if country == self.home else 0.0)

    def _by_terms(self, country: str, *, local: bool, term: str) -> float:
        near, far = (self.local, self.national) if local else (self.national, self.local)
        own = self.terms.get(country)
        if own is None or own == {term}:
            return 0.0 if local else min(len(country_facts()[country].neighbours & self.terms.keys()), 3) * 0.3
        base = 1.0 + 0.5 * min(near[country], 4) + 0.25 * min(far[country], 4)
        return base if near[country] else 0.8 + 0.2 * min(far[country], 4)
