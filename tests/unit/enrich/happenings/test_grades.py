from datetime import datetime

import pytest

from tests.unit.enrich.happenings.texts import read


@pytest.mark.parametrize(
    ("text", "severity", "reason"),
    [
        ("A bomb killed 120 people.", "Extreme", "killed ≥ 100: 120"),
        ("A bomb killed 12 people.", "Severe", "killed ≥ 10: 12"),
        ("A bomb killed one person.", "Moderate", "killed ≥ 1: 1"),
        ("A bomb exploded.", "Moderate", "type ASSAULT"),
        ("Ministers held talks.", "Minor", "type CONSULT"),
        ("A magnitude 7.8 earthquake struck.", "Extreme", "magnitude ≥ 7.5: 7.8"),
        ("Soldiers seize power.", "Severe", "rule coerce.power"),
        ("Coup on the island.", "Severe", "rule coerce.coup"),
        ("Soldiers overthrow the president, killing two guards.", "Severe", "rule coerce.oust"),
        ("Coup on the island: 120 people killed.", "Extreme", "killed ≥ 100: 120"),
        ("The president declared a state of emergency.", "Moderate", "rule coerce.emergency"),
        ("Supporters of the former president stormed parliament.", "Moderate", "rule protest.storm"),
        ("It was quiet.", "Unknown", None),
    ],
)
def test_severity(text: str, severity: str, reason: str | None) -> None:
    happened = read(text)
    assert (happened.severity, happened.severity_reason) == (severity, reason)


def test_the_toll_of_an_earlier_year_is_not_this_events() -> None:
    assert read("A bomb injured three people.", "In 2015 a bomb killed 200 people there.").severity == "Moderate"
    assert (
        read("A bomb injured three people.", "In 2015 a bomb killed 200 people there.", when=None).severity == "Extreme"
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Bandits have killed thousands in recent years.", "Severe"),
        ("Bombs kill hundreds there every year.", "Severe"),
        ("Raids killed 400 people over the past two years.", "Severe"),
        ("It was the worst attack in recent years, with 150 people killed.", "Extreme"),
    ],
)
def test_what_many_events_add_up_to_is_not_this_one(text: str, severity: str) -> None:
    assert read("A bomb killed 12 people in a market.", text).severity == severity


@pytest.mark.parametrize(
    ("text", "urgency", "reason"),
    [
        ("Fires are out of control and a state of emergency holds.", "Immediate", "words: out of control"),
        ("Army seizes power.", "Immediate", "words: seizes power"),
        ("The army seized power.", "Expected", "type COERCE"),
        ("A storm is expected to make landfall.", "Expected", "words: expected to make landfall"),
        ("A bomb exploded on Monday.", "Expected", "date: 1 days before"),
        ("A bomb exploded.", "Expected", "type ASSAULT"),
        ("A bomb exploded on Monday last week.", "Past", "date: 8 days before"),
        ("Mourners marked the anniversary of the bombing.", "Past", "words: anniversary"),
        ("The bomb exploded in 2015.", "Past", "date: 2555 days before"),
        ("Protesters will march on Sunday.", "Future", "date: in 5 days"),
        ("Protesters will march on Thursday.", "Expected", "date: in 2 days"),
        ("Ministers plan to hold talks.", "Future", "words: plan to"),
        ("Ministers held talks.", "Unknown", "type CONSULT"),
        ("Ministers held talks on Monday.", "Past", "date: 1 days before"),
    ],
)
def test_urgency(text: str, urgency: str, reason: str) -> None:
    happened = read(text)
    assert (happened.urgency, happened.urgency_reason) == (urgency, reason)


@pytest.mark.parametrize(
    ("text", "certainty", "reason"),
    [
        ("A bomb exploded.", "Observed", "told without attribution"),
        ("Footage showed that a bomb exploded.", "Observed", "words: Footage"),
        ("A bomb exploded, police said.", "Likely", "words: police said"),
        ("A bomb reportedly exploded, police said.", "Possible", "words: reportedly"),
        ("Police denied that a bomb exploded.", "Unlikely", "words: denied that"),
        ("It was quiet.", "Unknown", None),
    ],
)
def test_certainty(text: str, certainty: str, reason: str | None) -> None:
    happened = read(text)
    assert (happened.certainty, happened.certainty_reason) == (certainty, reason)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A bomb exploded on Sunday, police said on Monday.", "2022-09-25"),
        ("A bomb exploded, police said on Monday.", "2022-09-26"),
        ("A bomb exploded in the old town. It went off on Sunday.", "2022-09-25"),
        ("A bomb exploded.", None),
    ],
)
def test_the_events_time_is_not_that_of_the_report(text: str, value: str | None) -> None:
    time = read(text).event_time
    assert (time.value if time else None) == value


def test_without_a_publication_time_nothing_is_guessed() -> None:
    happened = read("A bomb exploded on Monday.", when=None)
    assert happened.event_time is None
    assert (happened.urgency, happened.urgency_reason) == ("Expected", "type ASSAULT")


def test_the_zone_of_the_publication_time_says_which_day_it_is() -> None:
    late = datetime.fromisoformat("2022-09-28T01:00:00+06:00")
    assert [date.value for date in read("He left today.", when=late).dates] == ["2022-09-28"]
