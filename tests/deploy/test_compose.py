"""The containers: parsed, held against what the program really takes, and, as far as that goes, run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.cli import main
from streams.metrics import Metrics, serve
from streams.ops.broker import PROPERTIES
from streams.settings import Settings

DEPLOY = Path("deploy")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, continued lines joined, comments left out."""
    lines = [line for line in (DEPLOY / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in text.splitlines() if line.strip()]


def environment_of(service: str) -> dict[str, Any]:
    return dict(SERVICES[service].get("environment", {}))


def test_the_services_are_the_ones_that_are_needed() -> None:
    assert set(SERVICES) == {"kafka", "topics", "worker", "prometheus", "grafana"}


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_waits_for_exists_and_can_be_waited_for(service: str) -> None:
    waits = SERVICES[service].get("depends_on", {})
    for other in waits:
        assert other in SERVICES
        condition = waits[other]["condition"] if isinstance(waits, dict) else "service_started"
        if condition == "service_healthy":
            assert "test" in SERVICES[other]["healthcheck"]
        if condition == "service_completed_successfully":
            assert "restart" not in SERVICES[other]


@pytest.mark.parametrize("service", SERVICES)
def test_images_of_others_are_pinned(service: str) -> None:
    definition = SERVICES[service]

    assert "build" in definition or re.fullmatch(r"[a-z/]+:v?\d+\.\d+\.\d+", definition["image"])


@pytest.mark.parametrize("service", SERVICES)
def test_ports_are_open_to_this_machine_only(service: str) -> None:
    for port in SERVICES[service].get("ports", []):
        assert port.startswith("127.0.0.1:")


@pytest.mark.parametrize("service", SERVICES)
def test_files_that_are_mounted_exist(service: str) -> None:
    for mount in SERVICES[service].get("volumes", []):
        source = mount.split(":")[0]
        if source.startswith("."):
            assert (DEPLOY / source).exists()
        else:
            assert source in COMPOSE["volumes"]


@pytest.mark.parametrize("service", ["topics", "worker"])
def test_the_program_takes_the_settings_it_is_given(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from_image = dict(
        pair.split("=", 1) for kind, rest in instructions() if kind == "ENV" for pair in shlex.split(rest)
    )
    given = {name: str(value) for name, value in (from_image | environment_of(service)).items() if "DATELINE" in name}
    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings()

    assert given.keys() <= known
    assert settings.broker == "kafka:9092"
    assert settings.metrics_host == "0.0.0.0"


def test_the_broker_is_told_what_the_program_counts_on() -> None:
    kafka = environment_of("kafka")
    advertised = dict(part.split("://") for part in kafka["KAFKA_ADVERTISED_LISTENERS"].split(","))

    assert kafka["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert advertised["INSIDE"] == environment_of("worker")["DATELINE_BROKER"]
    assert SERVICES["kafka"]["ports"] == [f"127.0.0.1:{advertised['OUTSIDE'].split(':')[1]}:9094"]
    assert kafka["KAFKA_LOG_DIRS"] == SERVICES["kafka"]["volumes"][0].split(":")[1]


def test_the_broker_is_set_up_as_the_one_that_the_tests_run_on() -> None:
    tested = dict(line.split("=", 1) for line in PROPERTIES.splitlines())
    given = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): str(value)
        for name, value in environment_of("kafka").items()
    }
    of_the_place = {name for name in given if "listener" in name or name in {"controller.quorum.voters", "log.dirs"}}

    assert given.keys() <= tested.keys()
    assert {name: given[name] for name in given.keys() - of_the_place} == {
        name: tested[name] for name in given.keys() - of_the_place
    }


@pytest.mark.parametrize("service", ["topics", "worker"])
def test_the_program_has_the_command_that_a_service_runs(service: str) -> None:
    definition = SERVICES[service]
    command = definition["command"][0] if "command" in definition else definition["entrypoint"][-1].split()[2]

    assert command in main.commands


def test_prometheus_scrapes_the_port_that_the_image_exposes() -> None:
    scrape = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]
    (found,) = (config["dns_sd_configs"][0] for config in scrape if config["job_name"] == "dateline")

    assert found["names"][0] in SERVICES
    assert str(found["port"]) in dict(instructions())["EXPOSE"]
    assert found["port"] == Settings.model_fields["metrics_port"].default


def test_grafana_finds_its_dashboard_where_it_is_mounted() -> None:
    (provider,) = yaml.safe_load((DEPLOY / "grafana/provisioning/dashboards/dateline.yml").read_text())["providers"]
    mounts = dict(mount.split(":")[1::-1] for mount in SERVICES["grafana"]["volumes"])
    home = Path(environment_of("grafana")["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])

    assert provider["options"]["path"] in mounts
    assert (DEPLOY / mounts[str(home.parent)] / home.name).exists()


def test_a_worker_has_longer_to_stop_than_it_asks_for() -> None:
    seconds = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))

    assert seconds > Settings.model_fields["shutdown_grace"].default.total_seconds()


def test_a_worker_goes_by_its_container_s_name() -> None:
    """The entrypoint's shell line, run with ``echo`` in place of the program."""
    shell, flag, line = SERVICES["worker"]["entrypoint"]
    asked = line.replace("$$", "$").replace("exec dateline", "exec echo dateline")
    said = subprocess.run([shell, flag, asked], capture_output=True, text=True, timeout=10, check=True).stdout
    host = subprocess.run(["hostname"], capture_output=True, text=True, timeout=10, check=True).stdout

    assert said.split() == ["dateline", "worker", "--name", host.strip()]


def test_everything_that_the_image_copies_is_there_and_reaches_the_builder() -> None:
    let_in = {
        line.removeprefix("!")
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = [name for kind, rest in instructions() if kind == "COPY" and "--from" not in rest for name in rest.split()]
    sources = {name for name in copied if not name.startswith(".")}

    assert sources == let_in
    assert all(Path(name).exists() for name in sources)


def test_the_image_runs_the_program_as_nobody_in_particular() -> None:
    kinds = dict(instructions())

    assert kinds["ENTRYPOINT"] == '["dateline"]'
    assert kinds["USER"] != "root"
    assert 'dateline = "streams.__main__:main"' in Path("pyproject.toml").read_text()


def test_the_health_check_asks_what_the_worker_answers() -> None:
    """The check's own Python, against a real server: 0 while it is alive, not 0 when it is not."""
    check = next(rest for kind, rest in instructions() if kind == "HEALTHCHECK")
    _, flag, code = yaml.safe_load(check[check.index("[") :])
    alive = [True]
    server, port = serve(
        Metrics(), "127.0.0.1", 0, ready=lambda: (False, "not ready"), live=lambda: (alive[0], "as the test says")
    )
    try:
        command = [sys.executable, flag, code.replace(":9100", f":{port}")]
        healthy = subprocess.run(command, capture_output=True, timeout=30, check=False).returncode
        alive[0] = False
        sick = subprocess.run(command, capture_output=True, timeout=30, check=False).returncode
    finally:
        server.close()

    assert healthy == 0
    assert sick != 0
