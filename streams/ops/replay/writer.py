"""What a replay tells, in topics of its own: live's records under other names and another mode."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from aiokafka.errors import KafkaError

from streams.data.countries import country_names
from streams.delivery.message import MODE, Outgoing
from streams.delivery.publisher import Publisher
from streams.ops.errors import OpsError
from streams.settings import Settings
from streams.topics import ARTICLES, DESKS_STATE, PAGES, Names, Topic, all_topics

BATCH_RECORDS = 300
"""Records sent at once; as many are made meanwhile."""
STOP_SECONDS = 10.0
"""Longest wait for the end of the producer."""
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
    """Sends records, in their order, while the next ones are made; a context manager.

    The producer is that of the workers, on an event loop in a thread of its own: so
    a signal ends the replay wherever it is, and checksums are not computed in Python.

    Args:
        settings: where to connect.
        names: replay's topic by live's.
        mode: value of the header ``dateline-mode``.
    """

    def __init__(self, settings: Settings, names: Mapping[str, str], mode: str) -> None:
        timeout_ms = int(settings.request_timeout.total_seconds() * 1000)
        self._publisher = Publisher(settings.connection(), request_timeout_ms=timeout_ms)
        self._names, self._mode = names, mode.encode()
        self._batch: list[Outgoing] = []
        self._sent: Future[list[KafkaError | None]] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        with _lost():
            asyncio.run_coroutine_threadsafe(self._publisher.start(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stopped = asyncio.run_coroutine_threadsafe(self._stop(), self._loop)
        # If Kafka is gone, the thread ends with the process.
        wait([stopped], STOP_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    def send(self, message: Outgoing) -> None:
        """Send what live would have sent; may wait for earlier records.

        Raises:
            OpsError: the topics are gone, or Kafka is.
        """
        # A rejected page carries none of our headers until now.
        headers = (*((name, value) for name, value in message.headers if name != MODE), (MODE, self._mode))
        self._batch.append(replace(message, topic=self._names[message.topic], headers=headers))
        if len(self._batch) >= BATCH_RECORDS:
            self._send()

    def finish(self) -> None:
        """Wait for all that was sent.

        Raises:
            OpsError: something was not acknowledged.
        """
        self._send()
        self._settle()

    def _send(self) -> None:
        self._settle()
        batch, self._batch = self._batch, []
        self._sent = asyncio.run_coroutine_threadsafe(self._publisher.publish([[one] for one in batch]), self._loop)

    def _settle(self) -> None:
        sent, self._sent = self._sent, None
        if sent is None:
            return
        with _lost():
            for refusal in sent.result():
                if refusal is not None:
                    raise refusal

    async def _stop(self) -> None:
        if self._sent is not None:
            self._sent.cancel()
        await self._publisher.stop()


@contextmanager
def _lost() -> Iterator[None]:
    try:
        yield
    except KafkaError as error:
        raise OpsError(
            f"the replay's topics can't be written any more ({type(error).__name__}); live was not touched"
        ) from error
