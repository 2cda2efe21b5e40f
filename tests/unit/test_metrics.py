"""The metrics' promises: names as Prometheus wants them, series there from the start, nothing lost unseen."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from schemas.rejected import Reason
from streams.data.countries import country_names
from streams.metrics import Metrics, MetricsServer, Outcome, Stage, serve

UNITS = ("_total", "_seconds", "_bytes", "_records", "_entries", "_info", "_mode", "_in_flight")


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


class Answers:
    """What the probes say; a test changes it."""

    ready = (True, "serving")
    live = (True, "alive")


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def port(metrics: Metrics, answers: Answers) -> Iterator[int]:
    server, port = serve(metrics, "127.0.0.1", 0, ready=lambda: answers.ready, live=lambda: answers.live)
    yield port
    server.close()


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def unaccounted(metrics: Metrics, stage: Stage) -> float:
    """What the conservation rule computes."""

    def value(name: str, **labels: str) -> float:
        found = metrics.registry.get_sample_value(name, {"stage": stage.value, **labels})
        assert found is not None
        return found

    outcomes = sum(value("dateline_records_total", outcome=outcome) for outcome in Outcome)
    return value("dateline_records_read_total") - outcomes - value("dateline_records_in_flight")


def test_every_series_with_closed_labels_begins_at_zero(metrics: Metrics) -> None:
    for stage in Stage:
        for outcome in Outcome:
            labels = {"stage": stage.value, "outcome": outcome.value}
            assert metrics.registry.get_sample_value("dateline_records_total", labels) == 0
        for reason in Reason:
            labels = {"stage": stage.value, "reason": reason.value}
            assert metrics.registry.get_sample_value("dateline_rejected_total", labels) == 0
        assert metrics.registry.get_sample_value("dateline_stage_duration_seconds_count", {"stage": stage.value}) == 0
    for country in (*country_names(), "ZZ"):
        labels = {"country": country, "type": "Cancel"}
        assert metrics.registry.get_sample_value("dateline_alerts_total", labels) == 0


def test_names_have_the_prefix_and_a_unit_and_a_help(metrics: Metrics) -> None:
    families = [f for f in metrics.registry.collect() if not f.name.startswith("process_")]

    assert len(families) > 12
    for family in families:
        name = family.name + ("_total" if family.type == "counter" else "")
        assert name.startswith("dateline_")
        assert name.endswith(UNITS), name
        assert family.documentation.endswith(".")


def test_nothing_is_unaccounted_for_while_a_batch_is_at_work_nor_after_it(metrics: Metrics) -> None:
    metrics.begun(Stage.SPLIT, 5)
    metrics.done(Stage.SPLIT, Outcome.PASSED, 2)
    during = unaccounted(metrics, Stage.SPLIT)
    metrics.done(Stage.SPLIT, Outcome.EMPTY)
    metrics.done(Stage.SPLIT, Outcome.REJECTED)
    metrics.done(Stage.SPLIT, Outcome.REPEATED)
    metrics.ended(Stage.SPLIT)

    assert during == 0
    assert unaccounted(metrics, Stage.SPLIT) == 0


def test_a_record_without_an_outcome_is_unaccounted_for_once_its_batch_ended(metrics: Metrics) -> None:
    metrics.begun(Stage.ENRICH, 3)
    metrics.done(Stage.ENRICH, Outcome.PASSED, 2)
    metrics.ended(Stage.ENRICH)

    assert unaccounted(metrics, Stage.ENRICH) == 1
    assert unaccounted(metrics, Stage.SPLIT) == 0


def test_a_record_counted_twice_is_seen_too(metrics: Metrics) -> None:
    metrics.begun(Stage.DEDUPE, 1)
    metrics.done(Stage.DEDUPE, Outcome.PASSED, 2)
    metrics.ended(Stage.DEDUPE)

    assert unaccounted(metrics, Stage.DEDUPE) == -1


def test_time_taken_is_counted_for_its_stage_only(metrics: Metrics) -> None:
    metrics.took(Stage.ENRICH, 0.002)

    def count(stage: Stage) -> float | None:
        return metrics.registry.get_sample_value("dateline_stage_duration_seconds_count", {"stage": stage.value})

    assert (count(Stage.SPLIT), count(Stage.ENRICH)) == (0, 1)


def test_two_workers_in_one_process_share_nothing() -> None:
    first, second = Metrics(), Metrics(CollectorRegistry())
    first.articles.inc()

    assert second.registry.get_sample_value("dateline_articles_total") == 0


def test_the_scrape_is_text_that_prometheus_parses(metrics: Metrics, port: int) -> None:
    metrics.read.labels(Stage.SPLIT).inc(3)
    status, text = get(port, "/metrics")
    samples = {
        (sample.name, sample.labels.get("stage")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }

    assert status == 200
    assert samples["dateline_records_read_total", "split"] == 3
    assert samples["process_resident_memory_bytes", None] > 1_000_000
    assert not any(name.endswith("_created") for name, _ in samples)


@pytest.mark.parametrize("path", ["/ready", "/live"])
def test_a_probe_answers_with_its_reason(path: str, port: int, answers: Answers) -> None:
    yes = get(port, path)
    answers.ready = answers.live = (False, "no partition yet")

    assert yes[0] == 200
    assert get(port, path) == (503, "no partition yet\n")


def test_another_path_is_not_found_and_says_what_there_is(port: int) -> None:
    status, text = get(port, "/")

    assert status == 404
    assert "/metrics" in text


def test_a_taken_port_is_an_os_error(metrics: Metrics, port: int) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(metrics, "127.0.0.1", port, ready=lambda: (True, ""), live=lambda: (True, ""))


def test_close_frees_the_port(metrics: Metrics) -> None:
    server, port = serve(metrics, "127.0.0.1", 0, ready=lambda: (True, ""), live=lambda: (True, ""))
    server.close()

    assert isinstance(server, MetricsServer)
    assert not server.thread.is_alive()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=2):
        pass
