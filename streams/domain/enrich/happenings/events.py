"""What happened: event types by rules over predicate, actor and object."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
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
    asked: frozenset[str]
    """If it asks for classes of words to be there, one of these must be."""


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
                classes[2] or classes[1] or classes[0],
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


_Entry = tuple[list[str], list[_Rule], Mapping[str, object] | None, Mapping[str, object] | None]
"""Classes and rules of a word alone, the second words of phrases that begin with it, and the words before it of those
that it belongs to."""


def _entries() -> dict[str, _Entry]:
    """Return for each of them the classes and the rules that it stands for alone, and the phrases it may belong to.

    Forms of one word share one entry, so that few are enough for most texts and stay near the processor.
    """
    shared: dict[tuple[object, ...], _Entry] = {}
    found: dict[str, _Entry] = {}
    for form, (alone, followed, preceded) in _SIGNS.entries.items():
        values = alone[1] if alone else []
        entry: _Entry = (_classes_of(values), _rules_of(values), followed, preceded)
        found[form] = entry if followed or preceded else shared.setdefault(tuple(values), entry)
    return found


_ENTRIES = _entries()
TELLING = _SIGNS.first_of(lambda value: not isinstance(value, str))
"""Those that a rule can be looked up by; a sentence without any of them tells nothing."""
_BE = word_set("is are was were be been being am got get")
_WEAKENS: dict[str, tuple[str, int, float]] = {
    word: (name, row["reach"], row["factor"]) for name, row in _TABLE["modality"].items() for word in row["words"]
}
"""Which group a word belongs to, how far it reaches, and what it leaves of a sign."""
_FARTHEST = max(reach for _, reach, _ in _WEAKENS.values())
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
    telling: bytearray,
    doubts: Sequence[int],
    weights: Sequence[float],
    old: Set[int] = frozenset(),
) -> list[Sign]:
    """Return what speaks for each event type, the strongest first.

    Args:
        words: the article.
        candidates: its words that are in ``FIRST``, ascending.
        telling: for each word 1 if it is in ``TELLING``.
        doubts: those that are in ``DOUBTS``, ascending.
        weights: how much each of its sentences counts; 0 leaves one out.
        old: those about long ago.
    """
    found: dict[EventType, Sign] = {}
    settings = dict.fromkeys(_SETTINGS, 0)
    end = first = 0
    for number, ((lowest, highest), weight) in enumerate(zip(words.sentences, weights, strict=True)):
        begin, end = end, bisect_left(candidates, highest, end)
        if not weight or telling.find(1, lowest, highest) < 0:
            continue
        last, heard = end, highest
        if highest - lowest > _LONGEST:
            last = bisect_left(candidates, lowest + _LONGEST, begin, end)
            heard = min(highest, lowest + _LONGEST + _AGO)
        first = bisect_left(doubts, lowest, first)
        weak = doubts[first : bisect_left(doubts, heard, first)]
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
        if (preceded and index and lower[index - 1] in preceded) or (
            followed and index + 1 < highest and lower[index + 1] in followed
        ):
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
            for rule in rules:
                hits.append((index, rule))
    if not hits:
        return
    if not _SETTINGS.isdisjoint(classes):
        for name in _SETTINGS.intersection(classes):
            settings[name] += len(classes[name])
            if len(classes[name]) < _LEAST_SETTING and settings[name] < 2 * _LEAST_SETTING:
                del classes[name]
    told: list[_Told] = []
    taken = -1
    for index, rule in hits:
        if (old and rule.current) or (rule.without and not rule.without.isdisjoint(classes)):
            continue
        if rule.asked and (rule.asked.isdisjoint(classes) or not _holds(rule, index, classes, lower, lowest)):
            continue
        strength = rule.weight * _factor(lower, index, weak) if weak else rule.weight
        if 0 <= taken < index <= taken + _REACH:
            strength *= _ABOUT
        elif rule.takes:
            taken = index
        told.append((strength, index, rule))
    if len(told) == 1:
        _add(found, told, number, weight)
    elif told:
        for of_type in _by_type(told):
            _add(found, of_type, number, weight)


_Told = tuple[float, int, _Rule]
"""How strongly a word speaks for a rule, which word, and the rule."""


def _by_type(told: Sequence[_Told]) -> Iterable[list[_Told]]:
    """Return what a sentence tells of each type, each rule once, the strongest first."""
    strongest: dict[EventType, dict[_Rule, _Told]] = {}
    for one in told:
        strength, _, rule = one
        of_type = strongest.setdefault(rule.type, {})
        if rule not in of_type or of_type[rule][0] < strength:
            of_type[rule] = one
    return [sorted(of_type.values(), key=_loudest_first) for of_type in strongest.values()]


def _loudest_first(told: _Told) -> tuple[float, int]:
    return -told[0], told[1]


def _add(found: dict[EventType, Sign], told: Sequence[_Told], number: int, weight: float) -> None:
    """Add what one sentence tells of one type, the strongest first, to ``found``."""
    strength, index, rule = told[0]
    sign = found.get(rule.type)
    if sign is None:
        sign = found[rule.type] = Sign(rule.type)
    if len(told) > 1:
        strength += _OTHERS * sum([other for other, _, _ in told[1:]])
    said = weight * strength
    sign.score += said
    if said > sign.loudest:
        sign.loudest, sign.sentence, sign.word = said, number, index
    rules, categories = sign.rules, sign.categories
    for strength, _, rule in told:
        added = weight * strength
        rules[rule.id] = rules.get(rule.id, 0.0) + added
        if rule.category:
            categories[rule.category] = categories.get(rule.category, 0.0) + added


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
    if rule.beside and not (
        _stand(rule.beside, classes, lowest, index) or _stand(rule.beside, classes, index + 1, len(lower))
    ):
        return False
    before, after = rule.subject, rule.object
    if not before and not after:
        return True
    if lower[index].endswith(("ed", "en", "n")) and not _BE.isdisjoint(lower[max(lowest, index - 2) : index]):
        before, after = after, before
    return not (before and not _stand(before, classes, index - _REACH, index)) and not (
        after and not _stand(after, classes, index + 1, index + _REACH)
    )


def _stand(names: frozenset[str], classes: dict[str, list[int]], low: int, high: int) -> bool:
    """Say whether a word of one of these classes stands from ``low`` on and before ``high``."""
    for name in names:
        if name in classes:
            for at in classes[name]:
                if low <= at < high:
                    return True
    return False


def _factor(lower: list[str], index: int, weak: Sequence[int]) -> float:
    """Return how much of a sign is left by negation, modality and tense."""
    factor = 1.0
    ago = False
    seen: tuple[str, ...] = ()
    for at in reversed(weak):
        distance = index - at
        if distance > _FARTHEST:
            break
        word = lower[at]
        if distance < 0:
            ago = ago or (word == "ago" and distance > -_AGO)
        elif distance and word in _WEAKENS:
            name, reach, left = _WEAKENS[word]
            if distance <= reach and name not in seen:
                factor *= left
                seen = (*seen, name)
    if ago and "past" not in seen:
        factor *= _PAST
    return factor
