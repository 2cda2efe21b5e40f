"""``python -m tests.bench.compare REV [--rounds N] [--offline]``: this tree against another revision, in one run.

Both take the same pages in turn, on the same broker, so that what else the machine does
meets both alike. What counts is the ratio: the median of the rounds' own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from streams.ops import topics
from streams.ops.broker import LocalBroker
from streams.ops.progress import steps
from streams.settings import Settings
from tests.bench import live, offline
from tests.bench.meter import Flow, Sampled, java_of_this_process, run_load
from tests.bench.report import shown
from tests.bench.sampler import PARTS
from tests.load import Load
from tests.running import workers

ROOT = Path(__file__).parents[2]
LOADS: tuple[Load, ...] = ("wire", "seed")
OFFLINE_PAGES = 150
LIVE_SECONDS = 6.0
Figures = dict[str, float]
"""By measure; for all of them less is better."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A revision's program under this tree's bench."""

    label: str
    path: Path
    """Folder that holds its ``schemas`` and ``streams``, and this tree's ``tests``."""

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment in which its modules are the ones imported."""
        return {"PYTHONPATH": str(self.path), "PYTHONSAFEPATH": "1"}

    def offline(self, load: Load, *, seed: int) -> Figures:
        """Measure the stages in a process of its own, without Kafka."""
        command = [sys.executable, "-m", "tests.bench.offline", load, str(OFFLINE_PAGES), str(seed)]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | dict(self.environment), cwd=self.path
        )
        cost = json.loads(done.stdout)
        return {
            f"{load}, split, CPU ms a page": cost["split"],
            f"{load}, enrich, CPU ms an article": cost["enrich"],
            f"{load}, dedupe, CPU ms a desk record": cost["dedupe"],
        }

    def live(self, settings: Settings, loads: Mapping[Load, list[bytes]], folder: Path) -> Figures:
        """Take both loads through one worker of its own."""
        worker = Sampled(settings, folder / f"{settings.namespace}.log", environment=self.environment)
        figures: Figures = {}
        with workers(worker):
            worker.await_ready()
            live.warm_up(settings)
            for load, values in loads.items():
                flow = run_load(
                    settings, values, broker=java_of_this_process(), workers=[worker], pids=[worker.process.pid],
                    within=live.GIVE_UP_SECONDS,
                )  # fmt: skip
                figures |= _live_figures(load, flow)
            worker.end()
        return figures


def _live_figures(load: Load, flow: Flow) -> Figures:
    sampled = sum(flow.parts.values())
    spent = flow.per_page(flow.worker_cpu)
    return {
        f"{load}, one worker, seconds a 1,000 pages": flow.seconds * 1000 / flow.pages,
        f"{load}, one worker, CPU ms a page": spent,
        f"{load}, broker, CPU ms a page": flow.per_page(flow.broker_cpu),
        **{f"{load}, one worker, CPU ms a page: {part}": spent * flow.parts.get(part, 0) / sampled for part in PARTS},
    }


@contextmanager
def trees(revision: str, folder: Path) -> Iterator[tuple[Tree, Tree]]:
    """Lay out both programs for the block: the revision's, from git, and this tree's."""
    checkout = folder / "checkout"
    git = ["git", "-C", str(ROOT)]
    subprocess.run([*git, "worktree", "add", "--quiet", "--detach", str(checkout), revision], check=True)
    try:
        yield _tree("before", checkout, folder), _tree("after", ROOT, folder)
    finally:
        subprocess.run([*git, "worktree", "remove", "--force", str(checkout)], check=True)


def _tree(label: str, program: Path, folder: Path) -> Tree:
    path = folder / label
    path.mkdir()
    for name, source in (("schemas", program), ("streams", program), ("tests", ROOT)):
        (path / name).symlink_to(source / name)
    return Tree(label, path)


def compare(revision: str, *, rounds: int, without_kafka: bool, seed: int) -> dict[str, list[tuple[float, float]]]:
    """Return (before, after) of each round by measure.

    Raises:
        CalledProcessError: there is no such revision, or its stages can't be measured by this tree's bench.
        TimeoutError: a load did not end.
    """
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def note(figures: Mapping[Tree, Figures], before: Tree, after: Tree) -> None:
        for measure in figures[before]:
            found[measure].append((figures[before][measure], figures[after][measure]))

    with tempfile.TemporaryDirectory(prefix="dateline-compare-") as name, steps() as say:
        folder = Path(name)
        with trees(revision, folder) as (before, after):
            for number in range(rounds):
                for load in LOADS:
                    say(f"the stages without Kafka, round {number + 1} of {rounds}")
                    order = _order(before, after, number)
                    note({tree: tree.offline(load, seed=seed + number) for tree in order}, before, after)
            if not without_kafka:
                costs = {load: offline.measure(load, OFFLINE_PAGES, seed=seed) for load in LOADS}
                with LocalBroker(folder / "kafka", say=say) as broker:
                    for number in range(rounds):
                        loads = {
                            load: live.load_pages(load, costs[load], LIVE_SECONDS, seed=seed + number)
                            for load in LOADS
                        }  # fmt: skip
                        figures = {}
                        for tree in _order(before, after, number):
                            say(f"one worker, round {number + 1} of {rounds}, {tree.label}")
                            settings = Settings(broker=broker.address, namespace=f"{tree.label}-{number}")
                            topics.create(settings)
                            figures[tree] = tree.live(settings, loads, folder)
                        note(figures, before, after)
    return found


def _order(before: Tree, after: Tree, number: int) -> tuple[Tree, Tree]:
    return (before, after) if number % 2 == 0 else (after, before)


def table(found: Mapping[str, list[tuple[float, float]]], revision: str) -> Table:
    """Return medians and ratios; a ratio below 1 is an improvement."""
    made = Table("measure", "before", "after", "after : before", "each round", title=f"this tree against {revision}")
    for column in (1, 2, 3):
        made.columns[column].justify = "right"
    for measure, pairs in found.items():
        ratios = [after / before for before, after in pairs if before]
        made.add_row(
            measure,
            shown(median(before for before, _ in pairs)),
            shown(median(after for _, after in pairs)),
            shown(median(ratios)) if ratios else "–",
            " ".join(shown(ratio) for ratio in ratios),
        )
    return made


def main(arguments: list[str]) -> int:
    """Compare and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=__doc__)
    parser.add_argument("revision", help="what git knows it by: a tag, a branch, a commit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--offline", action="store_true", help="only the stages, without Kafka")
    parser.add_argument("--seed", type=int, default=1, help="of the generated pages (1)")
    asked = parser.parse_args(arguments)
    found = compare(asked.revision, rounds=asked.rounds, without_kafka=asked.offline, seed=asked.seed)
    Console(width=150, highlight=False).print(table(found, asked.revision))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
