"""What a desk keeps of each record: one packed row, and the bytes that only a closer look needs."""

import struct
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.domain.dedupe.arrays import grown, kept
from streams.domain.dedupe.happened import PACKED, Happened

FREE = 255
GONE: Final = -(1 << 62)
"""Last time of a story that is no more: far enough back for every window."""
_COUNT = struct.Struct("<H")
_FIELDS = struct.Struct(f"<qQQ16sIIIIIfHH{PACKED.size}sB")
_FORMS = {
    "time": np.int64, "text": np.uint64, "seen": np.uint64, "ident": np.dtype("V16"), "url": np.uint32,
    "publisher": np.uint32, "origin": np.uint32, "story": np.uint32, "words": np.uint32, "norm": np.float32,
    "whole": np.uint16, "lead": np.uint16, "happened": np.dtype(f"V{PACKED.size}"), "kept": np.uint8,
}  # fmt: skip
"""Number types of the fields, in the order of :class:`Fields`."""


class Fields(NamedTuple):
    """What a desk compares a record by."""

    time: int
    """Event time, seconds since 1970."""
    text: int
    """64 bits of the text hash."""
    seen: int
    """64-bit hash of page position and article; 0 offline."""
    ident: bytes
    """16 bytes of the article's id."""
    url: int
    publisher: int
    origin: int
    story: int
    """Row of its founding article."""
    words: int
    norm: float
    """Of its terms as the desk weighed them."""
    whole: int
    """Fingerprints of the whole text."""
    lead: int
    """Fingerprints of its beginning."""
    happened: bytes
    """:class:`Happened`, packed."""
    kept: int
    """1 if it can be matched, 0 for an exact copy, ``FREE`` for none."""


class Row(NamedTuple):
    """One record as the desk keeps it."""

    number: int
    fields: Fields
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
                _FIELDS.pack(*self.fields),
                _COUNT.pack(len(self.keys)),
                self.keys.tobytes(),
                self.weights.tobytes(),
                self.detail,
            )
        )

    @classmethod
    def decode(cls, number: int, entry: bytes) -> "Row":
        """Return what :meth:`encode` wrote."""
        fields = Fields(*_FIELDS.unpack_from(entry))
        at = _FIELDS.size + _COUNT.size
        (count,) = _COUNT.unpack_from(entry, _FIELDS.size)
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
        self._columns: dict[str, np.ndarray[Any, Any]] = {name: np.zeros(0, form) for name, form in _FORMS.items()}
        """The fields, each in an array of its own, because a look-up reads one or two of them in many rows.

        Stories are those that the rows belong to now, merges followed.
        """
        self._details: list[bytes | None] = []
        self._stories: list[bytes | None] = []
        self._merged: set[int] = set()
        self._last = np.zeros(0, np.int64)
        self._texts = np.zeros(0, np.uint32)

    def __len__(self) -> int:
        return self.next - self.first

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays, details and stories."""
        held = sum(33 + len(each) for listed in (self._details, self._stories) for each in listed if each is not None)
        arrays = sum(column.nbytes for column in self._columns.values())
        return arrays + self._last.nbytes + self._texts.nbytes + 16 * len(self._details) + held

    def put(self, row: Row) -> None:
        """Keep a row whose number is at least the next."""
        place = row.number - self.first
        if row.number != self.next or place == len(self._last):
            self.reserve(row.number + 1)
        else:
            self._last[place] = GONE
            self._details.append(None)
            self._stories.append(None)
            self.next += 1
        for column, value in zip(self._columns.values(), row.fields, strict=True):
            column[place] = value
        self._details[place] = row.detail
        self._texts[row.fields.story - self.first] += row.fields.kept

    def reserve(self, following: int) -> None:
        """Make the next row this one, with nothing in the places between."""
        size, used = following - self.first, len(self._details)
        if size > len(self._last):
            room = size + 8 + size // 16
            self._columns = {name: grown(column, room) for name, column in self._columns.items()}
            self._last, self._texts = grown(self._last, room), grown(self._texts, room)
        self._columns["story"][used:size] = np.arange(self.first + used, self.first + size)
        self._columns["kept"][used:size] = FREE
        self._last[used:size] = GONE
        self._details.extend([None] * (size - used))
        self._stories.extend([None] * (size - used))
        self.next = max(self.next, following)

    def present(self) -> NDArray[np.uint32]:
        """Return the rows that were not freed, ascending."""
        found: NDArray[np.uint32] = np.flatnonzero(self._columns["kept"][: len(self)] != FREE).astype(np.uint32)
        return found + np.uint32(self.first)

    def free(self, rows: NDArray[np.uint32]) -> None:
        """Let rows go; their numbers are never used again."""
        places = rows - np.uint32(self.first)
        self._columns["kept"][places] = FREE
        # The index still holds them for a while, and what founded their stories may lie before the first row by then.
        self._columns["story"][places] = rows
        self._last[places] = GONE
        for place in places.tolist():
            self._details[place] = self._stories[place] = None
        self._merged.difference_update(rows.tolist())
        present = self.present()
        oldest = int(present[0]) if len(present) else self.next
        gone = oldest - self.first
        if gone > max(64, len(self) // 4):
            self._columns = {name: kept(column[gone:]) for name, column in self._columns.items()}
            self._last, self._texts = kept(self._last[gone:]), kept(self._texts[gone:])
            del self._details[:gone], self._stories[:gone]
            self.first = oldest

    def field(self, name: str, rows: NDArray[np.uint32]) -> np.ndarray:
        """Return one field of many rows, none of which is older than the first."""
        values: np.ndarray = self._columns[name].take(rows - np.uint32(self.first) if self.first else rows)
        return values

    def value(self, name: str, row: int) -> int:
        """Return one whole number of one row."""
        return int(self._columns[name][row - self.first])

    def happened(self, row: int) -> Happened:
        """Return what parts the event of one row from others of its kind."""
        return Happened._make(PACKED.unpack_from(self._columns["happened"].data, PACKED.size * (row - self.first)))

    def kinds(self, rows: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Return the kinds of the events of many rows, none of which is older than the first."""
        packed = self.field("happened", rows)
        return packed.view(np.uint8)[PACKED.size - 1 :: PACKED.size]

    def article_id(self, row: int) -> str:
        """Return the article of a row."""
        ident: bytes = self._columns["ident"][row - self.first].tobytes()
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

    def keep_story(self, number: int, entry: bytes | None) -> bytes | None:
        """Set the entry of a story, ``None`` lets it go; returns the one before."""
        place = number - self.first
        before, self._stories[place] = self._stories[place], entry
        return before

    def story_of(self, row: int) -> int:
        """Return the story of one row, merges followed."""
        return int(self._columns["story"][row - self.first])

    def stories(self, rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the story of each row, merges followed."""
        return self.field("story", rows)

    def is_merged(self, story: int) -> bool:
        """Say whether a story is part of another one."""
        return story in self._merged

    def last(self, stories: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return when each story was last heard of; ``GONE`` for none."""
        times: NDArray[np.int64] = self._last.take(stories - np.uint32(self.first) if self.first else stories)
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
        self._merged.add(loser)
        stories = self._columns["story"][: len(self)]
        stories[stories == loser] = winner
        self._texts[winner - self.first] += self._texts[loser - self.first]
        self._last[loser - self.first] = GONE

    def of_story(self, story: int) -> NDArray[np.uint32]:
        """Return the rows of a story, ascending: a scan of all rows."""
        rows = np.arange(self.first, self.next, dtype=np.uint32)
        found: NDArray[np.uint32] = rows[self.stories(rows) == story]
        return found
