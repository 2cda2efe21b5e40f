"""Whose report it is, and whether it takes an earlier one back."""

import re
from collections.abc import Sequence

from streams.data.events import table
from streams.domain.enrich.happenings.forms import phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import Words

_TABLE = table("grades")
_NAMES: dict[str, str] = {spelling: name for name, spellings in _TABLE["credit"].items() for spelling in spellings}
_NAME = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _NAMES), key=lambda n: (-len(n), n)))})(?![\w-])")
_DATELINE = re.compile(r"[^()\n]{2,60}?[(/—–-]\s?([^()\n]{2,40}?)\s?[)/—–-]")
_CREDIT_LINE = re.compile(r"[(\[—–-]\s?([^()\[\]\n—–]{2,40})[)\]]?\.?\s*$")
_HEADS = frozenset(_TABLE["retracts"]["heads"])
_HEAD_FIRST = frozenset(head.split()[0] for head in _HEADS)
_OPENINGS = tuple(f"{head} {mark}" for head in sorted(_HEADS) for mark in ":–—")
_SAYS: Lexicon[bool] = Lexicon((phrase_forms(phrase), True) for phrase in _TABLE["retracts"]["says"])
_LINE = 120


def agencies(byline: Sequence[str], first: str, last: str) -> tuple[str, ...]:
    """Return the wire agencies that a report is credited to.

    Args:
        byline: its lines that say who wrote or supplied it.
        first: its first paragraph, whose dateline may name one.
        last: its last paragraph, which may end with a credit.
    """
    places = [line[:_LINE] for line in byline]
    dateline = _DATELINE.match(first[:_LINE])
    if dateline is not None:
        places.append(dateline[1])
    closing = _CREDIT_LINE.search(last[-_LINE // 2 :])
    if closing is not None:
        places.append(closing[1])
    found = dict.fromkeys(_NAMES[match[0]] for place in places for match in _NAME.finditer(place))
    return tuple(found)


def retracts(words: Words, sentences: Sequence[int]) -> bool:
    """Say whether a report withdraws an earlier one, by its headline and its first sentences."""
    for sentence in sentences:
        lowest, highest = words.sentences[sentence]
        if words.lower[lowest] in _HEAD_FIRST:
            begins = " ".join(words.lower[lowest : min(lowest + 4, highest)])
            if begins in _HEADS or begins.startswith(_OPENINGS):
                return True
        if _SAYS.first.isdisjoint(words.lower[lowest:highest]):
            continue
        if any(_SAYS.at(words.lower, index, highest) for index in range(lowest, highest)):
            return True
    return False
