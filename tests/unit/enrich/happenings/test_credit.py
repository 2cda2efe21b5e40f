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
        (("Four miners died in a shaft, Reuters reported, citing police.",), (), ("Reuters",)),
        (("The Press Trust of India reports that four miners died.",), (), ("PTI",)),
        (("Four miners died, according to Xinhua.", "It rained."), (), ("Xinhua",)),
        (("Four miners died, Reuters reported, citing police.",), ("By Jane Doe, AFP",), ("AFP",)),
        (("Four miners died, Reuters reported. AFP reported five.",), (), ()),
        (("Four miners died, Reuters reported. A guard told this newspaper of five.",), (), ()),
        (("Four miners died, KCNA reported.",), (), ()),
        (("The ship, which dpa reports was late, sank.",), (), ()),
        (("Pay fell, Reuters reported last year, according to Bloomberg data.",), (), ()),
        (("It rained.", "Four miners died, Reuters reported."), (), ()),
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
        ("Agency withdraws story on ferry accident", "It said the witness was mistaken.", True),
        ("Radio retracts an earlier report of a blast", "It rained.", True),
        ("Note to readers", "The report that nine miners died has been withdrawn.", True),
        ("Note to readers", "We retract what we wrote about the flood.", True),
        ("Note to readers", "The story has been withdrawn.", True),
        ("No one was hurt; earlier reports were wrong", "The mayor said so.", True),
        ("Earlier reports were false", "No such attack took place, the mayor said.", True),
        ("Three miners died, not nine", "Earlier reports that nine had died were wrong.", False),
        ("Mayor denies rumours", "No such attack took place, he said.", False),
        ("Toymaker withdraws doll", "A report found lead in it, and the doll has been withdrawn.", False),
        ("Troops leave valley", "The report says that the troops have been withdrawn.", False),
        ("Troops leave valley", "The envoy denied a report that the ambassador has been withdrawn.", False),
        ("Minister withdraws report on harbours", "The report was withdrawn by the ministry.", False),
        ("Witness takes it back", "She has retracted her testimony.", False),
        ("Journal retracts article on bees", "The article has been retracted.", False),
        ("Troops to kill: a report", "It rained.", False),
        ("Corrected: Minister resigns", "The earlier story misspelt his name.", False),
    ],
)
def test_retractions(title: str, text: str, expected: bool) -> None:
    assert read(text, title=title).retracts is expected
