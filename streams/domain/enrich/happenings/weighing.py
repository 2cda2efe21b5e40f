"""Which of the signs of events are meant: figures of speech tell none, and harm comes before what was said of it."""

from collections.abc import Sequence, Set

from schemas.enriched import EventType
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.features import is_labelled, is_memory, is_opinion, told_anyway
from streams.domain.enrich.happenings.scenes import with_scenes
from streams.domain.enrich.happenings.words import Words
from streams.domain.text import ArticleText

HARM = frozenset(
    {
        *("killed", "injured", "casualties", "missing", "trapped", "arrested", "abducted"),
        *("evacuated", "displaced", "infected", "destroyed"),
    }
)
"""Kinds of quantities of which a text that is not about an event has none."""
_VICTIMS = frozenset({"killed", "injured", "missing", "trapped"})
_HARMFUL: frozenset[EventType] = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "HEALTH"})
_ANSWERS: frozenset[EventType] = frozenset({"AID", "DEMAND", "INVESTIGATE", "SUPPORT", "DISAPPROVE", "CONSULT"})
"""What is done when people have come to harm."""
_ANSWERED = 0.4
"""Part of the score of such an answer from which on the harm is the event."""
_DEATH = frozenset({"assault.death"})
_OPEN = frozenset({"assault.death", "assault.kill", "assault.scene"})
"""Rules of words that leave open what harm it was; any other harm that is told goes before them."""
_EARLY = 1.4
"""Least weight of a sentence of the headline or the lead."""
_LEAD = 1.0
"""Least weight of a sentence whose victims have the scene looked at."""
_PASSING = 2.4
"""Score of what only later sentences tell, below which it is told in passing."""


def weighed(
    text: ArticleText,
    words: Words,
    found: Sequence[Sign],
    numbers: Sequence[Count],
    weights: Sequence[float],
    old: Set[int],
    byline: Sequence[str],
) -> list[Sign]:
    """Return the signs that tell an event, the strongest first.

    Args:
        text: the article.
        words: its words.
        found: what speaks for each event type, the strongest first.
        numbers: its quantities.
        weights: how much each of its sentences counts.
        old: sentences about long ago.
        byline: the lines that say who wrote it, or in what column.
    """
    if is_labelled(text, byline):
        return []
    harm = [count for count in numbers if count.kind in HARM and count.high and count.sentence not in old]
    if old or not harm:
        # A text of old sentences alone is about then.
        past: Set[int] = old if len(old) < len(words.sentences) else frozenset()
        found = _of_today(text, found, past, told=bool(harm))
    if not harm:
        return _literal(text, words, found, weights) if found else []
    if any(count.kind in _VICTIMS and weights[count.sentence] >= _LEAD for count in harm):
        found = _named_first(with_scenes(words, found, weights, old))
    if (
        found
        and found[0].type in _ANSWERS
        and any(count.kind in _VICTIMS and weights[count.sentence] >= _EARLY for count in harm)
    ):
        least = _ANSWERED * found[0].score
        first = next((sign for sign in found if sign.type in _HARMFUL and sign.score >= least), None)
        if first is not None:
            first.score = found[0].score
            return [first, *(sign for sign in found if sign is not first)]
    return list(found)


def _named_first(found: list[Sign]) -> list[Sign]:
    """Put the harm that is named before that of which only the dead are told."""
    if not found or found[0].type != "ASSAULT" or not _OPEN.issuperset(found[0].rules):
        return found
    named = next((sign for sign in found if sign.type in _HARMFUL and not _OPEN.issuperset(sign.rules)), None)
    if named is None:
        return found
    named.score = found[0].score
    return [named, *(sign for sign in found if sign is not named)]


def _of_today(text: ArticleText, found: Sequence[Sign], old: Set[int], *, told: bool) -> list[Sign]:
    """Leave out harm that was long ago: what is loudest in a sentence about then, or only remembered.

    ``told``: whether the text tells the number of those who came to harm now.
    """
    if not told and is_memory(text):
        return [sign for sign in found if sign.type not in _HARMFUL]
    return [sign for sign in found if sign.type not in _HARMFUL or sign.sentence not in old]


def _literal(text: ArticleText, words: Words, found: Sequence[Sign], weights: Sequence[float]) -> list[Sign]:
    """Leave out what a text in which nobody comes to harm says by a figure of speech, or in passing.

    Nobody is attacked in a match, a recipe or a column, and who "dies at 84" was not killed.
    """
    titled = text.titled
    kept = [
        sign
        for sign in found
        if not (_DEATH.issuperset(sign.rules) and sign.type == "ASSAULT")
        and not (titled and sign.type not in _HARMFUL and sign.score < _PASSING and weights[sign.sentence] < _EARLY)
    ]
    if not kept or is_opinion(text, words):
        return []
    anyway = told_anyway(words, _words_before(words, text.body_start))
    return kept if anyway is None else [sign for sign in kept if sign.type in anyway]


def _words_before(words: Words, body: int) -> int:
    """Return how many words the headline and the summary have."""
    return next((first for first, _ in words.sentences if words.starts[first] >= body), len(words.lower))
