"""The bench's own arithmetic: what it reports must be what it measured."""

import io
import json
import sys
import time
from collections import Counter

import pytest

from streams.agents.split import split_stage
from streams.delivery.message import Incoming
from streams.domain.dedupe import Desk, DeskRules
from tests.bench.desks import BATCH, batched, compacted, fill, partition_of, put, take
from tests.bench.live import ratio_rows, together
from tests.bench.meter import Flow
from tests.bench.records import desk_records
from tests.bench.report import Report, Row, percentile, shown
from tests.bench.sampler import PARTS, Sampler, part_of


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_a_percentile_is_the_value_of_its_rank(share: float, expected: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.99) == 7.0


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (Row("p", "m", 10, 10), True),
        (Row("p", "m", 9, 10), False),
        (Row("p", "m", 9, 10, at_most=True), True),
        (Row("p", "m", 11, 10, at_most=True), False),
        (Row("p", "m", 11), None),
        (Row("p", "m", None, 10), None),
    ],
)
def test_a_target_is_a_floor_or_a_ceiling(row: Row, reached: bool | None) -> None:
    assert row.reached is reached


def test_the_json_holds_every_row_and_where_it_was_taken() -> None:
    report = Report(seed=3, quick=True, date="2026-01-01", machine={"cores": 2})
    report.add([Row("one worker", "pages/s", 12.5, 350)])

    told = json.loads(report.as_json())

    assert told["seed"] == 3
    assert told["machine"] == {"cores": 2}
    assert told["rows"][0]["value"] == 12.5
    assert told["rows"][0]["reached"] is False


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0, "0"), (0.512, "0.51"), (12.34, "12.3"), (350.4, "350"), (1234567.0, "1,234,567")],
)
def test_figures_are_short(value: float | None, text: str) -> None:
    assert shown(value) == text


def test_equal_seeds_draw_equal_records() -> None:
    first, again, other = ([record.encode() for record in desk_records(50, seed=seed)] for seed in (5, 5, 6))

    assert first == again
    assert first != other


def test_drawn_records_hold_copies_that_a_desk_knows_again() -> None:
    desks: dict[str, Desk] = {}
    said: Counter[str] = Counter()
    for record in desk_records(600, seed=1):
        desk = desks.setdefault(record.country, Desk(record.country, DeskRules()))
        outcome = desk.decide(record)
        desk.apply(outcome)
        if outcome.decision is not None:
            said[outcome.decision.decision] += 1

    assert 0.8 < said["new"] / 600 < 0.95
    assert said["exact"] > 20
    assert said["near"] > 10


def test_a_batch_writes_the_last_value_of_each_entry() -> None:
    records = [record for record in desk_records(4 * BATCH, seed=1) if record.country == "FR"] or list(
        desk_records(BATCH, seed=1)
    )
    changes: list[dict[str, bytes | None]] = [{"a": str(number).encode()} for number in range(len(records))]

    writes = list(batched(records, changes))

    last = {record.country: change["a"] for record, change in zip(records, changes, strict=True)}
    assert {key.decode(): value for _, key, value in writes} == {
        f"{country}/a": value for country, value in last.items()
    }
    assert all(number == partition_of(key.decode()[:2]) for number, key, _ in writes)


def test_a_compacted_topic_holds_the_last_of_each_key_and_no_tombstone() -> None:
    file = io.BytesIO()
    for value in (b"1", b"22", None):
        put(file, (0, b"gone", value))
        put(file, (3, b"stays", b"x" + (value or b"")))
    file.seek(0)

    assert compacted(take(file)) == [(3, b"stays", b"x")]


def test_filling_tells_how_many_and_how_large() -> None:
    file = io.BytesIO()

    done = fill(1000, saved=500, seconds=60, seed=1, log=file)

    file.seek(0)
    assert (done.kept, done.saved) == (1000, 500)
    assert done.written_bytes == sum(len(key) + len(value or b"") for _, key, value in take(file)) / 500
    assert done.rates.keys() == {1000}
    assert done.memory_bytes is not None


def test_a_stack_belongs_to_the_stage_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def looks(value: bytes | None, **_: object) -> None:

        seen.append(part_of(sys._getframe()))
        raise LookupError

    monkeypatch.setattr("streams.agents.split.split_page", looks)

    with pytest.raises(LookupError):
        split_stage(to="t", mode="live", now=lambda: 0.0)(Incoming("t", 0, 0, 0, b"k", b"v"))

    assert seen == ["split"]
    assert part_of(None) == "hops"
    assert set(seen) <= set(PARTS)


def test_a_sample_weighs_the_cpu_time_since_the_last(tmp_path_factory: pytest.TempPathFactory) -> None:

    path = tmp_path_factory.mktemp("samples") / "samples"
    sampler = Sampler(path)
    before = time.process_time()
    while time.process_time() < before + 0.02:
        pass
    sampler._sample(0, None)
    sampler._write(0, None)

    assert json.loads(path.read_text())["parts"]["hops"] >= 0.02


def test_two_runs_together_give_their_mean_a_page() -> None:
    one, two = (Flow(100, 100, 160, seconds, cpu, cpu / 2, 0.0) for seconds, cpu in ((4.0, 1.0), (6.0, 3.0)))

    both = together([one, two])

    assert both.per_page(both.worker_cpu) == 20.0
    assert {row.measure: row.value for row in ratio_rows("wire", one, both)} == {
        "wire, pages/s": 1.25,
        "wire, worker CPU a page": 0.5,
        "wire, broker CPU a page": 0.5,
    }
