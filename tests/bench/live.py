"""What needs Kafka: throughput, latency, memory, restart and recovery of real workers on a real broker."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from statistics import median

import psutil
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from streams.delivery.partition import WATERMARK
from streams.domain.dedupe import FORMAT_VERSION
from streams.ops import connect
from streams.settings import Settings
from streams.topics import PARTITIONS, Names
from tests.bench.desks import Write
from tests.bench.meter import DECIDED, Backlog, Flow, Sampled, bare_groups, bare_loop, run_load
from tests.bench.offline import Cost
from tests.bench.records import desk_records
from tests.bench.report import Row, percentile
from tests.bench.sampler import PARTS
from tests.load import Load, pages
from tests.running import await_drained, publish, workers

HOPS_MS = 2.0
"""What a page costs beside the stages, for guessing how many fill a given time."""
GIVE_UP_SECONDS = 90.0
"""Longest time for a load: other programs may use the machine."""
TARGETS = {"wire": 350.0, "seed": 150.0}
RATE = 50
"""Wire pages a second of the latency part."""
CHUNK = 2000


def load_pages(load: Load, cost: Cost, seconds: float, *, seed: int) -> list[bytes]:
    """Return as many pages as should take so long."""
    count = round(seconds * 1000 / (cost.page + HOPS_MS) / cost.stretch)
    return list(pages(load, max(100, count), seed=seed))


def throughput(
    settings: Settings, loads: dict[Load, list[bytes]], *, count: int, broker: psutil.Process, folder: Path
) -> dict[Load, Flow]:
    """Run every load on so many workers of their own."""
    made = [Sampled(settings, folder / f"worker-{count}-{number}.log") for number in range(count)]
    with workers(*made):
        for worker in made:
            worker.await_ready()
        warm_up(settings)
        flows = _loads(settings, loads, made, broker)
        for worker in made:
            worker.end()
    return flows


def _loads(
    settings: Settings, loads: dict[Load, list[bytes]], made: list[Sampled], broker: psutil.Process
) -> dict[Load, Flow]:
    pids = [worker.process.pid for worker in made]
    return {
        load: run_load(settings, values, broker=broker, workers=made, pids=pids, within=GIVE_UP_SECONDS)
        for load, values in loads.items()
    }


def warm_up(settings: Settings) -> None:
    """Let tables and models load before anything is measured."""
    publish(settings, pages("wire", 40, seed=99, copies=0))
    await_drained(settings)


def bare(
    settings: Settings, loads: dict[Load, list[bytes]], *, broker: psutil.Process, folder: Path
) -> dict[Load, Flow]:
    """Run every load on the bare loop."""
    groups = bare_groups(settings)
    with (folder / "bare.log").open("wb") as log, bare_loop(settings, log) as pid:
        publish(settings, pages("wire", 40, seed=99, copies=0))
        backlog = Backlog(settings, groups=groups)
        try:
            while backlog.left():
                time.sleep(0.2)
        finally:
            backlog.close()
        return {
            load: run_load(
                settings, values, broker=broker, workers=(), pids=[pid], groups=groups, within=GIVE_UP_SECONDS
            )
            for load, values in loads.items()
        }


def flow_rows(part: str, load: Load, flow: Flow, *, parts: bool = False) -> list[Row]:
    """Return the figures of one load."""
    seconds = flow.seconds
    busy = flow.others_cpu / seconds
    rows = [
        Row(part, f"{load}, pages/s", flow.pages / seconds, TARGETS[load] if parts else None,
            note=f"{flow.pages:,} pages in {seconds:.1f} s; other programs used {busy:.2f} cores"),
        Row(part, f"{load}, articles/s", flow.articles / seconds),
        Row(part, f"{load}, desk records/s", flow.records / seconds),
        Row(part, f"{load}, worker CPU ms a page", flow.per_page(flow.worker_cpu)),
        Row(part, f"{load}, broker CPU ms a page", flow.per_page(flow.broker_cpu)),
        Row(part, f"{load}, pages a CPU second of the workers", flow.pages / flow.worker_cpu),
    ]  # fmt: skip
    if flow.batches:
        rows.append(Row(part, f"{load}, desk records a batch", flow.records / flow.batches, note="four transactions"))
    total = sum(flow.parts.values())
    if parts and total:
        rows += [
            Row(
                part, f"{load}, CPU ms a page: {name}", flow.per_page(flow.worker_cpu) * flow.parts.get(name, 0) / total
            )
            for name in PARTS
        ]
    return rows


def functions(flow: Flow, *, most: int = 60) -> dict[str, float]:
    """Return milliseconds of CPU a page by part and innermost function, the most expensive ones."""
    total = sum(flow.functions.values())
    costly = sorted(flow.functions.items(), key=lambda item: -item[1])[:most]
    return {name: round(flow.per_page(flow.worker_cpu) * spent / total, 4) for name, spent in costly}


def together(flows: Sequence[Flow]) -> Flow:
    """Return several runs as one."""
    return Flow(
        pages=sum(flow.pages for flow in flows),
        articles=sum(flow.articles for flow in flows),
        records=sum(flow.records for flow in flows),
        seconds=sum(flow.seconds for flow in flows),
        worker_cpu=sum(flow.worker_cpu for flow in flows),
        broker_cpu=sum(flow.broker_cpu for flow in flows),
        others_cpu=sum(flow.others_cpu for flow in flows),
    )


def ratio_rows(load: Load, ours: Flow, bare: Flow) -> list[Row]:
    """Compare one worker with the bare loop, by the clock and by CPU time a page."""
    part = "worker : bare loop"
    return [
        Row(part, f"{load}, pages/s", (ours.pages / ours.seconds) / (bare.pages / bare.seconds), note="1 is as fast"),
        Row(part, f"{load}, worker CPU a page", ours.per_page(ours.worker_cpu) / bare.per_page(bare.worker_cpu),
            note="1 is as cheap"),
        Row(part, f"{load}, broker CPU a page", ours.per_page(ours.broker_cpu) / bare.per_page(bare.broker_cpu)),
    ]  # fmt: skip


class Alerts:
    """Reads alerts as their readers do, from now on."""

    def __init__(self, settings: Settings, countries: Iterable[str]) -> None:
        names = Names(settings.namespace)
        self._topics = [TopicPartition(names.alerts(country), 0) for country in sorted(countries)]
        self._client = AIOKafkaConsumer(
            **settings.connection(), group_id=None, enable_auto_commit=False, isolation_level="read_committed"
        )
        self.seen: list[tuple[float, float, float]] = []
        """Received, page's Kafka timestamp, decided: Unix times."""

    async def start(self) -> None:
        """Stand at the end of every topic."""
        await self._client.start()
        self._client.assign(self._topics)
        await self._client.seek_to_end()
        self._task = asyncio.create_task(self._read())

    async def stop(self) -> None:
        """Let go."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._client.stop()

    async def _read(self) -> None:
        async for record in self._client:
            decided = int(dict(record.headers)[DECIDED]) / 1000
            self.seen.append((time.time(), record.timestamp / 1000, decided))

    async def decided_after(self, moment: float, *, within: float) -> float:
        """Return when the first alert was received that was decided after a moment.

        Raises:
            TimeoutError: none was.
        """
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for received, _, decided in self.seen:
                if decided > moment:
                    return received
            await asyncio.sleep(0.02)
        raise TimeoutError(f"no alert within {within:.0f} s")


@asynccontextmanager
async def reading(settings: Settings, countries: Iterable[str]) -> AsyncIterator[Alerts]:
    """Read alerts during the block."""
    alerts = Alerts(settings, countries)
    await alerts.start()
    try:
        yield alerts
    finally:
        await alerts.stop()


async def feed(settings: Settings, values: Iterable[bytes], *, rate: float) -> None:
    """Publish pages at a steady rate, whether or not anybody keeps up."""
    producer = AIOKafkaProducer(**settings.connection(), acks="all", linger_ms=0)
    await producer.start()
    try:
        begin = time.monotonic()
        for number, value in enumerate(values):
            await asyncio.sleep(max(0.0, begin + number / rate - time.monotonic()))
            await producer.send(Names(settings.namespace).pages, key=str(number).encode(), value=value)
        await producer.flush()
    finally:
        await producer.stop()


def latency(settings: Settings, countries: Iterable[str], seconds: float, *, seed: int) -> list[Row]:
    """Measure the time from a page's arrival to its alert's, at a steady rate; a worker must be running."""

    async def measure() -> list[float]:
        async with reading(settings, countries) as alerts:
            await feed(settings, pages("wire", round(seconds * RATE), seed=seed), rate=RATE)
            await asyncio.to_thread(await_drained, settings, within=seconds * 2 + 30)
            await asyncio.sleep(0.5)
            return [received - arrived for received, arrived, _ in alerts.seen]

    found = asyncio.run(measure())
    counted = found[len(found) // 10 :]
    part = f"latency at {RATE} wire pages/s"
    return [
        Row(part, f"{name} from pages.raw to alerts.*, s", percentile(counted, share) if counted else None,
            1.0 if name == "p95" else None, at_most=True, note=f"{len(counted)} alerts" if name == "p50" else "")
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    ]  # fmt: skip


def one_worker(
    settings: Settings,
    loads: dict[Load, list[bytes]],
    countries: Iterable[str],
    *,
    articles: int,
    latency_seconds: float,
    fill_seconds: float,
    broker: psutil.Process,
    folder: Path,
    seed: int,
) -> tuple[dict[Load, Flow], list[Row]]:
    """Take one worker through every load, the latency part, and on to so many articles.

    Args:
        settings: of an empty namespace.
        loads: pages to be published at once.
        countries: whose alerts are read for the latency.
        articles: of the memory row.
        latency_seconds: length of that part.
        fill_seconds: longest time for the rest of the articles.
        broker: for its CPU time.
        folder: for logs.
        seed: of the pages of the latency part and of the drawn records.
    """
    worker = Sampled(settings, folder / "one.log")
    with workers(worker):
        worker.await_ready()
        time.sleep(1)
        idle = worker.rss_mb
        warm_up(settings)
        warm = worker.rss_mb
        flows = _loads(settings, loads, [worker], broker)
        rows = latency(settings, countries, latency_seconds, seed=seed)
        seen = sum(flow.articles for flow in flows.values()) + round(latency_seconds * RATE)
        more = top_up(settings, max(0, articles - seen), fill_seconds, seed=seed)
        full = worker.rss_mb
        worker.end()
    part = "memory"
    return flows, [
        *rows,
        Row(part, "worker when idle, MB resident", idle, 250, at_most=True),
        Row(part, "worker when every table is loaded, MB resident", warm),
        Row(part, f"worker after {seen + more:,} articles, MB resident", full,
            note="" if seen + more >= articles else f"{fill_seconds:.0f} s were not enough for {articles:,}"),
    ]  # fmt: skip


def top_up(settings: Settings, articles: int, seconds: float, *, seed: int) -> int:
    """Give the desks drawn records of so many articles; returns of how many."""
    topic = Names(settings.namespace).enriched
    deadline = time.monotonic() + seconds
    known: set[str] = set()
    records = desk_records(max(1, articles) * 2, seed=seed)
    with connect.producer(settings, max_bytes=1024 * 1024) as client:
        while len(known) < articles and time.monotonic() < deadline:
            for record in islice(records, CHUNK):
                if len(known) < articles or record.article.article_id in known:
                    known.add(record.article.article_id)
                    client.send(topic, key=record.country.encode(), value=record.encode())
            client.flush()
            await_drained(settings)
    return len(known)


def restart(settings: Settings, writes: Iterator[Write], *, kept: int, form: str, folder: Path) -> list[Row]:
    """Measure the start of a worker that finds so many kept articles.

    Args:
        settings: of a namespace whose desks are empty.
        writes: what stands on ``desks.state``.
        kept: articles and desks that it means.
        form: of the topic, in a word.
        folder: for the log.
    """
    topic = Names(settings.namespace).desks_state
    entries = size = 0
    with connect.producer(settings, max_bytes=1024 * 1024) as client:
        for number, key, value in writes:
            client.send(topic, partition=number, key=key, value=value)
            entries, size = entries + 1, size + len(key) + len(value or b"")
        mark = json.dumps({"offset": -1, "format": FORMAT_VERSION}).encode()
        for number in range(PARTITIONS):
            client.send(topic, partition=number, key=WATERMARK, value=mark)
        client.flush()
    worker = Sampled(settings, folder / f"restart-{form}.log")
    begin = time.monotonic()
    with workers(worker):
        worker.await_ready()
        seconds = time.monotonic() - begin
        resident = worker.rss_mb
        worker.end()
    part = "restart"
    return [
        Row(part, f"start to ready with {kept:,} kept, state topic {form}, s", seconds, 20, at_most=True,
            note=f"{entries:,} records, {size / 1e6:.0f} MB"),
        Row(part, f"worker with {kept:,} kept, {form}, MB resident", resident),
    ]  # fmt: skip


def recovery(settings: Settings, countries: Iterable[str], *, times: int, folder: Path, seed: int) -> list[Row]:
    """Measure the time to the next alert when a worker is killed and started again at once."""
    rows = []
    for label, name in (("without a name", None), ("with a stable name", "bench")):
        found = [
            asyncio.run(_killed(settings, countries, name, folder, seed=seed + 10 * number + (name is None)))
            for number in range(times)
        ]
        rows.append(
            Row("kill -9", f"to the next alert, {label}, s", median(found),
                note="each " + ", ".join(f"{seconds:.1f}" for seconds in found))
        )  # fmt: skip
    return rows


async def _killed(settings: Settings, countries: Iterable[str], name: str | None, folder: Path, *, seed: int) -> float:
    first = Sampled(settings, folder / "killed.log", name=name)
    second = Sampled(settings, folder / "revived.log", name=name)
    feeding: asyncio.Task[None] | None = None
    try:
        first.start()
        await asyncio.to_thread(first.await_ready)
        async with reading(settings, countries) as alerts:
            feeding = asyncio.create_task(feed(settings, pages("wire", 5000, seed=seed, copies=0), rate=10))
            await alerts.decided_after(0.0, within=60)
            await asyncio.sleep(1)
            first.end(signal.SIGKILL)
            killed = time.time()
            second.start()
            return await alerts.decided_after(killed, within=90) - killed
    finally:
        if feeding is not None:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
        for worker in (first, second):
            if hasattr(worker, "process") and worker.process.poll() is None:
                await asyncio.to_thread(worker.end)
