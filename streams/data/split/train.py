"""``python -m streams.data.split.train DATA``: learn the line scores and write ``weights.json``.

A linear-chain conditional random field over the states of
``streams.domain.split.states``, fitted by Adam on the likelihood of what each
labelled page allows (a line may allow several states). numpy only; the same
data give the same weights.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from streams.data.split import Scores, Vocabulary, parse, vocabulary
from streams.data.split.compose import composed_pages, pool_of
from streams.data.split.recipe import ANY, Labelled, real_pages
from streams.domain.split.decode import Decoder
from streams.domain.split.drafts import Draft
from streams.domain.split.features import observe
from streams.domain.split.joint import spelled_out
from streams.domain.split.judge import ARTICLE_NAMES, PAIR_NAMES, Jury, settle
from streams.domain.split.layout import NAMES
from streams.domain.split.mend import mended
from streams.domain.split.shape import HEAD, LOOKED_AT, line_key
from streams.domain.split.states import ENDS, FOLLOWS, STARTS, STATES
from streams.domain.split.title import TITLE_NAMES, candidates, possible_titles
from streams.domain.words import words_of

Floats = NDArray[np.float64]
SCALE = 100
"""Weights are kept as whole hundredths, so that sums are exact on every machine."""
COMPOSED = 3000
"""Composed pages a draw."""
DRAWS = 3
"""How many draws of them a model is the mean of: what one draw has by chance counts a third."""
EPOCHS = 8
L2 = 0.6
OWN_L2 = 2.0
"""How much stronger it is for what a state alone looks like."""
MIN_WORD_SITES = 25
MIN_LINE_SITES = 8
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
                for key in _keys(line.text[:HEAD]):
                    sites[key].add(page.site)
    kept = sorted(
        key for key, where in sites.items() if len(where) >= (MIN_WORD_SITES if key[0] == "w" else MIN_LINE_SITES)
    )
    return {key: len(NAMES) + number for number, key in enumerate(kept)}


def _keys(text: str) -> set[str]:
    words = words_of(text.casefold())
    keys = {"w:" + word for word in words[:LOOKED_AT] if not word.isdigit()}
    if len(words) <= 7:
        keys.add("l:" + line_key(words, text))
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
        step: likelihoods of transitions.
        start: of first states.
        end: of last states.
    """
    pages, longest, states = emission.shape
    alpha = np.zeros((longest, pages, states))
    scale = np.ones((longest, pages))
    current = start * emission[:, 0]
    for t in range(longest):
        if t:
            current = (current @ step) * emission[:, t]
        total = current.sum(axis=1)
        live = np.less(t, lengths)
        total = np.where(live & (total > 0), total, 1.0)
        current = current / total[:, None]
        current[~live] = alpha[t - 1][~live] if t else 0.0
        scale[t] = np.where(live, total, 1.0)
        alpha[t] = current
    final = (current * end).sum(axis=1)
    possible = final > 1e-250
    final = np.where(possible, final, 1.0)
    likelihood = np.where(possible, np.log(scale).sum(axis=0) + np.log(final), -np.inf)
    posterior = np.zeros_like(emission)
    beta = np.zeros((pages, states))
    moved = np.zeros((pages, states, states))
    for t in range(longest - 1, -1, -1):
        last = np.equal(t, lengths - 1)
        live = np.less(t, lengths)
        if t + 1 < longest:
            inner = (emission[:, t + 1] * beta) / scale[t + 1][:, None]
            through = np.less(t + 1, lengths)
            moved += np.where(through[:, None, None], alpha[t][:, :, None] * step[None] * inner[:, None, :], 0.0)
            beta = inner @ step.T
        beta = np.where(last[:, None], end[None] / final[:, None] * possible[:, None], beta)
        posterior[:, t] = np.where(live[:, None], alpha[t] * beta, 0.0)
    ends = posterior[np.arange(pages), lengths - 1]
    return posterior, moved, ends, likelihood


def fit(
    pages: Sequence[Labelled],
    *,
    epochs: int = EPOCHS,
    weights: dict[str, float] | None = None,
    l2: float = L2,
    seed: int = 1,
) -> Model:
    """Learn a model from labelled pages; the seed says in which order they are looked at."""
    pages = [page for page in pages if page.lines]
    words = vocabulary_of(pages)
    known = vocabulary(words)
    # Learned words come in the order of a set, which is another in every process; sums must not depend on it.
    seen = [
        [
            sorted(spelled_out(found))
            for found in observe(page.lines, title=page.title, url=page.url, vocabulary=known).rows
        ]
        for page in pages
    ]
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
    penalty = np.full(shape, l2)
    penalty[count * groups : count * (groups + states)] *= OWN_L2
    cuts = np.cumsum([count * groups, count * states, states * states, states])
    rng = np.random.default_rng(seed)
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
            good = np.isfinite(held[3]) & np.isfinite(free[3])
            weight = batch.weight * good
            objective += float(((free[3] - held[3])[good] * weight[good]).sum())
            residual = ((free[0] - held[0]) * weight[:, None, None]).reshape(-1, states)[batch.place]
            gradient = np.zeros((count, states))
            gradient[batch.features] = np.add.reduceat(residual[batch.rows], batch.heads, axis=0)
            by_group = np.zeros((count, groups))
            for group in range(groups):
                by_group[:, group] = gradient[:, group == _GROUP].sum(axis=1)
            # Of a word it is learned what kind of text it stands in, not which paragraph.
            gradient[len(NAMES) :] = 0.0
            moved = ((free[1] - held[1]) * weight[:, None, None]).sum(axis=0)
            begun = ((free[0][:, 0] - held[0][:, 0]) * weight[:, None]).sum(axis=0)
            ended = ((free[2] - held[2]) * weight[:, None]).sum(axis=0)
            whole = np.concatenate([by_group.ravel(), gradient.ravel(), moved.ravel(), begun, ended])
            whole += penalty * theta * (len(batch.lengths) / len(pages)) * 10
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


def compiled(model: Model, judge: dict[str, list[int]] | None = None) -> str:
    """Return a model as JSON that can be read: one line a feature, whole hundredths in the order of the states."""
    words = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
    table = np.rint(model.weights * SCALE).astype(int)
    features = {name: table[i].tolist() for i, name in enumerate([*NAMES, *words]) if table[i].any()}
    moves = np.rint(model.transitions * SCALE).astype(int).tolist()
    named = {"real": ARTICLE_NAMES, "same": PAIR_NAMES, "right": ARTICLE_NAMES, "title": TITLE_NAMES}
    judge = judge or {name: [0] * len(names) for name, names in named.items()}
    said: dict[str, dict[str, object]] = {
        "transitions": dict(zip(STATES, moves, strict=True)),
        **{f"judge-{name}": dict(zip(named[name], row, strict=True)) for name, row in judge.items()},
        "features": dict(features),
    }
    parts = [
        f'"states": {json.dumps(STATES)}',
        f'"eager": {EAGER}',
        f'"starts": {json.dumps(np.rint(model.starts * SCALE).astype(int).tolist())}',
        f'"ends": {json.dumps(np.rint(model.ends * SCALE).astype(int).tolist())}',
    ]
    for name, block in said.items():
        rows_ = ",\n".join(
            f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in block.items()
        )
        parts.append(f"{json.dumps(name)}: {{\n{rows_}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


@dataclass(slots=True)
class Drawn:
    """The drafts of one page by a model that never saw its site or layout."""

    page: Labelled
    jury: Jury
    drafts: list[Draft]


def draw(page: Labelled, learned: Scores, decoder: Decoder) -> Drawn:
    """Return a page's drafts."""
    seen = observe(page.lines, title=page.title, url=page.url, vocabulary=learned.vocabulary)
    path, line_scores = decoder.decode(seen.rows, seen.prose)
    jury = Jury(page.lines, seen, line_scores)
    return Drawn(page, jury, mended(jury, path))


def _owner(drawn: Drawn, draft: Draft) -> int:
    """Return the gold article that has most of a draft's words; -1 if less than half are of any."""
    votes: Counter[int] = Counter()
    for index in draft.body:
        votes[drawn.page.owners[index]] += drawn.jury.counts[index]
    owner, most = votes.most_common(1)[0]
    return owner if most * 2 > sum(votes.values()) else -1


def _is_right(drawn: Drawn, draft: Draft) -> bool:
    owner = _owner(drawn, draft)
    if owner < 0:
        return False
    counts, owners = drawn.jury.counts, drawn.page.owners
    shared = sum(counts[i] for i in draft.body if owners[i] == owner)
    gold = sum(count for count, other in zip(counts, owners, strict=True) if other == owner)
    return 2 * shared / (gold + drawn.jury.words(draft)) >= 0.8


def _logistic(
    rows_: list[list[int]], labels: list[bool], weights: list[float], count: int, l2: float = 2.0
) -> list[int]:
    """Fit a logistic regression over binary features by Newton's method; return hundredths."""
    matrix = np.zeros((len(rows_), count))
    for row, found in enumerate(rows_):
        matrix[row, found] = 1.0
    said, weight = np.array(labels, float), np.array(weights)
    beta = np.zeros(count)
    penalty = np.full(count, l2)
    penalty[0] = 0.01
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(matrix @ beta, -30, 30)))
        gradient = matrix.T @ ((said - p) * weight) - penalty * beta
        hessian = (matrix * (p * (1 - p) * weight)[:, None]).T @ matrix + np.diag(penalty)
        beta += np.linalg.solve(hessian, gradient)
    return [int(value) for value in np.rint(beta * SCALE)]


def judges(drawn: Iterable[Drawn]) -> dict[str, list[int]]:
    """Learn what makes a draft an article, two drafts one, and a draft right."""
    drawn = list(drawn)
    real: tuple[list[list[int]], list[bool], list[float]] = ([], [], [])
    same: tuple[list[list[int]], list[bool], list[float]] = ([], [], [])
    right: tuple[list[list[int]], list[bool], list[float]] = ([], [], [])
    choices: list[Choice] = []
    drawn = [one for one in drawn if one.page.group != "snippets"]
    for one in drawn:
        weight = COMPOSED_WEIGHT if one.page.group == "composed" else 1.0
        owners = [_owner(one, draft) for draft in one.drafts]
        for found, owner in zip(one.jury.articles(one.drafts), owners, strict=True):
            _add(real, found, owner >= 0, weight)
        for above, below, left, right_ in zip(one.drafts, one.drafts[1:], owners, owners[1:], strict=False):
            if left >= 0 and right_ >= 0:
                _add(same, one.jury.pair(above, below, len(one.drafts)), left == right_, 1.0)
    tables = {
        "real": _logistic(*real, len(ARTICLE_NAMES)),
        "same": _logistic(*same, len(PAIR_NAMES)),
    }
    so_far = Scores(
        Vocabulary({}, {}),
        np.zeros((0, 0), np.int32),
        (),
        (),
        (),
        real=tuple(tables["real"]),
        same=tuple(tables["same"]),
        right=(0,) * len(ARTICLE_NAMES),
        say_from=0.0,
    )
    for one in drawn:
        weight = COMPOSED_WEIGHT if one.page.group == "composed" else 1.0
        settled = [draft for draft, _ in settle(one.jury, deepcopy(one.drafts), so_far)]
        for draft, found in zip(settled, one.jury.articles(settled), strict=True):
            _add(right, found, _is_right(one, draft), weight)
        choices += _choices(one, settled, weight)
    tables["right"] = _logistic(*right, len(ARTICLE_NAMES))
    tables["title"] = _chooser(choices, len(TITLE_NAMES))
    return tables


@dataclass(slots=True)
class Choice:
    """The possible headlines of one draft."""

    options: list[list[int]]
    """The features of each."""
    chosen: list[bool]
    """Which are the headline; none if it has none."""
    weight: float


def _choices(one: Drawn, settled: list[Draft], weight: float) -> Iterator[Choice]:
    for place, draft in enumerate(settled):
        owner = _owner(one, draft)
        said = one.page.titles.get(owner)
        if owner < 0 or (said is None and one.page.group != "composed"):
            continue
        floor = settled[place - 1].last + 1 if place else 0
        ceiling = settled[place + 1].first if place + 1 < len(settled) else len(one.page.lines)
        possible = possible_titles(one.jury, draft, floor, ceiling)
        found = candidates(one.jury, draft, possible) if possible else []
        texts = [one.page.lines[index].text.casefold() for index, _ in found]
        if found:
            yield Choice([features for _, features in found], [text == said for text in texts], weight)


def _chooser(choices: list[Choice], count: int, l2: float = 1.0) -> list[int]:
    """Fit a choice model: the score of each option against the others and against none, which scores zero."""
    rows_ = [features for choice in choices for features in choice.options]
    matrix = np.zeros((len(rows_), count))
    for row, found in enumerate(rows_):
        matrix[row, found] = 1.0
    bounds = np.cumsum([0, *(len(choice.options) for choice in choices)])[:-1]
    owner = np.repeat(np.arange(len(choices)), [len(choice.options) for choice in choices])
    right = np.array([chosen for choice in choices for chosen in choice.chosen], float)
    some = np.add.reduceat(right, bounds) > 0
    weight = np.array([choice.weight for choice in choices])
    beta, first, second = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, 401):
        score = np.exp(np.clip(matrix @ beta, -30, 30))
        total = np.add.reduceat(score, bounds) + 1.0
        hit = np.add.reduceat(score * right, bounds)
        wanted = np.where(some[owner], score * right / np.where(hit > 0, hit, 1.0)[owner], 0.0)
        gradient = matrix.T @ ((wanted - score / total[owner]) * weight[owner]) - l2 * beta
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient * gradient
        rate = 0.1 * (1 - step / 420)
        beta += rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return [int(value) for value in np.rint(beta * SCALE)]


def _add(to: tuple[list[list[int]], list[bool], list[float]], found: list[int], label: bool, weight: float) -> None:
    to[0].append(found)
    to[1].append(label)
    to[2].append(weight)


EAGER = 200
"""Hundredths that the beginning of an article is given when drafts are drawn."""
LAYOUTS = ("gulf", "portal", "digest", "single", "listing")
FOLDS = 5
COMPOSED_WEIGHT = 0.3
"""Of composed pages when drafts are judged."""
WEIGHTS = {"composed": 0.7, "snippets": 2.0}
"""Of pages of some sets when lines are; one of all others."""


def fold_of(page: Labelled) -> int:
    """Return the round in which a page is held out: whole sites of real pages, whole layouts of glued ones."""
    if page.group.startswith("glued-"):
        return LAYOUTS.index(page.group.removeprefix("glued-"))
    return int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % FOLDS


def fit_all(real: Sequence[Labelled], mixed: Sequence[Sequence[Labelled]], *, epochs: int = EPOCHS) -> Model:
    """Learn a model from real and several draws of composed pages: the mean of one for each draw."""
    models = [
        fit([*real, *drawn], epochs=epochs, weights=WEIGHTS, seed=number) for number, drawn in enumerate(mixed, start=1)
    ]

    def mean(of: Callable[[Model], Floats]) -> Floats:
        average: Floats = np.mean([of(model) for model in models], axis=0)
        return average

    return Model(
        models[0].vocabulary,
        mean(lambda model: model.weights),
        mean(lambda model: model.transitions),
        mean(lambda model: model.starts),
        mean(lambda model: model.ends),
    )


def rounds(data: Path, *, composed: int = COMPOSED, epochs: int = EPOCHS) -> tuple[list[Model], list[Drawn]]:
    """Fit a model a round without the sites and layouts of that round, and draw those pages with it."""
    real = list(real_pages(data))
    models, drawn = [], []
    for held in range(FOLDS):
        kept = [page for page in real if fold_of(page) != held]
        mixed = draws_of(kept, data, composed=composed)
        unseen = [page for page in mixed[0] if fold_of(page) == held]
        model = fit_all(kept, [[page for page in pages if fold_of(page) != held] for pages in mixed], epochs=epochs)
        learned = parse(compiled(model), NAMES, ARTICLE_NAMES, PAIR_NAMES, TITLE_NAMES)
        decoder = Decoder(learned, eager=EAGER)
        drawn += [draw(page, learned, decoder) for page in [*real, *unseen] if fold_of(page) == held]
        models.append(model)
    return models, drawn


def draws_of(real: list[Labelled], data: Path, *, composed: int) -> list[list[Labelled]]:
    """Return composed pages, a list for each of ``DRAWS``."""
    pool = pool_of(real, data)
    return [list(composed_pages(pool, composed, seed=seed)) for seed in range(1, DRAWS + 1)]


def learn(data: Path, drawn: Iterable[Drawn]) -> str:
    """Learn from everything; return the weights as JSON.

    Args:
        data: the folder with the page sets.
        drawn: what :func:`rounds` drew.
    """
    real = list(real_pages(data))
    return compiled(fit_all(real, draws_of(real, data, composed=COMPOSED)), judges(drawn))


def main(data: Path) -> None:
    """Write the weights beside this file."""
    _, drawn = rounds(data)
    Path(__file__).with_name("weights.json").write_text(learn(data, drawn), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
