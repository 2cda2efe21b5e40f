import asyncio
from collections.abc import Sequence
from typing import Any, cast

from streams.delivery.message import Incoming
from streams.delivery.owner import Owner
from streams.delivery.partition import Partition


class Held:
    """Stands where a ``Partition`` with its broker stands; remembers what was asked of it."""

    def __init__(self, number: int, log: list[str]) -> None:
        self.number, self.log, self.watermark = number, log, -1

    async def open(self) -> None:
        await asyncio.sleep(0)
        self.log.append(f"open {self.number}")

    async def close(self) -> None:
        self.log.append(f"close {self.number}")

    async def apply(self, records: Sequence[Incoming]) -> int:
        self.log.append(f"begin {self.number}")
        await asyncio.sleep(0.01)
        self.log.append(f"end {self.number}")
        self.watermark = records[-1].offset
        return 0


def owner_with(log: list[str]) -> Owner:
    return Owner(lambda number: cast(Partition, cast(Any, Held(number, log))))


def record(partition: int, offset: int) -> Incoming:
    return Incoming("articles.enriched", partition, offset, 0, b"FR", b"")


async def test_a_partition_is_opened_once_a_generation() -> None:
    log: list[str] = []
    owner = owner_with(log)
    await asyncio.gather(owner.hold([0, 1], 1), owner.handle([record(0, 4)], 1))
    assert sorted(log[:2]) == ["open 0", "open 1"]
    assert owner.is_open([0, 1], 1)
    assert owner.watermarks == {0: 4, 1: -1}
    await owner.hold([0, 1], 2)
    assert sorted(log[-4:]) == ["close 0", "close 1", "open 0", "open 1"]
    assert not owner.is_open([0], 1)


async def test_a_new_generation_waits_for_the_batch_in_hand() -> None:
    log: list[str] = []
    owner = owner_with(log)
    await asyncio.gather(owner.handle([record(0, 4)], 1), owner.hold([0], 2))
    assert log == ["open 0", "begin 0", "end 0", "close 0", "open 0"]


async def test_what_was_taken_away_is_closed() -> None:
    log: list[str] = []
    owner = owner_with(log)
    await owner.hold([0, 1], 1)
    await owner.hold([1], 1)
    assert log[2:] == ["close 0"]
    await owner.close()
    assert log[-1] == "close 1"
    assert owner.watermarks == {}
