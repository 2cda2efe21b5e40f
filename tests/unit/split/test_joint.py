"""Features that come together, as one number."""

import random

import numpy as np

from streams.domain.split.joint import JOINT, spelled_out, with_joint
from streams.domain.split.layout import BASE, NAMES


def test_a_combination_scores_what_its_features_score_together() -> None:
    rng = random.Random(5)
    features = np.array([[rng.randint(-99, 99) for _ in range(3)] for _ in NAMES], dtype=np.int32)

    table = with_joint(features)

    for number in range(len(features) - len(table), 0):
        assert table[number].tolist() == features[spelled_out([number])].sum(axis=0).tolist()


def test_a_combination_stands_for_its_features() -> None:
    found = spelled_out([JOINT["space"][2][1][0][1], 7])

    assert found == [BASE["gap"] + 1, BASE["gap-here"] + 6, BASE["gap-below"] + 7, 7]
