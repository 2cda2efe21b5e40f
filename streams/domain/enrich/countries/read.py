"""From the terms of a text to its countries."""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import filterfalse
from operator import attrgetter
from string import ascii_lowercase, ascii_uppercase

from schemas.enriched import Country, Evidence
from streams.data.countries import country_facts
from streams.data.fold import fold
from streams.domain.enrich.countries.focus import Tally, among_many, least_focus, role_of, scores, tally
from streams.domain.enrich.countries.koreas import with_halves
from streams.domain.enrich.countries.last_resort import last_resort
from streams.domain.enrich.countries.match import Found, hits
from streams.domain.enrich.countries.mention import Mention
from streams.domain.enrich.countries.sense import settle
from streams.domain.text import ArticleText

_country, _evidence = Country.maker(), Evidence.maker()
MOST_EVIDENCE = 12
_SMALL, _LARGE = ascii_lowercase.encode(), ascii_uppercase.encode()
_START = attrgetter("start")
MOST_SMALL = 200
"""Small letters to one capital in a text that was put in small letters."""
RIVAL = 0.75
"""Part of the best score from which on another country is in focus too, where none is beyond doubt."""
LEAST = 0.12
"""Score from which on the best country is a focus country even below ``FOCUS``."""


def countries(
    text: ArticleText,
    *,
    when: datetime | None,
    language: str | None,
    url: str | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[Country, ...]:
    """Say which countries an article speaks of, and which of them it is about.

    Args:
        text: title, bullets and paragraphs.
        when: publication time, for office-holders; ``None`` takes only those in office today.
        language: ISO 639-1, or ``None``.
        url: where it was published; its country's domain helps to tell towns of one name apart.
        without: terms that must not count, in any case.

    Returns:
        Best first.
    """
    left_out = frozenset(map(fold, without))
    whole, home = text.text, home_of(url)
    capitals = is_shouted(whole)
    found, settled, counted, rated = _read(text, whole, home, when, language, left_out, capitals=capitals)
    best = max(rated.values(), default=0.0)
    if best < LEAST and is_hushed(whole):
        found, settled, counted, rated = _read(text, titled(whole), home, when, language, left_out, capitals=True)
        best = max(rated.values(), default=0.0)
    guessed: Mapping[str, float] = {}
    if best < LEAST:
        guessed = among_many(counted, rated)
        if not guessed:
            guessed, weak = last_resort(
                whole, found, home=home, when=when, language=language, capitals=capitals, without=left_out
            )
            counted = tally(text, sorted([*settled, *weak], key=_START), found.events, language)
            rated = {iso2: guessed.get(iso2, rated.get(iso2, 0.0)) for iso2 in counted}
    said: list[tuple[float, str, Country]] = []
    least = least_focus(language)
    enough = least if best >= least or best < LEAST else RIVAL * best
    for iso2, entry in counted.items():
        score = rated[iso2]
        focus = score >= enough or iso2 in guessed
        others = {code for place in entry.mentions if place.alternatives for code in place.alternatives}
        country = _country(
            iso2=iso2,
            role=role_of(entry, focus=focus),
            focus=focus,
            score=round(score, 4),
            ambiguous=True in [place.ambiguous for place in entry.mentions],
            alternatives=tuple(sorted(others - {iso2})) if others else (),
            flags=("historic",) if all(p.meaning and "h" in p.meaning.flags for p in entry.mentions) else (),
            evidence=evidence_of(text, entry),
        )
        said.append((-country.score, iso2, country))
    said.sort()
    return tuple([country for _, _, country in said])


def _read(
    text: ArticleText,
    shown: str,
    home: str | None,
    when: datetime | None,
    language: str | None,
    left_out: frozenset[str],
    *,
    capitals: bool,
) -> tuple[Found, list[Mention], dict[str, Tally], dict[str, float]]:
    """Return the terms of a text, what they speak for, and that counted and rated by country.

    Args:
        text: title, bullets and paragraphs.
        shown: the same as one string, in the case that it is read in.
        home: country of the publisher's internet domain, if it has one.
        when: publication time.
        language: ISO 639-1, or ``None``.
        left_out: folded terms that don't count.
        capitals: whether capitals say nothing.
    """
    found = hits(shown, language=language, without=left_out, capitals=capitals)
    settled = settle(shown, found.hits, cues=found.cues, home=home, when=when, capitals=capitals, language=language)
    settled = with_halves(shown, settled)
    counted = tally(text, settled, found.events, language)
    return found, settled, counted, scores(counted)


def evidence_of(text: ArticleText, entry: Tally) -> tuple[Evidence, ...]:
    """Return where in the page the signs of one country stand, in text order."""
    signs = []
    page_span = text.page_span
    for place in entry.mentions[:MOST_EVIDENCE]:
        start, end = page_span(place.start, place.end)
        kind = "dateline" if place.dateline else place.kind
        signs.append(_evidence(text=text.text[place.start : place.end], kind=kind, start=start, end=end))
    return tuple(signs)


def is_shouted(text: str) -> bool:
    """Say whether a text is in capitals throughout, as old wires are."""
    sample = text[:2100:7]
    letters = sample.encode("ascii", "ignore")
    small = len(letters) - len(letters.translate(None, _SMALL))
    large = len(letters) - len(letters.translate(None, _LARGE))
    if len(letters) < len(sample):
        others = "".join(filterfalse(str.isascii, sample))
        small += sum(map(str.islower, others))
        large += sum(map(str.isupper, others))
    return small * 5 < large


def is_hushed(text: str) -> bool:
    """Say whether a text of Latin letters is in small letters throughout, so that no name has a capital."""
    letters = text.encode("ascii", "ignore")
    small = len(letters) - len(letters.translate(None, _SMALL))
    large = len(letters) - len(letters.translate(None, _LARGE))
    return large * MOST_SMALL < small


def titled(text: str) -> str:
    """Return a text of the same length with a capital at the beginning of each word."""
    large = text.title()
    return large if len(large) == len(text) else text


def home_of(url: str | None) -> str | None:
    """Return the country of a URL's top-level domain, if it has one that says something."""
    found = _HOST.match(url) if url else None
    return _DOMAINS.get(found[1].lower()) if found else None


_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s]*\.([A-Za-z]+)(?::\d*)?(?:[/?#]|$)")
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
