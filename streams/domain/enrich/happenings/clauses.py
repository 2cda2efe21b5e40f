"""How a clause goes on around a number: its asides, its participles, its nouns in the plural."""

from streams.domain.enrich.happenings.numbers import DIGITS, STARTERS
from streams.domain.enrich.happenings.words import word_set

BE = word_set("is are was were be been being am remain remains remained got get")
CROSSING = word_set("in at on from of for with during near across inside outside under over around to into by among")
STOPS = word_set(
    "that which after as when while since because but if than before until unless where whether said say says told"
    ' tells according added adds announced reported reports claimed ; : — – “ ” " killing leaving whose whom'
)
_ASIDES = word_set("including mostly many most some all among mainly one two three half both several at the a")
HAVE = BE | {"have", "has", "had"}
BROUGHT = word_set(
    "taken rushed brought flown airlifted sent admitted transferred ferried conveyed transported moved shifted removed"
    " referred evacuated carried driven stretchered"
)
_HOSPITALS = word_set("hospital hospitals clinic clinics infirmary")
OBJECTS = word_set("the a an his her their its another several some more dozens hundreds thousands him them")
_SINGULAR = frozenset({"death", "fatality", "body", "injury"})
_ONE = frozenset({"one", "1"})
_SUBSET = frozenset({"including", "included", "includes", "include"})
_SUBSETS = _SUBSET | {"among", "them"}
_SUBSET_LAST = _SUBSET | {"them", "whom"}
NOT_NOUNS = CROSSING | BE | STOPS | OBJECTS | {",", "(", "and", "or"}
_ABOUT = word_set("about some around roughly nearly almost")
_NEAR = 4


def is_subset(lower: list[str], start: int, lowest: int) -> bool:
    """Say whether a number counts some of those counted before: "including two", "among them four"."""
    if start - 1 < lowest or lower[start - 1] not in _SUBSET_LAST:
        return False
    return lower[start - 1] in _SUBSET or lower[max(lowest, start - 2) : start] in (
        ["among", "them"],
        ["among", "whom"],
    )


def worse(lower: list[str], index: int, highest: int) -> str | None:
    """Return ``killed`` where that follows: "were shot and killed"."""
    if index + 1 < highest and lower[index] == "and" and lower[index + 1] in ("killed", "executed", "murdered"):
        return "killed"
    return None


def counts_all(lower: list[str], index: int) -> bool:
    """Say whether a number stands before a word that counts no part of those before it: "including two"."""
    word = lower[index - 1]
    return (word in STARTERS or word[0] in DIGITS) and _SUBSETS.isdisjoint(lower[max(0, index - _NEAR) : index])


def aside_end(lower: list[str], at: int, limit: int, *, any_words: bool) -> int | None:
    """Return the word behind an aside that begins with a comma or a bracket; nothing if it doesn't end soon.

    ``any_words``: whether it may begin with any word, if a verb behind it goes on: "20 men, all guests, were".
    """
    close = ")" if lower[at] == "(" else ","
    begins = close == ")" or (at + 1 < limit and lower[at + 1] in _ASIDES)
    if not begins and not any_words:
        return None
    for position in range(at + 1, limit):
        if lower[position] == close:
            goes_on = begins or (position + 1 < limit and lower[position + 1] in HAVE)
            return position + 1 if goes_on else None
        if not begins and (lower[position] in STOPS or lower[position] in BE or _counts_anew(lower, position)):
            return None
    return None


def _counts_anew(lower: list[str], at: int) -> bool:
    """Say whether a number at a word counts those before it once more: "40 families, about 230 people"."""
    return lower[at - 1] in _ABOUT and (lower[at] in STARTERS or lower[at][0] in DIGITS)


def is_to_hospital(lower: list[str], index: int, highest: int) -> bool:
    """Say whether "to", and soon a hospital, follow who was taken: "were rushed to the Mercy Hospital"."""
    if lower[index : index + 1] != ["to"]:
        return False
    return not _HOSPITALS.isdisjoint(lower[index + 1 : min(index + 2 + _NEAR, highest)])


def is_participle(word: str) -> bool:
    """Say whether a verb form can be a past participle."""
    return word.endswith(("ed", "en", "ung", "own", "orn", "ought", "aught")) or word in (
        "dug",
        "led",
        "hit",
        "struck",
        "swept",
        "run",
        "met",
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


def is_counted(lower: list[str], number: int, behind: int) -> bool:
    """Say whether a noun is counted: in the plural, or "one death" where no noun follows.

    Args:
        lower: the words of the text.
        number: where the last word of the number stands.
        behind: the word behind the noun.
    """
    word = lower[behind - 1]
    if word not in _SINGULAR:
        return _is_plural(word)
    return lower[number] in _ONE and (behind == len(lower) or lower[behind] in NOT_NOUNS)


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("dead", "wounded", "injured", "missing", "case", "destroyed", "damaged", "of")
