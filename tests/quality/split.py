"""How well pages are split: every development set, by the shared scorer."""

import contextlib
import gzip
import importlib.util
import io
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from schemas.article import Article
from schemas.page import PageRef
from streams.domain.split import split
from streams.domain.split.html import extract
from tests.quality.report import ROOT, Row

HELD_OUT = ROOT / "streams" / "data" / "split" / "held_out.json"
"""Figures of the training run: every page scored by weights that never saw its site or layout."""
FLOORS: dict[str, dict[str, tuple[float, bool]]] = {
    "glued": {
        "article F1": (0.97, False),
        "title": (0.97, False),
        "complete": (0.95, False),
        "said": (0.40, False),
        "leak": (0.01, True),
    },
    "fundus_pages": {
        "article F1": (0.90, False),
        "word F1": (0.94, False),
        "title": (0.90, False),
        "leak": (0.06, True),
    },
    "l3s_gn1": {"article F1": (0.85, False), "word F1": (0.92, False), "leak": (0.08, True)},
    "zyte_aeb": {"word F1": (0.92, False)},
    "trafilatura_eval_en": {"keep": (0.93, False), "drop": (0.93, False)},
}
LAYOUT_FLOOR = 0.94
FILES = {
    "glued": "glued/pages.jsonl",
    "fundus_pages": "fundus_pages/pages.jsonl",
    "l3s_gn1": "l3s_gn1/pages.jsonl.gz",
    "zyte_aeb": "zyte_aeb/pages.jsonl",
    "trafilatura_eval_en": "trafilatura_eval_en/pages.jsonl.gz",
}
Gold = dict[str, Any]
Splitter = Callable[[Gold], tuple[Article, ...]]


def gold(shared: Path, name: str) -> Iterator[Gold]:
    """Yield the pages of a set."""
    path = shared / "data" / "pages" / FILES[name]
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def text_of(page: Gold) -> str:
    """Return a page's text as ``to_input.py`` gives it."""
    return "\n".join(line for _, line in page["lines"]) if "lines" in page else page["page_text"]


def by_text(page: Gold) -> tuple[Article, ...]:
    """Split a page's text."""
    return split(text_of(page), page=PageRef(id=str(page["id"]), url=page.get("url"))).articles


def scored(shared: Path, pages: list[Gold], splitter: Splitter) -> dict[str, dict[str, float]]:
    """Return the scorer's figures, by layout and ``ALL``; snippets as ``keep`` and ``drop``."""
    scorer = _scorer(shared)
    with tempfile.TemporaryDirectory() as folder:
        wanted, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        wanted.write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
        with found.open("w", encoding="utf-8") as out:
            for page in pages:
                articles = [article.model_dump(mode="json") for article in splitter(page)]
                out.write(json.dumps({"id": page["id"], "articles": articles}) + "\n")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            scorer.score(str(wanted), str(found))
    return dict(map(_figures, printed.getvalue().splitlines()))


def _figures(line: str) -> tuple[str, dict[str, float]]:
    name = line.split()[0]
    pairs = re.findall(r"(pages|article F1|title|complete|word F1|leak|keep|drop)\s+([\d.]+|nan)", line)
    values = {key: float(value) for key, value in pairs}
    if said := re.search(r"complete \S+ of (\d+)", line):
        values["said-count"] = float(said[1])
    return "ALL" if name == "snippets" else name, values


def _scorer(shared: Path) -> ModuleType:
    sys.path.insert(0, str(shared / "score"))
    try:
        spec = importlib.util.spec_from_file_location("shared_pages_score", shared / "score" / "pages.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(shared / "score" / "pages.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(shared / "score"))


def rows(shared: Path) -> list[Row]:
    """Return every figure of issue 5 beside its floor."""
    found: list[Row] = []
    for name in FILES:
        pages = list(gold(shared, name))
        figures = scored(shared, pages, by_text)
        found += _set_rows(name, pages, figures)
    found += _html_rows(shared)
    found += _seed_rows(shared)
    found += _confidence_rows(shared)
    if HELD_OUT.exists():
        found += _held_out_rows(json.loads(HELD_OUT.read_text(encoding="utf-8")))
    return found


def _set_rows(name: str, pages: list[Gold], figures: dict[str, dict[str, float]], suffix: str = "") -> list[Row]:
    overall = figures["ALL"]
    if name == "glued":
        sayable = sum(article["complete"] is not None for page in pages for article in page["articles"])
        overall["said"] = overall["said-count"] / sayable
    out = [
        Row(name + suffix, measure, overall[measure], floor, at_most)
        for measure, (floor, at_most) in FLOORS[name].items()
        if measure in overall
    ]
    out += [
        Row(f"{name}/{layout}{suffix}", "article F1", values["article F1"], LAYOUT_FLOOR)
        for layout, values in sorted(figures.items())
        if name == "glued" and layout != "ALL"
    ]
    return out


def _html_rows(shared: Path) -> list[Row]:
    pages = list(gold(shared, "zyte_aeb"))
    read = {page["id"]: _html(shared, page) for page in pages}

    def ours(page: Gold) -> tuple[Article, ...]:
        text, title = read[page["id"]]
        return split(text, page=PageRef(id=page["id"], url=page["url"]), title=title, extracted=True).articles

    def extractor(page: Gold) -> tuple[Article, ...]:
        return split(read[page["id"]][0], page=PageRef(id=page["id"]), whole=True).articles

    alone = scored(shared, pages, extractor)["ALL"]["word F1"]
    value = scored(shared, pages, ours)["ALL"]["word F1"]
    return [
        Row("zyte_aeb/html", "word F1", value, 0.96, note="from its HTML"),
        Row("zyte_aeb/html", "word F1 over the extractor's", value - alone, -0.0005, note=f"trafilatura {alone:.3f}"),
    ]


def _html(shared: Path, page: Gold) -> tuple[str, str | None]:
    path = shared / "data" / "pages" / "zyte_aeb" / "html" / f"{page['id']}.html.gz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        read = extract(file.read(), page["url"])
    return read.text, read.title


def _seed_rows(shared: Path) -> list[Row]:
    path = shared / "data" / "pages" / "seed" / "pages.jsonl"
    page = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    cut = split(page["page_text"], page=PageRef(id="seed"))
    exact = [
        (a.title, list(a.paragraphs), list(a.summary)) == (g["title"], g["paragraphs"], g["summary"])
        for a, g in zip(cut.articles, page["articles"], strict=False)
    ]
    first, second = ([*cut.articles, None, None])[:2]
    told = first is not None and first.complete is True and second is not None and second.complete is not True
    linked = first is not None and first.url == "https://arab.news/byvgr"
    return [
        Row("seed", "articles exact of 2", float(sum(exact) if len(cut.articles) == 2 else 0), 2),
        Row("seed", "link and complete as they should be", float(told and linked), 1),
    ]


def _confidence_rows(shared: Path) -> list[Row]:
    """Of the articles said with a confidence, how many are right, over all sets with whole gold bodies."""
    scorer = _scorer(shared)
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name in ("glued", "fundus_pages", "l3s_gn1"):
        for page in gold(shared, name):
            bags = [Counter(scorer.words(" ".join(a["paragraphs"]))) for a in scorer.gold_articles(page)]
            for article in by_text(page):
                mine = Counter(scorer.words(" ".join(article.paragraphs)))
                bucket = "≥ 0.9" if article.confidence >= 0.9 else "0.7–0.9" if article.confidence >= 0.7 else "< 0.7"
                said[bucket] += 1
                right[bucket] += any(scorer.overlap(bag, mine) >= 0.8 for bag in bags)
    return [
        Row(
            "confidence",
            f"right of those said {bucket}",
            right[bucket] / said[bucket],
            0.9 if bucket == "≥ 0.9" else None,
            note=f"{right[bucket]} of {said[bucket]}",
        )
        for bucket in ("≥ 0.9", "0.7–0.9", "< 0.7")
        if said[bucket]
    ]


def _held_out_rows(figures: dict[str, dict[str, dict[str, float]]]) -> list[Row]:
    out = []
    for name, by_layout in figures.items():
        for layout, values in sorted(by_layout.items()):
            for measure, value in values.items():
                floor = 0.94 if (name, layout, measure) == ("glued", "ALL", "article F1") else None
                where = name if layout == "ALL" else f"{name}/{layout}"
                out.append(Row(where + " held out", measure, value, floor, note="recorded by the training run"))
    return out
