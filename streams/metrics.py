"""The metrics of one worker, and the port that tells them: ``/metrics``, ``/ready``, ``/live``.

Names, labels and buckets are fixed here and nowhere else. Every series whose
labels come from a closed set is there from the start, at 0: a counter that is
born at 1 hides its first event from ``rate()``.
"""

import platform
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, get_args
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer
from prometheus_client.process_collector import ProcessCollector

from schemas.alert import Verdict
from schemas.rejected import Reason
from streams.data.countries import country_names

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

disable_created_metrics()  # type: ignore[no-untyped-call] # a second series beside each counter, which nobody reads

ALERT_TYPES = ("Alert", "Update", "Cancel")
METHODS = ("text-hash", "containment", "lead-containment", "url-version", "terms", "old-news", "none")
"""How a desk recognises an article (``Decision.method``)."""

Probe = Callable[[], tuple[bool, str]]
"""Says yes or no, and why, in one line."""


class Stage(StrEnum):
    """The stages, in the order of the flow."""

    SPLIT = "split"
    ENRICH = "enrich"
    DEDUPE = "dedupe"


class Outcome(StrEnum):
    """What became of a record that a stage read."""

    PASSED = "passed"
    """It gave at least one record."""
    EMPTY = "empty"
    """It rightly gave none: an index page."""
    REJECTED = "rejected"
    """It can never pass and went to ``<topic>.rejected``."""
    REPEATED = "repeated"
    """It had been processed before and changed nothing."""


class Metrics:
    """Every metric of one worker process, on a registry of its own.

    Args:
        registry: where to register; a new one if none is given.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry = CollectorRegistry() if registry is None else registry
        ProcessCollector(registry=registry)
        self.read = Counter("dateline_records_read_total", "Records that a stage read.", ["stage"], registry=registry)
        self.records = Counter(
            "dateline_records_total",
            "Records that a stage is done with, by outcome; their sum and those in flight are the records read.",
            ["stage", "outcome"],
            registry=registry,
        )
        self.in_flight = Gauge(
            "dateline_records_in_flight",
            "Records of the batch at work that have no outcome yet.",
            ["stage"],
            registry=registry,
        )
        self.rejected = Counter(
            "dateline_rejected_total", "Records rejected, by reason.", ["stage", "reason"], registry=registry
        )
        self.duration = Histogram(
            "dateline_stage_duration_seconds",
            "Time that a stage spent on one record, without its delivery.",
            ["stage"],
            buckets=(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
            registry=registry,
        )
        self.batch_duration = Histogram(
            "dateline_batch_duration_seconds",
            "Time that a stage spent on one batch, with its delivery.",
            ["stage"],
            buckets=(0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
            registry=registry,
        )
        self.articles = Counter("dateline_articles_total", "Articles cut out of pages.", registry=registry)
        self.latency = Histogram(
            "dateline_alert_latency_seconds",
            "Time from the page's Kafka timestamp to its alert's acknowledgement.",
            buckets=(0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30, 60, 300, 3600),
            registry=registry,
        )
        self.alerts = Counter(
            "dateline_alerts_total",
            "Alert messages sent, by country and type.",
            ["country", "type"],
            registry=registry,
        )
        self.decisions = Counter(
            "dateline_decisions_total",
            "Decisions of the desks; exact, near, truncated and same are duplicates.",
            ["decision", "method"],
            registry=registry,
        )
        self.lag = Gauge(
            "dateline_lag_records",
            "Records of a partition that wait to be processed.",
            ["topic", "partition"],
            registry=registry,
        )
        self.committed = Gauge(
            "dateline_commit_timestamp_seconds",
            "When a partition's progress last moved, or when the partition was taken over (Unix time).",
            ["topic", "partition"],
            registry=registry,
        )
        self.restore_seconds = Gauge(
            "dateline_desk_restore_seconds",
            "Time that it took to take over a partition's desks.",
            ["partition"],
            registry=registry,
        )
        self.kept_entries = Gauge(
            "dateline_desk_kept_entries",
            "State entries that a partition's desks were restored from.",
            ["partition"],
            registry=registry,
        )
        self.mode = Gauge(
            "dateline_worker_mode", "1 for the mode that the worker runs in.", ["mode"], registry=registry
        )
        self.build = Gauge("dateline_build_info", "The program's version.", ["version", "python"], registry=registry)
        self.build.labels(version("dateline"), platform.python_version()).set(1)
        # looking a series up by its labels costs more than counting, and these are counted for every record
        self._in_flight = {stage: self.in_flight.labels(stage) for stage in Stage}
        self._durations = {stage: self.duration.labels(stage) for stage in Stage}
        self._outcomes = {
            (stage, outcome): self.records.labels(stage, outcome) for stage in Stage for outcome in Outcome
        }
        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        for stage in Stage:
            for by_stage in (self.read, self.batch_duration):
                by_stage.labels(stage)
            for reason in Reason:
                self.rejected.labels(stage, reason)
        for verdict in get_args(Verdict):
            for method in METHODS:
                self.decisions.labels(verdict, method)
        for country in (*country_names(), "ZZ"):
            for kind in ALERT_TYPES:
                self.alerts.labels(country, kind)

    def begun(self, stage: Stage, records: int) -> None:
        """Count a batch as read; all of it is in flight."""
        self.read.labels(stage).inc(records)
        self._in_flight[stage].inc(records)

    def took(self, stage: Stage, seconds: float) -> None:
        """Take note of the time that a stage spent on one record."""
        self._durations[stage].observe(seconds)

    def done(self, stage: Stage, outcome: Outcome, records: int = 1) -> None:
        """Count what became of records that were in flight."""
        self._outcomes[stage, outcome].inc(records)
        self._in_flight[stage].dec(records)

    def ended(self, stage: Stage) -> None:
        """End a batch: a record that has no outcome by now was lost, and the conservation alert sees it."""
        self._in_flight[stage].set(0)


@dataclass(frozen=True, slots=True)
class MetricsServer:
    """A running server; ``close()`` frees its port."""

    http: WSGIServer
    thread: threading.Thread

    def close(self) -> None:
        """Stop answering; returns when the port is free."""
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: a scrape is no event."""


def serve(metrics: Metrics, host: str, port: int, *, ready: Probe, live: Probe) -> tuple[MetricsServer, int]:
    """Serve ``/metrics``, ``/ready`` and ``/live`` from a daemon thread.

    Args:
        metrics: what ``/metrics`` shows.
        host: name or address to listen on.
        port: 0 takes a free one.
        ready: whether the worker serves; asked at each request, from another thread.
        live: whether the process should live on; likewise.

    Returns:
        The server and the port it listens on.

    Raises:
        OSError: the port can't be had, or the host is unknown.
    """

    class Server(ThreadingWSGIServer):
        address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]

    http = make_server(host, port, _application(metrics, ready, live), Server, handler_class=_QuietHandler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.1}, name="metrics", daemon=True)
    thread.start()
    return MetricsServer(http, thread), http.server_port


def _application(metrics: Metrics, ready: Probe, live: Probe) -> "WSGIApplication":
    tell = make_wsgi_app(metrics.registry)
    probes = {"/ready": ready, "/live": live}

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/metrics":
            return tell(environ, start_response)  # type: ignore[no-any-return]
        probe = probes.get(path)
        if probe is None:
            return _answer(start_response, "404 Not Found", "try /metrics, /ready or /live")
        yes, why = probe()
        return _answer(start_response, "200 OK" if yes else "503 Service Unavailable", why)

    return application


def _answer(start_response: "StartResponse", status: str, text: str) -> list[bytes]:
    body = f"{text}\n".encode()
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
