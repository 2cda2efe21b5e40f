import pytest

from tests.unit.enrich.happenings.texts import read


@pytest.mark.parametrize(
    ("paragraphs", "byline", "expected"),
    [
        (("PARIS (Reuters) - It rained.",), (), ("Reuters",)),
        (("PARIS, May 3 (AFP) – It rained.",), (), ("AFP",)),
        (("PARIS — It rained.", "It stopped. (Xinhua)"), (), ("Xinhua",)),
        (("It rained.", "It stopped. —AP"), (), ("AP",)),
        (("It rained.",), ("By Jane Doe, The Associated Press", "Reuters contributed"), ("AP", "Reuters")),
        (("It rained (a little) on the APPs.",), ("By Jane Doe",), ()),
        (("He quoted Reuters at length and went home then.",), (), ()),
    ],
)
def test_agencies(paragraphs: tuple[str, ...], byline: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert read(*paragraphs, byline=byline).credit == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("WITHDRAWN: Minister resigns", "It was wrong.", True),
        ("Minister resigns", "The agency has withdrawn the story because it was published in error.", True),
        ("Minister retracts remark", "He had spoken in anger.", False),
        ("Troops to kill: a report", "It rained.", False),
        ("Corrected: Minister resigns", "The earlier story misspelt his name.", False),
    ],
)
def test_retractions(title: str, text: str, expected: bool) -> None:
    assert read(text, title=title).retracts is expected
