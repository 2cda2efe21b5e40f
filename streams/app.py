"""The composition root: settings, topics, stages and Faust meet here and nowhere else."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

import faust
import structlog
from aiokafka.errors import IllegalStateError
from faust.types import EventT

from schemas.enriched import NOWHERE
from streams import log as logging_setup
from streams.agents.consume import consume
from streams.agents.dedupe import Desks, DeskTopics
from streams.agents.enrich import enrich_stage
from streams.agents.split import split_stage
from streams.data.countries import country_names
from streams.delivery.continuity import Continuity
from streams.delivery.guard import Transform
from streams.delivery.intake import Transport
from streams.delivery.lease import Lease
from streams.delivery.message import Incoming
from streams.delivery.owner import Owner
from streams.delivery.partition import DeskStore, Partition
from streams.delivery.publisher import Publisher
from streams.delivery.reader import Reader
from streams.delivery.transform import TransformDelivery
from streams.delivery.worker import BoundedWorker, DeliveryService
from streams.domain.dedupe import FORMAT_VERSION, DeskRules
from streams.metrics import Metrics, Stage, serve
from streams.ner import load_namer
from streams.observe import DeskListener, Health, Observer
from streams.settings import Settings
from streams.topics import Names

SESSION_SECONDS = 6
"""Of a worker without a name: the broker's least, since its partitions lie idle for so long after a kill."""
NAMED_SESSION_SECONDS = 10
"""Of a worker with a name: it takes its partitions up again at once, and may take longer to come back."""

log = structlog.get_logger()

Handle = Callable[[Sequence[Incoming]], Awaitable[None]]


class App(faust.App):
    """A Faust app without tables."""

    def _create_directories(self) -> None:
        """Make none: the folders would hold the tables, in whatever folder the worker was started."""

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)


class Pipeline:
    """One worker: its Faust app, its stages and what they share."""

    def __init__(
        self, settings: Settings, stages: Sequence[Stage], metrics: Metrics, limits: Mapping[str, int], *, mode: str
    ) -> None:
        self.settings, self.stages, self.metrics = settings, tuple(stages), metrics
        self.names = Names(settings.namespace)
        self.connection = settings.connection()
        self.lease = Lease(settings.lease)
        self.reader = Reader(self.connection)
        self.health = Health(settings)
        self.observer = Observer(metrics, self.health)
        self._publishers: dict[Stage, Publisher] = {
            stage: Publisher(self.connection, request_timeout_ms=self._timeout_ms)
            for stage in self.stages
            if stage is not Stage.DEDUPE
        }
        self.app = self._faust_app()
        self.owner = Owner(self._new_partition)
        self._limits, self._mode = limits, mode
        self._topic_of = {
            Stage.SPLIT: self.names.pages,
            Stage.ENRICH: self.names.articles,
            Stage.DEDUPE: self.names.enriched,
        }
        for stage in self.stages:
            self._agent(stage, self._dedupe if stage is Stage.DEDUPE else self._transform(stage))

    @property
    def _timeout_ms(self) -> int:
        return int(self.settings.request_timeout.total_seconds() * 1000)

    def service(self) -> DeliveryService:
        """Return the service that starts before the agents and stops after them."""
        return DeliveryService(
            lease=self.lease,
            start=self._start,
            stop=self._stop,
            watches={"pulse": self._beat, "partitions": self._watch},
            winding_down=lambda: self.app.should_stop,
        )

    def _faust_app(self) -> faust.App:
        settings = self.settings
        credentials: Any = None
        if settings.security_protocol.startswith("SASL"):
            credentials = faust.SASLCredentials(
                username=settings.sasl_username,
                password=settings.password,
                mechanism=settings.sasl_mechanism,
                ssl_context=settings.ssl_context(),
            )
        elif settings.security_protocol == "SSL":
            credentials = faust.SSLCredentials(context=settings.ssl_context())
        return App(
            self.names.group,
            broker=[f"kafka://{server}" for server in settings.servers],
            broker_credentials=credentials,
            autodiscover=False,
            store="memory://",
            web_enabled=False,
            topic_allow_declare=False,
            topic_disable_leader=True,
            key_serializer="raw",
            value_serializer="raw",
            table_standby_replicas=0,  # above that, Faust gives a newcomer only what is over the others' fair share
            consumer_auto_offset_reset="earliest",
            consumer_group_instance_id=settings.worker_name,
            consumer_max_fetch_size=1024 * 1024,
            consumer_metadata_max_age_ms=30_000,  # as long goes a topic unread that was deleted and made anew
            broker_session_timeout=NAMED_SESSION_SECONDS if settings.worker_name else SESSION_SECONDS,
            broker_heartbeat_interval=2,
            broker_request_timeout=40,
            broker_rebalance_timeout=20,
            broker_max_poll_records=500,
            broker_commit_interval=2,
            stream_buffer_maxsize=1000,
            producer_request_timeout=settings.request_timeout.total_seconds(),
            worker_redirect_stdouts=False,
        )

    def _agent(self, stage: Stage, handle: Handle) -> None:
        topic = self.app.topic(self._topic_of[stage], key_type=bytes, value_type=bytes)
        self.app.agent(topic, name=stage.value)(partial(self._run, stage, handle))

    async def _run(self, stage: Stage, handle: Handle, stream: faust.Stream[bytes]) -> None:
        await consume(self._batches(stream), handle, stage=stage.value)

    async def _batches(self, stream: faust.Stream[bytes]) -> AsyncIterator[Sequence[Incoming]]:
        wait = self.settings.batch_wait.total_seconds()
        async for events in stream.take_events(self.settings.batch_records, within=wait):
            yield [_incoming(event) for event in events]

    def _transform(self, stage: Stage) -> Handle:
        delivery = TransformDelivery(
            stage=stage.value,
            transform=self._split() if stage is Stage.SPLIT else self._enrich(),
            rejected=self.names.rejected(self._topic_of[stage]),
            publisher=self._publishers[stage],
            limits=self._limits,
            lease=self.lease,
            continuity=Continuity(self.reader.first_from),
            report=partial(self.observer.done, stage),
        )

        async def handle(records: Sequence[Incoming]) -> None:
            with self.observer.batch(stage, records):
                await delivery.handle(records, self.app.consumer_generation_id)

        return handle

    def _split(self) -> Transform:
        return split_stage(to=self.names.articles, mode=self._mode, now=time.time)

    def _enrich(self) -> Transform:
        return enrich_stage(
            to=self.names.enriched,
            mode=self._mode,
            now=time.time,
            without=self.settings.without_terms,
            namer=load_namer() if self.settings.ner else None,
        )

    async def _dedupe(self, records: Sequence[Incoming]) -> None:
        held = self._assigned()
        mine = [record for record in records if record.partition in held]
        with self.observer.batch(Stage.DEDUPE, mine):
            self.observer.repeated(await self.owner.handle(mine, self.app.consumer_generation_id))

    def _new_partition(self, number: int) -> Partition:
        store = DeskStore(
            connection=self.connection,
            request_timeout_ms=self._timeout_ms,
            group=self.names.group,
            source=self.names.enriched,
            state=self.names.desks_state,
            rejected=self.names.rejected(self.names.enriched),
            limits=self._limits,
            format_version=FORMAT_VERSION,
            open_book=self._open_book,
        )
        return Partition(number, store, self.reader, self.lease, DeskListener(self.observer))

    def _open_book(self, entries: Iterable[tuple[bytes, bytes]]) -> Desks:
        return Desks(
            entries,
            rules=DeskRules(copy_window=self.settings.copy_window, story_window=self.settings.story_window),
            topics=DeskTopics(
                alerts={country: self.names.alerts(country) for country in (*country_names(), NOWHERE)},
                alerts_state=self.names.alerts_state,
                duplicates=self.names.duplicates,
            ),
            mode=self._mode,
            now=time.time,
        )

    def _assigned(self) -> list[int]:
        if Stage.DEDUPE not in self.stages:
            return []
        return sorted(tp.partition for tp in self.app.consumer.assignment() if tp.topic == self.names.enriched)

    async def _beat(self) -> None:
        self.health.beat()

    async def _watch(self) -> None:
        """Open what was assigned before its first record comes, and say how far behind the worker is."""
        if not self.app.should_stop and self.app.consumer.started and not self.app.rebalancing:
            held, generation = self._assigned(), self.app.consumer_generation_id
            await self.owner.hold(held, generation)
            try:
                await self._report_progress()
            except IllegalStateError:
                log.debug("the assignment changed while it was looked at")
            joined = generation > 0 and self.owner.is_open(held, generation)
            self.health.serving(len(self.app.consumer.assignment()) if joined else None)
        else:
            self.health.serving(None)

    async def _report_progress(self) -> None:
        consumer, watermarks = self.app.consumer, self.owner.watermarks
        positions: dict[tuple[str, int], int] = {}
        ends: dict[tuple[str, int], int] = {}
        for tp in consumer.assignment():
            is_desks = tp.topic == self.names.enriched and tp.partition in watermarks
            position = watermarks[tp.partition] + 1 if is_desks else await consumer.position(tp)
            end = consumer.highwater(tp)
            if position is not None:
                positions[tp.topic, tp.partition] = position
            if end is not None:
                ends[tp.topic, tp.partition] = end
                if is_desks and position is not None and end < position:
                    await self.owner.check_source(tp.partition)
        self.observer.assigned(positions)
        self.observer.ends(ends)

    async def _start(self) -> None:
        for publisher in self._publishers.values():
            await publisher.start()

    async def _stop(self) -> None:
        await self.owner.close()
        for publisher in self._publishers.values():
            await publisher.stop()


def _incoming(event: EventT[bytes]) -> Incoming:
    message = event.message
    headers = message.headers or ()
    return Incoming(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp_ms=round(message.timestamp * 1000),
        key=message.key,
        value=message.value,
        headers=tuple(headers.items() if isinstance(headers, Mapping) else headers),
    )


def run_worker(settings: Settings, stages: Sequence[str], *, limits: Mapping[str, int], mode: str = "live") -> int:
    """Run one worker until it is told to stop.

    Args:
        settings: of this process.
        stages: names of the stages to run; empty for all.
        limits: ``max.message.bytes`` by topic, as the broker has them.
        mode: ``live``, or the replay's name; goes into headers.

    Returns:
        The exit code: 0 after a stop by signal. A fail-stop (70), a fenced worker
        (71) and a missed shutdown deadline (75) end the process here.

    Raises:
        OSError: the metrics port can't be had.
        SettingsError: a credential can't be read.
    """
    logging_setup.configure(settings.log_level)
    metrics = Metrics()
    chosen = [Stage(name) for name in stages] or list(Stage)
    BoundedWorker.grace = settings.shutdown_grace
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    metrics.mode.labels("live" if mode == "live" else "replay").set(1)
    pipeline = Pipeline(settings, chosen, metrics, limits, mode=mode)
    server, port = serve(
        metrics, settings.metrics_host, settings.metrics_port, ready=pipeline.health.ready, live=pipeline.health.live
    )
    print(f"metrics on http://{settings.metrics_host}:{port}/metrics", flush=True)  # noqa: T201 - for people
    if settings.worker_name is None:
        log.warning("no stable name: after a kill its partitions lie idle for a session", seconds=SESSION_SECONDS)
    worker = BoundedWorker(pipeline.app, pipeline.service(), loop=loop, quiet=True)
    worker.spinner = None
    try:
        worker.execute_from_commandline()
    except SystemExit as end:
        return cast(int, end.code or 0)
    finally:
        server.close()
