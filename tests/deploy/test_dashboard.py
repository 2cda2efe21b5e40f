"""The dashboard: what is checked in is what the code builds, and each query asks for what a worker tells."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from grafana_foundation_sdk.models.dashboard import Dashboard

from deploy.grafana import pipeline
from streams.metrics import Metrics
from tests.deploy.promql import filled, parse, selectors

RULES = Path("deploy/prometheus/rules.yml")
PROVISIONING = Path("deploy/grafana/provisioning")

BOARD: dict[str, Any] = json.loads(pipeline.JSON_FILE.read_text())
PANELS: list[dict[str, Any]] = [panel for panel in BOARD["panels"] if panel["type"] != "row"]


def rules() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


def queries() -> Iterator[tuple[str, str]]:
    """Every query of the dashboard and of the rules, with a name for the report."""
    for panel in PANELS:
        for target in panel["targets"]:
            yield f"{panel['title']} {target['refId']}", target["expr"]
    for rule in rules():
        yield rule.get("alert") or rule["record"], rule["expr"]


QUERIES = dict(queries())


@pytest.fixture(scope="module")
def told() -> dict[str, list[dict[str, str]]]:
    """What Prometheus has of a worker: the label sets of each series, by name."""
    metrics = Metrics()
    for by_partition in (metrics.lag, metrics.committed):
        by_partition.labels("pages.raw", 0).set(0)
    for by_desk in (metrics.restore_seconds, metrics.kept_entries):
        by_desk.labels(0).set(0)
    series: dict[str, list[dict[str, str]]] = {"up": [{}]}
    for family in metrics.registry.collect():
        for sample in family.samples:
            series.setdefault(sample.name, []).append(sample.labels)
    for rule in rules():
        if "record" in rule:
            series[rule["record"]] = [{}]
    scraped = {"job": "dateline", "instance": "127.0.0.1:9100"}
    return {name: [labels | scraped for labels in found] for name, found in series.items()}


def test_what_is_checked_in_is_what_the_code_builds() -> None:
    assert pipeline.JSON_FILE.read_text() == pipeline.build(), "run: .venv/bin/python -m deploy.grafana.pipeline"


def test_grafana_s_own_model_reads_it() -> None:
    board = Dashboard.from_json(BOARD)

    assert board.title == "Pipeline"
    assert len(board.panels or []) == len(BOARD["panels"])


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_each_panel_says_what_it_shows(panel: dict[str, Any]) -> None:
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert panel["targets"]
    assert all(target["legendFormat"] for target in panel["targets"])


def test_ids_and_titles_are_unique() -> None:
    ids = [panel["id"] for panel in BOARD["panels"]]
    titles = [panel["title"] for panel in PANELS]

    assert len(set(ids)) == len(ids)
    assert len(set(titles)) == len(titles)


def test_no_panel_lies_on_another_or_beside_the_grid() -> None:
    places = [panel["gridPos"] for panel in BOARD["panels"]]

    assert all(place["x"] + place["w"] <= 24 for place in places)
    for one, other in combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above


def test_every_panel_and_query_reads_the_provisioned_source() -> None:
    (source,) = yaml.safe_load((PROVISIONING / "datasources" / "prometheus.yml").read_text())["datasources"]
    wanted = {"type": source["type"], "uid": source["uid"]}

    for panel in PANELS:
        assert panel["datasource"] == wanted
        assert all(target["datasource"] == wanted for target in panel["targets"])


def test_grafana_reckons_with_the_scrape_interval_of_prometheus() -> None:
    (source,) = yaml.safe_load((PROVISIONING / "datasources" / "prometheus.yml").read_text())["datasources"]
    scrape = yaml.safe_load(Path("deploy/prometheus/prometheus.yml").read_text())["global"]["scrape_interval"]

    assert source["jsonData"]["timeInterval"] == scrape


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_asks_for_series_that_a_worker_has(name: str, told: dict[str, list[dict[str, str]]]) -> None:
    asked = list(selectors(parse(filled(QUERIES[name]))))

    assert asked or QUERIES[name] == "vector(0)"
    for metric, matched in asked:
        assert metric in told, f"no worker and no rule tells {metric}"
        equal = {label: value for label, value in matched.items() if "|" not in value}
        assert any(equal.items() <= labels.items() for labels in told[metric]), f"{metric} has no series with {equal}"
        for label, value in matched.items():
            values = {labels.get(label) for labels in told[metric]}
            assert set(value.split("|")) <= values, f"{metric} has no {label} {value}"


def test_a_query_for_what_no_worker_tells_is_noticed(told: dict[str, list[dict[str, str]]]) -> None:
    asked = list(selectors(parse(filled('sum(rate(dateline_recrods_total{stage="split"}[$__rate_interval])) / 2'))))

    assert asked == [("dateline_recrods_total", {"stage": "split"})]
    assert asked[0][0] not in told
