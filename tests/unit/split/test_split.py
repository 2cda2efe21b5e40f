"""The contract of split: articles, ranges, nothing invented."""

from schemas.page import PageRef
from streams.domain.split import Cut, split
from tests.unit.split.laws import check

PAGE = PageRef(id="p")

GLUED = """LIMA: Dock workers in Callao walked out on Monday after talks over night shifts broke down, port officials said.
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
