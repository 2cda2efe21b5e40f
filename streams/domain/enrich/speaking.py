"""The sentences of an article that speak for what is said of a country."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from schemas.enriched import Enrichment, Sentence
from streams.domain.text import ArticleText, cut, offset_in_text

MOST = 2
LONGEST = 400
FIRST_SIGN, SIGN, QUANTITY = 3, 1, 2
"""What a sentence counts for the first sign of a country in the article, for each other one, and for a quantity."""
_TEXT = frozenset({"summary", "paragraph"})

_sentence = Sentence.maker()


def speaking(text: ArticleText, said: Enrichment, desks: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences that speak for what is said of each desk's country, best first.

    A sentence counts for each quantity in it that is the country's or nobody's, and for the signs of the country; of
    equal ones the earlier is better. Without any, it is the first sentence of the body.

    Args:
        text: the article.
        said: what is said about it.
        desks: ISO 3166-1 alpha-2 codes, or ZZ.
    """
    spans = text.sentences
    begins = [begin for begin, _ in spans]
    first = [*range(bisect_left(begins, text.body_start), len(spans))[:1]]
    lines = sorted(
        (segment.piece.start, segment.start, segment.piece)
        for segment in text.segments
        if segment.part in _TEXT and segment.piece is not None
    )
    starts = [start for start, _, _ in lines]

    def number_of(start: int | None) -> int | None:
        """Return the number of the sentence that stands at an offset of the page."""
        line = -1 if start is None else bisect_right(starts, start) - 1
        if start is None or line < 0:
            return None
        _, begin, piece = lines[line]
        return bisect_right(begins, begin + offset_in_text(piece, start)) - 1 if start < piece.end else None

    counted = [(each.country, number_of(each.start)) for each in said.quantities]
    made: dict[int, Sentence] = {}
    found: dict[str, tuple[Sentence, ...]] = {}
    for desk in desks:
        weights: dict[int | None, int] = {}
        for country, number in counted:
            if country is None or country == desk:
                weights[number] = weights.get(number, 0) - QUANTITY
        for named in said.countries:
            if named.iso2 == desk:
                for place, sign in enumerate(named.evidence):
                    number = number_of(sign.start)
                    weights[number] = weights.get(number, 0) - (SIGN if place else FIRST_SIGN)
        ranked = sorted([(weight, number) for number, weight in weights.items() if number is not None])[:MOST]
        best = [number for _, number in ranked] or first
        for number in best:
            if number not in made:
                start, end = spans[number]
                at, behind = text.page_span(start, end)
                made[number] = _sentence(text=cut(text.text[start:end], LONGEST), start=at, end=behind)
        found[desk] = tuple([made[number] for number in best])
    return found
