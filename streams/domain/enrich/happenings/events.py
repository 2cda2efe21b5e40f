"""What happened: event types by rules over predicate, actor and object."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import get_args

from schemas.enriched import Category, EventType
from streams.data.events import table
from streams.domain.enrich.happenings.forms import noun_forms, phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import Words, word_set


@dataclass(frozen=True, slots=True, eq=False)
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
    current: bool
    """Whether a sentence about long ago doesn't tell it."""
    asks: bool
    """Whether it asks for a class of words to be there."""


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
_PLACES = {kind: place for place, kind in enumerate(_TYPES)}
_TABLE = table("events")
CATEGORIES: dict[EventType, tuple[Category, ...]] = {kind: tuple(_TABLE["categories"][kind]) for kind in _TYPES}
"""CAP categories of each type."""


def _rules() -> list[tuple[tuple[frozenset[str], ...], _Rule | str]]:
    found: list[tuple[tuple[frozenset[str], ...], _Rule | str]] = []
    for name, words in table("classes").items():
        found.extend((noun_forms(word), name) for word in words)
    for kind in _TYPES:
        for name, row in _TABLE[kind].items():
            classes = [frozenset(row.get(key, ())) for key in ("subject", "object", "with", "without")]
            rule = _Rule(
                f"{kind.lower()}.{name}",
                kind,
                row["weight"],
                row.get("category"),
                classes[0],
                classes[1],
                classes[2],
                classes[3],
                row.get("takes", False),
                row.get("current", False),
                any(classes[:3]),
            )
            found.extend((phrase_forms(word), rule) for word in row["words"])
    found.extend((phrase_forms(word), "") for word in _TABLE["idioms"]["words"])
    return found


_SIGNS: Lexicon[_Rule | str] = Lexicon(_rules())
FIRST = _SIGNS.first
"""Words that a sign can be looked up by."""


def _classes_of(values: Sequence[_Rule | str]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _rules_of(values: Sequence[_Rule | str]) -> list[_Rule]:
    return [value for value in values if not isinstance(value, str)]


_ENTRIES = {
    form: (_classes_of(alone[1]) if alone else [], _rules_of(alone[1]) if alone else [], followed, preceded)
    for form, (alone, followed, preceded) in _SIGNS.entries.items()
}
"""For each of them the classes and the rules that it stands for alone, and the phrases that it may belong to."""
_TELLING = _SIGNS.first_of(lambda value: not isinstance(value, str))
"""Those that a rule can be looked up by; a sentence without any of them tells nothing."""
_BE = word_set("is are was were be been being am got get")
_WEAKENS: dict[str, tuple[str, int, float]] = {
    word: (name, row["reach"], row["factor"]) for name, row in _TABLE["modality"].items() for word in row["words"]
}
"""Which group a word belongs to, how far it reaches, and what it leaves of a sign."""
DOUBTS = frozenset({*_WEAKENS, "ago"})
"""Words that weaken signs."""
_SETTINGS = frozenset({"sport", "finance", "culture"})
"""Classes whose words are used of anything: one of them alone tells nothing."""
_LEAST_SETTING = 2
_ABOUT: float = _TABLE["modality"]["topic"]["factor"]
_PAST: float = _TABLE["modality"]["past"]["factor"]
_AGO = 8
_OTHERS = 0.35
_LONGEST = 150
"""Words of a sentence that are read; longer ones are no sentences."""
_LITTLE = 4
"""Letters of the longest word that headlines leave small."""
_REACH = 12


def signs(
    words: Words,
    candidates: Sequence[int],
    doubts: Sequence[int],
    weights: Sequence[float],
    old: Set[int] = frozenset(),
) -> list[Sign]:
    """Return what speaks for each event type, the strongest first.

    Args:
        words: the article.
        candidates: its words that are in ``FIRST``, ascending.
        doubts: those that are in ``DOUBTS``, ascending.
        weights: how much each of its sentences counts; 0 leaves one out.
        old: those about long ago.
    """
    found: dict[EventType, Sign] = {}
    settings = dict.fromkeys(_SETTINGS, 0)
    end = 0
    for number, ((lowest, highest), weight) in enumerate(zip(words.sentences, weights, strict=True)):
        if not weight:
            continue
        begin, end = bisect_left(candidates, lowest, end), bisect_left(candidates, highest, end)
        if begin < end and not _TELLING.isdisjoint(words.lower[lowest:highest]):
            last = end if highest - lowest <= _LONGEST else bisect_left(candidates, lowest + _LONGEST, begin, end)
            first = bisect_left(doubts, lowest)
            weak = doubts[first : bisect_left(doubts, min(highest, lowest + _LONGEST + _AGO), first)]
            _read(words, number, candidates[begin:last], weak, weight, found, settings, old=number in old)
    return sorted(found.values(), key=lambda sign: (-sign.score, _PLACES[sign.type]))


def _read(
    words: Words,
    number: int,
    indices: Sequence[int],
    weak: Sequence[int],
    weight: float,
    found: dict[EventType, Sign],
    settings: dict[str, int],
    *,
    old: bool,
) -> None:
    """Add what one sentence says, by the words at ``indices``, to ``found``; ``settings`` counts settings so far.

    ``weak``: where its words stand that weaken signs. ``old``: whether it is about long ago.
    """
    lowest, highest = words.sentences[number]
    text, starts, lower = words.text, words.starts, words.lower
    entries = _ENTRIES
    hits: list[tuple[int, _Rule]] = []
    classes: dict[str, list[int]] = {}
    resume = lowest
    for index in indices:
        if index < resume:
            continue
        names, rules, followed, preceded = entries[lower[index]]
        # Most words stand for themselves alone: those are not worth a call.
        if preceded or (followed is not None and index + 1 < highest and lower[index + 1] in followed):
            match = _SIGNS.at(lower, index, highest)
            if match is None:
                continue
            names, rules = _classes_of(match[1]), _rules_of(match[1])
            resume = index + match[0]
        for name in names:
            if name in classes:
                classes[name].append(index)
            else:
                classes[name] = [index]
        if rules and not (text[starts[index]].isupper() and _is_name(words, index, lowest)):
            hits += [(index, rule) for rule in rules]
    if not hits:
        return
    for name in _SETTINGS:
        if name in classes:
            settings[name] += len(classes[name])
            if len(classes[name]) < _LEAST_SETTING and settings[name] < 2 * _LEAST_SETTING:
                del classes[name]
    strengths: dict[EventType, dict[_Rule, tuple[float, int]]] = {}
    taken = -1
    for index, rule in hits:
        if (old and rule.current) or (classes and not rule.without.isdisjoint(classes)):
            continue
        if rule.asks and not (classes and _holds(rule, index, classes, lower, lowest)):
            continue
        strength = rule.weight * _factor(lower, index, weak) if weak else rule.weight
        if 0 <= taken < index <= taken + _REACH:
            strength *= _ABOUT
        elif rule.takes:
            taken = index
        of_type = strengths.get(rule.type)
        if of_type is None:
            strengths[rule.type] = {rule: (strength, index)}
        elif rule not in of_type or of_type[rule][0] < strength:
            of_type[rule] = (strength, index)
    for kind, told in strengths.items():
        sign = found.get(kind)
        if sign is None:
            sign = found[kind] = Sign(kind)
        ordered = list(told.items())
        if len(ordered) > 1:
            ordered.sort(key=_strongest)
        _, (strength, index) = ordered[0]
        if len(ordered) > 1:
            strength += _OTHERS * sum([other for _, (other, _) in ordered[1:]])
        said = weight * strength
        sign.score += said
        if said > sign.loudest:
            sign.loudest, sign.sentence, sign.word = said, number, index
        for rule, (strength, _) in ordered:
            sign.rules[rule.id] = sign.rules.get(rule.id, 0.0) + weight * strength
            if rule.category:
                sign.categories[rule.category] = sign.categories.get(rule.category, 0.0) + weight * strength


def _strongest(item: tuple[_Rule, tuple[float, int]]) -> tuple[float, int]:
    _, (strength, index) = item
    return -strength, index


def _is_name(words: Words, index: int, lowest: int) -> bool:
    """Say whether a word is the latter part of a name: "Merrill Lynch", "Treva Battle".

    In a headline with capitals throughout nothing is.
    """
    if index - 1 <= lowest or words.gap(index) != " ":
        return False
    word, before = words.raw(index), words.raw(index - 1)
    if not (word[0].isupper() and before[0].isupper()) or word.isupper():
        return False
    return any(words.raw(at).islower() and len(words.raw(at)) > _LITTLE for at in range(lowest, index - 1))


def _holds(rule: _Rule, index: int, classes: dict[str, list[int]], lower: list[str], lowest: int) -> bool:
    """Say whether the actors, objects and settings that a rule asks for are there."""
    if (
        rule.beside
        and not _stands(rule.beside, classes, lowest, index)
        and not _stands(rule.beside, classes, index + 1, len(lower))
    ):
        return False
    if not rule.subject and not rule.object:
        return True
    passive = lower[index].endswith(("ed", "en", "n")) and not _BE.isdisjoint(lower[max(lowest, index - 2) : index])
    before, after = (rule.object, rule.subject) if passive else (rule.subject, rule.object)
    return _stands(before, classes, index - _REACH, index) and _stands(after, classes, index + 1, index + _REACH)


def _stands(names: frozenset[str], classes: dict[str, list[int]], low: int, high: int) -> bool:
    if not names:
        return True
    for name in names:
        for at in classes.get(name, ()):
            if low <= at < high:
                return True
    return False


def _factor(lower: list[str], index: int, weak: Sequence[int]) -> float:
    """Return how much of a sign is left by negation, modality and tense."""
    factor = 1.0
    ago = False
    seen: tuple[str, ...] = ()
    for at in reversed(weak):
        if at > index:
            ago = ago or (at < index + _AGO and lower[at] == "ago")
            continue
        weakens = _WEAKENS.get(lower[at])
        if weakens is not None and 0 < index - at <= weakens[1] and weakens[0] not in seen:
            factor *= weakens[2]
            seen = (*seen, weakens[0])
    if ago and "past" not in seen:
        factor *= _PAST
    return factor
