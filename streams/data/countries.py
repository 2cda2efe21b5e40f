"""Countries and the words that speak for them, as compiled by ``streams.data.build``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple

from schemas.enriched import EvidenceKind


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
    """Which of several places or persons of one name."""
    flags: str
    """``w`` needs support in the text, ``p`` may be a person or a thing, ``a`` another country is meant more often,
    ``u`` only in capitals, ``c`` only behind a comma, ``s`` a surname, ``h`` a state that is no more, ``r`` a region
    named as in ISO 3166-2."""
    languages: frozenset[str]
    """ISO 639-1 of the texts in which it means this; empty for all."""


class Term(NamedTuple):
    """What one term can mean."""

    meanings: tuple[Meaning, ...]
    """At least one."""
    plain: bool
    """Whether all of them hold in any language, case and place."""


class Terms(NamedTuple):
    """All terms, and what each can mean in the form of the table, at the same index."""

    patterns: list[str]
    """Folded terms, a space on each side, ascending."""
    cells: list[str]
    """Meanings, parted by tabs; :func:`term` reads them."""


def _lines(name: str) -> list[list[str]]:
    text = files("streams.data").joinpath("compiled", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def country_names() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2, and XK, to the English short name of CLDR."""
    return MappingProxyType({row[0]: row[1] for row in _lines("countries.tsv")})


@cache
def terms() -> Terms:
    """Load the terms. Their meanings are read when they are first met, because few ever are."""
    text = files("streams.data").joinpath("compiled", "terms.tsv").read_text("utf-8")
    patterns: list[str] = []
    cells: list[str] = []
    for line in text.splitlines():
        name, _, meanings = line.partition("\t")
        patterns.append(f" {name} ")
        cells.append(meanings)
    return Terms(patterns, cells)


@cache
def term(index: int) -> Term:
    """Return what the term at an index of :func:`terms` can mean."""
    meanings = []
    for cell in terms().cells[index].split("\t"):
        kind, country, people, place, flags, languages = cell.split(":")
        spoken = frozenset(languages.split(",")) if languages else frozenset[str]()
        meanings.append(Meaning(kind, country, int(people), place, flags, spoken))  # type: ignore[arg-type]
    plain = not any(m.languages or "u" in m.flags or "c" in m.flags or m.kind in {"cue", "event"} for m in meanings)
    return Term(tuple(meanings), plain)


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
