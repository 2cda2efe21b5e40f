"""Whole pages of our own, from the page to the alert: what a desk would have heard, against what an editor says."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.enriched import NOWHERE
from streams.domain.dedupe import DeskRules
from streams.engine import explain_lines, run_lines
from tests.quality.report import Row

GOLD = Path(__file__).parent / "gold"
SETS = {"pages": "pages.jsonl", "pages, other languages": "pages_languages.jsonl"}
ALIKE = {
    "evacuated": "displaced", "displaced": "evacuated", "detained": "arrested", "kidnapped": "abducted",
}  # fmt: skip
"""Of people who had to leave their homes either may be said; two kinds have another name in the gold."""
Gold = dict[str, Any]


@dataclass
class Count:
    """What was right of what was asked."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    focus: Counter[str] = field(default_factory=Counter)
    """Countries in focus: ``right``, ``wrong`` and ``missed``."""
    beside: int = 0
    """Alerts that nobody wants."""

    def add(self, measure: str, right: bool) -> None:
        """Count one answer."""
        self.asked[measure] += 1
        self.right[measure] += right


def rows(_shared: Path) -> Iterator[Row]:
    """Take every figure, of every second scenario apart: those were kept out of tuning."""
    for name, file in SETS.items():
        scenarios = [json.loads(line) for line in (GOLD / file).read_text(encoding="utf-8").splitlines()]
        for half, chosen in (("seen half", scenarios[::2]), ("kept-out half", scenarios[1::2])):
            yield from _rows(f"{name}, {half}", measured(chosen))


def _rows(name: str, count: Count) -> Iterator[Row]:
    for measure in ("articles found", "headline", "last paragraph", "event type", "told to a desk", "tolls"):
        if asked := count.asked[measure]:
            right = count.right[measure]
            yield Row(name, measure, right / asked, note=f"{right} of {asked}")
    right = 2 * count.focus["right"]
    yield Row(name, "focus F1", right / (right + count.focus["wrong"] + count.focus["missed"]))
    if asked := count.asked["alerts"]:
        note = f"{count.right['alerts']} of {asked}; {count.beside} more that nobody wants"
        yield Row(name, "alerts, updates and cancels as wanted", count.right["alerts"] / asked, note=note)


def measured(scenarios: Iterable[Gold]) -> Count:
    """Compare what is made of some scenarios with their gold."""
    count = Count()
    for scenario in scenarios:
        pages = [json.dumps(page).encode() for page in scenario["pages"]]
        outputs = [one.output()["articles"] for one in explain_lines(pages)]
        taken: set[tuple[int, int]] = set()
        for gold in scenario["articles"]:
            number = gold["page"]
            page = scenario["pages"][number]["text"]
            place = _place(gold, page, outputs[number], {at for where, at in taken if where == number})
            if place is not None:
                taken.add((number, place))
            _compare(count, gold, page, outputs[number][place] if place is not None else None)
        if "alerts" in scenario:
            _compare_alerts(count, scenario, pages)
    return count


def _place(gold: Gold, page: str, articles: Sequence[Mapping[str, Any]], taken: set[int]) -> int | None:
    """Return which article of a page has the gold article's opening in a paragraph."""
    for place, article in enumerate(articles):
        if place not in taken and any(gold["opening"] in text for text in _paragraphs(article, page)):
            return place
    return None


def _paragraphs(article: Mapping[str, Any], page: str) -> list[str]:
    # As the page has them: normalising may change a letter of the opening.
    return [page[piece["start"] : piece["end"]] for piece in article["pieces"] if piece["kind"] == "paragraph"]


def _compare(count: Count, gold: Gold, page: str, article: Mapping[str, Any] | None) -> None:
    wanted, tolerated = set(gold["focus"]), set(gold["focus"]) | set(gold.get("also_ok", ()))
    tolls: dict[str, int] = gold.get("toll", {})
    count.add("articles found", article is not None)
    if article is None:
        count.focus["missed"] += len(wanted)
        count.add("event type", gold["event"] == "NONE")
        for _ in tolls:
            count.add("tolls", right=False)
        if wanted:
            count.add("told to a desk", right=False)
        return
    title = next((piece for piece in article["pieces"] if piece["kind"] == "title"), None)
    count.add("headline", title is not None and page[title["start"] : title["end"]] == gold["title"])
    if "closing" in gold:
        count.add("last paragraph", any(gold["closing"] in text for text in _paragraphs(article, page)))
    said = {country["iso2"] for country in article["countries"] if country["focus"]}
    count.focus["right"] += len(wanted & said)
    count.focus["wrong"] += len(said - tolerated)
    count.focus["missed"] += len(wanted - said)
    if wanted:
        count.add("told to a desk", bool(wanted & said))
    event = article["event"]["type"] if article["event"] else "NONE"
    count.add("event type", event in (gold["event"], *gold.get("event_also_ok", ())))
    told = {(quantity["kind"], quantity["high"]) for quantity in article["quantities"]}
    for kind, number in tolls.items():
        count.add("tolls", (kind, number) in told or (ALIKE.get(kind), number) in told)


def _compare_alerts(count: Count, scenario: Gold, pages: Sequence[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run_lines(pages, Path(folder), rules=DeskRules())
        sent = [json.loads(line) for line in (Path(folder) / "alerts.jsonl").read_text(encoding="utf-8").splitlines()]
    left = Counter((alert["country"], alert["type"]) for alert in sent if alert["country"] != NOWHERE)
    for wanted in scenario["alerts"]:
        key = (wanted["desk"], wanted["type"])
        count.add("alerts", left[key] > 0)
        left[key] -= left[key] > 0
    for tolerated in scenario.get("alerts_also_ok", ()):
        key = (tolerated["desk"], tolerated["type"])
        left[key] -= left[key] > 0
    count.beside += left.total()
