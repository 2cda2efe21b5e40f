"""Which of the signs of events are meant: figures of speech tell none, and harm comes before what was said of it."""

import re
from collections.abc import Sequence, Set

from schemas.enriched import EventType
from streams.data.events import table
from streams.domain.enrich.happenings.causes import cause
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.forms import noun_forms
from streams.domain.enrich.happenings.words import Words, word_set
from streams.domain.text import ArticleText

HARM = frozenset(
    {
        *("killed", "injured", "casualties", "missing", "trapped", "arrested", "abducted"),
        *("evacuated", "displaced", "infected", "destroyed"),
    }
)
"""Kinds of quantities of which a text that is not about an event has none."""
_VICTIMS = frozenset({"killed", "injured", "missing"})
_HARMFUL: frozenset[EventType] = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "HEALTH"})
_ANSWERS: frozenset[EventType] = frozenset({"AID", "DEMAND", "INVESTIGATE", "SUPPORT"})
"""What is done when people have come to harm."""
_ANSWERED = 0.4
"""Part of the score of such an answer from which on the harm is the event."""
_OF_SPORT: frozenset[EventType] = frozenset({"PROTEST", "CRIME", "SANCTION", "HEALTH", "INVESTIGATE", "DISAPPROVE"})
"""Types whose words sport uses as anyone does."""
_SPORT = frozenset(form for word in table("classes")["sport"] if " " not in word for form in noun_forms(word)[-1])
_SPORT_PHRASES = tuple(f" {phrase} " for phrase in table("classes")["sport"] if " " in phrase)
_LEAST_SPORT, _LEAST_KINDS = 4, 3
"""Words and phrases of sport, and different ones, that make a text one about it."""
_FEWEST_KINDS = 2
"""Different single words among them without which its phrases are not looked for."""
_DEATH = frozenset({"assault.death"})
_DEATHS = frozenset({"assault.death", "assault.killers", "assault.kill", "assault.blast", "assault.chemical"})
"""Rules that tell that people were killed, and not by what."""
_VICTIMS_OF_SCENES = _VICTIMS | {"casualties", "trapped", "infected"}
_NEARLY_EARLY = 1.0
"""Least weight of a sentence whose victims are those of the event."""
_SCENE_SCORE, _CERTAIN = 2.4, 2.5
"""Score of an event by its scene, and that of an answer to it from which on the rules know better."""
_EARLY = 1.4
"""Least weight of a sentence of the headline or the lead."""
_PASSING = 2.4
"""Score of what only later sentences tell, below which it is told in passing."""
_SCENE = word_set(
    "police officers soldiers troops army gunman gunmen gunfire gunshots bomb bombs explosion explosions explosive"
    " explosives grenade drone drones missile missiles rocket rockets militants stabbed stabbing stampede collapsed"
    " ambulances firefighters evacuated evacuation detained arrested"
)
"""Words of a scene of violence: with one of them a text about sport is about more than that."""
_FEATURE = re.compile(
    r"(?:How (?:to|I) |(?:The |Our )?\d+ (?:best|ways|things|tips|reasons|recipes|ideas|places)\b|(?:The )?[Bb]est "
    r"|Where to |On this day\b|Horoscope"
    r"|(?:Opinion|Comment|Column|Editorial|Recipe|Review|Letters?|Obituary|Quiz)\b\s?[:|–—-])"
)
"""Headlines of what is no news."""


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
    harm = [count for count in numbers if count.kind in HARM and count.high and count.sentence not in old]
    if not (found or harm) or _is_labelled(text, byline):
        return []
    if not harm:
        return _literal(text, words, found, weights)
    first = _by_scene(words, found, harm, weights)
    if first is not None:
        return [first, *(sign for sign in found if sign.type != first.type)]
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


def _by_scene(words: Words, found: Sequence[Sign], harm: Sequence[Count], weights: Sequence[float]) -> Sign | None:
    """Return the event that the scene of early victims tells, where the rules tell none or only that people died."""
    victims = [count for count in harm if count.kind in _VICTIMS_OF_SCENES and weights[count.sentence] >= _NEARLY_EARLY]
    if not victims or not (not found or found[0].type not in _HARMFUL or _DEATHS.issuperset(found[0].rules)):
        return None
    if found and found[0].type not in _HARMFUL and found[0].score >= _CERTAIN:
        return None
    lead = [
        word
        for (first, last), weight in zip(words.sentences, weights, strict=True)
        if weight >= _EARLY
        for word in words.lower[first:last]
    ]
    kind = cause(words.lower, lead)
    if kind is None or (found and kind == found[0].type):
        return None
    score = max(_SCENE_SCORE, found[0].score if found else 0.0)
    return Sign(kind, score, {f"{kind.lower()}.scene": score}, {}, victims[0].sentence, victims[0].start, score)


def _literal(text: ArticleText, words: Words, found: Sequence[Sign], weights: Sequence[float]) -> list[Sign]:
    """Leave out what a text in which nobody comes to harm says by a figure of speech, or in passing.

    Nobody is attacked in a match, a recipe or a column, and who "dies at 84" was not killed.
    """
    titled = text.body_start > 0
    kept = [
        sign
        for sign in found
        if not (_DEATH.issuperset(sign.rules) and sign.type == "ASSAULT")
        and not (titled and sign.type not in _HARMFUL and sign.score < _PASSING and weights[sign.sentence] < _EARLY)
    ]
    if not kept:
        return []
    if kept[0].type not in _OF_SPORT and _is_sport(words):
        return [sign for sign in kept if sign.type in _OF_SPORT]
    return kept


def _is_sport(words: Words) -> bool:
    if len(_SPORT.intersection(words.lower)) < _FEWEST_KINDS or not _SCENE.isdisjoint(words.lower):
        return False
    said = [word for word in words.lower if word in _SPORT]
    if len(said) < _LEAST_SPORT or len(set(said)) < _LEAST_KINDS:
        whole = " ".join(words.lower)
        said += [phrase for phrase in _SPORT_PHRASES if phrase in whole]
    return len(said) >= _LEAST_SPORT and len(set(said)) >= _LEAST_KINDS


def _is_labelled(text: ArticleText, byline: Sequence[str]) -> bool:
    """Say whether headline or byline call it a column, a recipe or the like."""
    return _FEATURE.match(text.text) is not None or any(_FEATURE.match(line) for line in byline)
