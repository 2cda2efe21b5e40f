"""What happened: event types by rules over predicate, actor and object."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from schemas.enriched import Category, EventType
from streams.data.events import table
from streams.domain.enrich.happenings.forms import noun_forms, phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import Words, word_set


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    type: EventType
    weight: float
    category: Category | None
    subject: frozenset[str]
    object: frozenset[str]
    beside: frozenset[str]
    without: frozenset[str]
    takes: bool


@dataclass(slots=True)
class Sign:
    """What speaks for one event type in an article."""

    type: EventType
    score: float = 0.0
    rules: dict[str, float] = field(default_factory=dict)
    """What each rule added."""
    categories: dict[Category, float] = field(default_factory=dict)
    sentence: int = 0
    """The sentence that speaks loudest."""
    word: int = 0
    """The word in it."""
    loudest: float = 0.0


_TYPES: tuple[EventType, ...] = get_args(EventType)
_TABLE = table("events")
CATEGORIES: dict[EventType, tuple[Category, ...]] = {kind: tuple(_TABLE["categories"][kind]) for kind in _TYPES}
"""CAP categories of each type."""


def _rules() -> list[tuple[tuple[frozenset[str], ...], _Rule | str]]:
    found: list[tuple[tuple[frozenset[str], ...], _Rule | str]] = []
    for name, words in table("classes").items():
        found.extend((noun_forms(word), name) for word in words)
    for kind in _TYPES:
        for name, row in _TABLE[kind].items():
            rule = _Rule(
                f"{kind.lower()}.{name}",
                kind,
                row["weight"],
                row.get("category"),
                *(frozenset(row.get(key, ())) for key in ("subject", "object", "with", "without")),
                takes=row.get("takes", False),
            )
            found.extend((phrase_forms(word), rule) for word in row["words"])
    found.extend((phrase_forms(word), "") for word in _TABLE["idioms"]["words"])
    return found


_SIGNS: Lexicon[_Rule | str] = Lexicon(_rules())
_BE = word_set("is are was were be been being am got get")
_NOT = word_set(
    "not no never without nor neither t cannot denied deny denies denying avert averted foil foiled prevent"
    " prevented avoid avoided"
)
_PERHAPS = word_set(
    "could might would may if whether fear fears feared fearing risk risks possible potential possibly threaten"
    " threatens threatened threatening plan plans planned planning intend intends wants want warn warns warned"
    " warning prepare prepares preparing suspected alleged rehearse simulate simulated mock drill exercise film"
    " novel book movie"
)
_BEFORE = word_set(
    "had anniversary commemorate commemorating commemorates marking decades veteran history historic memorial"
    " former previously"
)
_LATER = word_set("ago")
_TOPIC = word_set(
    "against over amid demanding demands demand calling accused accusing allegations allegedly alleged charges charged retaliation response"
    " anticipation ahead suspicion suspected justice condemn condemned condemning mourn concerns denouncing protesting blamed following"
    " refused tried sanctions counter"
)
"""What comes behind is what it was about, not what happened."""
_AFTER = word_set("after as when while despite who which whose where")
_SETTINGS = frozenset({"sport", "finance", "culture"})
"""Classes whose words are used of anything: one of them alone tells nothing."""
_LEAST_SETTING = 2
_NEGATED, _HYPOTHETICAL, _PAST = 0.3, 0.7, 0.6
_EARLIER = 0.8
_ABOUT = 0.55
_OTHERS = 0.35
_REACH = 12
_TOPIC_REACH = 7


def signs(words: Words, weights: Sequence[float]) -> list[Sign]:
    """Return what speaks for each event type, the strongest first.

    Args:
        words: the article.
        weights: how much each of its sentences counts; 0 leaves one out.
    """
    found: dict[EventType, Sign] = {}
    settings = dict.fromkeys(_SETTINGS, 0)
    for number, ((lowest, highest), weight) in enumerate(zip(words.sentences, weights, strict=True)):
        if weight:
            _read(words, number, lowest, highest, weight, found, settings)
    return sorted(found.values(), key=lambda sign: (-sign.score, _TYPES.index(sign.type)))


def _read(
    words: Words,
    number: int,
    lowest: int,
    highest: int,
    weight: float,
    found: dict[EventType, Sign],
    settings: dict[str, int],
) -> None:
    """Add what one sentence says to ``found``; ``settings`` counts the words of settings so far."""
    lower = words.lower
    hits: list[tuple[int, _Rule]] = []
    classes: dict[str, list[int]] = {}
    first = _SIGNS.first
    index = lowest
    while index < highest:
        if lower[index] not in first:
            index += 1
            continue
        match = _SIGNS.at(lower, index, highest)
        if match is None:
            index += 1
            continue
        for value in match[1]:
            if isinstance(value, str):
                classes.setdefault(value, []).append(index)
            else:
                hits.append((index, value))
        index += match[0]
    for name in _SETTINGS & classes.keys():
        settings[name] += len(classes[name])
        if len(classes[name]) < _LEAST_SETTING and settings[name] < 2 * _LEAST_SETTING:
            del classes[name]
    strengths: dict[EventType, dict[_Rule, tuple[float, int]]] = {}
    taken = -1
    for index, rule in hits:
        if not _holds(rule, index, classes, lower, lowest):
            continue
        strength = rule.weight * _factor(lower, index, lowest, highest)
        if 0 <= taken < index <= taken + _REACH:
            strength *= _ABOUT
        elif rule.takes:
            taken = index
        of_type = strengths.setdefault(rule.type, {})
        if rule not in of_type or of_type[rule][0] < strength:
            of_type[rule] = (strength, index)
    for kind, rules in strengths.items():
        sign = found.setdefault(kind, Sign(kind))
        ordered = sorted(rules.items(), key=lambda item: (-item[1][0], item[1][1]))
        amounts = [strength for _, (strength, _) in ordered]
        said = weight * (amounts[0] + _OTHERS * sum(amounts[1:]))
        sign.score += said
        if said > sign.loudest:
            sign.loudest, sign.sentence, sign.word = said, number, ordered[0][1][1]
        for rule, (strength, _) in ordered:
            sign.rules[rule.id] = sign.rules.get(rule.id, 0.0) + weight * strength
            if rule.category:
                sign.categories[rule.category] = sign.categories.get(rule.category, 0.0) + weight * strength


def _holds(rule: _Rule, index: int, classes: dict[str, list[int]], lower: list[str], lowest: int) -> bool:
    """Say whether the actors, objects and settings that a rule asks for are there."""
    present = classes.keys()
    if rule.without and not rule.without.isdisjoint(present):
        return False
    if rule.beside and not any(at != index for name in rule.beside & present for at in classes[name]):
        return False
    if not rule.subject and not rule.object:
        return True
    passive = lower[index].endswith(("ed", "en", "n")) and not _BE.isdisjoint(lower[max(lowest, index - 2) : index])
    before, after = (rule.object, rule.subject) if passive else (rule.subject, rule.object)
    return _stands(before, classes, index - _REACH, index) and _stands(after, classes, index + 1, index + _REACH)


def _stands(names: frozenset[str], classes: dict[str, list[int]], low: int, high: int) -> bool:
    return not names or any(low <= at < high for name in names & classes.keys() for at in classes[name])


def _factor(lower: list[str], index: int, lowest: int, highest: int) -> float:
    """Return how much of a sign is left by negation, modality and tense."""
    before = lower[max(lowest, index - 5) : index]
    factor = 1.0
    if not _NOT.isdisjoint(before[-4:]):
        factor *= _NEGATED
    if not _PERHAPS.isdisjoint(before):
        factor *= _HYPOTHETICAL
    if not _AFTER.isdisjoint(lower[max(lowest, index - _TOPIC_REACH) : index]):
        factor *= _EARLIER
    if not _TOPIC.isdisjoint(lower[max(lowest, index - _TOPIC_REACH) : index]):
        factor *= _ABOUT
    if not _BEFORE.isdisjoint(before) or "ago" in lower[index + 1 : min(index + 9, highest)]:
        factor *= _PAST
    return factor
