"""Stories: B-cubed F1 within and across desks, and the alerts that a reader gets for one event."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.enriched import EnrichedArticle
from streams.domain.dedupe import Desk, DeskRules
from streams.domain.text import ArticleText
from streams.engine import explain_lines
from tests.quality.copies import decided, gold, scored
from tests.quality.report import Row

SETS = {
    "newscluster_5w1h": ("cluster", 0.93, 1.35),
    "fnc1_test": ("claim_component", 0.94, 1.35),
    "ecbplus": ("cluster", 0.88, None),
}
"""Field of the event, least F1 within desks, most alerts an event."""
PEER = {"newscluster_5w1h": "0.92, 1.35", "fnc1_test": "0.93, 1.40", "ecbplus": "0.87, 1.73"}
UNDATED = datetime(2008, 12, 15, tzinfo=UTC)
"""When the texts of ECB+ were written that state no date, more or less."""
OPENING = 400
FEWEST = 3
"""Texts of an event that must state a month: one may tell of the past."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STATED = re.compile(
    rf"\b({'|'.join(MONTHS)})[a-z]*\.?,? ?(?:\d{{1,2}}(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b", re.IGNORECASE
)


def rows(shared: Path) -> list[Row]:
    """Return the figures of the three sets."""
    table: list[Row] = []
    for name, (field, least, most) in SETS.items():
        out = decided(shared, name)
        across, p, r, f1, told, messages = figures(shared, out, "decisions.jsonl", field)
        note = f"P {p:.3f} R {r:.3f}; TF-IDF on one desk {PEER[name]}"
        table.append(Row(name, "B-cubed F1 within desks", f1, least, note=note))
        table.append(Row(name, "B-cubed F1 across desks", across, 0.85))
        table.append(Row(name, "alerts/event", told, most, at_most=True, note=f"at P {p:.3f}"))
        table.append(Row(name, "messages/event", messages))
        if most is not None:
            table.append(Row(name, "B-cubed P within desks", p, 0.93))
    out = decided(shared, "ecbplus")
    decide_dated(out)
    across, p, r, f1, *_ = figures(shared, out, "dated.jsonl", "cluster")
    note = f"P {p:.3f} R {r:.3f}; a month for each event, stories forgotten as live"
    table.append(Row("ecbplus, dated", "B-cubed F1 within desks", f1, note=note))
    table.append(Row("ecbplus, dated", "B-cubed F1 across desks", across))
    return table


def figures(shared: Path, out: Path, decisions: str, field: str) -> list[float]:
    """Return F1 across desks, P, R and F1 within, alerts and messages an event."""
    across, within, alerts = scored(
        shared, "stories", str(out / "gold.jsonl"), str(out / decisions), field
    ).splitlines()
    found = [*re.findall(r"F1 (\d\.\d+)", across), *re.findall(r"(?:P|R|F1) (\d\.\d+)", within)]
    return [float(figure) for figure in (*found, *re.findall(r"event (\d+\.\d+)", alerts))]


def decide_dated(out: Path) -> None:
    """Decide about ECB+ as live would, into ``dated.jsonl``.

    Half of the set is events that were chosen because they resemble one of the other half, years apart. The set
    has no times, without which a desk can't forget the first before it hears of the second. So here each event
    is given the month that the openings of its texts state most often.
    """
    event_of = {str(row["id"]): str(row["cluster"]) for row in gold(out / "gold.jsonl")}
    lines = (out / "input.jsonl").read_bytes().splitlines()
    records = [record for one in explain_lines(lines, whole=True) for record in one.records]
    stated: dict[str, Counter[datetime]] = defaultdict(Counter)
    for record in records:
        for name, year in STATED.findall(ArticleText(record.article).text[:OPENING]):
            stated[event_of[record.page.id]][datetime(int(year), MONTHS.index(name.title()) + 1, 15, tzinfo=UTC)] += 1
    timed: list[EnrichedArticle] = []
    for number, record in enumerate(records):
        (month, texts), *_ = [*stated[event_of[record.page.id]].most_common(1), (UNDATED, FEWEST)]
        moment = (month if texts >= FEWEST else UNDATED) + timedelta(hours=number % 40)
        page = record.page.model_copy(update={"event_time": moment, "published_at": moment})
        timed.append(record.model_copy(update={"page": page}))
    desks: dict[str, Desk] = {}
    with (out / "dated.jsonl").open("wb") as file:
        for record in sorted(timed, key=lambda each: each.event_time or UNDATED):
            desk = desks.setdefault(record.country, Desk(record.country, DeskRules()))
            outcome = desk.decide(record)
            desk.apply(outcome)
            if outcome.decision is not None:
                file.write(outcome.decision.encode() + b"\n")
