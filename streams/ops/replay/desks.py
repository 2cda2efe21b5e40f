"""The desks of a replay: as live's, in memory, telling its own topics."""

import time
from collections.abc import Mapping

from schemas.alert import Alert
from schemas.enriched import NOWHERE
from schemas.rejected import Refused
from streams.agents.dedupe import Desks, DeskTopics
from streams.data.countries import country_names
from streams.delivery.guard import attempt
from streams.delivery.message import Incoming, rejection
from streams.delivery.transform import too_large
from streams.domain.dedupe import DeskRules
from streams.ops.replay.writer import Writer
from streams.settings import Settings
from streams.topics import Names


class ReplayDesks:
    """Every desk, empty at first.

    Args:
        settings: of live: its windows and its namespace.
        limits: ``max.message.bytes`` by topic of live, since what live rejects for
            its size a replay must reject too.
        writer: takes what the desks say.
    """

    def __init__(self, settings: Settings, limits: Mapping[str, int], writer: Writer) -> None:
        names = Names(settings.namespace)
        self._rejected = names.rejected(names.enriched)
        self._limits, self._writer = limits, writer
        self._book = Desks(
            (),
            rules=DeskRules(copy_window=settings.copy_window, story_window=settings.story_window),
            topics=DeskTopics(
                alerts={country: names.alerts(country) for country in (*country_names(), NOWHERE)},
                alerts_state=names.alerts_state,
                duplicates=names.duplicates,
            ),
            mode="live",
            now=time.time,
        )
        self.rejected = 0
        """Records of the range that the desks could not take."""

    def warm(self, record: Incoming) -> Alert | None:
        """Let a desk know one of live's records; nothing is told.

        Returns:
            The alert that live told because of it, for all that the desks know.
        """
        return self._take(record, told=False)

    def decide(self, record: Incoming) -> Alert | None:
        """Let a desk decide about a record of the range, and tell it; returns its alert, if it gives one."""
        return self._take(record, told=True)

    def _take(self, record: Incoming, *, told: bool) -> Alert | None:
        plan = attempt(self._book.decide, record)
        if not isinstance(plan, Refused):
            plan = too_large(plan.outputs, self._limits) or plan
        if isinstance(plan, Refused):
            if told:
                self.rejected += 1
                self._writer.send(rejection(record, plan, stage="dedupe", to=self._rejected))
            return None
        plan.install()
        if told:
            for message in plan.outputs:
                self._writer.send(message)
        return plan.outcome.alert
