"""A draft given another headline."""

from dataclasses import replace

import pytest

from schemas.page import PageRef
from streams.domain.split import split
from streams.domain.split.drafts import Draft
from streams.domain.split.features import observe
from streams.domain.split.judge import Jury
from streams.domain.split.lines import lines_of
from streams.domain.split.segmentation import SEGMENTER
from streams.domain.split.states import STATES
from streams.domain.split.title import TITLE_NAMES, choose, put

MENU = ["Home", "World", "Sport", "Weather", "Search", "Sign in"]
HEADLINE = "Ferry runs again after a week of repairs"
TEXT = [
    "The ferry across the northern bay began running again on Tuesday after a week of repairs, the port said.",
    "Passengers had been taking a bus around the bay, which takes three hours, since the engine failed last week.",
    "The operator said that a part had to be brought from abroad and that it would pay back the tickets.",
]


def headline(*above: str) -> str | None:
    """Return the headline of a page's article."""
    (article,) = split("\n".join([*MENU, *above, *TEXT, "Share", "Privacy policy"]), page=PageRef(id="p")).articles
    return article.title


@pytest.mark.parametrize("way", ["Home ", "Home > News > ", "Share this Story : ", "HomeLatest News"])
def test_the_way_to_a_headline_is_none_of_it(way: str) -> None:
    assert headline(way + HEADLINE, "12 March 2025", HEADLINE, "By Anna Berger") == HEADLINE


@pytest.mark.parametrize(
    ("whole", "end"),
    [
        (HEADLINE, "runs again after a week of repairs"),
        ("Northern bay after the week of storms: Ferry runs again after repairs", "Ferry runs again after repairs"),
    ],
)
def test_the_end_of_a_headline_is_none(whole: str, end: str) -> None:
    assert headline(end, whole, "By Anna Berger") == whole


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([HEADLINE, "Facebook", HEADLINE, "Log in to your account"], 2),
        ([HEADLINE, "Facebook", "Log in to your account"], None),
        ([HEADLINE], 0),
        (["Log in to your account", "Facebook", "Log in to your account", "Facebook"], None),
    ],
)
def test_where_no_line_is_likely_one_that_speaks_of_the_text_and_comes_twice_or_directly_above_is_the_headline(
    above: list[str], expected: int | None
) -> None:
    lines = lines_of("\n".join([*above, *TEXT])).lines
    seen = observe(lines, title=None, url=None, vocabulary=SEGMENTER._learned.vocabulary)
    draft = Draft(body=list(range(len(above), len(lines))))
    unlikely = replace(SEGMENTER._learned, title=(-1,) * len(TITLE_NAMES))

    choose(Jury(lines, seen, [[0] * len(STATES) for _ in lines]), [draft], unlikely)

    assert draft.title == expected


def test_a_headline_above_turns_what_is_below_it_into_head() -> None:
    draft = Draft(title=3, head=[4], body=[5, 6])

    put(draft, 1)

    assert draft == Draft(title=1, head=[2, 3, 4], body=[5, 6])


def test_a_headline_that_was_taken_for_text_leaves_the_body() -> None:
    draft = Draft(title=None, body=[5, 6, 7])

    put(draft, 5)

    assert draft == Draft(title=5, head=[], body=[6, 7])


def test_a_headline_below_stays_beside_the_one_above() -> None:
    draft = Draft(title=8, body=[5, 6], tail=[9])

    put(draft, 3)

    assert draft == Draft(title=3, head=[4], body=[5, 6], tail=[8, 9])


def test_a_headline_below_leaves_the_tail() -> None:
    draft = Draft(title=None, body=[5, 6], tail=[8, 9])

    put(draft, 8)

    assert draft == Draft(title=8, body=[5, 6], tail=[9])
