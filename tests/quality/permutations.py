"""Does the order within a burst change what readers are told in the end? Shuffles of real events say how often."""

import random
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from schemas.alert import Alert
from schemas.enriched import EnrichedArticle
from streams.domain.dedupe import Desk, DeskRules
from streams.engine import explain_lines
from tests.quality.copies import decided, gold
from tests.quality.report import Row
from tests.unit.dedupe.make import START

SEED = 7
BURSTS = 40
"""Groups of records that stand at one desk within minutes, of each set at most."""
LARGEST = 8
HEARD = 40
"""Records that the desk heard the day before, about other events."""
SHUFFLES = 10
SETS = {"newscluster_5w1h": "cluster", "fnc1_test": "claim_component", "ecbplus": "cluster"}

Told = tuple[frozenset[frozenset[str]], frozenset[tuple[object, ...]], frozenset[str]]


def told(heard: list[EnrichedArticle], records: list[EnrichedArticle]) -> Told:
    """Return what a desk makes of a burst.

    Args:
        heard: what it read before.
        records: the burst.

    Returns:
        The stories, as sets of articles, merges followed; of the last version of each alert what is material;
        its headlines. Not material is what readers are not told anew for: headline, counts, event type, severity
        below Moderate and certainty below Likely. These stand in a last version as they were when it was sent.
    """
    desk = Desk(records[0].country, DeskRules())
    stories: dict[int, set[str]] = defaultdict(set)
    last: dict[int, Alert] = {}
    for one in (*heard, *records):
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
    return frozenset(map(frozenset, stories.values())), said, frozenset(alert.headline for alert in last.values())


def bursts(shared: Path) -> list[tuple[list[EnrichedArticle], list[EnrichedArticle]]]:
    """Return groups of records of one desk: what it heard before, and articles of one gold event and of another."""
    found: list[tuple[list[EnrichedArticle], list[EnrichedArticle]]] = []
    for name, field in SETS.items():
        out = decided(shared, name)
        event_of = {str(row["id"]): str(row.get(field)) for row in gold(out / "gold.jsonl")}
        lines = (out / "input.jsonl").read_bytes().splitlines()
        groups: dict[tuple[str, str], list[EnrichedArticle]] = defaultdict(list)
        for one in explain_lines(lines, whole=True):
            for record in one.records:
                groups[record.country, event_of[record.page.id]].append(record)
        events = [group for group in groups.values() if len(group) >= 3]
        rng = random.Random(SEED)
        for group in rng.sample(events, min(BURSTS, len(events))):
            others = [each for each in groups.values() if each[0].country == group[0].country and each is not group]
            other = rng.choice(others) if others else []
            before = [record for each in others if each is not other for record in each]
            before = rng.sample(before, min(HEARD, len(before)))
            found.append(
                (
                    [at_once(record, place - 1500) for place, record in enumerate(before)],
                    [at_once(record, place) for place, record in enumerate(group[:LARGEST] + other[:2])],
                )
            )
    return found


def at_once(record: EnrichedArticle, place: int) -> EnrichedArticle:
    """Return a record as if it had been published so many minutes after the first one of its burst."""
    moment = START + timedelta(minutes=place)
    page = record.page.model_copy(update={"event_time": moment, "published_at": moment})
    return record.model_copy(update={"page": page})


def rows(shared: Path) -> list[Row]:
    """Return the shares of shuffles that give the same stories and the same last versions."""
    table: list[Row] = []
    found = bursts(shared)
    for where, floor in (("a new desk", 0.99), ("a desk that heard others", None)):
        rng = random.Random(SEED)
        asked = same_stories = same_alerts = same_headlines = 0
        for before, burst in found:
            heard = before if floor is None else []
            stories, alerts, headlines = told(heard, burst)
            for _ in range(SHUFFLES):
                others = told(heard, rng.sample(burst, len(burst)))
                asked += 1
                same_stories += stories == others[0]
                same_alerts += (stories, alerts) == others[:2]
                same_headlines += headlines == others[2]
        note = f"of {asked} shuffles"
        table += [
            Row(where, "same set of stories", same_stories / max(asked, 1), floor, note=note),
            Row(where, "same last alerts", same_alerts / max(asked, 1), floor, note=note),
            Row(where, "same headline in them", same_headlines / max(asked, 1), note="a reworded one is not told anew"),
        ]
    return table
