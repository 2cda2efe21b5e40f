"""The contract of split: articles, ranges, nothing invented."""

from datetime import UTC, datetime

import pytest

from schemas.page import PageRef
from streams.domain.split import Cut, split
from tests.unit.split.laws import check

PAGE = PageRef(id="p")

GLUED = """LIMA: Dock workers in Callao walked out on Monday after talks over night shifts broke down, officials said.
The port authority said that four ships were waiting outside the harbour and that fruit exports would be delayed.
“We have been asking for this meeting since March,” a union leader told reporters at the gate.
Callao dock workers walk out over night shifts
https://news.example/a1b2
Callao dock workers walk out over night shifts
- Four ships are waiting outside the harbour
- Fruit exports will be delayed
Storm tears roofs off two schools in northern Fiji
- Nobody was hurt because classes had ended
SUVA, Fiji: A storm tore the roofs off two schools on the island of Vanua Levu on Thursday, the education ministry said.
Classes had ended an hour before, and nobody was hurt, according to the head teacher of the larger
"""


def test_two_glued_articles_are_told_apart() -> None:
    cut = split(GLUED, page=PAGE)

    check(GLUED, cut)
    assert [a.title for a in cut.articles] == [
        "Callao dock workers walk out over night shifts",
        "Storm tears roofs off two schools in northern Fiji",
    ]
    assert [len(a.paragraphs) for a in cut.articles] == [3, 2]
    assert cut.articles[0].summary == ("Four ships are waiting outside the harbour", "Fruit exports will be delayed")
    assert cut.articles[0].url == "https://news.example/a1b2"
    assert [a.complete for a in cut.articles] == [True, False]


def test_an_empty_page_gives_nothing() -> None:
    assert split("\n \u200b\n", page=PAGE) == Cut((), ())


def test_a_whole_text_is_one_article() -> None:
    text = "A headline of its own\nThe first sentence.\nThe second."

    cut = split(text, page=PAGE, whole=True)

    check(text, cut)
    assert [(a.title, a.paragraphs) for a in cut.articles] == [
        ("A headline of its own", ("The first sentence.", "The second."))
    ]


def test_a_whole_text_keeps_byline_and_time_apart() -> None:
    text = "A headline of its own\n" * 2 + "By Anna Berger\n1 May 2024\nThe first sentence.\n- one\nThe second."

    cut = split(text, page=PAGE, whole=True)

    check(text, cut)
    article = cut.articles[0]
    assert article.title == "A headline of its own"
    assert article.byline == ("By Anna Berger",)
    assert article.published_at == datetime(2024, 5, 1, tzinfo=UTC)
    assert article.paragraphs == ("The first sentence.", "- one", "The second.")
    assert [dropped.kind for dropped in cut.dropped] == ["repeated-title"]


def test_a_whole_text_without_a_headline_is_all_body() -> None:
    for text in ("One line only", "PARIS (AFP) - The minister spoke\nand went.", "the first half of\na sentence."):
        cut = split(text, page=PAGE, whole=True)

        assert cut.articles[0].title is None
        assert cut.articles[0].paragraphs == tuple(text.split("\n"))


def test_the_documents_title_stands_in_where_the_text_has_none() -> None:
    cut = split("The ferry ran again on Tuesday.", page=PAGE, whole=True, title=" Ferry runs again  | Post ")

    assert cut.articles[0].title == "Ferry runs again"
    assert not [piece for piece in cut.articles[0].pieces if piece.kind == "title"]


def test_the_pages_time_goes_before_times_in_the_text() -> None:
    known = datetime(2023, 1, 1, tzinfo=UTC)
    text = "A headline of its own\n1 May 2024\nThe first sentence."

    cut = split(text, page=PageRef(id="p", published_at=known), whole=True)

    assert cut.articles[0].published_at == known


BODY = [
    "The ferry across the bay ran again on Tuesday after a week of repairs, its operator said in the morning.",
    "About two hundred people were on board the first crossing, many of them on their way to work in the city.",
    "The captain said that it had been a long week for the crew and for the people of the island.",
    "Repairs to the second ship will begin next month and are to last until the end of the year.",
]


def test_an_extractors_text_is_kept_whole() -> None:
    text = "\n".join(["Ferry runs again", *BODY])

    cut = split(text, page=PAGE, title="Ferry runs again", extracted=True)

    check(text, cut)
    assert [(a.title, a.paragraphs) for a in cut.articles] == [("Ferry runs again", tuple(BODY))]


def test_an_extractors_odd_text_is_kept_whole_too() -> None:
    text = "\n".join(["one", "two", "three", "four"])

    cut = split(text, page=PAGE, extracted=True)

    check(text, cut)
    assert [len(a.paragraphs) for a in cut.articles] in ([3], [4])


def test_a_list_of_headlines_holds_no_article() -> None:
    text = "\n".join(
        ["Home", "World", "Sport", "Ferry runs again after a week of repairs", "Storm closes two schools in the north",
         "Six things to know before the market opens", "Mayor opens new bridge", "Comments (0)", "Privacy policy"]
    )  # fmt: skip

    cut = split(text, page=PAGE)

    check(text, cut)
    assert cut.articles == ()


def test_menus_and_teasers_around_an_article_belong_to_none() -> None:
    head = ["Home", "World", "Sport", "Search", "Sign in"]
    tail = ["Share", "Most read", "Storm closes two schools in the north", "Mayor opens new bridge", "Privacy policy"]
    text = "\n".join([*head, "Ferry runs again after a week of repairs", "By Anna Berger", *BODY, *tail])

    cut = split(text, page=PAGE)

    check(text, cut)
    assert [(a.title, a.paragraphs) for a in cut.articles] == [
        ("Ferry runs again after a week of repairs", tuple(BODY))
    ]
    assert cut.articles[0].byline == ("By Anna Berger",)
    assert cut.articles[0].complete is True


def test_splitting_an_articles_own_text_gives_that_article() -> None:
    article = split(GLUED, page=PAGE).articles[0]
    text = "\n".join([article.title or "", *(f"- {bullet}" for bullet in article.summary), *article.paragraphs])

    again = split(text, page=PAGE)

    check(text, again)
    assert [(a.title, a.summary, a.paragraphs) for a in again.articles] == [
        (article.title, article.summary, article.paragraphs)
    ]


def test_a_running_story_is_one_article_with_its_entries_times() -> None:
    head = ["Home", "World", "Ferry across the bay runs again: as it happened", "12 March 2025"]
    text = "\n".join([*head, "14:05", BODY[0], "13:40", BODY[1], "13.10 GMT", BODY[2], "Share", "Privacy policy"])

    cut = split(text, page=PAGE)

    check(text, cut)
    article = cut.articles[0]
    assert len(cut.articles) == 1
    assert article.paragraphs == tuple(BODY[:3])
    times = [text[piece.start : piece.end] for piece in article.pieces if piece.kind == "time"]
    assert times == ["12 March 2025", "14:05", "13:40", "13.10 GMT"]
    assert article.published_at == datetime(2025, 3, 12, tzinfo=UTC)


def test_a_page_of_only_links_has_no_article() -> None:
    links = "\n".join(f"https://news.example/story/{number}" for number in range(30))
    cut = split(links, page=PageRef(id="links"))
    assert not cut.articles
    assert {dropped.kind for dropped in cut.dropped} == {"share-link"}


def test_a_text_served_twice_on_a_page_counts_once() -> None:
    headline = "Ferry runs again after a week of repairs"
    text = "\n".join(["Home", "World", headline, *BODY, headline, *BODY, "Share", "Most read", "Privacy policy"])

    cut = split(text, page=PAGE)

    check(text, cut)
    assert [paragraph for article in cut.articles for paragraph in article.paragraphs] == BODY


@pytest.mark.parametrize(
    "text",
    [
        "LIMA - A flood killed nine people in the north of Peru on Monday, officials said.",
        "A bomb went off in Kabul, killing three.",
        "Peru declares emergency after flood kills nine in north of country, officials say",
    ],
)
def test_a_page_of_one_line_of_news_is_an_article(text: str) -> None:
    cut = split(text, page=PAGE)

    check(text, cut)
    assert [(a.title, a.paragraphs) for a in cut.articles] == [(None, (text,))]


def test_a_flash_below_its_headline_is_an_article() -> None:
    text = "Nine killed in Peru flood\nA flood killed nine people in the north of Peru on Monday, officials said."

    cut = split(text, page=PAGE)

    check(text, cut)
    assert [(a.title, len(a.paragraphs)) for a in cut.articles] == [("Nine killed in Peru flood", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Page not found",
        "You need to enable JavaScript to run this app.",
        "Home\nWorld\nStorm closes two schools in the north",
        "Storm closes two schools in the north\nMayor opens new bridge",
        "https://news.example/a1b2",
    ],
)
def test_a_page_of_a_few_lines_without_news_holds_no_article(text: str) -> None:
    assert split(text, page=PAGE).articles == ()


def test_a_page_of_nothing_but_a_headline_and_paragraphs_is_an_article() -> None:
    title = "Kaksi kuoli kerrostalopalossa Tampereella"
    paragraphs = (
        "Tampere. Kaksi ihmistä kuoli ja neljä loukkaantui kerrostalopalossa Tampereen Hervannassa maanantaina, kertoo "
        "Pirkanmaan pelastuslaitos.",
        "Palo sai alkunsa kello 4.20 asunnosta kolmannessa kerroksessa. Uhrit ovat 76-vuotias mies ja 71-vuotias "
        "nainen. Talosta evakuoitiin 38 asukasta.",
        "Paikalla oli 12 yksikköä. Poliisi tutkii tapausta kuolemantuottamuksena.",
        'Naapurin Matti Virolaisen mukaan talossa haisi savu. "Luulin että joku paistaa pannukakkua", sanoi '
        "Ruotsalainen, 34.",
        "Viime vuonna Suomessa kuoli tulipaloissa 49 ihmistä.",
    )

    (article,) = split("\n\n".join((title, *paragraphs)), page=PageRef(id="p")).articles

    assert (article.title, article.paragraphs) == (title, paragraphs)


def test_a_headline_twice_above_a_text_begins_one_article() -> None:
    ferry = (
        "A ferry carrying more than 200 passengers capsized in rough seas on Sunday, and at least 31 people drowned."
    )
    roof = "The roof of the covered market gave way on Tuesday morning, killing six traders who were there."
    headline = "Ferry capsizes, at least 31 drowned"
    text = "\n".join(
        [
            ferry,
            "Market roof collapse kills six traders",
            f"{roof} It was old.",
            f"NOVI SAD, Serbia (AP) — {roof}",
            headline,
            headline,
            ferry,
            f"NOVI SAD, Serbia (AP) — {roof}",
            "",
        ]
    )

    check(text, split(text, page=PageRef(id="p")))
