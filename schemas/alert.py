"""What a desk says: alerts for its readers, and the decision about every record it read."""

from datetime import datetime
from typing import Literal

from pydantic import Field, JsonValue

from schemas.base import Record
from schemas.enriched import Certainty, Event, EventTime, Qualifier, Role, Severity, Urgency

ALERT_SCHEMA = "dateline.alert/1"

ChangeReason = Literal[
    "toll_up",
    "toll_corrected",
    "severity_up",
    "certainty_up",
    "role_new",
    "confirmed",
    "moved",
    "redated",
    "merged",
    "retracted",
]
Relation = Literal["master", "copy", "truncated", "version", "same event"]
Verdict = Literal["new", "update", "cancel", "same", "exact", "near", "truncated"]


class FieldChange(Record):
    """One field that differs from the version before."""

    field: str
    """Dotted name, ``quantities.killed``."""
    old: JsonValue
    """Its value in the version before; null if there was none."""
    new: JsonValue
    """Its value now; null if it went."""


class Change(Record):
    """Why this version was sent."""

    reasons: tuple[ChangeReason, ...]
    """The material changes."""
    fields: tuple[FieldChange, ...]
    """What they changed."""


class AlertQuantity(Record):
    """A number that the story stands at."""

    kind: str
    """What was counted."""
    low: float
    """Lower bound."""
    high: float
    """Upper bound."""
    unit: str
    """``person``, a currency (ISO 4217), or a unit."""
    qualifier: Qualifier
    """How the text hedges the number."""


class OtherCountry(Record):
    """Another country of the same story."""

    iso2: str
    """ISO 3166-1 alpha-2."""
    role: Role
    """Its role there."""


class AlertEvidence(Record):
    """A sentence that the alert rests on."""

    text: str
    """The sentence, cut at 400 characters."""
    article_id: str
    """Whose it is."""
    start: int | None = None
    """First code point in that article's page."""
    end: int | None = None
    """Code point behind the last one."""


class Source(Record):
    """One article behind an alert."""

    article_id: str
    """Its id."""
    relation: Relation
    """What it is to the story's master text."""
    url: str | None = None
    """Its link, or its page's."""
    title: str | None = None
    """Its headline."""
    publisher: str | None = None
    """Registered domain of its link."""
    published_at: datetime | None = None
    """When it was published (UTC)."""
    page: tuple[int, int] | None = None
    """Partition and offset of its page in ``pages.raw``; null offline."""


class StoryCounts(Record):
    """How broad a story is; exact, also where lists are cut."""

    story_id: str
    """``s_`` and 32 hex digits of the founding article's id."""
    articles: int
    """Articles, copies included."""
    texts: int
    """Different texts."""
    publishers: int
    """Different publisher families."""
    origins: int
    """Independent origins: all reprints of one wire text count once."""


class Alert(Record):
    """One message of one country's desk about one story."""

    schema_: Literal["dateline.alert/1"] = Field(
        default="dateline.alert/1", alias="schema", serialization_alias="schema"
    )
    """Name and major version of this form."""
    alert_id: str
    """32 hex digits of SHA-256 of story and country: the same in every version."""
    version: int
    """Counts from 1; a reader may drop a version it has seen."""
    type: Literal["Alert", "Update", "Cancel"]
    """First message, a later one, or a withdrawal."""
    country: str
    """The desk: ISO 3166-1 alpha-2, or ZZ for no country."""
    country_name: str
    """English short name."""
    role: Role | None
    """Role of the desk's country; null at desk ZZ."""
    score: float
    """Probability that the story is about the country."""
    ambiguous: bool
    """Whether the text leaves open that another country is meant."""
    change: Change | None
    """What changed; null in version 1."""
    event: Event | None
    """What happened; null when no rule fired."""
    severity: Severity
    """Impact."""
    urgency: Urgency
    """Time left to act."""
    certainty: Certainty
    """Belief."""
    headline: str
    """The master's title, else the beginning of its text."""
    summary: tuple[str, ...]
    """The master's bullets, else its first sentence."""
    language: str | None
    """ISO 639-1 of the master."""
    event_time: EventTime | None
    """When it happened."""
    first_published: datetime | None
    """Earliest event time among the sources."""
    last_published: datetime | None
    """Latest event time among the sources."""
    quantities: tuple[AlertQuantity, ...]
    """What the story's numbers stand at."""
    other_countries: tuple[OtherCountry, ...]
    """Other focus countries of the story."""
    evidence: tuple[AlertEvidence, ...]
    """Sentences it rests on, at most 5."""
    story: StoryCounts
    """How broad the story is."""
    sources: tuple[Source, ...]
    """The articles behind it, at most 20: master first, then by time."""

    def encode(self) -> bytes:
        """Return the UTF-8 JSON that goes on a topic: equal values give equal bytes."""
        return self.__pydantic_serializer__.to_json(self, by_alias=True)


class Decision(Record):
    """What a desk made of one record: a line of ``decisions.jsonl``, the value on ``articles.duplicates``."""

    page: str
    """Id of the page."""
    position: tuple[int, int] | None = None
    """Partition and offset of the page in ``pages.raw``; null offline."""
    article_id: str
    """The article."""
    country: str
    """The desk."""
    decision: Verdict
    """``new``, ``update`` and ``cancel`` sent something; ``same`` is a new text of a known story that changes
    nothing material; the rest are copies, which name an alert only where they brought something material, as a
    longer version may."""
    method: str
    """How it was recognised: ``text-hash``, ``containment``, ``lead-containment``,
    ``url-version``, ``terms``, ``old-news``, ``none``."""
    story_id: str
    """The story it belongs to."""
    matched: str | None
    """The kept article that it matched."""
    score: float
    """Strength of the match, 0 to 1."""
    alert_id: str | None
    """The alert that was sent because of it; null when nothing was sent."""
    version: int | None
    """Its version."""
