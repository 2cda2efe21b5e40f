"""What a number counts: the words around it that say so."""

from enum import Enum
from typing import NamedTuple

from schemas.enriched import Qualifier
from streams.data.events import table
from streams.domain.enrich.happenings.almanac import WEEKDAYS
from streams.domain.enrich.happenings.clauses import (
    BE,
    BROUGHT,
    CROSSING,
    HAVE,
    NOT_NOUNS,
    OBJECTS,
    STOPS,
    aside_end,
    counts_all,
    is_counted,
    is_participle,
    is_subset,
    is_to_hospital,
    worse,
)
from streams.domain.enrich.happenings.forms import noun_forms, phrase_forms
from streams.domain.enrich.happenings.frames import framed
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS, Number
from streams.domain.enrich.happenings.words import Words, word_set


class Count(NamedTuple):
    """One quantity, by the words it is made of."""

    kind: str
    low: float
    high: float
    unit: str
    qualifier: Qualifier
    rises: bool
    start: int
    end: int
    sentence: int


class Mode(Enum):
    """How words say what was counted: done to them, done by them, a noun for them, or a toll before the number.

    ``WHO`` and ``WHOM`` are everyday words behind and before them, which tell it of persons that are named as such: 20
    villagers are cut down, or 20 hedges.
    """

    VERB = 0
    DOES = 1
    NOUN = 2
    TOLL = 3
    WHO = 4
    WHOM = 5


TABLE = table("quantities")
_FIELDS = {"verbs": Mode.VERB, "does": Mode.DOES, "nouns": Mode.NOUN, "who": Mode.WHO, "whom": Mode.WHOM}
KINDS: Lexicon[tuple[str, Mode]] = Lexicon(
    (phrase_forms(phrase), (kind, mode))
    for kind, row in TABLE["kinds"].items()
    for field, mode in _FIELDS.items()
    for phrase in row.get(field, ())
)
_TOLLS: Lexicon[str] = Lexicon(
    (phrase_forms(phrase), kind)
    for kind, row in TABLE["kinds"].items()
    for field in ("nouns", "tolls")
    for phrase in row.get(field, ())
)
GATHERED = "gathered"
"""A kind that none of the schema is."""
UNIT_OF = {kind: row.get("unit", "person") for kind, row in TABLE["kinds"].items()}
PERSONS: Lexicon[bool] = Lexicon((noun_forms(word), True) for word in TABLE["persons"]["words"])
_THINGS: Lexicon[str] = Lexicon((noun_forms(word), unit) for unit, names in TABLE["things"].items() for word in names)
_FILLERS = word_set(
    "another further additional the its their all also other of both his her these those more a an only just total"
    " one's every each roughly"
)
_NOT_DONE = BE | {"to", "could", "may", "might", "would", "can", "will", "should"}
_LINKS = word_set(
    "to at of reached reaches reach hits hit is was are were now stands stood : totaled totalled passes passed"
    " toll tops topped exceeds exceeded surpasses surpassed now stays stayed remains remained total totals number"
    " numbers put puts rests standing"
)
_PASSED = word_set("passed topped exceeded surpassed")
"""Before the number itself, where a toll "has passed" it."""
_STATES = frozenset({"dead", "injured"})
"""Of tolls that are no nouns: what another clause says is not of them."""
_RISE = word_set(
    "rise rises rose risen rising climb climbs climbed climbing increase increases increased increasing jump jumps"
    " jumped jumping grow grows grew grown growing soar soars soared surge surges surged mount mounts mounted"
    " mounting bring brings brought bringing raise raises raised raising up swell swells swelled swollen goes went"
    " revised push pushes pushed pushing takes took taking"
)
_TO = frozenset({"to", "at", ":"})
_SUMS = word_set("total count tally figure number toll")
"""What a number behind the first is of: "five more died, taking the count to 25"."""
_REPORTED = word_set("reported believed said feared presumed confirmed")
"""Behind "were", before what is counted: "were reported missing"; or right behind the number."""
_CLAIMED = word_set("claim claims claimed claiming cost costs costing took taken taking takes")
"""Before a number of lives."""
_CONFIRMED = word_set("confirmed suspected probable possible")
_POSSESSIVES = frozenset({"his", "her", "their", "its", "another", "a", "further"})
_ONESELF = frozenset({"himself", "herself", "themselves", "itself"})
_WHO = frozenset({"protesting", "abducted", "evacuated"})
"""Kinds whose nouns name persons, to whom more may be done."""
_GRAVE = frozenset({"killed", "missing", "trapped", "abducted"})
"""Kinds that everyday words don't tell of a number alone: what was lost may be a thing that was named before."""
_PLURALS = word_set("dozens scores hundreds thousands millions billions couple handful number")
_TELLING = KINDS.first | STOPS | BE | CROSSING | BROUGHT | {"(", ")", ",", "and", "or"}
"""Words behind a number that say something of what it counts; the others are passed over."""
_NOUNS = KINDS.first | PERSONS.first | _THINGS.first
TOLD = KINDS.first | _TOLLS.first
"""A sentence without any of these doesn't say what its numbers count, and counts nobody without a number."""
_REACH = 14
NEAR = 4


def kind_of(
    words: Words, number: Number, lowest: int, highest: int, previous: Count | None, *, told: bool
) -> tuple[str | None, bool]:
    """Return the kind of thing that a number counts, if the words say, and whether they say that it went up.

    ``told``: whether one of the sentence's words is in ``TOLD``.
    """
    lower, start = words.lower, number.start
    kind = framed(lower, start, number.end, lowest, highest)
    if kind is not None and not _counts_things(words, number.end, highest):
        return kind, has_risen(words, start, lowest)
    if told:
        if lower[number.end : number.end + 1] == ["lives"] and start > lowest and lower[start - 1] in _CLAIMED:
            return "killed", False
        whole = start - 3 >= lowest and lower[start - 2] == "of" and _is_whole(lower, start)
        right = (
            None
            if whole and "who" not in lower[number.end : number.end + 3]
            else said_behind(words, number.end, highest)
        )
        if right is not None and right[1] <= 1 and right[2] is not Mode.NOUN:
            return right[0], has_risen(words, start, lowest)
        left, rises = said_before(words, start, lowest, number.end, highest)
        if left is not None:
            return left, rises
        if right is not None:
            return right[0], has_risen(words, start, lowest)
    if previous is None or is_subset(lower, start, lowest):
        return None, False
    before = lower[max(lowest, start - _REACH) : start]
    if previous.kind in UNIT_OF and before[-1:] and before[-1] in _TO and not _SUMS.isdisjoint(before):
        return previous.kind, True
    if 0 < number.start - previous.end <= 2 * NEAR and previous.kind in UNIT_OF:
        between = words.lower[previous.end : number.start]
        noun = noun_behind(words, number.end, highest)
        if between[-1:] and between[-1] in _POSSESSIVES:
            between = between[:-1]
        alike = noun is not None and (noun == "person") == (previous.kind != "destroyed")
        if between[-1:] in (["and"], [","], ["plus"]) and alike and not STOPS & set(between):
            return previous.kind, False
    return None, False


def _behind_of(lower: list[str], index: int) -> int:
    """Return where what is counted begins: behind the "of" of "thousands of birds"."""
    return index + (index > 0 and lower[index - 1] in _PLURALS and lower[index : index + 1] == ["of"])


def _is_whole(lower: list[str], start: int) -> bool:
    """Say whether a number behind "of" is the whole of which another was counted: "two of the four detainees"."""
    if lower[start - 1] not in ("the", "its", "his", "their"):
        return False
    return lower[start - 3] in STARTERS or lower[start - 3][0] in DIGITS


def _is_of_a_number(lower: list[str], of: int) -> bool:
    word = lower[of + 2] if lower[of + 1 : of + 2] == ["the"] and of + 2 < len(lower) else lower[of + 1]
    return word in STARTERS or word[0] in DIGITS


def said_behind(words: Words, index: int, highest: int) -> tuple[str, int, Mode] | None:
    """Return what the words behind a number say was counted, how far behind, and how."""
    lower = words.lower
    limit = min(highest, index + _REACH)
    if KINDS.first.isdisjoint(lower[index:limit]):
        return None
    be = crossed = False
    aside = 0
    noun: tuple[str, int, Mode] | None = None
    at = index
    if lower[index] == "the" and lower[index + 1 : index + 3] in (["number", "of"], ["toll", "of"]):
        # "raised to nine the number of pupils hurt"
        be, at = True, index + 3
    elif lower[index] == "of" and "who" in lower[index : index + _REACH // 2] and _is_of_a_number(lower, index):
        return None  # "13 of the 15 who died": that is said of the 15
    elif lower[index] == "of":
        at = index + 2 if lower[index + 1 : index + 2] == ["the"] else _behind_of(lower, index)
    while at < limit:
        word = lower[at]
        if word not in _TELLING:
            at += 1
            continue
        if word in BROUGHT and not crossed and is_to_hospital(lower, at + 1, highest):
            return "injured", at - index, Mode.VERB
        match = KINDS.at(lower, at, highest) if word in KINDS.first else None
        if match is not None:
            length = match[0]
            for kind, mode in match[1]:
                if (
                    mode is Mode.NOUN
                    and at - index <= 3
                    and not crossed
                    and not be
                    and is_counted(lower, index - 1, at + length)
                ):
                    if kind not in _WHO:
                        return kind, at - index, mode
                    # Who they are matters less than what was done to them: "six demonstrators were shot dead".
                    noun = noun or (kind, at - index, mode)
                    break
                if (
                    mode is Mode.DOES
                    and (be or not crossed or at - index - aside <= 2 * NEAR)
                    and not word.endswith("ing") | (word == "leave")
                ):
                    return kind, at - index, mode
                if mode is Mode.DOES and (be or word == "missing"):
                    return kind, at - index, mode
                if (
                    mode is Mode.WHO
                    and (be or not crossed)
                    and (_names_persons(words, index, highest) or (kind not in _GRAVE and _is_bare(lower, index, at)))
                ):
                    return kind, at - index, mode
                if mode is Mode.VERB and is_participle(word):
                    kind = worse(lower, at + length, highest) or kind
                    if be or (not crossed and at - index <= NEAR and not _takes_object(words, at + length, highest)):
                        return kind, at - index, mode
                    return noun
            at += length
            continue
        if word in _REPORTED and lower[at + 1 : at + 2] and lower[at + 1] in KINDS.first:
            be = True
            at += 1
            continue
        if word in STOPS or word == ")":
            return noun
        if word in (",", "("):
            # Not an age, "Ann Lee, 44, was held", nor an address.
            numbered = counts_all(lower, index) and noun_behind(words, index, at) == "person"
            if numbered and word == "," and at + 1 < limit and lower[at + 1] in HAVE:
                at += 1
                continue
            skipped = aside_end(lower, at, limit, any_words=numbered)
            if skipped is None:
                return noun
            aside += skipped - at
            at = skipped
            continue
        if (
            word in ("and", "or")
            and at + 1 < limit
            and not be
            and not _continues(words, at + 1, highest, crossed=crossed)
        ):
            return noun
        if word in BE:
            be = True
        elif word in CROSSING:
            crossed = True
        at += 1
    return noun


def _counts_things(words: Words, index: int, highest: int) -> bool:
    """Say whether a noun in the plural stands right behind a number that is no word for persons: "40 pictures"."""
    return index < highest and words.lower[index].endswith("s") and not _names_persons(words, index, highest)


def _is_bare(lower: list[str], index: int, at: int) -> bool:
    """Say whether a number stands without a noun before what is said of it: "nine were hauled out"."""
    return at == index or lower[index] in HAVE


def _names_persons(words: Words, index: int, highest: int) -> bool:
    """Say whether persons are named behind a number: by a word for them, or as those of a country, "20 Malians"."""
    if words.lower[index : index + 2] == ["of", "the"]:
        index = min(index + 2, highest - 1)
    return noun_behind(words, index, highest) == "person" or words.raw(index)[0].isupper()


def _continues(words: Words, index: int, highest: int, *, crossed: bool) -> bool:
    """Say whether what follows "and" goes on listing people: "five men and two women were killed".

    ``crossed``: whether their place has begun, which may have a further name: "residents of Ash and Elm were".
    """
    lower = words.lower
    word = lower[index]
    if crossed and words.raw(index)[0].isupper():
        return True
    if word in STARTERS or word[0] in DIGITS or word in OBJECTS or word in _CONFIRMED:
        return True
    return PERSONS.at(lower, index, highest) is not None


def _takes_object(words: Words, index: int, highest: int) -> bool:
    """Say whether an object follows a verb, which makes what stands before it the doer."""
    if index >= highest:
        return False
    word = words.lower[index]
    if word in OBJECTS or word in STARTERS or word[0] in DIGITS:
        return True
    if word in _ONESELF or (word == "at" and words.lower[index + 1 : index + 2] in (["least"], ["most"])):
        return True
    if words.raw(index - 1).isupper() and words.raw(index).isupper():
        return False
    return words.raw(index)[0].isupper() and word not in WEEKDAYS and word not in CROSSING and word not in STOPS


def said_before(
    words: Words, start: int, lowest: int, behind: int, highest: int, *, tolls: bool = True
) -> tuple[str | None, bool]:
    """Return what the words before a number say was counted, and whether they say that it went up.

    ``behind``: where what is counted begins. ``tolls``: whether "the toll rose to" counts, too.
    """
    lower = words.lower
    at = start - 1
    while at >= lowest and start - at <= NEAR and lower[at] in _FILLERS:
        at -= 1
    if at - 2 >= lowest and lower[at] == "and" and lower[at - 1] in _ONESELF:
        at -= 2
    if at < lowest:
        return None, False
    for first in range(at, max(lowest, at - 2) - 1, -1):
        match = KINDS.at(lower, first, at + 1) if lower[first] in KINDS.first else None
        if match is not None and first + match[0] == at + 1:
            for kind, mode in match[1]:
                done = mode is Mode.VERB or (mode is Mode.WHOM and _names_persons(words, behind, highest))
                if done and not (first > lowest and lower[first - 1] in _NOT_DONE):
                    return kind, False
    last = start - 1
    if not tolls:
        return None, False
    if lower[last] in BE and lower[lowest] in KINDS.first:
        # "Killed in the strike were seven members of one household."
        match = KINDS.at(lower, lowest, last)
        if match is not None and match[1][0][1] is Mode.VERB and is_participle(lower[lowest]):
            return match[1][0][0], False
    if lower[last] in _LINKS or lower[last] in _RISE or lower[last] == "stands" or lower[start] in _PASSED:
        for first in range(last - (lower[last] != "toll"), max(lowest, last - _REACH) - 1, -1):
            if lower[first] in (";", "“", "”"):
                break
            if lower[first] not in TOLD:
                continue
            toll = _TOLLS.at(lower, first, last + 1)
            if lower[first] in _STATES and not STOPS.isdisjoint(lower[first + 1 : last]):
                continue
            if toll is not None and (lower[last] not in ("of", "is", "was", "are", "were") or last - first <= NEAR):
                return toll[1][0], has_risen(words, start, lowest)
            named = KINDS.at(lower, first, last + 1)
            if named is not None and "number" in lower[max(lowest, first - NEAR) : first]:
                return named[1][0][0], has_risen(words, start, lowest)
    return None, False


def has_risen(words: Words, start: int, lowest: int) -> bool:
    """Say whether the words before a number tell that it went up to it."""
    lower = words.lower
    if start - 1 < lowest or lower[start - 1] not in ("to", "past", "above", "beyond"):
        return False
    return not _RISE.isdisjoint(lower[max(lowest, start - 2 * NEAR) : start - 1])


def noun_behind(words: Words, index: int, highest: int) -> str | None:
    """Return ``person``, or the unit of the things, that the words behind a number name."""
    lower = words.lower
    found: str | None = None
    if index < highest and lower[index] == "of":
        index = _behind_of(lower, index)
    for at, word in enumerate(lower[index : min(highest, index + NEAR)], index):
        if word in NOT_NOUNS:
            break
        if word not in _NOUNS:
            continue
        predicate = KINDS.at(lower, at, highest) if word in KINDS.first else None
        if predicate is not None and predicate[1][0][1] is Mode.DOES:
            break
        if word in PERSONS.first and PERSONS.at(lower, at, highest) is not None:
            found = "person"
        else:
            thing = _THINGS.at(lower, at, highest)
            if thing is not None:
                found = thing[1][0]
    return found
