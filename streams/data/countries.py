"""Countries and the words that speak for them, as compiled by ``streams.data.build``."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import numpy as np

from schemas.enriched import EvidenceKind

LATIN: Final = "latin"
"""In the table: all languages but English that are written in Latin letters and that names are known in."""
_LATIN = frozenset({
    "ca", "cs", "da", "de", "es", "fi", "fr", "hr", "hu", "id", "it", "ms", "nl", "no", "pl", "pt", "ro", "sk", "sl",
    "sr", "sv", "sw", "tr", "vi",
})  # fmt: skip


class Meaning(NamedTuple):
    """One thing that a term can mean."""

    kind: EvidenceKind | Literal["none", "cue", "event"]
    """``none``: the phrase hides a place's name and speaks for no country. ``cue``: a word of public life there.
    ``event``: a word that says that something happened."""
    country: str
    """ISO 3166-1 alpha-2."""
    people: int
    """Inhabitants of a place, 0 where unknown."""
    place: str
    """Which of several places or persons of one name; with ``e`` the letters that it is written with."""
    flags: str
    """``w`` needs support in the text, ``p`` may be a person or a thing, ``a`` another country is meant more often,
    ``u`` only in capitals, ``n`` only with a capital, ``e`` only in its very letters, ``c`` only behind a comma,
    ``l`` in small letters, too, ``s`` a surname, ``h`` a state that is no more, ``r`` a region named as in
    ISO 3166-2."""
    languages: frozenset[str]
    """ISO 639-1 of the texts in which it means this; empty for all."""


class Term(NamedTuple):
    """What one term can mean."""

    name: str
    """Folded."""
    meanings: tuple[Meaning, ...]
    """At least one."""
    plain: bool
    """Whether all of them hold in any language, case and place."""


class Terms:
    """All terms, as the compiled table has them: ascending, each known by its place.

    They stay one block of bytes, because as strings they would take five times as much and few are ever met.
    """

    __slots__ = ("_begin", "_tab", "_table")

    def __init__(self, table: bytes) -> None:
        self._table = table
        marks = np.frombuffer(table, np.uint8)
        ends = (marks == ord("\n")).nonzero()[0]
        tabs = (marks == ord("\t")).nonzero()[0]
        self._begin = np.concatenate(([0], ends + 1)).astype(np.uint32)
        """Where each line begins, and where the last one ends."""
        self._tab = tabs[tabs.searchsorted(self._begin[:-1])].astype(np.uint32)
        """Where the term of each line ends."""

    def __len__(self) -> int:
        return len(self._tab)

    def name(self, index: int) -> str:
        """Return a term, folded."""
        return self._table[self._begin[index] : self._tab[index]].decode()

    def patterns(self, begin: int, end: int) -> Iterator[str]:
        """Yield some terms as they are looked for, with a space on each side."""
        for index in range(begin, end):
            yield f" {self.name(index)} "

    def cells(self, index: int) -> str:
        """Return what a term can mean, in the form of the table; :func:`term` reads it."""
        return self._table[self._tab[index] + 1 : self._begin[index + 1] - 1].decode()

    def languages(self, index: int) -> frozenset[str]:
        """Return the languages, ISO 639-1, in which some of what a term means is limited to them."""
        found = (cell.rpartition(":")[2] for cell in self.cells(index).split("\t"))
        return frozenset(language for listed in found for language in _languages(listed))

    def first_from(self, name: str) -> int:
        """Return the place of the first term that is not below another one."""
        return bisect_left(range(len(self)), name, key=self.name)

    def beginning_with(self, *kinds: bytes) -> frozenset[int]:
        """Return the places of the terms whose first meaning is of some kinds."""
        found: list[int] = []
        for kind in kinds:
            at = -1
            while (at := self._table.find(b"\t" + kind + b":", at + 1)) >= 0:
                place = int(self._tab.searchsorted(at))
                if place < len(self._tab) and self._tab[place] == at:
                    found.append(place)
        return frozenset(found)


def _lines(name: str) -> list[list[str]]:
    text = files("streams.data").joinpath("compiled", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def country_names() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2, and XK, to the English short name of CLDR."""
    return MappingProxyType({row[0]: row[1] for row in _lines("countries.tsv")})


@cache
def terms() -> Terms:
    """Load the terms. Their meanings are read when they are first met."""
    return Terms(files("streams.data").joinpath("compiled", "terms.tsv").read_bytes())


@cache
def signs() -> Terms:
    """Load the weak signs, which count where nothing else does.

    ``place`` of their meanings is their class in ``sources/last_resort.tsv``; ``l`` of their flags says that they are
    written in small letters, too.
    """
    return Terms(files("streams.data").joinpath("compiled", "last_resort.tsv").read_bytes())


@cache
def _languages(listed: str) -> frozenset[str]:
    codes = frozenset(listed.split(",")) - {""}
    return codes - {LATIN} | _LATIN if LATIN in codes else codes


def meanings_of(cells: str) -> Iterator[Meaning]:
    """Yield what :meth:`Terms.cells` says that a term can mean."""
    for cell in cells.split("\t"):
        kind, country, people, place, flags, languages = cell.split(":")
        yield Meaning(kind, country, int(people), place, flags, _languages(languages))  # type: ignore[arg-type]


@cache
def term(index: int) -> Term:
    """Return what the term at an index of :func:`terms` can mean."""
    known = terms()
    meanings = tuple(meanings_of(known.cells(index)))
    plain = not any(m.languages or "u" in m.flags or "c" in m.flags or m.kind in {"cue", "event"} for m in meanings)
    return Term(known.name(index), meanings, plain)


class Country(NamedTuple):
    """What a country is beside its names."""

    people: int
    neighbours: frozenset[str]
    domain: str
    """Top-level domain of the internet."""


@cache
def country_facts() -> Mapping[str, Country]:
    """Return ISO 3166-1 alpha-2 to inhabitants and land neighbours (GeoNames)."""
    return MappingProxyType(
        {row[0]: Country(int(row[2]), frozenset(row[3].split(",")) - {""}, row[4]) for row in _lines("countries.tsv")}
    )


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Return the classes of words that tell how a place's name is meant; ``sources/context.tsv`` names them."""
    classes: dict[str, set[str]] = {}
    for kind, word in _lines("words.tsv"):
        classes.setdefault(kind, set()).add(word)
    return MappingProxyType({kind: frozenset(found) for kind, found in classes.items()})
