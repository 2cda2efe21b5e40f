"""Several workers share the partitions, whenever each of them came."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from streams.settings import Settings
from streams.topics import PARTITIONS, Names
from tests.running import START_SECONDS, Worker, workers

pytestmark = pytest.mark.integration


def partitions_of(worker: Worker, topic: str) -> set[int]:
    """Return which partitions of a topic a worker reads, as its metrics have it."""
    told = re.findall(r"^dateline_commit_timestamp_seconds{(.+)}", worker.get("/metrics")[1], re.MULTILINE)
    return {int(re.findall(r'partition="(\d+)"', labels)[0]) for labels in told if f'topic="{topic}"' in labels}


def await_shares(crew: Sequence[Worker], topic: str, sizes: list[int]) -> list[set[int]]:
    """Wait until each worker is ready and the group has shared out a topic so."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        ready = [worker.get("/ready") for worker in crew]
        shares = [partitions_of(worker, topic) for worker in crew]
        if all(status == 200 for status, _ in ready) and sorted(map(len, shares)) == sizes:
            return shares
        assert time.monotonic() < deadline, (ready, shares)
        time.sleep(0.2)


def test_a_worker_that_comes_later_gets_its_share_and_one_too_many_is_a_spare(live: Settings, tmp_path: Path) -> None:
    crew = [
        Worker(live, tmp_path / f"{number}.log", f"worker-{number}", stages=("dedupe",))
        for number in range(PARTITIONS + 1)
    ]
    topic = Names(live.namespace).enriched
    with workers(*crew[:2]) as pair:
        await_shares(pair, topic, [2, 2])
        with workers(*crew[2:3]):
            await_shares(crew[:3], topic, [1, 1, 2])
            with workers(*crew[3:]):
                shares = await_shares(crew, topic, [0, 1, 1, 1, 1])
                assert set().union(*shares) == set(range(PARTITIONS))
                spare = crew[shares.index(set())]
                assert spare.get("/ready") == (200, "ready as a spare: other workers have all the partitions\n")
