"""Lag on the real broker, before and after a worker."""

import json
import subprocess
from pathlib import Path

import pytest

from streams.ops.errors import OpsError
from streams.ops.lag import lag
from streams.settings import Settings
from streams.topics import Names
from tests.integration.test_replay import ZAMBIAN, by_demonym
from tests.running import DATELINE, Worker, await_drained, publish, read_topic, workers

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]


def asked(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [str(DATELINE), "lag", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_lag_counts_what_is_unread_and_its_age_and_ends_when_a_worker_has_read_it(
    live: Settings, environment: dict[str, str], tmp_path: Path
) -> None:
    names = Names(live.namespace)
    publish(live, [by_demonym(headline, *more) for headline, more in ZAMBIAN.items()])
    before = [json.loads(line) for line in asked(environment, "--json").stdout.splitlines()]
    above, within = asked(environment, "--max", "0"), asked(environment, "--max", str(len(ZAMBIAN)))
    with workers(Worker(live, tmp_path / "worker.log", environment={"DATELINE_WITHOUT_TERMS": "zambian"})):
        await_drained(live)
    after = lag(live)

    assert [(line["topic"], line["partition"]) for line in before] == [
        (topic, number) for topic in (names.pages, names.articles, names.enriched) for number in range(4)
    ]
    assert sum(line["lag"] for line in before) == sum(line["end"] for line in before) == len(ZAMBIAN)
    assert all(line["group"] == names.group and line["committed"] is None for line in before)
    assert all((line["age_seconds"] is not None and line["age_seconds"] >= 0) == (line["lag"] > 0) for line in before)
    assert (above.returncode, within.returncode) == (1, 0)
    assert "no worker has committed anything yet" in within.stdout
    assert sum(row.end for row in after) >= 3 * len(ZAMBIAN)
    assert all(row.lag == 0 and row.age_seconds is None for row in after)
    # The worker was told not to know the demonym by which alone the pages say where it was.
    assert not read_topic(live, names.alerts("ZM"))
    assert read_topic(live, names.alerts("ZZ"))


def test_lag_of_a_namespace_without_topics_is_told_in_one_line(settings: Settings) -> None:
    with pytest.raises(OpsError, match="dateline topics"):
        lag(settings)
