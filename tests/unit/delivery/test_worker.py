import asyncio
from datetime import timedelta

import pytest

from streams.delivery import worker
from streams.delivery.lease import Lease
from streams.delivery.worker import DeliveryService


class Ended(Exception):
    """Stands where the end of the process stands."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what ended the process, and a faster watch."""
    names: list[str] = []

    def end(name: str, error: BaseException) -> None:
        names.append(name)
        raise Ended from error

    monkeypatch.setattr(worker, "fail_stop", end)
    monkeypatch.setattr(worker, "WATCH_SECONDS", 0.01)
    return names


async def nothing() -> None:
    """Start or stop at once."""


async def closed() -> None:
    raise RuntimeError("Event loop is closed")


def service(*, winding_down: bool, watches: dict[str, worker.Watch]) -> DeliveryService:
    return DeliveryService(
        lease=Lease(timedelta(seconds=4)),
        start=nothing,
        stop=nothing,
        watches=watches,
        winding_down=lambda: winding_down,
    )


async def test_a_watch_that_fails_ends_the_worker(ends: list[str]) -> None:
    made = service(winding_down=False, watches={"partitions": closed})
    await made.on_start()
    await asyncio.sleep(0.05)
    await made.on_stop()

    assert ends == ["partitions"]


async def test_a_watch_that_finds_things_closed_while_the_worker_stops_is_no_failure(ends: list[str]) -> None:
    made = service(winding_down=True, watches={"partitions": closed})
    await made.on_start()
    await asyncio.sleep(0.05)
    await made.on_stop()

    assert ends == []


async def test_a_watch_that_waits_does_not_keep_the_others_waiting(ends: list[str]) -> None:
    beats: list[float] = []

    async def beat() -> None:
        beats.append(asyncio.get_running_loop().time())

    async def wait_for_the_broker() -> None:
        await asyncio.sleep(3600)

    made = service(winding_down=False, watches={"partitions": wait_for_the_broker, "pulse": beat})
    await made.on_start()
    await asyncio.sleep(0.1)
    await made.on_stop()

    assert len(beats) > 3
    assert ends == []
