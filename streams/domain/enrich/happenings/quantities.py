"""How many and how much: counts of people, money, magnitudes and measures."""

from dataclasses import dataclass
from enum import Enum

from schemas.enriched import Qualifier
from streams.data.events import table
from streams.domain.enrich.happenings.forms import forms, noun_forms, phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS, Number, number_at
from streams.domain.enrich.happenings.words import Words, word_set


@dataclass(frozen=True, slots=True)
class Count:
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


class _Mode(Enum):
    VERB = 0
    DOES = 1
    NOUN = 2
    TOLL = 3


def _exactly(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({word}) for word in phrase.split())


_TABLE = table("quantities")
_KINDS: Lexicon[tuple[str, _Mode]] = Lexicon(
    (phrase_forms(phrase), (kind, mode))
    for kind, row in _TABLE["kinds"].items()
    for field, mode in (("verbs", _Mode.VERB), ("does", _Mode.DOES), ("nouns", _Mode.NOUN))
    for phrase in row.get(field, ())
)
_TOLLS: Lexicon[str] = Lexicon(
    (phrase_forms(phrase), kind)
    for kind, row in _TABLE["kinds"].items()
    for field in ("nouns", "tolls")
    for phrase in row.get(field, ())
)
_UNIT_OF = {kind: row.get("unit", "person") for kind, row in _TABLE["kinds"].items()}
_UNITS: Lexicon[tuple[str, str]] = Lexicon(
    (_exactly(spelling), (kind, unit))
    for kind, units in _TABLE["units"].items()
    for unit, spellings in units.items()
    for spelling in spellings.split("|")
)
_MONEY: Lexicon[str] = Lexicon(
    (_exactly(spelling), currency)
    for currency, spellings in _TABLE["currencies"]["words"].items()
    for spelling in spellings.split("|")
)
_SYMBOLS: dict[str, str] = _TABLE["currencies"]["symbols"]
_PREFIXES: dict[str, str] = _TABLE["currencies"]["prefixes"]
_BEFORE_MONEY: dict[str, str] = _TABLE["currencies"]["before"]
_PERSONS: Lexicon[bool] = Lexicon((noun_forms(word), True) for word in _TABLE["persons"]["words"])
_ONE_PERSON: frozenset[str] = frozenset(
    word for word in _TABLE["persons"]["words"] if " " not in word and word not in _TABLE["persons"]["collective"]
)
_THINGS: Lexicon[str] = Lexicon((noun_forms(word), unit) for unit, names in _TABLE["things"].items() for word in names)
_NAMED: frozenset[tuple[str, ...]] = frozenset(tuple(phrase.split()) for phrase in _TABLE["skip"]["before"])
_TIMED: frozenset[str] = frozenset(
    form for phrase in _TABLE["skip"]["after"] if " " not in phrase for form in forms(phrase)
) - {"timing", "timed", "seconded", "nighted"}
_BE = word_set("is are was were be been being am remain remains remained got get")
_CROSSING = word_set("in at on from of for with during near across inside outside under over around to into by among")
_STOPS = word_set(
    "that which after as when while since because but if than before until unless where whether said say says told"
    ' tells according added adds announced reported reports claimed ; : — – “ ” " killing leaving whose whom'
)
_ASIDES = word_set("including mostly many most some all among mainly one two three half both several at the a")
_FILLERS = word_set(
    "another further additional the its their all also other of both his her these those more a an only just total"
    " one's every each roughly"
)
_NOT_DONE = _BE | {"to", "could", "may", "might", "would", "can", "will", "should"}
_LINKS = word_set("to at of reached reaches reach hits hit is was are were now stands stood : totaled totalled")
_RISE = word_set(
    "rise rises rose risen rising climb climbs climbed climbing increase increases increased increasing jump jumps"
    " jumped jumping grow grows grew grown growing soar soars soared surge surges surged mount mounts mounted"
    " mounting bring brings brought bringing raise raises raised raising up swell swells swelled swollen goes went"
    " revised push pushes pushed pushing takes took taking"
)
_OBJECTS = word_set("the a an his her their its another several some more dozens hundreds thousands him them")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec"
)
_NOBODY = word_set("nobody none")
_POSSESSIVES = frozenset({"his", "her", "their", "its", "another", "a", "further"})
_ONESELF = frozenset({"himself", "herself", "themselves", "itself"})
_PARTS_OF = word_set("quarters quarter thirds third halves half fifths fifth tenths tenth")
_PLURALS = word_set("dozens scores hundreds thousands millions billions couple handful number")
_SUBSET = frozenset({"including", "included", "includes", "include"})
_FIRST = STARTERS | _ONE_PERSON | _NOBODY | {"no", "without"}
_TOLD = frozenset({"reports", "reported", "report"})
_STILL_COUNTS = word_set("further more additional other new longer doubt")
_REACH = 14
_TRIES = 16
_NEAR = 4


def counts(words: Words, most: int) -> list[Count]:
    """Return the first quantities of a text, in order: at most ``most``, among its first ``16 * most`` numbers."""
    found: list[Count] = []
    lower = words.lower
    previous: Count | None = None
    resume = sentence = lowest = highest = 0
    candidates = [at for at, word in enumerate(lower) if word in _FIRST or word[0] in DIGITS]
    for index in candidates[: _TRIES * most]:
        if index < resume:
            continue
        if len(found) == most:
            break
        if index >= highest:
            sentence, previous = words.sentence_of(index), None
            lowest, highest = words.sentences[sentence]
        word = lower[index]
        count: Count | None = None
        if word in STARTERS or word[0] in DIGITS:
            number = _number(words, index, lowest, highest)
            if number is not None:
                resume = number.end
                count = _count(words, number, lowest, highest, sentence, previous)
        elif word in _ONE_PERSON:
            count = _somebody(words, index, lowest, highest, sentence)
        else:
            count = _nobody(words, index, highest, sentence)
        if count is not None:
            found.append(count)
            previous = count
            resume = max(resume, count.end)
    return found


def _number(words: Words, index: int, lowest: int, highest: int) -> Number | None:
    """Read a number unless it is a piece of a name, a score, a time or a date."""
    lower, text, start = words.lower, words.text, words.starts[index]
    if start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        return None
    if lower[index] == "one" and index > lowest and lower[index - 1] == "no":
        return None
    head = _money_before(words, index, lowest)[1]
    number = number_at(words, index, lowest, highest, head=head)
    if number is None:
        return None
    if number.digits:
        before = lower[index - 1] if index > lowest else ""
        behind = lower[number.end] if number.end < highest else ""
        if "/" in (before, behind) and before + behind != "/":
            return None
        if before in ("/", ":") and not words.gap(index) and index > lowest + 1 and lower[index - 2][0] in DIGITS:
            return None
        if (
            behind in ("/", ":")
            and not words.gap(number.end)
            and text[words.ends[number.end] : words.ends[number.end] + 1] not in ("", " ")
        ):
            return None
        small = number.high <= 31 and number.core + 1 == number.end
        if small and any(
            w in _MONTHS and words.raw(at)[0].isupper() for w, at in ((before, index - 1), (behind, number.end))
        ):
            return None
    return number


def _count(
    words: Words, number: Number, lowest: int, highest: int, sentence: int, previous: Count | None
) -> Count | None:
    lower, end = words.lower, number.end

    def count(kind: str, unit: str, *, start: int = number.start, end: int = end, rises: bool = False) -> Count:
        return Count(kind, number.low, number.high, unit, number.qualifier, rises, start, end, sentence)

    currency, _ = _money_before(words, number.core, lowest)
    metre = lower[end - 1] == "m" and end - 1 > number.core
    if currency is not None:
        behind = _MONEY.at(lower, end, highest) if end < highest else None
        return count(
            "money", currency, end=end + (behind[0] if behind else 0), rises=_rises(words, number.start, lowest)
        )
    if end < highest:
        money = _MONEY.at(lower, end, highest)
        if money is not None and not (
            lower[end : end + 2] == ["pounds", "of"]
            or (lower[end] in ("won", "real", "marks", "crowns") and not number.digits)
        ):
            return count("money", money[1][0], end=end + money[0], rises=_rises(words, number.start, lowest))
        measure = _UNITS.at(lower, end, highest)
        if measure is not None and _is_unit(words, number, measure[0]):
            measured, unit_said = measure[1][0]
            return count(measured, unit_said, end=end + measure[0], rises=_rises(words, number.start, lowest))
    magnitude = _magnitude(words, number, lowest, highest)
    if magnitude is not None:
        return count("magnitude", "magnitude", start=magnitude[0], end=magnitude[1])
    if _is_name_or_time(words, number, lowest, highest):
        return None
    kind, rises = _kind(words, number, lowest, highest, previous)
    noun = _noun(words, end, highest)
    if kind is None and metre and noun is None:
        return Count(
            "length", number.low / 1e6, number.high / 1e6, "m", number.qualifier, False, number.start, end, sentence
        )
    if kind is None:
        counted = noun == "person" and lower[number.core] != "one" and not _is_subset(lower, number.start, lowest)
        return count("people", "person") if counted else None
    unit: str = _UNIT_OF[kind]
    if noun not in (None, "person"):
        if kind != "destroyed" or noun == "other":
            return None
        unit = noun or unit
    elif kind == "destroyed" and noun == "person":
        return None
    return count(kind, unit, rises=rises)


def _money_before(words: Words, index: int, lowest: int) -> tuple[str | None, int]:
    """Return the currency named before a number, and the first word of its name."""
    if index <= lowest:
        return None, index
    word = words.lower[index - 1]
    if word in _SYMBOLS:
        prefix = words.lower[index - 2] if index - 1 > lowest and not words.gap(index - 1) else ""
        if word == "$" and prefix in _PREFIXES:
            return _PREFIXES[prefix], index - 2
        return _SYMBOLS[word], index - 1
    if word in _BEFORE_MONEY and words.lower[index][0] in DIGITS:
        return _BEFORE_MONEY[word], index - 1
    return None, index


def _is_unit(words: Words, number: Number, length: int) -> bool:
    """Say whether a unit's word behind a number is meant as one."""
    word = words.lower[number.end]
    if word in ("in", "c", "t", "l") and length == 1:
        return False
    if word in ("foot", "ton", "mile", "pc", "ha", "m2") and length == 1:
        return number.digits or number.high != 1
    return True


def _magnitude(words: Words, number: Number, lowest: int, highest: int) -> tuple[int, int] | None:
    lower, end = words.lower, number.end
    if not number.digits or not 0 < number.high < 10:
        return None
    if end < highest and lower[end] == "magnitude":
        return number.start, end + 1
    before = number.start - 1
    while before >= lowest and lower[before] in ("of", "a", "preliminary", "at", "was", "to", "measured"):
        before -= 1
    if before >= lowest and lower[before] == "magnitude":
        return before, end
    if ("richter" in lower[end : min(end + 5, highest)]) or "richter" in lower[max(lowest, before - 4) : number.start]:
        return number.start, end
    if before >= lowest and lower[before] in ("measuring", "measured") and lower[before] != "measured":
        return (number.start, end) if number.low != int(number.low) else None
    return None


def _is_name_or_time(words: Words, number: Number, lowest: int, highest: int) -> bool:
    """Say whether a number is a name, an age, a year, a time or a score rather than a count."""
    lower, core, end = words.lower, number.core, number.end
    if core > lowest and (lower[core - 1],) in _NAMED and not (lower[core - 1] == "no" and words.raw(core - 1) == "no"):
        return number.digits or lower[core - 1] in ("aged", "age", "group", "article", "chapter", "phase", "section")
    if core > lowest + 1 and (lower[core - 2], lower[core - 1]) in _NAMED and words.raw(core - 2)[0].isupper():
        return True
    behind = lower[end] if end < highest else ""
    hyphen = bool(behind) and words.gap(end) in ("-", "‑")
    if hyphen and behind not in ("strong",):
        return True
    if behind in _TIMED or behind in _PARTS_OF or (behind in ("a", "p") and lower[end + 1 : end + 2] == ["m"]):
        return True
    if behind in ("minutes", "hours") or (behind == "old" and number.digits):
        return True
    if (
        number.digits
        and core + 1 == end
        and words.raw(core).isdigit()
        and 1900 <= number.low <= 2100
        and len(words.raw(core)) == 4
    ):
        return number.qualifier == "exactly" and not (
            end < highest and (_PERSONS.at(lower, end, highest) or _KINDS.at(lower, end, highest))
        )
    return False


def _kind(words: Words, number: Number, lowest: int, highest: int, previous: Count | None) -> tuple[str | None, bool]:
    right = None if _is_whole(words.lower, number.start, lowest) else _right(words, number.end, highest)
    if right is not None and right[1] <= 1 and right[2] is not _Mode.NOUN:
        return right[0], _rises(words, number.start, lowest)
    left, rises = _left(words, number.start, lowest)
    if left is not None:
        return left, rises
    if right is not None:
        return right[0], _rises(words, number.start, lowest)
    if _is_subset(words.lower, number.start, lowest):
        return None, False
    before = words.lower[max(lowest, number.start - _NEAR) : number.start]
    if previous is not None and previous.kind in _UNIT_OF and "total" in before and before[-1] in ("to", "at", ":"):
        return previous.kind, True
    if previous is not None and 0 < number.start - previous.end <= 2 * _NEAR and previous.kind in _UNIT_OF:
        between = words.lower[previous.end : number.start]
        noun = _noun(words, number.end, highest)
        if between[-1:] and between[-1] in _POSSESSIVES:
            between = between[:-1]
        alike = noun is not None and (noun == "person") == (previous.kind != "destroyed")
        if between[-1:] in (["and"], [","], ["plus"]) and alike and not _STOPS & set(between):
            return previous.kind, False
    return None, False


def _is_subset(lower: list[str], start: int, lowest: int) -> bool:
    """Say whether a number counts some of those counted before: "including two", "among them four"."""
    if start - 1 < lowest:
        return False
    return lower[start - 1] in _SUBSET or lower[max(lowest, start - 2) : start] in (
        ["among", "them"],
        ["among", "whom"],
    )


def _behind_of(lower: list[str], index: int) -> int:
    """Return where what is counted begins: behind the "of" of "thousands of birds"."""
    return index + (index > 0 and lower[index - 1] in _PLURALS and lower[index : index + 1] == ["of"])


def _is_whole(lower: list[str], start: int, lowest: int) -> bool:
    """Say whether a number is the whole of which another was counted: "two of the four detainees were released"."""
    if start - 3 < lowest or lower[start - 2] != "of" or lower[start - 1] not in ("the", "its", "his", "their"):
        return False
    return lower[start - 3] in STARTERS or lower[start - 3][0] in DIGITS


def _right(words: Words, index: int, highest: int) -> tuple[str, int, _Mode] | None:
    """Return what the words behind a number say was counted, how far behind, and how."""
    lower = words.lower
    limit = min(highest, index + _REACH)
    be = crossed = False
    at = index + 2 if lower[index : index + 2] == ["of", "the"] else _behind_of(lower, index)
    while at < limit:
        word = lower[at]
        match = _KINDS.at(lower, at, highest)
        if match is not None:
            length = match[0]
            for kind, mode in match[1]:
                if (
                    mode is _Mode.NOUN
                    and at - index <= 3
                    and not crossed
                    and not be
                    and _is_plural(lower[at + length - 1])
                ):
                    return kind, at - index, mode
                if (
                    mode is _Mode.DOES
                    and (be or not crossed or at - index <= 2 * _NEAR)
                    and not word.endswith("ing") | (word == "leave")
                ):
                    return kind, at - index, mode
                if mode is _Mode.DOES and (be or word == "missing"):
                    return kind, at - index, mode
                if mode is _Mode.VERB and _is_participle(word):
                    kind = _worse(lower, at + length, highest) or kind
                    if be or (not crossed and at - index <= _NEAR and not _takes_object(words, at + length, highest)):
                        return kind, at - index, mode
                    return None
            at += length
            continue
        if word in _STOPS or word == ")":
            return None
        if word in (",", "("):
            skipped = _aside_end(lower, at, limit)
            if skipped is None:
                return None
            at = skipped
            continue
        if word in ("and", "or") and at + 1 < limit and not be and not _continues(lower, at + 1, highest):
            return None
        if word in _BE:
            be = True
        elif word in _CROSSING:
            crossed = True
        at += 1
    return None


def _worse(lower: list[str], index: int, highest: int) -> str | None:
    """Return ``killed`` where that follows: "were shot and killed"."""
    if index + 1 < highest and lower[index] == "and" and lower[index + 1] in ("killed", "executed", "murdered"):
        return "killed"
    return None


def _aside_end(lower: list[str], at: int, limit: int) -> int | None:
    """Return the word behind an aside that begins with a comma or a bracket; nothing if it doesn't end soon."""
    close = ")" if lower[at] == "(" else ","
    if close == "," and not (at + 1 < limit and lower[at + 1] in _ASIDES):
        return None
    for position in range(at + 1, limit):
        if lower[position] == close:
            return position + 1
    return None


def _continues(lower: list[str], index: int, highest: int) -> bool:
    """Say whether what follows "and" goes on listing people: "five men and two women were killed"."""
    word = lower[index]
    return word in STARTERS or word[0] in DIGITS or word in _OBJECTS or _PERSONS.at(lower, index, highest) is not None


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "ung")) or word in (
        "shot",
        "hurt",
        "held",
        "slain",
        "burnt",
        "put",
        "cut",
        "made",
        "saved",
        "told",
        "sent",
        "laid",
        "set",
        "left",
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("dead", "wounded", "injured", "missing", "case", "destroyed", "damaged", "of")


def _takes_object(words: Words, index: int, highest: int) -> bool:
    """Say whether an object follows a verb, which makes what stands before it the doer."""
    if index >= highest:
        return False
    word = words.lower[index]
    if word in _OBJECTS or word in STARTERS or word[0] in DIGITS:
        return True
    if word in _ONESELF or (word == "at" and words.lower[index + 1 : index + 2] in (["least"], ["most"])):
        return True
    if words.raw(index - 1).isupper() and words.raw(index).isupper():
        return False
    return words.raw(index)[0].isupper() and word not in _DAYS and word not in _CROSSING and word not in _STOPS


def _left(words: Words, start: int, lowest: int, *, tolls: bool = True) -> tuple[str | None, bool]:
    """Return what the words before a number say was counted, and whether they say that it went up.

    ``tolls``: whether "the toll rose to" counts, too.
    """
    lower = words.lower
    at = start - 1
    while at >= lowest and start - at <= _NEAR and lower[at] in _FILLERS:
        at -= 1
    if at - 2 >= lowest and lower[at] == "and" and lower[at - 1] in _ONESELF:
        at -= 2
    if at < lowest:
        return None, False
    for first in range(at, max(lowest, at - 2) - 1, -1):
        match = _KINDS.at(lower, first, at + 1)
        if match is not None and first + match[0] == at + 1:
            for kind, mode in match[1]:
                if mode is _Mode.VERB and not (first > lowest and lower[first - 1] in _NOT_DONE):
                    return kind, False
    last = start - 1
    if not tolls:
        return None, False
    if lower[last] in _LINKS or lower[last] in _RISE or lower[last] == "stands":
        for first in range(last - 1, max(lowest, last - _REACH) - 1, -1):
            if lower[first] in (";", "“", "”"):
                break
            toll = _TOLLS.at(lower, first, last + 1)
            if toll is not None and (lower[last] not in ("of", "is", "was", "are", "were") or last - first <= _NEAR):
                return toll[1][0], _rises(words, start, lowest)
            named = _KINDS.at(lower, first, last + 1)
            if named is not None and "number" in lower[max(lowest, first - _NEAR) : first]:
                return named[1][0][0], _rises(words, start, lowest)
    return None, False


def _rises(words: Words, start: int, lowest: int) -> bool:
    """Say whether the words before a number tell that it went up to it."""
    lower = words.lower
    if start - 1 < lowest or lower[start - 1] not in ("to", "past", "above", "beyond"):
        return False
    return not _RISE.isdisjoint(lower[max(lowest, start - 2 * _NEAR) : start - 1])


def _noun(words: Words, index: int, highest: int) -> str | None:
    """Return ``person``, or the unit of the things, that the words behind a number name."""
    lower = words.lower
    found: str | None = None
    index = _behind_of(lower, index)
    for at in range(index, min(highest, index + _NEAR)):
        word = lower[at]
        if word in _CROSSING or word in _BE or word in _STOPS or word in (",", "(", "and", "or") or word in _OBJECTS:
            break
        predicate = _KINDS.at(lower, at, highest)
        if predicate is not None and predicate[1][0][1] is _Mode.DOES:
            break
        if _PERSONS.at(lower, at, highest) is not None:
            found = "person"
        else:
            thing = _THINGS.at(lower, at, highest)
            if thing is not None:
                found = thing[1][0]
    return found


def _nobody(words: Words, index: int, highest: int, sentence: int) -> Count | None:
    """Read "no casualties", "no one was hurt", "without injuries"."""
    lower = words.lower
    person = lower[index] in _NOBODY or lower[index + 1 : index + 2] == ["one"]
    be = False
    for at in range(index + 1, min(highest, index + 2 * _NEAR)):
        word = lower[at]
        if (word in _STOPS and word not in _TOLD) or word in (",", "but") or word in _STILL_COUNTS:
            return None
        be = be or word in _BE
        match = _KINDS.at(lower, at, highest)
        if match is None:
            continue
        for kind, mode in match[1]:
            noun = mode is _Mode.NOUN and not person and at - index <= _NEAR + 1
            done = be and (mode is _Mode.DOES or (mode is _Mode.VERB and _is_participle(word)))
            if kind in ("killed", "injured", "casualties", "missing", "arrested") and (noun or done):
                return Count(kind, 0, 0, _UNIT_OF[kind], "no", False, index, at + match[0], sentence)
        return None
    return None


def _somebody(words: Words, noun: int, lowest: int, highest: int, sentence: int) -> Count | None:
    """Read "a policeman was killed", "killing a woman"."""
    lower = words.lower
    behind, index = noun + 1, noun - 1
    while index >= lowest and noun - index < _NEAR and lower[index] not in ("a", "an"):
        if lower[index] in _CROSSING or lower[index] == ",":
            return None
        index -= 1
    if index < lowest or lower[index] not in ("a", "an"):
        return None
    if behind < highest and (lower[behind] in _ONE_PERSON or lower[behind] == "who"):
        return None
    left = _left(words, index, lowest, tolls=False)[0]
    right = None if left else _right(words, behind, highest)
    if right is not None and "who" in lower[behind : behind + right[1]]:
        return None
    kind = left or (right[0] if right else None)
    if kind not in ("killed", "injured", "missing", "arrested", "abducted", "rescued", "released"):
        return None
    return Count(kind, 1, 1, "person", "exactly", False, index, behind, sentence)
