"""What happened: event types, quantities, dates, and the seed page."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import dateparser  # type: ignore[import-untyped]

from schemas.article import Article, Piece
from schemas.enriched import Date, Event, Quantity
from streams.domain.enrich.happenings import Happenings, happenings
from streams.domain.enrich.language import language_of
from streams.domain.stages import enrich_article, split_page
from streams.domain.text import ArticleText
from tests.quality.report import Row

GOLD = Path(__file__).parent / "gold"
_BRACKET = re.compile(r"\[([^\]]*)\]")


def rows(shared: Path) -> list[Row]:
    """Take every figure."""
    return [*_events(shared), *quantity_rows(), *date_rows(), *date_language_rows(), *happened_rows(), *_seed(shared)]


def read(text: str, published_at: datetime | None = None, language: str | None = None) -> Happenings:
    """Read a text as one paragraph."""
    piece = Piece(kind="paragraph", start=0, end=len(text), reason="test")
    article = Article(article_id="a_0", paragraphs=(text,), confidence=1.0, start=0, end=len(text), pieces=(piece,))
    return happenings(ArticleText(article), countries=(), published_at=published_at, language=language)


# Events


def _events(shared: Path) -> Iterator[Row]:
    for name, path, gold_map, field, floor in (
        ("case2021_task2", "events/case2021_task2/snippets.jsonl", "case2021", "label", 0.75),
        ("muc34", "countries/muc34/articles.jsonl", "muc34", "incident_types", None),
        ("glocon", "events/glocon_sample/docs.jsonl", "glocon", "label", None),
    ):
        accepted = json.loads((shared / "score" / "maps" / f"{gold_map}.json").read_text())
        pairs: list[tuple[str, str | None]] = []
        sure: list[tuple[float, bool]] = []
        for row in _lines(shared / "data" / path):
            labels = row[field] if isinstance(row[field], list) else [row[field]]
            types: list[str] = [kind for label in labels for kind in accepted.get(str(label), [])]
            if types:
                event = _event_of(row["text"])
                said: str | None = event.type if event else None
                pairs.append((said if said is not None and said in types else types[0], said))
                if event is not None:
                    sure.append((event.confidence, said in types))
        note = f"{len(pairs)} articles; always ASSAULT {weighted_f1([(g, 'ASSAULT') for g, _ in pairs]):.2f}"
        yield Row(name, "event weighted F1", weighted_f1(pairs), floor, note=note)
        if name != "glocon":  # its gold says only whether a protest is told anywhere
            note = "mean gap of confidence and accuracy, 10 bins"
            yield Row(name, "calibration error", calibration_error(sure), note=note)
    records = list(_lines(shared / "data/events/plover_gsr/records.jsonl"))
    right = sum((event := _event_of(row["text"])) is not None and event.type == row["event"] for row in records)
    yield Row("plover_gsr", "event accuracy", right / len(records), note=f"{len(records)} textbook sentences, 18 types")
    protests = [
        (str(row["label"]) == "1", (event := _event_of(row["text"])) is not None and event.type == "PROTEST")
        for row in _lines(shared / "data/events/glocon_sample/docs.jsonl")
        if str(row["label"]) in "01"
    ]
    yield Row(
        "glocon", "protest or not, F1", f1(protests), note=f"{sum(gold for gold, _ in protests)} of {len(protests)}"
    )


def _event_of(text: str) -> Event | None:
    split = split_page(json.dumps({"text": text}).encode(), whole=True)
    articles = split.cut.articles
    return happenings(ArticleText(articles[0]), countries=(), published_at=None).event if articles else None


def weighted_f1(pairs: list[tuple[str, str | None]]) -> float:
    """Return F1 over the gold types, weighted by how often each is gold."""
    gold = Counter(kind for kind, _ in pairs)
    said = Counter(kind for _, kind in pairs)
    right = Counter(kind for kind, other in pairs if kind == other)
    return sum(count * 2 * right[kind] / (count + said[kind]) for kind, count in gold.items()) / max(len(pairs), 1)


def f1(pairs: list[tuple[bool, bool]]) -> float:
    """Return F1 of yes and no."""
    both = sum(gold and said for gold, said in pairs)
    return 2 * both / max(sum(gold for gold, _ in pairs) + sum(said for _, said in pairs), 1)


def calibration_error(sure: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in sure:
        bins.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
    return sum(abs(sum(c for c, _ in found) - sum(r for _, r in found)) for found in bins.values()) / max(len(sure), 1)


# Quantities


EVENT_OF = {"ARREST": "COERCE"}
"""Types of the gold that are called otherwise."""
TOLLS = frozenset({"killed", "injured", "missing", "arrested", "evacuated"})


def happened_gold() -> Iterator[tuple[int, str | None, dict[str, float], str]]:
    """Yield number, event type, tolls and text of the sentences in other languages than English."""
    lines = (GOLD / "happened_languages.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate((line for line in lines if line[0] != "#"), start=1):
        said, text = line.split(": ", 1)
        _, event, tolls = said.split(" ")
        counted = dict(toll.split("=") for toll in tolls.split(",") if toll != "-")
        kind = None if event == "-" else EVENT_OF.get(event, event)
        yield number, kind, {toll: float(value) for toll, value in counted.items()}, text


def happened_rows() -> Iterator[Row]:
    """Score event types and tolls in other languages than English."""
    events = {EVENT_OF.get(kind, kind) for kind in ("ASSAULT", "PROTEST", "DISASTER", "ACCIDENT", "HEALTH", "ARREST")}
    for half, odd in (("seen half", 1), ("kept-out half", 0)):
        told: list[bool] = []
        right = gold = found = 0
        for number, kind, tolls, text in happened_gold():
            if number % 2 != odd:
                continue
            said = read(text, language=language_of(text))
            event = said.event.type if said.event and said.event.type in events else None
            told.append(event == kind)
            counted = {one.kind: one.low for one in said.quantities if one.kind in TOLLS}
            right += sum(counted.get(toll) == value for toll, value in tolls.items())
            gold, found = gold + len(tolls), found + len(counted)
        name = "events, other languages"
        yield Row(name, f"accuracy, {half}", sum(told) / len(told), 0.75, note=f"{len(told)} sentences, 36 languages")
        note = f"{right} right of {found} said, {gold} told"
        yield Row("tolls, other languages", f"exact F1, {half}", 2 * right / (gold + found), 0.85, note=note)


def quantity_gold() -> Iterator[tuple[int, str, list[tuple[str, float, float]]]]:
    """Yield line number, sentence and its quantities."""
    for number, line in enumerate((GOLD / "quantities.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        sentence, said = line.split("\t")
        gold = [entry.split() for entry in said.split(";") if entry.strip() != "-"]
        yield number, sentence, [(kind, float(low), float(high)) for kind, low, high in gold]


def quantity_rows() -> Iterator[Row]:
    """Score kind, low and high of every quantity, exactly."""
    for half, odd in (("tuned on", True), ("kept out", False)):
        right = found = wanted = 0
        for number, sentence, gold in quantity_gold():
            if number % 2 == odd:
                said = [exact(quantity) for quantity in read(sentence).quantities]
                right += (Counter(gold) & Counter(said)).total()
                found += len(said)
                wanted += len(gold)
        note = f"{wanted} quantities, {found} said"
        yield Row("quantities", f"exact F1, {half}", 2 * right / (found + wanted), 0.85, note=note)


def exact(quantity: Quantity) -> tuple[str, float, float]:
    """Return what is compared."""
    return quantity.kind, quantity.low, quantity.high


# Dates


def date_gold() -> Iterator[tuple[int, datetime | None, str, list[tuple[int, int, str]]]]:
    """Yield line number, publication time, sentence without brackets, and the place and value of each time in it."""
    for number, line in enumerate((GOLD / "dates.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        yield number, *_date_gold_of(*line.split("\t"))


def date_language_gold() -> Iterator[tuple[int, str, datetime | None, str, list[tuple[int, int, str]]]]:
    """Yield the same of other languages than English, with the language behind the line number."""
    for number, line in enumerate((GOLD / "dates_languages.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        language, *rest = line.split("\t")
        yield number, language, *_date_gold_of(*rest)


def _date_gold_of(published: str, marked: str, values: str) -> tuple[datetime | None, str, list[tuple[int, int, str]]]:
    sentence, spans = "", []
    rest = 0
    for match in _BRACKET.finditer(marked):
        sentence += marked[rest : match.start()]
        spans.append((len(sentence), len(sentence) + len(match[1])))
        sentence += match[1]
        rest = match.end()
    sentence += marked[rest:]
    when = None if published == "-" else datetime.fromisoformat(published)
    return when, sentence, [(*span, value) for span, value in zip(spans, values.split(";"), strict=True)]


def date_rows() -> Iterator[Row]:
    """Score the value of every marked time, and dateparser's on the same phrases."""
    for half, odd in (("tuned on", True), ("kept out", False)):
        right = peer = wanted = extra = 0
        for number, when, sentence, gold in date_gold():
            if number % 2 == odd:
                said = read(sentence, when).dates
                wanted += len(gold)
                right += sum(is_right(said, *entry) for entry in gold)
                extra += sum(all(d.end <= s or d.start >= e for s, e, _ in gold) for d in said if d.value)  # type: ignore[operator]
                peer += sum(dateparser_value(sentence[s:e], when, value) == value for s, e, value in gold)
        note = f"{wanted} phrases, {extra} more said; dateparser alone, given the phrase {peer / wanted:.2f}"
        yield Row("dates", f"value, {half}", right / wanted, 0.92, note=note)


def date_language_rows() -> Iterator[Row]:
    """Score the value of every marked time in other languages than English."""
    for half, odd in (("seen half", True), ("kept-out half", False)):
        right = wanted = extra = 0
        languages: set[str] = set()
        for number, language, when, sentence, gold in date_language_gold():
            if number % 2 == odd:
                said = read(sentence, when, language).dates
                languages.add(language)
                wanted += len(gold)
                right += sum(is_right(said, *entry) for entry in gold)
                extra += sum(all(d.end <= s or d.start >= e for s, e, _ in gold) for d in said if d.value)  # type: ignore[operator]
        note = f"{wanted} phrases in {len(languages)} languages, {extra} more said"
        yield Row("dates, other languages", f"value, {half}", right / wanted, 0.85, note=note)


def is_right(said: Iterable[Date], start: int, end: int, value: str) -> bool:
    """Say whether a time that touches the place has the value, or none has where there is none."""
    there = [
        date
        for date in said
        if date.start is not None and date.end is not None and date.start < end and date.end > start
    ]
    if value == "-":
        return all(date.value is None for date in there)
    return any(value == "/".join(filter(None, (date.value, date.end_value))) for date in there)


def dateparser_value(phrase: str, when: datetime | None, value: str) -> str | None:
    """Return what dateparser makes of a phrase, in the precision of the value wanted."""
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if when is None and value == "-":
        return "-"
    if when is not None:
        settings["RELATIVE_BASE"] = when.replace(tzinfo=None)
    with catch_warnings():
        simplefilter("ignore")
        found = dateparser.parse(phrase, languages=["en"], settings=settings)
    if found is None:
        return None
    if "W" in value:
        year, week, _ = found.isocalendar()
        return f"{year}-W{week:02}"
    return str(found.isoformat()[: len(value)])


# The seed page


def _seed(shared: Path) -> Iterator[Row]:
    text = (shared / "data/pages/seed/page.txt").read_text(encoding="utf-8")
    split = split_page(json.dumps({"text": text, "published_at": "2022-09-27T12:00:00Z"}).encode())
    said = [enrich_article(item)[0].enrichment for item in split.articles]
    arrived = [q for q in said[0].quantities if q.low == q.high == 98000] if said else []
    right = bool(arrived) and all((q.kind, q.qualifier, q.country) == ("arrived", "about", "KZ") for q in arrived)
    yield Row("seed", "98,000 arrived in KZ (about)", float(right), 1.0)
    last = [date.value for date in said[0].dates if date.text.lower() == "last wednesday"] if said else []
    yield Row("seed", "last Wednesday", float(bool(last) and set(last) == {"2022-09-21"}), 1.0)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
