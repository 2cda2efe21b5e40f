import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from streams import log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Hand the root logger back: what was captured is closed after the test."""
    root, quiet = logging.getLogger(), logging.getLogger("trafilatura.utils")
    handlers, level, quiet_level = root.handlers[:], root.level, quiet.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    quiet.setLevel(quiet_level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_one_json_line_without_the_variables_of_its_frames(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.reset_defaults()
    log.configure("info")
    password = "hunter2"
    try:
        int("broken")
    except ValueError:
        structlog.get_logger().exception("record failed", source="pages.raw:0:1", length=len(password))
    structlog.get_logger().debug("too quiet")
    logging.getLogger("aiokafka").warning("from a library")
    ours, theirs = lines(capsys)
    assert (ours["event"], ours["source"], ours["level"]) == ("record failed", "pages.raw:0:1", "error")
    assert "broken" in json.dumps(ours["exception"])
    assert password not in json.dumps(ours)
    assert (theirs["event"], theirs["logger"]) == ("from a library", "aiokafka")
    structlog.reset_defaults()


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the clock stand still."""
    monkeypatch.setattr("time.time", lambda: seconds)  # to Python 3.12 this is a record's time
    monkeypatch.setattr("time.time_ns", lambda: round(seconds * 10**9))


def library() -> logging.Logger:
    """Set logging up anew, on what is captured, and return a library's logger."""
    structlog.reset_defaults()
    log.configure("info")
    return logging.getLogger("aiokafka")


def test_what_a_library_repeats_passes_once_in_a_while_with_the_number_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at(monkeypatch, 1000)
    aiokafka = library()
    for node in range(60):
        aiokafka.error("can't connect to node %s", node)
    aiokafka.error("something else")
    logging.getLogger("aiokafka.other").error("can't connect to node %s", 1)
    at(monkeypatch, 1000 + log.REPEAT_SECONDS)
    aiokafka.error("can't connect to node %s", 7)
    aiokafka.error("something else")

    assert [(line["event"], line["logger"], line.get("left_out")) for line in lines(capsys)] == [
        ("can't connect to node 0", "aiokafka", None),
        ("something else", "aiokafka", None),
        ("can't connect to node 1", "aiokafka.other", None),
        ("can't connect to node 7", "aiokafka", 59),
        ("something else", "aiokafka", None),
    ]


def test_what_is_critical_has_a_traceback_or_is_our_own_is_never_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    aiokafka = library()
    for _ in range(3):
        aiokafka.critical("the end")
        aiokafka.error("it broke", exc_info=ValueError("why"))
        structlog.get_logger().warning("ours")

    assert [line["event"] for line in lines(capsys)] == ["the end", "it broke", "ours"] * 3
    structlog.reset_defaults()


def test_the_forms_that_are_remembered_are_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    aiokafka = library()
    aiokafka.error("first")
    for number in range(log.MOST_FORMS):
        aiokafka.error(f"about {chr(0x4E00 + number)}")
    aiokafka.error("first")

    assert [line["event"] for line in lines(capsys)].count("first") == 2


def test_a_name_that_is_used_twice_is_hinted_at(capsys: pytest.CaptureFixture[str]) -> None:
    aiokafka = library()
    aiokafka.warning("Heartbeat failed: local member_id was not recognized; resetting and re-joining group")
    aiokafka.warning("Heartbeat failed for group %s: generation id is not current.", "dateline")

    first, second = lines(capsys)
    assert "another worker of this name" in str(first["hint"])
    assert "hint" not in second


def test_a_page_that_trafilatura_cannot_read_is_told_by_its_rejection_alone(capsys: pytest.CaptureFixture[str]) -> None:
    aiokafka = library()
    logging.getLogger("trafilatura.utils").error("parsed tree length: 0, wrong data type or not valid HTML")
    aiokafka.error("another library")

    assert [line["event"] for line in lines(capsys)] == ["another library"]
