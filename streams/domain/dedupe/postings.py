"""Which rows of a desk hold a key: sorted arrays in levels, 6 to 9 bytes a posting, where a dict would take 130."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.domain.dedupe.arrays import grown, kept, zeros

Keys = NDArray[np.uint32]
Weights = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Live = Callable[[Keys, Keys], Mask]
"""Keys and rows of postings in; which of them still count out."""

BUFFER = 2048
"""Postings that wait unsorted; a look-up scans them all."""
SIEVE = 1 << 14
"""Size of the table that tells which of them can not be asked for."""
_LOWER_BITS = np.uint32(SIEVE - 1)
RATIO = 16
"""How much larger each level is than the one before: 16 million postings are four look-ups."""
NARROW = 1 << 16
"""Rows that lie less far apart are held in two bytes."""
NO_ROW = (1 << 32) - 1
CHUNK = 1 << 15
"""Postings that are merged at once."""
SPREAD = np.uint32(2654435761)
"""An odd number that carries every bit of a key to the upper ones."""
TABLE_FROM = 1 << 18
"""Postings from which on a table tells which keys levels may hold."""
TABLE_BITS = 3
"""Its bits, a posting when it is full: it then says yes to a quarter of what is in no level."""


class Found(NamedTuple):
    """Postings of some keys, each at the same index of three arrays."""

    which: NDArray[np.intp]
    """Index of the key asked for."""
    rows: Keys
    weights: Weights

    def only(self, mask: Mask) -> "Found":
        """Return those that a mask marks."""
        return self.at(mask.nonzero()[0])

    def at(self, places: NDArray[np.intp]) -> "Found":
        """Return those that stand at some places."""
        return Found(self.which.take(places), self.rows.take(places), self.weights.take(places))


class _Run:
    """Postings ascending by key, then row, packed."""

    __slots__ = ("_base", "_begin", "_rows", "_weights", "keys")

    def __init__(self, keys: Keys, rows: NDArray[np.uint16] | Keys, base: int, weights: Weights) -> None:
        self.keys = keys
        self._rows = rows
        self._base = np.uint32(base)
        """What is to be added to the rows as they are held."""
        weighed = weights.astype(np.bool_)
        first, last = (int(weighed.argmax()), len(self) - int(weighed[::-1].argmax())) if weighed.any() else (0, 0)
        self._begin = first - 1
        """Where weights begin; before and behind them all are 0, because keys of one kind stand together."""
        self._weights: Weights = zeros(last - first + 2, np.uint8)
        """One 0, the weights, and another 0."""
        self._weights[1:-1] = weights[first:last]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def unweighed(self) -> int:
        """Postings of the kinds of keys that have no weights."""
        return len(self) + 2 - len(self._weights)

    @property
    def nbytes(self) -> int:
        return self.keys.nbytes + self._rows.nbytes + self._weights.nbytes

    def rows_at(self, places: NDArray[np.intp] | slice) -> Keys:
        rows: Keys = self._rows[places].astype(np.uint32)
        rows += self._base
        return rows

    def weights_at(self, places: NDArray[np.intp]) -> Weights:
        weights: Weights = self._weights.take(places - self._begin, mode="clip")
        return weights

    def all_weights(self) -> Weights:
        weights = np.zeros(len(self), np.uint8)
        weights[self._begin + 1 : self._begin + len(self._weights) - 1] = self._weights[1:-1]
        return weights

    def places(self, keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Return which of some keys it holds, where the postings of each begin, and how many they are."""
        left = self.keys.searchsorted(keys)
        asked = (self.keys.take(left, mode="clip") == keys).nonzero()[0]  # the last differs from what is larger
        begin = left.take(asked)
        return asked, begin, self.keys.searchsorted(keys.take(asked), side="right") - begin

    def gathered(self, asked: NDArray[np.intp], begin: NDArray[np.intp], counts: NDArray[np.intp]) -> Found:
        """Return so many postings from each of some places on."""
        which = asked.repeat(counts)
        places = np.arange(len(which))
        places += (begin + counts - counts.cumsum()).repeat(counts)
        return Found(which, self.rows_at(places), self.weights_at(places))

    def read_back(self, which: int, key: np.uint32, places: range, wanted: int, live: Live) -> Found:
        """Read a key's postings from the end of some places backwards until enough of them count."""
        parts: list[NDArray[np.intp]] = []
        end, step = places.stop, wanted
        while end > places.start and wanted > 0:
            start = max(places.start, end - step)
            alive = start + np.flatnonzero(live(np.full(end - start, key, np.uint32), self.rows_at(slice(start, end))))
            parts.insert(0, alive[max(len(alive) - wanted, 0) :])
            wanted -= len(parts[0])
            end, step = start, 2 * step
        chosen = np.concatenate(parts)
        return Found(np.full(len(chosen), which, np.intp), self.rows_at(chosen), self.weights_at(chosen))

    def living(self, live: Live) -> tuple[Mask, int, int]:
        """Return which postings count, and the first and last row of them."""
        alive = zeros(len(self), np.bool_)
        first, last = NO_ROW, 0
        for begin in range(0, len(self), CHUNK):
            part = slice(begin, begin + CHUNK)
            rows = self.rows_at(part)
            alive[part] = live(self.keys[part], rows)
            if len(rows := rows[alive[part]]):
                first, last = min(first, int(rows.min())), max(last, int(rows.max()))
        return alive, first, last

    def then(self, newer: "_Run", live: Live) -> "_Run":
        """Return both, if they are many without what counts no more. Rows of ``newer`` are larger than ours.

        Goes by ranges of keys, so that beside the result little memory is needed.
        """
        if len(self) + len(newer) <= CHUNK:
            keys = np.concatenate((self.keys, newer.keys))
            order = keys.argsort(kind="stable")
            rows = np.concatenate((self.rows_at(slice(None)), newer.rows_at(slice(None))))[order]
            return _packed(keys[order], rows, np.concatenate((self.all_weights(), newer.all_weights()))[order])
        (ours, *our_span), (theirs, *their_span) = self.living(live), newer.living(live)
        base, last = min(our_span[0], their_span[0]), max(our_span[1], their_span[1])
        size = int(np.count_nonzero(ours)) + int(np.count_nonzero(theirs))
        keys, weights = zeros(size, np.uint32), zeros(size, np.uint8)
        rows = zeros(size, np.uint16 if last - base < NARROW else np.uint32)
        end = 0
        pivots = max(self, newer, key=len).keys[CHUNK::CHUNK]
        edges = [np.concatenate(([0], run.keys.searchsorted(pivots), [len(run)])).tolist() for run in (self, newer)]
        for (our_first, our_end), (their_first, their_end) in zip(*map(pairwise, edges), strict=True):
            mine = our_first + np.flatnonzero(ours[our_first:our_end])
            others = their_first + np.flatnonzero(theirs[their_first:their_end])
            merged = np.concatenate((self.keys[mine], newer.keys[others]))
            order = merged.argsort(kind="stable")
            part = slice(end, end := end + len(order))
            keys[part] = merged[order]
            rows[part] = (np.concatenate((self.rows_at(mine), newer.rows_at(others))) - np.uint32(base))[order]
            weights[part] = np.concatenate((self.weights_at(mine), newer.weights_at(others)))[order]
        return _Run(keys, rows, base if size else 0, weights)


def _packed(keys: Keys, rows: Keys, weights: Weights) -> _Run:
    base = int(rows.min()) if len(rows) else 0
    held = rows - np.uint32(base)
    narrow = not len(rows) or int(held.max()) < NARROW
    return _Run(keys, held.astype(np.uint16) if narrow else held, base, weights)


_NOTHING = _packed(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint8))


class _Table:
    """What levels may hold, a bit for each key by hash: some that none holds pass, too, but none is lost.

    Most fingerprints of an article stand in no other one, and to search a large level costs a hundred times the look.
    """

    __slots__ = ("_bits", "_room")

    def __init__(self, levels: Sequence[_Run]) -> None:
        held = sum(level.unweighed for level in levels)
        self._room = held // 4 + BUFFER
        """Postings that may come before it says yes too often; those with a weight share few keys and do not count."""
        marked = zeros((held + self._room) * TABLE_BITS // 8 * 8, np.bool_)
        self._bits = np.zeros(len(marked) // 8, np.uint8)
        for level in levels:
            for begin in range(0, len(level), CHUNK):
                marked[self._places(level.keys[begin : begin + CHUNK])] = True
        self._bits = kept(np.packbits(marked, bitorder="little"))

    @property
    def nbytes(self) -> int:
        return self._bits.nbytes

    def add(self, run: _Run) -> bool:
        """Note what a run holds; returns whether there was room for it."""
        self._room -= run.unweighed
        places = self._places(run.keys)
        np.bitwise_or.at(self._bits, places >> 3, np.left_shift(1, places & 7).astype(np.uint8))
        return self._room >= 0

    def likely(self, keys: Keys) -> NDArray[np.intp]:
        """Return the places of those keys that levels may hold."""
        places = self._places(keys)
        found: NDArray[np.intp] = (self._bits[places >> 3] >> (places & 7).astype(np.uint8) & 1).nonzero()[0]
        return found

    def _places(self, keys: Keys) -> NDArray[np.int64]:
        return (keys * SPREAD).astype(np.int64) * (8 * len(self._bits)) >> 32


class Postings:
    """An index from 32-bit keys to rows, which must be added in ascending order.

    What a look-up gives depends on the postings that count and on nothing else:
    not on when they were merged, nor on whether the desk was restored meanwhile.
    """

    __slots__ = ("_keys", "_levels", "_live", "_rows", "_table", "_used", "_weights")

    def __init__(self, live: Live) -> None:
        self._live = live
        self._levels: list[_Run] = []  # newest and smallest first
        self._keys, self._rows = np.empty(0, np.uint32), np.empty(0, np.uint32)
        self._weights = np.empty(0, np.uint8)
        self._used = 0
        self._table: _Table | None = None

    def __len__(self) -> int:
        return self._used + sum(len(level.keys) for level in self._levels)

    @property
    def nbytes(self) -> int:
        """Bytes that all arrays take."""
        table = self._table.nbytes if self._table else 0
        return 9 * len(self._keys) + table + sum(level.nbytes for level in self._levels)

    def add(self, keys: Keys, weights: Weights, row: int) -> None:
        """Note that a row, larger than any before, holds these keys."""
        end = self._used + len(keys)
        if end > BUFFER:
            self._flush()
            end = len(keys)
        if end > len(self._keys):
            size = max(end, min(2 * len(self._keys), BUFFER))
            self._keys, self._rows = grown(self._keys, size), grown(self._rows, size)
            self._weights = grown(self._weights, size)
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
        part = self._in_buffer(keys)
        parts, unread = [part], list[_Unread]()
        wanted = caps - np.bincount(part.which, minlength=len(keys))
        # In the buffer alone: levels give no more than wanted.
        crowded = len(part.which) > 0 and int(wanted[wanted.argmin()]) < 0
        if crowded:
            wanted = np.maximum(wanted, 0)
        likely = self._table.likely(keys) if self._table else None
        sought = keys if likely is None else keys[likely]
        for level in filter(len, self._levels):
            asked, begin, counts = level.places(sought)
            if not len(asked):
                continue
            if likely is not None:
                asked = likely.take(asked)
            room = wanted.take(asked)
            taken = np.minimum(counts, room)
            if np.count_nonzero(taken < counts):
                rest = counts - taken
                unread.append(_Unread(level, asked, begin, begin + rest))
                begin = begin + rest
            wanted[asked] = room - taken
            parts.append(level.gathered(asked, begin, taken))
        found = _joined(parts)
        if len(found.which):
            alive = self._live(keys.take(found.which), found.rows).nonzero()[0]
            if len(alive) < len(found.which):
                found = found.at(alive)
        if unread:
            lacking = caps - np.bincount(found.which, minlength=len(keys))
            found = _joined([found, *self._read_back(keys, lacking, unread)])
        if crowded:
            order = found.which.argsort(kind="stable")  # rows of a key ascend
            counts = np.bincount(found.which, minlength=len(keys))
            from_end = np.cumsum(counts)[found.which[order]] - np.arange(len(order))
            found = found.at(np.sort(order[from_end <= caps[found.which[order]]]))
        return found

    def _read_back(self, keys: Keys, wanted: NDArray[np.intp], unread: Sequence["_Unread"]) -> list[Found]:
        """Return older postings that count, where some of the latest do not."""
        parts: list[Found] = []
        for level, asked, begin, end in unread:
            lacking = ((wanted[asked] > 0) & (end > begin)).nonzero()[0]
            if not len(lacking):
                continue
            for which, first, last in np.column_stack((asked, begin, end))[lacking].tolist():
                parts.append(level.read_back(which, keys[which], range(first, last), int(wanted[which]), self._live))
                wanted[which] -= len(parts[-1].which)
        return parts

    def _in_buffer(self, keys: Keys) -> Found:
        waiting = self._keys[: self._used]
        marked = np.zeros(SIEVE, np.bool_)
        marked[keys & _LOWER_BITS] = True
        likely = marked.take(waiting & _LOWER_BITS).nonzero()[0]
        sought = waiting.take(likely)
        place = keys.searchsorted(sought)
        hit = (keys.take(place, mode="clip") == sought).nonzero()[0]
        likely = likely.take(hit)
        return Found(place.take(hit), self._rows.take(likely), self._weights.take(likely))

    def _flush(self) -> None:
        used, self._used = self._used, 0
        order = self._keys[:used].argsort(kind="stable")
        run = _packed(self._keys[order], self._rows[order], self._weights[order])
        has_room = self._table.add(run) if self._table else len(self) < TABLE_FROM
        self._place(run)
        if not has_room:
            self._table = _Table(self._levels)

    def _place(self, run: _Run) -> None:
        size = BUFFER
        for number, level in enumerate(self._levels):
            size *= RATIO
            run = level.then(run, self._live)
            if len(run.keys) <= size:
                self._levels[number] = run
                return
            self._levels[number] = _NOTHING
        self._levels.append(run)


class _Unread(NamedTuple):
    """Older postings of some keys in a level: those of each from a place to another one."""

    level: _Run
    asked: NDArray[np.intp]
    begin: NDArray[np.intp]
    end: NDArray[np.intp]


def _joined(parts: Sequence[Found]) -> Found:
    if len(parts) == 1:
        return parts[0]
    return Found(
        np.concatenate([part.which for part in parts]),
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )
