"""The best sequence of states, against all that there are."""

import random
from itertools import pairwise, product

import numpy as np
import pytest

from streams.data.split import Scores, Vocabulary
from streams.domain.split.decode import PROSE, Decoder
from streams.domain.split.layout import NAMES
from streams.domain.split.states import ABRUPT, BODY_STATES, ENDS, FOLLOWS, STARTS, STATES, TITLE

EAGER = 3


def drawn_scores(rng: random.Random, most: int) -> Scores:
    size = len(STATES)
    return Scores(
        Vocabulary({}, {}),
        np.array([[rng.randint(-most, most) for _ in range(size)] for _ in NAMES], dtype=np.int32),
        tuple(tuple(rng.randint(-9, 9) for _ in range(size)) for _ in range(size)),
        tuple(rng.randint(-9, 9) for _ in range(size)),
        tuple(rng.randint(-9, 9) for _ in range(size)),
    )


def worth(learned: Scores, path: tuple[int, ...], rows: list[list[int]]) -> int | None:
    """Return what a path scores, or nothing if it may not be."""
    if path[0] not in STARTS or path[-1] not in ENDS:
        return None
    total = learned.starts[path[0]] + learned.ends[path[-1]]
    for above, below in pairwise(path):
        if below not in FOLLOWS[above]:
            return None
        total += learned.transitions[above][below] + (EAGER if below in (TITLE, ABRUPT) else 0)
    return total + sum(
        int(learned.features[found][state]) for state, row in zip(path, rows, strict=True) for found in row
    )


# With great scores one state often leads by so much that others are not looked at.
@pytest.mark.parametrize("most", [9, 90])
def test_no_path_is_better_than_the_decoded_one(most: int) -> None:
    rng = random.Random(3)
    for lines in (1, 2, 3, 4):
        for _ in range(5):
            learned = drawn_scores(rng, most)
            rows = [[rng.randrange(12) for _ in range(rng.randint(1, 4))] for _ in range(lines)]

            path, scores = Decoder(learned, eager=EAGER).decode(rows)

            said = [worth(learned, each, rows) for each in product(range(len(STATES)), repeat=lines)]
            assert worth(learned, tuple(path), rows) == max(value for value in said if value is not None)
            assert scores == [learned.features[row].sum(axis=0).tolist() for row in rows]


def test_a_line_that_is_a_paragraph_by_its_looks_is_given_more_as_text_alone() -> None:
    learned = drawn_scores(random.Random(5), 9)
    rows = [[1], [2], [3]]

    _, plain = Decoder(learned, eager=EAGER).decode(rows)
    _, given = Decoder(learned, eager=EAGER).decode(rows, [1])

    more = [[b - a for a, b in zip(*pair, strict=True)] for pair in zip(plain, given, strict=True)]
    assert more == [
        [0] * len(STATES),
        [PROSE * (state in BODY_STATES) for state in range(len(STATES))],
        [0] * len(STATES),
    ]
