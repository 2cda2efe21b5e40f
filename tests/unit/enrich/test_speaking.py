from schemas.article import Article, Piece, SplitArticle
from schemas.page import PageRef
from streams.domain.enrich import enrich
from streams.domain.text import normalise

LINES = (
    ("title", "Ferry sinks off Ghana"),
    ("summary", "• Rescuers search  the Volta"),
    ("paragraph", "ACCRA - It was raining. A ferry sank off Ghana, and 12  people\nwere killed. Togo sent divers."),
    ("paragraph", "The ferry was old. Officials in Accra said 40 people were injured; Ghana mourns."),
)


def split_article(*lines: tuple[str, str]) -> tuple[str, SplitArticle]:
    page, pieces, texts = "", [], []
    for kind, raw in lines:
        text, shifts = normalise(raw)
        pieces.append(
            Piece.model_validate(
                {"kind": kind, "start": len(page), "end": len(page) + len(raw), "reason": "given", "shifts": shifts}
            )
        )
        texts.append((kind, text))
        page += f"{raw}\n\n"
    by_kind = {kind: tuple(text for each, text in texts if each == kind) for kind, _ in lines}
    article = Article(
        article_id="a", title=by_kind.get("title", (None,))[0], summary=by_kind.get("summary", ()),
        paragraphs=by_kind.get("paragraph", ()), confidence=1.0, start=0, end=len(page), pieces=tuple(pieces),
    )  # fmt: skip
    return page, SplitArticle(page=PageRef(id="p"), article=article)


def test_each_desk_gets_the_sentences_with_its_numbers_and_signs() -> None:
    _, item = split_article(*LINES)
    desks = enrich(item).desks
    assert list(desks) == ["GH"]
    assert [sentence.text for sentence in desks["GH"]] == [
        "Officials in Accra said 40 people were injured; Ghana mourns.",  # a number and two signs
        "A ferry sank off Ghana, and 12 people were killed.",
    ]


def test_spans_are_those_of_the_page_where_white_space_was_dropped_too() -> None:
    page, item = split_article(*LINES)
    for sentence in enrich(item).desks["GH"]:
        assert normalise(page[sentence.start : sentence.end])[0] == sentence.text


def test_numbers_of_another_country_speak_for_that_one_alone() -> None:
    _, item = split_article(
        ("title", "Storm hits Ghana and Togo"),
        ("paragraph", "A storm hit Ghana and Togo on Monday. In Ghana 12 people were killed. In Togo 30 were injured."),
    )
    desks = enrich(item).desks
    assert set(desks) == {"GH", "TG"}
    assert desks["GH"][0].text != desks["TG"][0].text
    assert "In Togo 30 were injured." not in [sentence.text for sentence in desks["GH"]]
    assert "In Ghana 12 people were killed." not in [sentence.text for sentence in desks["TG"]]


def test_without_a_sign_in_the_text_it_is_the_first_sentence_of_the_body() -> None:
    page, item = split_article(
        ("title", "A quiet day"), ("summary", "Nothing new"), ("paragraph", "It was quiet. Nobody came.")
    )
    (sentence,) = enrich(item).desks["ZZ"]
    assert sentence.text == page[sentence.start : sentence.end] == "It was quiet."


def test_an_article_without_a_body_has_none() -> None:
    _, item = split_article(("title", "A quiet day"))
    assert enrich(item).desks == {"ZZ": ()}


def test_a_sentence_without_end_is_cut() -> None:
    _, item = split_article(("paragraph", "In Ghana it rained " + "and rained " * 200))
    (sentence,) = enrich(item).desks["GH"]
    assert len(sentence.text) <= 400
    assert sentence.text.endswith("…")


def test_of_very_many_sentences_the_best_are_found() -> None:
    _, item = split_article(("paragraph", "It rained. " * 20_000 + "In Ghana 12 people were killed."))
    assert enrich(item).desks["GH"][0].text == "In Ghana 12 people were killed."
