"""``python -m tests.bench [--quick] [--json FILE] [--seed N]``: measure the pipeline on a Kafka of its own."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from streams.ops import topics
from streams.ops.broker import LocalBroker
from streams.ops.progress import steps
from streams.settings import Settings
from tests.bench import live, offline
from tests.bench.desks import compacted, take
from tests.bench.meter import java_of_this_process
from tests.bench.report import Report, machine
from tests.load import Load

LOADS: tuple[Load, ...] = ("wire", "seed")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything."""

    offline_pages: int
    load_seconds: float
    """Of work in each load."""
    two_workers: bool
    two_bare: bool
    """Whether the bare loop runs twice."""
    latency_seconds: float
    articles: int
    """Of the memory row."""
    fill_seconds: float
    """Longest time for the desks in the memory row."""
    desk_records: int
    kept: int
    """Desk records in the restart rows."""
    desk_seconds: float
    """Longest time for filling desks offline."""
    kills: int
    restarts: tuple[str, ...]
    """Forms of the state topic."""


FULL = Size(400, 12, True, True, 20, 20_000, 45, 200_000, 100_000, 130, 3, ("compacted", "uncompacted"))
QUICK = Size(60, 3, False, False, 4, 2_000, 4, 10_000, 5_000, 8, 1, ("compacted",))


def measure(report: Report, size: Size, folder: Path, say: Callable[[str], None]) -> None:
    """Run every part and add its figures."""
    seed = report.seed
    say("the stages without Kafka")
    costs = {load: offline.measure(load, size.offline_pages, seed=seed) for load in LOADS}
    for cost in costs.values():
        report.add(cost.rows())
    say("desks without Kafka")
    state = offline.fill_desks(size.desk_records, saved=size.kept, seconds=size.desk_seconds, seed=seed, folder=folder)
    report.add(state.rows)
    loads = {load: live.load_pages(load, costs[load], size.load_seconds, seed=seed) for load in LOADS}
    with LocalBroker(folder / "kafka", say=say) as broker:
        java = java_of_this_process()

        def namespace(name: str) -> Settings:
            settings = Settings(broker=broker.address, namespace=name)
            topics.create(settings)
            return settings

        # Before and, in the full bench, after the worker: a broker is slow when it is new, and so is a busy machine.
        say("the bare loop")
        bare = [live.bare(namespace("bare"), loads, broker=java, folder=folder)]
        say("one worker")
        settings, countries = namespace("one"), costs["wire"].countries
        one, rows = live.one_worker(
            settings, loads, countries, articles=size.articles, latency_seconds=size.latency_seconds,
            fill_seconds=size.fill_seconds, broker=java, folder=folder, seed=seed + 100,
        )  # fmt: skip
        if size.two_bare:
            say("the bare loop again")
            bare.append(live.bare(namespace("bare-again"), loads, broker=java, folder=folder))
        report.functions = live.functions(one["wire"])
        for load in LOADS:
            report.add(live.flow_rows("one worker", load, one[load], parts=True))
        for load in LOADS:
            report.add(live.flow_rows("bare aiokafka loop", load, live.together([run[load] for run in bare])))
        for load in LOADS:
            report.add(live.ratio_rows(load, one[load], live.together([run[load] for run in bare])))
        if size.two_workers:
            say("two workers")
            two = live.throughput(namespace("two"), loads, count=2, broker=java, folder=folder)
            for load in LOADS:
                report.add(live.flow_rows("two workers", load, two[load]))
        report.add(rows)
        say("kills")
        report.add(live.recovery(settings, countries, times=size.kills, folder=folder, seed=seed + 200))
        for form in size.restarts:
            say(f"restart, state topic {form}")
            with state.file.open("rb") as file:
                writes = iter(compacted(take(file))) if form == "compacted" else take(file)
                report.add(live.restart(namespace(form), writes, kept=state.saved, form=form, folder=folder))


def main(arguments: list[str]) -> int:
    """Measure, print the table, and write the JSON if one is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a subset in under 90 seconds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--seed", type=int, default=1, help="of the generated pages (1)")
    asked = parser.parse_args(arguments)
    begun = time.monotonic()
    report = Report(asked.seed, asked.quick, datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), machine())
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder, steps() as say:
        measure(
            report,
            QUICK if asked.quick else FULL,
            Path(folder),
            lambda step: say(f"{time.monotonic() - begun:4.0f} s  {step}"),
        )
    report.seconds = time.monotonic() - begun
    report.show()
    if asked.json:
        asked.json.write_text(report.as_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
