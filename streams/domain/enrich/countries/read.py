"""From the terms of a text to its countries."""

from collections import defaultdict
from datetime import datetime

from schemas.enriched import Country, Evidence
from streams.domain.enrich.countries.match import Hit, hits
from streams.domain.text import ArticleText

MOST_EVIDENCE = 12


def countries(
    text: ArticleText,
    *,
    when: datetime | None,
    language: str | None,
    byline: tuple[str, ...] = (),
    without: frozenset[str] = frozenset(),
) -> tuple[Country, ...]:
    """Say which countries an article speaks of, and which of them it is about.

    Args:
        text: title, bullets and paragraphs.
        when: publication time, for office-holders; ``None`` takes only those in office today.
        language: ISO 639-1, or ``None``.
        byline: lines that say who wrote it; not where it happened.
        without: terms that must not count, in any case.

    Returns:
        Best first.
    """
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits(text.text, language=language, without=frozenset(word.lower() for word in without)):
        found[hit.meanings[0].country].append(hit)
    total = sum(map(len, found.values()))
    said = []
    for iso2, places in found.items():
        score = round(len(places) / total, 3)
        evidence = []
        for hit in places[:MOST_EVIDENCE]:
            start, end = text.page_span(hit.start, hit.end)
            evidence.append(
                Evidence(text=text.text[hit.start : hit.end], kind=hit.meanings[0].kind, start=start, end=end)
            )
        focus = score >= 0.25
        said.append(
            Country(
                iso2=iso2, role="actor" if focus else "mentioned", focus=focus, score=score, evidence=tuple(evidence)
            )
        )
    return tuple(sorted(said, key=lambda country: (-country.score, country.iso2)))
