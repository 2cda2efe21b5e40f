"""What of the desk's memory a record matches: the text that it copies, the story that it continues."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from schemas.alert import Verdict
from streams.domain.dedupe.copies import NEAR_LENGTH, Marks, Size, Veto, containment, veto
from streams.domain.dedupe.memory import Memory
from streams.domain.dedupe.postings import Found
from streams.domain.dedupe.probe import PLACE_KEY, SHINGLE_KEY, TERM_KEY, TEXT_KEY, Probe
from streams.domain.dedupe.rows import GONE
from streams.domain.dedupe.rules import DeskRules

CAP: Final = 256
"""Latest postings of a key that are read: a word of half the desk's articles says little."""
RECENT_ROWS: Final = 1024
"""Latest rows that tell how common a term is at the desk now."""
COMMON: Final = 4
"""A shingle that stands in more stories than this is boilerplate."""
CANDIDATES: Final = 12
"""Texts looked at closely, for copies and for stories each."""
JOIN: Final = 0.22
"""Cosine of terms from which on an article joins the other one's story."""
MERGE: Final = 0.5
"""Cosine from which on the stories of two articles are one."""
VERSION: Final = 0.1
"""The same, for an article under the same link."""
FADE_DAYS: Final = 90.0
"""A link fades by a ninetieth a day between two articles, to no less than 0.7."""
DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Match:
    """What a record was recognised as."""

    repeated: bool = False
    """Whether the very record was decided before."""
    verdict: Verdict | None = None
    """``exact``, ``near`` or ``truncated`` for a copy."""
    method: str = "none"
    row: int = 0
    """What it matched."""
    score: float = 0.0
    story: int | None = None
    """Founding row of the story that it belongs to; ``None`` for a new one."""
    merged: tuple[int, ...] = ()
    """Further stories that are the same one."""
    norm: float = 1.0
    """Of its terms as the desk weighs them."""
    event: int = 0
    """Number of its event type."""


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike the terms of a record and of each of some rows are."""

    rows: NDArray[np.uint32]
    cosines: NDArray[np.float64]
    norm: float

    def of(self, row: int) -> float:
        place = int(np.searchsorted(self.rows, row))
        return float(self.cosines[place]) if place < len(self.rows) and self.rows[place] == row else 0.0


class Matcher:
    """Recognises records against one desk's memory."""

    def __init__(self, memory: Memory, rules: DeskRules) -> None:
        self._memory = memory
        self._expire = rules.expire
        self._copy_window = int(rules.copy_window.total_seconds())
        self._story_window = int(rules.story_window.total_seconds())

    def match(self, question: Probe, at: int, event: int) -> Match:
        """Recognise a record.

        Args:
            question: what it is looked up by.
            at: its event time, seconds.
            event: number of its event type.
        """
        found = self._memory.index.find(question.keys, CAP)
        kinds = question.kinds[found.which]
        if question.seen and self._seen(question, found.only(kinds == PLACE_KEY)):
            return Match(repeated=True)
        likeness = self._likeness(question, found.only(kinds == TERM_KEY))
        identical = found.only(kinds == TEXT_KEY)
        match = self._exact(question, identical, at)
        if match is None:
            shared = found.only(kinds == SHINGLE_KEY)
            match = self._copy_or_story(question, shared, identical, likeness, at, event)
        return Match(
            False, match.verdict, match.method, match.row, match.score, match.story, match.merged, likeness.norm, event
        )

    def _seen(self, question: Probe, found: Found) -> bool:
        return bool((self._memory.rows.field("seen", found.rows) == np.uint64(question.seen)).any())

    def _likeness(self, question: Probe, found: Found) -> _Likeness:
        """Compare terms: those that many of the desk's latest articles have count less.

        Sums are of whole numbers, so their order does not matter.
        """
        rows = self._memory.rows
        since = max(rows.first, rows.next - RECENT_ROWS)
        recent = np.arange(since, rows.next, dtype=np.uint32)
        kept = np.count_nonzero((rows.field("kept", recent) == 1) & self._memory.living(recent)) if len(recent) else 0
        common = np.bincount(found.which[found.rows >= since], minlength=len(question.keys))
        weights = question.weights
        if kept:
            factor = np.sqrt(np.maximum(np.log((kept + 2) / (common + 1)), 0.02) / math.log(kept + 2))
            norm = float(np.sqrt(np.sum(factor * weights * weights)))
            asked = np.rint(factor * weights * 65535)
        else:
            norm = float(np.sqrt(np.sum(weights * weights)))
            asked = np.rint(weights * 65535)
        if not len(found.rows):
            return _Likeness(found.rows, np.empty(0), norm or 1.0)
        distinct, inverse = np.unique(found.rows, return_inverse=True)
        sums = np.bincount(inverse, weights=asked[found.which] * found.weights)
        cosines = sums / (65535 * 255 * (norm or 1.0) * rows.field("norm", distinct).astype(np.float64))
        return _Likeness(distinct, np.minimum(cosines, 1.0), norm or 1.0)

    def _exact(self, question: Probe, identical: Found, at: int) -> Match | None:
        rows = self._memory.rows
        same = identical.rows[rows.field("text", identical.rows) == np.uint64(question.text)]
        if not len(same):
            return None
        row = int(same.min())
        story = rows.root(int(rows[row]["story"]))
        last = int(rows.last(np.array([story], np.uint32))[0])
        method = "old-news" if self._expire and at - last > self._copy_window else "text-hash"
        return Match(False, "exact", method, row, 1.0, story)

    def _copy_or_story(
        self, question: Probe, shared: Found, identical: Found, likeness: _Likeness, at: int, event: int
    ) -> Match:
        copied, blocked = self._copy(question, shared, likeness, at)
        if copied is not None:
            return copied
        return self._story(question, identical, likeness, blocked, at, event)

    def _copy(
        self, question: Probe, shared: Found, likeness: _Likeness, at: int
    ) -> tuple[Match | None, dict[int, Veto]]:
        """Return the best copy, and the rows that something kept from being one."""
        rows = self._memory.rows
        blocked: dict[int, Veto] = {}
        if len(shared.rows) and self._expire:
            near = np.abs(rows.field("time", shared.rows) - at) <= self._copy_window
            shared = shared.only(near)
        if not len(shared.rows):
            return None, blocked
        boilerplate = self._boilerplate(shared)
        whole_size = int(np.count_nonzero(question.whole))
        lead_size = question.lead
        if len(boilerplate):
            shared = shared.only(~np.isin(shared.which, boilerplate))
            whole_size -= int(np.count_nonzero(question.whole[boilerplate]))
            lead_size -= len(boilerplate)
        distinct, inverse = np.unique(shared.rows, return_inverse=True)
        together = np.bincount(inverse, minlength=len(distinct))
        whole = np.bincount(inverse, weights=question.whole[shared.which], minlength=len(distinct)).astype(np.int64)
        order = np.lexsort((distinct, -together, -whole))[:CANDIDATES]
        best: Match | None = None
        for place in order.tolist():
            row = int(distinct[place])
            fields = rows[row]
            ours = Size(question.words, whole_size, max(lead_size, 1))
            theirs = Size(int(fields["words"]), float(fields["whole"]), int(fields["lead"]))
            found = containment(ours, theirs, int(whole[place]), int(together[place]), likeness.of(row))
            if found is None:
                continue
            short, long = sorted((ours.words, theirs.words))
            alike = short >= NEAR_LENGTH * long
            reason = veto(question.marks, Marks.decode(rows.detail(row))[0], alike=alike)
            if reason is not None:
                blocked[row] = reason
                continue
            score, method = found
            if best is None or (score, -row) > (best.score, -best.row):
                verdict: Verdict = "near" if alike else "truncated"
                best = Match(False, verdict, method, row, score, rows.root(int(fields["story"])))
        return best, blocked

    def _boilerplate(self, shared: Found) -> NDArray[np.intp]:
        """Return the keys that stand in too many stories to say anything."""
        counts = np.bincount(shared.which)
        often = np.flatnonzero(counts > COMMON)
        if not len(often):
            return often
        some = shared.only(counts[shared.which] > COMMON)
        pairs = np.unique(some.which.astype(np.int64) << 32 | self._memory.rows.stories(some.rows))
        keys, stories = np.unique(pairs >> 32, return_counts=True)
        boilerplate: NDArray[np.intp] = keys[stories > COMMON]
        return boilerplate

    def _story(
        self, question: Probe, identical: Found, likeness: _Likeness, blocked: dict[int, Veto], at: int, event: int
    ) -> Match:
        rows = self._memory.rows
        scores: dict[int, tuple[float, int, str]] = {}
        if len(likeness.rows):
            times = rows.field("time", likeness.rows)
            fade = np.maximum(1 - np.abs(times - at) / (FADE_DAYS * DAY), 0.7)
            strength = likeness.cosines * fade
            for place in np.lexsort((likeness.rows, -strength))[:CANDIDATES].tolist():
                row = int(likeness.rows[place])
                story = rows.root(int(rows[row]["story"]))
                if self._reaches(story, at):
                    found = (float(strength[place]), -row, "terms")
                    scores[story] = max(scores.get(story, found), found)
        if question.url:
            for row in identical.rows[rows.field("url", identical.rows) == np.uint32(question.url)].tolist():
                if (cosine := likeness.of(row)) >= VERSION:
                    story = rows.root(int(rows[row]["story"]))
                    scores[story] = (max(cosine, JOIN), -row, "url-version")
        for row, reason in blocked.items():
            if reason != "numbers":
                scores.pop(rows.root(int(rows[row]["story"])), None)
        ranked = sorted(((*score, story) for story, score in scores.items()), reverse=True)
        if not ranked or ranked[0][0] < JOIN:
            return Match()
        score, row, method, story = ranked[0]
        merged = sorted({story, *(other for strength, *_, other in ranked if strength >= MERGE)})
        return Match(False, None, method, -row, min(score, 1.0), merged[0], tuple(merged[1:]))

    def _reaches(self, story: int, at: int) -> bool:
        """Say whether an article of this time may still join a story."""
        last = int(self._memory.rows.last(np.array([story], np.uint32))[0])
        return last > GONE and (not self._expire or at - last <= self._story_window)
