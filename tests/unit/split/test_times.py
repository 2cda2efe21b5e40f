"""Times written out in lines."""

from datetime import UTC, datetime

import pytest

from streams.domain.split.times import time_in


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 2024-05-01 09:30", datetime(2024, 5, 1, 9, 30, tzinfo=UTC)),
        ("May 1, 2024", datetime(2024, 5, 1, tzinfo=UTC)),
        ("Updated May 1st, 2024 9:30 pm GMT", datetime(2024, 5, 1, 21, 30, tzinfo=UTC)),
        ("12:05 a.m. on 1 May 2024", datetime(2024, 5, 1, 0, 5, tzinfo=UTC)),
        ("1 Sept. 2024, 23:30 +0530", datetime(2024, 9, 1, 18, 0, tzinfo=UTC)),
        ("2024-05-01T23:30:00-03:00", datetime(2024, 5, 2, 2, 30, tzinfo=UTC)),
        ("2024/5/1", datetime(2024, 5, 1, tzinfo=UTC)),
        ("12 марта 2025, 15:40", datetime(2025, 3, 12, 15, 40, tzinfo=UTC)),
        ("12 Μαρτίου 2025", datetime(2025, 3, 12, tzinfo=UTC)),
        ("12. März 2025, 15:40 Uhr", datetime(2025, 3, 12, 15, 40, tzinfo=UTC)),
        ("12 de marzo de 2025", datetime(2025, 3, 12, tzinfo=UTC)),
        ("12 مارس 2025", datetime(2025, 3, 12, tzinfo=UTC)),
        ("2025年3月12日 15:40", datetime(2025, 3, 12, 15, 40, tzinfo=UTC)),
        ("2024-02-31", None),
        ("Cannes, 12-23 May 2024", None),
        ("May 2024", None),
        ("2 hours ago", None),
        ("In 2024 the town had 1200 people", None),
        ("", None),
        ("May 1, 2024 14:30 +9930", datetime(2024, 5, 1, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_whole_date_is_read_with_the_clock_beside_it(line: str, expected: datetime | None) -> None:
    assert time_in(line) == expected
