"""What is put right of a page's drafts before they are judged."""

import pytest

from streams.domain.split.drafts import Draft
from streams.domain.split.features import observe
from streams.domain.split.judge import Jury
from streams.domain.split.lines import lines_of
from streams.domain.split.mend import end_above_others, mended
from streams.domain.split.segmentation import SEGMENTER
from streams.domain.split.states import ABRUPT, FIRST, GAP, HEAD, IN_BODY, OUTSIDE, STATES, TAIL, TAIL_TITLE, TITLE

PAGE = """The ferry across the bay ran again on Tuesday after a week of repairs, its operator said in the morning.
About two hundred people were on board the first crossing, many of them on their way to work in the city.
Ferry runs again after a week of repairs
- The ferry across the bay ran again on Tuesday after a week of repairs
Storm tears roofs off two schools in the north
- Classes had ended an hour before the storm came and nobody was hurt
A storm tore the roofs off two schools on Thursday, the ministry said, and the roads to both were blocked by trees.
Classes had ended an hour before the storm came and nobody was hurt, according to the head teacher of one of them.
"""


def jury_of(page: str, scores: dict[int, dict[int, int]] | None = None) -> Jury:
    """Return a page's jury, every state of every line scored zero but for what is given."""
    lines = lines_of(page).lines
    seen = observe(lines, title=None, url=None, vocabulary=SEGMENTER._learned.vocabulary)
    table = [[0] * len(STATES) for _ in lines]
    for line, said in (scores or {}).items():
        for state, score in said.items():
            table[line][state] = score
    return Jury(lines, seen, table)


def test_bullets_that_open_a_body_and_sum_it_up_stand_above_it() -> None:
    path = [ABRUPT, IN_BODY, TAIL_TITLE, TAIL, TITLE, FIRST, IN_BODY, IN_BODY]

    assert mended(jury_of(PAGE), path)[1] == Draft(title=4, head=[5], body=[6, 7])


def test_bullets_that_sum_up_the_story_above_are_left_to_it_and_a_headline_below_them_is_one() -> None:
    path = [ABRUPT, IN_BODY, TAIL_TITLE, ABRUPT, IN_BODY, IN_BODY, IN_BODY, IN_BODY]

    assert mended(jury_of(PAGE), path) == [
        Draft(title=2, body=[0, 1], tail=[3]),
        Draft(title=4, head=[5], body=[6, 7]),
    ]


def test_other_bullets_stay_text() -> None:
    page = PAGE.replace(
        "- Classes had ended an hour before the storm came and nobody was hurt", "- Bring water and food"
    )
    path = [ABRUPT, IN_BODY, TAIL_TITLE, TAIL, TITLE, FIRST, IN_BODY, IN_BODY]

    assert mended(jury_of(page), path)[1] == Draft(title=4, body=[5, 6, 7])


def test_a_lead_that_reads_like_text_is_text() -> None:
    path = [OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, TITLE, HEAD, HEAD, FIRST]

    like_text = mended(jury_of(PAGE, {6: {IN_BODY: 50, HEAD: 40}}), path)
    unlike = mended(jury_of(PAGE, {6: {IN_BODY: 40, HEAD: 50}}), path)

    assert like_text == [Draft(title=4, head=[5], body=[6, 7])]
    assert unlike == [Draft(title=4, head=[5, 6], body=[7])]


def test_a_line_that_speaks_of_what_follows_alone_parts_a_draft() -> None:
    lines = PAGE.splitlines()
    page = "\n".join([lines[0], lines[1], lines[4], lines[6], lines[7]])

    drafts = mended(jury_of(page), [ABRUPT, IN_BODY, GAP, IN_BODY, IN_BODY])

    assert drafts == [Draft(body=[0, 1]), Draft(title=2, body=[3, 4])]


BRIEFS = """Ferry runs again after a week of repairs
The ferry across the bay ran again on Tuesday after a week of repairs, its operator said in the morning.
About two hundred people were on board the first crossing, many of them on their way to work in the city.
* * *
Museum opens a hall for children
Classes had ended an hour before the storm came and nobody was hurt, according to the head teacher of one of them.
"""


def test_below_a_rule_another_text_begins_whatever_its_headline_speaks_of() -> None:
    drawn = [TITLE, FIRST, IN_BODY, GAP, GAP, IN_BODY]
    said = [Draft(title=0, body=[1, 2]), Draft(title=4, body=[5])]

    found = mended(jury_of(BRIEFS), drawn)

    assert [(draft.title, draft.body) for draft in found] == [(draft.title, draft.body) for draft in said]


def test_a_rule_is_no_paragraph() -> None:
    page = BRIEFS.replace("Museum opens a hall for children\n", "")

    assert mended(jury_of(page), [TITLE, FIRST, IN_BODY, IN_BODY, IN_BODY]) == [
        Draft(title=0, body=[1, 2, 4], gaps=[3])
    ]


def test_a_headline_stands_below_the_rule_and_what_is_above_it_ends_the_text_before() -> None:
    assert mended(jury_of(BRIEFS), [TITLE, FIRST, TITLE, HEAD, HEAD, FIRST]) == [
        Draft(title=0, body=[1, 2]),
        Draft(title=4, body=[5]),
    ]


COMMENTS = (
    "I took this ferry every day as a child and am glad to see it again. Posted by tom at 12:30 Who pays for that part?"
)


@pytest.mark.parametrize(
    "opening",
    [
        "Comments (12) Post a comment anna", "12 comments so far 1. anna", "Comments are now closed for this story",
        "COMMENTS ON THIS STORY anna", "Posted by: anna, Harbour Town on 8:21pm", "Add your comment",
        "The following are comments from our readers.",
    ],
)  # fmt: skip
def test_what_readers_say_in_one_long_line_ends_the_text_above_it(opening: str) -> None:
    page = "\n".join([*BRIEFS.splitlines()[:3], f"{opening} {COMMENTS}", "Reply to tom"])

    assert mended(jury_of(page), [TITLE, FIRST, IN_BODY, IN_BODY, IN_BODY]) == [Draft(title=0, body=[1, 2])]


@pytest.mark.parametrize(
    "opening",
    [
        "Comments by the port's director drew criticism from the union.",
        "Posted by a passenger on Monday, a video shows the ferry at 12:30.",
        "Comments on the accident came from the ministry, too.", "12 comments of the minister were read out in court.",
    ],
)  # fmt: skip
def test_a_paragraph_about_what_someone_says_is_text(opening: str) -> None:
    page = "\n".join(
        [*BRIEFS.splitlines()[:3], f"{opening} It had stood still for a week after its engine failed in the bay."]
    )

    assert mended(jury_of(page), [TITLE, FIRST, IN_BODY, IN_BODY]) == [Draft(title=0, body=[1, 2, 3])]


STORY = BRIEFS.splitlines()[:3]
OTHERS = [
    "Storm tears roofs off two schools in the north",
    "A storm tore the roofs off two schools on Thursday, the ministry said, and the roads there were blocked by trees.",
    "Mayor opens new bridge over the river",
    "The mayor opened a new bridge over the river on Sunday and said that it would halve the way to the hospital.",
    "Teachers strike over pay in nine provinces",
    "Thousands of teachers stayed away from work in nine provinces on Wednesday in a strike over pay, the union said.",
]
MORE = "The port's director said that a second one would be bought next year, so that the town is never cut off again."


@pytest.mark.parametrize("heading", ["Most read", "MORE STORIES", "You might also like", "Related articles:", "Latest"])
@pytest.mark.parametrize("others", [OTHERS, OTHERS[::2]])
def test_a_list_of_other_stories_ends_the_text_above_it(heading: str, others: list[str]) -> None:
    draft = Draft(title=0, body=[1, 2, *range(4, 4 + len(others))], gaps=[3])

    end_above_others(jury_of("\n".join([*STORY, heading, *others])), draft)

    assert draft == Draft(title=0, body=[1, 2])


def test_a_list_of_other_stories_ends_the_text_though_its_first_was_left_out_already() -> None:
    draft = Draft(title=0, body=[1, 2, 6, 7, 8, 9], gaps=[3, 4, 5])

    end_above_others(jury_of("\n".join([*STORY, "Most read", *OTHERS])), draft)

    assert draft == Draft(title=0, body=[1, 2])


@pytest.mark.parametrize(
    "between",
    [["Most read", *OTHERS[:1]], ["Most read", *OTHERS[:3]], ["Most read", *OTHERS[:5]], ["What comes next"]],
)  # fmt: skip
def test_a_text_goes_on_below_other_stories(between: list[str]) -> None:
    said = Draft(title=0, body=[1, 2, *range(4, 4 + len(between))], gaps=[3])
    draft = Draft(title=0, body=list(said.body), gaps=list(said.gaps))

    end_above_others(jury_of("\n".join([*STORY, *between, MORE])), draft)

    assert draft == said
