"""Logging: one JSON line an event on standard error; short phrases, data in fields."""

import logging
import re
import sys
import threading

import structlog
import structlog.tracebacks

# Without the frames' variables: a password could be one of them.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)
)
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
REPEAT_SECONDS = 5.0
"""Of lines of one form that a library says again and again, one passes in this time."""
MOST_FORMS = 500
"""Forms that are remembered at once."""
_NUMBER = re.compile(r"\d+")
_NOT_A_MEMBER = "Heartbeat failed: local member_id was not recognized"  # aiokafka
_HINT = "another worker of this name is in the group, or this one stood still for longer than its session"


def configure(level: str) -> None:
    """Send structlog and the libraries' own logging to standard error.

    Args:
        level: least level of Dateline's own lines; libraries speak from warning on.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _TRACEBACKS,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.processors.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(allow=("left_out", "hint")),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _TRACEBACKS,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.addFilter(_Repeats())
    logging.getLogger("trafilatura.utils").setLevel(logging.CRITICAL)  # of pages that are rejected with their reason
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)


class _Repeats(logging.Filter):
    """Passes one line of a form in ``REPEAT_SECONDS``; the next one says how many were left out.

    A form is a logger's message, whatever numbers it has. What is critical or has a
    traceback always passes; Dateline's own lines don't come this way.
    """

    def __init__(self) -> None:
        super().__init__()
        self._passed: dict[tuple[str, str], tuple[float, int]] = {}  # when one passed, and how many have not since
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether it passes."""
        if record.levelno >= logging.CRITICAL or record.exc_info:
            return True
        try:
            form = record.name, _NUMBER.sub("0", record.getMessage())
        except (TypeError, ValueError):  # its arguments don't fit: the handler tells of it
            return True
        with self._lock:
            passed, left_out = self._passed.pop(form, (-REPEAT_SECONDS, 0))
            if 0 <= record.created - passed < REPEAT_SECONDS:
                self._passed[form] = passed, left_out + 1
                return False
            self._passed[form] = record.created, 0
            if len(self._passed) > MOST_FORMS:
                del self._passed[next(iter(self._passed))]
        if left_out:
            record.left_out = left_out
        if form[1].startswith(_NOT_A_MEMBER):
            record.hint = _HINT
        return True
