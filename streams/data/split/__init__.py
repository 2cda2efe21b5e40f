"""Line scores of the splitter, learned by ``train`` from the pages that ``recipe`` describes."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores in whole hundredths of a nat."""

    vocabulary: dict[str, int]
    """Numbers of learned words and lines."""
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
    keep_from: float = 0.5
    """Least probability to be an article at all."""
    say_from: float = 0.3
    """Least probability to be a whole article."""


@cache
def scores(names: tuple[str, ...]) -> Scores:
    """Read the packaged weights.

    Args:
        names: the fixed features by number; learned words are numbered behind them.
    """
    return parse((files(__package__) / "weights.json").read_text(encoding="utf-8"), names)


def parse(text: str, names: tuple[str, ...]) -> Scores:
    """Read weights from JSON, as :func:`scores` does."""
    said = json.loads(text)
    rows: dict[str, list[int]] = said["features"]
    known = set(names)
    learned = [name for name in rows if name not in known]
    nothing = [0] * len(said["states"])
    table = [rows.get(name, nothing) for name in names] + [rows[name] for name in learned]
    return Scores(
        {name: len(names) + index for index, name in enumerate(learned)},
        np.array(table, dtype=np.int32),
        tuple(tuple(said["transitions"][state]) for state in said["states"]),
        tuple(said["starts"]),
        tuple(said["ends"]),
        tuple(said["judge-real"].values()),
        tuple(said["judge-same"].values()),
        tuple(said["judge-right"].values()),
    )
