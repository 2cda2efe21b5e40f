"""Which rows of a desk hold a key: sorted arrays in levels, 6 to 9 bytes a posting, where a dict would take 130."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Weights = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Live = Callable[[Keys, Keys], Mask]
"""Keys and rows of postings in; which of them still count out."""

BUFFER = 2048
"""Postings that wait unsorted; a look-up scans them all."""
RATIO = 16
"""How much larger each level is than the one before: 16 million postings are four look-ups."""
NARROW = 1 << 16
"""Rows that lie less far apart are held in two bytes."""


@dataclass(frozen=True, slots=True)
class Found:
    """Postings of some keys, each at the same index of three arrays."""

    which: NDArray[np.intp]
    """Index of the key asked for."""
    rows: Keys
    weights: Weights

    def only(self, mask: Mask | NDArray[np.intp]) -> Self:
        """Return those that a mask marks, or that stand at some places."""
        return type(self)(self.which[mask], self.rows[mask], self.weights[mask])


class _Run:
    """Postings ascending by key, then row, packed."""

    __slots__ = ("_rows", "base", "begin", "keys", "weights")

    def __init__(self, keys: Keys, rows: Keys, weights: Weights) -> None:
        self.keys = keys
        self.base = int(rows.min()) if len(rows) else 0
        """What is to be added to the rows as they are held."""
        span = int(rows.max()) - self.base if len(rows) else 0
        held = rows - np.uint32(self.base)
        self._rows = held.astype(np.uint16) if span < NARROW else held
        weighed = np.flatnonzero(weights)
        self.begin = int(weighed[0]) if len(weighed) else 0
        """Where weights begin; before and behind them all are 0, because keys of one kind stand together."""
        self.weights = weights[self.begin : int(weighed[-1]) + 1].copy() if len(weighed) else weights[:0].copy()

    @property
    def nbytes(self) -> int:
        return self.keys.nbytes + self._rows.nbytes + self.weights.nbytes

    def rows_at(self, places: NDArray[np.intp] | slice) -> Keys:
        rows: Keys = self._rows[places].astype(np.uint32)
        rows += np.uint32(self.base)
        return rows

    def weights_at(self, places: NDArray[np.intp]) -> Weights:
        """Return the weights at ascending places."""
        weights = np.zeros(len(places), np.uint8)
        first, last = places.searchsorted((self.begin, self.begin + len(self.weights)))
        weights[first:last] = self.weights[places[first:last] - self.begin]
        return weights

    def then(self, newer: "_Run", live: Live) -> "_Run":
        """Return both, without what counts no more. Rows of ``newer`` are larger than ours."""
        keys = np.concatenate((self.keys, newer.keys))
        rows = np.concatenate([run.rows_at(slice(None)) for run in (self, newer)])
        weights = np.concatenate([run.all_weights() for run in (self, newer)])
        kept = np.flatnonzero(live(keys, rows))
        order = kept[keys[kept].argsort(kind="stable")]
        return _Run(keys[order], rows[order], weights[order])

    def all_weights(self) -> Weights:
        weights = np.zeros(len(self.keys), np.uint8)
        weights[self.begin : self.begin + len(self.weights)] = self.weights
        return weights


_NOTHING = _Run(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint8))


class Postings:
    """An index from 32-bit keys to rows, which must be added in ascending order.

    What a look-up gives depends on the postings that count and on nothing else:
    not on when they were merged, nor on whether the desk was restored meanwhile.
    """

    __slots__ = ("_keys", "_levels", "_live", "_rows", "_used", "_weights")

    def __init__(self, live: Live) -> None:
        self._live = live
        self._levels: list[_Run] = []  # newest and smallest first
        self._keys, self._rows = np.empty(0, np.uint32), np.empty(0, np.uint32)
        self._weights = np.empty(0, np.uint8)
        self._used = 0

    def __len__(self) -> int:
        return self._used + sum(len(level.keys) for level in self._levels)

    @property
    def nbytes(self) -> int:
        """Bytes that all arrays take."""
        return 9 * len(self._keys) + sum(level.nbytes for level in self._levels)

    def add(self, keys: Keys, weights: Weights, row: int) -> None:
        """Note that a row, larger than any before, holds these keys."""
        end = self._used + len(keys)
        if end > BUFFER:
            self._flush()
            end = len(keys)
        if end > len(self._keys):
            size = max(end, min(2 * len(self._keys), BUFFER))
            self._keys, self._rows = _grown(self._keys, size), _grown(self._rows, size)
            self._weights = _grown(self._weights, size)
        self._keys[self._used : end], self._weights[self._used : end] = keys, weights
        self._rows[self._used : end] = row
        self._used = end

    def find(self, keys: Keys, caps: NDArray[np.intp]) -> Found:
        """Look up keys, ascending and distinct.

        Args:
            keys: what to look for.
            caps: for each key, of how many latest rows postings are given at most.

        Returns:
            The postings that count, in no particular order of keys.
        """
        parts = [_in_run(level, keys, caps, self._live) for level in reversed(self._levels)]
        parts.append(self._in_buffer(keys))
        which = np.concatenate([part.which for part in parts])
        found = Found(
            which, np.concatenate([part.rows for part in parts]), np.concatenate([part.weights for part in parts])
        )
        if len(which):
            found = found.only(self._live(keys[which], found.rows).nonzero()[0])
            counts = np.bincount(found.which, minlength=len(keys))
            if (counts > caps).any():
                order = found.which.argsort(kind="stable")  # parts go from old rows to new: a key's last are latest
                from_end = np.cumsum(counts)[found.which[order]] - np.arange(len(order))
                found = found.only(np.sort(order[from_end <= caps[found.which[order]]]))
        return found

    def _in_buffer(self, keys: Keys) -> Found:
        waiting, rows = self._keys[: self._used], self._rows[: self._used]
        place = keys.searchsorted(waiting)
        place[place == len(keys)] = 0
        hit = (keys[place] == waiting).nonzero()[0] if len(keys) else np.empty(0, np.intp)
        return Found(place[hit], rows[hit], self._weights[hit])

    def _flush(self) -> None:
        used, self._used = self._used, 0
        order = self._keys[:used].argsort(kind="stable")
        run = _Run(self._keys[order], self._rows[order], self._weights[order])
        size = BUFFER
        for number, level in enumerate(self._levels):
            size *= RATIO
            run = level.then(run, self._live)
            if len(run.keys) <= size:
                self._levels[number] = run
                return
            self._levels[number] = _NOTHING
        self._levels.append(run)


def _grown(array: np.ndarray, size: int) -> np.ndarray:
    larger = np.empty(size, array.dtype)
    larger[: len(array)] = array
    return larger


def _in_run(run: _Run, keys: Keys, caps: NDArray[np.intp], live: Live) -> Found:
    left = run.keys.searchsorted(keys)
    left[left == len(run.keys)] = 0  # larger than all keys, so it differs from the first one, too
    asked = (run.keys[left] == keys).nonzero()[0] if len(run.keys) else np.empty(0, np.intp)
    begin = left[asked]
    counts = run.keys.searchsorted(keys[asked], side="right") - begin
    most = caps[asked]
    if not (counts > most).any():
        return _gathered(run, asked, begin, counts)
    taken = np.minimum(counts, most)
    found = _gathered(run, asked, begin + counts - taken, taken)
    alive = np.bincount(found.which[live(keys[found.which], found.rows)], minlength=len(keys))
    lacking = np.flatnonzero((counts > most) & (alive[asked] < most))
    if not len(lacking):
        return found
    older = [
        _read_back(run, which, keys[which], first, first + count - cap, cap - int(alive[which]), live)
        for which, first, count, cap in np.column_stack((asked, begin, counts, most))[lacking].tolist()
    ]
    return Found(
        np.concatenate([*(part.which for part in older), found.which]),
        np.concatenate([*(part.rows for part in older), found.rows]),
        np.concatenate([*(part.weights for part in older), found.weights]),
    )


def _gathered(run: _Run, asked: NDArray[np.intp], begin: NDArray[np.intp], counts: NDArray[np.intp]) -> Found:
    which = asked.repeat(counts)
    places = (begin - counts.cumsum() + counts).repeat(counts) + np.arange(len(which))
    return Found(which, run.rows_at(places), run.weights_at(places))


def _read_back(run: _Run, which: int, key: np.uint32, first: int, end: int, wanted: int, live: Live) -> Found:
    """Read a key's postings from an end backwards until enough of them count."""
    parts: list[NDArray[np.intp]] = []
    step = wanted
    while end > first and wanted > 0:
        start = max(first, end - step)
        alive = start + np.flatnonzero(live(np.full(end - start, key, np.uint32), run.rows_at(slice(start, end))))
        parts.insert(0, alive[max(len(alive) - wanted, 0) :])
        wanted -= len(parts[0])
        end, step = start, 2 * step
    places = np.concatenate(parts) if parts else np.empty(0, np.intp)
    return Found(np.full(len(places), which, np.intp), run.rows_at(places), run.weights_at(places))
