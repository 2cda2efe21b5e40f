"""A desk: decides about one record, purely, and then remembers what it decided."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from schemas.alert import Alert, Decision, Verdict
from schemas.enriched import EnrichedArticle
from streams.domain import ids
from streams.domain.dedupe.alerts import first_alert
from streams.domain.enrich.signature import unpacked

FORMAT_VERSION = 1
"""Of the entries of a desk's state; another version is rebuilt from the records."""
MIN_SHARED = 3
"""Shared fingerprints below which nothing is called a copy."""
NEAR = 0.4
TRUNCATED = 0.6
MIN_LEAD_SHARED = 5


@dataclass(frozen=True, slots=True)
class DeskRules:
    """What an operator may change about desks."""

    copy_window: timedelta = timedelta(days=7)
    """How long after its publication a text is compared with new ones."""
    story_window: timedelta = timedelta(days=30)
    """How long after its last article a story can be joined."""
    expire: bool = True
    """Whether anything is ever forgotten."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One text that the desk remembers."""

    number: int
    article_id: str
    story: int
    text_hash: str
    words: int
    fingerprints: tuple[int, ...]
    lead: tuple[int, ...]

    def encode(self) -> bytes:
        """Return its state entry."""
        return json.dumps(
            [self.article_id, self.story, self.text_hash, self.words, self.fingerprints, self.lead]
        ).encode()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a desk makes of one record; installed by :meth:`Desk.apply`."""

    decision: Decision | None
    """What it decided; ``None`` for a repeat, which changes nothing."""
    alert: Alert | None = None
    """What its readers are told."""
    seen: str | None = None
    kept: Kept | None = None
    story: tuple[int, Mapping[str, Any]] | None = field(default=None)


class Desk:
    """One country's recent texts and stories."""

    def __init__(self, country: str, rules: DeskRules, entries: Iterable[tuple[str, bytes]] = ()) -> None:
        self.country = country
        self._rules = rules
        self._seen: set[str] = set()
        self._kept: dict[int, Kept] = {}
        self._stories: dict[int, Mapping[str, Any]] = {}
        self._by_hash: dict[str, int] = {}
        self._index: dict[int, list[int]] = {}
        for part, value in sorted(entries):
            kind, _, name = part.partition("/")
            if kind == "r":
                self._seen.add(name)
            elif kind == "s":
                self._stories[int(name, 16)] = json.loads(value)
            else:
                article_id, story, text_hash, words, prints, lead = json.loads(value)
                self._keep(Kept(int(name, 16), article_id, story, text_hash, words, tuple(prints), tuple(lead)))

    def decide(self, record: EnrichedArticle) -> Outcome:
        """Decide about one record; the desk is not changed.

        Args:
            record: of this desk's country.
        """
        article_id = record.article.article_id
        seen = None
        if record.page.position is not None:
            seen = ids.digest(repr(record.page.position), article_id)
            if seen in self._seen:
                return Outcome(None)
        match = self._copy_of(record)
        number = len(self._kept)
        if match is None:
            story_number = len(self._stories)
            story_id = ids.story_id(article_id)
            alert = first_alert(record, story_id)
            kept = self._new(record, number, story_number)
            decision = self._decision(record, "new", "none", story_id, None, 0.0, alert)
            return Outcome(decision, alert, seen, kept, (story_number, {"id": story_id, "alert": alert.alert_id}))
        verdict, method, matched, score = match
        story_id = self._stories[matched.story]["id"]
        decision = self._decision(record, verdict, method, story_id, matched.article_id, score, None)
        again = None if verdict == "exact" else self._new(record, number, matched.story)
        return Outcome(decision, None, seen, again)

    def apply(self, outcome: Outcome) -> dict[str, bytes | None]:
        """Remember what was decided.

        Args:
            outcome: of this desk's last :meth:`decide`.

        Returns:
            The changed entries of its state by part, ``None`` for what is forgotten.
        """
        changed: dict[str, bytes | None] = {}
        if outcome.seen is not None:
            self._seen.add(outcome.seen)
            changed[f"r/{outcome.seen}"] = b"1"
        if outcome.story is not None:
            number, story = outcome.story
            self._stories[number] = story
            changed[f"s/{number:08x}"] = json.dumps(story).encode()
        if outcome.kept is not None:
            self._keep(outcome.kept)
            changed[f"a/{outcome.kept.number:08x}"] = outcome.kept.encode()
        return changed

    def _keep(self, kept: Kept) -> None:
        self._kept[kept.number] = kept
        self._by_hash.setdefault(kept.text_hash, kept.number)
        for value in {*kept.fingerprints, *kept.lead}:
            self._index.setdefault(value, []).append(kept.number)

    def _new(self, record: EnrichedArticle, number: int, story: int) -> Kept:
        print_ = record.signature
        return Kept(
            number,
            record.article.article_id,
            story,
            print_.text_hash,
            print_.words,
            tuple(unpacked(print_.fingerprints, "<u4").tolist()),
            tuple(unpacked(print_.lead_fingerprints, "<u4").tolist()),
        )

    def _copy_of(self, record: EnrichedArticle) -> tuple[Verdict, str, Kept, float] | None:
        same = self._by_hash.get(record.signature.text_hash)
        if same is not None:
            return "exact", "text-hash", self._kept[same], 1.0
        whole = set(unpacked(record.signature.fingerprints, "<u4").tolist())
        lead = set(unpacked(record.signature.lead_fingerprints, "<u4").tolist())
        shared: Counter[int] = Counter()
        for value in whole | lead:
            shared.update(self._index.get(value, ()))
        best: tuple[float, int, Verdict, str] | None = None
        for number in shared:
            kept = self._kept[number]
            theirs = set(kept.fingerprints)
            common = len(whole & theirs)
            score = common / max(min(len(whole), len(theirs)), 1)
            short, long = sorted((record.signature.words, kept.words))
            verdict: Verdict = "near" if short >= TRUNCATED * long else "truncated"
            if common >= MIN_SHARED and score >= NEAR:
                found = (score, -number, verdict, "containment")
            else:
                ours_all, theirs_all = whole | lead, theirs | set(kept.lead)
                common = len(ours_all & theirs_all)
                score = common / max(min(len(lead), len(kept.lead)), 1)
                if common < MIN_LEAD_SHARED or score < TRUNCATED or short > 128:
                    continue
                found = (min(score, 1.0), -number, verdict, "lead-containment")
            best = max(best, found) if best is not None else found
        if best is None:
            return None
        return best[2], best[3], self._kept[-best[1]], round(best[0], 4)

    def _decision(
        self,
        record: EnrichedArticle,
        verdict: Verdict,
        method: str,
        story_id: str,
        matched: str | None,
        score: float,
        alert: Alert | None,
    ) -> Decision:
        return Decision(
            page=record.page.id,
            position=record.page.position,
            article_id=record.article.article_id,
            country=self.country,
            decision=verdict,
            method=method,
            story_id=story_id,
            matched=matched,
            score=score,
            alert_id=alert.alert_id if alert else None,
            version=alert.version if alert else None,
        )


def event_time(record: EnrichedArticle) -> datetime | None:
    """Return the time that windows count by."""
    return record.event_time
