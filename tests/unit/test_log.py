import json
import logging

import pytest
import structlog

from streams import log


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
