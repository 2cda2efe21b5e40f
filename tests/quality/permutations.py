"""Does the order within a burst change what readers are told in the end? Shuffles of real events say how often."""

import random
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from schemas.alert import Alert
from schemas.enriched import EnrichedArticle
from streams.domain.dedupe import Desk, DeskRules
from streams.engine import explain_lines
from tests.quality.copies import decided
from tests.quality.report import Row

SEED = 7
BURSTS = 40
"""Groups of records that stand at one desk within minutes."""
LARGEST = 8
SHUFFLES = 10

Told = tuple[frozenset[frozenset[str]], frozenset[tuple[object, ...]]]


def told(records: list[EnrichedArticle]) -> Told:
    """Return the stories, as sets of articles, and what the last version of each alert says that is material.

    Left out is what readers are not told anew for: headline, counts, event type, severity below Moderate and
    certainty below Likely.
    """
    desk = Desk(records[0].country, DeskRules())
    stories: dict[int, set[str]] = defaultdict(set)
    last: dict[int, Alert] = {}
    for one in records:
        outcome = desk.decide(one)
        desk.apply(outcome)
        for loser in outcome.merged:
            stories[outcome.number] |= stories.pop(loser)
            last.pop(loser, None)
        stories[outcome.number].add(one.article.article_id)
        if outcome.alert is not None:
            last[outcome.number] = outcome.alert
    said = frozenset(
        (
            frozenset(stories[story]),
            alert.type == "Cancel",
            alert.role,
            alert.severity if alert.severity in {"Moderate", "Severe", "Extreme"} else "less",
            alert.certainty if alert.certainty in {"Likely", "Observed"} else "less",
            max((q.high for q in alert.quantities if (q.kind, q.unit) == ("killed", "person")), default=0.0),
        )
        for story, alert in last.items()
    )
    return frozenset(map(frozenset, stories.values())), said


def bursts(shared: Path) -> list[list[EnrichedArticle]]:
    """Return groups of records of one desk: the articles of one gold event and of another one."""
    from tests.quality.copies import gold

    found: list[list[EnrichedArticle]] = []
    for name, field in (("newscluster_5w1h", "cluster"), ("fnc1_test", "claim_component")):
        out = decided(shared, name)
        event_of = {str(row["id"]): str(row.get(field)) for row in gold(out / "gold.jsonl")}
        lines = (out / "input.jsonl").read_bytes().splitlines()
        groups: dict[tuple[str, str], list[EnrichedArticle]] = defaultdict(list)
        for one in explain_lines(lines, whole=True):
            for record in one.records:
                groups[record.country, event_of[record.page.id]].append(record)
        events = [group for group in groups.values() if len(group) >= 3]
        rng = random.Random(SEED)
        for group in rng.sample(events, min(BURSTS // 2, len(events))):
            others = [each for each in groups.values() if each[0].country == group[0].country and each is not group]
            found.append(group[:LARGEST] + (rng.choice(others)[:2] if others else []))
    return [[at_once(record, place) for place, record in enumerate(group)] for group in found]


def at_once(record: EnrichedArticle, place: int) -> EnrichedArticle:
    """Return a record as if it had been published minutes after the first one of its burst."""
    from tests.unit.dedupe.make import START

    moment = START + timedelta(minutes=place)
    page = record.page.model_copy(update={"event_time": moment, "published_at": moment})
    return record.model_copy(update={"page": page})


def rows(shared: Path) -> list[Row]:
    """Return the shares of shuffles that give the same stories and the same last versions."""
    rng = random.Random(SEED)
    asked = same_stories = same_alerts = 0
    for burst in bursts(shared):
        stories, alerts = told(burst)
        for _ in range(SHUFFLES):
            shuffled = rng.sample(burst, len(burst))
            other_stories, other_alerts = told(shuffled)
            asked += 1
            same_stories += stories == other_stories
            same_alerts += stories == other_stories and alerts == other_alerts
    note = f"of {asked} shuffles"
    return [
        Row("bursts", "same set of stories", same_stories / max(asked, 1), 0.99, note=note),
        Row("bursts", "same last alerts", same_alerts / max(asked, 1), 0.99, note=note),
    ]
