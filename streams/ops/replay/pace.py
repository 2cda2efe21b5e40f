"""How far a long step is, how fast it goes and how long it will take: a bar on a terminal, else a line now and then."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn
from rich.text import Text

from streams.ops.spans import span

WINDOW_SECONDS = 30.0
EVERY_SECONDS = 5.0
"""Between two lines off a terminal."""


class Speed:
    """Measures the rate of the last half minute; the first record stands for getting started and does not count."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def text(self, done: int, total: int, now: float) -> str:
        """Return rate and time left as they read, ``412/s, 1 min 12 s left``; empty before anything can be said.

        Args:
            done: so far.
            total: in all.
            now: seconds by a monotonic clock.
        """
        if not done:
            return ""
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > WINDOW_SECONDS:
            self._seen.popleft()
        begun, before = self._seen[0]
        if done == before or now == begun:
            return ""
        rate = (done - before) / (now - begun)
        shown = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
        return f"{shown}, {span(round(max(total - done, 0) / rate))} left"


class _Pace(TextColumn):
    def __init__(self) -> None:
        super().__init__("")
        self._speed = Speed()

    def render(self, task: Task) -> Text:
        return Text(self._speed.text(int(task.completed), int(task.total or 0), time.monotonic()))


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
            _Pace(),
            console=console,
            transient=True,
            disable=total == 0,
        ) as progress:
            task = progress.add_task(label, total=total)
            yield lambda amount: progress.advance(task, amount)
        return
    said = time.monotonic()
    done, speed = 0, Speed()

    def advance(amount: int) -> None:
        nonlocal done, said
        done += amount
        now = time.monotonic()
        if done == amount:
            speed.text(done, total, now)
            said = now
        elif now - said >= EVERY_SECONDS:
            said = now
            click.echo(f"dateline: {label}: {done:,} of {total:,}, {speed.text(done, total, now)}", err=True)

    yield advance
