"""The topics: all of them, as they must be, made once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from kafka.admin import ConfigResource, ConfigResourceType

from streams.cli import main
from streams.ops import connect, topics
from streams.ops.errors import OpsError
from streams.settings import Settings
from streams.topics import MIB, Names

pytestmark = pytest.mark.integration


def test_they_are_made_once_and_are_then_as_they_must_be(settings: Settings) -> None:
    first, second = topics.create(settings), topics.create(settings)

    assert len(first.created) == len(topics.wanted(settings)) > 250
    assert (second.created, second.present) == ((), len(first.created))
    assert topics.check(settings) == []


def test_two_that_create_at_once_both_succeed(settings: Settings) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(topics.create, [settings, settings]))

    assert topics.check(settings) == []
    assert max(len(one.created) for one in made) > 0


def test_limits_are_the_brokers_own(live: Settings) -> None:
    limits = topics.limits(live)
    names = Names(live.namespace)

    assert limits[names.alerts("RU")] == MIB
    assert limits[names.rejected(names.pages)] == 9 * MIB
    assert topics.max_bytes(live, names.pages) == limits[names.pages] > 8 * MIB


def test_a_topic_that_differs_is_named_and_stops_a_worker(live: Settings) -> None:
    names = Names(live.namespace)
    with connect.admin(live) as client:
        client.alter_configs(
            [ConfigResource(ConfigResourceType.TOPIC, names.enriched, {"retention.ms": "1000"})], incremental=True
        )
        client.delete_topics([names.alerts("FR")])
        client.create_topics({names.alerts("FR"): {"num_partitions": 3, "replication_factor": 1}})

    expected = {
        f"topic {names.enriched} has retention.ms=1000, not 3888000000",
        f"topic {names.alerts('FR')} has 3 partitions, not 1",
    }
    deadline = time.monotonic() + 20
    while not expected <= (wrong := set(topics.check(live))):  # a broker's metadata lags behind its answers
        assert time.monotonic() < deadline, wrong
        time.sleep(0.1)

    with pytest.raises(OpsError, match="dateline topics --check"):
        topics.limits(live)


def test_the_command_creates_checks_and_says_no(environment: dict[str, str]) -> None:
    runner = CliRunner(env=environment)

    absent = runner.invoke(main, ["topics", "--check"])
    made = runner.invoke(main, ["topics"])
    good = runner.invoke(main, ["topics", "--check"])

    assert (absent.exit_code, made.exit_code, good.exit_code) == (1, 0, 0)
    assert ".pages.raw is absent" in absent.stdout
    assert "0 differences" in good.stdout


def test_too_high_a_replication_is_told_in_one_line(settings: Settings) -> None:
    with pytest.raises(OpsError, match=r"did not create topic .*replicat") as error:
        topics.create(settings.model_copy(update={"replication": 3}))

    assert "\n" not in str(error.value)


def test_the_topics_of_a_namespace_can_be_deleted_but_never_the_live_ones(live: Settings) -> None:
    topics.delete(live)

    deadline = time.monotonic() + 20
    while len(topics.check(live)) < len(topics.wanted(live)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    with pytest.raises(OpsError, match="never deleted"):
        topics.delete(live.model_copy(update={"namespace": ""}))
