"""One partition of ``articles.enriched`` in one worker's hands: its desks, its watermark, its transactions."""

import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiokafka import AIOKafkaProducer

from schemas.rejected import Reason, Refused
from streams.delivery.failpoint import reach
from streams.delivery.guard import attempt
from streams.delivery.lease import Lease
from streams.delivery.message import Incoming, Outgoing, rejection
from streams.delivery.publisher import REFUSALS, producer, send_all
from streams.delivery.reader import Reader, incoming
from streams.delivery.transform import Done, too_large

WATERMARK = b"watermark"
TRANSACTION_TIMEOUT_MS = 20_000
REBUILD_CHUNK = 2000
"""Entries in one transaction while a state of another format is rebuilt."""

log = structlog.get_logger()

Entry = tuple[bytes, bytes | None]


class SourceBehindDesks(Exception):
    """The source ends before what its desks know: they would take what is written there next for known."""


class Plan(Protocol):
    """What a desk decided about one record, not yet installed."""

    @property
    def outputs(self) -> Sequence[Outgoing]:
        """Records that tell the world."""

    def install(self) -> Iterable[Entry]:
        """Make it so in memory and return the changed entries of the state topic."""


class Book(Protocol):
    """All desks of one partition."""

    def decide(self, record: Incoming) -> Plan:
        """Decide about one record, changing nothing; raises ``Refused`` for what can never pass."""


class Listener(Protocol):
    """Who is told what a partition did."""

    def done(self, done: Done) -> None:
        """One record's outputs are committed."""

    def jumped_over(self, records: int) -> None:
        """So many records are read from the topic itself."""

    def restored(self, partition: int, entries: int, seconds: float) -> None:
        """A partition's desks are known again."""


@dataclass(frozen=True, slots=True)
class DeskStore:
    """Where the desks of a worker live."""

    connection: Mapping[str, Any]
    request_timeout_ms: int
    group: str
    source: str
    """Topic that the desks read."""
    state: str
    """Compacted topic that remembers them; same partition as the source."""
    rejected: str
    limits: Mapping[str, int]
    """``max.message.bytes`` by topic."""
    format_version: int
    """Of the entries; another one found there is rebuilt from the source."""
    open_book: Callable[[Iterable[tuple[bytes, bytes]]], Book]
    """Restores the desks from entries; an empty iterable gives empty desks."""


class Partition:
    """Owns one partition, from fencing the former owner to the last transaction.

    Alerts, duplicates, changed desk entries and the watermark go out in one
    transaction a batch. A record at or below the watermark was delivered together
    with the state that remembers it and is skipped; one above it meets exactly the
    state before it and gives the same bytes again.
    """

    def __init__(self, number: int, store: DeskStore, reader: Reader, lease: Lease, listener: Listener) -> None:
        self.number = number
        self._store, self._reader, self._lease, self._listener = store, reader, lease, listener
        self._client: AIOKafkaProducer | None = None
        self._book: Book | None = None
        self.watermark = -1
        """Last applied offset of the source; -1 before the first."""

    async def open(self) -> None:
        """Fence the former owner, read what it left, and apply what it may have left undone.

        The group's commit is only a hint where to start: what stands between the
        watermark and it would never be handed over again.

        Raises:
            SourceBehindDesks: as :meth:`check_source` says.
            KafkaError: the broker does not answer.
        """
        await self._restore()
        await self.check_source()
        committed = await self._reader.committed(self._store.group, self._store.source, self.number)
        if committed is not None and committed > self.watermark + 1:
            await self.apply(await self._jumped_over(self.watermark + 1, committed))

    async def check_source(self) -> None:
        """Make sure that the source still has what the desks know: it may have been deleted and made anew.

        Raises:
            SourceBehindDesks: it ends before the watermark.
            KafkaError: the broker does not answer.
        """
        known = self.watermark + 1
        end = await self._reader.end(self._store.source, self.number)
        if end < known:
            raise SourceBehindDesks(
                f"{self._store.source}-{self.number} ends at offset {end}, but {self._store.state} knows it up to "
                f"{known}: it was made anew or lost its end, see DatelineCommitsStall in the runbook"
            )

    async def _restore(self) -> None:
        start = time.perf_counter()
        self._client = producer(
            self._store.connection,
            request_timeout_ms=self._store.request_timeout_ms,
            transactional_id=f"{self._store.group}-dedupe-{self.number}",
            transaction_timeout_ms=TRANSACTION_TIMEOUT_MS,
        )
        await self._client.start()
        entries: dict[bytes, bytes] = {}
        async for record in self._reader.read(self._store.state, self.number):
            if record.value is None:
                entries.pop(record.key, None)
            else:
                entries[record.key] = record.value
        mark = json.loads(entries.pop(WATERMARK, b'{"offset": -1, "format": null}'))
        self.watermark = mark["offset"]
        found = len(entries)
        if mark["format"] in {None, self._store.format_version}:
            self._book = self._store.open_book(entries.items() if mark["format"] is not None else ())
        else:
            await self._rebuild(stale=entries.keys(), found=mark["format"])
        seconds = time.perf_counter() - start
        self._listener.restored(self.number, found, seconds)
        log.info(
            "partition opened",
            partition=self.number,
            watermark=self.watermark,
            entries=found,
            seconds=round(seconds, 3),
        )

    async def close(self) -> None:
        """Let go of the connection; what is remembered stays in the topic."""
        if self._client is not None:
            await self._client.stop()
            self._client = None

    async def apply(self, records: Sequence[Incoming]) -> int:
        """Take records through the desks; returns when they are committed.

        A record that was jumped over is read from the topic itself: the watermark
        knows what was applied, whatever was committed or handed over.

        Args:
            records: of this partition, ascending offsets.

        Returns:
            How many were at or below the watermark and changed nothing.

        Raises:
            LeaseExpired: the process stood still.
            KafkaError: fenced by another owner, or no answer in time.
        """
        fresh: list[Incoming] = []
        expected = self.watermark + 1
        repeated = 0
        for record in records:
            if record.offset < expected:
                repeated += 1
                continue
            if record.offset > expected:
                fresh.extend(await self._jumped_over(expected, record.offset))
            fresh.append(record)
            expected = record.offset + 1
        if not fresh:
            return repeated
        self._lease.check()
        try:
            await self._apply(fresh)
        except REFUSALS as refusal:
            log.warning("a transaction was refused", partition=self.number, error=repr(refusal))
            await self._one_by_one(fresh)
        return repeated

    async def _jumped_over(self, start: int, stop: int) -> list[Incoming]:
        """Return what the source holds between two offsets; transaction markers and deleted records leave nothing."""
        missing = [
            incoming(record)
            async for record in self._reader.read(self._store.source, self.number, start=start, stop=stop)
        ]
        if missing:
            log.warning("records were jumped over and are read again", partition=self.number, records=len(missing))
            self._listener.jumped_over(len(missing))
        return missing

    async def _one_by_one(self, records: Sequence[Incoming]) -> None:
        await self._reopen()
        for record in records:
            try:
                await self._apply([record])
            except REFUSALS as refusal:
                await self._reopen()
                await self._reject_alone(
                    record, Refused(Reason.OUTPUT_TOO_LARGE, f"the broker refused an output: {refusal}")
                )

    async def _reopen(self) -> None:
        await self.close()
        await self._restore()

    async def _reject_alone(self, record: Incoming, refused: Refused) -> None:
        await self._commit([self._rejection(record, refused), self._mark(record)])
        self.watermark = record.offset
        self._listener.done(Done(record, 0, refused, 0.0))

    async def _apply(self, records: Sequence[Incoming]) -> None:
        if self._book is None:
            raise RuntimeError("apply() before open()")
        outputs: list[Outgoing] = []
        changed: dict[bytes, bytes | None] = {}
        done: list[Done] = []
        for record in records:
            start = time.perf_counter()
            plan = attempt(self._book.decide, record)
            if not isinstance(plan, Refused):
                plan = too_large(plan.outputs, self._store.limits) or plan
            if isinstance(plan, Refused):
                outputs.append(self._rejection(record, plan))
                done.append(Done(record, 0, plan, time.perf_counter() - start))
                continue
            changed.update(plan.install())
            outputs.extend(plan.outputs)
            done.append(Done(record, len(plan.outputs), None, time.perf_counter() - start, plan))
        last = records[-1]
        state = [self._state(key, value, last) for key, value in changed.items()]
        await self._commit([*outputs, *state, self._mark(last)])
        self.watermark = last.offset
        for one in done:
            self._listener.done(one)

    async def _commit(self, messages: Sequence[Outgoing]) -> None:
        client = self._client
        if client is None:
            raise RuntimeError("commit before open()")
        self._lease.check()
        reach("dedupe.before-send")
        await client.begin_transaction()
        results = await send_all(client, messages)
        errors = [error for error in results if error is not None]
        if errors:
            refusal = next((error for error in errors if isinstance(error, REFUSALS)), None)
            if refusal is not None:
                raise refusal  # the caller throws this producer away, which aborts the transaction
            raise errors[0]
        reach("dedupe.before-commit")
        await client.commit_transaction()
        reach("dedupe.after-commit")

    def _rejection(self, record: Incoming, refused: Refused) -> Outgoing:
        return rejection(record, refused, stage="dedupe", to=self._store.rejected)

    def _state(self, key: bytes, value: bytes | None, record: Incoming) -> Outgoing:
        return Outgoing(self._store.state, key, value, record.timestamp_ms, partition=self.number)

    def _mark(self, record: Incoming) -> Outgoing:
        value = json.dumps({"offset": record.offset, "format": self._store.format_version}).encode()
        return self._state(WATERMARK, value, record)

    async def _rebuild(self, *, stale: Iterable[bytes], found: int) -> None:
        """Make the desks anew from the source up to the watermark; nothing of it is published.

        The new watermark goes out last, so a crash begins the rebuild again.
        """
        log.warning("state has another format and is rebuilt", partition=self.number, found=found)
        book = self._store.open_book(())
        kept: dict[bytes, bytes | None] = {}
        last: Incoming | None = None
        async for record in self._source_records():
            last = record
            plan = attempt(book.decide, record)
            if not isinstance(plan, Refused) and too_large(plan.outputs, self._store.limits) is None:
                kept.update(plan.install())
        self._book = book
        if last is None:
            return
        pending = [self._state(key, value, last) for key, value in (dict.fromkeys(stale, None) | kept).items()]
        for begin in range(0, len(pending), REBUILD_CHUNK):
            await self._commit(pending[begin : begin + REBUILD_CHUNK])
        mark = json.dumps({"offset": self.watermark, "format": self._store.format_version}).encode()
        await self._commit([self._state(WATERMARK, mark, last)])

    async def _source_records(self) -> AsyncIterator[Incoming]:
        async for record in self._reader.read(self._store.source, self.number, stop=self.watermark + 1):
            yield incoming(record)
