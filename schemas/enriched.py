"""What is said about an article, and the record that a desk reads from ``articles.enriched``."""

from datetime import datetime
from typing import Literal

from schemas.article import Article
from schemas.base import Record
from schemas.page import PageRef

EvidenceKind = Literal[
    "name", "demonym", "capital", "city", "region", "government", "leader", "organisation", "dateline"
]
Role = Literal["location", "actor", "target", "mentioned", "source"]
Qualifier = Literal["exactly", "about", "at least", "up to", "more than", "less than", "no"]
Precision = Literal["minute", "hour", "day", "week", "month", "season", "year"]
Severity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
Urgency = Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "INVESTIGATE",
    "DEMAND",
    "DISAPPROVE",
    "REJECT",
    "THREATEN",
    "SANCTION",
    "PROTEST",
    "CRIME",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "DISASTER",
    "ACCIDENT",
    "HEALTH",
    "ENVIRONMENT",
]
"""The eighteen PLOVER types, and four for what happens without an actor."""
EntityKind = Literal["person", "organisation"]
Category = Literal[
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"
]
"""CAP 1.2 ``category``."""
NOWHERE = "ZZ"
"""Desk of articles that are about no country."""


class Evidence(Record):
    """One place in the text that speaks for a country."""

    text: str
    """The words as they stand."""
    kind: EvidenceKind
    """What kind of sign they are."""
    start: int | None = None
    """First code point in the page; null where the words come from the page's title field."""
    end: int | None = None
    """Code point behind the last one."""


class Country(Record):
    """One country as an article speaks of it."""

    iso2: str
    """ISO 3166-1 alpha-2, upper case; XK for Kosovo."""
    role: Role
    """Where it happened, who acted, who was hit or addressed, merely mentioned, or only where the report was
    filed."""
    focus: bool
    """Whether the article is about this country: then its desk hears of it."""
    score: float
    """Probability that the article is about it, 0 to 1."""
    ambiguous: bool = False
    """Whether the text leaves open that another country is meant."""
    alternatives: tuple[str, ...] = ()
    """The other countries that the same words could mean, if ``ambiguous``."""
    flags: tuple[str, ...] = ()
    """``historic``: named by a state that is no more."""
    evidence: tuple[Evidence, ...] = ()
    """The signs, in text order, at most 12."""


class Event(Record):
    """What happened, by the rule that saw it."""

    type: EventType
    """PLOVER type, or DISASTER, ACCIDENT, HEALTH, ENVIRONMENT."""
    categories: tuple[Category, ...]
    """CAP categories of the type."""
    confidence: float
    """Probability that the type is right, 0 to 1."""
    rules: tuple[str, ...]
    """Ids of the rules that fired."""


class Quantity(Record):
    """A number of the text that says how much or how many."""

    kind: str
    """What was counted: killed, injured, missing, displaced, arrested, arrived, evacuated, infected, money,
    magnitude, area, speed, percent, …"""
    low: float
    """Lower bound."""
    high: float
    """Upper bound; equal to ``low`` for one number."""
    unit: str
    """``person``, a currency (ISO 4217), or a unit."""
    qualifier: Qualifier
    """How the text hedges the number."""
    country: str | None = None
    """The country it was counted in, where the sentence says."""
    rises: bool = False
    """Whether the text says that it went up to this."""
    background: bool = False
    """Whether the sentence is about something long before, or sums up a period: not of the event."""
    start: int | None = None
    """First code point in the page."""
    end: int | None = None
    """Code point behind the last one."""


class Date(Record):
    """A time that the text names, against its publication time."""

    text: str
    """The words as they stand."""
    value: str | None
    """ISO 8601 of that precision (``2022-09-21``, ``2022-09``, ``2022``); null where it can't be known."""
    precision: Precision
    """How exact it is."""
    end_value: str | None = None
    """Last day of a range, if one is named."""
    start: int | None = None
    """First code point in the page."""
    end: int | None = None
    """Code point behind the last one."""


class Entity(Record):
    """Somebody that the headline or the lead names."""

    text: str
    """The words as they stand."""
    kind: EntityKind
    """What they name."""
    start: int | None = None
    """First code point in the page."""
    end: int | None = None
    """Code point behind the last one."""


class EventTime(Record):
    """When the event took place, as far as the text says."""

    value: str
    """ISO 8601 of that precision."""
    precision: Precision
    """How exact it is."""


class Enrichment(Record):
    """Everything said about one article."""

    language: str | None = None
    """ISO 639-1, null where the text is too short to tell."""
    countries: tuple[Country, ...] = ()
    """Best first."""
    event: Event | None = None
    """The article's event; null when no rule fires."""
    other_events: tuple[Event, ...] = ()
    """Further events, best first."""
    event_time: EventTime | None = None
    """When it happened."""
    quantities: tuple[Quantity, ...] = ()
    """In text order."""
    dates: tuple[Date, ...] = ()
    """In text order."""
    severity: Severity = "Unknown"
    """Impact, CAP words."""
    severity_reason: str | None = None
    """The rule and the words behind it."""
    urgency: Urgency = "Unknown"
    """Time left to act, CAP words."""
    urgency_reason: str | None = None
    """The rule and the words behind it."""
    certainty: Certainty = "Unknown"
    """Belief, CAP words."""
    certainty_reason: str | None = None
    """The rule and the words behind it."""
    retracts: bool = False
    """Whether the text withdraws an earlier report of its source."""
    credit: tuple[str, ...] = ()
    """Wire agencies that the byline, the dateline or the credit line names."""
    entities: tuple[Entity, ...] = ()
    """Persons and organisations of headline and lead, each once, at most 32; empty unless ``DATELINE_NER`` is on."""


class ExplainedArticle(Article, Enrichment):
    """One line's article in the output of ``dateline explain``."""


class Signature(Record):
    """What a desk compares by, computed once an article. Packed numbers are little-endian, base64."""

    scheme: int
    """Version of the way it is computed; signatures of two schemes are never compared."""
    text_hash: str
    """32 hex digits of SHA-256 of the normalised text."""
    words: int
    """Words of the normalised text."""
    fingerprints: str
    """Sampled 8-word shingles of the whole text, ascending uint32."""
    lead_fingerprints: str
    """More densely sampled shingles of its beginning, ascending uint32."""
    terms: str
    """Strongest terms, strongest first: uint32 hash and float32 weight each."""
    numbers: str
    """Numbers in text order: uint32 hash of the words around it (odd for an ordinal), uint16 hash of the number."""
    names: str
    """Words of names, ascending: uint16 hash and uint8 rarity in thirtieths each."""


class Sentence(Record):
    """One sentence of an article."""

    text: str
    """As it stands, cut at 400 characters."""
    start: int
    """First code point in the page."""
    end: int
    """Code point behind the last one."""


class EnrichedArticle(Record):
    """The value on ``articles.enriched``: one article for the desk of one country."""

    page: PageRef
    """The page it was cut from."""
    country: str
    """The desk: ISO 3166-1 alpha-2 of one focus country, or ZZ if the article has none."""
    sentences: tuple[Sentence, ...] = ()
    """Those that speak for what is said of this country, best first, at most 2; of a text without any the first one of
    its body."""
    article: Article
    """The article."""
    enrichment: Enrichment
    """What is said about it."""
    signature: Signature
    """What the desk compares by."""

    @property
    def event_time(self) -> datetime | None:
        """The time that windows count by."""
        return self.page.event_time
