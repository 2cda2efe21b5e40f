"""The chain without Faust, and the one place where order is decided: for ``explain``, ``run`` and ``replay``."""

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from schemas.alert import Alert, Decision
from schemas.enriched import EnrichedArticle, ExplainedArticle
from schemas.page import PageRef
from schemas.rejected import Reason, Refused
from streams.domain.dedupe import Desk, DeskRules, Outcome
from streams.domain.enrich import enrich
from streams.domain.enrich.entities import Namer
from streams.domain.stages import SplitPage, records_for, split_page

LAST = datetime.max.replace(tzinfo=UTC)
AT_THE_START = -1
"""The place before the first record of a partition."""

Key = tuple[int, int, str, str]
"""One desk record: partition and offset of its page in ``pages.raw``, article id, country. They sort by page position,
then article."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One input line taken through split and enrich."""

    line: int
    """Its number, from 1."""
    id: str | None
    """The page's id; ``None`` if the line can't be read."""
    page: SplitPage | None
    """The page cut; ``None`` if it can never pass."""
    articles: tuple[ExplainedArticle, ...] = ()
    """Its articles with what is said about them."""
    records: tuple[EnrichedArticle, ...] = ()
    """What the desks would read."""
    error: Refused | None = None
    """Why it can never pass."""

    def output(self) -> dict[str, Any]:
        """Return the line of ``explain --json`` and of ``articles.jsonl``."""
        if self.error is not None or self.page is None:
            reason = self.error.reason if self.error else Reason.BUG
            failed: dict[str, Any] = {"id": self.id, "line": self.line, "articles": [], "error": reason.value}
            if self.error is not None and self.id is not None:
                failed["detail"] = self.error.detail
            return failed
        return {
            "id": self.id,
            "articles": [article.model_dump(mode="json") for article in self.articles],
            "dropped": [dropped.model_dump(mode="json") for dropped in self.page.cut.dropped],
        }


def explain_value(value: bytes, *, line: int = 1, whole: bool = False, namer: Namer | None = None) -> Explained:
    """Take one page through split and enrich.

    Args:
        value: JSON of a ``Page``.
        line: its number in the input.
        whole: take the text as one article.
        namer: reads the names of persons and organisations, if any does.
    """
    try:
        return _explained(value, line, whole=whole, namer=namer)
    except Refused as refused:
        return Explained(line, _id_of(value), None, error=refused)
    except Exception as error:  # noqa: BLE001 - as in a worker: a bug on one page does not end an archive of them
        return Explained(line, _id_of(value), None, error=Refused(Reason.BUG, f"{type(error).__name__}: {error}"))


def _explained(value: bytes, line: int, *, whole: bool, namer: Namer | None) -> Explained:
    page = split_page(value, whole=whole)
    articles: list[ExplainedArticle] = []
    records: list[EnrichedArticle] = []
    for item in page.articles:
        said = enrich(item, namer=namer)
        articles.append(
            ExplainedArticle.model_construct(
                **{name: getattr(item.article, name) for name in type(item.article).model_fields},
                **{name: getattr(said.enrichment, name) for name in type(said.enrichment).model_fields},
            )
        )
        records.extend(records_for(item, said))
    return Explained(line, page.ref.id, page, tuple(articles), tuple(records))


def explain_lines(lines: Iterable[bytes], *, whole: bool = False, namer: Namer | None = None) -> Iterator[Explained]:
    """Take JSON lines through split and enrich; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield explain_value(line.strip(), line=number, whole=whole, namer=namer)


class DeskSet:
    """Every desk, each created when its first record comes."""

    def __init__(self, rules: DeskRules) -> None:
        self._rules = rules
        self._desks: dict[str, Desk] = {}

    def take(self, record: EnrichedArticle) -> Outcome:
        """Let the record's desk decide, and install what it decided."""
        desk = self._desks.get(record.country)
        if desk is None:
            desk = self._desks[record.country] = Desk(record.country, self._rules)
        outcome = desk.decide(record)
        desk.apply(outcome)
        return outcome


class LiveOrder:
    """The order in which the desks of one partition of ``articles.enriched`` decide again.

    Each record stands at its first place in live's partition. One that live lacks
    goes directly behind the last of live's records whose page stands in the same
    partition of ``pages.raw`` at a smaller offset, or at the start if there is
    none; several at one place go by page position, then article. Whatever is not
    wanted has no place.

    First :meth:`note` each of live's records that was not rejected, in offset
    order; then :meth:`settle`; then ask :meth:`first` once and :meth:`at` for each
    of them again, in the same order.

    Args:
        wanted: the records to be placed. Held until they are fed: about 0.1 KB each
            beside the keys themselves.
    """

    def __init__(self, wanted: Iterable[Key]) -> None:
        self._wanted = dict.fromkeys(wanted, False)
        """Whether each was found in live's; what was fed is here no more."""
        self._pages: dict[int, tuple[array[int], array[int]]] = {}
        self._behind: dict[int, list[Key]] = {}
        self.last = AT_THE_START
        """Place of the last record that is to be fed."""

    def note(self, place: int, key: Key) -> None:
        """Take down one of live's records.

        Args:
            place: its offset, larger than those before.
            key: whose it is; a repeat of an earlier one has no place of its own.
        """
        found = self._wanted.get(key)
        if found:
            return
        if found is not None:
            self._wanted[key] = True
            self.last = place
        offsets, places = self._pages.setdefault(key[0], (array("q"), array("q")))
        offsets.append(key[1])
        places.append(place)

    def settle(self) -> int:
        """Find the places of those that live lacks; returns how many they are."""
        lacking = sorted(key for key, found in self._wanted.items() if not found)
        last_behind: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for partition, (offsets, places) in self._pages.items():
            by_offset = np.argsort(np.frombuffer(offsets, np.int64), kind="stable")
            last = np.maximum.accumulate(np.frombuffer(places, np.int64)[by_offset])
            last_behind[partition] = np.frombuffer(offsets, np.int64)[by_offset], last
        for key in lacking:
            place = AT_THE_START
            if key[0] in last_behind:
                offsets_, last = last_behind[key[0]]
                smaller = int(np.searchsorted(offsets_, key[1], side="left"))
                place = int(last[smaller - 1]) if smaller else AT_THE_START
            self._behind.setdefault(place, []).append(key)
            del self._wanted[key]
            self.last = max(self.last, place)
        return len(lacking)

    def first(self) -> list[Key]:
        """Return what goes before live's first record."""
        return self._behind.pop(AT_THE_START, [])

    def at(self, place: int, key: Key) -> list[Key]:
        """Return what goes to a place of live: the record itself, if it is wanted and not yet fed, and those behind."""
        own = [key] if self._wanted.pop(key, False) else []
        return own + self._behind.pop(place, [])


@dataclass(slots=True)
class RunCounts:
    """What a run came to."""

    pages: int = 0
    articles: int = 0
    alerts: int = 0
    failed: int = 0
    decisions: dict[str, int] = field(default_factory=dict)
    """Decisions by verdict."""


def run_lines(
    lines: Iterable[bytes],
    out: Path,
    *,
    rules: DeskRules,
    whole: bool = False,
    by_time: bool = False,
    namer: Namer | None = None,
) -> RunCounts:
    """Take JSON lines through the whole chain and write what came of them.

    Args:
        lines: pages; their order is input.
        out: folder for ``articles.jsonl``, ``decisions.jsonl`` and ``alerts.jsonl``; made if absent.
        rules: of the desks.
        whole: take each text as one article.
        by_time: sort by event time first; lines without any go last, in their own order.
        namer: reads the names of persons and organisations, if any does.

    Raises:
        OSError: the folder can't be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    explained: Iterable[Explained] = explain_lines(lines, whole=whole, namer=namer)
    if by_time:
        explained = sorted(explained, key=_event_time)
    desks, counts = DeskSet(rules), RunCounts()
    with (
        (out / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (out / "decisions.jsonl").open("w", encoding="utf-8") as decisions,
        (out / "alerts.jsonl").open("w", encoding="utf-8") as alerts,
    ):
        for one in explained:
            articles.write(json.dumps(one.output(), ensure_ascii=False) + "\n")
            counts.pages += 1
            counts.articles += len(one.articles)
            counts.failed += one.error is not None
            for record in one.records:
                outcome = desks.take(record)
                if outcome.decision is not None:
                    decisions.write(_line(outcome.decision))
                    verdict = outcome.decision.decision
                    counts.decisions[verdict] = counts.decisions.get(verdict, 0) + 1
                if outcome.alert is not None:
                    alerts.write(_line(outcome.alert))
                    counts.alerts += 1
    return counts


def _line(record: Alert | Decision) -> str:
    return record.encode().decode() + "\n"


def _event_time(one: Explained) -> datetime:
    ref: PageRef | None = one.page.ref if one.page else None
    return ref.event_time if ref and ref.event_time else LAST


def _id_of(value: bytes) -> str | None:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return str(found["id"]) if isinstance(found, dict) and found.get("id") is not None else None
