"""A desk's memory: rows, index and stories, bounded, and as entries of its state."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.domain.dedupe.postings import Postings
from streams.domain.dedupe.probe import SHINGLE_KEY
from streams.domain.dedupe.recent import RecentStories
from streams.domain.dedupe.rows import GONE, Row, Rows
from streams.domain.dedupe.rules import DeskRules
from streams.domain.dedupe.story import Story, last_of

CLOCK: Final = "clock"
_NO_SHINGLE: Final = np.uint32(SHINGLE_KEY + 1 << 30)
RECENT: Final = 15
"""The clock is the median of so many event times, so that some absurd ones do not make a desk forget.

Before it has seen so many, a desk forgets nothing.
"""
SWEEP: Final = 256
"""Records between two sweeps of what is forgotten."""
MOST_SWEPT: Final = 1024
"""Rows forgotten in one sweep, so that a transaction stays small."""
_RECENT: Final = RecentStories(64)
"""Of all desks together: news goes on with the same few stories, and 240 desks with some each would take too much."""


class Memory:
    """What a desk remembers, and how it forgets.

    What counts depends on the clock and the rows alone. Sweeping only frees what
    counts no more, so a desk that was restored between two sweeps decides the same.
    """

    def __init__(self, rules: DeskRules, entries: Iterable[tuple[str, bytes]] = ()) -> None:
        self._rules = rules
        self._story_window = int(rules.story_window.total_seconds())
        self._copy_window = int(rules.copy_window.total_seconds())
        self.rows = Rows()
        self.clock = 0
        """Event time that the desk has reached, seconds since 1970; never goes back."""
        self.texts = 0
        """Texts that were kept so far, forgotten ones included."""
        self._recent: list[int] = []
        self.index = Postings(self._live)
        self._restore(sorted(entries))

    @property
    def nbytes(self) -> int:
        """Bytes that it takes, roughly."""
        return self.rows.nbytes + self.index.nbytes

    @property
    def now(self) -> int:
        """Event time of the latest record, seconds; stands in for a time that nobody knows."""
        return self._recent[-1] if self._recent else 0

    def story(self, number: int) -> Story:
        """Return a copy of a story, by the row of its founding article."""
        entry = self.rows.story(number)
        return _RECENT.get(entry) or Story.decode(entry, number, self.rows)

    def living(self, rows: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Say which rows, none older than the first, are part of a story that can be joined."""
        last = self.rows.last(self.rows.stories(rows))
        return last >= (self.clock - self._story_window if self._rules.expire else GONE + 1)

    def _live(self, keys: NDArray[np.uint32], rows: NDArray[np.uint32]) -> NDArray[np.bool_]:
        first = np.uint32(self.rows.first)
        if first and not (present := rows >= first).all():
            live = self.living(np.where(present, rows, first)) & present
            rows = np.where(live, rows, first)
        else:
            live = self.living(rows)
        if self._rules.expire and len(shingles := (keys < _NO_SHINGLE).nonzero()[0]):
            live[shingles] &= self.rows.field("time", rows[shingles]) >= self.clock - self._copy_window
        return live

    def remember(
        self, row: Row, article_id: str, number: int, story: Story, merged: Sequence[int]
    ) -> dict[str, bytes | None]:
        """Keep a row and its story; returns the changed entries of the state.

        Args:
            row: the record, numbered as the next row.
            article_id: as the record writes it.
            number: founding row of the story.
            story: as it stands now.
            merged: stories that became part of it.
        """
        changed: dict[str, bytes | None] = {}
        self._put(row)
        self.texts += row.fields.kept
        changed[_part("a", row.number)] = row.encode()
        for loser in merged:
            self.rows.merge(loser, number)
            self._keep_story(loser, None)
            changed[_part("s", loser)] = None
            changed[_part("m", loser)] = str(number).encode()
        entry = story.encode()
        self._keep_story(number, entry)
        self.rows.touch(number, story.last)
        if article_id == self.rows.article_id(row.number):  # else it is another one when it is read again
            _RECENT.keep(entry, story)
        changed[_part("s", number)] = entry
        self._recent = [*self._recent, row.fields.time][-RECENT:]
        if len(self._recent) == RECENT:
            self.clock = max(self.clock, sorted(self._recent)[RECENT // 2])
        if self.rows.next % SWEEP == 0:
            changed.update(dict.fromkeys(self._sweep()))
        changed[CLOCK] = " ".join(map(str, (self.clock, self.rows.next, self.texts, *self._recent))).encode()
        return changed

    def _keep_story(self, number: int, entry: bytes | None) -> None:
        before = self.rows.keep_story(number, entry)
        if before is not None:
            _RECENT.drop(before)

    def _put(self, row: Row) -> None:
        self.rows.put(row)
        self.index.add(row.keys, row.weights, row.number)

    def _sweep(self) -> list[str]:
        """Free what counts no more; returns the entries to delete."""
        rows = self.rows.present()
        parts = [_part("s", story) for story in self._forget_quiet(rows)]
        dead = rows[~self.living(rows)][-MOST_SWEPT:]  # what founded a story goes last: the others are known by it
        for row in dead.tolist():
            parts.append(_part("a", row))
            if self.rows.is_merged(row):
                parts.append(_part("m", row))
            elif self.rows.story_of(row) == row:
                parts.append(_part("s", row))
        self.rows.free(dead)
        return parts

    def _forget_quiet(self, rows: NDArray[np.uint32]) -> list[int]:
        """Let the stories that were quiet for longest go while there are too many rows; returns them."""
        living = rows[self.living(rows)]
        excess = len(living) - self._rules.most_rows
        if excess <= 0:
            return []
        stories, counts = np.unique(self.rows.stories(living), return_counts=True)
        order = np.lexsort((stories, self.rows.last(stories)))
        gone: list[int] = stories[order[: int(np.searchsorted(np.cumsum(counts[order]), excess)) + 1]].tolist()
        for story in gone:
            self.rows.touch(story, GONE)
            self._keep_story(story, None)
        return gone

    def _restore(self, entries: Iterable[tuple[str, bytes]]) -> None:
        rows: list[Row] = []
        merged: dict[int, int] = {}
        stories: dict[int, bytes] = {}
        following = 0
        for part, value in entries:
            kind, _, number = part.partition("/")
            if kind == "a":
                rows.append(Row.decode(int(number, 16), value))
            elif kind == "m":
                merged[int(number, 16)] = int(value)
            elif kind == "s":
                stories[int(number, 16)] = value
            else:
                self.clock, following, self.texts, *self._recent = map(int, value.split())
        if rows:
            self.rows.first = rows[0].number
        for row in rows:
            self.rows.put(row)
        self.rows.reserve(following)
        for loser, winner in merged.items():
            while winner in merged:
                winner = merged[winner]
            self.rows.merge(loser, winner)
        for story, entry in stories.items():
            self.rows.keep_story(story, entry)
            self.rows.touch(story, last_of(entry))
        for row in rows:
            self.index.add(row.keys, row.weights, row.number)


def _part(kind: str, number: int) -> str:
    return f"{kind}/{number:08x}"
