"""Lag as it is shown."""

import json
from datetime import UTC, datetime

from streams.ops.lag import PartitionLag, above, table

ROWS = [
    PartitionLag("dateline", "pages.raw", 0, 1200, 1200, 0),
    PartitionLag("dateline", "pages.raw", 1, None, 34, 34, datetime(2026, 11, 20, 8, tzinfo=UTC), 95.2),
]


def test_a_table_names_what_is_unread_and_for_how_long() -> None:
    lines = table(ROWS)

    assert lines[0].split() == ["topic", "partition", "committed", "end", "lag", "oldest", "unread"]
    assert lines[1].split() == ["pages.raw", "0", "1,200", "1,200", "0"]
    assert lines[2].split() == ["pages.raw", "1", "-", "34", "34", "1", "min", "35", "s"]
    assert lines[3] == "group dateline: 34 records unread"


def test_a_group_that_never_committed_is_said_to_be_so() -> None:
    assert table(ROWS[1:])[-1] == "group dateline: 34 records unread; no worker has committed anything yet"
    assert table(ROWS[:1])[-1] == "group dateline: all is read"


def test_above_counts_partition_by_partition() -> None:
    assert above(ROWS, 33) == ROWS[1:]
    assert not above(ROWS, 34)


def test_a_line_of_json_holds_every_column() -> None:
    assert json.loads(json.dumps(ROWS[1].output())) == {
        "group": "dateline",
        "topic": "pages.raw",
        "partition": 1,
        "committed": None,
        "end": 34,
        "lag": 34,
        "oldest": "2026-11-20T08:00:00Z",
        "age_seconds": 95.2,
    }
