"""What the opening of an article says of other reports: that they were wrong, and what parts its event from others."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import xxhash

from schemas.enriched import EnrichedArticle

LONGEST_OPENING = 1200
"""Characters."""
FEWEST = 2
"""Paragraphs of an opening, more of them where they are short."""
MOST_OPENINGS = 128
"""Of which it is remembered what they say: an article comes once a desk."""
REDATED_WORDS = re.compile(
    r"\b(?:postpon\w*|reschedul\w*|delay(?:ed|s)?|put (?:off|back)|brought forward|new date|moved to)\b", re.IGNORECASE
)
REDATED_STEMS = ("postpon", "reschedul", "delay", "put ", "brought f", "new date", "moved to")
"""Small letters of which some stand wherever the words do: looked for first, they are found far faster."""
MOVED_WORDS = re.compile(r"\b(?:moved|relocat\w+|switched|transferred|shifted)\b", re.IGNORECASE)
MOVED_STEMS = ("moved", "relocat", "switched", "transferred", "shifted")
_NUMBER = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
CORRECTION_WORDS = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)\b|revis(?:es|ed|ing)\b[^.]{0,60}\b(?:down|downwards?|lower)|lower(?:s|ed|ing)\b[^.]{0,40}"
    r"\btoll|fewer than (?:first|earlier|previously)|earlier (?:report|figure|toll|version)s?\b[^.]{0,60}"
    r"\b(?:wrong|error|mistake|incorrect)|clarif(?:y|ies|ied)\b|accounted for\b"
    r"|(?:br(?:ing|ings|ought)|cuts?|scaled?|put)\b[^.]{0,20}"
    r"\b(?:figure|toll|tally|count|estimate|number)s?\b[^.]{0,60}\bdown\b"
    rf"|{_NUMBER}\b[^.,:;]{{0,40}},? (?:not|instead of|rather than) (?!one\b){_NUMBER}\b)",
    re.IGNORECASE,
)
CORRECTION_STEMS = (
    "correct",
    "revis",
    "lower",
    "fewer than",
    "earlier ",
    "clarif",
    "accounted for",
    " down ",
    " down.",
    " down,",
    " down\n",
    " not ",
    "instead of",
    "rather than",
)
_LIKE_ASCII: Final = "\u0130\u0131\u017f\u212a"
"""Letters that match one of ASCII where case is ignored."""

_STORM: Final = re.compile(
    r"\b(?i:typhoon|hurricane|cyclone|storm|depression|taifun|hurrikan|zyklon|orkan|huracán|ciclón|tormenta|tifón|ouragan"
    r"|typhon|tempête|furacão|ciclone|tempestade|tufão|uragano|tifone|тайфун|ураган|циклон)(?: tropicale?)?"
    r" ([^\W\d_a-zа-я]\w{2,})"
)
_NO_STORMS: Final = frozenset(
    {
        *("warning", "warnings", "watch", "watches", "alert", "alerts", "center", "centre", "prediction", "relief"),
        *("surge", "season", "signal", "shelter", "damage", "chasers", "hunters", "preparedness", "response"),
    }
)
"""What follows in names of other things, and in headlines that write all words with capitals."""
LEAD: Final = 600
"""Characters of a text within which a result is that of the match which it tells of."""
_RESULT: Final = re.compile(r"[0-9](?<![\w.,–-][0-9])[0-9]{0,2} ?[-–] ?[0-9]{1,3}(?![\w–-]|[.,][0-9])")
"""Two small numbers, "31-24" or "11–4", and no part of a number, a date or an age."""


class Opening(NamedTuple):
    """What the opening of an article says."""

    text: str = ""
    """The headline, the bullets and the first paragraphs, a line each, cut."""
    corrects: bool = False
    """Whether it says that earlier numbers were wrong."""
    redates: bool = False
    """Whether it says that the event was put off or brought forward."""
    moves: bool = False
    """Whether it says that the event was moved to another place."""
    results: int = 0
    """The results, votes and records that its beginning gives, a bit of 32 each by hash."""

    def storms(self) -> frozenset[str]:
        """Return the names of storms in it, small."""
        return _storms(self.text)


def opening_of(record: EnrichedArticle) -> Opening:
    """Return what the opening of a record's article says."""
    article = record.article
    paragraphs = article.paragraphs
    text = "\n".join(filter(None, (article.title, *article.summary, *paragraphs[:FEWEST])))
    read = FEWEST
    while len(text) < LEAD and read < len(paragraphs):
        text += f"\n{paragraphs[read]}"
        read += 1
    return _opening(text[:LONGEST_OPENING])


@lru_cache(maxsize=MOST_OPENINGS)
def _opening(text: str) -> Opening:
    small = text.lower()
    odd = not text.isascii() and any(letter in text for letter in _LIKE_ASCII)

    def says(words: re.Pattern[str], stems: Sequence[str]) -> bool:
        for stem in stems:
            if odd or stem in small:
                return words.search(text) is not None
        return False

    return Opening(
        text,
        says(CORRECTION_WORDS, CORRECTION_STEMS),
        says(REDATED_WORDS, REDATED_STEMS),
        says(MOVED_WORDS, MOVED_STEMS),
        _results(text),
    )


@lru_cache(maxsize=MOST_OPENINGS)
def _storms(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, _STORM.findall(text))) - _NO_STORMS


def _results(text: str) -> int:
    bits = 0
    for result in _RESULT.findall(text, 0, LEAD) if "-" in text or "–" in text else ():
        ordered = sorted(map(int, result.replace("–", "-").split("-")))
        bits |= 1 << xxhash.xxh32_intdigest(str(ordered).encode()) % 32
    return bits
