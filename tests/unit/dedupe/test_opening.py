"""The opening of an article: as much of it as tells what it is about."""

import pytest

from schemas.enriched import EnrichedArticle
from streams.domain.dedupe.opening import LEAD, LONGEST_OPENING, opening_of
from tests.unit.dedupe.make import record

FILLER = "The hall was full an hour before it began, and those outside listened to the radio."


def of(*paragraphs: str, title: str | None = None, bullets: tuple[str, ...] = ()) -> EnrichedArticle:
    made = record("Text.")
    article = made.article.model_copy(update={"title": title, "summary": bullets, "paragraphs": paragraphs})
    return made.model_copy(update={"article": article})


def test_it_is_the_headline_the_bullets_and_two_paragraphs() -> None:
    long = FILLER * (LEAD // len(FILLER))

    opening = opening_of(of(long, "Second.", "Third.", title="Headline", bullets=("Bullet",)))

    assert opening.text == f"Headline\nBullet\n{long}\nSecond."


def test_of_short_paragraphs_it_has_more() -> None:
    opening = opening_of(of(*["Short."] * 200, title="Headline"))

    assert LEAD <= len(opening.text) < LEAD + len("\nShort.")


def test_it_is_never_long() -> None:
    assert len(opening_of(of(FILLER * 1000)).text) == LONGEST_OPENING


@pytest.mark.parametrize(("place", "counts"), [(1, True), (5, True), (20, False)])
def test_a_correction_counts_where_it_opens_the_text(place: int, counts: bool) -> None:
    paragraphs = [FILLER] * 30
    paragraphs[place] = "An earlier report of the toll was wrong."

    assert opening_of(of(*paragraphs)).corrects == counts
