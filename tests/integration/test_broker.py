"""The local broker as a person starts it: in the foreground, stopped by a signal, its folder its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from streams.ops import topics
from streams.ops.broker import LocalBroker, cluster_at, free_port, is_free
from streams.ops.errors import OpsError
from streams.ops.publish import publish
from streams.ops.sources import Source
from streams.settings import Settings

pytestmark = pytest.mark.integration

DATELINE = Path(sys.executable).parent / "dateline"
READY = "answers at"


class Foreground:
    """``dateline broker`` in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [DATELINE, "broker", "--port", str(self.port), "--data", data],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")},
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()
        self.java = [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: a broker takes up what the one before it left."""
    return tmp_path_factory.mktemp("broker") / "kafka"


@pytest.fixture
def foreground(data: Path) -> Iterator[Foreground]:
    started = Foreground(data)
    yield started
    if started.process.poll() is None:
        started.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_when_it_answers_and_a_signal_leaves_nothing_running(
    foreground: Foreground, number: signal.Signals
) -> None:
    assert READY in foreground.first_line
    assert f"127.0.0.1:{foreground.port}" in foreground.first_line
    assert cluster_at(f"127.0.0.1:{foreground.port}", timeout_ms=1000)
    assert foreground.java

    begun = time.monotonic()
    code = foreground.end(number)

    assert code == 0
    assert time.monotonic() - begun < 16
    assert not any(psutil.pid_exists(pid) for pid in foreground.java)
    assert is_free(foreground.port)


def test_it_says_so_when_kafka_ends_by_itself(foreground: Foreground) -> None:
    for pid in foreground.java:
        os.kill(pid, signal.SIGKILL)

    _, error = foreground.process.communicate(timeout=30)

    assert foreground.process.returncode == 70
    assert "ended by itself" in error.splitlines()[-1]


def test_its_folder_is_its_own_while_it_runs(broker: LocalBroker) -> None:
    with pytest.raises(OpsError, match="another broker runs in"):
        LocalBroker(broker.data).start()

    assert cluster_at(broker.address, timeout_ms=2000)


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_a_kill_and_a_restart(data: Path) -> None:
    with LocalBroker(data) as local:
        settings = Settings(broker=local.address)
        topics.create(settings, [topic for topic in topics.wanted(settings) if topic.name == "alerts.kz"])
        producer = KafkaProducer(bootstrap_servers=local.address, acks="all")
        producer.send("alerts.kz", b"kept").get(timeout=10)
        producer.close()
        local.kill()
        assert not local.is_running()
        local.start()

        consumer = KafkaConsumer(bootstrap_servers=local.address, group_id=None)
        part = TopicPartition("alerts.kz", 0)
        consumer.assign([part])
        consumer.seek_to_beginning(part)
        records = consumer.poll(timeout_ms=10_000)
        consumer.close()

    assert [record.value for record in records[part]] == [b"kept"]


def test_a_publication_says_how_far_it_came_when_kafka_is_gone(data: Path) -> None:
    with LocalBroker(data) as local:
        settings = Settings(broker=local.address, request_timeout=timedelta(seconds=3))
        topics.create(settings, [topic for topic in topics.wanted(settings) if topic.name == "pages.raw"])

        def pages() -> Iterator[Source]:
            for number in range(10_000):
                if number == 3000:
                    local.kill()
                yield Source("test", b'{"text": "%d"}' % number, 1)

        with pytest.raises(OpsError, match=r"stopped answering .*: [1-9]\d* pages acknowledged"):
            publish(settings, pages(), complain=pytest.fail)


def test_a_broker_that_cannot_start_says_why_and_leaves_nothing_running(tmp_path: Path) -> None:
    local = LocalBroker(tmp_path / "kafka", properties=["process.roles=king"])

    with pytest.raises(OpsError, match=r"can't format|did not start") as error:
        local.start()

    assert "king" in str(error.value)
    assert not local.is_running()


def test_another_broker_that_was_quicker_to_take_the_port_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalBroker(tmp_path / "first") as first:
        answers = iter([True])  # it was free when it was looked at
        monkeypatch.setattr("streams.ops.broker.is_free", lambda port: next(answers, False) or is_free(port))
        second = LocalBroker(tmp_path / "second", port=first.port)

        with pytest.raises(OpsError, match=f"port {first.port} is taken"):
            second.start()

        assert not second.is_running()
        assert first.is_running()
