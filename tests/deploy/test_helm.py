"""The Helm chart: what it renders is what a worker needs."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.settings import Settings

CHART = Path("deploy/helm")

needs_helm = pytest.mark.skipif(
    shutil.which("helm") is None, reason="helm is not on PATH: go install helm.sh/helm/v3/cmd/helm@v3.22.0"
)

BROKER = "broker=kafka-0.kafka:9092"


def helm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["helm", *arguments], capture_output=True, text=True, timeout=60, check=False)


def rendered(*settings: str) -> dict[str, dict[str, Any]]:
    """The chart's objects by kind."""
    options = [part for setting in (BROKER, *settings) for part in ("--set", setting)]
    result = helm("template", "news", str(CHART), *options)
    assert result.returncode == 0, result.stderr
    return {document["kind"]: document for document in yaml.safe_load_all(result.stdout) if document}


def environment(container: dict[str, Any]) -> dict[str, str]:
    return {variable["name"]: variable.get("value", "") for variable in container["env"]}


def test_the_chart_has_the_version_of_the_program() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]

    assert chart["appVersion"] == project["version"]


def test_its_settings_are_settings_of_the_program() -> None:
    values = yaml.safe_load((CHART / "values.yaml").read_text())

    assert set(values["settings"]) <= {f"DATELINE_{name.upper()}" for name in Settings.model_fields}


def test_its_rules_are_the_ones_of_the_compose_file() -> None:
    assert (CHART / "rules.yml").resolve() == Path("deploy/prometheus/rules.yml").resolve()


@needs_helm
def test_helm_finds_nothing_to_complain_about() -> None:
    result = helm("lint", "--strict", str(CHART), "--set", BROKER)

    assert result.returncode == 0, result.stdout + result.stderr


@needs_helm
def test_without_a_broker_it_says_what_is_missing() -> None:
    result = helm("template", "news", str(CHART))

    assert result.returncode != 0
    assert "say where Kafka is" in result.stderr


@needs_helm
def test_workers_have_stable_names_probes_and_time_to_stop() -> None:
    spec = rendered()["StatefulSet"]["spec"]["template"]["spec"]
    (container,) = spec["containers"]

    assert container["args"] == ["worker", "--name", "$(POD)"]
    assert environment(container)["DATELINE_BROKER"] == "kafka-0.kafka:9092"
    assert container["livenessProbe"]["httpGet"]["path"] == "/live"
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert container["ports"][0]["containerPort"] == Settings.model_fields["metrics_port"].default
    assert spec["terminationGracePeriodSeconds"] > Settings.model_fields["shutdown_grace"].default.total_seconds()


@needs_helm
def test_the_topics_are_made_with_the_settings_of_the_workers() -> None:
    objects = rendered("settings.DATELINE_NAMESPACE=trial")
    (topics,), (worker,) = (objects[kind]["spec"]["template"]["spec"]["containers"] for kind in ("Job", "StatefulSet"))

    assert topics["args"] == ["topics"]
    assert topics["image"] == worker["image"]
    assert environment(topics)["DATELINE_NAMESPACE"] == "trial"
    assert environment(topics).items() <= environment(worker).items()


@needs_helm
@pytest.mark.parametrize("kind", ["Job", "StatefulSet"])
def test_a_secret_is_mounted_and_never_in_the_environment(kind: str) -> None:
    spec = rendered("secret=kafka-login")[kind]["spec"]["template"]["spec"]
    (container,) = spec["containers"]

    assert {"name": "secret", "secret": {"secretName": "kafka-login", "defaultMode": 0o440}} in spec["volumes"]
    assert {"name": "secret", "mountPath": "/etc/dateline", "readOnly": True} in container["volumeMounts"]
    assert "PASSWORD" not in str(container["env"])


@needs_helm
def test_the_selectors_find_the_workers_and_not_the_topics_job() -> None:
    objects = rendered("monitoring=true")
    labels = {kind: objects[kind]["spec"]["template"]["metadata"]["labels"] for kind in ("Job", "StatefulSet")}
    selectors = [
        objects["StatefulSet"]["spec"]["selector"]["matchLabels"],
        objects["Service"]["spec"]["selector"],
        objects["PodMonitor"]["spec"]["selector"]["matchLabels"],
    ]

    for selector in selectors:
        assert selector.items() <= labels["StatefulSet"].items()
        assert not selector.items() <= labels["Job"].items()


@needs_helm
def test_the_alert_rules_arrive_unchanged() -> None:
    objects = rendered("monitoring=true")
    rules = yaml.safe_load(Path("deploy/prometheus/rules.yml").read_text())

    assert objects["PrometheusRule"]["spec"] == rules
    assert objects["PodMonitor"]["spec"]["jobLabel"] == "app.kubernetes.io/name"
    assert "PodMonitor" not in rendered()
