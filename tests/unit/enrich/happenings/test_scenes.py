import pytest

from streams.data.events import table
from streams.domain.enrich.happenings import Happenings, happenings
from tests.unit.enrich.happenings.texts import TUESDAY, article


def read(*paragraphs: str, title: str | None = None) -> Happenings:
    return happenings(article(*paragraphs, title=title), countries=(), published_at=TUESDAY, language="en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people died on Monday when the cooking gas cylinder of a canteen blew up.", "ACCIDENT"),
        ("Six tourists were killed when their coach ran into a parked lorry on the motorway.", "ACCIDENT"),
        ("Nine people were killed under the mud after days of torrential rain.", "DISASTER"),
        ("Three people died with fever and diarrhoea, and forty patients are in quarantine.", "HEALTH"),
        ("Two men were killed by bullets from a rifle outside the station.", "ASSAULT"),
    ],
)
def test_the_scene_tells_by_what_people_died(text: str, expected: str) -> None:
    event = read(text).event
    assert event is not None
    assert event.type == expected


def test_a_rule_that_says_what_was_done_knows_better_than_the_scene() -> None:
    event = read("Gunmen ambushed a bus on the highway and shot dead nine passengers and the driver.").event
    assert event is not None
    assert event.type == "ASSAULT"
    assert "assault.scene" not in event.rules


def test_without_victims_a_scene_tells_nothing() -> None:
    assert read("The minister opened a factory for boilers beside the railway on Monday.").event is None


def test_one_word_of_a_scene_is_none() -> None:
    event = read("Two people died near a bridge, officials said.").event
    assert event is None or "accident.scene" not in event.rules


def test_each_scene_is_of_a_type_of_event_and_no_word_of_two() -> None:
    scenes = table("scenes")["scenes"]
    listed = [word for words in scenes.values() for word in words]
    assert set(scenes) == {"ASSAULT", "ACCIDENT", "DISASTER", "HEALTH"}
    assert len(set(listed)) == len(listed)
