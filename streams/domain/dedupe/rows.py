"""What a desk keeps of each record: one packed row, and the bytes that only a closer look needs."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROW = np.dtype(
    [
        ("time", "<i8"),  # event time, seconds since 1970
        ("text", "<u8"),  # of the text hash
        ("seen", "<u8"),  # hash of page position and article; 0 offline
        ("id", "u1", 16),  # of the article
        ("url", "<u4"),
        ("publisher", "<u4"),
        ("origin", "<u4"),
        ("story", "<u4"),  # row of its founding article
        ("words", "<u4"),
        ("norm", "<f4"),  # of its terms as the desk weighed them
        ("whole", "<u2"),  # fingerprints of the whole text
        ("lead", "<u2"),  # of its beginning
        ("event", "u1"),  # number of the event type, 0 for none
        ("kept", "u1"),  # 1 if it can be matched, 0 for an exact copy, FREE for none
    ]
)
FREE = 255
_COUNT = struct.Struct("<H")


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the desk keeps it."""

    number: int
    fields: NDArray[np.void]
    """Of form ``ROW``."""
    keys: NDArray[np.uint32]
    """What it can be found by, ascending."""
    weights: NDArray[np.uint8]
    """Of the keys that are terms, times 255; 0 for the rest."""
    detail: bytes
    """What only a closer look needs."""

    def encode(self) -> bytes:
        """Return its state entry."""
        return b"".join(
            (
                self.fields.tobytes(),
                _COUNT.pack(len(self.keys)),
                self.keys.tobytes(),
                self.weights.tobytes(),
                self.detail,
            )
        )

    @classmethod
    def decode(cls, number: int, entry: bytes) -> "Row":
        """Return what :meth:`encode` wrote."""
        fields = np.frombuffer(entry, ROW, 1)[0]
        at = ROW.itemsize + _COUNT.size
        (count,) = _COUNT.unpack_from(entry, ROW.itemsize)
        keys = np.frombuffer(entry, "<u4", count, at)
        weights = np.frombuffer(entry, "u1", count, at + 4 * count)
        return cls(number, fields, keys, weights, entry[at + 5 * count :])


class Rows:
    """All rows of a desk, by number; the oldest go first."""

    def __init__(self) -> None:
        self.first = 0
        """Number of the oldest row that has a place."""
        self.next = 0
        """Number of the next row."""
        self._fields = np.zeros(0, ROW)
        self._details: list[bytes | None] = []
        self._stories: list[bytes | None] = []
        self._root = np.zeros(0, np.uint32)
        self._last = np.zeros(0, np.int64)
        self._texts = np.zeros(0, np.uint32)

    def __len__(self) -> int:
        return self.next - self.first

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays, details and stories."""
        held = sum(33 + len(each) for listed in (self._details, self._stories) for each in listed if each is not None)
        arrays = self._fields.nbytes + self._root.nbytes + self._last.nbytes + self._texts.nbytes
        return arrays + 16 * len(self._details) + held

    def put(self, row: Row) -> None:
        """Keep a row whose number is at least the next."""
        place = row.number - self.first
        self.reserve(row.number + 1)
        self._fields[place] = row.fields
        self._details[place] = row.detail
        self._texts[self.story_of(row.number) - self.first] += int(row.fields["kept"])

    def reserve(self, following: int) -> None:
        """Make the next row this one, with nothing in the places between."""
        size, used = following - self.first, len(self._details)
        if size > len(self._root):
            room = size + 8 + size // 8
            self._fields = _grown(self._fields, (room,))
            self._root, self._last = _grown(self._root, (room,)), _grown(self._last, (room,))
            self._texts = _grown(self._texts, (room,))
        self._root[used:size] = np.arange(self.first + used, self.first + size)
        self._fields["story"][used:size] = self._root[used:size]
        self._fields["kept"][used:size] = FREE
        self._last[used:size] = GONE
        self._details.extend([None] * (size - used))
        self._stories.extend([None] * (size - used))
        self.next = max(self.next, following)

    def present(self) -> NDArray[np.uint32]:
        """Return the rows that were not freed, ascending."""
        found: NDArray[np.uint32] = np.flatnonzero(self._fields["kept"][: len(self)] != FREE).astype(np.uint32)
        return found + np.uint32(self.first)

    def free(self, rows: NDArray[np.uint32]) -> None:
        """Let rows go; their numbers are never used again."""
        places = rows - np.uint32(self.first)
        self._fields["kept"][places] = FREE
        # The index still holds them for a while, and what founded their stories may lie before the first row by then.
        self._fields["story"][places] = self._root[places] = rows
        self._last[places] = GONE
        for place in places.tolist():
            self._details[place] = self._stories[place] = None
        present = self.present()
        oldest = int(present[0]) if len(present) else self.next
        gone = oldest - self.first
        if gone > max(64, len(self) // 4):
            self._fields = self._fields[gone:].copy()
            self._root, self._last = self._root[gone:].copy(), self._last[gone:].copy()
            self._texts = self._texts[gone:].copy()
            del self._details[:gone], self._stories[:gone]
            self.first = oldest

    def field(self, name: str, rows: NDArray[np.uint32]) -> np.ndarray:
        """Return one field of many rows, none of which is older than the first."""
        values: np.ndarray = self._fields[name][rows - np.uint32(self.first)]
        return values

    def value(self, name: str, row: int) -> int:
        """Return one whole number of one row."""
        return int(self._fields[name][row - self.first])

    def article_id(self, row: int) -> str:
        """Return the article of a row."""
        ident: bytes = self._fields["id"][row - self.first].tobytes()
        return f"a_{ident.hex()}"

    def detail(self, row: int) -> bytes:
        """Return what only a closer look needs."""
        return self._details[row - self.first] or b""

    def story(self, number: int) -> bytes:
        """Return the entry of a story, by the row of its founding article.

        Raises:
            KeyError: there is none.
        """
        entry = self._stories[number - self.first]
        if entry is None:
            raise KeyError(number)
        return entry

    def keep_story(self, number: int, entry: bytes | None) -> None:
        """Set the entry of a story; ``None`` lets it go."""
        self._stories[number - self.first] = entry

    def story_of(self, row: int) -> int:
        """Return the story of one row, merges followed."""
        return int(self._root[int(self._fields["story"][row - self.first]) - self.first])

    def stories(self, rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the story of each row, merges followed."""
        first = np.uint32(self.first)
        found: NDArray[np.uint32] = self._root[self._fields["story"][rows - first] - first]
        return found

    def is_merged(self, story: int) -> bool:
        """Say whether a story is part of another one."""
        return int(self._root[story - self.first]) != story

    def last(self, stories: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return when each story was last heard of; ``GONE`` for none."""
        times: NDArray[np.int64] = self._last[stories - np.uint32(self.first)]
        return times

    def last_of(self, story: int) -> int:
        """Return when a story was last heard of; ``GONE`` if it is no more."""
        return int(self._last[story - self.first])

    def texts_of(self, story: int) -> int:
        """Return how many texts a story has, exact copies left out."""
        return int(self._texts[story - self.first])

    def touch(self, story: int, last: int) -> None:
        """Set when a story was last heard of."""
        self._last[story - self.first] = last

    def merge(self, loser: int, winner: int) -> None:
        """Let a story be part of another from now on."""
        root = self._root[: len(self)]
        root[root == loser] = winner
        self._texts[winner - self.first] += self._texts[loser - self.first]
        self._last[loser - self.first] = GONE

    def of_story(self, story: int) -> NDArray[np.uint32]:
        """Return the rows of a story, ascending: a scan of all rows."""
        rows = np.arange(self.first, self.next, dtype=np.uint32)
        found: NDArray[np.uint32] = rows[self.stories(rows) == story]
        return found


GONE = -(1 << 62)
"""Last time of a story that is no more: far enough back for every window."""


def _grown(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    larger = np.zeros(shape, array.dtype)
    larger[: len(array)] = array
    return larger
