"""What a story knows, and which steps are material."""

import re
from itertools import permutations

import pytest

from schemas.enriched import Certainty, EnrichedArticle, Event, EventTime, Role, Severity
from streams.domain.dedupe import facts
from streams.domain.dedupe.facts import Facts, Report, changes, combined
from streams.domain.dedupe.opening import CORRECTION_WORDS, MOVED_WORDS, REDATED_WORDS, opening_of
from tests.unit.dedupe.make import QUAKE, record, toll


def report(read: EnrichedArticle, at: int, *, same_source: bool = False) -> Report:
    return facts.report(read, at, opening_of(read), same_source=same_source)


def told(*steps: Report) -> Facts:
    known = Facts()
    for step in steps:
        known = combined(known, step)
    return known


def test_the_order_of_reports_does_not_matter() -> None:
    said: list[tuple[Severity, Certainty, int, Role]] = [
        ("Minor", "Possible", 3, "actor"),
        ("Severe", "Observed", 9, "location"),
        ("Moderate", "Likely", 5, "target"),
    ]
    reports = [
        report(
            record(QUAKE, hours=number, severity=severity, certainty=certainty, quantities=[toll("killed", killed)],
                   role=role, others=[("AF", role)],
                   event=Event(type="DISASTER", categories=("Geo",), confidence=0.5 + number / 10, rules=("r",)),
                   event_time=EventTime(value=f"2026-03-0{number + 1}", precision="day")),
            number * 3600, same_source=False,
        )
        for number, (severity, certainty, killed, role) in enumerate(said)
    ]  # fmt: skip

    results = [told(*order) for order in permutations(reports)]
    assert all(result == results[0] for result in results)
    assert results[0].severity == "Severe"
    assert results[0].roles == ("actor", "target", "location")
    assert results[0].quantities[0][2].high == 9


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ("Unknown", "Minor", ()),
        ("Unknown", "Severe", ("severity_up",)),
        ("Moderate", "Severe", ("severity_up",)),
        ("Severe", "Minor", ()),
    ],
)
def test_severity_is_material_when_it_rises_to_moderate_or_more(
    old: Severity, new: Severity, reasons: tuple[str, ...]
) -> None:
    first = report(record(QUAKE, severity=old), 0)
    second = report(record(QUAKE, severity=new), 1)
    before = combined(Facts(), first)

    assert changes(before, combined(before, second), second)[0] == reasons


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [("Unknown", "Possible", ()), ("Possible", "Likely", ("certainty_up",)), ("Observed", "Likely", ())],
)
def test_certainty_is_material_when_it_rises_to_likely_or_more(
    old: Certainty, new: Certainty, reasons: tuple[str, ...]
) -> None:
    before = combined(Facts(), report(record(QUAKE, certainty=old), 0))
    said = report(record(QUAKE, certainty=new), 1)

    assert changes(before, combined(before, said), said)[0] == reasons


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [("actor", "location", ("role_new",)), ("location", "actor", ()), ("mentioned", "target", ("role_new",))],
)
def test_a_weightier_role_is_material(old: Role, new: Role, reasons: tuple[str, ...]) -> None:
    before = combined(Facts(), report(record(QUAKE, role=old), 0))
    said = report(record(QUAKE, role=new), 1)

    assert changes(before, combined(before, said), said)[0] == reasons


def test_small_steps_of_injured_are_not_material_and_the_first_dead_are() -> None:
    before = combined(Facts(), report(record(QUAKE, quantities=[toll("injured", 100)]), 0))
    few = report(record(QUAKE, quantities=[toll("injured", 105)]), 1)
    dead = report(record(QUAKE, quantities=[toll("injured", 130), toll("killed", 1)]), 2)

    assert changes(before, combined(before, few), few)[0] == ()
    reasons, fields = changes(before, combined(before, dead), dead)
    assert reasons == ("toll_up",)
    assert [(field.field, field.old, field.new) for field in fields] == [
        ("quantities.injured", 100, 130),
        ("quantities.killed", None, 1),
    ]


def test_numbers_of_another_country_and_of_the_background_do_not_count() -> None:
    quantities = [
        toll("killed", 9, start=5), toll("killed", 300, start=480), toll("killed", 40, start=8, country="AF"),
    ]  # fmt: skip
    found = report(record(QUAKE, quantities=quantities), 0).facts
    assert [(kind, number.high) for kind, _, number in found.quantities] == [("killed", 9)]

    quantities.append(toll("killed", 12, start=400, rises=True))
    found = report(record(QUAKE, quantities=quantities), 0).facts
    assert found.quantities[0][2].high == 12
    earlier = [toll("killed", 4, start=3), toll("killed", 6, start=20)]
    assert report(record(QUAKE, quantities=earlier), 0).facts.quantities[0][2].high == 6


def test_an_event_put_off_is_redated_and_one_moved_is_moved() -> None:
    first = record(QUAKE, event_time=EventTime(value="2026-03-10", precision="day"), others=[("AF", "actor")])
    before = combined(Facts(), report(first, 0))
    text = "The talks were postponed by a week, the ministry said."
    later = report(record(text, event_time=EventTime(value="2026-03-17", precision="day")), 9)
    reasons, fields = changes(before, combined(before, later), later)
    assert reasons == ("redated",)
    assert (fields[0].old, fields[0].new) == ("2026-03-10", "2026-03-17")

    text = "The talks were relocated, the ministry said."
    moved = report(record(text, role="actor", others=[("UZ", "location")]), 9)
    reasons, fields = changes(before, combined(before, moved), moved)
    assert reasons == ("moved",)
    assert (fields[0].old, fields[0].new) == (["TJ"], ["UZ"])


def test_a_correction_makes_older_numbers_count_no_more() -> None:
    twelve = report(record(QUAKE, quantities=[toll("killed", 12)]), 10)
    fixed = report(record("Corrected: " + QUAKE, quantities=[toll("killed", 8)]), 20)
    late = report(record(QUAKE, quantities=[toll("killed", 11)]), 5)
    newer = report(record(QUAKE, quantities=[toll("killed", 10)]), 30)

    assert told(twelve, fixed, late).quantities[0][2].high == 8
    assert told(twelve, fixed, newer).quantities[0][2].high == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[(text, REDATED_WORDS) for text in (
            "postponed", "Rescheduling", "delays", "delayed", "put off", "Put back", "brought forward", "new date",
            "MOVED TO", "po\u017ftponed", "re\u017fcheduled", "computer", "delaying",
        )],
        *[(text, MOVED_WORDS) for text in (
            "moved", "relocating", "Switched", "transferred", "shifted", "\u017fhifted", "sw\u0131tched", "removed",
        )],
        *[(text, CORRECTION_WORDS) for text in (
            "Corrected", "correction", "revises the figure down", "lowered the toll", "lowers its toll",
            "fewer than first feared", "earlier report was wrong", "Earlier figures were in error",
            "rev\u0130sed lower", "correctly", "earlier today",
            "brought its toll for the flood down", "cut the count down",
            "11 dead, not 15", "eleven rather than fifteen", "3 were hurt instead of 5", "down, not out", "not 15",
        )],
    ],
)  # fmt: skip
def test_an_opening_says_what_its_words_say(text: str, words: re.Pattern[str]) -> None:
    opening = report(record(f"It was {text}, they said."), 0).opening
    said = {CORRECTION_WORDS: opening.corrects, REDATED_WORDS: opening.redates, MOVED_WORDS: opening.moves}

    assert said[words] == (words.search(text) is not None)


@pytest.mark.parametrize(("start", "killed"), [(300, 33), (500, 5)])
def test_the_largest_number_of_the_opening_counts_which_is_longer_than_a_third_of_a_short_text(
    start: int, killed: int
) -> None:
    numbers = [toll("killed", 5, start=40), toll("killed", 33, start=start)]

    ((_, _, found),) = report(record(QUAKE, quantities=numbers), 0).facts.quantities

    assert found.high == killed


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("Police brought their figure for the clan war down to eleven.", True),
        ("Novi: 37 students in cells, not 43, lawyers say.", True),
        ("The heat took two lives rather than three.", True),
        ("The bank brought down the number of branches.", False),
        ("Two thirds said yes, not one of them twice.", False),
        ("The team lost 3 points, not for the first time.", False),
    ],
)
def test_a_correction_is_told_from_other_words_about_numbers(text: str, corrects: bool) -> None:
    assert report(record(text), 0).opening.corrects == corrects


def test_a_number_of_long_ago_is_none_of_the_storys() -> None:
    numbers = [toll("killed", 8, start=40), toll("killed", 49, start=300, background=True)]

    ((_, _, found),) = report(record(QUAKE, quantities=numbers), 0).facts.quantities

    assert found.high == 8


def test_a_correction_to_nobody_takes_the_dead_back() -> None:
    before = report(record(QUAKE, quantities=[toll("killed", 5)]), 0)
    after = report(record("All are accounted for.", quantities=[toll("casualties", 0)]), 60)

    known = combined(combined(Facts(), before), after)

    assert {kind: number.high for kind, _, number in known.quantities}["killed"] == 0
