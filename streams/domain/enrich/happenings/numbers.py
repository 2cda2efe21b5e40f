"""Numbers in words and digits, with their bounds and what hedges them."""

from typing import NamedTuple

from schemas.enriched import Qualifier
from streams.domain.enrich.happenings.words import Words

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12.0, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_GLUED_SCALES = {**_SCALES, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_VAGUE = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0), "thousands": (2e3, 9999.0),
    "millions": (2e6, 9999999.0), "billions": (2e9, 9999999999.0), "several": (3.0, 9.0), "few": (3.0, 9.0),
    "handful": (3.0, 9.0), "couple": (2.0, 2.0),
}  # fmt: skip
_SMALL = frozenset({"several", "few", "couple", "handful"})
_ORDINALS = frozenset({"st", "nd", "rd", "th", "s", "am", "pm"})
_SHORT_SCALES = {"mn", "mln", "bn", "bln", "tn", "trn"}
_PARTS = frozenset({*_UNITS, *_TENS, *_SCALES, "and", "score"})
"""Words that a number in words can have."""
STARTERS = frozenset({*_UNITS, *_TENS, *_SCALES, *_VAGUE, "half", "quarter", "tens", "score"}) - _SHORT_SCALES
"""Words that a number in words can begin with."""
DIGITS = frozenset("0123456789")

_HEDGES: tuple[tuple[Qualifier, str], ...] = (
    ("about", "about|around|approximately|approx|roughly|some|nearly|almost|close to|an estimated|estimated|circa|~"
              "|in the region of|in the order of|on the order of|somewhere around|more or less|nearing|approaching|≈"
              "|an average of"),
    ("at least", "at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of"),
    ("up to", "up to|as many as|as much as|at most|a maximum of|maximum of|no more than|not more than"
              "|as high as|anything up to"),
    ("more than", "more than|over|above|upwards of|upward of|in excess of|well over|just over|greater than"
                  "|exceeding|exceeded|exceeds|exceed|topped|tops|topping|surpassed|surpassing|surpasses|surpass"
                  "|passed|well above|far more than|much more than|larger than|and over"),
    ("less than", "fewer than|less than|under|below|just under|just below|well under|short of|shy of"),
    ("exactly", "exactly|precisely|a total of|a combined"),
)  # fmt: skip


_UP_TO = ["up", "to"]
_TOLLS = frozenset({"toll", "tally", "count", "deaths", "fatalities"})


def _by_last_word() -> dict[str, list[tuple[int, list[str], Qualifier]]]:
    found: dict[str, list[tuple[int, list[str], Qualifier]]] = {}
    for qualifier, phrases in _HEDGES:
        for phrase in (phrase.split() for phrase in phrases.split("|")):
            found.setdefault(phrase[-1], []).append((len(phrase), phrase, qualifier))
    return {last: sorted(hedges, key=lambda hedge: -hedge[0]) for last, hedges in found.items()}


_LEFT = _by_last_word()
"""Last word of the hedges before a number to how many words each has, which, and what it says; the longest first."""
_RIGHT: dict[tuple[str, ...], Qualifier] = {
    ("or", "more"): "at least", ("and", "more"): "at least", ("plus",): "at least", ("+",): "at least",
    ("and", "above"): "at least", ("or", "so"): "about", ("odd",): "about", ("or", "less"): "up to",
    ("or", "fewer"): "up to", ("and", "counting"): "at least",
}  # fmt: skip
_RIGHT_FIRST = frozenset(phrase[0] for phrase in _RIGHT)
_LONGEST = 12
"""Words that one number may be made of."""
_JOINTS = frozenset({"to", "and", "or", "–", "—"})
_SYMBOLS = frozenset("$€£¥₹₽₩₺₴")


class Number(NamedTuple):
    """One number of a text, by the words it is made of."""

    low: float
    high: float
    qualifier: Qualifier
    start: int
    """First word, hedges included."""
    core: int
    """First word of the number itself."""
    end: int
    """Word behind the last one."""
    digits: bool
    """Whether it begins with digits."""


def number_at(words: Words, index: int, lowest: int, highest: int, *, head: int | None = None) -> Number | None:
    """Read the number that begins at a word, with its range and its hedges.

    Args:
        words: the text.
        index: where a number may begin.
        lowest: word before which nothing belongs to it (the sentence's first).
        highest: word behind which nothing belongs to it.
        head: word that what hedges it stands before, where a currency stands between.
    """
    lower = words.lower
    word = lower[index]
    digits = word[0] in DIGITS
    first = _in_digits(words, index, highest) if digits else _in_words(words, index, highest)
    if first is None:
        return None
    low, high, end, step = first
    qualifier: Qualifier = "about" if word in _VAGUE or lower[end - 1] in _VAGUE or high > low else "exactly"
    second = None
    if end < highest and (lower[end] in _JOINTS or lower[end][0] in DIGITS):
        second = _range_end(words, index, end, lowest, highest)
    if second is not None:
        _, other_high, behind, other_step = second
        if low < other_high and step == 1 and other_step >= 1e3 and high < 1e3:
            low *= other_step
        if not low < other_high:
            return None
        high, end, qualifier = other_high, behind, "exactly"
    start = index if head is None else head
    if start > lowest and lower[start - 1] == "a" and (word in _SCALES or word in _VAGUE or word == "score"):
        start -= 1
    if second is not None and start > lowest and lower[start - 1] in ("between", "from"):
        start -= 1
    hedge = _hedge_before(lower, start, lowest) if start and lower[start - 1] in _LEFT else None
    if hedge is not None:
        length, said = hedge
        start -= length
        further = _hedge_before(lower, start, lowest) if start and lower[start - 1] in _LEFT else None
        if further is not None:
            start -= further[0]
        # The nearest hedge counts: "a total of more than 18,000".
        if said != "exactly" or second is None:
            qualifier = said
        elif further is not None and further[1] != "exactly":
            qualifier = further[1]
    if end < highest and lower[end] in _RIGHT_FIRST:
        for phrase, said in _RIGHT.items():
            if tuple(lower[end : min(end + len(phrase), highest)]) == phrase:
                return Number(low, high, said, start, index, end + len(phrase), digits)
    return Number(low, high, qualifier, start, index, end, digits)


def _hedge_before(lower: list[str], index: int, lowest: int) -> tuple[int, Qualifier] | None:
    for length, phrase, qualifier in _LEFT[lower[index - 1]]:
        if index - length >= lowest and lower[index - length : index] == phrase:
            # In "toll up to 33" it went up.
            risen = phrase == _UP_TO and index - length > lowest and lower[index - length - 1] in _TOLLS
            return None if risen else (length, qualifier)
    return None


def _range_end(words: Words, index: int, end: int, lowest: int, highest: int) -> tuple[float, float, int, float] | None:
    """Read the upper end of a range whose lower end is ``index:end``."""
    lower = words.lower
    joint = lower[end]
    first = index - 1 if index > lowest and lower[index - 1] in _SYMBOLS else index
    before = lower[first - 1] if first > lowest else ""
    if lower[index][0] in DIGITS and joint[0] in DIGITS and words.gap(end) == "-":
        return _cardinal(words, end, highest)
    if end + 1 >= highest:
        return None
    if joint in ("–", "—") and lower[index][0] in DIGITS and words.gap(end) == words.gap(end + 1) == "":
        return _cardinal(words, end + 1, highest)
    if joint == "to" or (joint == "and" and before == "between") or joint == "or":
        other = _cardinal(words, end + 1 + (end + 2 < highest and lower[end + 1] in _SYMBOLS), highest)
        if other is None:
            return None
        mine = _cardinal(words, index, highest)
        if mine is None or (other[1] <= mine[0] and other[3] == 1) or (joint == "or" and other[1] > 3 * mine[1]):
            return None
        return other
    return None


def _cardinal(words: Words, index: int, highest: int) -> tuple[float, float, int, float] | None:
    """Read one number without its hedges: low, high, word behind it, and the last scale that it was multiplied by."""
    if words.lower[index][0] in DIGITS:
        return _in_digits(words, index, highest)
    return _in_words(words, index, highest)


def _in_digits(words: Words, index: int, highest: int) -> tuple[float, float, int, float] | None:
    lower, start = words.lower, words.starts[index]
    word = lower[index]
    value = value_of(word)
    if value is None or (start and words.text[start - 1] in "#./_"):
        return None
    end, scale = index + 1, 1.0
    if end < highest and len(word) <= 3 and len(lower[end]) == 3 and word.isdigit():
        while end < min(highest, index + 4) and len(lower[end]) == 3 and lower[end].isdigit() and words.gap(end) == " ":
            value = value * 1000 + int(lower[end])
            end += 1
    if end < highest:
        word = lower[end]
        if words.starts[end] == words.ends[end - 1]:
            if word in _ORDINALS:
                return None
            scale = _GLUED_SCALES.get(word, 1.0)
        elif word in _SCALES:
            scale = _SCALES[word]
        if scale != 1.0:
            end += 1
            if (
                end < highest
                and lower[end] in ("crore", "crores", "million", "billion")
                and lower[end - 1] != lower[end]
            ):
                scale *= _SCALES[lower[end]]
                end += 1
    if scale != 1.0 or not value.is_integer():
        value = round(value * scale, 6)
    return value, value, end, scale


def value_of(digits: str) -> float | None:
    """Return the value of digits with their thousands and decimal marks, or nothing if they aren't one number."""
    if digits.isdigit():
        return float(digits) if len(digits) <= 15 else None
    if not digits.isascii():
        return None
    head, *rest = digits.replace(".", ",").split(",")
    thousands = all(len(group) == 3 for group in rest) and 1 <= len(head) <= 3
    if "," in digits and "." in digits:
        whole, _, part = digits.rpartition(".")
        groups = whole.split(",")
        if "," in part or "." in whole or any(len(group) != 3 for group in groups[1:]):
            return None
        return float(whole.replace(",", "") + "." + part) if len(digits) <= 20 else None
    if len(digits) > 20:
        return None
    if thousands and ("," in digits or len(rest) > 1):
        return float(head + "".join(rest))
    return float(f"{head}.{rest[0]}") if len(rest) == 1 else None


def _in_words(words: Words, index: int, highest: int) -> tuple[float, float, int, float] | None:
    lower = words.lower
    word = lower[index]
    if word in _VAGUE or word == "tens":
        return _vague(lower, index, highest)
    if word in ("half", "quarter"):
        after = index + 1
        while after < highest and lower[after] in ("a", "of"):
            after += 1
        scale = _SCALES.get(lower[after]) if after < highest and after > index + 1 else None
        share = 0.5 if word == "half" else 0.25
        return (share * scale, share * scale, after + 1, scale) if scale else None
    total = current = 0.0
    scale, position, limit = 1.0, index, min(highest, index + _LONGEST)
    while position < limit:
        word = lower[position]
        if word not in _PARTS:
            break
        if word in _UNITS:
            if current % 100 and (current % 100 < 20 or current % 10 or _UNITS[word] > 9):
                break
            if position > index and current == 0 and total == 0:
                break
            current += _UNITS[word]
        elif word in _TENS:
            if current % 100:
                break
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            if current >= _SCALES[word]:
                break
            current = (current or 1) * _SCALES[word]
            scale = _SCALES[word]
            if word == "dozen" and lower[position + 1 : position + 4] == ["and", "a", "half"]:
                return total + current * 1.5, total + current * 1.5, position + 4, scale
        elif word == "score":
            # "Two score"; else it is of a game, unless something is counted: "a score of passengers".
            counted = (
                lower[position + 1 : position + 3] and lower[position + 1] == "of" and lower[position + 2][0].isalpha()
            )
            if not (0 < current < 10 or (position == index and counted and index and lower[index - 1] == "a")):
                break
            current, scale = (current or 1) * 20, 20.0
        elif word in _SCALES:
            # "Two million three thousand" goes on downwards only.
            if (total and _SCALES[word] >= scale) or (not current and position > index):
                break
            total += (current or 1) * _SCALES[word]
            current, scale = 0.0, _SCALES[word]
        elif not (
            word == "and"
            and position + 1 < highest
            and position > index
            and lower[position - 1] in _SCALES
            and lower[position - 1] != "dozen"
            and (lower[position + 1] in _UNITS or lower[position + 1] in _TENS)
        ):
            break
        position += 1
    value = total + current
    return (value, value, position, scale) if position > index else None


def _vague(lower: list[str], index: int, highest: int) -> tuple[float, float, int, float] | None:
    low, high = _VAGUE.get(lower[index], (20.0, 99.0))
    end, scale = index + 1, 1.0
    if lower[index] in _SMALL:
        if lower[index] in ("couple", "handful") and end < highest and lower[end] == "of":
            end += 1
        elif lower[index] in ("couple", "handful", "few") and (index == 0 or lower[index - 1] != "a"):
            return None
        if end < highest and lower[end] in _SCALES:
            scale = _SCALES[lower[end]]
            end += 1
    elif end + 1 < highest and lower[end] == "of" and lower[end + 1] in ("thousands", "millions", "billions"):
        scale = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[lower[end + 1]]
        end += 2
    elif lower[index] == "tens":
        return None
    return low * scale, high * scale + (scale - 1 if lower[index] not in _SMALL else 0), end, scale
