"""What of the desk's memory a record matches: the text that it copies, the story that it continues."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from schemas.alert import Verdict
from streams.domain.dedupe.copies import (
    MIN_LEAD_SHARED,
    MIN_NAMES,
    MIN_SHARED,
    NEAR_LENGTH,
    Marks,
    Size,
    Veto,
    containment,
    veto,
)
from streams.domain.dedupe.memory import Memory
from streams.domain.dedupe.postings import Found
from streams.domain.dedupe.probe import PLACE_KEY, SHINGLE_KEY, TERM_KEY, TEXT_KEY, Probe
from streams.domain.dedupe.rows import GONE
from streams.domain.dedupe.rules import DeskRules

CAP: Final = 128
"""Latest postings of a key that are read: a word of half the desk's articles says little."""
SHINGLE_CAP: Final = 24
"""The same for a shingle: the latest copies of a text are enough to find the next one."""
RECENT_ROWS: Final = 512
"""Latest rows that tell how common a term is at the desk now."""
COMMON: Final = 4
"""A shingle that stands in more stories than this is boilerplate."""
CANDIDATES: Final = 12
"""Texts looked at closely, for copies and for stories each."""
FEWEST: Final = 150
"""Articles without the term that a desk is taken to have had: with few of its own, two of a story are not common."""
POWER: Final = 2.0
JOIN: Final = 0.15
"""Cosine of terms from which on an article joins the other one's story."""
OTHER_EVENT: Final = 0.8
LEAST_NAMED: Final = 0.7
MOST_NAMED: Final = 1.3
FULLY_NAMED: Final = 0.6
MERGE: Final = 0.4
"""Cosine from which on the stories of two articles are one."""
VERSION: Final = 0.1
"""The same, for an article under the same link."""
FADE_DAYS: Final = 90.0
LEAST_FADE: Final = 0.7
"""A link fades by a ninetieth a day between two articles, to no less than this part."""
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
        found = self._memory.index.find(question.keys, np.where(question.kinds == SHINGLE_KEY, SHINGLE_CAP, CAP))
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
        """Compare terms: those that many of the desk's latest articles have count less (streaming TF-IDF).

        Sums are of whole numbers, so their order does not matter.
        """
        rows, weights = self._memory.rows, question.weights
        texts = min(self._memory.texts, RECENT_ROWS)
        common = np.bincount(found.which[found.rows + RECENT_ROWS >= rows.next], minlength=len(weights))
        texts += FEWEST
        factor = (np.maximum(np.log((texts + 2) / (common + 1)), 0.02) / math.log(texts + 2)) ** POWER
        norm = math.sqrt(float(factor @ (weights * weights))) or 1.0
        if not len(found.rows):
            return _Likeness(found.rows, np.empty(0), norm)
        asked = np.rint(factor * weights * 65535)
        distinct, starts, order = _grouped(found.rows)
        sums = np.add.reduceat(asked[found.which[order]] * found.weights[order], starts)
        cosines = sums / (65535 * 255 * norm * rows.field("norm", distinct).astype(np.float64))
        return _Likeness(distinct, np.minimum(cosines, 1.0), norm)

    def _exact(self, question: Probe, identical: Found, at: int) -> Match | None:
        rows = self._memory.rows
        same = identical.rows[rows.field("text", identical.rows) == np.uint64(question.text)]
        if not len(same):
            return None
        row = int(same.min())
        story = rows.story_of(row)
        old = self._expire and at - rows.last_of(story) > self._copy_window
        return Match(False, "exact", "old-news" if old else "text-hash", row, 1.0, story)

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
        distinct, starts, order = _grouped(shared.rows)
        together = np.add.reduceat(np.ones(len(order), np.int64), starts)
        whole = np.add.reduceat(question.whole[shared.which[order]].astype(np.int64), starts)
        likely = np.flatnonzero((whole >= MIN_SHARED) | (together >= MIN_LEAD_SHARED))
        if len(likely) > CANDIDATES:
            likely = likely[np.lexsort((distinct[likely], -together[likely], -whole[likely]))[:CANDIDATES]]
        ours = Size(question.words, whole_size, max(lead_size, 1))
        best: Match | None = None
        for place in likely.tolist():
            row = int(distinct[place])
            theirs = Size(rows.value("words", row), rows.value("whole", row), rows.value("lead", row))
            found = containment(ours, theirs, int(whole[place]), int(together[place]), likeness.of(row))
            if found is None:
                continue
            short, long = sorted((ours.words, theirs.words))
            alike = short >= NEAR_LENGTH * long
            reason = veto(question.marks, Marks.decode(rows.detail(row))[0], found[0], alike=alike)
            if reason is not None:
                blocked[row] = reason
                continue
            score, method = found
            if best is None or (score, -row) > (best.score, -best.row):
                verdict: Verdict = "near" if alike else "truncated"
                best = Match(False, verdict, method, row, score, rows.story_of(row))
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
            days = np.abs(rows.field("time", likeness.rows) - at) / DAY
            strength = likeness.cosines * np.maximum(1 - days / FADE_DAYS, LEAST_FADE)
            likely = np.flatnonzero(strength >= JOIN / MOST_NAMED)
            if len(likely) > CANDIDATES:
                likely = likely[np.lexsort((likeness.rows[likely], -strength[likely]))[:CANDIDATES]]
            names = set(question.marks.names.tolist())
            for row, score in zip(likeness.rows[likely].tolist(), strength[likely].tolist(), strict=True):
                story = rows.story_of(row)
                named = min(score * self._named(names, row) * self._kind(event, row), 1.0)
                if named >= JOIN and self._reaches(story, at):
                    scores[story] = max(scores.get(story, (0.0, 0, "")), (named, -row, "terms"))
        if question.url:
            for row in identical.rows[rows.field("url", identical.rows) == np.uint32(question.url)].tolist():
                if (cosine := likeness.of(row)) >= VERSION:
                    scores[rows.story_of(row)] = (max(cosine, JOIN), -row, "url-version")
        for row, reason in blocked.items():
            if reason != "numbers":
                scores.pop(rows.story_of(row), None)
        if not scores:
            return Match()
        ranked = sorted(((*score, story) for story, score in scores.items()), reverse=True)
        score, row, method, story = ranked[0]
        merged = sorted({story, *(other for strength, *_, other in ranked if strength >= MERGE)})
        return Match(False, None, method, -row, min(score, 1.0), merged[0], tuple(merged[1:]))

    def _kind(self, event: int, row: int) -> float:
        """Return by how much another type of event weakens a link."""
        theirs = self._memory.rows.value("event", row)
        return 1.0 if not event or not theirs or event == theirs else OTHER_EVENT

    def _named(self, names: set[int], row: int) -> float:
        """Return by how much shared names strengthen a link, or weaken it if there are none."""
        theirs = set(Marks.decode(self._memory.rows.detail(row))[0].names.tolist())
        fewer = min(len(names), len(theirs))
        if fewer < MIN_NAMES:
            return 1.0
        return LEAST_NAMED + (MOST_NAMED - LEAST_NAMED) * min(len(names & theirs) / (FULLY_NAMED * fewer), 1.0)

    def _reaches(self, story: int, at: int) -> bool:
        """Say whether an article of this time may still join a story."""
        last = self._memory.rows.last_of(story)
        return last > GONE and (not self._expire or at - last <= self._story_window)


def _grouped(rows: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.intp]]:
    """Return the distinct rows ascending, where each begins in the sorted rows, and the order that sorts them."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    begins = np.ones(len(ordered), np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(begins)
    return ordered[starts], starts, order
