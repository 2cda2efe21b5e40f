"""A broker that is gone, and one that refuses a record."""

import signal
import time
from pathlib import Path

import pytest
from kafka.admin import ConfigResource, ConfigResourceType

from schemas.alert import Alert
from streams.delivery.guard import EXIT_FAIL_STOP
from streams.ops import connect, topics
from streams.ops.broker import LocalBroker
from streams.settings import Settings
from streams.topics import Names
from tests.faults.test_crashes import unaccounted
from tests.load import pages
from tests.running import Worker, await_drained, compare, lag, publish, read_topic, workers

HANG_UP = signal.SIGTERM if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN else signal.SIGHUP
"""As a terminal that closes sends it; under nohup a worker does not hear it."""
GRACE = 6.0


@pytest.mark.integration
def test_a_worker_ends_in_time_without_its_broker_and_nothing_is_missing(tmp_path: Path) -> None:
    broker = LocalBroker(tmp_path / "kafka")
    broker.start()
    try:
        settings = Settings(broker=broker.address, namespace="outage")
        topics.create(settings)
        worker = Worker(settings, tmp_path / "first.log", "one", {"DATELINE_SHUTDOWN_GRACE": str(GRACE)})
        with workers(worker):
            worker.await_ready()
            publish(settings, pages("seed", 150, seed=3))
            broker.kill()
            time.sleep(1)
            began = time.monotonic()
            status = worker.end(within=GRACE + 5)
            took = time.monotonic() - began
        assert status in {0, 70, 75}, worker.said[-2000:]
        assert took < GRACE + 3, f"{took:.1f} s"
        assert "Traceback" not in worker.said
        broker.start()
        assert lag(settings) > 0
        with workers(Worker(settings, tmp_path / "second.log", "one")) as (second,):
            await_drained(settings)
            assert second.end() == 0
        assert unaccounted(settings) == []
        assert compare(settings).none, compare(settings)
    finally:
        broker.stop()


@pytest.mark.slow
@pytest.mark.integration
def test_a_worker_rides_out_a_short_outage(tmp_path: Path) -> None:
    broker = LocalBroker(tmp_path / "kafka")
    broker.start()
    try:
        settings = Settings(broker=broker.address, namespace="outage")
        topics.create(settings)
        with workers(Worker(settings, tmp_path / "worker.log", "one")) as (worker,):
            worker.await_ready()
            publish(settings, pages("seed", 60, seed=4))
            broker.stop()
            time.sleep(2)
            broker.start()
            publish(settings, pages("seed", 20, seed=5))
            # A worker that gave up comes back by its supervisor; none is needed when it rides it out.
            deadline = time.monotonic() + 90
            while lag(settings) > 0:
                assert time.monotonic() < deadline, worker.said[-3000:]
                if worker.process.poll() is not None:
                    worker.start()
                time.sleep(0.5)
            assert worker.end() == 0
        assert unaccounted(settings) == []
        assert compare(settings).none, compare(settings)
    finally:
        broker.stop()


@pytest.mark.slow
@pytest.mark.integration
def test_a_topic_that_was_deleted_and_made_anew_is_read_within_a_minute(live: Settings, tmp_path: Path) -> None:
    topic = Names(live.namespace).pages
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        publish(live, pages("seed", 20, seed=8))
        await_drained(live)
        with connect.admin(live) as client:
            client.delete_topics([topic])
        time.sleep(3)
        topics.create(live)
        publish(live, pages("seed", 10, seed=9))
        await_drained(live, within=60)
        assert worker.end() == 0
    assert compare(live).none, compare(live)


def remake(settings: Settings, topic: str) -> None:
    with connect.admin(settings) as client:
        client.delete_topics([topic])
    time.sleep(3)
    topics.create(settings)


@pytest.mark.integration
def test_no_worker_serves_desks_that_know_more_than_their_source_has(live: Settings, tmp_path: Path) -> None:
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        publish(live, pages("seed", 10, seed=8))
        await_drained(live)
        assert worker.end() == 0
        remake(live, Names(live.namespace).enriched)
        worker.start()
        assert worker.process.wait(60) == EXIT_FAIL_STOP
        assert "it was made anew or lost its end" in worker.said


@pytest.mark.slow
@pytest.mark.integration
def test_a_worker_stops_when_the_source_of_its_desks_is_made_anew(live: Settings, tmp_path: Path) -> None:
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        publish(live, pages("seed", 20, seed=8))
        await_drained(live)
        remake(live, Names(live.namespace).enriched)
        publish(live, pages("seed", 2, seed=9))
        assert worker.process.wait(90) == EXIT_FAIL_STOP
        assert "it was made anew or lost its end" in worker.said


def shrink(settings: Settings, topic: str, largest: int) -> None:
    """Let the broker refuse what is larger, behind the back of a running worker."""
    with connect.admin(settings) as client:
        client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {"max.message.bytes": str(largest)})])
    time.sleep(0.5)


@pytest.mark.integration
def test_an_alert_that_the_broker_refuses_rejects_its_record_and_its_neighbours_pass(
    live: Settings, tmp_path: Path
) -> None:
    names = Names(live.namespace)
    made = [page for page in pages("wire", 60, seed=5, copies=0) if b"French" in page or b"Kenyan" in page]
    made += [page for page in pages("wire", 40, seed=6, copies=0) if b"French" not in page and b"France" not in page]
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        shrink(live, names.alerts("FR"), 700)
        publish(live, made)
        await_drained(live)
        assert worker.end(HANG_UP) == 0
    refused = read_topic(live, names.rejected(names.enriched))
    assert refused, "no page of this load is about France"
    assert {record.key for record in refused} == {b"FR"}
    assert {dict(record.headers)["dateline-reason"] for record in refused} == {b"output-too-large"}
    source = {(r.partition, r.offset): r for r in read_topic(live, names.enriched)}
    for record in refused:
        _, partition, offset = dict(record.headers)["dateline-source"].decode().rsplit(":", 2)
        assert source[int(partition), int(offset)].value == record.value
    assert read_topic(live, names.alerts("FR")) == []
    decided = len(read_topic(live, names.duplicates)) + sum(
        len(read_topic(live, names.alerts(country)))
        for country in {(record.key or b"").decode() for record in source.values()}
    )
    assert decided + len(refused) == len(source)


@pytest.mark.integration
def test_articles_that_the_broker_refuses_reject_their_pages_and_their_neighbours_pass(
    live: Settings, tmp_path: Path
) -> None:
    names = Names(live.namespace)
    small = list(pages("wire", 300, seed=7, copies=0))
    road = b"Officials in Peru said on Monday that road %d was closed after the rain and would stay so."
    large = [
        b'{"id": "large-%d", "text": "%s"}'
        % (begin, b"\\n\\n".join(road % number for number in range(begin, begin + 400)))
        for begin in range(20)
    ]
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        shrink(live, names.articles, 20_000)
        for number, page in enumerate(large):  # while enrich publishes what came before
            publish(live, [*small[15 * number : 15 * number + 15], page])
        await_drained(live)
        assert worker.end(signal.SIGINT) == 0
    refused = read_topic(live, names.rejected(names.pages))
    assert {record.value for record in refused} == set(large)
    assert {dict(record.headers)["dateline-reason"] for record in refused} == {b"output-too-large"}
    pages_cut = {record.value.split(b'"id":"', 1)[1].split(b'"', 1)[0] for record in read_topic(live, names.articles)}
    assert len(pages_cut) == len(small)
    alerts = [Alert.decode(record.value) for record in read_topic(live, names.alerts_state)]
    assert alerts
