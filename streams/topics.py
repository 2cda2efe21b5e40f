"""Every topic: its name, partitions, retention and largest record. No name is ever built from input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

KIB, MIB = 1024, 1024 * 1024
DAY_MS = 24 * 60 * 60 * 1000

PAGES = "pages.raw"
ARTICLES = "articles.split"
ENRICHED = "articles.enriched"
DUPLICATES = "articles.duplicates"
ALERTS_STATE = "alerts.state"
DESKS_STATE = "desks.state"
REJECTED = ".rejected"

PARTITIONS = 4
"""Of every keyed topic. Frozen: the order of the desks is on record by partition."""
RECORD_OVERHEAD = 4 * KIB
"""What key, headers and the record frame may add to a value's limit."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it must be."""

    name: str
    """Full name, namespace included."""
    partitions: int
    retention_days: int | None
    """``None``: compacted, nothing expires by age."""
    max_bytes: int
    """Largest record batch that the broker takes."""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        """The topic's configuration as Kafka names it."""
        kept = (
            {"cleanup.policy": "compact"}
            if self.retention_days is None
            else {"cleanup.policy": "delete", "retention.ms": str(self.retention_days * DAY_MS)}
        )
        return kept | {"max.message.bytes": str(self.max_bytes)} | self.extra


@dataclass(frozen=True, slots=True)
class Names:
    """Topic names of one namespace."""

    namespace: str = ""

    def full(self, name: str) -> str:
        """Return a topic's name in this namespace."""
        return f"{self.namespace}.{name}" if self.namespace else name

    @property
    def pages(self) -> str:
        """Raw pages."""
        return self.full(PAGES)

    @property
    def articles(self) -> str:
        """Articles cut out of pages."""
        return self.full(ARTICLES)

    @property
    def enriched(self) -> str:
        """Articles with enrichment, one record a focus country."""
        return self.full(ENRICHED)

    @property
    def duplicates(self) -> str:
        """Suppressed copies."""
        return self.full(DUPLICATES)

    @property
    def alerts_state(self) -> str:
        """Latest version of each alert."""
        return self.full(ALERTS_STATE)

    @property
    def desks_state(self) -> str:
        """What the desks know."""
        return self.full(DESKS_STATE)

    @property
    def group(self) -> str:
        """The workers' consumer group and Faust app id."""
        return self.full("dateline")

    def alerts(self, country: str) -> str:
        """Return the alert topic of a country, ISO 3166-1 alpha-2 or ZZ."""
        return self.full(f"alerts.{country.lower()}")

    def rejected(self, topic: str) -> str:
        """Return where a topic's rejected records go."""
        return topic + REJECTED


def all_topics(countries: Iterable[str], namespace: str = "") -> Iterator[Topic]:
    """Yield every topic of a namespace.

    Args:
        countries: ISO 3166-1 alpha-2 codes; desk ZZ is added.
        namespace: prefix, empty for live.
    """
    names = Names(namespace)
    arrival = {"message.timestamp.type": "LogAppendTime"}
    yield Topic(names.pages, PARTITIONS, 45, 8 * MIB + RECORD_OVERHEAD, arrival)
    for name in (names.articles, names.enriched, names.duplicates):
        yield Topic(name, PARTITIONS, 45, MIB)
    for name in (names.alerts_state, names.desks_state):
        yield Topic(name, PARTITIONS, None, MIB)
    for name in (names.pages, names.articles, names.enriched):
        yield Topic(names.rejected(name), 1, 90, 9 * MIB)
    for country in sorted({*countries, "ZZ"}):
        yield Topic(names.alerts(country), 1, 90, MIB)
