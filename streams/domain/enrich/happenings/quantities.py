"""How many and how much: counts of people, money, magnitudes and measures."""

from collections.abc import Sequence, Set

from streams.domain.enrich.happenings.almanac import MONTHS
from streams.domain.enrich.happenings.clauses import BE, CROSSING, STOPS, is_participle, is_subset
from streams.domain.enrich.happenings.counting import (
    GATHERED,
    KINDS,
    NEAR,
    PERSONS,
    TABLE,
    UNIT_OF,
    Count,
    Mode,
    has_risen,
    kind_of,
    noun_behind,
    said_before,
    said_behind,
)
from streams.domain.enrich.happenings.forms import forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS, Number, number_at
from streams.domain.enrich.happenings.ordinals import ORDINALS, ordinal_toll
from streams.domain.enrich.happenings.words import Words, word_set


def _exactly(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({word}) for word in phrase.split())


_UNITS: Lexicon[tuple[str, str]] = Lexicon(
    (_exactly(spelling), (kind, unit))
    for kind, units in TABLE["units"].items()
    for unit, spellings in units.items()
    for spelling in spellings.split("|")
)
_MONEY: Lexicon[str] = Lexicon(
    (_exactly(spelling), currency)
    for currency, spellings in TABLE["currencies"]["words"].items()
    for spelling in spellings.split("|")
)
_SYMBOLS: dict[str, str] = TABLE["currencies"]["symbols"]
_PREFIXES: dict[str, str] = TABLE["currencies"]["prefixes"]
_BEFORE_MONEY: dict[str, str] = TABLE["currencies"]["before"]
_MEASURES = _UNITS.first | _MONEY.first
_MONEY_LAST = frozenset({*_SYMBOLS, *_BEFORE_MONEY})
"""Words that can stand before an amount of money."""
_ONE_PERSON: frozenset[str] = frozenset(
    word for word in TABLE["persons"]["words"] if " " not in word and word not in TABLE["persons"]["collective"]
)
_NAMED: frozenset[str] = frozenset(phrase for phrase in TABLE["skip"]["before"] if " " not in phrase)
_NAMED_BY_TWO: frozenset[tuple[str, ...]] = frozenset(
    tuple(phrase.split()) for phrase in TABLE["skip"]["before"] if " " in phrase
)
_NAMED_LAST = frozenset(phrase[-1] for phrase in _NAMED_BY_TWO)
_TIMED: frozenset[str] = frozenset(
    form for phrase in TABLE["skip"]["after"] if " " not in phrase for form in forms(phrase)
) - {"timing", "timed", "seconded", "nighted"}
_NOBODY = word_set("nobody none")
_ONE_OF_THEM = frozenset({"a", "an", "another"})
_OF_ONE = word_set("killed injured missing arrested abducted rescued released")
"""Kinds of which a single person is worth to be told."""
_OTHERS_DID = frozenset({"who", "among"})
"""Between somebody and what is said: it is not said of that one alone."""
_NOT_COUNTED = _TIMED | word_set("quarters quarter thirds third halves half fifths fifth tenths tenth minutes hours")
"""Behind a number: it is a time or a part of something."""
_TIME_UNITS = word_set("hours day days week weeks fortnight month months year years decade decades")
_KNOWN = word_set("the that this these those it its he his she her they their")
"""Behind "days after": what the text has told of already."""
_AFTER = 8
"""How many words behind it a number may belong to what it speaks of."""
FIRST = STARTERS | _ONE_PERSON | _NOBODY | ORDINALS.keys() | {"no", "without", "another"}
_CLOCKED = frozenset({"/", ":"})
"""Beside a number, if nothing stands between: it belongs to a date, a score or a time."""
_TOLD = frozenset({"reports", "reported", "report"})
_STILL_COUNTS = word_set("further more additional other new longer doubt")
_CAME_FOR = word_set("mourners worshippers worshipers pilgrims spectators fans delegates guests visitors")
"""Who gathers, but not to protest."""
_TELLING = STOPS | BE | _STILL_COUNTS | KINDS.first | {",", "but"}
_OPENING = 0.6
"""Least weight of a sentence whose exact numbers stand for vague ones."""
_FAR = 3
_MANY = 10
_TRIES = 16


def counts(words: Words, candidates: Sequence[int], tolls: bytearray, most: int) -> list[Count]:
    """Return the first quantities of a text, in order.

    Args:
        words: the text.
        candidates: its words that are in ``FIRST`` or digits, ascending.
        tolls: for each word 1 if it is in ``TOLD``.
        most: of them are returned, and no more than 16 times as many candidates looked at.
    """
    found: list[Count] = []
    lower, sentences = words.lower, words.sentences
    previous: Count | None = None
    resume = lowest = highest = 0
    sentence, told = -1, False
    for index in candidates[: _TRIES * most]:
        if index < resume:
            continue
        if len(found) == most:
            break
        if index >= highest:
            previous = None
            while index >= highest:
                sentence += 1
                lowest, highest = sentences[sentence]
            told = tolls.find(1, lowest, highest) >= 0
        word = lower[index]
        count: Count | None
        if word in ORDINALS:
            count = ordinal_toll(words, index, highest, sentence) if told else None
        elif word[0] in DIGITS or word in STARTERS:
            currency, head = None, index
            if index > lowest and lower[index - 1] in _MONEY_LAST:
                currency, head = _money_before(words, index, lowest)
            number = _number(words, index, lowest, highest, head)
            if number is None:
                continue
            resume = number.end
            count = _count(words, number, lowest, highest, sentence, currency, previous, told=told)
        elif not told:
            continue
        elif word in _ONE_PERSON:
            count = _somebody(words, index, lowest, highest, sentence)
        elif word == "another":
            count = _another(words, index, highest, sentence)
        else:
            count = _nobody(words, index, highest, sentence)
        if count is not None:
            found.append(count)
            previous = count
            if count.end > resume:
                resume = count.end
    return found


def exact(found: Sequence[Count], weights: Sequence[float], old: Set[int]) -> list[Count]:
    """Leave out vague tolls ("dozens dead") of which the opening gives the number ("23 dead").

    Args:
        found: the quantities of one article.
        weights: how much each of its sentences counts.
        old: sentences about long ago, whose numbers are of something else.
    """
    vague = [count for count in found if _is_vague(count)]
    if not vague:
        return list(found)
    numbers = [
        c for c in found if not _is_vague(c) and c.low and weights[c.sentence] >= _OPENING and c.sentence not in old
    ]

    def is_told(count: Count) -> bool:
        return any(
            (other.kind, other.unit) == (count.kind, count.unit)
            and count.low / 2 <= other.low
            and other.high <= count.high
            for other in numbers
        )

    return [count for count in found if not (_is_vague(count) and count.sentence not in old and is_told(count))]


def of_this_event(words: Words, found: Sequence[Count]) -> list[Count]:
    """Leave out tolls of an earlier event ("28 died, three days after 31 were killed") beside those of this one.

    Args:
        words: the text.
        found: its quantities.
    """
    earlier = {count for count in found if count.kind in UNIT_OF and _is_earlier(words, count)}
    own = {count.kind for count in found if count not in earlier}
    return [count for count in found if count not in earlier or count.kind not in own]


def crowds(words: Words, found: Sequence[Count], *, protest: bool) -> list[Count]:
    """Take those who gathered for protesters if the article is about a protest, for people elsewhere.

    Mourners and the like came for something else wherever they are.
    """

    def came(count: Count) -> str:
        behind = words.lower[count.end] if count.end < len(words.lower) else ""
        return "protesting" if protest and behind not in _CAME_FOR else "people"

    return [count._replace(kind=came(count)) if count.kind == GATHERED else count for count in found]


def _is_earlier(words: Words, count: Count) -> bool:
    """Say whether a number stands behind "days after", which nothing known follows: "days after the quake" is of it."""
    lower, lowest = words.lower, words.sentences[count.sentence][0]
    for at in range(count.start - 1, max(lowest, count.start - _AFTER), -1):
        if lower[at] in ("after", "since") and lower[at - 1] in _TIME_UNITS:
            return lower[at + 1] not in _KNOWN
        if lower[at] in STOPS or lower[at] == ",":
            return False
    return False


def _is_vague(count: Count) -> bool:
    """Say whether a toll is one like "dozens", whose bounds lie far apart."""
    return count.kind in UNIT_OF and count.high >= _FAR * count.low and count.low >= _MANY


def _number(words: Words, index: int, lowest: int, highest: int, head: int) -> Number | None:
    """Read a number unless it is a piece of a name, a score, a time or a date.

    ``head``: the first word of what names its currency before it, or itself.
    """
    lower, text, start = words.lower, words.text, words.starts[index]
    if start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        return None
    if lower[index] == "one" and (
        (index > lowest and lower[index - 1] == "no") or lower[index + 1 : index + 2] == ["family"]
    ):
        return None
    number = number_at(words, index, lowest, highest, head=head)
    if number is None:
        return None
    if number.digits:
        end = number.end
        before = lower[index - 1] if index > lowest else ""
        behind = lower[end] if end < highest else ""
        if (before == "/" or behind == "/") and before and behind:
            return None
        if before in _CLOCKED and not words.gap(index) and index > lowest + 1 and lower[index - 2][0] in DIGITS:
            return None
        if behind in _CLOCKED and not words.gap(end) and text[words.ends[end] : words.ends[end] + 1] not in ("", " "):
            return None
        if number.high <= 31 and index + 1 == end:
            if before in MONTHS and text[words.starts[index - 1]].isupper():
                return None
            if behind in MONTHS and text[words.starts[end]].isupper():
                return None
    return number


def _count(
    words: Words,
    number: Number,
    lowest: int,
    highest: int,
    sentence: int,
    currency: str | None,
    previous: Count | None,
    *,
    told: bool,
) -> Count | None:
    lower = words.lower
    low, high, qualifier, start, core, end, digits = number
    if currency is not None:
        spoken = _MONEY.at(lower, end, highest) if end < highest else None
        last = end + (spoken[0] if spoken else 0)
        return Count("money", low, high, currency, qualifier, has_risen(words, start, lowest), start, last, sentence)
    behind = lower[end] if end < highest else ""
    if behind in _MEASURES:
        money = _MONEY.at(lower, end, highest)
        if money is not None and not (
            lower[end : end + 2] == ["pounds", "of"] or (behind in ("won", "real", "marks", "crowns") and not digits)
        ):
            rises = has_risen(words, start, lowest)
            return Count("money", low, high, money[1][0], qualifier, rises, start, end + money[0], sentence)
        measure = _UNITS.at(lower, end, highest)
        if measure is not None and _is_unit(words, number, measure[0]):
            measured, unit = measure[1][0]
            rises = has_risen(words, start, lowest)
            return Count(measured, low, high, unit, qualifier, rises, start, end + measure[0], sentence)
    magnitude = _magnitude(words, number, lowest, highest) if digits and 0 < high < 10 else None
    if magnitude is not None:
        return Count("magnitude", low, high, "magnitude", qualifier, False, *magnitude, sentence)
    if _is_name_or_time(words, number, lowest, highest) or not (low.is_integer() and high.is_integer()):
        return None
    kind, rises = kind_of(words, number, lowest, highest, previous, told=told)
    noun = noun_behind(words, end, highest)
    if kind is None:
        if noun is None and lower[end - 1] == "m" and end - 1 > core:
            return Count("length", low / 1e6, high / 1e6, "m", qualifier, False, start, end, sentence)
        counted = noun == "person" and lower[core] != "one" and not is_subset(lower, start, lowest)
        return Count("people", low, high, "person", qualifier, False, start, end, sentence) if counted else None
    unit = UNIT_OF[kind]
    if noun not in (None, "person"):
        if kind != "destroyed" or noun == "other":
            return None
        unit = noun or unit
    elif kind == "destroyed" and noun == "person":
        return None
    return Count(kind, low, high, unit, qualifier, rises, start, end, sentence)


def _money_before(words: Words, index: int, lowest: int) -> tuple[str | None, int]:
    """Return the currency named before a number, and the first word of its name."""
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
    lower = words.lower
    low, _, qualifier, _, core, end, digits = number
    before = lower[core - 1] if core > lowest else ""
    if before in _NAMED and not (before == "no" and words.raw(core - 1) == "no"):
        return digits or before in ("aged", "age", "group", "article", "chapter", "phase", "section")
    if (
        before in _NAMED_LAST
        and core > lowest + 1
        and (lower[core - 2], before) in _NAMED_BY_TWO
        and words.raw(core - 2)[0].isupper()
    ):
        return True
    behind = lower[end] if end < highest else ""
    if behind in _NOT_COUNTED or (behind in ("a", "p") and lower[end + 1 : end + 2] == ["m"]):
        return True
    if behind == "old" and digits:
        return True
    if behind and behind != "strong":
        close = words.ends[end - 1]
        if words.starts[end] == close + 1 and words.text[close] in "-‑":
            return True
    if digits and 1900 <= low <= 2100 and core + 1 == end and len(lower[core]) == 4 and lower[core].isdigit():
        return qualifier == "exactly" and not (
            end < highest and (PERSONS.at(lower, end, highest) or KINDS.at(lower, end, highest))
        )
    return False


def _nobody(words: Words, index: int, highest: int, sentence: int) -> Count | None:
    """Read "no casualties", "no one was hurt", "nobody died", "without injuries"."""
    lower = words.lower
    person = lower[index] in _NOBODY or lower[index + 1 : index + 2] == ["one"]
    behind = index + 1 + (lower[index] not in _NOBODY)
    be = False
    for at in range(index + 1, min(highest, index + 2 * NEAR)):
        word = lower[at]
        if word not in _TELLING:
            continue
        if (word in STOPS and word not in _TOLD) or word in (",", "but") or word in _STILL_COUNTS:
            return None
        be = be or word in BE
        match = KINDS.at(lower, at, highest)
        if match is None:
            continue
        for kind, mode in match[1]:
            noun = mode is Mode.NOUN and not person and at - index <= NEAR + 1
            ends = (
                at + match[0] >= highest or lower[at + match[0]] in STOPS or lower[at + match[0]] in (",", "in", "and")
            )
            right = person and at == behind and (mode is Mode.DOES or ends)
            done = (be or right) and (mode is Mode.DOES or (mode is Mode.VERB and is_participle(word)))
            if kind in ("killed", "injured", "casualties", "missing", "arrested") and (noun or done):
                return Count(kind, 0, 0, UNIT_OF[kind], "no", False, index, at + match[0], sentence)
        return None
    return None


def _somebody(words: Words, noun: int, lowest: int, highest: int, sentence: int) -> Count | None:
    """Read "a policeman was killed", "killing a woman"."""
    lower = words.lower
    behind, index = noun + 1, noun - 1
    while index >= lowest and noun - index < NEAR and lower[index] not in _ONE_OF_THEM:
        if lower[index] in CROSSING or lower[index] == ",":
            return None
        index -= 1
    if index < lowest or lower[index] not in _ONE_OF_THEM:
        return None
    if behind < highest and (lower[behind] in _ONE_PERSON or lower[behind] == "who"):
        return None
    if not ORDINALS.keys().isdisjoint(lower[index:noun]):
        return None  # told by that, or one of those who were told of before
    left = said_before(words, index, lowest, index, highest, tolls=False)[0]
    right = None if left else said_behind(words, behind, highest)
    if right is not None and not _OTHERS_DID.isdisjoint(lower[behind : behind + right[1]]):
        return None
    kind = left or (right[0] if right else None)
    if kind not in _OF_ONE:
        return None
    return Count(kind, 1, 1, "person", "exactly", False, index, behind, sentence)


def _another(words: Words, index: int, highest: int, sentence: int) -> Count | None:
    """Read "and another wounded", "another was hurt": one more, whose noun was said before."""
    be = index + 1 < highest and words.lower[index + 1] in BE
    at = index + 1 + be
    right = said_behind(words, at, highest) if at < highest and words.lower[at] in KINDS.first else None
    if right is None or right[1] or right[0] not in _OF_ONE or not (right[2] is Mode.VERB or be):
        return None
    return Count(right[0], 1, 1, "person", "exactly", False, index, at + 1, sentence)
