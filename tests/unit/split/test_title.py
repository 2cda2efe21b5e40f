"""A draft given another headline."""

from streams.domain.split.drafts import Draft
from streams.domain.split.title import put


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
