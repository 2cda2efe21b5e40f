"""Articles as the states draw them, and two of them joined."""

from streams.domain.split.drafts import Draft, drafts_of
from streams.domain.split.states import (
    ABRUPT,
    FIRST,
    GAP,
    HEAD,
    IN_BODY,
    OUTSIDE,
    STATES,
    TAIL,
    TAIL_TITLE,
    TITLE,
)

EVEN = [[0] * len(STATES) for _ in range(20)]


def test_states_draw_articles() -> None:
    path = [OUTSIDE, TITLE, HEAD, FIRST, GAP, IN_BODY, TITLE, FIRST, ABRUPT, TAIL_TITLE, TAIL]

    assert drafts_of(path) == [
        Draft(title=1, head=[2], body=[3, 5], gaps=[4]),
        Draft(title=6, body=[7]),
        Draft(title=9, body=[8], tail=[10]),
    ]


def test_a_joined_draft_keeps_the_upper_headline_and_leaves_out_the_lower() -> None:
    above, below = Draft(title=0, body=[1, 2]), Draft(title=4, head=[5], body=[6, 7], tail=[9])

    above.absorb(below, EVEN)

    assert above == Draft(title=0, body=[1, 2, 6, 7], gaps=[3, 4, 5], tail=[9])


def test_a_lower_headline_that_reads_like_text_is_text() -> None:
    scores = [list(row) for row in EVEN]
    scores[4][IN_BODY] = 100
    above, below = Draft(title=0, body=[1, 2]), Draft(title=4, body=[6])

    above.absorb(below, scores)

    assert above == Draft(title=0, body=[1, 2, 4, 6], gaps=[3, 5])


def test_a_headline_below_the_lower_body_stands_for_both() -> None:
    above, below = Draft(body=[1]), Draft(title=4, body=[3], tail=[5])

    above.absorb(below, EVEN)

    assert above == Draft(title=4, body=[1, 3], gaps=[2], tail=[5])


def test_paragraphs_that_come_again_are_taken_out_but_short_lines_are_not() -> None:
    texts = ["x" * 90, "yes", "y" * 90, "x" * 90, "yes", "z" * 90]
    draft = Draft(body=[0, 1, 2, 3, 4, 5])

    draft.leave_repeats(texts)

    assert (draft.body, draft.again) == ([0, 1, 2, 4, 5], [3])


def test_a_draft_is_parted_at_a_headline_between_its_paragraphs() -> None:
    draft = Draft(title=0, head=[1], body=[2, 3, 6, 7], gaps=[4, 5, 8], tail=[9])

    below = draft.part(5)

    assert draft == Draft(title=0, head=[1], body=[2, 3], gaps=[4])
    assert below == Draft(title=5, body=[6, 7], gaps=[8], tail=[9])


def test_a_headline_below_a_parted_draft_stays_with_the_lower_part() -> None:
    draft = Draft(title=8, body=[1, 2, 5, 6], gaps=[4], tail=[9])

    below = draft.part(4)

    assert draft == Draft(body=[1, 2])
    assert below == Draft(title=4, body=[5, 6], tail=[8, 9])
