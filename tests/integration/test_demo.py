"""The demo as a new user runs it."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from streams.ops import connect
from streams.ops.broker import cluster_at
from streams.settings import Settings

pytestmark = pytest.mark.integration

DATELINE = Path(sys.executable).parent / "dateline"
OUTCOMES = (
    *("  Alert  ", "  Update 2  ", "  Cancel 2  ", "changed: toll up", "independent source"),
    *("exact copy", "near copy", "truncated copy", "rejected: invalid-shape", "no article in it"),
)
SUMMARY = ("pages ", "articles ", "alerts ", "duplicates ", "rejected ", "metrics ", "topics ")


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, str]:
    """An environment without any setting, whose passing files are seen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {"TMPDIR": str(tmp_path)}


def demo(environment: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [DATELINE, "demo", *options], env=environment, capture_output=True, text=True, timeout=200, check=False
    )


def processes_in(folder: Path) -> list[int]:
    """Return whoever works in a folder or names it on its command line."""
    found = []
    for process in psutil.process_iter():
        try:
            named = any(str(folder) in word for word in process.cmdline())
            if named or any(str(folder) in file.path for file in process.open_files()):
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


def test_it_shows_every_kind_of_outcome_and_leaves_nothing(clean: dict[str, str], tmp_path: Path) -> None:
    done = demo(clean)

    assert done.returncode == 0, done.stderr
    for outcome in OUTCOMES:
        assert outcome in done.stdout, done.stdout
    for row in SUMMARY:
        assert re.search(rf"^{row}", done.stdout, re.MULTILINE), row
    assert "starting Apache Kafka" in done.stderr
    assert processes_in(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_it_uses_the_kafka_that_is_given_and_tidies_up_there(
    settings: Settings, clean: dict[str, str], tmp_path: Path
) -> None:
    done = demo(clean | {"DATELINE_BROKER": settings.broker})

    assert done.returncode == 0, done.stderr
    assert f"Kafka at {settings.broker}" in done.stdout
    assert list(tmp_path.iterdir()) == []
    with connect.admin(settings) as client:
        deadline = time.monotonic() + 20
        while any(topic.startswith("demo-") for topic in client.list_topics()):
            assert time.monotonic() < deadline
            time.sleep(0.2)
    assert cluster_at(settings.broker, timeout_ms=2000)


@pytest.mark.slow
def test_kept_it_goes_on_running_until_it_is_stopped_as_it_says(clean: dict[str, str], tmp_path: Path) -> None:
    done = demo(clean, "--keep")
    stop = re.search(r"kill ([\d ]+)", done.stdout)
    assert stop, done.stdout + done.stderr
    pids = [int(pid) for pid in stop.group(1).split()]
    try:
        url = re.search(r"http://\S+/metrics", done.stdout)
        assert url
        with urllib.request.urlopen(url.group(), timeout=10) as answer:
            assert b"dateline_records_total" in answer.read()
        where = re.search(r"DATELINE_BROKER=(\S+)", done.stdout)
        assert where
        told = subprocess.run(
            [DATELINE, "tail", "MZ", "--from-beginning", "--until-end"],
            env=clean | {"DATELINE_BROKER": where.group(1)}, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert "Cancel 2" in told.stdout
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
        _, alive = psutil.wait_procs([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], timeout=30)
        for process in alive:
            process.kill()

    assert alive == []


def test_stopped_in_the_middle_it_leaves_nothing(clean: dict[str, str], tmp_path: Path) -> None:
    process = subprocess.Popen([DATELINE, "demo"], env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "starting a worker" in line:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert process.returncode == 130
    assert processes_in(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
