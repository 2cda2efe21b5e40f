"""How far a long step is, how fast it goes and how long it will take: a bar on a terminal, else a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn
from rich.text import Text

from streams.ops.spans import span

EVERY_SECONDS = 5.0
"""Between two lines off a terminal."""


def remaining(done: int, total: int, seconds: float) -> str:
    """Return rate and time left as they read: ``412/s, 1 min 12 s left``; empty before anything is done."""
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = round(max(total - done, 0) / rate)
    shown = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
    return f"{shown}, {span(left)} left"


class _Pace(TextColumn):
    def render(self, task: Task) -> Text:
        return Text(remaining(int(task.completed), int(task.total or 0), task.elapsed or 0.0))


@contextmanager
def pace(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function that is told of so many more done.

    Args:
        label: what is being done, ``pages``.
        total: how many there are; nothing is shown for none.
    """
    console = Console(stderr=True, highlight=False, markup=False)
    if console.is_terminal:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
            _Pace(""),
            console=console,
            transient=True,
            disable=total == 0,
        ) as progress:
            task = progress.add_task(label, total=total)
            yield lambda amount: progress.advance(task, amount)
        return
    begun = said = time.monotonic()
    done = 0

    def advance(amount: int) -> None:
        nonlocal done, said
        done += amount
        now = time.monotonic()
        if now - said >= EVERY_SECONDS:
            said = now
            click.echo(f"dateline: {label}: {done:,} of {total:,}, {remaining(done, total, now - begun)}", err=True)

    yield advance
