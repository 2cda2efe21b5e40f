"""Split and enrich anew: pure functions, so in as many processes as there are cores."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from schemas.rejected import Refused
from streams import log as logging_setup
from streams.agents.enrich import enrich_stage
from streams.agents.split import split_stage
from streams.delivery.guard import attempt
from streams.delivery.message import Incoming, Outgoing, rejection
from streams.delivery.transform import too_large
from streams.ner import load_namer
from streams.ops.errors import OpsError
from streams.topics import Names

BATCH_PAGES = 32
BATCH_BYTES = 1024 * 1024
WAITING = 4
"""Batches a process that are read ahead: what bounds the page texts in memory."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the pages are taken through the stages: as live does it."""

    names: Names
    """Of live."""
    limits: Mapping[str, int]
    """``max.message.bytes`` by topic of live."""
    without: frozenset[str]
    """Terms that the country matcher must not know."""
    ner: bool = False
    """Whether the names of persons and organisations are read."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one page."""

    page: tuple[int, int]
    """Its position."""
    timestamp_ms: int
    articles: int
    records: Sequence[tuple[str, Outgoing]]
    """Article id and desk record."""
    rejected: Sequence[Outgoing]


def make(recipe: Recipe, page: Incoming) -> Made:
    """Take one page through split and enrich, sizes and rejections included."""
    names = recipe.names
    split = split_stage(to=names.articles, mode="live", now=time.time)
    namer = load_namer() if recipe.ner else None
    enrich = enrich_stage(to=names.enriched, mode="live", now=time.time, without=recipe.without, namer=namer)
    where = (page.partition, page.offset)
    articles = attempt(split, page)
    if not isinstance(articles, Refused):
        articles = too_large(articles, recipe.limits) or articles
    if isinstance(articles, Refused):
        refusal = rejection(page, articles, stage="split", to=names.rejected(names.pages))
        return Made(where, page.timestamp_ms, 0, (), (refusal,))
    records: list[tuple[str, Outgoing]] = []
    rejected: list[Outgoing] = []
    for article in articles:
        # A replay has no articles.split; what it says of an article's source is its page's.
        item = Incoming(
            page.topic, page.partition, page.offset, article.timestamp_ms, article.key, article.value, article.headers
        )
        found = attempt(enrich, item)
        if not isinstance(found, Refused):
            found = too_large(found, recipe.limits) or found
        if isinstance(found, Refused):
            rejected.append(rejection(item, found, stage="enrich", to=names.rejected(names.articles)))
        else:
            records.extend(((article.key or b"").decode(), record) for record in found)
    return Made(where, page.timestamp_ms, len(articles), records, rejected)


def processes() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Makers:
    """As many processes as there are cores, each ready to take pages; a context manager.

    To be opened before any connection is: on Linux the processes are forked, so that
    they share the tables and begin at once.
    """

    def __enter__(self) -> Self:
        self._count = processes()
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._pool = ProcessPoolExecutor(self._count, context, initializer=_prepare)
        try:
            self._pool.submit(os.getpid).result()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def make_all(self, recipe: Recipe, pages: Iterable[Incoming]) -> Iterator[Made]:
        """Take pages through split and enrich; yields in the order of the pages.

        Raises:
            OpsError: a process died.
        """
        waiting: deque[Future[list[Made]]] = deque()
        try:
            for batch in _batches(pages):
                waiting.append(self._pool.submit(_make_batch, recipe, batch))
                if len(waiting) > WAITING * self._count:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise OpsError("a process of the replay died, most likely for want of memory", exit_code=70) from error


def _make_batch(recipe: Recipe, pages: Sequence[Incoming]) -> list[Made]:
    return [make(recipe, page) for page in pages]


def _batches(pages: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    batch: list[Incoming] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.value or b"")
        if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prepare() -> None:
    """Begin a process: its parent alone hears signals, and it does not outlive a parent that was killed."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging_setup.configure("error")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
