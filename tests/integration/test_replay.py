"""Replays of one live, made with three workers, a kill, repeats and rejects, on the real broker."""

import json
import os
import secrets
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.partitioner.default import murmur2

from schemas.alert import Alert
from schemas.enriched import EnrichedArticle
from streams.domain.dedupe import DeskRules
from streams.domain.stages import enrich_article, split_page
from streams.engine import DeskSet, Key
from streams.ops import connect, topics
from streams.ops.broker import LocalBroker
from streams.ops.errors import OpsError
from streams.ops.replay import Ask, clean, namespace_of, replay
from streams.ops.replay.live import key_of
from streams.settings import Settings
from streams.topics import PARTITIONS, Names
from tests.load import pages
from tests.running import DATELINE, Worker, await_drained, publish, read_topic, told, workers

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

BAD = (b"\xff\xfe not text", b"{", b'{"text": " "}')
ZAMBIAN = {
    "Zambian miners blocked the road to a smelter": (
        "The strike began when a pay offer was withdrawn on Friday. Lorries with copper plates now stand in a queue of"
        " four kilometres, and their drivers sleep in the cabins.",
        "A union leader told the crowd that work would not start again before a new contract was signed.",
    ),
    "Zambian judges rejected a claim about election posters": (
        "The party had said that its pictures were torn down at night by council workers with ladders. The ruling was"
        " read aloud for an hour.",
        "Lawyers for the council called the case a waste of paper and asked for their fees.",
    ),
    "Zambian farmers asked for cheaper seed after the dry season": (
        "Maize prices have doubled since the rains failed in January. Many families now eat one meal a day, a bishop"
        " wrote in a letter that was read in churches.",
        "Traders from the valley offered beans and groundnuts instead, which ripen earlier.",
    ),
}
"""What only a demonym says where it was: headline and text."""


FERRY = """Ferry runs aground in Malta

A ferry ran aground in Malta early on Sunday with sixty people on board, and boats took them off one by one.

The harbour master of Valletta said that the rudder had failed. Malta has two more ferries of the same type.
"""


def by_demonym(headline: str, *more: str) -> bytes:
    """Make a page of its own that says where it was in its first words."""
    text = "\n\n".join((headline, f"{headline} on Monday, and hundreds came to look.", *more))
    return json.dumps({"id": headline, "url": f"https://site.example/{len(headline)}", "text": text}).encode()


@pytest.fixture(scope="module")
def lived(broker: LocalBroker, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A live that was run by three workers, one of them killed; its enrich repeated itself, its desks rejected some."""
    settings = Settings(broker=broker.address, namespace=f"lived-{secrets.token_hex(3)}")
    folder = tmp_path_factory.mktemp("lived")
    topics.create(settings)
    made = [*pages("wire", 140, seed=41, copies=0.4), *pages("seed", 25, seed=42), *BAD]
    made += [by_demonym(headline, *more) for headline, more in ZAMBIAN.items()]
    made += [
        by_demonym(
            "Zambian ministers spoke about a dam",
            "The government of Botswana sent engineers to the meeting, and Botswana wants half of the power.",
            "In Botswana the plan was first drawn forty years ago. Nobody could say who would pay for the turbines.",
        )
    ]
    half = len(made) // 2
    publish(settings, made[:half])
    with workers(*(Worker(settings, folder / f"{name}.log", name) for name in ("one", "two", "three"))) as crew:
        crew[1].await_ready()
        time.sleep(0.5)
        crew[1].end(signal.SIGKILL)
        publish(settings, made[half:])
        crew[1].start()
        await_drained(settings)
        _repeat(settings)
        _reject_first(settings)
        for worker in crew:
            worker.await_ready()
            assert worker.end() == 0
    return settings


def _repeat(settings: Settings) -> None:
    """Write what an enrich that was killed writes once more, and what no desk can take."""
    names = Names(settings.namespace)
    with connect.producer(settings, max_bytes=1024 * 1024) as client:
        for record in read_topic(settings, names.enriched)[::9]:
            client.send(
                names.enriched,
                record.value,
                key=record.key,
                headers=list(record.headers),
                timestamp_ms=record.timestamp,
            )
        client.send(names.enriched, b"nonsense", key=b"FR")
        client.flush(timeout=30)


def _reject_first(settings: Settings) -> None:
    """Let the desks reject the second of two equal texts at its first place, before the first of them comes."""
    names = Names(settings.namespace)
    first, second = (
        json.dumps({"id": name, "url": f"https://{name}.example/", "text": FERRY}).encode()
        for name in ("first", "second")
    )
    number = int(murmur2(b"second") & 0x7FFFFFFF) % PARTITIONS
    offset = sum(record.partition == number for record in read_topic(settings, names.pages))
    offset += int(murmur2(b"first") & 0x7FFFFFFF) % PARTITIONS == number
    (item,) = split_page(second, position=(number, offset)).articles
    (record,) = enrich_article(item)
    with connect.producer(settings, max_bytes=1024 * 1024) as client:
        place = partition_of(record.country)
        client.send(names.enriched, record.encode(), key=b"XX", partition=place).get(timeout=30)
    publish(settings, [first], keys=[b"first"])
    await_drained(settings)
    publish(settings, [second], keys=[b"second"])
    await_drained(settings)
    (rejected,) = [one for one in read_topic(settings, names.rejected(names.enriched)) if one.key == b"XX"]
    assert dict(rejected.headers)["dateline-reason"] == b"invalid-key"
    assert key_of(rejected.value) in {
        key_of(one.value) for one in read_topic(settings, names.enriched) if one.key != b"XX"
    }


def ends(settings: Settings) -> dict[str, int]:
    """Return how far every topic of a namespace goes, and what its group committed."""
    with connect.admin(settings) as client:
        parts = [
            TopicPartition(topic.name, number)
            for topic in topics.wanted(settings)
            for number in range(topic.partitions)
        ]
        found = client.list_partition_offsets(dict.fromkeys(parts, OffsetSpec.LATEST))
        committed = client.list_group_offsets(Names(settings.namespace).group)[Names(settings.namespace).group]
    return {f"{part}": at.offset for part, at in found.items()} | {f"c {p}": at.offset for p, at in committed.items()}


def replays(settings: Settings) -> set[str]:
    """Return the namespaces of the replays whose topics are there."""
    prefix = namespace_of(settings, "")
    with connect.admin(settings) as client:
        return {name.split(".")[0] for name in client.list_topics() if name.startswith(prefix)}


@pytest.fixture
def untouched(lived: Settings) -> Iterator[Settings]:
    """The same live; fails the test if it was written to, or if a replay left something behind."""
    before = ends(lived)
    yield lived
    assert ends(lived) == before
    assert not replays(lived)


def run(settings: Settings, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start the command in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return subprocess.Popen(
        [str(DATELINE), "replay", "--namespace", settings.namespace, *arguments],
        env=kept | {"DATELINE_BROKER": settings.broker, "COLUMNS": "120"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_two_replays_of_everything_are_equal_to_live_and_byte_equal_to_each_other(untouched: Settings) -> None:
    reports = [replay(untouched, Ask(), name=name, keep=True) for name in ("one", "two")]
    apart = [untouched.model_copy(update={"namespace": report.namespace}) for report in reports]
    live, first, second = (_without_namespace(settings) for settings in (untouched, *apart))
    fed = Counter(key_of(record.value) for record in read_topic(apart[0], Names(apart[0].namespace).enriched))
    on_record = Counter(key_of(record.value) for record in read_topic(untouched, Names(untouched.namespace).enriched))
    (rejected, *_) = read_topic(apart[0], Names(apart[0].namespace).rejected(Names(apart[0].namespace).pages))
    (sample, *_) = read_topic(apart[0], Names(apart[0].namespace).alerts("ZM"))
    cleaned = {one.namespace for one in clean(untouched)}

    assert [report.diff.equal for report in reports] == [True, True]
    assert reports[0].diff.total.same == sum(len(values) for topic, values in live.items() if "alerts" in topic)
    assert reports[0].diff.total.same > 100
    assert first == second == live
    assert max(on_record.values()) > 1, "live was to repeat itself"
    assert set(fed.values()) == {1}
    assert fed.keys() == on_record.keys() - {None}
    assert reports[0].rejected == len(BAD)
    assert rejected.value in BAD
    assert dict(rejected.headers)["dateline-mode"] == b"replay:one"
    assert dict(sample.headers)["dateline-mode"] == b"replay:one"
    assert cleaned == {report.namespace for report in reports}


def _without_namespace(settings: Settings) -> dict[str, list[bytes]]:
    return {topic.removeprefix(f"{settings.namespace}."): values for topic, values in told(settings).items()}


def test_the_middle_third_is_equal_to_live_if_the_desks_were_warmed_and_only_then(
    untouched: Settings, tmp_path: Path
) -> None:
    names = Names(untouched.namespace)
    counts = Counter(record.partition for record in read_topic(untouched, names.pages))
    thirds = {number: (count // 3, count * 2 // 3) for number, count in counts.items()}

    warm = replay(untouched, Ask(offsets=thirds), name="warm")
    cold = replay(untouched, Ask(offsets=thirds), name="cold", warm=False)

    assert warm.pages == cold.pages == sum(stop - start for start, stop in thirds.values())
    assert warm.diff.equal, warm.diff.differences[:3]
    assert 0 < warm.diff.total.same < 200
    assert warm.warmth.records > 0
    assert cold.warmth.records == 0
    assert not cold.diff.equal


def test_a_changed_rule_names_exactly_the_alerts_that_rest_on_it(untouched: Settings) -> None:
    live = {
        (alert.alert_id, alert.version): alert.encode()
        for topic, values in _without_namespace(untouched).items()
        if "alerts" in topic
        for alert in map(Alert.decode, values)
    }
    would_be = told_without(untouched, frozenset({"zambian"}))
    process = run(untouched, "--from", "1h", "--json", DATELINE_WITHOUT_TERMS="zambian")
    out, err = process.communicate(timeout=300)
    said = json.loads(out)
    named: dict[str, set[tuple[str, int]]] = {"missing": set(), "extra": set(), "changed": set()}
    for one in said["differences"]:
        named[one["kind"]].add((one["alert_id"], one["version"]))

    assert process.returncode == 1, err
    assert named["missing"] == live.keys() - would_be.keys()
    assert named["extra"] == would_be.keys() - live.keys()
    assert named["changed"] == {
        message for message in live.keys() & would_be.keys() if live[message] != would_be[message]
    }
    assert said["total"]["same"] == len(live.keys() & would_be.keys()) - len(named["changed"])
    assert said["countries"]["ZM"]["same"] == 0
    assert said["countries"]["ZM"]["missing"] > 0
    assert {one["country"] for one in said["differences"]} <= {"ZM", "ZZ", "BW"}
    assert "now at ZZ" in {one["note"] for one in said["differences"] if one["kind"] == "missing"}
    assert said["records"]["live_lacks"] >= len(ZAMBIAN)
    assert said["records"]["only_live"] >= len(ZAMBIAN)


def told_without(settings: Settings, terms: frozenset[str]) -> dict[tuple[str, int], bytes]:
    """Return what live would have told if it had never known some terms, by the engine of ``dateline run``."""
    names = Names(settings.namespace)
    made: dict[Key, EnrichedArticle] = {}
    for record in read_topic(settings, names.pages):
        if record.value not in BAD:
            where, arrived = (record.partition, record.offset), datetime.fromtimestamp(record.timestamp / 1000, UTC)
            for item in split_page(record.value, position=where, arrived=arrived).articles:
                for desk in enrich_article(item, without=terms):
                    made[*where, desk.article.article_id, desk.country] = desk
    places: dict[Key, tuple[int, int]] = {}
    for record in read_topic(settings, names.enriched):
        key = key_of(record.value)
        if key is not None and record.key == key[3].encode():  # the desks reject any other key
            places.setdefault(key, (record.partition, record.offset))
    home = {key[3]: partition for key, (partition, _) in places.items()} | {"ZZ": partition_of("ZZ")}

    def place(key: Key) -> tuple[int, int, tuple[Any, ...]]:
        if key in places:
            return (*places[key], ())
        before = [
            at[1]
            for other, at in places.items()
            if at[0] == home[key[3]] and other[:2] < key[:2] and other[0] == key[0]
        ]
        return home[key[3]], max(before, default=-1), key

    desks = DeskSet(DeskRules())
    outcomes = [desks.take(made[key]) for key in sorted(made, key=place)]
    alerts = [outcome.alert for outcome in outcomes if outcome.alert is not None]
    return {(alert.alert_id, alert.version): alert.encode() for alert in alerts}


def partition_of(country: str) -> int:
    return int(murmur2(country.encode()) & 0x7FFFFFFF) % PARTITIONS


@pytest.mark.slow
def test_ctrl_c_removes_the_topics_and_a_kill_leaves_them_to_clean(untouched: Settings) -> None:
    stopped = run(untouched, "--from", "earliest", "--name", "stopped")
    _await_line(stopped, "replaying")
    os.killpg(stopped.pid, signal.SIGINT)
    out, _ = stopped.communicate(timeout=60)
    after_stop = replays(untouched)

    killed = run(untouched, "--from", "earliest", "--name", "killed")
    _await_line(killed, "replaying")
    children = psutil.Process(killed.pid).children(recursive=True)
    killed.kill()
    killed.communicate(timeout=60)
    gone, alive = psutil.wait_procs(children, timeout=10)
    after_kill = replays(untouched)
    with pytest.raises(OpsError, match="--clean"):
        replay(untouched, Ask(), name="killed")
    done = run(untouched, "--clean")
    said, _ = done.communicate(timeout=60)

    assert stopped.returncode == 130
    assert not out
    assert not after_stop
    assert gone
    assert not alive
    assert after_kill == {namespace_of(untouched, "killed")}
    assert done.returncode == 0
    assert namespace_of(untouched, "killed") in said


def _await_line(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    raise AssertionError(f"it ended before it said {words!r}")


def test_clean_leaves_a_namespace_alone_that_has_workers(untouched: Settings) -> None:
    parent = untouched.model_copy(update={"namespace": "lives"})
    somebodys = parent.model_copy(update={"namespace": namespace_of(parent, "is-a-live-name")})
    wanted = [topic for topic in topics.wanted(somebodys) if "articles" in topic.name]
    topics.create(somebodys, wanted)
    with connect.admin(somebodys) as client:
        part = TopicPartition(Names(somebodys.namespace).enriched, 0)
        client.reset_group_offsets(Names(somebodys.namespace).group, {part: OffsetSpec.EARLIEST})

        assert clean(parent) == []
        assert {topic.name for topic in wanted} <= set(client.list_topics())
        client.delete_topics([topic.name for topic in wanted])


def test_a_wish_that_cannot_be_met_is_told_in_one_line(untouched: Settings) -> None:
    with pytest.raises(OpsError, match="no page arrived"):
        replay(untouched, Ask(offsets={0: (0, 0)}), name="empty")
    with pytest.raises(OpsError, match="no partition 9"):
        replay(untouched, Ask(offsets={9: (0, None)}), name="nine")
    with pytest.raises(OpsError, match="no name for a replay"):
        replay(untouched, Ask(), name="Not a name")
