"""Every query of the dashboard, put to a real Prometheus that watches a real worker under a known load."""

import json
import math
import re
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from streams.data.countries import country_names
from streams.metrics import ALERT_TYPES
from streams.ops import connect, topics
from streams.ops.broker import LocalBroker
from streams.settings import Settings
from streams.topics import Names
from tests.deploy.prometheus import Prometheus, Series, prometheus
from tests.deploy.promql import filled
from tests.deploy.test_alerts import rules
from tests.deploy.test_dashboard import PANELS
from tests.load import pages
from tests.running import Worker, await_drained, read_topic, told, workers

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(shutil.which("prometheus") is None, reason="no Prometheus on PATH: apt-get install prometheus"),
]

PER_SECOND = 20
SECONDS = 30
WINDOW = 12
"""Seconds of ``$__rate_interval``: within the load, behind the start."""
BAD = (b"\xff\xfe no UTF-8", b"no JSON")
BAD_EVERY = 20
"""One page in so many is a bad one."""
NO_ARTICLE = json.dumps({"text": "Home\nNews\nSport\nWeather\nContact\n"}).encode()


@dataclass(frozen=True)
class Answer:
    """What one target of one panel shows."""

    title: str
    unit: str
    legend: str
    series: Sequence[Series]

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Watched:
    """A load that is over, and who watched it."""

    prometheus: Prometheus
    settings: Settings
    begin: float
    end: float
    """Unix times of the load's first and last page."""
    drained: float
    """Unix time when all of it was processed and scraped."""
    sent: int

    def show(self, title: str, *, until: float | None = None) -> list[Answer]:
        """Ask a panel's queries as Grafana does, from the begin of the load until its end."""
        (panel,) = (panel for panel in PANELS if panel["title"] == title)
        until = until or self.end
        shown = f"{until - self.begin + 1:.0f}s"
        answers = []
        for target in panel["targets"]:
            query = filled(target["expr"], rate_interval=f"{WINDOW}s", range=shown)
            series = (
                self.prometheus.query(query, at=until)
                if target["instant"]
                else self.prometheus.query_range(query, start=self.begin + WINDOW, end=until, step=1)
            )
            answers.append(Answer(title, panel["fieldConfig"]["defaults"]["unit"], target["legendFormat"], series))
        return answers


def load() -> list[bytes]:
    """So many seconds of pages, bad ones and one without an article among them."""
    values = list(pages("wire", PER_SECOND * SECONDS, seed=11, copies=0.3))
    for place in range(BAD_EVERY - 1, len(values), BAD_EVERY):
        values[place] = BAD[place // BAD_EVERY % len(BAD)]
    for place in range(5, len(values), 50):
        values[place] = NO_ARTICLE
    return values


@contextmanager
def watching(folder: Path) -> Iterator[Watched]:
    """Give a load of ``PER_SECOND`` that has just ended on a worker that Prometheus watched; the worker is gone."""
    values = load()
    with LocalBroker(folder / "kafka") as broker:
        settings = Settings(broker=broker.address, namespace="watched")
        topics.create(settings)
        worker = Worker(settings, folder / "worker.log", name="watched")
        with workers(worker):
            target = worker.await_ready().metrics_url.removeprefix("http://")
            with prometheus(target, folder) as server:
                time.sleep(3)  # the counters' zeros are scraped
                begin = time.time()
                send(settings, values)
                end = time.time()
                await_drained(settings)
                time.sleep(2)  # two scrapes
                drained = time.time()
                assert worker.process.poll() is None, worker.said[-3000:]
                assert worker.end() == 0, worker.said[-3000:]
                yield Watched(server, settings, begin, end, drained, len(values))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One load for all tests of this file."""
    with watching(tmp_path_factory.mktemp("watched")) as over:
        yield over


def send(settings: Settings, values: Sequence[bytes]) -> None:
    """Publish at the load's pace."""
    topic = Names(settings.namespace).pages
    with connect.producer(settings, max_bytes=1024 * 1024) as client:
        start = time.monotonic()
        futures = []
        for number, value in enumerate(values):
            time.sleep(max(0.0, start + number / PER_SECOND - time.monotonic()))
            futures.append(client.send(topic, key=str(number).encode(), value=value))
        for future in futures:
            future.get(timeout=30)


@pytest.mark.parametrize("title", [panel["title"] for panel in PANELS])
def test_each_panel_shows_something_plausible(title: str, watched: Watched) -> None:
    most = {"s": 60.0, "percentunit": 1.0, "cps": 10.0 * PER_SECOND, "short": 100.0 * watched.sent, "bytes": 2.0**30}

    for answer in watched.show(title):
        assert answer.series, f"{answer.legend} shows nothing"
        for series in answer.series:
            values = [value for _, value in series.points if not math.isnan(value)]
            assert values, f"{series.labels} has no number"
            assert all(0 <= value <= most[answer.unit] for value in values) or title == "Records unaccounted for", (
                values
            )
            assert set(re.findall(r"{{(\w+)}}", answer.legend)) <= series.labels.keys()


def test_pages_are_shown_at_the_rate_they_came(watched: Watched) -> None:
    pages_in, articles, alerts = watched.show("Pages in, articles, alerts out")

    assert pages_in.series[0].last == pytest.approx(PER_SECOND, rel=0.25)
    assert 0.5 * PER_SECOND < articles.series[0].last < 2 * PER_SECOND
    assert 0 < alerts.series[0].last < 5 * PER_SECOND


def test_pages_are_counted_as_many_as_were_sent(watched: Watched) -> None:
    (pages_in,) = watched.show("Pages", until=watched.drained)

    assert pages_in.series[0].last == pytest.approx(watched.sent, rel=0.1)
    assert watched.show("Workers up")[0].series[0].last == 1


@pytest.mark.parametrize("title", ["Latency from page to alert", "Time per record by stage", "Time per batch by stage"])
def test_quantiles_are_above_zero_and_in_order(title: str, watched: Watched) -> None:
    by_quantile = [
        {series.labels.get("stage"): series.last for series in answer.series} for answer in watched.show(title)
    ]

    for stage in (None,) if "Latency" in title else ("split", "enrich", "dedupe"):
        values = [of_stage[stage] for of_stage in by_quantile]
        assert len(values) >= 2
        assert 0 < values[0] < values[-1] < 60
        assert values == sorted(values)


def test_rejected_pages_are_shown_with_their_stage_reason_and_share(watched: Watched) -> None:
    (reasons,) = watched.show("Rejected by reason")
    (share,) = watched.show("Share rejected by stage")

    assert {(one.labels["stage"], one.labels["reason"]) for one in reasons.series} == {
        ("split", "not-utf8"),
        ("split", "invalid-json"),
    }
    assert {one.labels["stage"]: one.last for one in share.series}["split"] == pytest.approx(1 / BAD_EVERY, abs=0.03)


def test_outcomes_add_up_to_what_was_read(watched: Watched) -> None:
    (outcomes,) = watched.show("Outcomes by stage")
    of_split = {one.labels["outcome"]: one.last for one in outcomes.series if one.labels["stage"] == "split"}

    assert sum(of_split.values()) == pytest.approx(PER_SECOND, rel=0.25)
    assert of_split["empty"] > 0
    assert of_split["repeated"] == 0


def test_every_record_is_accounted_for(watched: Watched) -> None:
    (unaccounted,) = watched.show("Records unaccounted for")

    assert {one.labels["stage"] for one in unaccounted.series} == {"split", "enrich", "dedupe"}
    for series in unaccounted.series:
        assert statistics.median(value for _, value in series.points) == 0


def test_alerts_are_shown_by_real_countries_and_types(watched: Watched) -> None:
    (bars,) = watched.show("Alerts by country and type")

    assert {one.labels["country"] for one in bars.series} <= {*country_names(), "ZZ"}
    assert {one.labels["type"] for one in bars.series} <= set(ALERT_TYPES)
    assert len({one.labels["country"] for one in bars.series}) > 3


def test_copies_are_shown_as_duplicates(watched: Watched) -> None:
    (methods,) = watched.show("Duplicates by method")

    assert ("exact", "text-hash") in {(one.labels["decision"], one.labels["method"]) for one in methods.series}


def test_all_three_topics_and_all_partitions_are_watched(watched: Watched) -> None:
    names = Names("watched")

    for title in ("Lag by topic", "Time without progress while records wait"):
        assert {one.labels["topic"] for one in watched.show(title)[0].series} == {
            names.pages,
            names.articles,
            names.enriched,
        }
    assert len(watched.show("Desk restore time")[0].series) == 4


def test_the_counters_agree_with_what_stands_on_the_topics(watched: Watched) -> None:
    names = Names(watched.settings.namespace)
    stands = told(watched.settings)
    duplicates = len(stands.pop(names.duplicates))

    def counted(query: str) -> float:
        (series,) = watched.prometheus.query(f"sum({query})", at=watched.drained)
        return series.last

    assert counted('dateline_records_read_total{stage="split"}') == watched.sent
    assert counted("dateline_articles_total") == len(read_topic(watched.settings, names.articles))
    assert counted('dateline_records_read_total{stage="dedupe"}') == len(read_topic(watched.settings, names.enriched))
    assert counted("dateline_alerts_total") == sum(len(values) for values in stands.values())
    assert counted("dateline_alert_latency_seconds_count") == counted("dateline_alerts_total")
    assert counted('dateline_decisions_total{decision=~"exact|near|truncated|same"}') == duplicates
    assert counted("dateline_rejected_total") == len(read_topic(watched.settings, names.rejected(names.pages)))


@pytest.mark.parametrize("alert", rules())
def test_no_alert_has_a_reason_while_all_is_well(alert: str, watched: Watched) -> None:
    assert watched.prometheus.query(rules()[alert]["expr"], at=watched.end) == []


def test_a_worker_that_is_gone_is_noticed(watched: Watched) -> None:
    time.sleep(2.5)  # two scrapes

    assert watched.prometheus.query(rules()["DatelineWorkerDown"]["expr"], at=time.time()) != []
