"""Datelines on lines of their own."""

from datetime import UTC, datetime

import pytest

from schemas.page import PageRef
from streams.domain.split import split
from streams.domain.split.datelines import is_dateline, is_filed
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
        "Rio de Janeiro, 12 de maio",
        "Madrid, 12 may (EFE).-",
        "ROMA (ANSA) - 12 maggio",
        "New Delhi [India], May 12 (ANI):",
        "JERUSALEM/GAZA, May 12 (Reuters)",
        "MOSCOW, May 12 /TASS/",
        "LONDON, May 12, 2026 /PRNewswire/ --",
        "МОСКВА, 12 мая — РИА Новости",
        "القاهرة - رويترز",
        "北京，5月12日",
        "Kabul, 12th May",
        "Kabul, 12.05.2026",
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
        "London, 12°",
        "London 12",
        "Austin, 24",
        "Munich (2005)",
        "Ukraine (341)",
        "Madrid - Milan",
        "Milan - Roma 20:45",
        "Liverpool, Chelsea",
        "Delhi, Mumbai, Chennai",
        "Russia - Ukraine",
        "India, Delhi",
        "Paris, Washington",
        "Chad - 3 hours ago",
        "Kabul (Photo: Reuters)",
        "Kabul (file photo)",
        "Ukraine:",
        "Novi Sad, Serbia, " + "Serbia, " * 20,
    ],
)
def test_a_place_alone_a_person_a_day_a_row_of_a_table_and_a_sentence_are_none(text: str) -> None:
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


def test_a_town_in_its_country_may_be_an_item_of_a_list() -> None:
    assert is_filed("Lisbon, Portugal (Reuters)")
    assert not is_filed("Lisbon, Portugal")


FERRY = (
    "A ferry carrying more than 200 passengers capsized in rough seas late on Sunday, and 31 people drowned.\n\n"
    "The coast guard sent two boats and a helicopter, but waves of three metres slowed the search.\n\n"
    "Most of those on board were going home for a holiday.\n"
)
STUDENTS = (
    "Police fired tear gas at thousands of students who marched on parliament against a rise in tuition fees.\n\n"
    "At least 12 people were injured and 40 were arrested, the interior minister told reporters.\n\n"
    "The students said they would march again on Friday.\n"
)


def test_a_headline_with_a_dateline_below_it_begins_an_article() -> None:
    text = (
        f"Market roof collapse kills six traders\nNovi Sad, 12 May\n\n{BODY}\n"
        f"Ferry capsizes, 31 drowned\nMANILA, May 12 (Reuters)\n\n{FERRY}\n"
        f"Police fire tear gas at students\nNairobi, Kenya (AP) —\n\n{STUDENTS}"
    )

    cut = split(text, page=PageRef(id="p"))

    check(text, cut)
    found = [(article.title, article.dateline, len(article.paragraphs)) for article in cut.articles]
    assert found == [
        ("Market roof collapse kills six traders", "Novi Sad, 12 May", 3),
        ("Ferry capsizes, 31 drowned", "MANILA, May 12 (Reuters)", 3),
        ("Police fire tear gas at students", "Nairobi, Kenya (AP) —", 3),
    ]


def test_a_dateline_may_stand_above_the_headline() -> None:
    text = f"Novi Sad, 12 May\nMarket roof collapse kills six traders\n\n{BODY}"

    cut = split(text, page=PageRef(id="p"))

    check(text, cut)
    (article,) = cut.articles
    assert (article.title, article.dateline) == ("Market roof collapse kills six traders", "Novi Sad, 12 May")
    assert article.start == 0


def test_a_dateline_is_no_first_paragraph() -> None:
    text = (
        "Derrumbe en un mercado deja seis muertos\nBuenos Aires, 12 de mayo de 2026 (EFE).-\n\n"
        "El techo del mercado cubierto se derrumbó el martes por la mañana y mató a seis comerciantes.\n\n"
        "Los bomberos buscaron entre los escombros hasta el anochecer.\n"
    )

    cut = split(text, page=PageRef(id="p"))

    check(text, cut)
    (article,) = cut.articles
    assert article.dateline == "Buenos Aires, 12 de mayo de 2026 (EFE).-"
    assert article.paragraphs[0].startswith("El techo")


def test_a_place_above_a_text_that_opens_with_a_dateline_says_nothing() -> None:
    text = f"Market roof collapse kills six traders\nLondon, UK\n\nNOVI SAD, Serbia (AP) — {BODY}"

    (article,) = split(text, page=PageRef(id="p")).articles

    assert article.dateline is None


def test_a_time_of_publication_outweighs_the_day_of_a_dateline() -> None:
    text = f"Market roof collapse kills six traders\nNovi Sad, 12 May 2026\nUpdated 13 May 2026 09:00\n\n{BODY}"

    (article,) = split(text, page=PageRef(id="p")).articles

    assert article.published_at == datetime(2026, 5, 13, 9, tzinfo=UTC)


def test_a_whole_text_without_a_headline_has_none_of_its_dateline() -> None:
    (article,) = split(f"Novi Sad, 12 May\n{BODY}", page=PageRef(id="p"), whole=True).articles

    assert (article.title, article.dateline) == (None, "Novi Sad, 12 May")


def test_a_whole_text_may_have_its_dateline_above_the_headline() -> None:
    text = f"Novi Sad, 12 May\nMarket roof collapse kills six traders\n{BODY}"

    (article,) = split(text, page=PageRef(id="p"), whole=True).articles

    assert (article.title, article.dateline) == ("Market roof collapse kills six traders", "Novi Sad, 12 May")


def test_a_place_and_day_apart_from_the_headline_below_sign_the_text_above() -> None:
    text = f"{FERRY}\nGeneva, 12 May 2026\n\nMarket roof collapse kills six traders\n\n{BODY}"

    cut = split(text, page=PageRef(id="p"))

    assert [article.dateline for article in cut.articles] == [None, None]


def test_headlines_and_datelines_in_turn_leave_no_article_without_text() -> None:
    roof = "Market roof collapse kills six traders"
    text = f"{BODY}\n{roof}\n{roof}\n\nKabul, Afghanistan (AP) —\n{roof}\nMANILA, May 12 (Reuters)\n\n{FERRY}"

    check(text, split(text, page=PageRef(id="p")))
