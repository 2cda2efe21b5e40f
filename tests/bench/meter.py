"""What is read off from outside while processes work: CPU, backlog, and when the last decision fell."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil
from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import CoordinatorLoadInProgressError, CoordinatorNotAvailableError, NotCoordinatorError
from prometheus_client.parser import text_string_to_metric_families

from streams.settings import Settings
from streams.topics import PARTITIONS, Names
from tests.bench.sampler import ASK
from tests.running import Worker, publish

POLL_SECONDS = 0.25
DECIDED = "dateline-dedupe-at"
COORDINATOR_AWAY = (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError)


class Backlog:
    """Knows how much of the three input topics is not committed."""

    def __init__(self, settings: Settings, *, groups: Mapping[str, str] | None = None) -> None:
        names = Names(settings.namespace)
        self.topics = (names.pages, names.articles, names.enriched)
        self._groups = groups or dict.fromkeys(self.topics, names.group)
        self._client = KafkaAdminClient(**settings.connection())

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def ends(self, *topics: str) -> dict[TopicPartition, int]:
        """Return the end offset of each partition."""
        wanted = {TopicPartition(topic, number): OffsetSpec.LATEST for topic in topics for number in range(PARTITIONS)}
        return {tp: int(found.offset) for tp, found in self._client.list_partition_offsets(wanted).items()}

    def left(self) -> int:
        """Return how many records wait or are at work."""
        done: dict[TopicPartition, int] = {}
        for group in set(self._groups.values()):
            try:
                found = self._client.list_group_offsets(group)[group]
            except COORDINATOR_AWAY:
                continue
            done |= {tp: max(0, int(at.offset)) for tp, at in found.items()}
        return sum(max(0, end - done.get(tp, 0)) for tp, end in self.ends(*self.topics).items())


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds spent so far."""

    at: float
    """Unix time."""
    workers: float
    broker: float
    others: float
    """All else on the machine, this process excepted."""


class Machine:
    """Reads CPU times."""

    def __init__(self, broker: psutil.Process, workers: Sequence[int]) -> None:
        self._broker, self._workers = broker, [psutil.Process(pid) for pid in workers]
        self._me = psutil.Process()

    def read(self) -> Reading:
        """Read them now."""
        workers, broker, me = sum(map(_spent, self._workers)), _spent(self._broker), _spent(self._me)
        times = psutil.cpu_times()
        busy = times.user + times.system + getattr(times, "nice", 0) + getattr(times, "steal", 0)
        return Reading(time.time(), workers, broker, busy - workers - broker - me)


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def java_of_this_process() -> psutil.Process:
    """Return the broker that this process has started."""
    for child in psutil.Process().children():
        if "kafka.Kafka" in child.cmdline():
            return child
    raise RuntimeError("no broker was started here")


@dataclass
class Flow:
    """One load taken through the pipeline."""

    pages: int
    articles: int
    records: int
    """Desk records decided."""
    seconds: float
    """From the first page's publication to the last decision."""
    worker_cpu: float
    broker_cpu: float
    others_cpu: float
    parts: dict[str, float] = field(default_factory=dict)
    """CPU seconds of the workers by part, where they are sampled."""
    functions: dict[str, float] = field(default_factory=dict)
    batches: int = 0
    """Of the desks: each is one transaction a partition."""

    def per_page(self, seconds: float) -> float:
        """Return milliseconds a page."""
        return seconds * 1000 / self.pages


def run_load(
    settings: Settings,
    values: Sequence[bytes],
    *,
    broker: psutil.Process,
    workers: Sequence["Sampled"],
    pids: Sequence[int],
    groups: Mapping[str, str] | None = None,
    within: float,
) -> Flow:
    """Publish pages and measure until all is decided and committed.

    Raises:
        TimeoutError: it is not after ``within`` seconds.
    """
    names = Names(settings.namespace)
    outcomes = (names.duplicates, names.alerts_state)
    backlog, machine = Backlog(settings, groups=groups), Machine(broker, pids)
    try:
        before = backlog.ends(names.articles, names.enriched, *outcomes)
        sampled = [worker.samples() for worker in workers]
        batches = sum(worker.batches() for worker in workers)
        readings = [machine.read()]
        publish(settings, values)
        while (left := backlog.left()) > 0:
            if time.time() - readings[0].at > within:
                raise TimeoutError(f"{left} records are still unread after {within:.0f} s")
            time.sleep(POLL_SECONDS)
            readings.append(machine.read())
        readings.append(machine.read())
        after = backlog.ends(names.articles, names.enriched, *outcomes)
    finally:
        backlog.close()
    made = {
        topic: sum(after[tp] - before[tp] for tp in after if tp.topic == topic) for topic in {tp.topic for tp in after}
    }
    end = last_decision(settings, {tp: before[tp] for tp in before if tp.topic in outcomes})
    first, last = readings[0], next((one for one in readings if one.at >= end), readings[-1])
    flow = Flow(
        len(values), made[names.articles], made[names.enriched], end - first.at,
        last.workers - first.workers, last.broker - first.broker, last.others - first.others,
    )  # fmt: skip
    flow.batches = sum(worker.batches() for worker in workers) - batches
    for worker, earlier in zip(workers, sampled, strict=True):
        for kind, into in (("parts", flow.parts), ("functions", flow.functions)):
            for name, spent in worker.samples()[kind].items():
                into[name] = into.get(name, 0.0) + spent - earlier[kind].get(name, 0.0)
    return flow


def last_decision(settings: Settings, since: Mapping[TopicPartition, int]) -> float:
    """Return when the desks decided last (Unix time), from the headers of what they wrote."""
    client = KafkaConsumer(**settings.connection(), group_id=None, enable_auto_commit=False)
    latest = 0
    try:
        client.assign(list(since))
        ends = client.end_offsets(list(since))
        for partition, offset in since.items():
            client.seek(partition, offset)
        while any(client.position(partition) < end for partition, end in ends.items()):
            for batch in client.poll(timeout_ms=500).values():
                latest = max([latest, *(int(dict(record.headers)[DECIDED]) for record in batch)])
    finally:
        client.close()
    return latest / 1000


class Sampled(Worker):
    """A worker with the sampler in it."""

    def start(self) -> "Sampled":
        """Start it; returns at once."""
        self.program = (sys.executable, "-m", "tests.bench.sampler")
        self.environment = dict(self.environment) | {"BENCH_SAMPLES": str(self._file)}
        super().start()
        return self

    @property
    def _file(self) -> Path:
        return self.log.with_suffix(".samples")

    def samples(self) -> dict[str, dict[str, float]]:
        """Return CPU seconds by part and by function, so far."""
        self._file.unlink(missing_ok=True)
        self.process.send_signal(signal.Signals(ASK))
        deadline = time.monotonic() + 10
        while not self._file.exists():
            if time.monotonic() > deadline:
                raise TimeoutError("the worker's sampler does not answer")
            time.sleep(0.01)
        found: dict[str, dict[str, float]] = json.loads(self._file.read_text())
        return found

    def batches(self) -> int:
        """Return how many batches the desks have had."""
        families = text_string_to_metric_families(self.get("/metrics")[1])
        return sum(
            int(sample.value)
            for family in families
            for sample in family.samples
            if sample.name == "dateline_batch_duration_seconds_count" and sample.labels["stage"] == "dedupe"
        )

    @property
    def rss_mb(self) -> float:
        """Resident memory in MB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


def bare_groups(settings: Settings) -> dict[str, str]:
    """Return the bare loop's group for each topic."""
    names = Names(settings.namespace)
    return {topic: f"{topic}.bare" for topic in (names.pages, names.articles, names.enriched)}


@contextmanager
def bare_loop(settings: Settings, log: IO[bytes]) -> Iterator[int]:
    """Run the bare loop for the block; gives its pid when it has its partitions."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare"], stdout=subprocess.PIPE, stderr=log,
        env=os.environ | {"DATELINE_BROKER": settings.broker, "DATELINE_NAMESPACE": settings.namespace},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != b"ready":
            raise RuntimeError("the bare loop did not start")
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
