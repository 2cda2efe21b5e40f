"""The commands ``dateline replay`` and ``dateline lag``: their options and exit codes."""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import click

from streams.ops.console import EXIT_NO, EXIT_STOPPED, namespace_option, say, stopped_by_signals
from streams.settings import read_settings


@click.command()
@click.option("--from", "since", metavar="TIME|earliest", help="First arrival: 2h, 3d, 2026-11-20T08:00Z, or earliest.")
@click.option(
    "--to", "until", metavar="TIME|latest", default="latest", show_default=True, help="Arrival to stop before."
)
@click.option(
    "--offsets",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Instead of --from: JSON {"0": FIRST, "1": [FIRST, BEHIND_LAST]}, by partition of pages.raw.',
)
@click.option("--name", metavar="NAME", help="Of the replay and its topics.  [default: the time]")
@click.option("--keep", is_flag=True, help="Leave its topics for a look; otherwise they are removed.")
@click.option("--no-warm-up", is_flag=True, help="Begin with desks that know nothing of what came before.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, with every difference.")
@click.option(
    "--clean",
    is_flag=True,
    help="Remove the topics of replays that were killed or kept, or of --name; one that runs ends with an error.",
)
@namespace_option
def replay(
    since: str | None,
    until: str,
    offsets: Path | None,
    name: str | None,
    keep: bool,
    no_warm_up: bool,
    as_json: bool,
    clean: bool,
    namespace: str | None,
) -> int:
    """Take old pages through the chain again, apart from live, and compare the alerts.

    Exit code 0 if they are equal to live's, 1 if not. Live is only read. DATELINE_WITHOUT_TERMS=kenyan,nairobi says
    what would change if the country matcher did not know these.
    """
    from streams import log
    from streams.ops import replay as again
    from streams.ops.progress import screen
    from streams.ops.tail import moment

    settings = read_settings(namespace=namespace)
    if clean:
        removed = again.clean(settings, name)
        for one in removed:
            click.echo(f"removed {one.topics} topics {one.namespace}.…")
        if not removed:
            click.echo("no replay has left topics behind")
        return 0
    if (since is None) == (offsets is None):
        raise click.UsageError("give --from TIME, or --from earliest, or --offsets FILE")
    log.configure("error")
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    now = datetime.now(UTC)
    ask = again.Ask(
        since=None if since is None or since == "earliest" else moment(since, now),
        until=None if until == "latest" else moment(until, now),
        offsets=None if offsets is None else again.read_offsets(offsets),
    )
    with stopped_by_signals():
        name = name or now.strftime("%Y%m%d-%H%M%S")
        report = again.replay(settings, ask, name=name, warm=not no_warm_up, keep=keep, say=say)
        if as_json:
            click.echo(json.dumps(report.output(), ensure_ascii=False))
        else:
            screen().print(*report.lines(), sep="\n", soft_wrap=True)
        return 0 if report.diff.equal else EXIT_NO
    return EXIT_STOPPED


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a partition.")
@click.option(
    "--max", "most", type=click.IntRange(min=0), metavar="N", help="Exit code 1 if a partition's lag is above N."
)
@namespace_option
def lag(as_json: bool, most: int | None, namespace: str | None) -> int:
    """Say how far the workers are behind, by topic and partition."""
    from streams.ops import lag as reader

    rows = reader.lag(read_settings(namespace=namespace))
    for line in map(json.dumps, (row.output() for row in rows)) if as_json else reader.table(rows):
        click.echo(line)
    return EXIT_NO if most is not None and reader.above(rows, most) else 0
