import json
from collections.abc import AsyncIterator, Sequence

import pytest

from schemas.alert import Alert, Decision
from schemas.article import SplitArticle
from schemas.enriched import EnrichedArticle, Sentence
from schemas.rejected import Reason, Refused
from streams.agents import consume as consuming
from streams.agents.dedupe import Desks, DeskTopics
from streams.agents.enrich import encoded, enrich_stage
from streams.agents.split import split_stage
from streams.delivery.message import Incoming, Outgoing
from streams.domain.dedupe import DeskRules

TEXT = """Ferry sinks off Ghana, 18 missing

ACCRA - A ferry with 80 people on board sank off the coast of Ghana on Sunday, the coast guard said.

Fishing boats had rescued at least 62 of them by the evening, and divers were searching for the other 18."""
ARRIVED_MS = 1_772_400_000_000


def now() -> float:
    return 1_772_400_001.5


def chain(record: Incoming) -> tuple[list[Outgoing], list[Outgoing]]:
    articles = split_stage(to="articles.split", mode="live", now=now)(record)
    enrich = enrich_stage(to="articles.enriched", mode="live", now=now)
    return list(articles), [out for article in articles for out in enrich(arrived(article))]


def arrived(message: Outgoing, offset: int = 0) -> Incoming:
    return Incoming(message.topic, 1, offset, message.timestamp_ms, message.key, message.value, message.headers)


def page(offset: int = 7, **fields: object) -> Incoming:
    value = json.dumps({"text": TEXT, "id": "p", "url": "https://site.example/f"} | fields).encode()
    return Incoming("pages.raw", 3, offset, ARRIVED_MS, b"k", value, (("traceparent", b"00-1"), ("x", b"y")))


def desks(entries: Sequence[tuple[bytes, bytes]] = ()) -> Desks:
    topics = DeskTopics({"GH": "alerts.gh", "ZZ": "alerts.zz"}, "alerts.state", "articles.duplicates")
    return Desks(entries, rules=DeskRules(), topics=topics, mode="live", now=now)


def test_split_and_enrich_carry_key_time_position_and_headers() -> None:
    (article,), (record,) = chain(page())
    item, said = SplitArticle.decode(article.value or b""), EnrichedArticle.decode(record.value or b"")
    assert article.key == item.article.article_id.encode()
    assert record.key == b"GH"
    assert {article.timestamp_ms, record.timestamp_ms} == {ARRIVED_MS}
    assert said.page.position == (3, 7)
    assert said.article == item.article
    headers = dict(record.headers)
    assert headers["dateline-split-at"] == headers["dateline-enrich-at"] == b"1772400001500"
    assert headers["traceparent"] == b"00-1"
    assert "x" not in headers


def test_a_desk_alerts_once_and_remembers_over_a_restart() -> None:
    _, (record,) = chain(page())
    first = desks()
    plan = first.decide(arrived(record))
    again = first.decide(arrived(record))
    assert [out.value for out in plan.outputs] == [out.value for out in again.outputs]
    entries = [(key, value) for key, value in plan.install() if value is not None]
    assert [out.topic for out in plan.outputs] == ["alerts.gh", "alerts.state"]
    alert = Alert.decode(plan.outputs[0].value or b"")
    assert (alert.country, alert.type, alert.version) == ("GH", "Alert", 1)
    assert alert.sources[0].page == (3, 7)

    _, (copy,) = chain(page(offset=8, id="q"))
    for book in (first, desks(entries)):
        repeat, suppressed = book.decide(arrived(record)), book.decide(arrived(copy))
        assert repeat.outputs == ()
        (out,) = suppressed.outputs
        assert (out.topic, out.key) == ("articles.duplicates", b"GH")
        decision = Decision.decode(out.value or b"")
        assert decision.decision == "exact"
        assert decision.matched == alert.sources[0].article_id


@pytest.mark.parametrize(
    ("key", "change", "reason"),
    [
        (b"GH", {"country": "Atlantis"}, Reason.INVALID_KEY),
        (b"FR", {}, Reason.INVALID_KEY),
        (None, {}, Reason.INVALID_KEY),
        (b"GH", {"article": 5}, Reason.INVALID_SHAPE),
    ],
)
def test_a_record_for_no_desk_is_refused(key: bytes | None, change: dict[str, object], reason: Reason) -> None:
    _, (record,) = chain(page())
    value = json.dumps(json.loads(record.value or b"") | change).encode()
    with pytest.raises(Refused) as caught:
        desks().decide(Incoming("articles.enriched", 0, 0, 0, key, value))
    assert caught.value.reason is reason


def test_an_article_for_several_desks_is_encoded_as_each_record_by_itself() -> None:
    _, (record,) = chain(page(url='https://site.example/"country":"GH"'))
    said = EnrichedArticle.decode(record.value or b"")
    quoting = Sentence(text='"country":"GH"', start=0, end=14)
    records = [
        said.model_copy(update={"country": country, "sentences": sentences})
        for country, sentences in (("GH", said.sentences), ("TG", (quoting,)), ("ZZ", ()))
    ]
    assert encoded(records) == [record.encode() for record in records]


@pytest.mark.parametrize(
    ("value", "reason"), [(None, Reason.EMPTY), (b"{", Reason.INVALID_JSON), (b"[]", Reason.INVALID_SHAPE)]
)
def test_enrich_refuses_what_is_no_article(value: bytes | None, reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        enrich_stage(to="t", mode="live", now=now)(Incoming("articles.split", 0, 0, 0, b"", value))
    assert caught.value.reason is reason


async def test_nothing_but_the_process_end_leaves_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended(Exception):
        pass

    ended: list[tuple[str, BaseException]] = []

    def fail_stop(stage: str, error: BaseException) -> None:
        ended.append((stage, error))
        raise Ended

    async def batches() -> AsyncIterator[Sequence[Incoming]]:
        for number in range(3):
            yield [page(number)]

    seen: list[int] = []

    async def handle(records: Sequence[Incoming]) -> None:
        seen.append(records[0].offset)
        if records[0].offset == 1:
            raise KeyError("broken")

    monkeypatch.setattr(consuming, "fail_stop", fail_stop)
    with pytest.raises(Ended):
        await consuming.consume(batches(), handle, stage="split")
    assert seen == [0, 1]
    assert [(stage, type(error)) for stage, error in ended] == [("split", KeyError)]
