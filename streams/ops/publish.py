"""Pages to ``pages.raw``: each counted when Kafka has acknowledged it."""

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.domain import ids
from streams.ops import connect, topics
from streams.ops.errors import OpsError
from streams.ops.sources import Source, Unusable
from streams.settings import Settings
from streams.topics import MIB, RECORD_OVERHEAD, Names

MAX_PAGE_BYTES = 8 * MIB
"""Largest value that is published. The pipeline passes less than that, and rejects the rest itself."""
PENDING_BYTES = 32 * MIB
"""Most bytes that wait for their acknowledgement."""
PENDING_RECORDS = 2000
"""Most records that wait for it."""


@dataclass(slots=True)
class Published:
    """What a publication came to."""

    acknowledged: int = 0
    """Pages that Kafka has."""
    refused: int = 0
    """Pages that were not sent."""


def key_of(value: bytes) -> bytes:
    """Return a page's record key: its url, else its id, else the id that stands in for a missing one."""
    try:
        page = json.loads(value)
    except (ValueError, RecursionError):
        page = None
    given = (page.get("url") or page.get("id")) if isinstance(page, dict) else None
    return (str(given) if given else ids.page_id(value)).encode(errors="replace")[: RECORD_OVERHEAD // 2]


class Publisher:
    """Sends pages and keeps what waits for its acknowledgement within bounds."""

    def __init__(self, client: KafkaProducer, topic: str, *, largest: int, complain: Callable[[str], None]) -> None:
        self.counts = Published()
        self._client, self._topic, self._largest, self._complain = client, topic, largest, complain
        self._pending: deque[tuple[Source, Any]] = deque()
        self._pending_bytes = 0

    def send(self, source: Source) -> None:
        """Send one page; may wait for earlier ones.

        Raises:
            KafkaError: the broker is gone.
        """
        if len(source.value) > self._largest:
            most = f"{self._largest / MIB:.1f}".removesuffix(".0")
            self.refuse(source.where, f"{len(source.value) / MIB:.1f} MiB is more than the {most} MiB of a page")
            return
        self._pending.append((source, self._client.send(self._topic, source.value, key=key_of(source.value))))
        self._pending_bytes += len(source.value)
        while len(self._pending) > PENDING_RECORDS or self._pending_bytes > PENDING_BYTES:
            self._settle()

    def refuse(self, where: str, why: str) -> None:
        """Say in one line that something is not published, and count it."""
        self.counts.refused += 1
        self._complain(f"{where}: {why}; not published")

    def finish(self) -> None:
        """Wait for all that was sent.

        Raises:
            KafkaError: the broker is gone.
        """
        while self._pending:
            self._settle()

    def _settle(self) -> None:
        source, future = self._pending.popleft()
        self._pending_bytes -= len(source.value)
        future.get()
        self.counts.acknowledged += 1


def publish(
    settings: Settings,
    sources: Iterable[Source | Unusable],
    *,
    complain: Callable[[str], None],
    advance: Callable[[int], None] = lambda _: None,
) -> Published:
    """Publish pages in their order.

    Args:
        settings: where to connect, and the namespace.
        sources: the pages, and what none can be made of.
        complain: is given one line for each that is not published.
        advance: is given the bytes of each source when it is done with.

    Raises:
        OpsError: Kafka can't be reached, has no such topic, or is gone in the middle.
    """
    topic = Names(settings.namespace).pages
    largest = min(MAX_PAGE_BYTES, topics.max_bytes(settings, topic) - RECORD_OVERHEAD)
    with connect.producer(settings, max_bytes=largest + RECORD_OVERHEAD) as client:
        publisher = Publisher(client, topic, largest=largest, complain=complain)
        try:
            for source in sources:
                if isinstance(source, Unusable):
                    publisher.refuse(source.where, source.why)
                else:
                    publisher.send(source)
                advance(source.size)
            publisher.finish()
        except KafkaError as error:
            counts = publisher.counts
            raise OpsError(
                f"Kafka at {settings.broker} stopped answering ({type(error).__name__}): {counts.acknowledged} pages"
                " acknowledged, the rest unknown; publish again, what arrives twice is recognised"
            ) from error
    return publisher.counts
