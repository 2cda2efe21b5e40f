"""What a text is about if it names no country: weak signs, added up.

"The surgeon general" and "President Obama" are each enough, "the Saints" and "a touchdown" are only together.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from schemas.enriched import EvidenceKind
from streams.domain.enrich.countries.match import Found
from streams.domain.enrich.countries.mention import Mention
from streams.domain.enrich.countries.weak_signs import HALF, WHOLE, Sign, weak_signs

ENOUGH = 1.0
"""What the signs of a country must be worth."""
CUE = 0.25
"""What a word of public life is worth: it takes four of one country."""
MOST_WORDS = 1.05
"""What words of daily life and of public life are worth at most."""
MOST_COUNTRIES = 3
RIVAL = 0.6
"""Part of the best country's worth from which on another one is in focus beside it."""
SCORES = ((3.0, 0.44), (2.0, 0.4), (1.5, 0.35), (ENOUGH, 0.3))
"""Worth, and the score from there on: below ``FOCUS``, because it is a guess."""
OPENING = 1000
"""Characters within which a name that stands but once tells what the text is about."""
_SPOKEN_IN = {
    "ja": "JP", "ko": "KR", "th": "TH", "vi": "VN", "hu": "HU", "fi": "FI", "pl": "PL", "cs": "CZ", "sk": "SK",
    "da": "DK", "no": "NO", "sv": "SE", "el": "GR", "he": "IL", "tr": "TR", "uk": "UA", "bg": "BG", "hr": "HR",
    "sr": "RS", "sl": "SI", "id": "ID", "ms": "MY", "it": "IT", "ro": "RO", "hi": "IN", "fa": "IR", "nl": "NL",
}  # fmt: skip
"""Languages that most news of one country is written in."""


class Guess(NamedTuple):
    """What weak signs tell of a text."""

    scores: Mapping[str, float]
    """Of the countries that it is taken to be about; none if the signs are not enough."""
    mentions: Sequence[Mention]
    """The signs of these, ascending."""


def last_resort(
    text: str,
    found: Found,
    *,
    home: str | None,
    when: datetime | None,
    language: str | None,
    capitals: bool,
    without: frozenset[str] = frozenset(),
) -> Guess:
    """Guess the countries of a text that is about none by anything else.

    Args:
        text: the article.
        found: its ordinary terms.
        home: country of the publisher's internet domain, if it has one.
        when: publication time, which tells leaders of one name apart.
        language: ISO 639-1, or ``None``.
        capitals: whether the text is in capitals throughout.
        without: folded terms that don't count.
    """
    kept = weak_signs(text, found, when=when, language=language, capitals=capitals, without=without)
    total = _added(kept, found.cues)
    told = {sign.meaning.country for sign in kept if sign.meaning.place != "medium"}
    total = {country: value for country, value in total.items() if country in told or country in found.cues}
    for country in {home, _SPOKEN_IN.get(language or "")}:
        if country in total:
            total[country] += HALF
    ranked = sorted((-value, country) for country, value in total.items() if value >= ENOUGH)
    if len(ranked) > MOST_COUNTRIES:
        return Guess({}, ())  # a list, as of rates of exchange
    chosen = {country: _score(-value) for value, country in ranked if value <= ranked[0][0] * RIVAL}
    others: dict[tuple[int, int], set[str]] = {}
    for sign in kept:
        others.setdefault((sign.mention.start, sign.mention.end), set()).add(sign.meaning.country)
    out: dict[tuple[int, str], Mention] = {}
    for sign in kept:
        mention, meaning = sign.mention, sign.meaning
        if meaning.country not in chosen or (mention.start, meaning.country) in out:
            continue
        kind: EvidenceKind = meaning.kind  # type: ignore[assignment]
        mention.country, mention.meaning, mention.kind = meaning.country, meaning, kind
        left = others[mention.start, mention.end] - chosen.keys()
        if left:
            mention.ambiguous, mention.alternatives = True, tuple(sorted(left))
        out[mention.start, meaning.country] = mention
    return Guess(chosen, sorted(out.values(), key=_start))


def _start(mention: Mention) -> int:
    return mention.start


def _score(value: float) -> float:
    return next(score for least, score in SCORES if value >= least)


def _added(kept: Sequence[Sign], cues: Mapping[str, int]) -> dict[str, float]:
    """Return what the signs of each country are worth, each name counted once."""
    times: dict[tuple[str, str], int] = {}
    for sign in kept:
        key = sign.meaning.country, sign.mention.term
        times[key] = times.get(key, 0) + 1
    names: dict[str, dict[str, float]] = {}
    daily: dict[str, dict[str, float]] = {}
    for sign in kept:
        country, term, worth = sign.meaning.country, sign.mention.term, sign.worth
        if worth >= WHOLE and sign.mention.start > OPENING and times[country, term] == 1:
            worth = HALF
        into = daily if sign.meaning.place == "word" and sign.worth < WHOLE else names
        known = into.setdefault(country, {})
        known[term] = max(known.get(term, 0.0), worth)
    most = max(cues.values(), default=0)
    total: dict[str, float] = {}
    for country in {*names, *daily, *cues}:
        alone = country not in names and country not in daily
        if alone and (cues[country] < most or list(cues.values()).count(most) > 1):
            continue
        spoken = max(sum(daily.get(country, {}).values()), cues.get(country, 0) * CUE)
        total[country] = sum(names.get(country, {}).values()) + min(spoken, MOST_WORDS)
    return total
