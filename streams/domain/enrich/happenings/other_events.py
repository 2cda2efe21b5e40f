"""What happened, in other languages than English: by words alone, without their grammar."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, get_args

from schemas.enriched import Category, EventType
from streams.domain.enrich.happenings.events import Sign
from streams.domain.enrich.happenings.other_tolls import MARKS, OPENING, score_at
from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.words import Words

_OTHERS = 0.35
"""What further words of one type in a sentence count beside the strongest."""
_PLAYED = 2
"""Words of sport or the arts in the opening that make it no event."""
_PLAYED_OUT = 4
"""The same in a whole text, if one of them is in the opening."""
_BLOWN_UP = frozenset({"assault.blast", "assault.explosives"})
_BLAST = "assault.blast"
_DELIBERATE = frozenset({"assault.attack", "assault.explosives", "assault.air", "assault.fire", "assault.murder"})
"""Rules of which one makes an explosion no accident, wherever it is."""
_FIGURES = {
    "assault.blast": 5,
    "assault.explosives": 5,
    "accident.collapse": 5,
    "accident.fire": 5,
    "accident.crash": 2,
    "assault.air": 2,
    "disaster.slide": 2,
    "disaster.quake": 2,
}
"""Rules whose words are said of markets, too, and how many words away one of these is."""
_CONDEMNED = 6
"""How many words away from a word of condemnation an attack is what is condemned."""
_LONG_AGO, _LONGEST_AGO = 3, 6
"""How many words may stand between "years after" and what was long ago, and how many such a phrase has."""
_REMEMBERED = frozenset({"ASSAULT", "DISASTER", "ACCIDENT", "HEALTH"})
"""What is remembered rather than done on a day of remembrance."""


_ANSWERS: frozenset[EventType] = frozenset({"AID", "DEMAND", "INVESTIGATE", "SUPPORT"})
"""What is done when people have come to harm."""
_ANSWERED = 0.4
"""Part of the score of such an answer from which on the harm is the event."""
_EARLY = 1.4
"""Least weight of a sentence of the headline or the lead."""
_LABELLED = MARKS | {"|", "[", "]"}
"""What stands about the name of a column."""
BY_TOLL = {
    "abducted": "assault.abduct",
    "infected": "health.epidemic",
    "killed": "accident.accident",
    "injured": "accident.accident",
    "missing": "accident.accident",
    "trapped": "accident.accident",
    "arrested": "coerce.arrest",
    "released": "concede.release",
    "evacuated": "disaster.storm",
}
"""What an article tells whose headline or lead counts those of a kind in words of no event, the most telling first."""


class Rule(NamedTuple):
    """What a word says of the event."""

    id: str
    type: EventType
    weight: float
    category: Category | None


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words by which a language tells what happened; phrases as in ``streams/data/events/languages.toml``."""

    rules: Phrases[Rule]
    idioms: Phrases[bool]
    """In which such words mean something else."""
    play: Phrases[bool]
    """Words of sport and of the arts."""
    market: Phrases[bool]
    harmless: Mapping[str, Phrases[bool]]
    """Words of a sentence in which a rule tells nothing if nobody came to harm: a novel's murder, an app's crash."""
    works: Phrases[bool]
    """What explodes by itself: boilers, mines, stores of ammunition."""
    by_itself: Rule
    """What an explosion there is."""
    past: Phrases[bool]
    """What makes a sentence, or in the opening a text, one that remembers."""
    ago: Phrases[bool]
    column: Phrases[bool]
    """How the headline of a column or a recipe begins."""
    by_toll: Mapping[str, Rule]
    """What a kind of toll tells by itself, the most telling first."""
    letters: int
    """As in :class:`Numerals`."""

    def signs(
        self, words: Words, weights: Sequence[float], harm: Mapping[str, int] = MappingProxyType({})
    ) -> list[Sign]:
        """Return what speaks for each event type, the strongest first.

        Args:
            words: the text.
            weights: how much each of its sentences counts.
            harm: the kinds of its tolls, each with the first sentence that counts some; a match has its injured, but
                nobody killed and nothing blown up.
        """
        if self._is_column(words):
            return []
        found: dict[EventType, Sign] = {}
        opening = [number for number, weight in enumerate(weights) if weight][:OPENING]
        sentences = {
            number: self._told(words, number, unharmed=not harm) for number, weight in enumerate(weights) if weight
        }
        blown_up = any(rule.id in _BLOWN_UP for told in sentences.values() for rule in told)
        if "killed" not in harm and not (blown_up and "injured" in harm) and self._plays(words, opening):
            return []
        remembers = self.past.stand_in(words, opening[:1])
        scored = not harm and any(map(bool, sentences.values())) and _tells_score(words, opening)
        by_itself = self._explodes_by_itself(words, sentences)
        for number, told in sentences.items():
            past = bool(told) and (remembers or self.past.stand_in(words, (number,)))
            rules: dict[EventType, dict[Rule, int]] = {}
            for rule, word in told.items():
                meant = self.by_itself if by_itself and rule.id == _BLAST else rule
                rules.setdefault(meant.type, {}).setdefault(meant, word)
            for kind, of_kind in rules.items():
                if not ((past or scored) and kind in _REMEMBERED):
                    _add(found, kind, of_kind, number, weights[number])
        if not found and not remembers and not set(self.play.words_in(words, opening)):
            self._add_by_toll(found, words, weights, harm)
        ranked = sorted(found.values(), key=lambda sign: (-sign.score, get_args(EventType).index(sign.type)))
        if ranked and ranked[0].type in _ANSWERS and "killed" in harm and weights[harm["killed"]] >= _EARLY:
            harmful = (sign for sign in ranked if sign.type in _REMEMBERED)
            first = next((sign for sign in harmful if sign.score >= _ANSWERED * ranked[0].score), None)
            if first is not None:
                first.score = ranked[0].score
                ranked = [first, *(sign for sign in ranked if sign is not first)]
        return ranked

    def _is_column(self, words: Words) -> bool:
        """Say whether the first words call the text a column or a recipe, with a mark behind."""
        lower = words.lower
        start = 1 if lower and lower[0] in _LABELLED else 0
        label = self.column.at(lower, start, len(lower)) if start < len(lower) else None
        behind = start + label[0] if label else len(lower)
        return behind < len(lower) and lower[behind] in _LABELLED

    def _add_by_toll(
        self, found: dict[EventType, Sign], words: Words, weights: Sequence[float], harm: Mapping[str, int]
    ) -> None:
        for kind, rule in self.by_toll.items():
            sentence = harm.get(kind)
            if sentence is None or weights[sentence] < _EARLY:
                continue
            if not self.idioms.stand_in(words, (sentence,)):
                _add(found, rule.type, {rule: words.sentences[sentence][0]}, sentence, weights[sentence])
            return

    def _plays(self, words: Words, opening: Sequence[int]) -> bool:
        """Say whether a text tells of sport or of the arts."""
        played = set(self.play.words_in(words, opening))
        if len(played) == _PLAYED - 1:
            return len(set(self.play.words_in(words, range(len(words.sentences))))) >= _PLAYED_OUT
        return len(played) >= _PLAYED

    def _explodes_by_itself(self, words: Words, sentences: Mapping[int, Collection[Rule]]) -> bool:
        """Say whether what exploded is a boiler, a mine or the like, and nobody attacked it."""
        rules = {rule.id for told in sentences.values() for rule in told}
        if _BLAST not in rules or not _DELIBERATE.isdisjoint(rules):
            return False
        blasts = [number for number, told in sentences.items() if any(rule.id == _BLAST for rule in told)]
        return self.works.stand_in(words, {*blasts, *list(sentences)[:OPENING]})

    def _is_harmless(self, words: Words, number: int, rule: Rule) -> bool:
        return rule.id in self.harmless and self.harmless[rule.id].stand_in(words, (number,))

    def _told(self, words: Words, number: int, *, unharmed: bool) -> dict[Rule, int]:
        """Return the rules that a sentence fulfils, each with the word that does."""
        lowest, highest = words.sentences[number]
        told: dict[Rule, int] = {}
        index = lowest
        while index < highest:
            idiom = self.idioms.at(words.lower, index, highest)
            if idiom is not None:
                index += idiom[0]
                continue
            match = self.rules.at(words.lower, index, highest)
            if match is not None and not self._figures(words.lower, match[1], index, match[0], lowest, highest):
                told.setdefault(match[1], index)
            index += match[0] if match else 1
        if unharmed:
            told = {rule: word for rule, word in told.items() if not self._is_harmless(words, number, rule)}
        condemned = next((word for rule, word in told.items() if rule.type == "DISAPPROVE"), None)
        if condemned is None:
            return told
        reach = _CONDEMNED * self.letters
        return {rule: word for rule, word in told.items() if not _is_object(words.lower, rule, word, condemned, reach)}

    def _figures(self, lower: Sequence[str], rule: Rule, index: int, size: int, lowest: int, highest: int) -> bool:
        """Say whether the words of an event, ``size`` from ``index`` on, tell of prices or of long ago."""
        if rule.type in _REMEMBERED:
            earliest = index - _LONG_AGO * self.letters
            for at in range(max(lowest, earliest - _LONGEST_AGO), index):
                ago = self.ago.at(lower, at, index)
                if ago is not None and at + ago[0] >= earliest and MARKS.isdisjoint(lower[at + ago[0] : index]):
                    return True
        reach = _FIGURES.get(rule.id, 0) * self.letters
        before, behind = range(index - 1, max(lowest, index - reach) - 1, -1), range(index, index + size + reach)
        for places in (before, behind) if reach else ():
            for at in places:
                if at >= highest or lower[at] in MARKS:
                    break
                if self.market.at(lower, at, highest):
                    return True
        return False


def _tells_score(words: Words, sentences: Iterable[int]) -> bool:
    """Say whether some sentences tell how a match ended, with a second number of one digit: no time of day has that."""
    for lowest, highest in (words.sentences[number] for number in sentences):
        for index in range(lowest, highest):
            other = score_at(words, index, highest)
            if other is not None and len(words.lower[other]) == 1:
                return True
    return False


def _is_object(lower: Sequence[str], rule: Rule, word: int, condemned: int, reach: int) -> bool:
    """Say whether a word tells an attack that a word near it condemns, with no mark between."""
    first, last = sorted((word, condemned))
    return rule.type == "ASSAULT" and last - first <= reach and MARKS.isdisjoint(lower[first:last])


def _add(found: dict[EventType, Sign], kind: EventType, told: dict[Rule, int], number: int, weight: float) -> None:
    sign = found.setdefault(kind, Sign(kind))
    strongest = max(told, key=lambda rule: rule.weight)
    said = weight * (strongest.weight + _OTHERS * sum(rule.weight for rule in told if rule is not strongest))
    sign.score += said
    if said > sign.loudest:
        sign.loudest, sign.sentence, sign.word = said, number, told[strongest]
    for rule in told:
        sign.rules[rule.id] = sign.rules.get(rule.id, 0.0) + weight * rule.weight
        if rule.category:
            sign.categories[rule.category] = sign.categories.get(rule.category, 0.0) + weight * rule.weight
