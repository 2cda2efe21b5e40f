"""The whole way in front of one's eyes: a Kafka, a worker, a dozen pages, and what came of each."""

import json
import secrets
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from rich.console import Console
from rich.text import Text

from schemas.alert import Alert, Decision
from schemas.enriched import NOWHERE
from streams.data.countries import country_names
from streams.ops import connect, publish, show, sources, topics
from streams.ops.broker import LocalBroker, free_port, is_free
from streams.ops.errors import OpsError
from streams.ops.local_worker import LocalWorker
from streams.ops.progress import steps, tell
from streams.ops.tail import Tailed
from streams.settings import Settings
from streams.topics import MIB, REJECTED, Names

USUAL_PORT = 9092
FETCH_MS = 20
"""Longest wait of a fetch: the demo asks for end offsets after each page, and a question waits behind a fetch."""
PAGE_SECONDS = 30.0
"""Longest wait for what comes of one page."""
REASON, DETAIL = "dateline-reason", "dateline-detail"


@dataclass(slots=True)
class Seen:
    """What came out so far."""

    pages: int = 0
    alerts: Counter[str] = field(default_factory=Counter)
    """By type."""
    articles: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    """By kind."""
    rejected: Counter[str] = field(default_factory=Counter)
    """By reason."""
    desks: dict[str, None] = field(default_factory=dict)
    """Countries that had an alert, in their order."""


@dataclass(slots=True)
class Stand:
    """What the demo stands on."""

    settings: Settings
    broker: LocalBroker | None
    worker: LocalWorker
    folder: Path


def demo(settings: Settings, *, own_broker: bool, keep: bool, screen: Console) -> None:
    """Show the pipeline at work on sample pages.

    Args:
        settings: where Kafka is, unless ``own_broker``.
        own_broker: start a Kafka; otherwise topics of a namespace of their own are
            used on the one that is given, and removed in the end.
        keep: leave everything running.
        screen: for people.

    Raises:
        OpsError: something can't be had or gave up.
    """
    begun = time.monotonic()
    with ExitStack() as stack:
        with steps() as step:
            stand = _stand(settings, stack, own_broker=own_broker, keep=keep, step=step)
        ready = time.monotonic() - begun
        screen.print(f"Kafka at {stand.settings.broker}, one worker, ready after {ready:.0f} s\n", style="dim")
        seen = _play(stand, screen)
        _summary(stand, seen, screen, time.monotonic() - begun, keep=keep)
        if keep:
            stack.pop_all()
            _kept(stand, screen)
        else:
            with steps() as step:
                step("stopping the worker and Kafka")
                stack.close()
            screen.print("All of it is stopped and removed; 'dateline demo --keep' leaves it running.", style="dim")


def _stand(settings: Settings, stack: ExitStack, *, own_broker: bool, keep: bool, step: Callable[[str], None]) -> Stand:
    folder = Path(tempfile.mkdtemp(prefix="dateline-demo-")) if keep else _passing_folder(stack)
    broker = None
    if own_broker:
        port = USUAL_PORT if is_free(USUAL_PORT) else free_port()
        broker = stack.enter_context(LocalBroker(folder / "kafka", port=port, say=step))
        settings = settings.model_copy(update={"broker": broker.address, "namespace": ""})
    else:
        settings = settings.model_copy(update={"namespace": f"demo-{secrets.token_hex(3)}"})
    step("creating the topics")
    topics.create(settings)
    if broker is None:
        stack.callback(topics.delete, settings)
    step("starting a worker")
    environment = {
        "DATELINE_BROKER": settings.broker,
        "DATELINE_NAMESPACE": settings.namespace,
        "DATELINE_BATCH_WAIT": "10ms",  # pages come one by one: no batch will fill
    }
    worker = stack.enter_context(LocalWorker("demo", environment, folder / "worker.log"))
    worker.await_ready()
    return Stand(settings, broker, worker, folder)


def _passing_folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-demo-")))


def _play(stand: Stand, screen: Console) -> Seen:
    pages, seen = list(_samples()), Seen()
    with (
        connect.producer(stand.settings, max_bytes=MIB) as producer,
        connect.consumer(stand.settings, fetch_max_wait_ms=FETCH_MS) as consumer,
    ):
        watch = Watch(stand, consumer, seen)
        for number, page in enumerate(pages, start=1):
            screen.print(_heading(number, len(pages), page.value))
            _send(producer, stand, page.value)
            seen.pages += 1
            came = False
            for line in watch.until_done():
                came = True
                tell(screen, line)
            if not came:
                screen.print(Text(f"{show.INDENT}no article in it", "dim"))
            screen.print()
    return seen


def _samples() -> Iterator[sources.Source]:
    with as_file(files("streams.data").joinpath("samples", "pages.jsonl")) as path, path.open("rb") as stdin:
        for source in sources.read(path, stdin):
            if isinstance(source, sources.Source):
                yield source


def _send(producer: KafkaProducer, stand: Stand, value: bytes) -> None:
    topic = Names(stand.settings.namespace).pages
    producer.send(topic, value, key=publish.key_of(value)).get(timeout=PAGE_SECONDS)


def _heading(number: int, total: int, value: bytes) -> Text:
    page = json.loads(value)
    host = urlsplit(page.get("url", "")).hostname or ""
    return Text.assemble((f"page {number} of {total}", "bold blue"), f"  {page['id']}  ", (host, "dim"))


class Watch:
    """Reads everything that comes out, and knows when nothing more will."""

    def __init__(self, stand: Stand, consumer: KafkaConsumer, seen: Seen) -> None:
        self._worker, self._consumer, self._seen = stand.worker, consumer, seen
        self._names = names = Names(stand.settings.namespace)
        parts = {
            topic.name: [TopicPartition(topic.name, number) for number in range(topic.partitions)]
            for topic in topics.wanted(stand.settings)
        }
        inputs = {"split": names.pages, "enrich": names.articles, "dedupe": names.enriched}
        self._inputs = {stage: parts[topic] for stage, topic in inputs.items()}
        alerts = [names.alerts(country) for country in (*country_names(), NOWHERE)]
        rejected = [names.rejected(topic) for topic in inputs.values()]
        self._outputs = [part for topic in (*alerts, names.duplicates, *rejected) for part in parts[topic]]
        self._ends: dict[TopicPartition, int] = {}
        consumer.assign(self._outputs)
        consumer.seek_to_beginning(*self._outputs)

    def until_done(self) -> Iterator[Text]:
        """Yield what is to be said until all that was published is through.

        Raises:
            OpsError: the worker ended or takes too long.
        """
        deadline = time.monotonic() + PAGE_SECONDS
        through = False
        while not through:
            if time.monotonic() > deadline:
                raise OpsError(f"a page was not through after {PAGE_SECONDS:.0f} s (log: {self._worker.log})")
            through = self._is_through()
            ends = self._consumer.end_offsets(self._outputs) if through else {}
            yield from self._polled()
            # Asking for a position is a journey to the client's thread: only where something came.
            moved = {part: end for part, end in ends.items() if end != self._ends.get(part, 0)}
            while any(self._consumer.position(part) < end for part, end in moved.items()):
                yield from self._polled()
            self._ends |= moved

    def _is_through(self) -> bool:
        # The counts first: what they count was delivered before the ends are read.
        done = self._worker.done()
        ends = {stage: sum(self._consumer.end_offsets(parts).values()) for stage, parts in self._inputs.items()}
        self._seen.articles = ends["enrich"]
        return all(done[stage] >= end for stage, end in ends.items())

    def _polled(self) -> Iterator[Text]:
        for batch in self._consumer.poll(timeout_ms=50).values():
            for record in batch:
                yield from self._lines(record)

    def _lines(self, record: ConsumerRecord) -> Iterator[Text]:
        seen = self._seen
        if record.topic.endswith(REJECTED):
            headers = {key: value.decode() for key, value in record.headers}
            seen.rejected[headers[REASON]] += 1
            yield _note(f"rejected: {headers[REASON]} ({headers.get(DETAIL, '')})", "red")
        elif record.topic == self._names.duplicates:
            decision = Decision.decode(record.value)
            seen.copies[decision.decision] += 1
            what = "nothing new" if decision.decision == "same" else f"{decision.decision} copy"
            yield _note(f"{decision.country}: {what} of an article that the desk knows, no alert", "dim")
        else:
            alert = Alert.decode(record.value)
            seen.alerts[alert.type] += 1
            seen.desks[alert.country] = None
            yield from show.lines(Tailed(alert, record.value, datetime.fromtimestamp(record.timestamp / 1000, UTC)))


def _note(line: str, style: str) -> Text:
    return Text(show.INDENT + show.printable(line), style)


def _summary(stand: Stand, seen: Seen, screen: Console, seconds: float, *, keep: bool) -> None:
    names = Names(stand.settings.namespace)
    desks = list(seen.desks)
    shown = ", ".join(names.alerts(desk) for desk in desks[:6]) + (", …" if len(desks) > 6 else "")
    rows = (
        ("pages", f"{seen.pages}, in {seconds:.0f} s from nothing"),
        ("articles", f"{seen.articles}"),
        ("alerts", f"{seen.alerts.total()} ({_each(seen.alerts)}) at {len(desks)} desks"),
        ("duplicates", f"{seen.copies.total()} ({_each(seen.copies)})"),
        ("rejected", f"{seen.rejected.total()} ({_each(seen.rejected)})"),
        (
            "metrics",
            f"{stand.worker.url}/metrics, also /ready and /live" + ("" if keep else " (while it runs: --keep)"),
        ),
        ("topics", f"{names.pages} → {names.articles} → {names.enriched} → {shown}"),
        ("", f"suppressed in {names.duplicates}, refused in {names.rejected(names.pages)}"),
    )
    for label, value in rows:
        tell(screen, Text.assemble((f"{label:<12}", "bold"), value))
    screen.print()


def _each(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "none"


def _kept(stand: Stand, screen: Console) -> None:
    where = f"DATELINE_BROKER={stand.settings.broker}"
    if stand.settings.namespace:
        where += f" DATELINE_NAMESPACE={stand.settings.namespace}"
    pids = [stand.worker.pid, *([stand.broker.pid] if stand.broker else [])]
    for line in (
        f"All of it goes on running; data and logs are in {stand.folder}.",
        f"  {where} dateline tail --from-beginning",
        f"  {where} dateline publish FILE",
        f"  kill {' '.join(map(str, pids))}    # stops it",
    ):
        tell(screen, line)
