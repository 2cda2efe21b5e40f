from datetime import datetime

import pytest

from streams.domain.enrich.happenings import MOST
from tests.unit.enrich.happenings.texts import TUESDAY, read


def said(text: str, when: datetime | None = TUESDAY) -> list[str]:
    return [f"{d.text}={'/'.join(filter(None, (d.value, d.end_value)))}" for d in read(text, when=when).dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was announced last Wednesday.", ["last Wednesday=2022-09-21"]),
        ("He said on Tuesday it was over.", ["Tuesday=2022-09-27"]),
        ("They will meet on Friday.", ["Friday=2022-09-30"]),
        ("They will meet next Friday.", ["next Friday=2022-10-07"]),
        ("They met this Monday.", ["this Monday=2022-09-26"]),
        ("They met on Monday last week.", ["Monday last week=2022-09-19"]),
        ("They met last week Monday.", ["last week Monday=2022-09-19"]),
        ("By Monday it had stopped.", ["Monday=2022-09-26"]),
        ("It lasts until Monday.", ["Monday=2022-10-03"]),
        ("They are to meet on Monday.", ["Monday=2022-10-03"]),
        ("It is set for Monday.", ["Monday=2022-10-03"]),
        ("It ran from Monday to Wednesday.", ["Monday to Wednesday=2022-09-19/2022-09-21"]),
        ("Open Monday-Friday, every Sunday, on Black Friday, in the Sunday Times.", [
            "Monday-Friday=2022-09-19/2022-09-23"]),
        ("He left late on Sunday.", ["late on Sunday=2022-09-25"]),
        ("He left on Monday evening.", ["Monday evening=2022-09-26"]),
        ("He left at 9:30 p.m. on Monday.", ["9:30 p.m. on Monday=2022-09-26T21:30"]),
        ("He left on Monday at around 7 am.", ["Monday at around 7 am=2022-09-26T07"]),
        ("He left at 31:70 on Monday.", ["Monday=2022-09-26"]),
        ("Today, tomorrow and yesterday evening.", [
            "Today=2022-09-27", "tomorrow=2022-09-28", "yesterday evening=2022-09-26"]),
        ("It was the day before yesterday.", ["the day before yesterday=2022-09-25"]),
        ("Not before yesterday.", ["yesterday=2022-09-26"]),
        ("Overnight it froze, this morning it thawed, last night it rained.", [
            "Overnight=2022-09-26/2022-09-27", "this morning=2022-09-27", "last night=2022-09-26"]),
        ("In last place, this afternoon, the past day.", ["this afternoon=2022-09-27"]),
        ("In the fourth Thursday in November.", ["November=2022-11"]),
    ],
)  # fmt: skip
def test_days_of_the_week_and_words_for_days(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 21 September and on Sept. 22, 2021.", ["21 September=2022-09-21", "Sept. 22, 2021=2021-09-22"]),
        ("On Monday, September 26.", ["Monday, September 26=2022-09-26"]),
        ("On Monday 26 September 2022.", ["Monday 26 September 2022=2022-09-26"]),
        ("On the 3rd of May 2021.", ["the 3rd of May 2021=2021-05-03"]),
        ("It began on the 3rd. It ends by the 3rd.", ["the 3rd=2022-09-03", "the 3rd=2022-10-03"]),
        ("On the 3rd floor and on the 3rd of this month.", ["the 3rd of this month=2022-09-03"]),
        ("It ended on the 31st.", ["the 31st=2022-08-31"]),
        ("September 21-23 and 3 to 5 October.", ["September 21-23=2022-09-21/2022-09-23",
            "3 to 5 October=2022-10-03/2022-10-05"]),
        ("From Dec. 28, 2020 to Jan. 3, 2021.", ["Dec. 28, 2020 to Jan. 3, 2021=2020-12-28/2021-01-03"]),
        ("From March 28 to April 3, 2021.", ["March 28 to April 3, 2021=2021-03-28/2021-04-03"]),
        ("Between May 3 and May 5, or between 3 and 5 June.", ["May 3 and May 5=2022-05-03/2022-05-05",
            "3 and 5 June=2022-06-03/2022-06-05"]),
        ("May 3 to May 4 to May 5.", ["May 3 to May 4=2022-05-03/2022-05-04", "May 5=2022-05-05"]),
        ("It is due on 10 August.", ["10 August=2023-08-10"]),
        ("It fell on 10 December.", ["10 December=2021-12-10"]),
        ("2022-09-21, 21/09/2022, 09/21/2022, 21.09.2022, 05/06/2022.", [
            "2022-09-21=2022-09-21", "21/09/2022=2022-09-21", "09/21/2022=2022-09-21", "21.09.2022=2022-09-21",
            "05/06/2022="]),
        ("On February 30 and 31 June.", ["June=2022-06"]),
        ("On February 29, 2021, version 1.2 came, 12/13/14 and 3/4.", []),
        ("On Christmas Eve 2020 and New Year's Day.", ["Christmas Eve 2020=2020-12-24", "New Year's Day=2023-01-01"]),
    ],
)  # fmt: skip
def test_dates(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In September, in early August, last May.", ["September=2022-09", "early August=2022-08", "last May=2022-05"]),
        ("In May 2015, in June of last year.", ["May 2015=2015-05", "June of last year=2021-06"]),
        ("They may march; Theresa May may; March on Rome; a May-born child.", []),
        ("Earlier this month, late last year, next week, the past week.", ["Earlier this month=2022-09",
            "late last year=2021", "next week=2022-W40", "past week=2022-09-20/2022-09-27"]),
        ("In 2019, since 2014, from 1973 to 1990, in 2020-2021.", ["2019=2019", "2014=2014",
            "1973 to 1990=1973/1990", "2020-2021=2020/2021"]),
        ("2021, a bad year. In 2019 people left. 1500 men.", ["2021=2021"]),
        ("Early 2021 and earlier in the week, earlier in the day, earlier in the month, earlier in the year.", [
            "Early 2021=2021", "earlier in the week=2022-W39", "earlier in the day=2022-09-27",
            "earlier in the month=2022-09", "earlier in the year=2022"]),
        ("Earlier in the house.", []),
        ("The summer of 2020, last summer, next winter, this autumn, last winter.", ["summer of 2020=2020-22",
            "last summer=2022-22", "next winter=2022-24", "this autumn=2022-23", "last winter=2021-24"]),
        ("A fall in prices, this fall in prices, last spring.", ["last spring=2022-21"]),
        ("Three days ago, a week ago, two months ago, a year ago, an hour ago, 30 minutes ago.", [
            "Three days ago=2022-09-24", "a week ago=2022-W38", "two months ago=2022-07", "a year ago=2021",
            "an hour ago=2022-09-27T11", "30 minutes ago=2022-09-27T11:30"]),
        ("1.5 years ago, several days ago, 99999 days ago, three camels ago.", []),
        ("In the past three days, in the last 24 hours, over the past two months, for the last five years.", [
            "past three days=2022-09-24/2022-09-27", "last 24 hours=2022-09-26/2022-09-27",
            "past two months=2022-07/2022-09", "last five years=2017/2022"]),
        ("In the past month, over the past year.", ["past month=2022-08/2022-09", "past year=2021/2022"]),
        ("In the past several days, in the last five minutes, the last two men.", []),
        ("Over the weekend, this weekend, last weekend, next weekend, the weekend paper.", [
            "the weekend=2022-09-24/2022-09-25", "this weekend=2022-09-24/2022-09-25",
            "last weekend=2022-09-24/2022-09-25", "next weekend=2022-10-08/2022-10-09"]),
    ],
)  # fmt: skip
def test_weeks_months_seasons_and_years(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_on_a_weekend_the_weekend_is_this_one_and_the_last_the_one_before() -> None:
    sunday = datetime.fromisoformat("2022-09-25T12:00:00+00:00")
    assert said("Over the weekend it rained, as it did last weekend.", sunday) == [
        "the weekend=2022-09-24/2022-09-25",
        "last weekend=2022-09-17/2022-09-18",
    ]


@pytest.mark.parametrize(
    ("when", "text", "value"),
    [
        ("2022-09-27T22:00:00+00:00", "He said Wednesday it was over.", "2022-09-28"),
        ("2022-09-27T22:00:00+00:00", "He said on Wednesday it was over.", "2022-09-28"),
        ("2022-09-27T22:00:00+00:00", "It was over on Wednesday.", "2022-09-21"),
        ("2022-09-27T09:00:00+00:00", "He said Wednesday it was over.", "2022-09-21"),
        ("2022-09-27T22:00:00+03:00", "He said Wednesday it was over.", "2022-09-21"),
    ],
)
def test_what_was_said_on_the_next_day_was_said_east_of_greenwich(when: str, text: str, value: str) -> None:
    assert said(text, datetime.fromisoformat(when)) == [f"Wednesday={value}"]


def test_in_january_this_winter_began_last_year() -> None:
    january = datetime.fromisoformat("2022-01-10T12:00:00+00:00")
    assert said("This winter is mild.", january) == ["This winter=2021-24"]


def test_without_a_publication_time_only_what_is_absolute_has_a_value() -> None:
    text = (
        "Last Wednesday, today, last week, last year, in May, on 3 May, last summer, three hours ago, over the weekend,"
        " on Monday last week, earlier in the year, two years ago, a month ago, on the 3rd, the past three months,"
        " from Monday to Friday, in the last two years, in May 2015 and on 3 May 2015."
    )
    dates = read(text, when=None).dates
    assert [(d.text, d.value) for d in dates if d.value] == [("May 2015", "2015-05"), ("3 May 2015", "2015-05-03")]
    assert len(dates) == 19


def test_the_first_and_last_years_do_not_break_it() -> None:
    early = datetime.fromisoformat("0001-01-01T00:00:00+00:00")
    assert all(d.value is None for d in read("Yesterday, last year, two months ago.", when=early).dates)


def test_the_span_is_that_of_the_words_in_the_page() -> None:
    text = "It began early on Monday, they say."
    (date,) = read(text).dates
    assert text[date.start : date.end] == date.text == "early on Monday"


def test_a_long_list_is_cut() -> None:
    assert len(read("It rained on Monday. " * (MOST + 5)).dates) == MOST
