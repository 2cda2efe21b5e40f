import pytest

from streams.delivery.continuity import Continuity, HoleInPartition
from streams.delivery.message import Incoming


def record(offset: int, partition: int = 0) -> Incoming:
    return Incoming("articles.split", partition, offset, 0, b"k", b"v")


class Topic:
    """A topic that holds certain offsets and counts who asks."""

    def __init__(self, *offsets: int) -> None:
        self.offsets, self.asked = offsets, 0

    async def first_from(self, topic: str, partition: int, offset: int) -> int | None:
        self.asked += 1
        return next((held for held in self.offsets if held >= offset), None)


async def test_ascending_offsets_ask_nobody() -> None:
    topic = Topic(0, 1, 2)
    continuity = Continuity(topic.first_from)
    for offset in range(3):
        await continuity.check(record(offset), 1)
    assert topic.asked == 0


async def test_a_jump_over_a_transaction_marker_is_confirmed_and_passes() -> None:
    topic = Topic(0, 1, 3)
    continuity = Continuity(topic.first_from)
    for offset in (0, 1, 3):
        await continuity.check(record(offset), 1)
    assert topic.asked == 1


async def test_a_jump_over_a_record_is_a_hole() -> None:
    continuity = Continuity(Topic(0, 1, 2, 3).first_from)
    await continuity.check(record(0), 1)
    with pytest.raises(HoleInPartition, match="offset 1 stands before it"):
        await continuity.check(record(3), 1)


async def test_going_back_is_no_hole_and_partitions_are_apart() -> None:
    continuity = Continuity(Topic().first_from)
    for offset, partition in ((5, 0), (9, 1), (3, 0), (4, 0), (10, 1)):
        await continuity.check(record(offset, partition), 1)


async def test_a_new_generation_begins_anew() -> None:
    continuity = Continuity(Topic(*range(8)).first_from)
    await continuity.check(record(0), 1)
    await continuity.check(record(3), 2)
    with pytest.raises(HoleInPartition):
        await continuity.check(record(6), 2)
