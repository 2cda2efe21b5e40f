"""The index gives what counts, whatever was merged when."""

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from streams.domain.dedupe import postings
from streams.domain.dedupe.arrays import OWN_PAGES, grown, kept, zeros
from streams.domain.dedupe.postings import Postings

Listed = list[set[int]]


def filled(rows: Listed, dead: set[int], later: set[int]) -> Postings:
    """Return an index over rows of which some count no more from the start, and some from the end on."""
    gone = set(dead)

    def live(_keys: NDArray[np.uint32], found: NDArray[np.uint32]) -> NDArray[np.bool_]:
        return ~np.isin(found, np.array(sorted(gone), np.uint32))

    index = Postings(live)
    for row, keys in enumerate(rows):
        index.add(np.array(sorted(keys), np.uint32), np.full(len(keys), row % 256, np.uint8), row)
    gone |= later
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
    later=st.sets(st.integers(0, 90), max_size=40),
    asked=st.sets(st.integers(0, 45), max_size=20),
    cap=st.integers(1, 12),
    buffer=st.sampled_from([12, 16, 2048]),
    chunk=st.sampled_from([1, 7, 1 << 15]),
    table=st.sampled_from([0, 100, 1 << 18]),
)
def test_a_look_up_gives_the_latest_living_rows_of_each_key(
    rows: Listed, dead: set[int], later: set[int], asked: set[int], cap: int, buffer: int, chunk: int, table: int
) -> None:
    saved = postings.BUFFER, postings.RATIO, postings.CHUNK, postings.TABLE_FROM
    postings.BUFFER, postings.RATIO, postings.CHUNK, postings.TABLE_FROM = buffer, 2, chunk, table
    try:
        index = filled(rows, dead, later)
        keys = sorted(asked)
        found = index.find(np.array(keys, np.uint32), np.full(len(keys), cap))
    finally:
        postings.BUFFER, postings.RATIO, postings.CHUNK, postings.TABLE_FROM = saved

    assert {(keys[at], row) for at, row in zip(found.which.tolist(), found.rows.tolist(), strict=True)} == expected(
        rows, dead | later, keys, cap
    )
    assert found.weights.tolist() == [row % 256 for row in found.rows.tolist()]
    assert 6 * len(index) <= index.nbytes <= 10 * (len(index) + postings.BUFFER)


def test_what_no_level_holds_is_seldom_looked_for_in_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    index = Postings(lambda keys, _: np.ones(len(keys), np.bool_))
    held = [np.unique(rng.integers(2**32, size=100, dtype=np.uint32)) for _ in range(3000)]
    for row, keys in enumerate(held):
        index.add(keys, np.zeros(len(keys), np.uint8), row)
    searched: list[int] = []
    places = postings._Run.places

    def counted(run: postings._Run, keys: NDArray[np.uint32]) -> tuple[NDArray[np.intp], ...]:
        searched.append(len(keys))
        return places(run, keys)

    monkeypatch.setattr(postings._Run, "places", counted)
    unknown = np.unique(rng.integers(2**32, size=1000, dtype=np.uint32))
    assert len(index.find(unknown, np.full(len(unknown), 9)).rows) == 0
    assert 0 < max(searched) < 350

    for row in (0, 1500, 2999):
        assert index.find(held[row], np.full(len(held[row]), 9)).rows.tolist() == [row] * len(held[row])


def test_a_common_key_is_read_back_past_what_counts_no_more() -> None:
    rows: Listed = [{1, 2, 1000 + row} for row in range(3000)]
    later = set(range(700, 2990))
    index = filled(rows, {5}, later)
    found = index.find(np.array([1, 1400], np.uint32), np.full(2, 50))

    assert {(int(at), int(row)) for at, row in zip(found.which, found.rows, strict=True)} == {
        *((0, row) for row in range(660, 700)),
        *((0, row) for row in range(2990, 3000)),
        (1, 400),
    }


def test_a_large_array_keeps_what_it_holds_as_it_grows_and_gives_its_pages_back() -> None:
    size = OWN_PAGES // 4
    array = zeros(size - 1, np.uint32)
    array[:] = np.arange(1, size)
    longer = grown(array, 4 * size)
    assert longer[: size - 1].tolist() == list(range(1, size))
    assert not longer[size - 1 :].any()
    longer[-1] = 7
    assert kept(longer[2 * size :])[-1] == 7
    assert kept(longer[:0]).tolist() == []

    before = psutil.Process().memory_info().rss
    several = [kept(longer) for _ in range(40)]
    held = psutil.Process().memory_info().rss - before
    del several
    assert held > 30 * longer.nbytes
    assert psutil.Process().memory_info().rss - before < held // 4
