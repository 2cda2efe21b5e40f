"""``python -m streams.data.split.train DATA``: learn the line scores and write ``weights.json``.

A linear-chain conditional random field over the states of
``streams.domain.split.states``, fitted by Adam on the likelihood of what each
labelled page allows (a line may allow several states). numpy only; the same
data give the same weights.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from streams.data.split.recipe import ANY, Labelled, composed_pages, pool_of, real_pages
from streams.domain.split.features import NAMES, observe
from streams.domain.split.states import ENDS, FOLLOWS, STARTS, STATES

Floats = NDArray[np.float64]
SCALE = 100
"""Weights are kept as whole hundredths, so that sums are exact on every machine."""
COMPOSED = 1200
MIN_WORD_SITES = 12
MIN_LINE_SITES = 5
_GROUP = np.array([0, 1, 0, 2, 2, 2, 0, 1, 0])
"""States that share what they look like: text of no article's body, headlines, paragraphs."""


@dataclass(slots=True)
class Model:
    """Scores of features by state, and of one state behind another."""

    vocabulary: dict[str, int]
    weights: Floats
    transitions: Floats
    starts: Floats
    ends: Floats


def vocabulary_of(pages: Iterable[Labelled]) -> dict[str, int]:
    """Number the words and whole lines that occur on enough different sites."""
    sites: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        if page.group in {"l3s", "fundus", "zyte"}:
            for line in page.lines:
                if len(line.text) < 260:
                    for key in _keys(line.text.casefold()):
                        sites[key].add(page.site)
    kept = sorted(
        key for key, where in sites.items() if len(where) >= (MIN_WORD_SITES if key[0] == "w" else MIN_LINE_SITES)
    )
    return {key: len(NAMES) + number for number, key in enumerate(kept)}


def _keys(low: str) -> set[str]:
    from streams.domain.split.features import _WORD

    words = _WORD.findall(low)
    keys = {"w:" + word for word in words if not word.isdigit()}
    if len(words) <= 7:
        keys.add("l:" + (" ".join(word for word in words if not word.isdigit()) or low))
    return keys


@dataclass(slots=True)
class _Batch:
    ids: NDArray[np.int64]
    bounds: NDArray[np.int64]
    place: NDArray[np.int64]
    shape: tuple[int, int]
    lengths: NDArray[np.int64]
    allowed: Floats
    weight: Floats
    order: NDArray[np.int64]
    rows: NDArray[np.int64]
    heads: NDArray[np.int64]
    features: NDArray[np.int64]


def _batches(pages: Sequence[Labelled], seen: Sequence[list[list[int]]], weights: dict[str, float]) -> list[_Batch]:
    order = sorted((i for i in range(len(pages)) if pages[i].lines), key=lambda i: len(pages[i].lines))
    batches = []
    at = 0
    while at < len(order):
        size = 64 if len(pages[order[at]].lines) < 100 else 24
        chosen = order[at : at + size]
        at += size
        longest = len(pages[chosen[-1]].lines)
        ids: list[int] = []
        bounds: list[int] = []
        place: list[int] = []
        allowed = np.zeros((len(chosen), longest, len(STATES)))
        for row, index in enumerate(chosen):
            for column, found in enumerate(seen[index]):
                bounds.append(len(ids))
                ids.extend(found)
                place.append(row * longest + column)
                bits = pages[index].allowed[column] or ANY
                allowed[row, column] = [bits >> state & 1 for state in range(len(STATES))]
        flat = np.array(ids)
        owner = np.repeat(np.arange(len(bounds)), np.diff([*bounds, len(ids)]))
        by_feature = np.argsort(flat, kind="stable")
        features, heads = np.unique(flat[by_feature], return_index=True)
        batches.append(
            _Batch(
                flat,
                np.array(bounds),
                np.array(place),
                (len(chosen), longest),
                np.array([len(pages[i].lines) for i in chosen]),
                allowed,
                np.array([weights.get(pages[i].group, 1.0) for i in chosen]),
                by_feature,
                owner[by_feature],
                heads,
                features,
            )
        )
    return batches


def _posteriors(
    emission: Floats, lengths: NDArray[np.int64], step: Floats, start: Floats, end: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return state posteriors, expected transitions, starts and ends, and the log likelihood a page.

    Args:
        emission: scaled likelihoods, pages by lines by states.
        lengths: lines a page.
        step, start, end: likelihoods of transitions, first and last states.
    """
    pages, longest, states = emission.shape
    alpha = np.zeros((longest, pages, states))
    scale = np.ones((longest, pages))
    current = start * emission[:, 0]
    for t in range(longest):
        if t:
            current = (current @ step) * emission[:, t]
        total = current.sum(axis=1)
        live = t < lengths
        total = np.where(live & (total > 0), total, 1.0)
        current = current / total[:, None]
        current[~live] = alpha[t - 1][~live] if t else 0.0
        scale[t] = np.where(live, total, 1.0)
        alpha[t] = current
    final = (current * end).sum(axis=1)
    final = np.where(final > 0, final, 1e-300)
    likelihood = np.log(scale).sum(axis=0) + np.log(final)
    posterior = np.zeros_like(emission)
    beta = np.zeros((pages, states))
    moved = np.zeros((pages, states, states))
    for t in range(longest - 1, -1, -1):
        last = t == lengths - 1
        live = t < lengths
        if t + 1 < longest:
            inner = (emission[:, t + 1] * beta) / scale[t + 1][:, None]
            through = t + 1 < lengths
            moved += np.where(through[:, None, None], alpha[t][:, :, None] * step[None] * inner[:, None, :], 0.0)
            beta = inner @ step.T
        beta = np.where(last[:, None], end[None] / final[:, None], beta)
        posterior[:, t] = np.where(live[:, None], alpha[t] * beta, 0.0)
    ends = posterior[np.arange(pages), lengths - 1]
    return posterior, moved, ends, likelihood


def fit(
    pages: Sequence[Labelled],
    *,
    epochs: int = 24,
    weights: dict[str, float] | None = None,
    l2: float = 0.3,
    vocabulary: dict[str, int] | None = None,
) -> Model:
    """Learn a model from labelled pages."""
    pages = [page for page in pages if page.lines]
    words = vocabulary if vocabulary is not None else vocabulary_of(pages)
    seen = [observe(page.lines, title=page.title, url=page.url, vocabulary=words) for page in pages]
    batches = _batches(pages, seen, weights or {})
    count, states = len(NAMES) + len(words), len(STATES)
    groups = int(_GROUP.max()) + 1
    shape = count * groups + count * states + states * states + 2 * states
    theta = np.zeros(shape)
    first, second = np.zeros(shape), np.zeros(shape)
    legal = np.zeros((states, states))
    for source, targets in enumerate(FOLLOWS):
        legal[source, list(targets)] = 1.0
    can_start = np.array([state in STARTS for state in range(states)], float)
    can_end = np.array([state in ENDS for state in range(states)], float)
    cuts = np.cumsum([count * groups, count * states, states * states, states])
    rng = np.random.default_rng(7)
    step_number = 0
    total_steps = epochs * len(batches)
    for epoch in range(epochs):
        objective = 0.0
        for which in rng.permutation(len(batches)):
            batch = batches[which]
            shared, own, moves, begins, ends_ = np.split(theta, cuts)
            table = shared.reshape(count, groups)[:, _GROUP] + own.reshape(count, states)
            raw = np.add.reduceat(table[batch.ids], batch.bounds, axis=0)
            emission = np.zeros((batch.shape[0] * batch.shape[1], states))
            emission[batch.place] = np.exp(raw - raw.max(axis=1, keepdims=True))
            emission = np.maximum(emission, 1e-12).reshape(*batch.shape, states)
            step = np.exp(moves.reshape(states, states)) * legal
            start, end = np.exp(begins) * can_start, np.exp(ends_) * can_end
            free = _posteriors(emission, batch.lengths, step, start, end)
            held = _posteriors(emission * batch.allowed, batch.lengths, step, start, end)
            good = np.isfinite(held[3]) & (held[3] > -1e5) & (held[3] - free[3] > -600)
            weight = batch.weight * good
            objective += float(((free[3] - held[3]) * weight)[good].sum())
            residual = ((free[0] - held[0]) * weight[:, None, None]).reshape(-1, states)[batch.place]
            gradient = np.zeros((count, states))
            gradient[batch.features] = np.add.reduceat(residual[batch.rows], batch.heads, axis=0)
            by_group = np.zeros((count, groups))
            for group in range(groups):
                by_group[:, group] = gradient[:, group == _GROUP].sum(axis=1)
            moved = ((free[1] - held[1]) * weight[:, None, None]).sum(axis=0)
            begun = ((free[0][:, 0] - held[0][:, 0]) * weight[:, None]).sum(axis=0)
            ended = ((free[2] - held[2]) * weight[:, None]).sum(axis=0)
            whole = np.concatenate([by_group.ravel(), gradient.ravel(), moved.ravel(), begun, ended])
            whole += l2 * theta * (len(batch.lengths) / len(pages)) * 10
            step_number += 1
            first = 0.9 * first + 0.1 * whole
            second = 0.99 * second + 0.01 * whole * whole
            rate = 0.06 * (1 - 0.97 * step_number / total_steps)
            theta -= rate * (first / (1 - 0.9**step_number)) / (np.sqrt(second / (1 - 0.99**step_number)) + 1e-6)
        if epoch % 8 == 7:
            print(f"epoch {epoch + 1}: loss {objective:.0f}", file=sys.stderr)  # noqa: T201
    shared, own, moves, begins, ends_ = np.split(theta, cuts)
    table = shared.reshape(count, groups)[:, _GROUP] + own.reshape(count, states)
    return Model(words, table, moves.reshape(states, states), begins, ends_)


def write(model: Model, path: Path) -> None:
    """Write a model as JSON that can be read: one line a feature, whole hundredths in the order of the states."""
    words = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
    names = [*NAMES, *words]
    table = np.rint(model.weights * SCALE).astype(int)
    lines = [f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(table[i].tolist())}" for i, name in enumerate(names) if table[i].any()]  # fmt: skip
    moves = np.rint(model.transitions * SCALE).astype(int).tolist()
    path.write_text(
        "{\n"
        f'  "states": {json.dumps(STATES)},\n'
        f'  "starts": {json.dumps(np.rint(model.starts * SCALE).astype(int).tolist())},\n'
        f'  "ends": {json.dumps(np.rint(model.ends * SCALE).astype(int).tolist())},\n'
        '  "transitions": {\n'
        + ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in zip(STATES, moves, strict=True))
        + '\n  },\n  "features": {\n'
        + ",\n".join(lines)
        + "\n  }\n}\n",
        encoding="utf-8",
    )


def training_pages(data: Path, *, composed: int = COMPOSED, pages: list[Labelled] | None = None) -> list[Labelled]:
    """Return real and composed pages."""
    real = list(real_pages(data)) if pages is None else pages
    return [*real, *composed_pages(pool_of(real, data), composed)]


def main(data: Path) -> None:
    """Learn from everything and write the weights beside this file."""
    model = fit(training_pages(data))
    write(model, Path(__file__).with_name("weights.json"))
    print(Counter(len(model.vocabulary) and "words" for _ in model.vocabulary))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
