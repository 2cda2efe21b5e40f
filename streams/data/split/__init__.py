"""Line scores of the splitter, learned by ``train`` from the pages that ``recipe`` describes."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

NOTICES: dict[str, dict[str, Any]] = tomllib.loads((files(__package__) / "notices.toml").read_text(encoding="utf-8"))
"""What sites write around their articles, by language; see the file."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Feature numbers of what was learned by the word."""

    words: dict[str, int]
    """Case-folded words."""
    lines: dict[str, int]
    """Whole short lines, case folded, without numbers."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores in whole hundredths of a nat."""

    vocabulary: Vocabulary
    """Learned words and lines."""
    features: NDArray[np.int32]
    """Feature by state."""
    transitions: tuple[tuple[int, ...], ...]
    """From state by to state."""
    starts: tuple[int, ...]
    """Of the first line."""
    ends: tuple[int, ...]
    """Of the last line."""
    real: tuple[int, ...] = ()
    """Of an article's features: that it is one at all."""
    same: tuple[int, ...] = ()
    """Of two neighbours' features: that they are one article."""
    right: tuple[int, ...] = ()
    """Of an article's features: that it is one whole article."""
    title: tuple[int, ...] = ()
    """Of a line's features: that it is an article's headline."""
    eager: int = 0
    """What the beginning of an article is given when drafts are drawn: too many are joined again."""
    keep_from: float = 0.5
    """Least probability to be an article at all."""
    say_from: float = 0.3
    """Least probability to be a whole article."""


@cache
def scores(
    names: tuple[str, ...], articles: tuple[str, ...], pairs: tuple[str, ...], titles: tuple[str, ...]
) -> Scores:
    """Read the packaged weights; the arguments are those of :func:`parse`."""
    return parse((files(__package__) / "weights.json").read_text(encoding="utf-8"), names, articles, pairs, titles)


def parse(
    text: str, names: tuple[str, ...], articles: tuple[str, ...], pairs: tuple[str, ...], titles: tuple[str, ...]
) -> Scores:
    """Read weights from JSON.

    Args:
        text: what ``train`` wrote.
        names: the fixed features of lines by number; learned words are numbered behind them.
        articles: the features of drafts by number.
        pairs: the features of neighbouring drafts by number.
        titles: the features of possible headlines by number.
    """
    said = json.loads(text)
    rows: dict[str, list[int]] = said["features"]
    known = set(names)
    learned = [name for name in rows if name not in known]
    nothing = [0] * len(said["states"])
    table = [rows.get(name, nothing) for name in names] + [rows[name] for name in learned]
    return Scores(
        vocabulary({name: len(names) + index for index, name in enumerate(learned)}),
        np.array(table, dtype=np.int32),
        tuple(tuple(said["transitions"][state]) for state in said["states"]),
        tuple(said["starts"]),
        tuple(said["ends"]),
        _row(said["judge-real"], articles),
        _row(said["judge-same"], pairs),
        _row(said["judge-right"], articles),
        _row(said["judge-title"], titles) if "judge-title" in said else (),
        eager=said.get("eager", 0),
    )


def vocabulary(numbers: dict[str, int]) -> Vocabulary:
    """Tell words (``w:…``) from lines (``l:…``)."""
    return Vocabulary(
        {name[2:]: number for name, number in numbers.items() if name.startswith("w:")},
        {name[2:]: number for name, number in numbers.items() if name.startswith("l:")},
    )


def _row(said: dict[str, int], order: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(said.get(name, 0) for name in order)
