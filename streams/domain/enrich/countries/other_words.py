"""Names of places and peoples that are other words here: sugar is "Chinese" in Hindi, a pavement "India" in Korean."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from streams.data.countries import words
from streams.data.fold import fold
from streams.domain.enrich.countries.match import UNSPACED
from streams.domain.enrich.countries.mention import Mention

_NEAR = 60
"""How many characters away a word may say how a name is meant."""
_ANY = "*"


class Senses(NamedTuple):
    """The words beside a name that say how it is meant; each stands for all that begin so."""

    others: frozenset[str]
    """It is another word. ``*``: it is one unless something says that it is the place."""
    own: frozenset[str]
    """It is the place."""


def drop_other_words(text: str, every: Sequence[Mention], language: str | None) -> None:
    """Take out what is another word here, and dishes named after a people.

    Where nothing else in the text speaks for the country, one such place is enough for all.
    """
    senses = _senses().get(language or "")
    dishes = _class("culture", language)
    if senses is None and dishes is None:
        return
    meant: dict[str, list[tuple[Mention, bool | None]]] = {}
    for mention in every:
        if senses is not None and mention.term in senses and mention.meanings:
            meant.setdefault(mention.term, []).append(
                (mention, _is_other(text, mention, senses[mention.term], language))
            )
        elif dishes is not None and _is_people(mention) and _stands_beside(mention, *dishes):
            mention.meanings = ()
    for term, mentions in meant.items():
        country = mentions[0][0].meanings[0].country
        spoken = any(
            other.term not in (senses or {}) and any(meaning.country == country for meaning in other.meanings[:1])
            for other in every
            if other.term != term
        )
        any_other = any(other for _, other in mentions)
        by_default = senses is not None and _ANY in senses[term].others
        for mention, other in mentions:
            if other or (other is None and not spoken and (any_other or by_default)):
                mention.meanings = ()


def _is_other(text: str, mention: Mention, senses: Senses, language: str | None) -> bool | None:
    """Say whether the words around a mention make it another word, or the place; ``None`` if neither."""
    before, behind = text[max(mention.start - _NEAR, 0) : mention.start], text[mention.end : mention.end + _NEAR]
    whole = text[mention.start : mention.end]
    near = f" {fold(before)}{fold(whole)}{fold(behind)} "
    mark = "" if language in UNSPACED and language != "ko" else " "
    if any(f"{mark}{word}" in near for word in senses.own):
        return False
    return True if any(f"{mark}{word}" in near for word in senses.others if word != _ANY) else None


def _is_people(mention: Mention) -> bool:
    return bool(mention.meanings) and mention.meanings[0].kind == "demonym"


def is_person(text: str, mention: Mention, language: str | None) -> bool:
    """Say whether somebody of a people stands beside its name: "touriste suisse"."""
    persons = _class("person", language)
    if persons is None:
        return False
    behind = mention.end + (language not in UNSPACED or text.startswith(" ", mention.end))
    return text.startswith(persons[1], behind) or _stands_beside(mention, *persons)


def _stands_beside(mention: Mention, whole: frozenset[str], begun: tuple[str, ...]) -> bool:
    beside = [word for word, gap in ((mention.before, mention.gap), (mention.after, mention.behind)) if gap == " "]
    return any(word in whole or word.startswith(begun) for word in map(str.lower, beside))


@cache
def _senses() -> Mapping[str, Mapping[str, Senses]]:
    found: dict[str, dict[str, Senses]] = {}
    classes = words()
    for name, others in classes.items():
        kind, _, rest = name.partition("-")
        if kind == "other":
            language, _, term = rest.partition("-")
            own = classes.get(f"own-{rest}", frozenset())
            found.setdefault(language, {})[term] = Senses(others, own)
    return found


@cache
def _class(name: str, language: str | None) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """Return the words of a class in a language: whole ones, and how others begin."""
    known = words().get(f"{name}-{language}")
    if known is None:
        return None
    return frozenset(known), tuple(word.removesuffix("*") for word in sorted(known) if word.endswith("*"))
