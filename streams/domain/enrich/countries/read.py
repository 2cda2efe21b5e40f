"""From the terms of a text to its countries."""

from collections import defaultdict
from datetime import datetime
from urllib.parse import urlsplit

from schemas.enriched import Country, Evidence
from streams.data.countries import country_facts
from streams.data.fold import fold
from streams.domain.enrich.countries.match import hits
from streams.domain.enrich.countries.sense import Mention, settle
from streams.domain.text import ArticleText

MOST_EVIDENCE = 12


def countries(
    text: ArticleText,
    *,
    when: datetime | None,
    language: str | None,
    byline: tuple[str, ...] = (),
    url: str | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[Country, ...]:
    """Say which countries an article speaks of, and which of them it is about.

    Args:
        text: title, bullets and paragraphs.
        when: publication time, for office-holders; ``None`` takes only those in office today.
        language: ISO 639-1, or ``None``.
        byline: lines that say who wrote it; not where it happened.
        url: where it was published; its country's domain helps to tell towns of one name apart.
        without: terms that must not count, in any case.

    Returns:
        Best first.
    """
    capitals = is_shouted(text.text)
    found, cues = hits(text.text, language=language, without=frozenset(map(fold, without)), capitals=capitals)
    settled = settle(text.text, found, cues=cues, home=home_of(url), when=when, capitals=capitals)
    by_country: dict[str, list[Mention]] = defaultdict(list)
    for mention in settled:
        if mention.country is not None:
            by_country[mention.country].append(mention)
    total = len(settled)
    said = []
    for iso2, places in by_country.items():
        score = round(len(places) / total, 3)
        evidence = []
        for place in places[:MOST_EVIDENCE]:
            start, end = text.page_span(place.start, place.end)
            evidence.append(Evidence(text=place.text, kind=place.meaning.kind, start=start, end=end))
        focus = score >= 0.25
        said.append(
            Country(
                iso2=iso2,
                role="actor" if focus else "mentioned",
                focus=focus,
                score=score,
                ambiguous=any(place.ambiguous for place in places),
                evidence=tuple(evidence),
            )
        )
    return tuple(sorted(said, key=lambda country: (-country.score, country.iso2)))


def is_shouted(text: str) -> bool:
    """Say whether a text is in capitals throughout, as old wires are."""
    sample = text[:2000]
    small = sum(map(str.islower, sample))
    return small * 5 < sum(map(str.isupper, sample))


def home_of(url: str | None) -> str | None:
    """Return the country of a URL's top-level domain, if it has one that says something."""
    host = urlsplit(url).hostname if url else None
    return _DOMAINS.get(host.rsplit(".", 1)[-1]) if host else None


_SOLD = frozenset(
    {
        "ac",
        "ai",
        "am",
        "be",
        "cc",
        "co",
        "fm",
        "gg",
        "gl",
        "im",
        "io",
        "is",
        "la",
        "ly",
        "me",
        "ms",
        "nu",
        "sh",
        "to",
        "tv",
        "ws",
    }
)
"""Domains of countries that are used by anyone."""
_DOMAINS = {facts.domain: code for code, facts in country_facts().items() if facts.domain not in _SOLD}
