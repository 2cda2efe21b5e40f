"""A story as the desk remembers it: counts, sources, what is known and what readers were told."""

import struct
import zlib
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, get_args

from pydantic_core import from_json, to_json

from schemas.alert import Relation
from schemas.enriched import Event
from streams.domain import ids
from streams.domain.dedupe.facts import Facts, Toll
from streams.domain.dedupe.rows import Rows

MOST_SOURCES: Final = 20
MOST_ORIGINS: Final = 64
"""Publishers and origins listed in the story itself; beyond, its rows are asked."""
_LAST = struct.Struct("<q")
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
_RELATION: Final = {relation: number for number, relation in enumerate(RELATIONS)}


class Master(NamedTuple):
    """The longest complete text of a story: what its alert quotes."""

    row: int
    complete: bool
    words: int
    article_id: str
    headline: str
    summary: list[str]
    language: str | None
    evidence: list[tuple[str, int | None, int | None]]
    """Sentences with their spans in the page."""

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Orders texts by how well they stand for the story, whatever came first."""
        return self.complete, self.words, self.article_id


class StorySource(NamedTuple):
    """One of the listed articles."""

    row: int
    time: int
    article_id: str
    relation: Relation

    @property
    def place(self) -> tuple[int, str]:
        """Orders sources by time."""
        return self.time, self.article_id


@dataclass(slots=True)
class Story:
    """Articles about one event as one desk sees them."""

    story_id: str
    master: Master
    first: int
    """Earliest event time, seconds."""
    last: int
    """Latest event time, seconds."""
    timed: bool
    """Whether any article had an event time."""
    known: Facts
    told: Facts | None = None
    """What readers know, where it differs from ``known``."""
    articles: int = 0
    texts: int = 0
    publishers: list[int] = field(default_factory=list)
    publisher_count: int = 0
    origins: list[int] = field(default_factory=list)
    origin_count: int = 0
    sources: list[StorySource] = field(default_factory=list)
    """In the order of their places."""
    version: int = 0
    """Of the last message, 0 if readers were told nothing."""
    silent: bool = False
    """Whether it is old news, of which readers are not told."""
    cancelled: bool = False
    sent: list[int] = field(default_factory=list)
    """Event times of its last two messages, seconds."""

    def encode(self) -> bytes:
        """Return its state entry, without what its rows say."""
        master = self.master
        value = [
            [master.row, int(master.complete), master.words, master.headline, master.summary, master.language,
             master.evidence],
            [self.first, self.last, int(self.timed), self.articles, self.texts, self.publisher_count,
             self.origin_count, self.version, int(self.silent), int(self.cancelled), *self.sent],
            self.publishers,
            self.origins,
            [(row, _RELATION[relation]) for row, _, _, relation in self.sources],
            _listed(self.known),
            None if self.told is None else _listed(self.told),
        ]  # fmt: skip
        packer = _PACKER.copy()  # knows the common text already, which takes as long as to pack
        return _LAST.pack(self.last) + packer.compress(to_json(value)) + packer.flush()

    @classmethod
    def decode(cls, entry: bytes, number: int, rows: Rows) -> "Story":
        """Return what :meth:`encode` wrote.

        Args:
            entry: the state entry.
            number: row of its founding article.
            rows: the desk's.
        """
        text = zlib.decompressobj(-12, zdict=_COMMON).decompress(entry[_LAST.size :])
        master, counts, publishers, origins, sources, known, told = from_json(text)
        row, complete, words, headline, summary, language, evidence = master
        first, last, timed, articles, texts, publisher_count, origin_count, version, silent, cancelled, *sent = counts
        return cls(
            ids.story_id(rows.article_id(number)),
            Master(
                row,
                bool(complete),
                words,
                rows.article_id(row),
                headline,
                summary,
                language,
                [tuple(sentence) for sentence in evidence],
            ),
            first,
            last,
            bool(timed),
            _facts(known),
            None if told is None else _facts(told),
            articles,
            texts,
            publishers,
            publisher_count,
            origins,
            origin_count,
            sorted(  # again, because rows may write an id in another way than its record does
                (
                    StorySource(row, rows.value("time", row), rows.article_id(row), RELATIONS[relation])
                    for row, relation in sources
                ),
                key=lambda s: s.place,
            ),
            version,
            bool(silent),
            bool(cancelled),
            sent,
        )

    def copy(self) -> "Story":
        """Return one that can be changed without changing this one."""
        return Story(
            self.story_id,
            self.master,
            self.first,
            self.last,
            self.timed,
            self.known,
            self.told,
            self.articles,
            self.texts,
            [*self.publishers],
            self.publisher_count,
            [*self.origins],
            self.origin_count,
            [*self.sources],
            self.version,
            self.silent,
            self.cancelled,
            [*self.sent],
        )

    def list_source(self, source: StorySource) -> bool:
        """List a source if it is the master or among the earliest; returns whether it is listed now."""
        if not self.sources or self.sources[-1].place <= source.place:
            self.sources.append(source)
        else:
            insort(self.sources, source, key=lambda s: s.place)
        if len(self.sources) <= MOST_SOURCES:
            return True
        late = len(self.sources) - 1
        if self.sources[late].row == self.master.row:
            late -= 1
        return self.sources.pop(late) is not source


def last_of(entry: bytes) -> int:
    """Return when the story of an entry was last heard of, seconds, without reading the rest."""
    last: int = _LAST.unpack_from(entry)[0]
    return last


def _listed(facts: Facts) -> list[Any]:
    event = facts.event
    return [
        facts.roles,
        facts.score,
        int(facts.ambiguous),
        event and [event.type, event.categories, event.confidence, event.rules],
        facts.severity,
        facts.urgency,
        facts.certainty,
        facts.time,
        facts.others,
        facts.places,
        [[kind, unit, t.low, t.high, t.qualifier, t.at, t.since] for kind, unit, t in facts.quantities],
    ]


def _facts(listed: Sequence[Any]) -> Facts:
    roles, score, ambiguous, event, severity, urgency, certainty, time, others, places, quantities = listed
    return Facts(
        tuple(roles),
        score,
        bool(ambiguous),
        event and Event.of(type=event[0], categories=tuple(event[1]), confidence=event[2], rules=tuple(event[3])),
        severity,
        urgency,
        certainty,
        time and tuple(time),
        tuple((country, role) for country, role in others),
        tuple(places),
        tuple((kind, unit, Toll(*toll)) for kind, unit, *toll in quantities),
    )


_COMMON: Final = (
    b'"killed","person","injured","person","missing","person","arrested","person","money","USD","percent","percent",'
    b'"about",-4611686018427387904]"at least",-4611686018427387904]],"more than","up to","exactly",'
    b'[["actor"],["target"],["location"],0.9,0,["ASSAULT",["Security"],["PROTEST",["Security"],["DISASTER",["Geo","Met"]],'
    b'["CONSULT",["Other"],["AGREE",["Other"],["ACCIDENT",["Transport"]],"Minor","Moderate","Severe","Past","Immediate",'
    b'"Expected","Unknown","Possible","Likely","Observed",["day","day",[["US","actor"],["GB","mentioned"]],["US"],[['
    b". The of the and to in a for on that with said at by from as his has was is have who will be after government "
    b'president officials people police on Monday Tuesday Wednesday Thursday Friday Saturday Sunday","en",[["'
)
"""What most stories hold: deflate points there instead of repeating it. Part of the format."""
_PACKER: Final = zlib.compressobj(1, zlib.DEFLATED, -12, 5, zdict=_COMMON)
