"""``dateline …``: the commands, their options and exit codes; what they do is in ``ops``, ``engine`` and ``app``.

Each command imports what it needs when it runs, so that ``--help`` is quick. A
command of another module joins by one ``main.add_command`` at the end.
"""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from streams.ops.commands import lag, replay
from streams.ops.console import (
    EXIT_FAIL_STOP,
    EXIT_NO,
    EXIT_SOME_BAD,
    EXIT_STOPPED,
    Commands,
    fail,
    namespace_option,
    say,
    stopped_by_signals,
)
from streams.settings import read_settings

if TYPE_CHECKING:
    from streams.domain.enrich.entities import Namer
    from streams.ops.sources import Source, Unusable
    from streams.settings import Settings


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="dateline %(version)s")
def main() -> None:
    """Scraped news pages in, one alert per event and country out, on Kafka.

    Kafka is at DATELINE_BROKER (host:port[,host:port], default localhost:9092).
    """
    logging.getLogger("kafka").setLevel(logging.CRITICAL)


@main.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=9092, show_default=True, help="0 takes a free one.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Folder that keeps the data.  [default: one of the user's]"
)
def broker(port: int, data: Path | None) -> int:
    """Run a single-node Apache Kafka in the foreground."""
    from streams.ops.broker import LocalBroker, default_data
    from streams.ops.kafka_jars import KAFKA_VERSION
    from streams.ops.progress import steps

    local = LocalBroker(data or default_data(), port=port)
    with stopped_by_signals():
        with steps() as step:
            local.say = step
            local.start()
        try:
            click.echo(f"Apache Kafka {KAFKA_VERSION} answers at {local.address}, data in {local.data}")
            status = local.wait()
            how = f"exit status {status}" if status >= 0 else f"signal {-status}"
            fail(f"Apache Kafka ended by itself ({how}): {local.last_words()} (log: {local.log})", EXIT_FAIL_STOP)
        finally:
            local.stop()
    return 0


@main.command()
@click.option("--check", is_flag=True, help="Change nothing; say what differs. Exit code 1 if anything does.")
@namespace_option
def topics(check: bool, namespace: str | None) -> int:
    """Create the topics that are absent, and verify all."""
    from streams.ops import topics as registry
    from streams.ops.progress import steps

    settings = read_settings(namespace=namespace)
    count = len(registry.wanted(settings))
    with steps() as step:
        step(f"asking {settings.broker}")
        created = 0 if check else len(registry.create(settings).created)
        wrong = registry.check(settings)
    for line in wrong:
        click.echo(line)
    summary = f"{count} topics at {settings.broker}: {created} created, {count - created - len(wrong)} as they were"
    if check:
        summary = f"{count} topics at {settings.broker}: {len(wrong)} differences"
    click.echo(summary)
    return EXIT_NO if wrong else 0


@main.command()
@click.argument("stages", nargs=-1, type=click.Choice(["split", "enrich", "dedupe"]))
@click.option("--name", metavar="NAME", help="Stable name, unique in the group.  [default: DATELINE_WORKER_NAME]")
@click.option("--metrics-port", type=int, metavar="N", help="0 takes a free one and prints it.  [default: 9100]")
@namespace_option
def worker(stages: tuple[str, ...], name: str | None, metrics_port: int | None, namespace: str | None) -> int:
    """Run a worker with all stages, or those named."""
    from streams.ops.topics import limits

    settings = read_settings(worker_name=name, metrics_port=metrics_port, namespace=namespace)
    sizes = limits(settings)
    from streams.app import run_worker

    try:
        return run_worker(settings, stages, limits=sizes)
    except OSError as error:
        place = f"{settings.metrics_host}:{settings.metrics_port}"
        fail(f"can't listen on {place} ({error.strerror}): set --metrics-port or DATELINE_METRICS_HOST")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|- ...")
@namespace_option
def publish(paths: tuple[str, ...], namespace: str | None) -> int:
    """Publish pages: .txt and .html are one page a file, .jsonl is one a line, - is standard input."""
    from streams.ops import sources
    from streams.ops.progress import bar
    from streams.ops.publish import publish as send
    from streams.topics import Names

    settings = read_settings(namespace=namespace)
    files = sources.files(paths)
    with bar("publishing", sources.size(files)) as advance:
        done = send(settings, _pages(files), complain=say, advance=advance)
    total = done.acknowledged + done.refused
    topic = Names(settings.namespace).pages
    click.echo(f"{done.acknowledged:,} of {total:,} pages acknowledged by {settings.broker} on {topic}")
    return EXIT_SOME_BAD if done.refused else 0


@main.command()
@click.argument("countries", nargs=-1, metavar="[CC]...")
@click.option("--from-beginning", is_flag=True, help="From the first alert that is kept.")
@click.option("--since", metavar="TIME", help="From that time on: 30m, 2h, 3d, or 2026-11-20T08:00Z.")
@click.option("--offset", type=click.IntRange(min=0), metavar="N", help="From this offset of each topic.")
@click.option("--until-end", is_flag=True, help="Stop at what is there now.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N alerts.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="S",
    help="Stop after S seconds; exit code 1 if fewer than --limit alerts, or none, had come.",
)
@click.option(
    "--min-severity",
    type=click.Choice(["Minor", "Moderate", "Severe", "Extreme"], case_sensitive=False),
    help="Leave out what is less severe.",
)
@click.option("--json", "as_json", is_flag=True, help="Each alert's JSON, one a line.")
@namespace_option
def tail(
    countries: tuple[str, ...],
    from_beginning: bool,
    since: str | None,
    offset: int | None,
    until_end: bool,
    limit: int | None,
    timeout: float | None,
    min_severity: Any,  # noqa: ANN401 - a Severity, by click's choice
    as_json: bool,
    namespace: str | None,
) -> int:
    """Print alerts of these countries, or of all, as they come."""
    from streams.ops import show
    from streams.ops import tail as reader
    from streams.ops.progress import is_read, screen, tell

    if sum((from_beginning, since is not None, offset is not None)) > 1:
        raise click.UsageError("--from-beginning, --since and --offset exclude each other")
    settings = read_settings(namespace=namespace)
    desks = reader.desks(countries)
    start = reader.Start(from_beginning, reader.moment(since, datetime.now(UTC)) if since else None, offset)
    stop = reader.Stop(limit, until_end, timeout)
    count, console = 0, screen()
    with stopped_by_signals():
        found = reader.tail(
            settings,
            desks,
            start=start,
            stop=stop,
            min_severity=min_severity or "Unknown",
            complain=say,
            is_read=is_read,
        )
        for one in found:
            count += 1
            if as_json:
                sys.stdout.buffer.write(one.value + b"\n")
                sys.stdout.buffer.flush()
            else:
                tell(console, *show.lines(one))
    return EXIT_NO if timeout is not None and count < (limit or 1) else 0


@main.command()
@click.argument("file", required=False, metavar="[FILE|-]")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a page.")
@click.option("--jsonl", "lines", metavar="IN", help="Bulk: a page a line in, a line of JSON out; - is standard input.")
@click.option("--article", "whole", is_flag=True, help="Take each text as one article.")
def explain(file: str | None, as_json: bool, lines: str | None, whole: bool) -> int:
    """Say offline what split and enrich make of a text, with the evidence marked."""
    from streams.engine import explain_lines, explain_value
    from streams.ops import frame, sources
    from streams.ops.progress import screen

    if (file is None) == (lines is None):
        raise click.UsageError("give one FILE, or - for standard input, or --jsonl IN")
    failed, namer = False, _namer(read_settings())
    if lines is not None:
        with _open(lines) as handle:
            for one in explain_lines(handle, whole=whole, namer=namer):
                failed |= one.error is not None
                click.echo(json.dumps(one.output(), ensure_ascii=False))
        return EXIT_SOME_BAD if failed else 0
    number = 0
    for number, source in enumerate(_pages(sources.files([str(file)])), start=1):
        if isinstance(source, sources.Unusable):
            fail(f"{source.where}: {source.why}")
        one = explain_value(source.value, line=number, whole=whole, namer=namer)
        failed |= one.error is not None
        if as_json:
            click.echo(json.dumps(one.output(), ensure_ascii=False))
        elif one.error is not None:
            say(f"{source.where}: {one.error.reason}: {one.error.detail}")
        else:
            frame.show(one, screen())
    if not number:
        say(f"{file}: no page in it")
    return EXIT_SOME_BAD if failed else 0


@main.command()
@click.option("--jsonl", "lines", required=True, metavar="IN", help="A page a line; - is standard input.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder for what comes of it."
)
@click.option("--article", "whole", is_flag=True, help="Take each text as one article.")
@click.option("--no-expiry", is_flag=True, help="Keep every desk's whole memory.")
@click.option(
    "--sort", type=click.Choice(["published_at"]), help="Order the pages first; otherwise file order is input."
)
def run(lines: str, out: Path, whole: bool, no_expiry: bool, sort: str | None) -> int:
    """Run the whole chain offline; writes articles.jsonl, decisions.jsonl and alerts.jsonl."""
    from streams.domain.dedupe import DeskRules
    from streams.engine import run_lines
    from streams.ops.progress import bar

    settings = read_settings()
    rules = DeskRules(copy_window=settings.copy_window, story_window=settings.story_window, expire=not no_expiry)
    namer = _namer(settings)
    with _open(lines) as handle, bar("running", None if lines == "-" else Path(lines).stat().st_size) as advance:
        try:
            counts = run_lines(
                _counted(handle, advance), out, rules=rules, whole=whole, by_time=sort is not None, namer=namer
            )
        except OSError as error:
            fail(f"can't write to the folder {out}: {error.strerror or error}")
    decided = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(counts.decisions.items()))
    click.echo(f"{counts.pages:,} pages, {counts.articles:,} articles, {counts.alerts:,} alerts in {out}")
    click.echo(f"decisions: {decided or 'none'}")
    if counts.failed:
        say(f"{counts.failed:,} of {counts.pages:,} lines can't be read; articles.jsonl says why")
    return EXIT_SOME_BAD if counts.failed else 0


@main.command()
@click.option("--keep", is_flag=True, help="Leave everything running.")
def demo(keep: bool) -> int:
    """Start a Kafka (unless DATELINE_BROKER is set), publish sample pages, print the alerts."""
    from streams.ops.demo import demo as show_off
    from streams.ops.progress import screen

    with stopped_by_signals():
        show_off(read_settings(), own_broker="DATELINE_BROKER" not in os.environ, keep=keep, screen=screen())
        return 0
    return EXIT_STOPPED


def _pages(files: list[Path]) -> Iterator["Source | Unusable"]:
    from streams.ops import sources

    for file in files:
        yield from sources.read(file, sys.stdin.buffer)


def _namer(settings: "Settings") -> "Namer | None":
    from streams.ner import load_namer

    return load_namer() if settings.ner else None


@contextmanager
def _open(path: str) -> Iterator[Any]:
    """Open a file of lines, ``-`` for standard input."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        handle = Path(path).open("rb")  # noqa: SIM115 - only what opening raises is ours to tell
    except OSError as error:
        fail(f"can't read {path}: {error.strerror}")
    with handle:
        yield handle


def _counted(lines: Any, advance: Callable[[int], None]) -> Iterator[bytes]:  # noqa: ANN401 - any iterable of bytes
    for line in lines:
        yield line
        advance(len(line))


main.add_command(replay)
main.add_command(lag)
