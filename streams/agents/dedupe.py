"""Agent ``dedupe``: a desk's record in; an alert, or the decision that it is nothing new, out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.alert import ALERT_SCHEMA
from schemas.enriched import EnrichedArticle
from schemas.rejected import Reason, Refused
from streams.agents.enrich import decoded
from streams.agents.stamp import stamp
from streams.delivery.message import SCHEMA, Headers, Incoming, Outgoing
from streams.domain.dedupe import Desk, DeskRules, Outcome

DECISION_SCHEMA = b"dateline.decision/1"


@dataclass(frozen=True, slots=True)
class DeskTopics:
    """Where a desk's words go."""

    alerts: Mapping[str, str]
    """Alert topic by country; a country that is not here is no country."""
    alerts_state: str
    duplicates: str


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """A desk's decision about one record, ready to be sent and installed."""

    outputs: Sequence[Outgoing]
    record: Incoming
    outcome: Outcome
    desk: Desk

    def install(self) -> Iterable[tuple[bytes, bytes | None]]:
        """Install it in the desk; returns the changed entries, ``CC/part``."""
        return [
            (f"{self.desk.country}/{part}".encode(), value) for part, value in self.desk.apply(self.outcome).items()
        ]


class Desks:
    """All desks of one partition, created when their first record comes."""

    def __init__(
        self,
        entries: Iterable[tuple[bytes, bytes]],
        *,
        rules: DeskRules,
        topics: DeskTopics,
        mode: str,
        now: Callable[[], float],
    ) -> None:
        self._rules, self._topics, self._mode, self._now = rules, topics, mode, now
        found: dict[str, list[tuple[str, bytes]]] = {}
        for key, value in entries:
            country, _, part = key.decode().partition("/")
            found.setdefault(country, []).append((part, value))
        self._desks = {country: Desk(country, rules, parts) for country, parts in found.items()}

    def decide(self, record: Incoming) -> DeskPlan:
        """Decide about one record; nothing is changed until the plan is installed.

        Raises:
            Refused: the value is no desk record, or the key is not its country.
        """
        item = decoded(EnrichedArticle, record.value)
        if item.country not in self._topics.alerts:
            raise Refused(Reason.INVALID_KEY, f"{item.country!r} is no country")
        if record.key != item.country.encode():
            raise Refused(Reason.INVALID_KEY, f"the key {record.key!r} is not the record's country {item.country}")
        desk = self._desks.get(item.country)
        if desk is None:
            desk = self._desks[item.country] = Desk(item.country, self._rules)
        outcome = desk.decide(item)
        return DeskPlan(self._outputs(record, outcome), record, outcome, desk)

    def _outputs(self, record: Incoming, outcome: Outcome) -> Sequence[Outgoing]:
        if outcome.decision is None:
            return ()
        country = outcome.decision.country
        common: Headers = (*record.handed_on, *stamp("dedupe", self._mode, self._now()))
        if outcome.alert is None:
            headers = ((SCHEMA, DECISION_SCHEMA), *common)
            return [
                Outgoing(
                    self._topics.duplicates,
                    country.encode(),
                    outcome.decision.encode(),
                    record.timestamp_ms,
                    headers,
                )
            ]
        headers = ((SCHEMA, ALERT_SCHEMA.encode()), *common)
        key, value = outcome.alert.alert_id.encode(), outcome.alert.encode()
        return [
            Outgoing(self._topics.alerts[country], key, value, record.timestamp_ms, headers),
            Outgoing(self._topics.alerts_state, key, value, record.timestamp_ms, headers),
        ]
