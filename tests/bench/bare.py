"""The same stages on bare aiokafka: what the pipeline would cost without Faust, transactions and state.

``python -m tests.bench.bare`` reads ``DATELINE_BROKER`` and ``DATELINE_NAMESPACE``, says
``ready`` when it has its partitions, and ends at SIGTERM. It loses or repeats records
when it is killed: it is a measure, no alternative.
"""

import asyncio
import signal
import time
from collections.abc import Callable, Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from schemas.enriched import NOWHERE
from streams.agents.dedupe import Desks, DeskTopics
from streams.agents.enrich import enrich_stage
from streams.agents.split import split_stage
from streams.data.countries import country_names
from streams.delivery.message import Incoming, Outgoing
from streams.delivery.reader import incoming
from streams.domain.dedupe import DeskRules
from streams.settings import Settings, read_settings
from streams.topics import Names

Stage = Callable[[Incoming], Sequence[Outgoing]]


async def hop(settings: Settings, topic: str, stage: Stage, ready: Callable[[], None]) -> None:
    """Read, work, write, wait for the acknowledgements, commit; until cancelled."""
    consumer = AIOKafkaConsumer(
        topic, **settings.connection(), group_id=f"{topic}.bare", enable_auto_commit=False,
        auto_offset_reset="earliest", max_partition_fetch_bytes=1024 * 1024,
    )  # fmt: skip
    producer = AIOKafkaProducer(**settings.connection(), acks="all", max_batch_size=256 * 1024)
    await consumer.start()
    await producer.start()
    try:
        told = False
        while True:
            if not told and consumer.assignment():
                ready()
                told = True
            batches = await consumer.getmany(timeout_ms=50, max_records=settings.batch_records)
            futures = [
                await producer.send(
                    out.topic, key=out.key, value=out.value, timestamp_ms=out.timestamp_ms, headers=list(out.headers)
                )
                for records in batches.values()
                for record in records
                for out in stage(incoming(record))
            ]
            await asyncio.gather(*futures)
            if batches:
                await consumer.commit()
    finally:
        await producer.stop()
        await consumer.stop()


async def run(settings: Settings) -> None:
    """Run the three stages side by side."""
    names = Names(settings.namespace)
    desks = Desks(
        (),
        rules=DeskRules(),
        topics=DeskTopics(
            {country: names.alerts(country) for country in (*country_names(), NOWHERE)},
            names.alerts_state,
            names.duplicates,
        ),
        mode="live",
        now=time.time,
    )

    def dedupe(record: Incoming) -> Sequence[Outgoing]:
        plan = desks.decide(record)
        plan.install()
        return plan.outputs

    waiting = 3

    def ready() -> None:
        nonlocal waiting
        waiting -= 1
        if not waiting:
            print("ready", flush=True)

    stages = (
        (names.pages, split_stage(to=names.articles, mode="live", now=time.time)),
        (names.articles, enrich_stage(to=names.enriched, mode="live", now=time.time)),
        (names.enriched, dedupe),
    )
    tasks = [asyncio.create_task(hop(settings, topic, stage, ready)) for topic, stage in stages]

    def stop() -> None:
        for task in tasks:
            task.cancel()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    done = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in done:
        if isinstance(outcome, Exception):
            raise outcome


if __name__ == "__main__":
    asyncio.run(run(read_settings()))
