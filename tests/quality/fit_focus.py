"""``python -m tests.quality.fit_focus``: fit and print the weights of ``streams.domain.enrich.countries.focus``.

Learns from the development halves of cliff_handcoded, muc34 and reuters21578, from
the seen half of the project's own set, and from the seed page. A logistic
regression, of which two thirds of the weight is on the best country's being a
right one; then scaled so that scores are probabilities. The kept-out half of the
own set takes no part.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.article import Article
from streams.domain.enrich.countries.focus import FEATURES, features, tally
from streams.domain.enrich.countries.koreas import with_halves
from streams.domain.enrich.countries.match import hits
from streams.domain.enrich.countries.read import home_of, is_shouted
from streams.domain.enrich.countries.sense import settle
from streams.domain.text import ArticleText
from tests.quality.ambiguity import Case, articles, sentences
from tests.quality.countries import article_of
from tests.quality.report import shared

WEIGHT = {"cliff_handcoded": 6.0, "muc34": 2.5, "reuters21578": 0.3, "sentences": 0.7, "articles": 2.0, "seed": 3.0}
"""How much a set counts, beside the square root of its size."""
TRUST = {"articles": 3.0}
"""How much a set counts in scaling: its gold lists every country that an article is about."""
RIDGE, BEST = 8.0, 10.0
SAMPLE = 1500
FOLDS = 10
SUCCESSOR = {"SU": "RU", "DD": "DE", "YD": "YE", "CS": None, "YU": None, "AN": None}
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its countries' features, and which of them it is about."""

    rows: Matrix
    right: NDArray[np.bool_]


def example(article: Article, gold: frozenset[str], when: datetime | None, url: str | None) -> Example | None:
    """Count an article as the reader does."""
    text = ArticleText(article)
    capitals = is_shouted(text.text)
    found = hits(text.text, language="en", capitals=capitals)
    settled = settle(text.text, found.hits, cues=found.cues, home=home_of(url), when=when, capitals=capitals)
    counted = features(tally(text, with_halves(text.text, settled), found.events))
    if not counted:
        return None
    return Example(np.array(list(counted.values())), np.array([code in gold for code in counted]))


def of_set(folder: Path, name: str) -> Iterator[Example]:
    """Yield the examples of one development set."""
    path = next(iter(sorted((folder / name).glob("articles.jsonl*"))))
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode().splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    rows = [row for row in rows if row.get("countries") and (row.get("body") or row.get("text"))]
    if len(rows) > SAMPLE:
        rows = random.Random(5).sample(rows, SAMPLE)
    for row in rows:
        gold = frozenset(code for c in row["countries"] if (code := SUCCESSOR.get(c, c)))
        body = row.get("text") or " ".join(f"{row.get('dateline') or ''} {row['body']}".split())
        title = row.get("title")
        parts = tuple(" ".join(line.split()) for line in body.removeprefix(title or "").split("\n") if line.strip())
        case = Case(str(row["id"]), title, (), parts, gold, gold, fitted=True)
        found = example(article_of(case), gold, _when(row), row.get("url"))
        if gold and found is not None:
            yield found


def _when(row: dict[str, Any]) -> datetime | None:
    raw = str(row.get("date") or row.get("date_raw") or "").split(".")[0]
    for form in ("%Y-%m-%d", "%d-%b-%Y %H:%M:%S", "%d %b %y", "%d %B %Y"):
        try:
            return datetime.strptime(raw.strip(), form)  # noqa: DTZ007 - months are compared
        except ValueError:
            continue
    return None


def of_cases(cases: list[Case]) -> Iterator[Example]:
    """Yield the examples of our own."""
    for case in cases:
        if case.fitted and case.focus:
            found = example(article_of(case), case.focus, None, None)
            if found is not None:
                yield found


def of_seed(path: Path) -> Iterator[Example]:
    """Yield the articles of the seed page."""
    for line in path.read_text("utf-8").splitlines():
        for article in json.loads(line)["articles"]:
            gold = frozenset(article["focus_must"])
            case = Case(
                "seed", article["title"], tuple(article["summary"]), tuple(article["paragraphs"]), gold, gold, True
            )
            found = example(article_of(case), gold, None, None)
            if found is not None:
                yield found


def sigmoid(values: Matrix) -> Matrix:
    """Return 1 / (1 + e^-x)."""
    return np.asarray(1.0 / (1.0 + np.exp(-values)))


def fit(sets: dict[str, list[Example]]) -> Matrix:
    """Return the weights in the order of ``FEATURES``."""
    single, label, weight, pair, pair_weight = [], [], [], [], []
    for name, examples in sets.items():
        each = 10 * WEIGHT[name] / np.sqrt(len(examples))
        for item in examples:
            single.append(item.rows)
            label.append(item.right.astype(float))
            weight.append(np.full(len(item.rows), each))
            if 0 < item.right.sum() < len(item.rows):
                right, others = item.rows[item.right], item.rows[~item.right]
                best = right[np.argmax(right[:, FEATURES.index("mass")])]
                for other in others:
                    pair.append(best - other)
                    pair_weight.append(each * BEST / len(others))
    x, y, w = np.vstack(single), np.concatenate(label), np.concatenate(weight)
    px, pw = np.array(pair), np.array(pair_weight)
    ridge = RIDGE * (np.arange(len(FEATURES)) > 0)
    found = np.zeros(len(FEATURES))
    for _ in range(60):
        p, q = sigmoid(x @ found), sigmoid(px @ found)
        slope = x.T @ (w * (y - p)) + px.T @ (pw * (1 - q)) - ridge * found
        curve = (x.T * (w * p * (1 - p))) @ x + (px.T * (pw * q * (1 - q))) @ px + np.diag(ridge + 1e-6)
        found = found + np.linalg.solve(curve, slope)
    return _scaled(found, sets)


def _scaled(found: Matrix, sets: dict[str, list[Example]]) -> Matrix:
    score = np.concatenate([item.rows @ found for examples in sets.values() for item in examples])
    label = np.concatenate([item.right for examples in sets.values() for item in examples]).astype(float)
    weight = np.concatenate(
        [
            np.full(len(item.rows), TRUST.get(name, 1.0) / np.sqrt(len(examples)))
            for name, examples in sets.items()
            for item in examples
        ]
    )
    line = np.array([1.0, 0.0])
    both = np.stack([score, np.ones_like(score)], axis=1)
    for _ in range(60):
        p = sigmoid(both @ line)
        curve = (both.T * (weight * p * (1 - p))) @ both
        line = line + np.linalg.solve(curve, both.T @ (weight * (label - p)))
    out = found * line[0]
    out[0] += line[1]
    return np.asarray(out)


def share_right(examples: list[Example], weights: list[Matrix]) -> float:
    """Return how often the best country is a right one, each article by its own weights."""
    return float(
        np.mean([item.right[int(np.argmax(item.rows @ w))] for item, w in zip(examples, weights, strict=True)])
    )


def held_out(sets: dict[str, list[Example]]) -> dict[str, float]:
    """Return the share of right best countries of each set, each article by weights that did not learn from it."""
    weights: dict[str, list[Matrix]] = {name: [np.empty(0)] * len(examples) for name, examples in sets.items()}
    for fold in range(FOLDS):
        seen = {name: [e for at, e in enumerate(found) if at % FOLDS != fold] for name, found in sets.items()}
        learned = fit({name: examples for name, examples in seen.items() if examples})
        for name, examples in sets.items():
            for at in range(fold, len(examples), FOLDS):
                weights[name][at] = learned
    return {name: share_right(examples, weights[name]) for name, examples in sets.items()}


def main() -> int:
    """Print the weights and how often the best country is a right one."""
    folder = shared()
    if folder is None:
        print("fit_focus: the data sets are not here (set DATELINE_SHARED to the folder with data/ and score/)")
        return 2
    sets = {
        name: list(of_set(folder / "data" / "countries", name)) for name in WEIGHT if "_" in name or name[-1].isdigit()
    }
    sets |= {"sentences": list(of_cases(sentences())), "articles": list(of_cases(articles()))}
    sets["seed"] = list(of_seed(folder / "data" / "pages" / "seed" / "pages.jsonl"))
    found = fit(sets)
    kept = held_out(sets)
    for name, examples in sets.items():
        seen = share_right(examples, [found] * len(examples))
        print(f"{name:16} {len(examples):5} articles, best country right {seen:.3f}, held out {kept[name]:.3f}")
    print("WEIGHTS = {")
    for name, value in zip(FEATURES, found, strict=True):
        print(f'    "{name}": {value:.2f},')
    print("}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
