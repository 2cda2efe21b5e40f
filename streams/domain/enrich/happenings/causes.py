"""By what people came to harm, where no rule says it: by the words of the scene."""

from collections.abc import Iterable
from typing import Final, cast

from schemas.enriched import EventType
from streams.data.events import table
from streams.domain.enrich.happenings.forms import forms

_WEAK: Final = 1 / 3
_ENOUGH: Final = 1.5
"""Worth of the words of a scene that tell a cause."""
_LEAD: Final = 1.3
"""By how much it must lead the next one."""


def _worths() -> dict[str, tuple[EventType, float]]:
    causes = table("causes")
    weak = {form for word in causes["weak"]["words"] for form in forms(word)}
    return {
        form: (cast(EventType, kind), _WEAK if form in weak else 1.0)
        for kind, listed in causes.items()
        if kind != "weak"
        for word in listed
        for form in forms(word)
    }


_WORTHS = _worths()


def cause(words: Iterable[str], early: Iterable[str]) -> EventType | None:
    """Return the type of event whose scene some words are of, if they tell one.

    Args:
        words: of the text, in small letters.
        early: those of its headline and lead, which count twice.
    """
    scores: dict[EventType, float] = {}
    first = _WORTHS.keys() & early
    for word in _WORTHS.keys() & words:
        kind, worth = _WORTHS[word]
        scores[kind] = scores.get(kind, 0.0) + (2 * worth if word in first else worth)
    ranked = sorted(((score, kind) for kind, score in scores.items()), reverse=True)
    if not ranked or ranked[0][0] < _ENOUGH or (len(ranked) > 1 and ranked[0][0] < _LEAD * ranked[1][0]):
        return None
    return ranked[0][1]
