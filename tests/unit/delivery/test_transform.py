from collections.abc import Sequence
from datetime import timedelta
from typing import cast

import pytest
from aiokafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from schemas.rejected import Reason, Refused
from streams.delivery.continuity import Continuity
from streams.delivery.lease import Lease, LeaseExpired
from streams.delivery.message import Incoming, Outgoing
from streams.delivery.publisher import Publisher
from streams.delivery.transform import Done, TransformDelivery


class Broker:
    """Stands where the publisher stands; refuses the values it is told to."""

    def __init__(self, *refused: bytes) -> None:
        self.refused, self.taken = refused, list[Outgoing]()

    async def publish(self, groups: Sequence[Sequence[Outgoing]]) -> list[KafkaError | None]:
        answers: list[KafkaError | None] = []
        for group in groups:
            bad = any(message.value in self.refused and not message.topic.endswith(".rejected") for message in group)
            answers.append(MessageSizeTooLargeError() if bad else None)
            if not bad:
                self.taken.extend(group)
        return answers


def upper(record: Incoming) -> list[Outgoing]:
    if record.value == b"bad":
        raise Refused(Reason.INVALID_JSON, "no")
    return [Outgoing("out", record.key, (record.value or b"").upper(), record.timestamp_ms)]


def record(offset: int, value: bytes) -> Incoming:
    return Incoming("in", 0, offset, 5, b"k", value)


async def nothing_else(topic: str, partition: int, offset: int) -> int | None:
    return None


def delivery(broker: Broker, done: list[Done], *, limit: int = 1000, lease: Lease | None = None) -> TransformDelivery:
    return TransformDelivery(
        stage="split",
        transform=upper,
        rejected="in.rejected",
        publisher=cast(Publisher, broker),
        limits={"out": limit},
        lease=lease or Lease(timedelta(seconds=60)),
        continuity=Continuity(nothing_else),
        report=done.append,
    )


def sent(broker: Broker) -> list[tuple[str, bytes | None]]:
    return [(message.topic, message.value) for message in broker.taken]


async def test_bad_records_are_rejected_and_their_neighbours_pass() -> None:
    broker, done = Broker(), list[Done]()
    await delivery(broker, done).handle([record(0, b"a"), record(1, b"bad"), record(2, b"c")], 1)
    assert sent(broker) == [("out", b"A"), ("in.rejected", b"bad"), ("out", b"C")]
    assert [(one.outputs, one.refused and one.refused.reason) for one in done] == [
        (1, None),
        (0, Reason.INVALID_JSON),
        (1, None),
    ]


async def test_an_output_over_its_topics_limit_rejects_its_input_before_it_is_sent() -> None:
    broker, done = Broker(), list[Done]()
    await delivery(broker, done, limit=400).handle([record(0, b"x" * 500), record(1, b"y")], 1)
    assert sent(broker) == [("in.rejected", b"x" * 500), ("out", b"Y")]
    assert done[0].refused is not None
    assert done[0].refused.reason is Reason.OUTPUT_TOO_LARGE


async def test_an_output_that_the_broker_refuses_rejects_its_input() -> None:
    broker, done = Broker(b"BIG"), list[Done]()
    await delivery(broker, done).handle([record(0, b"big"), record(1, b"y")], 1)
    assert sent(broker) == [("out", b"Y"), ("in.rejected", b"big")]
    assert [one.outputs for one in done] == [0, 1]


async def test_a_rejected_record_that_can_not_be_written_is_no_fault_of_the_data() -> None:
    class Deaf(Broker):
        async def publish(self, groups: Sequence[Sequence[Outgoing]]) -> list[KafkaError | None]:
            return [KafkaTimeoutError() for _ in groups]

    done: list[Done] = []
    with pytest.raises(KafkaTimeoutError):
        await delivery(Deaf(), done).handle([record(0, b"a")], 1)
    assert done == []


async def test_a_process_that_stood_still_publishes_nothing() -> None:
    times = iter([0.0, 10.0])
    lease = Lease(timedelta(seconds=4), monotonic=lambda: next(times), cpu=lambda: 0.0)
    broker, done = Broker(), list[Done]()
    with pytest.raises(LeaseExpired):
        await delivery(broker, done, lease=lease).handle([record(0, b"a")], 1)
    assert broker.taken == []
