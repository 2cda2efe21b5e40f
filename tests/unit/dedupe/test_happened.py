"""Two events of one kind at one desk: what parts them, and what does not."""

import pytest

from schemas.enriched import EnrichedArticle, Event, EventTime, EventType, Quantity
from streams.domain.dedupe.happened import Happened, facts
from streams.domain.dedupe.opening import opening_of
from tests.unit.dedupe.make import QUAKE, Kept, prose, record, said, toll


def happened(read: EnrichedArticle) -> Happened:
    return Happened.told(read, opening_of(read))


FIRST = Happened(places=0b0110, day=700_000, tenths=58, killed=12)


@pytest.mark.parametrize(
    "other",
    [
        FIRST,
        Happened(),
        FIRST._replace(places=0),
        FIRST._replace(places=0b1100),
        FIRST._replace(killed=15),
        FIRST._replace(day=700_001, tenths=61),
    ],
)
def test_reports_of_one_event_differ_in_one_thing_at_most(other: Happened) -> None:
    assert FIRST.alike(other) == other.alike(FIRST) == 1.0


@pytest.mark.parametrize(
    "changed",
    [
        {"places": 0b1000, "killed": 7},
        {"places": 0b1000, "day": 700_003},
        {"places": 0b1000, "tenths": 71},
        {"day": 700_003, "tenths": 64},
    ],
)
def test_other_places_or_another_magnitude_with_one_more_difference_are_another_event(changed: dict[str, int]) -> None:
    other = FIRST._replace(**changed)

    assert FIRST.alike(other) == other.alike(FIRST) == 0.0


EARLY = Happened(places=0b0110, day=700_000, killed=6, injured=5, days=1 << 700_000 % 32)
LATE = EARLY._replace(day=700_002, killed=4, injured=0, days=1 << 700_002 % 32)


@pytest.mark.parametrize(
    "late",
    [
        LATE,
        LATE._replace(killed=0, injured=3),
        LATE._replace(day=700_001, days=1 << 700_001 % 32, places=0b1000),
    ],
)
def test_a_later_day_with_numbers_of_its_own_is_another_event(late: Happened) -> None:
    assert EARLY.alike(late) == late.alike(EARLY) == 0.0


@pytest.mark.parametrize(
    "late",
    [
        LATE._replace(days=LATE.days | EARLY.days),
        LATE._replace(rises=1),
        LATE._replace(killed=6),
        LATE._replace(killed=9),
        LATE._replace(killed=0),
        LATE._replace(day=700_001, days=1 << 700_001 % 32),
        LATE._replace(day=0),
    ],
)
def test_who_names_the_earlier_day_or_its_numbers_tells_of_it(late: Happened) -> None:
    assert EARLY.alike(late) == late.alike(EARLY) > 0.0


@pytest.mark.parametrize(
    ("towns", "killed", "kind", "same"),
    [
        (["Kulob"], 45, "DISASTER", True),
        (["Kulob", "Khujand"], 45, "DISASTER", True),
        (["Khujand"], 45, "DISASTER", False),
        (["Kulob"], 44, "DISASTER", False),
        (["Kulob"], 45, "ACCIDENT", False),
        ([], 45, "DISASTER", False),
    ],
)
def test_as_many_dead_of_one_kind_at_one_town_are_those_of_one_event(
    towns: list[str], killed: float, kind: EventType, same: bool
) -> None:
    def told(towns: list[str], killed: float, kind: EventType) -> set[int]:
        event = Event(type=kind, categories=("Other",), confidence=0.9, rules=("a",))
        one = record("Text.", towns=towns, quantities=[toll("killed", killed)], event=event)
        return set(facts(one, happened(one), opening_of(one)))

    assert bool(told(["Kulob"], 45, "DISASTER") & told(towns, killed, kind)) == same
    assert not told(["Kulob"], 4, "DISASTER")


def test_one_event_in_other_words_is_no_second_alert() -> None:
    quake = Event(type="DISASTER", categories=("Geo",), confidence=0.9, rules=("disaster.quake",))
    quantities = [toll("killed", 45)]
    desk = Kept()
    first = desk.take(record(prose(1), page="a", towns=["Kulob"], quantities=quantities, event=quake))
    again = desk.take(record(prose(2), page="b", hours=5, towns=["Kulob"], quantities=quantities, event=quake))
    much_later = desk.take(record(prose(3), page="c", hours=80, towns=["Kulob"], quantities=quantities, event=quake))

    assert again.decision is not None
    assert (again.decision.method, again.number) == ("facts", first.number)
    assert said(much_later) == "new"


def test_another_day_weakens_a_link() -> None:
    assert 0 < FIRST.alike(FIRST._replace(day=700_009)) < 1


def test_reports_of_one_event_that_are_taken_for_two_types_are_linked_as_well() -> None:
    words = prose(1, 60).split()
    scores: list[float] = []
    for kind in ("ASSAULT", "PROTEST"):
        desk = Kept()
        for seed, name in ((2, "ASSAULT"), (3, kind)):
            event = Event(type=name, categories=("Security",), confidence=0.7, rules=("a",))
            later = desk.take(record(" ".join(words + prose(seed, 150).split()), page=f"{seed}", event=event))
        assert later.decision is not None
        assert said(later) == "same"
        scores.append(later.decision.score)

    assert scores[0] == scores[1]


def test_one_form_filled_in_for_another_town_is_an_alert_of_its_own_and_no_copy() -> None:
    desk, text = Kept(), prose(1)
    first = desk.take(record(text, page="a", towns=["Kulob"], quantities=[toll("killed", 6)]))
    copy = desk.take(record(text + " Read more.", page="b", towns=["Kulob"], quantities=[toll("killed", 6)]))
    elsewhere = desk.take(record(text + " Twice.", page="c", towns=["Khujand"], quantities=[toll("killed", 9)]))

    assert [said(first), said(copy), said(elsewhere)] == ["new", "near", "new"]


def test_the_same_town_with_more_killed_is_an_update() -> None:
    desk, text = Kept(), prose(1)
    desk.take(record(text, page="a", towns=["Kulob"], quantities=[toll("killed", 6)]))
    later = desk.take(record(text + " Twice.", page="b", hours=3, towns=["Kulob"], quantities=[toll("killed", 9)]))

    assert later.alert is not None
    assert later.alert.change is not None
    assert later.alert.change.reasons == ("toll_up",)


@pytest.mark.parametrize(("kind", "day"), [("DISASTER", 739_309), ("HEALTH", 0)])
def test_an_outbreak_has_no_day_of_its_own(kind: EventType, day: int) -> None:
    event = Event(type=kind, categories=("Safety",), confidence=0.9, rules=("r",))
    quake = happened(record(QUAKE, event=event, event_time=EventTime(value="2025-02-27", precision="day")))

    assert quake.day == day


BLAST = Event(type="ASSAULT", categories=("Security",), confidence=0.9, rules=("assault.blast",))


def weakly_linked(seed: int) -> str:
    """Return a text that has a few words and a name in common with one of another seed."""
    return f"{prose(seed, 24)} People fled from Kenborough when walls shook beside the granary, a watchman told us."


FIRST_TOLD = (
    "A drone hit a block of flats before dawn and set the upper floors alight, the mayor said. Firemen carried "
    "residents down ladders while neighbours brought blankets. The strike broke windows in a school across the street "
    "and cut the power, and engineers worked through the morning to restore it."
)
TOLD_AGAIN = (
    "Rescuers pulled more bodies from the block overnight after the drone strike, prosecutors said. A crane lifted "
    "slabs where the stairwell had been. Mourners left toys and flowers at a fence, and the council declared a day of "
    "silence. Lawyers will examine fragments of the drone."
)
"""The same in other words, no name in common."""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "same"),
        ({"hours": 80}, "new"),
        ({"towns": ["Khujand"]}, "new"),
        ({"event": BLAST.model_copy(update={"type": "PROTEST"})}, "new"),
        ({"event": None}, "new"),
    ],
)
def test_one_kind_of_event_at_one_place_in_two_days_is_one_in_other_words(
    changed: dict[str, object], expected: str
) -> None:
    desk = Kept()
    first = desk.take(record(weakly_linked(1), page="a", towns=["Kulob"], event=BLAST))
    arguments = {"page": "b", "hours": 20, "towns": ["Kulob"], "event": BLAST} | changed
    later = desk.take(record(weakly_linked(2), **arguments))  # type: ignore[arg-type]

    assert said(first) == "new"
    assert said(later).replace("update", "same") == expected


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([toll("killed", 8, rises=True)], "same"),
        ([toll("killed", 5)], "same"),
        ([toll("injured", 22)], "same"),
        ([toll("killed", 8)], "new"),
        ([toll("injured", 31)], "new"),
        ([], "new"),
    ],
)
def test_without_a_name_it_takes_the_same_number_or_one_that_rose(tolls: list[Quantity], expected: str) -> None:
    desk, before = Kept(), [toll("killed", 5), toll("injured", 22)]
    desk.take(record(FIRST_TOLD, page="a", towns=["Kulob"], event=BLAST, quantities=before))
    later = desk.take(record(TOLD_AGAIN, page="b", hours=20, towns=["Kulob"], event=BLAST, quantities=tolls))

    assert said(later).replace("update", "same") == expected


def test_what_a_publisher_takes_back_is_its_report_of_these_days_with_a_name_of_it() -> None:
    for url, hours, cancels in (("one", 20, True), ("two", 20, False), ("one", 80, False)):
        desk = Kept()
        desk.take(record(weakly_linked(1), page="a", url="https://one.example/a"))
        later = desk.take(
            record(weakly_linked(2), page="b", hours=hours, url=f"https://{url}.example/b", retracts=True)
        )
        assert (said(later) == "cancel") == cancels
    desk.take(record(FIRST_TOLD, page="c", hours=90, url="https://one.example/c"))
    assert (
        said(desk.take(record(TOLD_AGAIN, page="d", hours=91, url="https://one.example/d", retracts=True))) != "cancel"
    )


def test_a_number_of_long_ago_is_none_of_the_event() -> None:
    told = happened(record(QUAKE, quantities=[toll("killed", 8), toll("killed", 49, background=True)]))

    assert told.killed == 8


def test_attacks_on_two_days_in_one_town_are_two() -> None:
    there = Happened(places=0b0110, day=700_000, kind=1)

    assert there.is_there(there._replace(day=0))
    assert not there.is_there(there._replace(day=700_001))
    assert there._replace(killed=8).is_there(there._replace(day=700_001, killed=15))
    assert not there._replace(killed=15).is_there(there._replace(day=700_001, killed=8))
    assert not there.is_there(there._replace(kind=2))
    assert not there.is_there(there._replace(places=0b1000))
    assert not there._replace(kind=0).is_there(there._replace(kind=0))


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Two die as Typhoon Mirabel tears across the island", "same"),
        ("Harbours open again after storm MIRABEL", "same"),
        ("Taifun Mirabel reißt Dächer ab", "same"),
        ("Two die as Typhoon Osprey tears across the island", "new"),
        ("Typhoon Warning In Force", "new"),
        ("Two die as the typhoon tears across the island", "new"),
    ],
)
def test_reports_of_a_named_storm_are_of_one_event(headline: str, expected: str) -> None:
    storm = Event(type="DISASTER", categories=("Met",), confidence=0.9, rules=("disaster.storm",))
    desk = Kept()
    desk.take(record(prose(1), page="a", title="Typhoon Mirabel Nears: Typhoon Warning Out", event=storm))
    later = desk.take(record(prose(2), page="b", hours=20, title=headline, event=storm))

    assert said(later) == expected


@pytest.mark.parametrize(
    ("one", "two", "left"),
    [
        ("They won 31-24 at home.", "They won 20 - 13 away.", 0.5),
        ("They won 31-24 at home.", "They lost 24–31, in the end.", 1.0),
        ("They won 31-24 and are 11-4 now.", "They are 11-4 after a win.", 1.0),
        ("They won 31-24 at home.", "They won again.", 1.0),
        ("They won 31-24 at home.", "The 13-year-old of 2008-09 wore 1,200-300 and 12-05-31.", 1.0),
        ("They won 31-24 at home.", prose(3, 120) + " They won 20-13 away.", 1.0),
    ],
)
def test_results_in_the_openings_tell_two_matches_apart(one: str, two: str, left: float) -> None:
    assert happened(record(one)).alike(happened(record(two))) == left
