"""The commands that need no Kafka, and what every command says to a mistake."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli import main
from streams.ops import connect
from streams.ops.console import stopped_by_signals

PAGE = """Storm floods streets of Almaty

ALMATY, Kazakhstan - Two people were killed when a storm flooded streets of Almaty on Monday, Kazakhstan's emergency
ministry said. Schools in the city stay closed on Tuesday."""


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address that nobody listens on."""
    monkeypatch.setattr(connect, "BOOTSTRAP_MS", 500)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{held.getsockname()[1]}"
        monkeypatch.setenv("DATELINE_BROKER", address)
        yield address


def dateline(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def is_one_line(result: Result, *words: str) -> None:
    """Fail unless the command ended as a user's mistake should."""
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    [line] = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert line.startswith("dateline: ")
    for word in words:
        assert word in line


def write(path: Path, *pages: dict[str, str] | str) -> Path:
    path.write_text("".join((page if isinstance(page, str) else json.dumps(page)) + "\n" for page in pages))
    return path


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("tail", "--help")])
def test_help_is_to_be_had(arguments: tuple[str, ...]) -> None:
    assert "Usage: " in dateline(*arguments).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bogus",), ("No such command 'bogus'", "dateline --help")),
        (("tail", "--bogus"), ("--bogus", "dateline tail --help")),
        (("tail", "QQ"), ("unknown country 'QQ'", "alpha-2")),
        (("tail", "--since", "soon"), ("'soon'", "2h")),
        (("tail", "--since", "2h", "--offset", "1"), ("exclude each other",)),
        (("tail", "--min-severity", "awful"), ("--min-severity", "severe")),
        (("worker", "guess"), ("guess", "dedupe")),
        (("publish",), ("FILE|DIR",)),
        (("publish", "/nowhere/at/all"), ("/nowhere/at/all does not exist",)),
        (("explain",), ("FILE", "--jsonl")),
        (("explain", "/nowhere/at/all"), ("/nowhere/at/all does not exist",)),
        (("explain", "--jsonl", "/nowhere/at/all"), ("can't read /nowhere/at/all", "No such file")),
        (("run", "--jsonl", "/", "--out", "x"), ("can't read /", "directory")),
        (("run", "--jsonl", "-"), ("--out",)),
        (("broker", "--port", "99999"), ("--port", "99999")),
    ],
)
def test_a_mistake_is_told_in_one_line(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    is_one_line(dateline(*arguments), *words)


@pytest.mark.parametrize("command", [("topics",), ("topics", "--check"), ("worker",), ("tail", "KZ"), ("publish",)])
def test_a_kafka_that_does_not_answer_is_told_in_one_line(
    nobody: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    files = [write(tmp_path / "a.txt", PAGE)] if command == ("publish",) else []

    is_one_line(dateline(*command, *files), f"no Kafka answers at {nobody}", "dateline broker", "DATELINE_BROKER")


@pytest.mark.parametrize(
    ("protocol", "advice"),
    [
        ("PLAINTEXT", "DATELINE_SECURITY_PROTOCOL"),
        ("SSL", "DATELINE_TLS_"),
        ("SASL_PLAINTEXT", "DATELINE_SASL_USERNAME, the password"),
    ],
)
def test_a_port_that_is_open_but_refuses_is_told_apart_from_a_closed_one(
    monkeypatch: pytest.MonkeyPatch, protocol: str, advice: str
) -> None:
    monkeypatch.setattr(connect, "BOOTSTRAP_MS", 500)
    monkeypatch.setenv("DATELINE_SECURITY_PROTOCOL", protocol)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(100)
        address = f"127.0.0.1:{held.getsockname()[1]}"
        monkeypatch.setenv("DATELINE_BROKER", address)

        is_one_line(dateline("topics"), f"{address} takes connections", f"over {protocol}", advice)


@pytest.mark.parametrize(
    ("name", "value"), [("DATELINE_BROKER", "localhost"), ("DATELINE_BROKR", "x:1"), ("DATELINE_REPLICATION", "many")]
)
def test_a_wrong_setting_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    is_one_line(dateline("topics"), name)


def test_a_password_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
    monkeypatch.setenv("DATELINE_SASL_USERNAME", "me")
    monkeypatch.setenv("DATELINE_SASL_PASSWORD_FILE", str(tmp_path / "secret"))

    is_one_line(dateline("topics"), "DATELINE_SASL_PASSWORD_FILE", "secret")


def test_a_taken_port_a_foreign_folder_and_a_missing_java_stop_the_broker_before_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").touch()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = str(held.getsockname()[1])
        is_one_line(dateline("broker", "--port", port, "--data", tmp_path / "new"), f"port {port} is taken", "--port")
    is_one_line(dateline("broker", "--port", "0", "--data", tmp_path), "is no broker's folder")
    is_one_line(dateline("broker", "--port", "0", "--data", tmp_path / "letter.txt"), "can't use the folder")
    monkeypatch.setenv("DATELINE_JAVA", "/nowhere/java")
    is_one_line(dateline("broker", "--port", "0", "--data", tmp_path / "new"), "DATELINE_JAVA", "/nowhere/java")


def test_explain_json_gives_the_same_line_for_a_file_and_for_its_jsonl(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    line = json.dumps({"text": PAGE}, separators=(",", ":"))

    by_file = dateline("explain", "--json", tmp_path / "a.txt")
    by_line = dateline("explain", "--jsonl", write(tmp_path / "a.jsonl", line))
    by_stdin = dateline("explain", "--jsonl", "-", stdin=line)

    assert by_file.exit_code == by_line.exit_code == 0
    assert by_file.stdout == by_line.stdout == by_stdin.stdout
    [article] = json.loads(by_file.stdout)["articles"]
    assert article["title"] == "Storm floods streets of Almaty"
    assert "KZ" in [country["iso2"] for country in article["countries"] if country["focus"]]


def test_explain_takes_a_text_as_one_article_when_told(tmp_path: Path) -> None:
    glued = write(tmp_path / "a.txt", PAGE, "", PAGE.replace("Almaty", "Astana").replace("Two", "Five"))

    result = dateline("explain", "--json", "--article", glued)

    assert len(json.loads(result.stdout)["articles"]) == 1


def test_explain_for_eyes_frames_articles_and_underlines_without_colours_off_a_terminal(tmp_path: Path) -> None:
    result = dateline("explain", write(tmp_path / "a.txt", PAGE))

    assert result.exit_code == 0
    assert "article 1 of 1" in result.stdout
    assert "KZ Kazakhstan" in result.stdout
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    [place] = [number for number, line in enumerate(lines) if line.startswith("│ ALMATY, Kazakhstan")]
    assert lines[place + 1].index("~~~~~~~~~~") == lines[place].index("Kazakhstan")


def test_explain_shows_nothing_that_commands_a_terminal(tmp_path: Path) -> None:
    result = dateline("explain", write(tmp_path / "a.txt", PAGE.replace("Two people", "\x1b[2JTwo \x07people\u202e")))

    assert "[2JTwo  people" in result.stdout
    assert not set("\x1b\x07\u202e") & set(result.stdout)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"\x00 \n", "empty"), (b"x" * (2 * 1024 * 1024 + 1), "too-large")]
)
def test_explain_says_why_a_page_can_never_pass(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)

    result = dateline("explain", tmp_path / "a.txt")

    assert result.exit_code == 3
    assert reason in result.stderr


def test_bulk_explain_goes_on_after_a_bad_line_and_says_so_in_its_exit_code(tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", {"id": "1", "text": PAGE}, "no json", "", {"id": "3", "text": PAGE})

    result = dateline("explain", "--jsonl", lines)

    assert result.exit_code == 3
    first, bad, last = map(json.loads, result.stdout.splitlines())
    assert (first["id"], last["id"]) == ("1", "3")
    assert bad == {"id": None, "line": 2, "articles": [], "error": "invalid-json"}


def test_run_writes_three_files_and_says_what_came_of_it(tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", {"id": "1", "text": PAGE}, {"id": "2", "text": PAGE})

    result = dateline("run", "--jsonl", lines, "--out", tmp_path / "out" / "deep")

    assert result.exit_code == 0
    assert "2 pages, 2 articles, 1 alerts" in result.stdout
    assert "1 exact, 1 new" in result.stdout
    decisions = [json.loads(line) for line in (tmp_path / "out/deep/decisions.jsonl").read_text().splitlines()]
    assert [(one["page"], one["decision"]) for one in decisions] == [("1", "new"), ("2", "exact")]
    [alert] = [json.loads(line) for line in (tmp_path / "out/deep/alerts.jsonl").read_text().splitlines()]
    assert alert["alert_id"] == decisions[0]["alert_id"]
    assert len((tmp_path / "out/deep/articles.jsonl").read_text().splitlines()) == 2


def test_run_sorts_by_time_only_when_told(tmp_path: Path) -> None:
    late = {"id": "late", "text": PAGE, "published_at": "2026-03-02T00:00:00Z"}
    early = {"id": "early", "text": PAGE, "published_at": "2026-03-01T00:00:00Z"}
    lines = write(tmp_path / "in.jsonl", late, early)

    def order(*options: str) -> list[str]:
        assert dateline("run", "--jsonl", lines, "--out", tmp_path / "out", *options).exit_code == 0
        return [json.loads(line)["page"] for line in (tmp_path / "out/decisions.jsonl").read_text().splitlines()]

    assert order() == ["late", "early"]
    assert order("--sort", "published_at") == ["early", "late"]


def test_run_keeps_a_desks_whole_memory_when_told(tmp_path: Path) -> None:
    first = {"id": "1", "text": PAGE, "published_at": "2024-03-01T00:00:00Z"}
    years_later = {"id": "2", "text": PAGE.replace("Two", "Some"), "published_at": "2026-02-01T00:00:00Z"}
    lines = write(tmp_path / "in.jsonl", first, years_later)

    def stories(*options: str) -> int:
        assert dateline("run", "--jsonl", lines, "--out", tmp_path / "out", *options).exit_code == 0
        decisions = (tmp_path / "out/decisions.jsonl").read_text().splitlines()
        return len({json.loads(line)["story_id"] for line in decisions})

    assert stories("--no-expiry") == 1
    assert stories() == 2


def test_run_says_that_its_folder_is_a_file(tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", {"text": PAGE})

    is_one_line(dateline("run", "--jsonl", lines, "--out", lines), "can't write to the folder", "in.jsonl")


def test_a_run_over_bad_lines_ends_with_3_and_does_the_rest(tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", "no json", {"id": "2", "text": PAGE})

    result = dateline("run", "--jsonl", lines, "--out", tmp_path / "out")

    assert result.exit_code == 3
    assert "1 of 2 lines can't be read" in result.stderr
    assert "1 articles" in result.stdout


def test_signals_end_a_block_once_and_are_handed_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stopped_by_signals():
        signal.raise_signal(signal.SIGTERM)
        raise AssertionError("the signal came too late")

    assert signal.getsignal(signal.SIGTERM) == before


def test_a_file_without_a_page_is_said_to_have_none(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")

    done = dateline("explain", empty)

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"dateline: {empty}: no page in it\n")
