"""The features of lines: which groups there are, and which number each feature has.

A feature is a number. Numbers below ``len(NAMES)`` are the fixed ones; those
above are words and whole lines that the weights file lists.
"""

from bisect import bisect_right
from itertools import accumulate

LENGTHS = (3, 8, 15, 25, 40, 60, 90, 130, 200, 350, 700)
COUNTS = (2, 3, 4, 5, 7, 10, 15, 25)
SHARES = (0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999)
FURNITURE = (2, 6, 15, 40, 120)
FEW_LABELS = 1
"""Index of ``FURNITURE`` up to which a page is text, and no site with its sidebars."""
NEAR = (1, 2, 3, 5, 8, 13, 25)
MASSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.95)

CLASSES = (
    "edge", "link", "bullet", "time", "byline", "credit", "long", "paragraph", "sentence", "headline", "label", "caps",
    "dateline",
)  # fmt: skip
"""Coarse kinds of lines by their shape alone."""
EDGE, LINK, BULLET, TIME, BYLINE, CREDIT, LONG, PARAGRAPH, SENTENCE, HEADLINE, LABEL, CAPS, DATED = range(len(CLASSES))
BODY = frozenset({LONG, PARAGRAPH, DATED})
"""The kinds that paragraphs have."""

_SIZES: tuple[tuple[str, int], ...] = (
    ("bias", 1),
    ("class", len(CLASSES)),
    ("length", len(LENGTHS) + 1),
    ("words", len(COUNTS) + 1),
    ("sentences", 5),
    ("ending", 12),
    ("opening", 14),
    ("small-words", len(SHARES) + 1),
    ("capitals", 4),
    ("sign", 24),
    ("seen", 6),
    ("twice", 2),
    ("gap", 6),
    ("before", len(CLASSES) ** 2),
    ("after", len(CLASSES) ** 2),
    ("before-2", len(CLASSES) ** 2),
    ("after-2", len(CLASSES) ** 2),
    ("since-body", len(CLASSES) * (len(NEAR) + 2)),
    ("until-body", len(CLASSES) * (len(NEAR) + 2)),
    ("passed", len(SHARES) + 1),
    ("mass", (len(MASSES) + 1) * 3),
    ("mass-before", len(MASSES) + 1),
    ("mass-after", len(MASSES) + 1),
    ("echo-below", 12),
    ("echo-above", 12),
    ("echo-order", 9),
    ("cohesion", 8),
    ("wide-cohesion", 8),
    ("address", 5),
    ("page-title", 4),
    ("labels-around", 6),
    ("gap-here", len(CLASSES) * 3),
    ("gap-below", len(CLASSES) * 3),
    ("lead", 24),
    ("after-stop", len(CLASSES) * 4),
    ("page", len(CLASSES) * 6),
    ("bullet-below", 7),
    ("bullet-above", 7),
)
BASE: dict[str, int] = dict(
    zip((name for name, _ in _SIZES), accumulate((size for _, size in _SIZES), initial=0), strict=False)
)
"""Where each group begins."""
NAMES: tuple[str, ...] = tuple(f"{name}:{index}" for name, size in _SIZES for index in range(size))
"""The fixed features by number."""


def steps(bounds: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``bisect_right(bounds, n)`` for every n up to the last bound, which stands for all above it too."""
    return tuple(bisect_right(bounds, n) for n in range(bounds[-1] + 1))
