"""Persons and organisations that a text names, by whatever reader of names the program was started with."""

from collections.abc import Callable, Iterable, Sequence

from schemas.enriched import Country, Entity, EntityKind
from streams.domain.text import ArticleText

Named = tuple[int, int, EntityKind]
"""First code point of a name, the one behind its last, and what it names."""
Namer = Callable[[str], Sequence[Named]]
"""Reads the names of a text: ascending, without overlap, the same for the same text."""

READ = 1000
"""Code points that are read: news name who acts in headline and lead, and a model's time grows with the text."""
MOST = 32
_PLACES = frozenset({"name", "demonym", "capital", "city", "region", "dateline"})


def entities(text: ArticleText, countries: Sequence[Country], namer: Namer) -> tuple[Entity, ...]:
    """Return the persons and organisations of title, bullets and lead, each once, in text order, at most 32.

    Args:
        text: the article.
        countries: what was found in it; where the tables know a place, a model's other opinion does not count.
        namer: reads the names.
    """
    whole = text.text if len(text.text) <= READ else text.text[: READ + 1].rpartition(" ")[0]
    places = [
        (evidence.start, evidence.end)
        for country in countries
        for evidence in country.evidence
        if evidence.kind in _PLACES and evidence.start is not None and evidence.end is not None
    ]
    found: dict[tuple[EntityKind, str], Entity] = {}
    for first, behind, kind in namer(whole):
        name = whole[first:behind]
        start, end = text.page_span(first, behind)
        if "\n" in name or (kind, name) in found or _is_place(start, end, places):
            continue
        found[kind, name] = Entity(text=name, kind=kind, start=start, end=end)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _is_place(start: int | None, end: int | None, places: Iterable[tuple[int, int]]) -> bool:
    """Say whether a name is nothing more than a place that the tables know, perhaps with "the" before it."""
    if start is None or end is None:
        return False
    return any(first - 4 <= start <= first and end <= behind for first, behind in places)
