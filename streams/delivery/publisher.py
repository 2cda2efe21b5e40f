"""The idempotent producer of split and enrich: every delivery is awaited, a refusal costs only its own record."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidTimestampError, KafkaError, MessageSizeTooLargeError, RecordListTooLargeError

from streams.delivery.message import Outgoing

MAX_REQUEST_BYTES = 16 * 1024 * 1024
"""Above the largest topic limit, so that the broker's answer decides; the topics' own limits are checked before."""

REFUSALS = (MessageSizeTooLargeError, RecordListTooLargeError, InvalidTimestampError)
"""Answers that say: this record, never."""


def producer(connection: Mapping[str, Any], *, request_timeout_ms: int, **more: Any) -> AIOKafkaProducer:  # noqa: ANN401
    """Build an idempotent producer with every replica's acknowledgement."""
    return AIOKafkaProducer(
        **connection,
        acks="all",
        enable_idempotence=True,
        max_request_size=MAX_REQUEST_BYTES,
        max_batch_size=256 * 1024,
        linger_ms=1,
        request_timeout_ms=request_timeout_ms,
        **more,
    )


async def send(client: AIOKafkaProducer, message: Outgoing) -> Awaitable[object]:
    """Queue one record and return its delivery future."""
    delivery: Awaitable[object] = await client.send(
        message.topic,
        key=message.key,
        value=message.value,
        partition=message.partition,
        timestamp_ms=message.timestamp_ms,
        headers=list(message.headers),
    )
    return delivery


async def send_all(client: AIOKafkaProducer, messages: Sequence[Outgoing]) -> list[BaseException | None]:
    """Send records and wait for every delivery.

    Returns:
        One entry a record: nothing, or what became of it.
    """
    futures: list[Awaitable[object]] = []
    for message in messages:
        try:
            futures.append(await send(client, message))
        except KafkaError as error:
            failed: asyncio.Future[object] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            futures.append(failed)
    results = await asyncio.gather(*futures, return_exceptions=True)
    return [result if isinstance(result, BaseException) else None for result in results]


class Publisher:
    """Publishes what groups of records belong to one input each.

    For one stage alone: after a refusal its producer is thrown away, and what another
    stage had given to that would never be heard of again.
    """

    def __init__(self, connection: Mapping[str, Any], *, request_timeout_ms: int) -> None:
        self._connection, self._timeout_ms = connection, request_timeout_ms
        self._client: AIOKafkaProducer | None = None
        self._is_publishing = False

    async def start(self) -> None:
        """Connect.

        Raises:
            aiokafka.errors.KafkaConnectionError: no broker answers.
        """
        self._client = producer(self._connection, request_timeout_ms=self._timeout_ms)
        await self._client.start()

    async def stop(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            await self._client.stop()
            self._client = None

    async def publish(self, groups: Sequence[Sequence[Outgoing]]) -> list[KafkaError | None]:
        """Deliver every group, its neighbours notwithstanding.

        The broker refuses a whole batch with one bad record in it and the
        producer is of no use for that partition afterwards. So after a refusal a
        new one sends what failed group by group.

        Args:
            groups: the outputs of one input record each; may be empty.

        Returns:
            One entry a group: nothing when all of it is acknowledged, else the
            refusal.

        Raises:
            KafkaError: no delivery within the request timeout.
            RuntimeError: not started, or another call is not done yet.
        """
        if self._is_publishing:
            raise RuntimeError("publish() before the last one is done")
        self._is_publishing = True
        try:
            return await self._publish(groups)
        finally:
            self._is_publishing = False

    async def _publish(self, groups: Sequence[Sequence[Outgoing]]) -> list[KafkaError | None]:
        client = self._client
        if client is None:
            raise RuntimeError("publish() before start()")
        flat = [message for group in groups for message in group]
        results = await send_all(client, flat)
        if not any(results):
            return [None] * len(groups)
        await self._renew()
        refusals: list[KafkaError | None] = []
        position = 0
        for group in groups:
            failed = any(results[position : position + len(group)])
            position += len(group)
            refusals.append(await self._alone(group) if failed else None)
        return refusals

    async def _alone(self, group: Sequence[Outgoing]) -> KafkaError | None:
        for message in group:
            if self._client is None:
                raise RuntimeError("publish() before start()")
            (error,) = await send_all(self._client, [message])
            if isinstance(error, REFUSALS):
                await self._renew()
                return error
            if error is not None:
                raise error
        return None

    async def _renew(self) -> None:
        await self.stop()
        await self.start()
