"""What the commands show while they work: steps and bars on standard error, results on standard output."""

import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

QUIET_SECONDS = 1.0
"""What takes less shows no bar."""


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Tell the caller, as a plain write does; rich would end the program with exit code 1."""
        raise BrokenPipeError


def screen() -> Console:
    """Return standard output: coloured on a terminal only."""
    return _Screen(highlight=False, emoji=False, markup=False)


def tell(console: Console, *lines: str | Text, style: str = "") -> None:
    """Print lines: wrapped between words on a terminal, whole elsewhere."""
    for line in lines:
        console.print(line, style=style or None, soft_wrap=not console.is_terminal)


def is_read() -> bool:
    """Say whether standard output has a reader, as far as it is a pipe or a terminal that can tell."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # none, closed, or no file
        return True
    if not hasattr(select, "poll"):
        return True
    asked = select.poll()
    asked.register(descriptor, 0)
    return not any(state & (select.POLLERR | select.POLLHUP) for _, state in asked.poll(0))


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being waited for: a spinner on a terminal, else a line each."""
    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_terminal:
        yield lambda step: click.echo(f"dateline: {step} …", err=True)
        return
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    ) as progress:
        task = progress.add_task("")
        yield lambda step: progress.update(task, description=f"{step} …")


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Give a function that advances a bar by so many bytes; no bar off a terminal, nor for what is quick."""
    console = Console(stderr=True, highlight=False, markup=False)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = progress.add_task(label, total=total)
    begun = time.monotonic()

    def advance(amount: int) -> None:
        progress.advance(task, amount)
        if not progress.live.is_started and time.monotonic() - begun > QUIET_SECONDS:
            progress.start()

    try:
        yield advance
    finally:
        progress.stop()
