"""What every command shares: its exit codes, one-line errors, an orderly end at a signal."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import click

from streams.ops.errors import OpsError
from streams.settings import SettingsError

EXIT_NO = 1
"""The answer is no."""
EXIT_USAGE = 2
"""Usage, or something is not reachable."""
EXIT_SOME_BAD = 3
"""Some input was bad, the rest was done."""
EXIT_FAIL_STOP = 70
"""What should go on ended by itself."""
EXIT_STOPPED = 130
"""Stopped from the keyboard."""
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Commands(click.Group):
    """A group in which every error that a user can make is one line on standard error."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; a reader of its output that has seen enough is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - as click has it
        """Run the command line and leave with its exit code."""
        try:
            code = super().main(*args, **extra | {"prog_name": "dateline", "standalone_mode": False})
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "dateline"
            fail(f"{error.format_message().rstrip('.')} (see '{path} --help')")
        except (click.ClickException, SettingsError) as error:
            fail(error.format_message() if isinstance(error, click.ClickException) else str(error))
        except OpsError as error:
            fail(str(error), error.exit_code)
        except click.Abort:
            sys.exit(EXIT_STOPPED)
        except OSError as error:  # a full disk, a folder that can't be written
            fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(code if isinstance(code, int) else 0)


def say(line: str) -> None:
    """Tell something on standard error."""
    click.echo(f"dateline: {line}", err=True)


def fail(line: str, code: int = EXIT_USAGE) -> NoReturn:
    """Say what is wrong and leave."""
    say(line)
    sys.exit(code)


class Stopped(BaseException):
    """A signal asked the command to end."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """End the block when a signal asks for it; further signals don't disturb its clean-up."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    except Stopped:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


namespace_option = click.option("--namespace", metavar="NS", help="Prefix of the topics; empty for live.")
