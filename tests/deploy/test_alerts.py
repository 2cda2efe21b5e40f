"""The alert rules: each fires when it should, keeps silent when it should, and leads to a page that helps."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.grafana import panels
from streams.cli import main

DEPLOY = Path("deploy")
RULES = DEPLOY / "prometheus" / "rules.yml"
RULE_TESTS = DEPLOY / "prometheus" / "rules.test.yml"

needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool is not on PATH: apt-get install prometheus"
)


def rules() -> dict[str, dict[str, Any]]:
    """Alert rules by name."""
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"] if "alert" in rule}


def cases(alert: str) -> list[dict[str, Any]]:
    """The promtool tests that ask about one alert."""
    tests: list[dict[str, Any]] = yaml.safe_load(RULE_TESTS.read_text())["tests"]
    return [test for test in tests if any(case["alertname"] == alert for case in test["alert_rule_test"])]


def promtool(*arguments: str, where: Path = RULES.parent) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["promtool", *arguments], cwd=where, capture_output=True, text=True, timeout=60, check=False)


@needs_promtool
def test_the_rules_do_what_their_cases_say() -> None:
    result = promtool("test", "rules", RULE_TESTS.name)

    assert result.returncode == 0, result.stdout + result.stderr


def test_what_an_alert_reads_was_recorded_before_it_in_its_group() -> None:
    for group in yaml.safe_load(RULES.read_text())["groups"]:
        recorded: set[str] = set()
        for rule in group["rules"]:
            assert set(re.findall(r"\w+:\w+:\w+", rule["expr"])) <= recorded, rule.get("alert", rule.get("record"))
            recorded |= {rule["record"]} if "record" in rule else set()


@needs_promtool
def test_prometheus_takes_the_configuration_with_its_rules() -> None:
    result = promtool("check", "config", "prometheus.yml")

    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 rule files found" in result.stdout


@needs_promtool
@pytest.mark.parametrize("constant", ["vector(0) > 1", "vector(1) > 0"], ids=["never fires", "always fires"])
@pytest.mark.parametrize("alert", rules())
def test_the_cases_of_an_alert_notice_when_its_condition_is_gone(alert: str, constant: str, tmp_path: Path) -> None:
    document = yaml.safe_load(RULES.read_text())
    for group in document["groups"]:
        for rule in group["rules"]:
            if rule.get("alert") == alert:
                rule["expr"] = constant
    (tmp_path / RULES.name).write_text(yaml.safe_dump(document))
    (tmp_path / RULE_TESTS.name).write_text(
        yaml.safe_dump({"rule_files": [RULES.name], "evaluation_interval": "15s", "tests": cases(alert)})
    )

    assert promtool("test", "rules", RULE_TESTS.name, where=tmp_path).returncode != 0


@pytest.mark.parametrize("alert", rules())
def test_each_alert_has_a_case_that_fires_and_one_that_does_not(alert: str) -> None:
    asked = [case for test in cases(alert) for case in test["alert_rule_test"] if case["alertname"] == alert]

    assert any(case.get("exp_alerts") for case in asked)
    assert any(not case.get("exp_alerts") for case in asked)


@pytest.mark.parametrize("alert", rules())
def test_each_alert_leads_to_its_heading_in_the_runbook(alert: str) -> None:
    file, _, anchor = rules()[alert]["annotations"]["runbook"].partition("#")
    headings = re.findall(r"^## (.+)$", Path(file).read_text(), re.MULTILINE)

    assert alert in headings
    assert anchor == alert.lower()


def test_the_runbook_has_no_heading_of_an_alert_that_is_gone() -> None:
    assert re.findall(r"^## (.+)$", (DEPLOY / "RUNBOOK.md").read_text(), re.MULTILINE) == list(rules())


def test_the_runbook_names_only_commands_and_options_that_there_are() -> None:
    said = re.findall(r"`dateline ([a-z]+)([^`]*)`", (DEPLOY / "RUNBOOK.md").read_text())

    assert said
    for name, arguments in said:
        options = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", arguments)) <= options


@pytest.mark.parametrize("alert", rules())
def test_each_alert_has_a_severity_and_a_wait(alert: str) -> None:
    rule = rules()[alert]

    assert rule["labels"]["severity"] in {"warning", "critical"}
    assert rule["for"]


@pytest.mark.parametrize(
    ("alert", "limit"),
    [
        ("DatelineLagGrows", panels.LAG_LIMIT),
        ("DatelineCommitsStall", panels.COMMIT_AGE_LIMIT),
        ("DatelineRejectedRatio", panels.REJECTED_LIMIT),
    ],
)
def test_the_red_lines_of_the_dashboard_are_the_limits_of_the_alerts(alert: str, limit: float) -> None:
    assert re.search(rf"> {limit}\b", rules()[alert]["expr"])
