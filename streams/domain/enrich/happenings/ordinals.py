"""Tolls that are told by the last of the dead: "a third victim has died", "the fifth to die"."""

from itertools import pairwise

from streams.domain.enrich.happenings.clauses import STOPS
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.words import Words, word_set

ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
"""What each of them counts up to."""
_OF_THE_DEAD = word_set(
    "victim person man woman child boy girl teenager student pupil worker miner patient passenger resident villager"
    " protester demonstrator marcher hostage soldier policeman officer firefighter rescuer crewman fisherman climber"
    " hiker migrant"
)
"""Whose deaths are counted, unlike those of presidents."""
_DIES = word_set("died dies succumbed succumbs")
_DONE = frozenset(
    {("was", "killed"), ("been", "killed"), ("found", "dead"), ("pronounced", "dead"), ("declared", "dead")}
)
_OVER_TIME = word_set("week weeks month months year years season decade decades history record term office")
"""A sentence with one of these counts what happened on many days."""
_REACH = 10


def ordinal_toll(words: Words, index: int, highest: int, sentence: int) -> Count | None:
    """Read the number of dead that an ordinal tells, which is more than was told before.

    Args:
        words: the text.
        index: of a word in ``ORDINALS``.
        highest: the word behind the sentence.
        sentence: its number.
    """
    lower = words.lower
    at = index + 1
    if at < highest and lower[at] in _OF_THE_DEAD:
        at += 1
        said = lower[at : min(at + _REACH, highest)]
        said = said[: next((place for place, word in enumerate(said) if word in STOPS), None)]
        dies = not _DIES.isdisjoint(said) or not _DONE.isdisjoint(pairwise(said))
    else:
        dies = False
    dies = dies or (lower[at : at + 2] == ["to", "die"] and lower[at + 2 : at + 3] != ["for"])
    begins = words.sentences[sentence][0]
    if not dies or not _OVER_TIME.isdisjoint(lower[begins:highest]):
        return None
    number = ORDINALS[lower[index]]
    return Count("killed", number, number, "person", "exactly", True, index, at, sentence)
