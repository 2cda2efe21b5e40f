import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from schemas.rejected import Reason, Refused
from streams.domain.page import MAX_TEXT_BYTES, read_page
from streams.domain.stages import split_page

ARRIVED = datetime(2026, 3, 2, 8, tzinfo=UTC)


def value(**fields: object) -> bytes:
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (None, Reason.EMPTY),
        (b"", Reason.EMPTY),
        (b"\xff", Reason.NOT_UTF8),
        (b"{", Reason.INVALID_JSON),
        (b"null", Reason.INVALID_SHAPE),
        (b"{}", Reason.INVALID_SHAPE),
        (value(text=7), Reason.INVALID_SHAPE),
        (value(text=" \u00a0\n"), Reason.EMPTY),
        (value(html=""), Reason.EMPTY),
        (value(text="ä" * (MAX_TEXT_BYTES // 2 + 1)), Reason.TOO_LARGE),
        (b'{"text": "half a pair \\ud800"}', Reason.INVALID_JSON),
    ],
)
def test_what_can_never_pass_says_why(raw: bytes | None, reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        read_page(raw)
    assert caught.value.reason is reason
    assert caught.value.detail


def test_a_missing_id_is_the_hash_of_the_value() -> None:
    raw = value(text="x")
    _, ref = read_page(raw)
    assert ref.id == hashlib.sha256(raw).hexdigest()[:32]
    assert read_page(value(text="x", id="given"))[1].id == "given"


@pytest.mark.parametrize(
    ("fields", "event_time", "flags"),
    [
        ({}, ARRIVED, ()),
        ({"published_at": "2026-03-01T10:00:00+02:00"}, datetime(2026, 3, 1, 8, tzinfo=UTC), ()),
        ({"published_at": "2026-03-01T10:00:00"}, datetime(2026, 3, 1, 10, tzinfo=UTC), ()),
        ({"published_at": 1_772_000_000}, datetime.fromtimestamp(1_772_000_000, UTC), ()),
        ({"fetched_at": "2026-03-02T07:00:00Z"}, datetime(2026, 3, 2, 7, tzinfo=UTC), ()),
        ({"published_at": "soon", "fetched_at": 0}, datetime(1970, 1, 1, tzinfo=UTC), ("published-unreadable",)),
        ({"published_at": "", "fetched_at": 1e300}, ARRIVED, ("fetched-unreadable",)),
        ({"published_at": "1950-01-01"}, datetime(1970, 1, 1, tzinfo=UTC), ("before-1970",)),
        ({"published_at": "2027-03-02"}, ARRIVED + timedelta(hours=24), ("in-the-future",)),
    ],
)  # fmt: skip
def test_event_time_is_the_best_known_and_clamped(
    fields: dict[str, object], event_time: datetime, flags: tuple[str, ...]
) -> None:
    _, ref = read_page(value(text="x", **fields), position=(0, 1), arrived=ARRIVED)
    assert (ref.event_time, ref.time_flags) == (event_time, flags)


def test_offline_without_any_time_there_is_none() -> None:
    assert read_page(value(text="x"))[1].event_time is None


HTML = """<html><head><title>Ferry sinks off Ghana</title>
<meta property="article:published_time" content="2026-03-01T09:30:00Z">
<link rel="canonical" href="https://site.example/ferry"></head><body><article><h1>Ferry sinks off Ghana</h1>
<p>ACCRA - A ferry with 80 people on board sank off the coast of Ghana on Sunday, the coast guard said.</p>
<p>Fishing boats had rescued at least 62 of them by the evening, and divers were searching for the others.</p>
<p>The cause of the accident was not known, but the sea had been rough since Saturday, the harbour master said.</p>
</article></body></html>"""


def test_an_html_page_brings_its_title_time_and_address() -> None:
    page = split_page(value(html=HTML), position=(1, 2), arrived=ARRIVED)
    assert page.ref.published_at is not None
    assert page.ref.published_at.date() == datetime(2026, 3, 1, tzinfo=UTC).date()
    assert page.ref.position == (1, 2)
    (item,) = page.articles
    assert item.article.title == "Ferry sinks off Ghana"
    assert len(item.article.paragraphs) == 3


def test_what_the_crawler_says_wins_over_the_html() -> None:
    page = split_page(value(html=HTML, url="https://x.example/1", published_at="2026-02-28"), arrived=ARRIVED)
    assert page.ref.url == "https://x.example/1"
    assert page.ref.published_at == datetime(2026, 2, 28, tzinfo=UTC)
