"""What a dateline on a line of its own says of an article."""

from schemas.article import SplitArticle
from schemas.page import PageRef
from streams.domain.enrich import Enriched, enrich
from streams.domain.split import split

TITLE = "Market roof collapse kills six traders"
BODY = (
    "The roof of the covered market gave way on Tuesday morning, killing six traders who were opening their stalls.\n\n"
    "Firefighters dug through the rubble until dusk, and the mayor closed the neighbouring streets to traffic.\n"
)


def read(dateline: str, body: str = BODY) -> Enriched:
    page = PageRef(id="p")
    (article,) = split(f"{TITLE}\n{dateline}\n\n{body}", page=page).articles
    return enrich(SplitArticle(page=page, article=article))


def test_where_the_text_names_no_place_the_dateline_says_where_it_happened() -> None:
    (country,) = read("Novi Sad, 12 May").enrichment.countries

    assert (country.iso2, country.role, country.focus) == ("RS", "location", True)
    assert [(sign.kind, sign.text) for sign in country.evidence] == [("dateline", "Novi Sad")]


def test_it_is_not_where_it_happened_if_the_text_says_so() -> None:
    body = BODY.replace("The roof of the covered market", "The roof of the covered market of Khujand in Tajikistan")
    found = {country.iso2: country for country in read("MOSCOW, May 12", body).enrichment.countries}

    assert found["TJ"].focus
    assert found["TJ"].role == "location"
    assert not found["RU"].focus


def test_it_names_the_agency_and_no_event() -> None:
    said = read("Novi Sad, 12 May (Reuters)").enrichment

    assert said.credit == ("Reuters",)
    assert said.event is not None
    assert said.event == read("Novi Sad, 12 May").enrichment.event


def test_a_copy_without_it_is_the_same_text() -> None:
    assert read("Novi Sad, 12 May").signature == read("").signature
