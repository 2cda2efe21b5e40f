import time
from datetime import UTC, datetime

import pytest
from prometheus_client import CollectorRegistry

from schemas.rejected import Reason, Refused
from streams.delivery.message import Incoming
from streams.delivery.transform import Done
from streams.metrics import Metrics, Stage
from streams.observe import DeskListener, Health, Observer, TooManyRejected
from streams.settings import Settings


def record(offset: int, partition: int = 0) -> Incoming:
    return Incoming("pages.raw", partition, offset, 0, b"", b"")


def done(offset: int, *, outputs: int = 1, refused: Refused | None = None) -> Done:
    return Done(record(offset), outputs, refused, 0.001)


REFUSED = Refused(Reason.EMPTY, "nothing")


class Told:
    """An observer and what its metrics say."""

    def __init__(self, **settings: float) -> None:
        self.registry = CollectorRegistry()
        self.health = Health(Settings.model_validate(settings))
        self.observer = Observer(Metrics(self.registry), self.health)

    def value(self, name: str, **labels: object) -> float | None:
        return self.registry.get_sample_value(name, {key: str(value) for key, value in labels.items()})


def test_every_record_of_a_batch_has_one_outcome() -> None:
    told = Told()
    with told.observer.batch(Stage.SPLIT, [record(0), record(1), record(2)]):
        told.observer.done(Stage.SPLIT, done(0, outputs=2))
        told.observer.done(Stage.SPLIT, done(1, outputs=0))
        told.observer.done(Stage.SPLIT, done(2, refused=REFUSED, outputs=0))
    outcomes = {
        outcome: told.value("dateline_records_total", stage="split", outcome=outcome)
        for outcome in ("passed", "empty", "rejected", "repeated")
    }
    assert outcomes == {"passed": 1, "empty": 1, "rejected": 1, "repeated": 0}
    assert told.value("dateline_records_read_total", stage="split") == 3
    assert told.value("dateline_rejected_total", stage="split", reason="empty") == 1
    assert told.value("dateline_articles_total") == 2
    assert told.value("dateline_records_in_flight", stage="split") == 0


def test_records_that_dedupe_reads_itself_are_counted_as_read() -> None:
    told = Told()
    listener = DeskListener(told.observer)
    listener.jumped_over(1)
    listener.done(Done(Incoming("articles.enriched", 0, 4, 0, b"FR", b""), 0, None, 0.0))
    told.observer.repeated(0)
    listener.restored(2, 40, 0.5)
    assert told.value("dateline_records_read_total", stage="dedupe") == 1
    assert told.value("dateline_records_total", stage="dedupe", outcome="repeated") == 1
    assert told.value("dateline_desk_kept_entries", partition=2) == 40


def test_lag_counts_from_what_is_done_and_goes_with_its_partition() -> None:
    told = Told()
    told.observer.assigned({("pages.raw", 0): 10, ("pages.raw", 1): 0})
    told.observer.ends({("pages.raw", 0): 14, ("pages.raw", 1): 3, ("pages.raw", 2): 9})
    assert told.value("dateline_lag_records", topic="pages.raw", partition=0) == 4
    with told.observer.batch(Stage.SPLIT, [record(12)]):
        told.observer.done(Stage.SPLIT, done(12))
    told.observer.ends({("pages.raw", 0): 14})
    assert told.value("dateline_lag_records", topic="pages.raw", partition=0) == 1
    moved = told.value("dateline_commit_timestamp_seconds", topic="pages.raw", partition=0)
    assert moved is not None
    assert abs(moved - datetime.now(UTC).timestamp()) < 60
    told.observer.assigned({("pages.raw", 0): 10})
    assert told.value("dateline_lag_records", topic="pages.raw", partition=1) is None
    assert told.value("dateline_lag_records", topic="pages.raw", partition=2) is None


def test_ready_needs_open_partitions_and_a_running_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    health = Told().health
    assert health.ready() == (False, "not in the group yet, or not all of its partitions are open")
    health.serving(0)
    assert health.ready() == (True, "ready as a spare: other workers have all the partitions")
    health.serving(2)
    assert health.ready() == (True, "ready")
    later = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert not health.live()[0]
    assert not health.ready()[0]
    health.beat()
    assert health.ready()[0]


def test_many_rejections_end_readiness_and_stop_nothing_unless_asked() -> None:
    told = Told()
    told.health.serving(1)
    for offset in range(100):
        told.observer.done(Stage.SPLIT, done(offset, refused=REFUSED if offset % 4 else None))
    assert told.health.ready() == (False, "75 of the last 100 records were rejected")


def test_a_limit_of_rejections_stops_the_worker() -> None:
    told = Told(max_rejected_ratio=0.5)
    for offset in range(49):
        told.observer.done(Stage.SPLIT, done(offset, refused=REFUSED if offset % 4 else None))
    with pytest.raises(TooManyRejected, match=r"\d+% of the last 50 records were rejected"):
        told.observer.done(Stage.SPLIT, done(49, refused=REFUSED))
