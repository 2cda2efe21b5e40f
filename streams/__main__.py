"""The console script: quiet at a signal from its first line on, long before the command line is loaded."""

import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SERVICES = ("worker", "broker")
"""Commands that run until a signal ends them: it is no failure."""
SOON = 0.05
"""Seconds after which a signal that came in the middle of an import is given again."""


def main() -> None:
    """Load the command line and run it.

    A signal while it is loaded ends the process at once; one that comes later
    unwinds what runs, except a service's: until it has handlers of its own nothing
    of it runs that must be put in order.
    """
    _on_signals(_leave)
    _prepare_streams()
    from streams.cli import main as run

    try:
        if not _is_service():
            _on_signals(_unwind)
        run()
    except KeyboardInterrupt:
        sys.exit(_code(signal.SIGINT))
    finally:
        _on_signals(_leave)


def _prepare_streams() -> None:
    # The next file that is opened would take the number of one that is closed, and be written to as if it were it.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for the process's life
    # Programs read UTF-8, whatever the locale; of what a terminal can't show, the rest is better than nothing.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")


def _on_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup and a script's & have it
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    # Not by an exception: one that is raised in the middle of an import is not always let through.
    os._exit(_code(number))


def _unwind(number: int, frame: FrameType | None) -> None:
    if _is_importing(frame):  # commands load what only they need
        again = threading.Timer(SOON, os.kill, (os.getpid(), number))
        again.daemon = True
        again.start()
        return
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(_code(number))


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None


def _code(number: int) -> int:
    return 0 if _is_service() else 128 + number


def _is_service() -> bool:
    return sys.argv[1:2] != [] and sys.argv[1] in SERVICES


if __name__ == "__main__":
    main()
