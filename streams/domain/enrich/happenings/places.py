"""In which country a quantity was counted."""

from bisect import bisect_left
from collections.abc import Sequence

from schemas.enriched import Country
from streams.domain.enrich.happenings.counting import Count
from streams.domain.enrich.happenings.words import Words
from streams.domain.text import ArticleText

_COUNTED_HERE = frozenset(
    {
        *(
            "killed",
            "injured",
            "casualties",
            "missing",
            "trapped",
            "displaced",
            "evacuated",
            "rescued",
            "arrested",
            "charged",
        ),
        *(
            "abducted",
            "released",
            "infected",
            "vaccinated",
            "arrived",
            "deployed",
            "protesting",
            "affected",
            "destroyed",
        ),
        *("magnitude", "surrendered", "departed", "people"),
    }
)
_PLACE_KINDS = frozenset({"name", "capital", "city", "region", "government"})
_ROLES = frozenset({"location", "actor", "target"})
_BEHIND = 4
"""Words behind a number in which a people's name says who was counted, not where."""


def countries_of(
    text: ArticleText, words: Words, counts: Sequence[Count], countries: Sequence[Country]
) -> list[str | None]:
    """Return the country of each quantity: the one that its sentence names, else the article's only place.

    A people's name behind the number ("98,000 Russians entered the country") says
    who was counted, not where.
    """
    if not counts:
        return []
    signs = sorted(
        [
            (start, evidence.end or start, kind in _PLACE_KINDS, country.iso2)
            for country in countries
            if country.focus or country.role in _ROLES
            for evidence in country.evidence
            if (start := evidence.start) is not None and (kind := evidence.kind) != "dateline"
        ]
    )
    places = [country.iso2 for country in countries if country.role == "location" and country.focus]
    only = places[0] if len(places) == 1 else None
    found: list[str | None] = []
    sentence, highest = -1, 0
    starts, ends = words.starts, words.ends
    near: list[tuple[int, int, bool, str]] = []
    for count in counts:
        if count.kind not in _COUNTED_HERE:
            found.append(None)
            continue
        if count.sentence != sentence:
            sentence = count.sentence
            lowest, highest = words.sentences[sentence]
            start, end = text.page_span(starts[lowest], ends[highest - 1])
            near = []
            if start is not None and end is not None:
                first, last = bisect_left(signs, (start,)), bisect_left(signs, (end,))
                near = [sign for sign in signs[first:last] if sign[1] <= end]
        chosen: tuple[bool, int, str] | None = None
        at = behind = None
        if near:
            at, behind = text.page_span(starts[count.start], ends[min(count.end + _BEHIND, highest) - 1])
        if at is not None and behind is not None:
            for begins, _, is_place, iso2 in near:
                if not is_place and at <= begins < behind:
                    continue
                option = (not is_place, abs(begins - at), iso2)
                if chosen is None or option < chosen:
                    chosen = option
        found.append(chosen[2] if chosen else only)
    return found
