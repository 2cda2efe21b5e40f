"""What every line of a page is: the outcome of segmentation, before articles are built from it."""

from dataclasses import dataclass

from schemas.article import DropKind, PieceKind
from streams.domain.split.lines import Line

NONE = -1
"""Article number of what belongs to no article."""


@dataclass(slots=True)
class Mark:
    """One line and what it is."""

    line: Line
    """The line."""
    article: int
    """Number of its article on the page, from 0; ``NONE`` if it is dropped."""
    kind: PieceKind | DropKind
    """What it is to its article, or what it is instead."""
    reason: str
    """Why, in a word or two."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A page segmented."""

    marks: list[Mark]
    """Every line, in page order."""
    sure: list[float]
    """For each article, the probability that it is exactly one whole article of the page."""
