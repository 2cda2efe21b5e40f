"""What needs no Kafka: the three stages' CPU time a record, and the desks when they are full."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from schemas.enriched import NOWHERE
from streams.agents.dedupe import Desks, DeskTopics
from streams.agents.enrich import enrich_stage
from streams.agents.split import split_stage
from streams.data.countries import country_names
from streams.delivery.message import Incoming, Outgoing
from streams.domain.dedupe import DeskRules
from tests.bench.report import Row
from tests.load import Load, pages

NOW_MS = 1_772_500_000_000
"""Kafka timestamp of every page here: a day behind the loads' publication times."""
SLICES = 8
TARGETS = {"split": 2500.0, "enrich": 1000.0}
"""Seed pages and their articles a second a core."""
DESK_TARGETS = {10_000: 3000.0, 200_000: 2000.0}
"""Desk records a second a core, by kept records."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time of the stages on one load, decoding and encoding of their records included."""

    load: Load
    split: float
    """Milliseconds a page."""
    enrich: float
    """Milliseconds an article."""
    dedupe: float
    """Milliseconds a desk record, remembering it included."""
    articles: float
    """Articles a page."""
    records: float
    """Desk records a page."""
    countries: frozenset[str]
    """Whose desks hear of it."""
    stretch: float
    """Seconds by the clock for one of CPU time: more than 1 when other programs use the machine."""

    @property
    def page(self) -> float:
        """Milliseconds a page, all stages."""
        return self.split + self.articles * self.enrich + self.records * self.dedupe

    def rows(self) -> list[Row]:
        """Return the figures of this load."""
        part = f"offline, {self.load}"
        return [
            Row(part, "split, pages/s a core", 1000 / self.split, TARGETS["split"] if self.load == "seed" else None),
            Row(
                part,
                "enrich, articles/s a core",
                1000 / self.enrich,
                TARGETS["enrich"] if self.load == "seed" else None,
                note=f"{self.articles:.2f} articles a page",
            ),
            Row(part, "dedupe, desk records/s a core", 1000 / self.dedupe, note=f"{self.records:.2f} records a page"),
            Row(part, "all stages, CPU ms a page", self.page),
        ]


def measure(load: Load, count: int, *, seed: int) -> Cost:
    """Take pages through the stages in this process, without Kafka.

    Args:
        load: which kind of page.
        count: pages.
        seed: of the generator.
    """
    split = split_stage(to="articles", mode="live", now=time.time)
    enrich = enrich_stage(to="enriched", mode="live", now=time.time)
    desks = new_desks()

    def dedupe(record: Incoming) -> Sequence[Outgoing]:
        plan = desks.decide(record)
        plan.install()
        return plan.outputs

    begun, spent = time.perf_counter(), time.process_time()
    warm = [_record(value, number) for number, value in enumerate(pages(load, 5, seed=seed + 1))]
    _through(enrich, _through(split, warm)[0])
    raw = [_record(value, number) for number, value in enumerate(pages(load, count, seed=seed))]
    articles, split_ms = _through(split, raw)
    records, enrich_ms = _through(enrich, articles)
    _, dedupe_ms = _through(dedupe, records)
    return Cost(
        load, split_ms, enrich_ms, dedupe_ms, len(articles) / count, len(records) / count,
        frozenset((record.key or b"").decode() for record in records),
        max(1.0, (time.perf_counter() - begun) / (time.process_time() - spent)),
    )  # fmt: skip


def _through(
    stage: Callable[[Incoming], Sequence[Outgoing]], records: Sequence[Incoming]
) -> tuple[list[Incoming], float]:
    """Return what a stage makes of records, and its CPU milliseconds a record: the median of slices."""
    made: list[Incoming] = []
    spent: list[float] = []
    size = max(1, -(-len(records) // SLICES))
    for begin in range(0, len(records), size):
        part = records[begin : begin + size]
        before = time.process_time()
        outputs = [out for record in part for out in stage(record)]
        spent.append((time.process_time() - before) * 1000 / len(part))
        made.extend(
            Incoming(out.topic, 0, len(made) + number, out.timestamp_ms, out.key, out.value, out.headers)
            for number, out in enumerate(outputs)
        )
    return made, median(spent)


def _record(value: bytes, number: int) -> Incoming:
    return Incoming("pages", number % 4, number // 4, NOW_MS, str(number).encode(), value)


def new_desks() -> Desks:
    """Return empty desks that write to topics named as in live."""
    countries = (*country_names(), NOWHERE)
    topics = DeskTopics({country: f"alerts.{country.lower()}" for country in countries}, "alerts.state", "duplicates")
    return Desks((), rules=DeskRules(), topics=topics, mode="live", now=time.time)


@dataclass(frozen=True, slots=True)
class State:
    """What filling the desks left, see :mod:`tests.bench.desks`."""

    file: Path
    saved: int
    rows: list[Row]


def fill_desks(count: int, *, saved: int, seconds: float, seed: int, folder: Path) -> State:
    """Fill desks in a process of its own.

    Args:
        count: records.
        saved: the state that so many leave is kept in a file.
        seconds: after which it stops.
        seed: of the records.
        folder: for the file.
    """
    file = folder / "state.bin"
    command = [sys.executable, "-m", "tests.bench.desks", str(count), str(saved), str(seconds), str(seed), str(file)]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    part = "offline, desks"
    short = "" if done["kept"] >= count else f"stopped after {seconds:.0f} s, before {count:,}"
    rows = [
        Row(
            part,
            f"desk records/s a core at {int(kept):,} kept",
            rate,
            DESK_TARGETS.get(int(kept)),
            note=short if int(kept) == done["kept"] else "",
        )
        for kept, rate in done["rates"].items()
    ]
    rows += [
        Row(part, "memory, bytes per article and desk kept", done["memory_bytes"], 1536, at_most=True,
            note=f"{done['kept']:,} kept, {done['largest']:,} in the fullest desk"),
        Row(part, "of it arrays and entries, bytes", done["held_bytes"], note="the rest is the allocator's"),
        Row(part, "desks.state, bytes written per article and desk", done["written_bytes"],
            note=f"batches of 50 records, first {done['saved']:,}"),
    ]  # fmt: skip
    return State(file, done["saved"], rows)


def main(load: Load, count: str, seed: str) -> None:
    """Print the costs of one load as JSON."""
    cost = measure(load, int(count), seed=int(seed))
    print(json.dumps({"split": cost.split, "enrich": cost.enrich, "dedupe": cost.dedupe}))


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
