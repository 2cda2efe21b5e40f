"""Lag as it is shown."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.structs import OffsetAndMetadata, OffsetAndTimestamp

from streams.ops import connect
from streams.ops import lag as reader
from streams.ops.lag import PartitionLag, above, table
from streams.settings import Settings

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


class WhileAWorkerIsAtIt:
    """A worker is done with the one page, and its article is there, as soon as a first answer is out."""

    def __init__(self) -> None:
        self.asked = 0

    def list_topics(self) -> list[str]:
        return ["pages.raw", "articles.split", "articles.enriched"]

    def list_partition_offsets(self, parts: dict[TopicPartition, object]) -> dict[TopicPartition, OffsetAndTimestamp]:
        if OffsetSpec.EARLIEST in parts.values():
            return {part: OffsetAndTimestamp(0, -1, 0) for part in parts}
        there = {"pages.raw"} | ({"articles.split"} if self._is_done() else set())
        return {part: OffsetAndTimestamp(int(part.topic in there and not part.partition), -1, 0) for part in parts}

    def list_group_offsets(self, group: str) -> dict[str, dict[TopicPartition, OffsetAndMetadata]]:
        pages = TopicPartition("pages.raw", 0)
        return {group: {pages: OffsetAndMetadata(int(self._is_done()), "", 0)}}

    def _is_done(self) -> bool:
        self.asked += 1
        return self.asked > 1


def test_what_moves_on_while_it_is_asked_for_is_not_taken_for_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_client: object, _starts: Iterable[TopicPartition]) -> dict[TopicPartition, float]:
        return {}

    monkeypatch.setattr(connect, "admin", lambda _settings: nullcontext(WhileAWorkerIsAtIt()))
    monkeypatch.setattr(connect, "consumer", lambda _settings: nullcontext())
    monkeypatch.setattr(reader, "_oldest", none)

    assert sum(row.lag for row in reader.lag(Settings())) > 0
