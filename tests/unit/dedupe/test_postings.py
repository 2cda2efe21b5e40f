"""The index gives what counts, whatever was merged when."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from streams.domain.dedupe import postings
from streams.domain.dedupe.postings import Postings

Listed = list[set[int]]


def filled(rows: Listed, dead: set[int]) -> Postings:
    def live(_keys: NDArray[np.uint32], found: NDArray[np.uint32]) -> NDArray[np.bool_]:
        return ~np.isin(found, np.array(sorted(dead), np.uint32))

    index = Postings(live)
    for row, keys in enumerate(rows):
        index.add(np.array(sorted(keys), np.uint32), np.full(len(keys), row % 256, np.uint8), row)
    return index


def expected(rows: Listed, dead: set[int], keys: list[int], cap: int) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for key in keys:
        having = [row for row, held in enumerate(rows) if key in held and row not in dead]
        found.update((key, row) for row in having[-cap:])
    return found


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.sets(st.integers(0, 40), max_size=12), max_size=90),
    dead=st.sets(st.integers(0, 90), max_size=40),
    asked=st.sets(st.integers(0, 45), max_size=20),
    cap=st.integers(1, 12),
    buffer=st.sampled_from([12, 16, 2048]),
)
def test_a_look_up_gives_the_latest_living_rows_of_each_key(
    rows: Listed, dead: set[int], asked: set[int], cap: int, buffer: int
) -> None:
    saved = postings.BUFFER, postings.RATIO
    postings.BUFFER, postings.RATIO = buffer, 2
    try:
        index = filled(rows, dead)
        keys = sorted(asked)
        found = index.find(np.array(keys, np.uint32), np.full(len(keys), cap))
    finally:
        postings.BUFFER, postings.RATIO = saved

    assert {(keys[at], row) for at, row in zip(found.which.tolist(), found.rows.tolist(), strict=True)} == expected(
        rows, dead, keys, cap
    )
    assert found.weights.tolist() == [row % 256 for row in found.rows.tolist()]
    assert index.nbytes >= 9 * len(index)
