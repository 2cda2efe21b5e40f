"""The one place where a stage's failures end: data goes to its rejected topic, anything else ends the process.

In Faust an exception that leaves an agent acknowledges the batch, so nothing may
leave it: what is no fault of the data ends the process without a commit, and the
next process reads the batch again.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

import structlog
from aiokafka.errors import InvalidProducerEpoch, ProducerFenced

from schemas.rejected import Reason, Refused
from streams.delivery.message import Incoming, Outgoing

EXIT_FAIL_STOP = 70
EXIT_FENCED = 71
EXIT_SHUTDOWN_DEADLINE = 75

log = structlog.get_logger()

Transform = Callable[[Incoming], Sequence[Outgoing]]
"""One stage's work on one record; raises ``Refused`` for what can never pass."""
T = TypeVar("T")


def attempt(work: Callable[[Incoming], T], record: Incoming) -> T | Refused:
    """Run a stage on one record; a bug in it rejects the record instead of stopping every desk."""
    try:
        return work(record)
    except Refused as refused:
        return refused
    except Exception as error:
        log.exception("record failed", source=record.source)
        return Refused(Reason.BUG, f"{type(error).__name__}: {error}")


def exit_code(error: BaseException) -> int:
    """Return the exit code that tells an operator what ended the worker."""
    match error:
        case ProducerFenced() | InvalidProducerEpoch():
            return EXIT_FENCED
        case asyncio.CancelledError():
            return EXIT_SHUTDOWN_DEADLINE
        case _:
            return EXIT_FAIL_STOP


def fail_stop(stage: str, error: BaseException) -> NoReturn:
    """End the process at once, committing nothing."""
    code = exit_code(error)
    log.critical("fail-stop", stage=stage, exit_code=code, error=repr(error), exc_info=error)
    logging.shutdown()
    os._exit(code)
