import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article, Piece
from streams.domain import ids
from streams.domain.text import ArticleText, is_ascending, normalise, offset_in_text

UGLY = st.text(
    st.sampled_from(
        ["a", "B", " ", "\n", "\r", "\t", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\x00", "é", "\u0301", "😀", "…"]
    )
)


@given(UGLY)
def test_normalising_is_idempotent(raw: str) -> None:
    text, _ = normalise(raw)
    assert normalise(text)[0] == text


@given(UGLY)
def test_every_character_maps_back_into_the_page(raw: str) -> None:
    text, shifts = normalise(raw)
    if not text:
        return
    article = Article(
        article_id="a", paragraphs=(text,), complete=None, confidence=1.0, start=5, end=5 + len(raw),
        pieces=(Piece(kind="paragraph", start=5, end=5 + len(raw), reason="x", shifts=shifts),),
    )  # fmt: skip
    whole = ArticleText(article)
    page = "12345" + raw
    for offset, character in enumerate(text):
        start, end = whole.page_span(offset, offset + 1)
        assert start is not None
        assert end is not None
        if character.isalpha() and character.isascii():
            assert page[start] == character
        assert offset_in_text(article.pieces[0], start) == offset


def test_a_title_from_a_field_has_no_place_in_the_page() -> None:
    article = Article(
        article_id="a", title="From a field", paragraphs=("Body text.",), complete=None,
        confidence=1.0, start=0, end=10, pieces=(Piece(kind="paragraph", start=0, end=10, reason="x"),),
    )  # fmt: skip
    text = ArticleText(article)
    assert text.text == "From a field\nBody text."
    assert text.page_span(0, 4) == (None, None)
    assert text.page_span(13, 17) == (0, 4)
    assert text.body_start == 13
    assert text.segment_at(14).part == "paragraph"


def test_pieces_ascend_without_overlap() -> None:
    a, b = (Piece(kind="paragraph", start=s, end=e, reason="x") for s, e in ((0, 5), (5, 9)))
    assert is_ascending((a, b))
    assert not is_ascending((b, a))


def test_ids_depend_on_nothing_but_their_parts() -> None:
    article = ids.article_id("page", "A title", ("Some  Text",))
    assert article == ids.article_id("page", "A title", ("Some  Text",))
    assert article.startswith("a_")
    assert len(article) == 34
    assert article != ids.article_id("page2", "A title", ("Some  Text",))
    story = ids.story_id(article)
    assert story.startswith("s_")
    assert ids.alert_id(story, "FR") != ids.alert_id(story, "GE")


@given(
    st.text(alphabet='aB7_ .,-"“é—ﬁ\n\t\x1c\x7f', max_size=60), st.text(st.characters(max_codepoint=127), max_size=60)
)
def test_an_article_id_is_that_of_its_normal_words(title: str, paragraph: str) -> None:
    words = " ".join(ids.normal_words(f"{title}\n{paragraph}"))

    assert ids.article_id("page", title, (paragraph,)) == "a_" + ids.digest("page", words)


@pytest.mark.parametrize(("one", "other"), [("A b,  C!", "a B c"), ("naïve", "NAÏVE")])
def test_normal_words_forget_case_spacing_and_marks(one: str, other: str) -> None:
    assert ids.normal_words(one) == ids.normal_words(other)
