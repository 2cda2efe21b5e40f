"""A single-node Apache Kafka (KRaft) of our own: started, asked, stopped, and gone with its whole process group."""

import base64
import contextlib
import fcntl
import os
import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import platformdirs
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from streams.ops import kafka_jars
from streams.ops.errors import OpsError

HOST = "127.0.0.1"
START_SECONDS = 90.0
"""Longest wait for the first metadata reply; after a kill Kafka checks its logs, 14 s on an idle machine."""
STOP_SECONDS = 15.0
"""Longest wait for a clean stop before the process group is killed."""
MARK = "server.properties"
"""The file that tells a broker's folder from any other."""
JVM = ("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
LOGGING = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={logs}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=8388608
"""


def default_data() -> Path:
    """Return the folder of a broker that was given none."""
    return platformdirs.user_data_path("dateline") / "kafka"


class LocalBroker:
    """One Kafka node on this machine, as a context manager.

    It answers metadata requests when the block begins, and its process group is
    gone when the block ends.

    Args:
        data: its folder; kept, and taken up again at the next start.
        port: of its listener on 127.0.0.1; 0 takes a free one.
        say: is told what takes long.
        properties: further lines of its configuration.
    """

    def __init__(
        self,
        data: Path,
        *,
        port: int = 0,
        say: Callable[[str], None] = lambda _: None,
        properties: Sequence[str] = (),
    ) -> None:
        self.data = data
        self.port = port
        self.say = say
        self._extra = tuple(properties)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: BinaryIO | None = None
        self._log_start = 0

    @property
    def address(self) -> str:
        """``host:port``, as ``DATELINE_BROKER`` has it; the port is known once it was started."""
        return f"{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The id of its process and process group; 0 if it does not run."""
        return self._process.pid if self._process else 0

    @property
    def log(self) -> Path:
        """The file that holds what Kafka says."""
        return self.data / "kafka.log"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers metadata requests.

        Raises:
            OpsError: the port is taken, the folder can't be used, there is no Java
                or jar, or it does not come up.
        """
        if self.port == 0:
            self.port = free_port()
        self._need_port()
        self._take_folder()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        cache = kafka_jars.cache_folder()
        java = kafka_jars.java()
        if not kafka_jars.cached(cache):
            self.say("downloading Apache Kafka, once (43 MB)")
        jars = kafka_jars.class_path(cache)
        config = self._configure()
        if not (self.data / "logs" / "meta.properties").exists():
            self.say("formatting its folder")
            self._format(java, jars, config)
        self.say("starting Apache Kafka")
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                [java, *JVM, LOGGING, "-cp", jars, "kafka.Kafka", config],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[self._lock.fileno()] if self._lock else [],
            )
        self._await_metadata()

    def stop(self) -> None:
        """End it: cleanly within ``STOP_SECONDS``, else by force. Does nothing if it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it with SIGKILL, as a crash would."""
        self._end(signal.SIGKILL)

    def is_running(self) -> bool:
        """Say whether its process lives."""
        return self._process is not None and self._process.poll() is None

    def wait(self) -> int:
        """Wait until it ends by itself and return its exit status."""
        if self._process is None:
            raise OpsError("the broker was not started")
        return self._process.wait()

    def last_words(self) -> str:
        """Return the line that it logged since its start and that most likely says why it ended."""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return _telling(log.read().decode(errors="replace"))

    def _need_port(self) -> None:
        if not is_free(self.port):
            raise OpsError(f"port {self.port} is taken: stop what listens there, or choose another with --port")

    def _take_folder(self) -> None:
        """Make the folder this broker's alone: Kafka writes into another's log before it finds its lock."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            names = {entry.name for entry in self.data.iterdir()}
        except OSError as error:
            raise OpsError(f"can't use the folder {self.data}: {error.strerror or error}; name another") from error
        if names - {"lock"} and MARK not in names:
            raise OpsError(f"{self.data} is no broker's folder and is not empty: name an empty or a new one")
        try:
            self._lock = (self.data / "lock").open("wb")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # Java inherits it: held for as long as it lives
        except BlockingIOError as error:
            raise OpsError(f"another broker runs in {self.data}: stop it or name another folder") from error
        except OSError as error:
            raise OpsError(f"can't write to the folder {self.data}: {error.strerror}; name another") from error

    def _configure(self) -> Path:
        # The controller's port is nobody's business but Kafka's: a free one at every start.
        logs = (self.data / "logs").resolve()
        text = PROPERTIES.format(host=HOST, port=self.port, controller=free_port(), logs=logs)
        config = self.data / MARK
        config.write_text(text + "".join(f"{line}\n" for line in self._extra))
        return config

    def _format(self, java: Path, jars: str, config: Path) -> None:
        cluster = base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        command = [
            *(str(java), *JVM[2:], LOGGING, "-cp", jars),
            *("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(config)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            said = _telling(done.stdout + done.stderr)
            raise OpsError(f"can't format the broker's folder {self.data}: {said}")

    def _await_metadata(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.is_running():
                self._need_port()  # another one may have been quicker
                raise OpsError(f"Apache Kafka did not start: {self.last_words()} (log: {self.log})")
            if _accepts(self.port) and self._is_it():
                return
            time.sleep(0.1)
        raise OpsError(f"Apache Kafka did not answer within {START_SECONDS:.0f} s (log: {self.log})")

    def _is_it(self) -> bool:
        """Say whether this broker answers, and not another one that was quicker to take the port."""
        cluster = cluster_at(self.address, timeout_ms=2000)
        return cluster is not None and f"cluster.id={cluster}\n" in (self.data / "logs" / "meta.properties").read_text()

    def _end(self, first: signal.Signals) -> None:
        process, self._process = self._process, None
        if self._lock is not None:
            self._lock.close()
        if process is None:
            return
        # The group's id stays the leader's pid for as long as one of it lives.
        for sign, seconds in ((first, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                return


def cluster_at(address: str, *, timeout_ms: int) -> str | None:
    """Return the cluster's id if a broker at ``host:port`` answers a metadata request and names itself in it."""
    try:
        client = KafkaAdminClient(bootstrap_servers=address, bootstrap_timeout_ms=timeout_ms)
    except KafkaError:
        return None
    try:
        found = client.describe_cluster()
        return str(found["cluster_id"]) if found["brokers"] else None
    except KafkaError:
        return None
    finally:
        client.close()


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Say whether a port of 127.0.0.1 could be listened on at this moment."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _accepts(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False


def _telling(said: str) -> str:
    """Return the line that most likely says why Java ended."""
    lines = [line.strip() for line in said.splitlines() if not line.strip().startswith("at ")]
    errors = [line for line in lines if re.search("Exception|ERROR|Error", line) and " WARN " not in line]
    return errors[-1][:300] if errors else "it gave no reason"
