"""What the README shows is what a reader can run."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.alert import Alert
from streams.settings import Settings
from tests.running import DATELINE, Worker, await_drained, publish, workers

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (Path(__file__).resolve().parents[2] / "Makefile").read_text()
    for target in set(re.findall(r"`make ([a-z-]+)`", README)):
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_the_alert_of_the_readme_is_what_a_run_over_its_two_reports_gives(tmp_path: Path) -> None:
    [shown] = [json.loads(block) for block in blocks("json") if '"dateline.alert/1"' in block]
    lines = (Path(__file__).parent / "quake.jsonl").read_text().splitlines(keepends=True)
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(line for line in lines if json.loads(line)["id"] in {"1-first", "7-toll"}))
    subprocess.run([DATELINE, "run", "--jsonl", pages, "--out", tmp_path], check=True, timeout=120)
    *_, last = (tmp_path / "alerts.jsonl").read_text().splitlines()

    assert json.loads(last) == shown
    assert json.loads(Alert.model_validate(shown).encode()) == shown


@pytest.mark.integration
def test_the_python_reader_of_the_readme_reads_alerts(live: Settings, tmp_path: Path) -> None:
    (snippet,) = [block for block in blocks("python") if "KafkaConsumer" in block]
    text = "LIMA - A flood killed nine people in the north of Peru on Monday, officials said."
    publish(live, [json.dumps({"text": text}).encode()])
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        await_drained(live)
        assert worker.end() == 0
    program = snippet.replace("localhost:9092", live.broker).replace('"alerts.pe"', f'"{live.namespace}.alerts.pe"')
    assert program != snippet
    reader = subprocess.Popen([sys.executable, "-u", "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        assert reader.stdout is not None
        line = reader.stdout.readline()
    finally:
        reader.kill()
        reader.wait()
        if reader.stdout is not None:
            reader.stdout.close()
    assert line.startswith("Alert 1 ")
    assert "flood killed nine" in line


def test_the_story_of_the_readme_is_what_a_run_gives(tmp_path: Path) -> None:
    pages = Path(__file__).parent / "quake.jsonl"
    subprocess.run([DATELINE, "run", "--jsonl", pages, "--out", tmp_path], check=True, timeout=120)
    decisions = [json.loads(line) for line in (tmp_path / "decisions.jsonl").read_text().splitlines()]
    shown = re.findall(r"^\| `(\d+-[a-z]+)` \| .*? \| (\w+) \|", README, re.MULTILINE)
    assert shown == [(decision["page"], decision["decision"]) for decision in decisions]
