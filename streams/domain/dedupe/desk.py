"""A desk: decides about one record, purely, and then remembers what it decided."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from pydantic import JsonValue

from schemas.alert import Alert, Change, ChangeReason, Decision, FieldChange, Relation, Verdict
from schemas.enriched import EnrichedArticle
from streams.domain import ids
from streams.domain.dedupe.alerts import EPOCH, build, master_of, source_detail
from streams.domain.dedupe.copies import NO_MARKS
from streams.domain.dedupe.facts import Facts, Report, changes, combined, is_small, report
from streams.domain.dedupe.happened import PACKED, Happened, facts
from streams.domain.dedupe.match import Match, Matcher
from streams.domain.dedupe.memory import Memory
from streams.domain.dedupe.opening import Opening, opening_of
from streams.domain.dedupe.origins import origin
from streams.domain.dedupe.probe import Probe, probe
from streams.domain.dedupe.rows import Fields, Row
from streams.domain.dedupe.rules import DeskRules
from streams.domain.dedupe.story import MOST_ORIGINS, Story, StorySource

BURST = 15 * 60
"""Two messages of a story within so many seconds of event time are a burst."""
OLD_NEWS = timedelta(days=60)
"""An event that lies so far before its publication, and is told as past, is no news."""
_VERDICTS: dict[str, Verdict] = {"Alert": "new", "Update": "update", "Cancel": "cancel"}
_RELATIONS: dict[str, Relation] = {"exact": "copy", "near": "copy", "truncated": "truncated", "url-version": "version"}


class Outcome(NamedTuple):
    """What a desk makes of one record; installed by :meth:`Desk.apply`."""

    decision: Decision | None
    """What it decided; ``None`` for a repeat, which changes nothing."""
    alert: Alert | None = None
    """What its readers are told."""
    row: Row | None = None
    """How the record is kept."""
    number: int = 0
    """Row of its story's founding article."""
    story: Story | None = None
    """Its story, as it stands with it."""
    merged: tuple[int, ...] = ()
    """Stories that turned out to be the same one."""


class Desk:
    """One country's recent texts and stories.

    Args:
        country: ISO 3166-1 alpha-2, or ZZ.
        rules: windows and bounds.
        entries: part and value of its saved state; parts that were forgotten left out.
    """

    def __init__(self, country: str, rules: DeskRules, entries: Iterable[tuple[str, bytes]] = ()) -> None:
        self.country = country
        self._rules = rules
        self._memory = Memory(rules, entries)
        self._matcher = Matcher(self._memory, rules)

    @property
    def nbytes(self) -> int:
        """Bytes that its memory takes, roughly."""
        return self._memory.nbytes

    def decide(self, record: EnrichedArticle) -> Outcome:
        """Decide about one record; the desk is not changed.

        Args:
            record: of this desk's country.
        """
        opening = opening_of(record)
        happened = Happened.told(record, opening)
        question = probe(record, facts(record, happened, opening))
        event_time = record.event_time
        at = self._memory.now if event_time is None else int((event_time - EPOCH).total_seconds())
        taken_back_by = origin(record).publisher if record.enrichment.retracts else 0
        timed = event_time is not None
        match = self._matcher.match(question, at, happened, timed=timed, taken_back_by=taken_back_by)
        if match.repeated:
            return Outcome(None)
        if not match.stories:
            return self._founded(record, opening, question, at, match)
        return self._joined(record, opening, question, at, match)

    def apply(self, outcome: Outcome) -> dict[str, bytes | None]:
        """Remember what was decided.

        Args:
            outcome: of this desk's last :meth:`decide`.

        Returns:
            The changed entries of its state by part, ``None`` for what is forgotten.
        """
        decision, row, story = outcome.decision, outcome.row, outcome.story
        if decision is None or row is None or story is None:
            return {}
        return self._memory.remember(row, decision.article_id, outcome.number, story, outcome.merged)

    def _founded(self, record: EnrichedArticle, opening: Opening, question: Probe, at: int, match: Match) -> Outcome:
        number = self._memory.rows.next
        said = report(record, at, opening, same_source=False)
        source = origin(record)
        come_from = source.wire or source.publisher
        article_id = record.article.article_id
        story = Story(
            story_id=ids.story_id(article_id),
            master=master_of(record, number),
            first=at,
            last=at,
            timed=record.event_time is not None,
            known=said.facts,
            articles=1,
            texts=1,
            publishers=[source.publisher],
            publisher_count=1,
            origins=[come_from],
            origin_count=1,
            sources=[StorySource(number, at, article_id, "same event")],
            silent=record.enrichment.retracts or _is_old(record),
        )
        alert = None
        detail = question.marks.encode() + source_detail(record)
        if not story.silent:
            story.version, story.sent = 1, [at]
            alert = build(record, story, lambda _: detail, None)
        row = self._row(question, number, at, article_id, number, source.publisher, come_from, match, detail, kept=True)
        verdict: Verdict = "same" if story.silent else "new"
        decision = self._decision(record, verdict, "old-news" if story.silent else "none", story, None, 0.0, alert)
        return Outcome(decision, alert, row, number, story)

    def _joined(self, record: EnrichedArticle, opening: Opening, question: Probe, at: int, match: Match) -> Outcome:
        rows = self._memory.rows
        row_number = rows.next
        article_id = record.article.article_id
        stories = {number: self._memory.story(number) for number in match.stories}
        number = max(stories, key=lambda n: (stories[n].version > 0, stories[n].texts, -n))
        story = stories.pop(number)
        for loser, other in stories.items():
            self._take_in(story, other, (number, loser))
        source = origin(record)
        copied = match.verdict is not None
        reprinted = copied or match.reprint
        come_from = rows.value("origin", match.row) if reprinted else source.wire or source.publisher
        confirmed = self._count(story, number, source.publisher, come_from)
        story.articles += 1
        story.texts += match.verdict != "exact"
        told = story.told or story.known
        stale = match.method == "old-news"
        said: Report | None = None
        if match.verdict != "exact" and not stale:
            edited = match.verdict == "near" and rows.value("publisher", match.row) == source.publisher
            said = report(record, at, opening, same_source=edited or match.method == "url-version")
            if not record.enrichment.retracts:
                story.known = combined(story.known, said)
        if not stale:
            story.first, story.last = min(story.first, at), max(story.last, at)
            story.timed = story.timed or record.event_time is not None
        relation = _RELATIONS.get(match.verdict or match.method, "same event")
        if match.verdict != "exact":
            self._master(story, record, row_number, relation)
        is_listed = story.list_source(StorySource(row_number, at, article_id, relation))
        marks = NO_MARKS if match.verdict == "exact" else question.marks
        detail = marks.encode() + (source_detail(record) if is_listed else b"")
        change = None
        first = story.silent and not copied and not record.enrichment.retracts and not _is_old(record)
        if first:
            story.silent = False
        elif not story.silent and not stale:
            said = said or Report(Facts(), at)
            change = self._change(record, story, told, said, list(stories.values()), confirmed, copied)
            if change is not None and _is_burst(record, story, at) and is_small(change.reasons, change.fields):
                change = None
        alert = None
        if first or change is not None:
            story.version += 1
            story.told = None
            story.sent = [*story.sent[-1:], at]
            alert = build(record, story, lambda r: detail if r == row_number else rows.detail(r), change)
        elif story.told is None and story.known != told and story.version:
            story.told = told
        row = self._row(
            question, row_number, at, article_id, number, source.publisher, come_from, match, detail,
            kept=match.verdict != "exact",
        )  # fmt: skip
        verdict: Verdict = match.verdict or (_VERDICTS[alert.type] if alert else "same")
        matched = rows.article_id(match.row)
        decision = self._decision(record, verdict, match.method, story, matched, match.score, alert)
        return Outcome(decision, alert, row, number, story, tuple(sorted(stories)))

    def _change(
        self,
        record: EnrichedArticle,
        story: Story,
        told: Facts,
        said: Report,
        merged: Sequence[Story],
        confirmed: bool,
        copied: bool,
    ) -> Change | None:
        confirmed = confirmed and not copied
        if record.enrichment.retracts:
            if story.cancelled or not story.version:
                return None
            if story.origin_count > 1:
                # Others still say so: readers hear that one of them does not, and the alert stands.
                return None if copied else Change.of(reasons=("retracted",), fields=())
            story.cancelled = True
            field = FieldChange.of(field="type", old="Alert" if story.version == 1 else "Update", new="Cancel")
            return Change.of(reasons=("retracted",), fields=(field,))
        if story.cancelled:
            if not confirmed:
                return None
            story.cancelled = False
        found, fields = changes(told, story.known, said)
        reasons: list[ChangeReason] = list(found)
        listed = list(fields)
        if confirmed:
            reasons.append("confirmed")
            count = story.origin_count
            listed.append(FieldChange.of(field="story.origins", old=count - 1, new=count))
        gone: list[JsonValue] = [ids.alert_id(other.story_id, self.country) for other in merged if other.version]
        if gone:
            reasons.append("merged")
            listed.append(FieldChange.of(field="alert_id", old=gone, new=ids.alert_id(story.story_id, self.country)))
        return Change.of(reasons=tuple(reasons), fields=tuple(listed)) if reasons else None

    def _master(self, story: Story, record: EnrichedArticle, row: int, relation: Relation) -> None:
        rank = (record.article.complete is not False, record.signature.words, record.article.article_id)
        if rank <= story.master.rank:
            return
        for place, listed in enumerate(story.sources):
            if listed.row == story.master.row:
                story.sources[place] = listed._replace(relation=relation)
        story.master = master_of(record, row)

    def _count(self, story: Story, number: int, publisher: int, come_from: int) -> bool:
        """Count publisher and origin; returns whether the origin is the story's second."""
        if not self._known(story.publishers, story.publisher_count, "publisher", publisher, number):
            story.publisher_count += 1
            if len(story.publishers) < MOST_ORIGINS:
                story.publishers.append(publisher)
        if self._known(story.origins, story.origin_count, "origin", come_from, number):
            return False
        story.origin_count += 1
        if len(story.origins) < MOST_ORIGINS:
            story.origins.append(come_from)
        return story.origin_count == 2

    def _known(self, listed: Sequence[int], count: int, field: str, value: int, number: int) -> bool:
        if value in listed:
            return True
        if count == len(listed):
            return False
        rows = self._memory.rows
        return bool((rows.field(field, rows.of_story(number)) == value).any())

    def _take_in(self, story: Story, other: Story, numbers: tuple[int, int]) -> None:
        """Let a story be part of another one."""
        rows = self._memory.rows
        everything = np.concatenate([rows.of_story(number) for number in numbers])
        for field, listed in (("publisher", story.publishers), ("origin", story.origins)):
            values = np.unique(rows.field(field, everything)).tolist()
            listed[:] = values[:MOST_ORIGINS]
            setattr(story, f"{field}_count", len(values))
        story.articles += other.articles
        story.texts += other.texts
        if story.told is None and story.version:
            story.told = story.known
        story.known = combined(story.known, Report(other.known, other.last))
        story.first, story.last = min(story.first, other.first), max(story.last, other.last)
        story.timed = story.timed or other.timed
        if other.master.rank > story.master.rank:
            story.master = other.master
        story.cancelled = story.cancelled and other.cancelled
        for source in other.sources:
            story.list_source(source)

    def _row(
        self,
        question: Probe,
        number: int,
        at: int,
        article_id: str,
        story: int,
        publisher: int,
        come_from: int,
        match: Match,
        detail: bytes,
        *,
        kept: bool,
    ) -> Row:
        fields = Fields(
            at,
            question.text,
            question.seen,
            bytes.fromhex(article_id[2:]),
            question.url,
            publisher,
            come_from,
            story,
            question.words,
            match.norm,
            question.whole_size,
            question.lead,
            PACKED.pack(*match.happened),
            int(kept),
        )
        chosen = slice(0 if kept else question.bounds[2], None)
        return Row(number, fields, question.keys[chosen], question.packed[chosen], detail)

    def _decision(
        self,
        record: EnrichedArticle,
        verdict: Verdict,
        method: str,
        story: Story,
        matched: str | None,
        score: float,
        alert: Alert | None,
    ) -> Decision:
        return Decision.of(
            page=record.page.id,
            position=record.page.position,
            article_id=record.article.article_id,
            country=self.country,
            decision=verdict,
            method=method,
            story_id=story.story_id,
            matched=matched,
            score=round(score, 4),
            alert_id=alert.alert_id if alert else None,
            version=alert.version if alert else None,
        )


def _is_burst(record: EnrichedArticle, story: Story, at: int) -> bool:
    """Say whether a message now would be the third of a story in quick succession."""
    return record.event_time is not None and len(story.sent) > 1 and all(abs(at - sent) < BURST for sent in story.sent)


def _is_old(record: EnrichedArticle) -> bool:
    """Say whether an article tells of an event that was long over when it was published."""
    said = record.enrichment
    published = record.event_time
    if said.event_time is None or published is None or said.urgency != "Past" or said.event_time.precision != "day":
        return False
    return said.event_time.value < (published - OLD_NEWS).date().isoformat()
