"""What of the desk's memory a record matches: the text that it copies, the story that it continues."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.alert import Verdict
from streams.domain.dedupe.copies import (
    CERTAIN,
    MIN_LEAD_SHARED,
    MIN_NAMES,
    MIN_SHARED,
    NEAR_LENGTH,
    Marks,
    Size,
    Veto,
    common_names,
    containment,
    veto,
)
from streams.domain.dedupe.happened import OTHER_DAY, Happened
from streams.domain.dedupe.likeness import CAP, Likeness, compared, counted
from streams.domain.dedupe.memory import Memory
from streams.domain.dedupe.postings import Found
from streams.domain.dedupe.probe import Probe
from streams.domain.dedupe.rows import GONE
from streams.domain.dedupe.rules import DeskRules
from streams.domain.enrich.signature import NAME

SHINGLE_CAP: Final = 24
"""The same for a shingle: the latest copies of a text are enough to find the next one."""
_MOST_KEYS: Final = 512
_CAPS: Final = np.repeat((SHINGLE_CAP, CAP), _MOST_KEYS)
_NO_LINK: Final = (0.0, 0, "")
_NO_KEYS: Final = np.empty(0, np.intp)
_NO_KIND: Final = 255
COMMON: Final = 4
"""A shingle that stands in more stories than this is boilerplate."""
CANDIDATES: Final = 12
"""Texts looked at closely, for copies and for stories each."""
JOIN: Final = 0.24
"""Strength from which on two articles are of one story."""
LARGE: Final = 16
GROWING: Final = 0.3
"""By how much of ``JOIN`` a link must be stronger with each doubling of a story beyond ``LARGE`` texts."""
LEAST_NAMED: Final = 0.6
MOST_NAMED: Final = 1.4
ALONE: Final = JOIN / MOST_NAMED
"""Cosine of terms from which on names may make a link of it."""
FULLY_NAMED: Final = 0.8
"""A link is strengthened by shared names, weighed by rarity: from least without any to most with so many."""
SMALL: Final = 3
"""Texts from which on a story is not merged with another one as large: a rolling subject would swallow its events."""
REPRINT: Final = 0.9
"""Cosine of terms from which on an article that is too far apart in time to be compared with is no new origin:
another telling is hardly ever so close."""
VERSION: Final = 0.1
"""Cosine of terms from which on an article under the same link is a new version."""
THERE: Final = 2.5
"""By how much a link is strengthened between two articles on one kind of event at one place within ``THERE_DAYS``: they
tell of one in other words. The same between a report and its publisher's word that it was wrong."""
THERE_DAYS: Final = 2.0
THERE_LEAST: Final = 0.1
"""Cosine of terms from which on two of them are linked at all."""
RARE: Final = 200
"""Weight of the rarest names: two such articles must have one in common, too."""
FADE_DAYS: Final = 90.0
LEAST_FADE: Final = 0.95
"""A link fades by a ninetieth a day between two articles, to no less than this part."""
DAY: Final = 86_400
FACT_WINDOW: Final = 36 * 3600
"""Seconds between two articles of one event at most if numbers and places alone say that it is one."""


class Match(NamedTuple):
    """What a record was recognised as."""

    repeated: bool = False
    """Whether the very record was decided before."""
    verdict: Verdict | None = None
    """``exact``, ``near`` or ``truncated`` for a copy."""
    method: str = "none"
    row: int = 0
    """What it matched."""
    score: float = 0.0
    stories: tuple[int, ...] = ()
    """Founding rows of the stories that it belongs to: none for a new one, several that turned out to be one."""
    reprint: bool = False
    """Whether it says what it matched in nearly the same words, though it is no copy of it any more."""
    norm: float = 1.0
    """Of its terms as the desk weighs them."""
    happened: Happened = Happened()
    """What parts its event from others of its kind."""


def _caps(terms: int, count: int) -> NDArray[np.intp]:
    """Return of how many rows postings are read, for each of so many keys of which the terms begin at some place."""
    if terms > _MOST_KEYS or count - terms > _MOST_KEYS:
        return np.concatenate((np.full(terms, SHINGLE_CAP), np.full(count - terms, CAP)))
    return _CAPS[_MOST_KEYS - terms : _MOST_KEYS - terms + count]


class Matcher:
    """Recognises records against one desk's memory."""

    def __init__(self, memory: Memory, rules: DeskRules) -> None:
        self._memory = memory
        self._expire = rules.expire
        self._copy_window = int(rules.copy_window.total_seconds())
        self._story_window = int(rules.story_window.total_seconds())

    def match(self, question: Probe, at: int, happened: Happened, *, timed: bool, taken_back_by: int = 0) -> Match:
        """Recognise a record.

        Args:
            question: what it is looked up by.
            at: its event time, seconds.
            happened: what parts its event from others of its kind.
            timed: whether its time is its own, and not that of the record before it.
            taken_back_by: its publisher, if it takes back what that publisher reported.
        """
        terms, texts, places = question.bounds
        found = self._memory.index.find(question.keys, _caps(terms, len(question.keys)))
        shared = found.only(found.which < terms)
        identical = found.only(found.which >= texts)
        if len(identical.rows):
            at_places = identical.which >= places
            if at_places.any():
                if self._seen(question, identical.only(at_places)):
                    return Match(repeated=True)
                identical = identical.only(~at_places)
        likeness = compared(question, found, self._memory.rows)
        match = self._exact(question, identical, at)
        if match is None:
            copied, blocked = self._copy(question, shared, likeness, at, happened)
            match = self._story(question, identical, likeness, blocked, at, happened, copied, taken_back_by)
            if not timed:
                # Two events of one kind may lie years apart here: what resembles both is no sign that they are one.
                match = match._replace(stories=match.stories[:1])
        return Match(*match[:-2], likeness.norm, happened)

    def _seen(self, question: Probe, found: Found) -> bool:
        return bool((self._memory.rows.field("seen", found.rows) == np.uint64(question.seen)).any())

    def _exact(self, question: Probe, identical: Found, at: int) -> Match | None:
        rows = self._memory.rows
        if not len(identical.rows):
            return None
        same = identical.rows[rows.field("text", identical.rows) == np.uint64(question.text)]
        if not len(same):
            return None
        row = int(same.min())
        story = rows.story_of(row)
        old = self._expire and at - rows.last_of(story) > self._copy_window
        return Match(False, "exact", "old-news" if old else "text-hash", row, 1.0, (story,))

    def _copy(
        self, question: Probe, shared: Found, likeness: Likeness, at: int, happened: Happened
    ) -> tuple[Match | None, dict[int, Veto]]:
        """Return what it copies, the first of those that it surely does, and the rows that something kept from it."""
        rows = self._memory.rows
        blocked: dict[int, Veto] = {}
        if len(shared.rows) and self._expire:
            near = np.abs(rows.field("time", shared.rows) - at) <= self._copy_window
            if not near.all():
                shared = shared.only(near)
        if len(shared.rows) < min(MIN_SHARED, MIN_LEAD_SHARED):
            return None, blocked
        boilerplate = self._boilerplate(shared)
        whole_size = question.whole_size
        lead_size = question.lead
        if len(boilerplate):
            says = np.ones(len(question.keys), np.bool_)
            says[boilerplate] = False
            shared = shared.only(says[shared.which])
            whole_size -= int(np.count_nonzero(question.whole[boilerplate]))
            lead_size -= len(boilerplate)
            if not len(shared.rows):
                return None, blocked
        distinct, together, whole = counted(shared.rows, question.whole[shared.which], rows)
        likely = ((whole >= MIN_SHARED) | (together >= MIN_LEAD_SHARED)).nonzero()[0]
        if len(likely) > CANDIDATES:
            likely = likely[np.lexsort((distinct[likely], -together[likely], -whole[likely]))[:CANDIDATES]]
        ours = Size(question.words, whole_size, max(lead_size, 1))
        best: Match | None = None
        rank = (0.0, False, 0.0, 0)
        for place in likely.tolist():
            row = int(distinct[place])
            theirs = Size(rows.value("words", row), rows.value("whole", row), rows.value("lead", row))
            found = containment(ours, theirs, int(whole[place]), int(together[place]), likeness.of(row))
            if found is None:
                continue
            short, long = sorted((ours.words, theirs.words))
            alike = short >= NEAR_LENGTH * long
            reason = veto(question.marks, Marks.decode(rows.detail(row)), found[0], alike=alike)
            if reason is None:
                # One text with other places is a form filled in anew, as for every quake and every match;
                # a cut copy may have lost the places.
                told = rows.happened(row)
                reason = "event" if (alike and happened.is_elsewhere(told)) or not happened.alike(told) else None
            if reason is not None:
                blocked[row] = reason
                continue
            score, method = found
            ranked = (min(score, CERTAIN), alike, 0.0 if alike else score, -row)
            if best is None or ranked > rank:
                verdict: Verdict = "near" if alike else "truncated"
                best = Match(False, verdict, method, row, score, (rows.story_of(row),))
                rank = ranked
        return best, blocked

    def _boilerplate(self, shared: Found) -> NDArray[np.intp]:
        """Return the keys that stand in too many stories to say anything."""
        often = np.bincount(shared.which) > COMMON
        if not often.any():
            return _NO_KEYS
        some = often[shared.which].nonzero()[0]
        pairs = shared.which[some].astype(np.int64) << 32 | self._memory.rows.stories(shared.rows[some])
        pairs.sort()
        distinct = np.concatenate((pairs[:1], pairs[1:][pairs[1:] != pairs[:-1]]))
        boilerplate: NDArray[np.intp] = (np.bincount(distinct >> 32) > COMMON).nonzero()[0]
        return boilerplate

    def _story(
        self,
        question: Probe,
        identical: Found,
        likeness: Likeness,
        blocked: dict[int, Veto],
        at: int,
        happened: Happened,
        copied: Match | None,
        taken_back_by: int,
    ) -> Match:
        """Return the stories that it links.

        A link depends on two articles alone, and every one of them counts, so that what comes first in a burst
        makes no difference. Articles without a time are in no burst.
        """
        rows = self._memory.rows
        links: dict[int, tuple[float, int, str]] = {}
        own = copied.stories[0] if copied is not None else None  # it needs no link
        candidates = self._likely(likeness, at, happened, taken_back_by)
        if candidates:
            names = question.marks.weighed()
            weight = sum(names.values())
            for less, row, score in candidates:
                most_there, most = -less, -less * MOST_NAMED
                if blocked.get(row, "numbers") != "numbers":
                    continue
                story = rows.story_of(row)
                if story == own:
                    continue
                strongest = links.get(story, _NO_LINK)
                if strongest >= (min(most, 1.0), -row):
                    continue  # whatever names it shares
                there = score < ALONE and self._is_there(names, happened, row, taken_back_by)
                if score < ALONE and not there:
                    continue
                named = min(score * self._named(names, weight, row), 1.0)
                if named < JOIN and (
                    there or (most_there > score and self._is_there(names, happened, row, taken_back_by))
                ):
                    named = min(named * THERE, 1.0)
                if strongest >= (named, -row):
                    continue  # whatever happened
                if named >= JOIN:
                    named *= happened.alike(rows.happened(row))
                if named >= JOIN and named >= self._least(story) and self._reaches(story, at):
                    links[story] = max(strongest, (named, -row, "terms"))
        if question.url and len(identical.rows):
            for row in identical.rows[rows.field("url", identical.rows) == np.uint32(question.url)].tolist():
                if (cosine := likeness.of(row)) >= VERSION:
                    links[rows.story_of(row)] = (max(cosine, JOIN), -row, "url-version")
        if question.facts and len(identical.rows):
            same = identical.rows[np.isin(question.keys[identical.which], question.facts)]
            near = same[np.abs(rows.field("time", same) - at) <= FACT_WINDOW]
            for row in np.unique(near).tolist():
                if blocked.get(row, "numbers") == "numbers" and happened.alike(rows.happened(row)) >= OTHER_DAY:
                    story = rows.story_of(row)
                    links[story] = max(links.get(story, _NO_LINK), (JOIN, -row, "facts"))
        ranked = sorted(((*link, story) for story, link in links.items()), reverse=True)
        if taken_back_by:
            ranked = ranked[:1]
        if copied is not None:
            return copied._replace(stories=self._merged(copied.stories[0], ranked))
        if not ranked:
            return Match()
        score, place, method, story = ranked[0]
        row = -place
        apart = self._expire and abs(at - rows.value("time", row)) > self._copy_window
        reprint = apart and likeness.of(row) >= REPRINT
        return Match(False, None, method, row, min(score, 1.0), self._merged(story, ranked), reprint)

    def _likely(
        self, likeness: Likeness, at: int, happened: Happened, taken_back_by: int
    ) -> list[tuple[float, int, float]]:
        """Return the rows that may be linked, best first: minus the strength that it may come to, row, its strength.

        Names, of which a closer look is needed, are not counted yet.
        """
        rows = self._memory.rows
        may_be_there = bool((happened.kind and happened.places) or taken_back_by)
        likely = (likeness.cosines >= (THERE_LEAST if may_be_there else ALONE)).nonzero()[0]
        if not len(likely):
            return []
        near, cosines = likeness.rows.take(likely), likeness.cosines.take(likely)
        if taken_back_by:
            there = rows.field("publisher", near) == taken_back_by
        else:
            there = rows.kinds(near) == (happened.kind if may_be_there else _NO_KIND)
        enough = (there | (cosines >= ALONE)).nonzero()[0]
        if not len(enough):
            return []
        near = near.take(enough)
        seconds = np.abs(rows.field("time", near) - at)
        found: list[tuple[float, int, float]] = []
        for row, cosine, is_there, apart in zip(
            near.tolist(), cosines.take(enough).tolist(), there.take(enough).tolist(), seconds.tolist(), strict=True
        ):
            days = apart / DAY
            strength = cosine * max(1 - days / FADE_DAYS, LEAST_FADE)
            most = THERE * strength if is_there and days <= THERE_DAYS else strength
            if most * MOST_NAMED >= JOIN:
                found.append((-most, row, strength))
        return sorted(found)[:CANDIDATES]

    def _merged(self, first: int, ranked: Sequence[tuple[float, int, str, int]]) -> tuple[int, ...]:
        """Return a story and those that an article of it links it to, but for one as large."""
        rows = self._memory.rows
        stories, texts = [first], rows.texts_of(first)
        for *_, story in ranked:
            if story == first:
                continue
            more = rows.texts_of(story)
            if min(texts, more) < SMALL:
                stories.append(story)
                texts += more
        return tuple(stories)

    def _least(self, story: int) -> float:
        """Return the least strength of a link to a story: a subject that goes on gathers words that others share."""
        texts = self._memory.rows.texts_of(story)
        return JOIN * (1 + GROWING * math.log2(texts / LARGE)) if texts > LARGE else JOIN

    def _named(self, names: dict[int, int], weight: int, row: int) -> float:
        """Return by how much shared names strengthen a link, or weaken it if there are none.

        Args:
            names: of the record, with their weights.
            weight: of all of them.
            row: what it is linked to.
        """
        theirs = Marks.names_of(self._memory.rows.detail(row))
        if len(names) < MIN_NAMES or len(theirs) < MIN_NAMES * NAME.itemsize:
            return 1.0
        shared, all_theirs = common_names(names, theirs)
        fewer = min(weight, all_theirs)
        return LEAST_NAMED + (MOST_NAMED - LEAST_NAMED) * min(shared / max(FULLY_NAMED * fewer, 1), 1.0)

    def _is_there(self, names: dict[int, int], happened: Happened, row: int, taken_back_by: int) -> bool:
        """Say whether a row tells of the same kind of event at the same place, and has a rare name or toll in common.

        What a publisher takes back needs the name alone.
        """
        told = self._memory.rows.happened(row)
        if not taken_back_by:
            if not happened.is_there(told):
                return False
            if happened.counts_alike(told):
                return True
        return common_names(names, Marks.names_of(self._memory.rows.detail(row)), least=RARE)[0] > 0

    def _reaches(self, story: int, at: int) -> bool:
        """Say whether an article of this time may still join a story."""
        last = self._memory.rows.last_of(story)
        return last > GONE and (not self._expire or at - last <= self._story_window)
