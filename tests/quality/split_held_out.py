"""``python -m tests.quality.split_held_out``: what splitting is worth on sites and layouts it has never seen.

Five rounds: a fifth of the sites of the real sets and one whole layout of the
glued set are left out of the training of each, and scored by it. The figures
go into ``streams/data/split/held_out.json``, which ``make quality`` prints.
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

from schemas.article import Article
from schemas.page import PageRef
from streams.data.split import parse, train
from streams.data.split.recipe import real_pages
from streams.domain.split.build import build
from streams.domain.split.judge import ARTICLE_NAMES, PAIR_NAMES
from streams.domain.split.layout import NAMES
from streams.domain.split.lines import lines_of
from streams.domain.split.segmentation import Segmenter
from streams.domain.split.title import TITLE_NAMES
from tests.quality.report import shared
from tests.quality.split import FILES, HELD_OUT, Gold, gold, scored, text_of

Figures = dict[str, dict[str, dict[str, float]]]


def figures(folder: Path, weights: list[str]) -> Figures:
    """Score every page by the weights of the round that left it out.

    Args:
        folder: with ``data`` and ``score``.
        weights: of each round, as ``train.compiled`` gives them.
    """
    segmenters = [Segmenter(parse(text, NAMES, ARTICLE_NAMES, PAIR_NAMES, TITLE_NAMES)) for text in weights]
    rounds = {page.id: train.fold_of(page) for page in real_pages(folder / "data") if page.group != "extracted"}
    found: Figures = defaultdict(dict)
    for name in FILES:
        scores = scored(
            folder,
            list(gold(folder, name)),
            lambda page: _split(segmenters[rounds[str(page["id"])]], page),
        )
        for layout, values in scores.items():
            found[name][layout] = {key: value for key, value in values.items() if key not in {"pages", "said-count"}}
    return {name: {key: values for key, values in by.items() if key != "page"} for name, by in found.items()}


def _split(segmenter: Segmenter, page: Gold) -> tuple[Article, ...]:
    text, ref = text_of(page), PageRef(id=str(page["id"]), url=page.get("url"))
    plan = segmenter.segment(lines_of(text).lines, title=None, url=ref.url)
    return build(text, plan, page=ref, title=None).articles


def record(found: Figures) -> None:
    """Write the figures beside the weights; what does not apply is left out."""
    kept = {
        name: {
            layout: {key: value for key, value in values.items() if not math.isnan(value)}
            for layout, values in by.items()
        }
        for name, by in found.items()
    }
    HELD_OUT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    """Train five rounds, score them, record the figures."""
    folder = shared()
    if folder is None:
        print("split_held_out: the data sets are not here (set DATELINE_SHARED to the folder with data/ and score/)")
        return 2
    models, drawn = train.rounds(folder / "data")
    weights = [
        train.compiled(model, train.judges(one for one in drawn if train.fold_of(one.page) != held))
        for held, model in enumerate(models)
    ]
    record(figures(folder, weights))
    return 0


if __name__ == "__main__":
    sys.exit(main())
