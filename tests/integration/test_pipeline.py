"""The whole way on a real broker: what goes in, what comes out, what is rejected and why."""

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.alert import Alert, Decision
from schemas.article import SplitArticle
from schemas.enriched import EnrichedArticle
from streams.ops import connect
from streams.settings import Settings
from streams.topics import Names
from tests.load import pages
from tests.quality.report import shared
from tests.running import DATELINE, Worker, await_drained, compare, publish, read_topic, workers

pytestmark = pytest.mark.integration

QUAKE = """Strong earthquake kills nine in northern Peru

LIMA - A strong earthquake struck northern Peru on Monday, killing at least nine people and injuring dozens,
officials said.

Hundreds of houses collapsed in the province of Bagua, where rescue teams dug through the night for survivors.

President's office in Lima declared a state of emergency and sent soldiers, tents and water to the region."""


def page(**fields: object) -> bytes:
    return json.dumps(fields).encode()


LINKS = "\n".join(f"https://news.example/story/{number}" for number in range(30))
BAD = {
    "not-utf8": b'{"text": "caf\xe9"}',
    "invalid-json": b'{"text": ',
    "invalid-shape": page(text=["a", "b"]),
    "empty": page(text=" \n\u200b\t"),
    "too-large": page(text="Nobody reads so long a page. " * 110_000),
    "unreadable-html": page(html="<html><body><script>x()</script></body></html>"),
}


def test_bad_input_is_rejected_whole_with_its_reason_and_stops_nobody(live: Settings, tmp_path: Path) -> None:
    names = Names(live.namespace)
    good = [
        page(id="nul", text=QUAKE.replace("dozens", "dozens\x00")),
        page(id="links", text=LINKS),
        page(id="old", text=QUAKE.replace("Peru", "Chile").replace("LIMA", "SANTIAGO"), published_at="1969-12-31"),
        page(
            id="future",
            text=QUAKE.replace("Peru", "Nepal").replace("LIMA", "KATHMANDU"),
            published_at=(datetime.now(UTC) + timedelta(days=365)).isoformat(),
        ),
        page(id="odd-time", text=QUAKE.replace("Peru", "Ghana").replace("LIMA", "ACCRA"), published_at="yesterday"),
    ]
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        worker.await_ready()
        sent = publish(live, [*BAD.values(), *good])
        with connect.producer(live, max_bytes=1024 * 1024) as client:
            client.send(names.enriched, key=b"Atlantis", value=b'{"country": "Atlantis"}').get(timeout=10)
        await_drained(live)
        metrics = worker.get("/metrics")[1]
        status, ready = worker.get("/ready")
        assert worker.end() == 0
    rejected = {}
    for record in read_topic(live, names.rejected(names.pages)):
        headers = dict(record.headers)
        rejected[headers["dateline-reason"].decode()] = record
        assert headers["dateline-stage"] == b"split"
        assert 0 < len(headers["dateline-detail"]) <= 512
    assert {reason: record.value for reason, record in rejected.items()} == BAD
    (misplaced,) = read_topic(live, names.rejected(names.enriched))
    assert (misplaced.key, misplaced.value) == (b"Atlantis", b'{"country": "Atlantis"}')

    articles = [SplitArticle.decode(record.value) for record in read_topic(live, names.articles)]
    by_page = {item.page.id: item.page for item in articles}
    assert "links" not in by_page
    assert by_page["old"].time_flags == ("before-1970",)
    assert by_page["future"].time_flags == ("in-the-future",)
    assert by_page["odd-time"].time_flags == ("published-unreadable",)
    assert by_page["nul"].time_flags == ()
    countries = {Alert.decode(record.value).country for record in read_topic(live, names.alerts_state)}
    assert countries == {"PE", "CL", "NP", "GH"}

    assert status == 200, ready
    value = {
        (found[1], found[2]): float(found[3])
        for found in re.finditer(r'dateline_records_total\{outcome="(\w+)",stage="(\w+)"\} (\S+)', metrics)
    }
    assert sum(count for (_, stage), count in value.items() if stage == "split") == sent
    assert value["rejected", "split"] == len(BAD)
    assert value["empty", "split"] == 1


def test_headers_times_and_keys_travel_as_the_design_says(live: Settings, tmp_path: Path) -> None:
    names = Names(live.namespace)
    with connect.producer(live, max_bytes=1024 * 1024) as client:
        client.send(
            names.pages, key=b"k", value=page(text=QUAKE, published_at="2026-03-02T08:00:00Z"),
            headers=[("traceparent", b"00-1-2-01"), ("crawler", b"x")],
        ).get(timeout=10)  # fmt: skip
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        await_drained(live)
        assert worker.end() == 0
    (raw,) = read_topic(live, names.pages)
    (article,) = read_topic(live, names.articles)
    (enriched,) = read_topic(live, names.enriched)
    (alert,) = read_topic(live, names.alerts("PE"))
    assert {article.timestamp, enriched.timestamp, alert.timestamp} == {raw.timestamp}
    item, said = SplitArticle.decode(article.value), EnrichedArticle.decode(enriched.value)
    told = Alert.decode(alert.value)
    assert article.key.decode() == item.article.article_id
    assert (enriched.key, said.country) == (b"PE", "PE")
    assert alert.key.decode() == told.alert_id
    assert told.sources[0].page == (raw.partition, raw.offset)
    for record, schema in (
        (article, b"dateline.article/1"),
        (enriched, b"dateline.enriched/1"),
        (alert, b"dateline.alert/1"),
    ):
        headers = dict(record.headers)
        assert headers["dateline-schema"] == schema
        assert headers["dateline-mode"] == b"live"
        assert headers["traceparent"] == b"00-1-2-01"
        assert "crawler" not in headers
    assert {"dateline-split-at", "dateline-enrich-at", "dateline-dedupe-at"} <= dict(alert.headers).keys()
    state = {record.key: record.value for record in read_topic(live, names.alerts_state)}
    assert state == {alert.key: alert.value}


def test_a_worker_may_run_some_stages_only(live: Settings, tmp_path: Path) -> None:
    publish(live, pages("wire", 12, seed=21))
    parts = [Worker(live, tmp_path / f"{stage}.log", stage, stages=[stage]) for stage in ("split", "enrich", "dedupe")]
    with workers(*parts):
        await_drained(live)
        assert [worker.end() for worker in parts] == [0, 0, 0]
    assert compare(live).none


def test_the_seed_page_gives_its_countries_once(live: Settings, tmp_path: Path) -> None:
    folder = shared()
    if folder is None:
        pytest.skip("the seed page is not here (set DATELINE_SHARED to the folder with data/ and score/)")
    (line,) = (folder / "data/pages/seed/pages.jsonl").read_text().splitlines()
    gold = json.loads(line)
    value = page(id="seed", text=gold["page_text"], url="https://site.example/seed")
    names = Names(live.namespace)
    with workers(Worker(live, tmp_path / "worker.log", "one")) as (worker,):
        publish(live, [value])
        await_drained(live)
        first = read_topic(live, names.alerts_state)
        publish(live, [value])
        await_drained(live)
        assert worker.end() == 0
    articles = {r.key: SplitArticle.decode(r.value).article for r in read_topic(live, names.articles)}
    desks: dict[str | None, set[str]] = {}
    for record in read_topic(live, names.enriched):
        item = EnrichedArticle.decode(record.value)
        desks.setdefault(item.article.title, set()).add(item.country)
    assert desks.keys() == {article["title"] for article in gold["articles"]}
    for article in gold["articles"]:
        found = desks[article["title"]]
        assert set(article["focus_must"]) <= found
        assert not found & set(article["focus_never"])
    assert max(articles.values(), key=lambda article: article.start).complete is not True
    alerts = [Alert.decode(record.value) for record in first]
    assert {alert.country for alert in alerts} == set.union(*desks.values())

    lines = tmp_path / "seed.jsonl"
    lines.write_bytes(value + b"\n")
    subprocess.run([DATELINE, "run", "--jsonl", lines, "--out", tmp_path / "out"], check=True, timeout=120)
    offline = [json.loads(line) for line in (tmp_path / "out/alerts.jsonl").read_text().splitlines()]
    assert {alert["alert_id"] for alert in offline} == {alert.alert_id for alert in alerts}

    assert len(read_topic(live, names.alerts_state)) == len(first)
    decisions = [Decision.decode(record.value) for record in read_topic(live, names.duplicates)]
    assert {decision.decision for decision in decisions} == {"exact"}
    assert all(decision.matched in {key.decode() for key in articles} for decision in decisions)
    assert compare(live).none
