"""Real workers on a real broker, for the tests: start, feed, wait, read back, and fold anew."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import CoordinatorLoadInProgressError, CoordinatorNotAvailableError, NotCoordinatorError

from schemas.enriched import NOWHERE
from streams.agents.dedupe import Desks, DeskTopics
from streams.data.countries import country_names
from streams.delivery.reader import incoming
from streams.domain.dedupe import DeskRules
from streams.ops import connect
from streams.settings import Settings
from streams.topics import Names

DATELINE = Path(sys.executable).parent / "dateline"
START_SECONDS = 60.0


@dataclass
class Worker:
    """One worker in a process of its own."""

    settings: Settings
    log: Path
    name: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    stages: Sequence[str] = ()
    program: Sequence[str] = (str(DATELINE),)
    """What stands before ``worker`` on its command line."""

    def start(self) -> "Worker":
        """Start it; returns at once."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        command = [*self.program, "worker", *self.stages, "--metrics-port", "0", "--namespace", self.settings.namespace]
        self._begins = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command + (["--name", self.name] if self.name else []),
                env=kept | {"DATELINE_BROKER": self.settings.broker} | dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    @property
    def said(self) -> str:
        """All that it wrote."""
        return self.log.read_text(errors="replace")

    @property
    def metrics_url(self) -> str:
        """Where it listens; waits until it says so."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for line in self.log.read_bytes()[self._begins :].decode(errors="replace").splitlines():
                if "/metrics" in line and "http://" in line:
                    return line[line.index("http://") :].split("/metrics")[0]
            assert self.process.poll() is None, self.said[-3000:]
            time.sleep(0.05)
        raise AssertionError(f"no metrics port: {self.said[-3000:]}")

    def get(self, path: str) -> tuple[int, str]:
        """Ask its port; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.metrics_url + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def await_ready(self) -> "Worker":
        """Wait until it serves its partitions."""
        deadline = time.monotonic() + START_SECONDS
        while self.get("/ready")[0] != 200:
            assert self.process.poll() is None, self.said[-3000:]
            assert time.monotonic() < deadline, f"{self.get('/ready')}: {self.said[-3000:]}"
            time.sleep(0.1)
        return self

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it lives."""
        if self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM, *, within: float = 25.0) -> int:
        """Send it a signal and return its exit status."""
        self.send(number)
        status = self.process.wait(within)
        if status and number is not signal.SIGKILL:
            print(f"{self.log.name}: exit {status}\n{self.said[-3000:]}")
        return status


@contextmanager
def workers(*made: Worker) -> Iterator[tuple[Worker, ...]]:
    """Start workers for the block and leave none behind."""
    try:
        for worker in made:
            worker.start()
        yield made
    finally:
        for worker in made:
            if hasattr(worker, "process") and worker.process.poll() is None:
                worker.send(signal.SIGCONT)
                worker.end(signal.SIGKILL)


def publish(settings: Settings, values: Iterable[bytes], *, keys: Iterable[bytes] | None = None) -> int:
    """Write values to ``pages.raw`` and wait for every acknowledgement; returns how many."""
    topic = Names(settings.namespace).pages
    with connect.producer(settings, max_bytes=16 * 1024 * 1024) as client:
        made = list(values)
        named = list(keys) if keys is not None else [str(number).encode() for number in range(len(made))]
        for future in [client.send(topic, key=key, value=value) for key, value in zip(named, made, strict=True)]:
            future.get(timeout=30)
    return len(made)


def read_topic(settings: Settings, topic: str, *, isolation: str = "read_committed") -> list[ConsumerRecord]:
    """Return what a topic holds now, each partition in offset order."""
    records: list[ConsumerRecord] = []
    client = KafkaConsumer(
        **settings.connection(), group_id=None, enable_auto_commit=False, isolation_level=isolation,
        max_partition_fetch_bytes=4 * 1024 * 1024,
    )  # fmt: skip
    try:
        partitions = [TopicPartition(topic, number) for number in sorted(client.partitions_for_topic(topic) or ())]
        for partition in partitions:
            client.assign([partition])
            client.seek_to_beginning(partition)
            end = client.end_offsets([partition])[partition]
            while client.position(partition) < end:
                for batch in client.poll(timeout_ms=500).values():
                    records.extend(batch)
    finally:
        client.close()
    return records


def lag(settings: Settings) -> int:
    """Return how many records of the three input topics the group has not committed."""
    names = Names(settings.namespace)
    topics = (names.pages, names.articles, names.enriched)
    with connect.admin(settings) as client:
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(4)]
        try:
            committed = client.list_group_offsets(names.group)[names.group]
        except (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError):
            committed = {}  # nobody has joined any group yet, or the broker has only just started
        ends = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))  # in this order
    done = {partition: found.offset for partition, found in committed.items()}
    return sum(max(0, ends[partition].offset - max(0, done.get(partition, 0))) for partition in partitions)


def await_drained(settings: Settings, *, within: float = 120.0) -> None:
    """Wait until everything that was published is processed and committed, all the way down."""
    deadline = time.monotonic() + within
    while (left := lag(settings)) > 0:
        assert time.monotonic() < deadline, f"{left} records are still unread"
        time.sleep(0.3)


def fold(settings: Settings) -> dict[str, list[bytes]]:
    """Take ``articles.enriched`` through fresh desks in offset order.

    Returns:
        The values that should stand on each alert topic and on ``articles.duplicates``,
        those of the latter sorted.
    """
    names = Names(settings.namespace)
    topics = DeskTopics(
        alerts={country: names.alerts(country) for country in (*country_names(), NOWHERE)},
        alerts_state=names.alerts_state,
        duplicates=names.duplicates,
    )
    out: dict[str, list[bytes]] = {}
    desks = Desks((), rules=DeskRules(), topics=topics, mode="live", now=time.time)
    for record in read_topic(settings, names.enriched):
        plan = desks.decide(incoming(record))
        plan.install()
        for message in plan.outputs:
            if message.topic != names.alerts_state:
                out.setdefault(message.topic, []).append(message.value or b"")
    return {topic: sorted(values) if topic == names.duplicates else values for topic, values in out.items()}


def told(settings: Settings) -> dict[str, list[bytes]]:
    """Return what a read_committed reader finds on the same topics, in the same form."""
    names = Names(settings.namespace)
    topics = [names.alerts(country) for country in (*country_names(), NOWHERE)]
    out: dict[str, list[bytes]] = {}
    client = KafkaConsumer(
        **settings.connection(), group_id=None, enable_auto_commit=False, isolation_level="read_committed"
    )
    try:
        partitions = [TopicPartition(topic, 0) for topic in topics]
        ends = {partition: end for partition, end in client.end_offsets(partitions).items() if end > 0}
        client.assign(list(ends))
        client.seek_to_beginning()
        while any(client.position(partition) < end for partition, end in ends.items()):
            for partition, batch in client.poll(timeout_ms=500).items():
                out.setdefault(partition.topic, []).extend(record.value for record in batch)
    finally:
        client.close()
    duplicates = sorted(record.value for record in read_topic(settings, names.duplicates))
    return {topic: values for topic, values in (out | {names.duplicates: duplicates}).items() if values}


@dataclass(frozen=True)
class Difference:
    """How what was told differs from what should have been."""

    missing: int
    twice: int
    foreign: int

    @property
    def none(self) -> bool:
        """Whether there is no difference."""
        return self.missing == self.twice == self.foreign == 0


def compare(settings: Settings) -> Difference:
    """Compare what readers see with the fold, byte for byte, order included."""
    expected, seen = fold(settings), told(settings)
    missing = twice = foreign = 0
    for topic in expected.keys() | seen.keys():
        want, have = Counter(expected.get(topic, [])), Counter(seen.get(topic, []))
        missing += sum((want - have).values())
        for value, times in (have - want).items():
            if value in want:
                twice += times
            else:
                foreign += times
        if want == have and expected.get(topic) != seen.get(topic):
            foreign += 1
    return Difference(missing, twice, foreign)
