"""Whether a story ends on the page."""

import pytest

from streams.domain.split.ending import ending

TEXT = "The ferry ran again on Tuesday after a week of repairs, its operator said in the morning."


@pytest.mark.parametrize(
    ("last", "below", "tailed", "expected"),
    [
        (TEXT, [], False, (None, None)),
        (TEXT, [], True, (True, "own-link-below")),
        (TEXT, ["Related topics"], False, (True, "end-matter-below")),
        (TEXT, ["A headline of another story"], False, (None, None)),
        (
            "The ferry ran again on Tuesday after a week of repairs that its operator",
            [],
            False,
            (False, "mid-sentence"),
        ),
        ("The ferry ran again on Tuesday after a week of repairs that its operator", [], True, (None, None)),
        ("Timetable and prices", [], False, (None, None)),
        (TEXT[:-1] + "…", [], False, (False, "ellipsis")),
        (TEXT[:-1] + " [...]", [], True, (False, "ellipsis")),
        (TEXT + " Read more", [], False, (False, "read-more")),
        (TEXT, ["Continue reading"], False, (False, "more-behind-a-link")),
        (TEXT, ["Subscribe now to continue reading this story"], True, (False, "more-behind-a-link")),
        (TEXT, ["This article is for subscribers only"], False, (False, "more-behind-a-link")),
        ("(Reporting by Anna Berger; Editing by Li Wei)", [], False, (True, "sign-off")),
        (TEXT, ["ENDS"], False, (True, "sign-off")),
    ],
)
def test_an_ending_is_told_by_its_words_and_what_follows(
    last: str, below: list[str], tailed: bool, expected: tuple[bool | None, str | None]
) -> None:
    assert ending([TEXT, last], below, tailed=tailed) == expected


def test_one_short_paragraph_above_end_matter_says_nothing() -> None:
    assert ending([TEXT], ["Share this article"], tailed=False) == (None, None)
