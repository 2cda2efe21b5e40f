"""Alerts read back: where reading begins and ends, and what it leaves out."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result
from kafka import KafkaProducer

from schemas.alert import Alert, StoryCounts
from schemas.enriched import Severity
from streams.cli import main
from streams.ops import topics
from streams.settings import Settings
from streams.topics import Names

pytestmark = pytest.mark.integration

DATELINE = Path(sys.executable).parent / "dateline"
HOUR_MS = 3_600_000


def alert(country: str, headline: str, severity: Severity = "Moderate") -> Alert:
    return Alert(
        alert_id=headline, version=1, type="Alert", country=country, country_name=country, role="location", score=0.9,
        ambiguous=False, change=None, event=None, severity=severity, urgency="Unknown", certainty="Unknown",
        headline=headline, summary=(), language="en", event_time=None, first_published=None, last_published=None,
        quantities=(), other_countries=(), evidence=(), sources=(),
        story=StoryCounts(story_id="s_", articles=1, texts=1, publishers=1, origins=1),
    )  # fmt: skip


class Desk:
    """Writes alerts as the worker does: in transactions, stamped with their page's arrival."""

    def __init__(self, settings: Settings) -> None:
        self.names = Names(settings.namespace)
        self.client = KafkaProducer(bootstrap_servers=settings.broker, transactional_id=f"{settings.namespace}-test")
        self.client.init_transactions()

    def write(self, *alerts: Alert, hours_ago: int = 0, commit: bool = True) -> None:
        self.client.begin_transaction()
        stamp = round(time.time() * 1000) - hours_ago * HOUR_MS
        for one in alerts:
            self.client.send(self.names.alerts(one.country), one.encode(), timestamp_ms=stamp).get(timeout=20)
        if commit:
            self.client.commit_transaction()
        else:
            self.client.abort_transaction()


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Four countries are enough here, and quicker to make than all."""
    monkeypatch.setattr(topics, "country_names", lambda: {"KZ": "", "RU": "", "FR": ""})
    return settings


@pytest.fixture
def desk(live: Settings) -> Iterator[Desk]:
    made = Desk(live)
    yield made
    made.client.close()


def tail(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner(env=environment).invoke(main, ["tail", *arguments])


def headlines(result: Result) -> list[str]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [json.loads(line)["headline"] for line in result.stdout.splitlines()]


BOTH = ("ru", "KZ", "--json", "--until-end")


def test_what_is_printed_is_what_stands_on_the_topic(desk: Desk, environment: dict[str, str]) -> None:
    one = alert("KZ", "Überschwemmung")
    desk.write(one)

    result = tail(environment, "KZ", "--from-beginning", "--until-end", "--json")

    assert result.exit_code == 0
    assert result.stdout_bytes == one.encode() + b"\n"


def test_it_begins_where_it_is_told(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(alert("KZ", "old"), hours_ago=30)
    desk.write(alert("RU", "recent"), hours_ago=1)
    desk.write(alert("KZ", "now"))

    assert headlines(tail(environment, *BOTH, "--from-beginning")) == ["old", "recent", "now"]
    assert headlines(tail(environment, *BOTH, "--since", "2h")) == ["recent", "now"]
    assert headlines(tail(environment, *BOTH, "--since", "2000-01-01")) == ["old", "recent", "now"]
    assert headlines(tail(environment, *BOTH, "--since", "1960-01-01")) == ["old", "recent", "now"]
    assert headlines(tail(environment, *BOTH, "--offset", "1")) == ["now"]
    assert headlines(tail(environment, *BOTH, "--offset", "99")) == []
    assert headlines(tail(environment, *BOTH)) == []


def test_only_the_countries_asked_for_are_read(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(alert("KZ", "a"), alert("FR", "b"), alert("ZZ", "c"))

    assert headlines(tail(environment, "zz", "FR", "--from-beginning", "--until-end", "--json")) == ["b", "c"]


def test_kept_alerts_of_many_topics_come_by_arrival_and_each_topic_in_its_order(
    desk: Desk, environment: dict[str, str]
) -> None:
    for number in range(6):
        desk.write(alert(("KZ", "RU")[number % 2], f"{number}"), hours_ago=20 - number)
    desk.write(alert("KZ", "late page"), hours_ago=40)
    desk.write(alert("FR", "old"), hours_ago=50)

    told = headlines(tail(environment, "KZ", "RU", "FR", "--from-beginning", "--until-end", "--json"))

    assert told == ["old", "0", "1", "2", "3", "4", "late page", "5"]


def test_an_aborted_transaction_is_never_shown(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(alert("KZ", "torn"), commit=False)
    desk.write(alert("KZ", "whole"))
    desk.write(alert("KZ", "torn too"), commit=False)

    assert headlines(tail(environment, *BOTH, "--from-beginning")) == ["whole"]


def test_what_is_less_severe_is_left_out_and_does_not_count(desk: Desk, environment: dict[str, str]) -> None:
    levels: tuple[Severity, ...] = ("Minor", "Severe", "Unknown", "Extreme", "Moderate")
    for level in levels:
        desk.write(alert("KZ", level, level))

    severe = tail(environment, *BOTH, "--from-beginning", "--min-severity", "severe")
    first = tail(environment, "KZ", "--from-beginning", "--json", "--min-severity", "Moderate", "--limit", "2")

    assert headlines(severe) == ["Severe", "Extreme"]
    assert headlines(first) == ["Severe", "Extreme"]


def test_a_timeout_says_no_when_too_few_came(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(alert("KZ", "one"))
    begin = ("KZ", "--from-beginning", "--json", "--timeout")

    assert tail(environment, *begin, "10", "--limit", "1").exit_code == 0
    assert tail(environment, *begin, "1", "--limit", "2").exit_code == 1
    assert tail(environment, *begin, "1").exit_code == 0
    assert tail(environment, "RU", "--json", "--timeout", "0.5").exit_code == 1


def test_a_record_that_is_no_alert_is_told_and_passed_over(desk: Desk, environment: dict[str, str]) -> None:
    desk.client.begin_transaction()
    desk.client.send(desk.names.alerts("KZ"), b"scribble").get(timeout=20)
    desk.client.commit_transaction()
    desk.write(alert("KZ", "good"))

    result = tail(environment, *BOTH, "--from-beginning")

    assert headlines(result) == ["good"]
    assert "offset 0 is no alert" in result.stderr


def test_without_topics_it_says_what_to_do(settings: Settings, environment: dict[str, str]) -> None:
    result = tail(environment, "KZ", "--until-end")

    assert result.exit_code == 2
    assert "alerts.kz is absent" in result.stderr
    assert "dateline topics" in result.stderr


def test_live_it_prints_at_once_and_ends_by_a_signal(desk: Desk, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [DATELINE, "tail", "KZ"], env=os.environ | environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    seen: list[str] = []
    reader = threading.Thread(target=_collect, args=(process.stdout, seen))
    reader.start()
    try:
        # It reads what comes after its start, and only it knows when that was: so write until it shows.
        for number in itertools.count():
            desk.write(alert("KZ", f"headline {number}", "Severe"))
            if seen or number == 100:
                break
            time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.wait(20)
    finally:
        process.kill()
        reader.join(20)
        process.communicate()

    assert process.returncode == 0
    assert "KZ" in seen[0]
    assert "SEVERE" in seen[0]
    assert "headline" in seen[0]


def test_a_reader_that_has_seen_enough_is_no_error(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(*(alert("KZ", "long " * 200) for _ in range(200)))  # more than a pipe holds

    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{DATELINE} tail KZ --from-beginning --until-end --json | head -n 1"],
        env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_a_reader_that_has_gone_ends_the_wait_for_the_next_alert(desk: Desk, environment: dict[str, str]) -> None:
    desk.write(alert("KZ", "one"), alert("KZ", "two"))

    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{DATELINE} tail KZ --from-beginning | head -n 1"],
        env=os.environ | environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def _collect(lines: IO[str], into: list[str]) -> None:
    for line in lines:  # seen while it grows
        into.append(line)
