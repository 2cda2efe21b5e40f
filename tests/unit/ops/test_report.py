"""What a replay came to, as it is shown."""

import json
from datetime import UTC, datetime

from streams.ops.replay.report import Report, Warmth
from streams.ops.replay.span import Span
from tests.unit.ops.test_diff import alert, quantity

MORNING = datetime(2026, 11, 20, 8, tzinfo=UTC)


def report(*, kept: bool = False) -> Report:
    made = Report(name="x", namespace="replay-x", span=Span({0: (5, 9), 1: (0, 2)}, {0: 0, 1: 0}), kept=kept)
    made.first, made.last = MORNING, MORNING.replace(hour=9)
    made.pages, made.articles, made.records, made.seconds = 6, 8, 12, 2.0
    made.warmth = Warmth(asked=True, since=datetime(2026, 10, 21, 8, tzinfo=UTC))
    return made


def shown(made: Report) -> list[str]:
    made.finish()
    return [line.plain for line in made.lines()]


def test_an_equal_replay_says_so_in_its_last_line() -> None:
    made = report()
    made.diff.compare(alert(), alert())
    lines = shown(made)

    assert lines[0] == "replay x of 6 pages, arrived 2026-11-20 08:00:00 to 2026-11-20 09:00:00"
    assert lines[1] == "  8 articles, 12 desk records in live's order"
    assert "  took 2 s, 3 pages/s" in lines
    assert lines[-1] == "equal to live: 1 message, not a byte different"


def test_what_could_not_be_known_is_said() -> None:
    made = report(kept=True)
    made.behind, made.rejected, made.lacking, made.dropped = 7, 2, 3, 4
    made.warmth.records = 1500
    made.warmth.kept_from = datetime(2026, 11, 1, tzinfo=UTC)
    text = "\n".join(shown(made))

    assert "2 rejected" in text
    assert "3 of them live lacks, 4 others only live has" in text
    assert "warmed by 1,500 of live's desk records, those since 2026-10-21 08:00" in text
    assert "could not be warmed before 2026-11-01 00:00" in text
    assert "live had 7 records still to read" in text
    assert "dateline tail --namespace replay-x --from-beginning" in text


def test_a_cold_replay_of_a_later_range_says_that_it_is_cold() -> None:
    cold = report()
    cold.warmth = Warmth(asked=False, since=MORNING)
    whole = Report(name="x", namespace="replay-x", span=Span({0: (0, 9)}, {0: 0}), kept=False)

    assert any("not warmed" in line for line in shown(cold))
    assert not any("warmed" in line for line in shown(whole))


def test_differences_are_counted_by_country_and_told_by_alert() -> None:
    made = report()
    for version in (1, 2, 3, 7):
        made.diff.compare(alert(version=version, severity="Severe"), None)
    made.diff.compare(None, alert(alert_id="2" * 32, country="ZZ", country_name="no country", sources=[]))
    made.diff.compare(alert(alert_id="3" * 32), alert(alert_id="3" * 32, quantities=[quantity("killed", 12)]))
    made.diff.compare(alert(alert_id="4" * 32), alert(alert_id="4" * 32))
    lines = shown(made)
    table = next(number for number, line in enumerate(lines) if line.startswith("all"))

    assert lines[table].split() == ["all", "1", "4", "1", "1"]
    assert lines[table + 1].split() == ["KE", "Kenya", "1", "4", "0", "1"]
    assert lines[table + 2].split()[0] == "ZZ"
    assert lines[table + 3] == "fields that changed: quantities 1"
    assert "missing  KE Kenya  SEVERE  versions 1–3, 7  A bridge fell" in lines
    assert "extra    ZZ no country  MINOR  Alert  A bridge fell" in lines
    assert "         quantities.killed.high  – → 12" in lines
    assert lines[-1].startswith("different from live: 6 messages of 7: 4 missing (only live told them), 1 extra")


def test_a_changed_list_is_told_by_what_went_and_what_came() -> None:
    made = report()
    one, other = {"text": "First.", "article_id": "a_1"}, {"text": "Second.", "article_id": "a_1"}
    made.diff.compare(alert(evidence=[one, other]), alert(evidence=[one]))
    made.diff.compare(alert(alert_id="2" * 32, evidence=[one, other]), alert(alert_id="2" * 32, evidence=[other, one]))
    lines = shown(made)

    assert "         evidence  1 of 2 gone, 0 of 1 new" in lines
    assert "         evidence  in another order" in lines


def test_many_differences_are_cut_for_eyes_and_whole_for_programs() -> None:
    made = report()
    for number in range(40):
        made.diff.compare(alert(alert_id=f"{number:032x}"), None)
    lines = shown(made)
    output = json.loads(json.dumps(made.output()))

    assert sum(line.startswith("missing") for line in lines) == 15
    assert "and 25 more alerts: --json has all" in lines
    assert len(output["differences"]) == 40
    assert output["total"] == {"same": 0, "missing": 40, "extra": 0, "changed": 0}
    assert output["equal"] is False
    assert output["offsets"] == {"0": [5, 9], "1": [0, 2]}
    assert output["first"] == "2026-11-20T08:00:00Z"


def test_scraped_text_cannot_command_the_terminal() -> None:
    made = report()
    made.diff.compare(alert(headline="\x1b[2Jgone"), alert(headline="\x1b]0;title\x07x"))

    assert "\x1b" not in "".join(shown(made))
