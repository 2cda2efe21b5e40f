"""What a replay tells, in topics of its own: live's records under other names and another mode."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.data.countries import country_names
from streams.delivery.message import MODE, Headers, Outgoing
from streams.ops.errors import OpsError
from streams.topics import ARTICLES, DESKS_STATE, PAGES, Names, Topic, all_topics

PENDING_RECORDS = 5000
"""Most records that wait for their acknowledgement."""
UNUSED = (PAGES, ARTICLES, DESKS_STATE)
"""Topics that a replay has no use for: it reads live's pages, and its desks live in memory."""


def topics_of(namespace: str) -> tuple[Topic, ...]:
    """Return the topics of a replay.

    Args:
        namespace: the replay's own.
    """
    unused = {Names(namespace).full(name) for name in UNUSED}
    return tuple(topic for topic in all_topics(country_names(), namespace) if topic.name not in unused)


def renamed(live: str, replay: str) -> dict[str, str]:
    """Return the replay's topic by live's, both by their namespaces."""
    pairs = zip(all_topics(country_names(), live), all_topics(country_names(), replay), strict=True)
    return {theirs.name: ours.name for theirs, ours in pairs}


class Writer:
    """Sends records and keeps what waits for its acknowledgement within bounds.

    Args:
        client: an idempotent producer.
        names: replay's topic by live's.
        mode: value of the header ``dateline-mode``.
    """

    def __init__(self, client: KafkaProducer, names: Mapping[str, str], mode: str) -> None:
        self._client, self._names, self._mode = client, names, mode.encode()
        self._pending: deque[Any] = deque()

    def send(self, message: Outgoing) -> None:
        """Send what live would have sent; may wait for earlier ones.

        Raises:
            OpsError: the topics are gone, or Kafka is.
        """
        try:
            future = self._client.send(
                self._names[message.topic],
                key=message.key,
                value=message.value,
                timestamp_ms=message.timestamp_ms,
                headers=list(self._marked(message.headers)),
            )
        except KafkaError as error:
            raise _lost(error) from error
        self._pending.append(future)
        while len(self._pending) > PENDING_RECORDS:
            self._settle()

    def finish(self) -> None:
        """Wait for all that was sent.

        Raises:
            OpsError: something was not acknowledged.
        """
        while self._pending:
            self._settle()

    def _settle(self) -> None:
        try:
            self._pending.popleft().get()
        except KafkaError as error:
            raise _lost(error) from error

    def _marked(self, headers: Headers) -> Headers:
        """Return the headers with the replay's mode; a rejected page carries none of ours until now."""
        return (*((name, value) for name, value in headers if name != MODE), (MODE, self._mode))


def _lost(error: KafkaError) -> OpsError:
    return OpsError(f"the replay's topics can't be written any more ({type(error).__name__}); live was not touched")
