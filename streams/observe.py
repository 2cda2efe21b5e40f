"""What a worker tells of itself: metrics as records are done, and whether it is ready and alive."""

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

from streams.agents.dedupe import DeskPlan
from streams.delivery.message import Incoming
from streams.delivery.transform import Done
from streams.metrics import Metrics, Outcome, Stage
from streams.settings import Settings

ALIVE_FOR = timedelta(seconds=10)
"""Longest silence of the event loop before ``/live`` says no."""
READY_WINDOW = 200
STOP_WINDOW = 1000
ENOUGH = 50
"""Records before a share of them means anything."""

Partitioned = tuple[str, int]
"""Topic and partition."""


class TooManyRejected(Exception):
    """More input was rejected than the operator allows."""


class Health:
    """Answers ``/ready`` and ``/live``; told by the event loop, asked by the metrics thread."""

    def __init__(self, settings: Settings) -> None:
        self._ready_above, self._stop_above = settings.ready_rejected_ratio, settings.max_rejected_ratio
        self._beat = time.monotonic()
        self._partitions: int | None = None
        self._recent: deque[bool] = deque(maxlen=STOP_WINDOW)

    def beat(self) -> None:
        """Say that the event loop runs."""
        self._beat = time.monotonic()

    def serving(self, partitions: int | None) -> None:
        """Say how many partitions the worker was given, ``None`` before it was or while some are not open."""
        self._partitions = partitions

    def took(self, *, rejected: bool) -> None:
        """Count one record for the share of rejected ones.

        Raises:
            TooManyRejected: the share is above ``DATELINE_MAX_REJECTED_RATIO``.
        """
        self._recent.append(rejected)
        if self._stop_above is not None and rejected and len(self._recent) >= ENOUGH:
            share = sum(self._recent) / len(self._recent)
            if share > self._stop_above:
                raise TooManyRejected(f"{share:.0%} of the last {len(self._recent)} records were rejected")

    def live(self) -> tuple[bool, str]:
        """Say whether the process should live on."""
        silent = time.monotonic() - self._beat
        if silent > ALIVE_FOR.total_seconds():
            return False, f"the event loop has been silent for {silent:.0f} s"
        return True, "alive"

    def ready(self) -> tuple[bool, str]:
        """Say whether the worker serves every partition that it was given; a spare was given none."""
        alive, why = self.live()
        if not alive:
            return False, why
        if self._partitions is None:
            return False, "not in the group yet, or not all of its partitions are open"
        recent = list(self._recent)[-READY_WINDOW:]
        if len(recent) >= ENOUGH and sum(recent) / len(recent) > self._ready_above:
            return False, f"{sum(recent)} of the last {len(recent)} records were rejected"
        return True, "ready" if self._partitions else "ready as a spare: other workers have all the partitions"


class Observer:
    """Turns what delivery reports into metrics."""

    def __init__(self, metrics: Metrics, health: Health) -> None:
        self._metrics, self._health = metrics, health
        self._next: dict[Partitioned, int] = {}
        self._moved_since: set[Partitioned] = set()

    @contextmanager
    def batch(self, stage: Stage, records: Sequence[Incoming]) -> Iterator[None]:
        """Time a batch; every record of it must have its outcome by the end."""
        start = time.perf_counter()
        self._metrics.begun(stage, len(records))
        yield
        self._metrics.ended(stage)
        self._tell_moved()
        self._metrics.batch_duration.labels(stage).observe(time.perf_counter() - start)

    def done(self, stage: Stage, done: Done) -> None:
        """Take note of one record whose outputs are acknowledged.

        Raises:
            TooManyRejected: the share of rejected ones is above the operator's limit.
        """
        metrics = self._metrics
        self._moved((done.record.topic, done.record.partition), done.record.offset + 1)
        metrics.took(stage, done.seconds)
        if done.refused is not None:
            metrics.rejected.labels(stage, done.refused.reason).inc()
            metrics.done(stage, Outcome.REJECTED)
        elif done.outputs:
            metrics.done(stage, Outcome.PASSED)
        else:
            metrics.done(stage, Outcome.REPEATED if stage is Stage.DEDUPE else Outcome.EMPTY)
        if stage is Stage.SPLIT:
            metrics.articles.inc(done.outputs)
        if isinstance(done.plan, DeskPlan):
            self._decided(done.plan)
        self._health.took(rejected=done.refused is not None)

    def _decided(self, plan: DeskPlan) -> None:
        decision, alert = plan.outcome.decision, plan.outcome.alert
        if decision is not None:
            self._metrics.decisions.labels(decision.decision, decision.method).inc()
        if alert is not None:
            self._metrics.alerts.labels(alert.country, alert.type).inc()
            self._metrics.latency.observe(max(0.0, time.time() - plan.record.timestamp_ms / 1000))

    def jumped_over(self, records: int) -> None:
        """Take note of records that dedupe read from the topic itself."""
        self._metrics.begun(Stage.DEDUPE, records)

    def repeated(self, records: int) -> None:
        """Take note of records at or below a watermark."""
        self._metrics.done(Stage.DEDUPE, Outcome.REPEATED, records)

    def restored(self, partition: int, entries: int, seconds: float) -> None:
        """Take note of a partition whose desks are known again."""
        self._metrics.restore_seconds.labels(partition).set(seconds)
        self._metrics.kept_entries.labels(partition).set(entries)

    def assigned(self, positions: Mapping[Partitioned, int]) -> None:
        """Take note of which partitions the worker has, and where each begins."""
        for gone in self._next.keys() - positions.keys():
            del self._next[gone]
            self._metrics.lag.remove(*gone)
            self._metrics.committed.remove(*gone)
        for partition, position in positions.items():
            if partition not in self._next:
                self._moved(partition, position)
        self._tell_moved()

    def ends(self, ends: Mapping[Partitioned, int]) -> None:
        """Tell how far each partition is behind its end."""
        for partition, end in ends.items():
            if partition in self._next:
                self._metrics.lag.labels(*partition).set(max(0, end - self._next[partition]))

    def _moved(self, partition: Partitioned, position: int) -> None:
        if position > self._next.get(partition, -1):
            self._next[partition] = position
            self._moved_since.add(partition)

    def _tell_moved(self) -> None:
        now = time.time()
        for partition in self._moved_since & self._next.keys():
            self._metrics.committed.labels(*partition).set(now)
        self._moved_since.clear()


class DeskListener:
    """The observer as the partitions of the desks see it."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer
        self.jumped_over, self.restored = observer.jumped_over, observer.restored

    def done(self, done: Done) -> None:
        """One record's outputs are committed."""
        self._observer.done(Stage.DEDUPE, done)
