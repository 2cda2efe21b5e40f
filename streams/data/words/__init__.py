"""How rare words are in general: the background against which the terms of an article stand out."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

RAREST = 8.0
"""Rarity of a word that the table does not know."""


@cache
def rarity() -> Mapping[str, float]:
    """Return rarity by English word, case folded and singular: 0 for a word of every text, at most ``RAREST``."""
    table: dict[str, float] = {}
    for line in files("streams.data.words").joinpath("frequency.txt").read_text("utf-8").splitlines():
        value, _, words = line.partition("\t")
        for word in words.split():
            table.setdefault(singular(word), float(value))
    return MappingProxyType(table)


def singular(word: str) -> str:
    """Return a word without its plural s, roughly: equal words stay equal, which is all that comparison needs."""
    return word[:-1] if word[-1:] == "s" and len(word) > 4 and word[-2] != "s" else word
