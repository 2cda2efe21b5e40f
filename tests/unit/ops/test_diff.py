"""Alerts held against alerts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.alert import Alert
from streams.ops.diff import Diff, changes


def alert(*, page: tuple[int, int] = (0, 1), **fields: object) -> bytes:
    """Return an alert's value."""
    value = {
        "schema": "dateline.alert/1", "alert_id": "1" * 32, "version": 1, "type": "Alert", "country": "KE",
        "country_name": "Kenya", "role": "location", "score": 0.9, "ambiguous": False, "change": None, "event": None,
        "severity": "Minor", "urgency": "Unknown", "certainty": "Unknown", "headline": "A bridge fell",
        "summary": [], "language": "en", "event_time": None, "first_published": "2026-11-20T08:00:00Z",
        "last_published": None, "quantities": [], "other_countries": [], "evidence": [],
        "story": {"story_id": "s_1", "articles": 1, "texts": 1, "publishers": 1, "origins": 1},
        "sources": [{"article_id": "a_1", "relation": "master", "page": list(page)}],
    }  # fmt: skip
    return Alert.model_validate(value | fields).encode()


def quantity(kind: str, number: float) -> dict[str, Any]:
    return {"kind": kind, "low": number, "high": number, "unit": "person", "qualifier": "exactly"}


def test_equal_bytes_are_the_same() -> None:
    diff = Diff()
    diff.compare(alert(), alert())
    diff.finish()

    assert diff.equal
    assert diff.total.same == diff.countries["KE"].same == 1
    assert not diff.by_country()


def test_what_only_live_has_is_missing_and_what_only_the_replay_has_is_extra() -> None:
    diff = Diff()
    diff.compare(alert(), None)
    diff.compare(None, alert(country="ZZ", alert_id="2" * 32, version=3, sources=[]))
    diff.finish()

    assert not diff.equal
    assert [(one.kind, one.country, one.version) for one in diff.differences] == [
        ("missing", "KE", 1),
        ("extra", "ZZ", 3),
    ]
    assert (diff.total.missing, diff.total.extra, diff.total.changed, diff.total.same) == (1, 1, 0, 0)
    assert [country for country, _ in diff.by_country()] == ["KE", "ZZ"]


def test_neither_is_an_error() -> None:
    with pytest.raises(ValueError, match="neither"):
        Diff().compare(None, None)


def test_a_change_is_told_field_by_field_numbers_by_their_kind() -> None:
    diff = Diff()
    live = alert(severity="Minor", quantities=[quantity("injured", 3), quantity("killed", 9)])
    diff.compare(live, alert(severity="Severe", quantities=[quantity("killed", 12), quantity("injured", 3)]))
    diff.finish()

    (one,) = diff.differences
    assert [(change.field, change.old, change.new) for change in one.fields] == [
        ("severity", "Minor", "Severe"),
        ("quantities.killed.high", 9.0, 12.0),
        ("quantities.killed.low", 9.0, 12.0),
    ]
    assert one.severity == "Severe"
    assert diff.by_field() == [("quantities", 1), ("severity", 1)]


def test_a_list_with_a_name_twice_is_compared_as_a_whole() -> None:
    twice = alert(quantities=[quantity("killed", 1), quantity("killed", 2)])
    found = list(changes(json.loads(alert()), json.loads(twice)))

    assert [change.field for change in found] == ["quantities"]


def test_a_field_that_comes_or_goes_is_told_with_null() -> None:
    event = {"type": "PROTEST", "categories": ["Security"], "confidence": 0.8, "rules": ["r"]}
    found = {
        change.field: (change.old, change.new)
        for change in changes(json.loads(alert()), json.loads(alert(event=event)))
    }

    assert found["event.type"] == (None, "PROTEST")


def test_the_gravest_come_first_then_what_is_missing_then_what_matters_most() -> None:
    diff = Diff()
    diff.compare(alert(alert_id="4" * 32), alert(alert_id="4" * 32, headline="Other"))
    diff.compare(alert(alert_id="3" * 32), alert(alert_id="3" * 32, certainty="Likely"))
    diff.compare(None, alert(alert_id="2" * 32))
    diff.compare(alert(alert_id="1" * 32), None)
    diff.compare(None, alert(alert_id="5" * 32, severity="Extreme"))
    diff.finish()

    assert [one.alert_id[0] for one in diff.differences] == ["5", "1", "2", "3", "4"]


def test_an_article_that_raises_its_alert_elsewhere_is_pointed_out() -> None:
    diff = Diff()
    diff.compare(alert(country="KE"), None)
    diff.compare(None, alert(country="ZZ", alert_id="2" * 32))
    diff.compare(alert(country="FR", alert_id="3" * 32), None)
    diff.compare(None, alert(country="FR", alert_id="4" * 32))
    diff.finish()

    notes = {(one.kind, one.country): one.note for one in diff.differences}
    assert notes["missing", "KE"] == "now at FR, ZZ"
    assert notes["extra", "ZZ"] == "live told it at FR, KE"
    assert notes["missing", "FR"] == notes["extra", "FR"] == "the same article, under another story or version"


def test_a_story_from_before_the_desks_knew_anything_is_pointed_out() -> None:
    diff = Diff()
    diff.compare(alert(), None)
    diff.finish(warmed_from=datetime(2026, 11, 21, tzinfo=UTC))

    assert diff.differences[0].note == "the story began before the desks were warmed"


def test_messages_of_one_alert_stand_together() -> None:
    diff = Diff()
    for version in (1, 2, 3):
        diff.compare(alert(version=version), None)
    diff.compare(None, alert(alert_id="2" * 32))
    diff.finish()

    assert [[one.version for one in group] for group in diff.by_alert()] == [[1, 2, 3], [1]]
