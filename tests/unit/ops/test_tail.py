from datetime import UTC, datetime, timedelta

import pytest

from streams.ops.errors import OpsError
from streams.ops.tail import desks, moment

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_countries_are_taken_in_any_case_and_once() -> None:
    assert desks(["ru", "KZ", "RU", "zz", "xk"]) == ["RU", "KZ", "ZZ", "XK"]


def test_no_country_means_every_desk() -> None:
    every = desks([])

    assert len(every) == len(set(every)) > 240
    assert {"RU", "XK", "ZZ"} <= set(every)


@pytest.mark.parametrize(
    ("code", "meant"),
    [("UK", "such as GB"), ("Kazakhstan", "such as KZ"), ("grmany", "such as DE"), ("QQ", "alpha-2 (")],
)
def test_an_unknown_country_is_told_with_what_may_be_meant(code: str, meant: str) -> None:
    with pytest.raises(OpsError, match="unknown country") as error:
        desks([code])
    assert meant in str(error.value)


@pytest.mark.parametrize(
    ("text", "ago"),
    [("90s", timedelta(seconds=90)), ("30m", timedelta(minutes=30)), ("2h", timedelta(hours=2)),
     ("3 d", timedelta(days=3)), ("1w", timedelta(weeks=1))],
)  # fmt: skip
def test_a_span_counts_back_from_now(text: str, ago: timedelta) -> None:
    assert moment(text, NOW) == NOW - ago


def test_a_time_without_a_zone_is_utc() -> None:
    assert moment("2026-03-01T08:00", NOW) == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert moment("2026-03-01T08:00+03:00", NOW) == datetime(2026, 3, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "2", "h", "-2h", "2026-13-01", "99999999999w", ""])
def test_any_other_time_is_an_error_that_says_how_to_write_it(text: str) -> None:
    with pytest.raises(OpsError, match="write 30m, 2h, 3d"):
        moment(text, NOW)
