"""Datelines on lines of their own."""

from datetime import UTC, datetime

import pytest

from schemas.page import PageRef
from streams.domain.split import split
from streams.domain.split.datelines import is_dateline
from tests.unit.split.laws import check

BODY = (
    "The roof of the covered market gave way on Tuesday morning, killing six traders who were opening their stalls.\n\n"
    "Firefighters dug through the rubble until dusk, and the mayor closed the neighbouring streets to traffic.\n\n"
    "An inquiry will begin at once, the interior ministry said, and the builder has been called to testify.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Novi Sad, 12 May",
        "NOVI SAD, May 12 (Reuters)",
        "Novi Sad, Serbia",
        "Kabul — Reuters",
        "Kabul, Afghanistan (AP) —",
        "KABUL:",
        "Belgrade | 12 May 2026 | 14:30",
        "Paris, le 12 mai",
        "Москва, 12 мая",
        "القاهرة (رويترز)",
        "San Francisco, Calif., Monday",
    ],
)
def test_a_known_place_with_a_day_an_agency_or_a_larger_place_is_a_dateline(text: str) -> None:
    assert is_dateline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Novi Sad",
        "Anna Berger, 12 May",
        "Anna Berger, Belgrade",
        "12 May 2026",
        "Monday, 12 May",
        "Reading, 5 min",
        "Sports, Football",
        "Kabul, where it all began",
        "reading, 12 May",
        "-",
        "(Reuters)",
        "Novi Sad, Serbia, " + "Serbia, " * 20,
    ],
)
def test_a_place_alone_a_person_a_day_and_a_sentence_are_none(text: str) -> None:
    assert not is_dateline(text)


@pytest.mark.parametrize("above", ["", "By Anna Berger\n"])
def test_a_dateline_above_the_text_is_of_the_article(above: str) -> None:
    text = f"Market roof collapse kills six traders\n{above}Novi Sad, 12 May 2026\n\n{BODY}"

    cut = split(text, page=PageRef(id="p"))

    check(text, cut)
    (article,) = cut.articles
    assert article.dateline == "Novi Sad, 12 May 2026"
    assert article.published_at == datetime(2026, 5, 12, tzinfo=UTC)
    assert [text[p.start : p.end] for p in article.pieces if p.kind == "dateline"] == ["Novi Sad, 12 May 2026"]
    assert len(article.paragraphs) == 3


def test_a_whole_text_keeps_its_dateline_apart() -> None:
    text = f"Market roof collapse kills six traders\nNOVI SAD (Reuters)\n{BODY}"

    (article,) = split(text, page=PageRef(id="p"), whole=True).articles

    assert article.dateline == "NOVI SAD (Reuters)"
    assert article.paragraphs[0].startswith("The roof")
