"""Delivery of split and enrich: records in, records out, acknowledged before the batch is."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schemas.rejected import Reason, Refused, RejectingStage
from streams.delivery.continuity import Continuity
from streams.delivery.guard import Transform, attempt
from streams.delivery.lease import Lease
from streams.delivery.message import Incoming, Outgoing, rejection
from streams.delivery.publisher import Publisher

SLICE_SECONDS = 0.25
"""Work on a batch is delivered in slices of about this length, so that large pages hold up nobody's heartbeat."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one input record, once its outputs were acknowledged."""

    record: Incoming
    outputs: int
    """Records it gave; 0 may be right (an index page)."""
    refused: Refused | None
    seconds: float
    """Time the stage spent on it."""
    plan: object = None
    """What the stage decided, where it decides: for who reports about it."""


Report = Callable[[Done], None]


def too_large(outputs: Sequence[Outgoing], limits: Mapping[str, int]) -> Refused | None:
    """Say whether a record's outputs exceed what their topics take.

    Args:
        outputs: what one input gave.
        limits: ``max.message.bytes`` by topic.
    """
    for message in outputs:
        limit = limits.get(message.topic)
        if limit is not None and message.size > limit:
            return Refused(Reason.OUTPUT_TOO_LARGE, f"{message.size} bytes for {message.topic}, which takes {limit}")
    return None


class TransformDelivery:
    """Runs one pure stage over batches."""

    def __init__(
        self,
        *,
        stage: RejectingStage,
        transform: Transform,
        rejected: str,
        publisher: Publisher,
        limits: Mapping[str, int],
        lease: Lease,
        continuity: Continuity,
        report: Report,
    ) -> None:
        self._stage, self._transform, self._rejected = stage, transform, rejected
        self._publisher, self._limits = publisher, limits
        self._lease, self._continuity, self._report = lease, continuity, report

    async def handle(self, records: Sequence[Incoming], generation: int | None) -> None:
        """Take a batch through the stage; returns when all of it is acknowledged.

        Raises:
            HoleInPartition: records are missing before one of these.
            LeaseExpired: the process stood still.
            KafkaError: the broker did not answer in time.
        """
        self._lease.check()
        for record in records:
            await self._continuity.check(record, generation)
        work: list[tuple[Incoming, Sequence[Outgoing] | Refused, float]] = []
        slice_start = time.perf_counter()
        for record in records:
            start = time.perf_counter()
            result = attempt(self._transform, record)
            if not isinstance(result, Refused):
                result = too_large(result, self._limits) or result
            now = time.perf_counter()
            work.append((record, result, now - start))
            if now - slice_start > SLICE_SECONDS:
                await self._deliver(work)
                work.clear()
                slice_start = time.perf_counter()
        if work:
            await self._deliver(work)

    async def _deliver(self, work: Sequence[tuple[Incoming, Sequence[Outgoing] | Refused, float]]) -> None:
        groups = [
            [self._reject(record, result)] if isinstance(result, Refused) else result for record, result, _ in work
        ]
        self._lease.check()
        refusals = await self._publisher.publish(groups)
        late: list[tuple[int, Refused]] = [
            (number, Refused(Reason.OUTPUT_TOO_LARGE, f"the broker refused an output: {error}"))
            for number, error in enumerate(refusals)
            if error is not None
        ]
        if late:
            answers = await self._publisher.publish([[self._reject(work[n][0], refused)] for n, refused in late])
            for answer in answers:
                if answer is not None:
                    raise answer
        refused_late = dict(late)
        for number, (record, result, seconds) in enumerate(work):
            refused = refused_late.get(number) or (result if isinstance(result, Refused) else None)
            outputs = 0 if isinstance(result, Refused) or refused else len(result)
            self._report(Done(record, outputs, refused, seconds))
        await asyncio.sleep(0)

    def _reject(self, record: Incoming, refused: Refused) -> Outgoing:
        return rejection(record, refused, stage=self._stage, to=self._rejected)
