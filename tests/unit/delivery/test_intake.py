"""A record is handed on at once; one that has to wait can still be given up."""

import asyncio

import pytest
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from streams.delivery.intake import ConsumerThread, StepFirst


class Intake(StepFirst):
    """A service with nothing else in it."""


@pytest.fixture
def suspended() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def tasks_made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    made: list[object] = []
    original = asyncio.ensure_future

    def counted(coroutine: object, **more: object) -> object:
        made.append(coroutine)
        return original(coroutine, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(asyncio, "ensure_future", counted)
    return made


async def test_a_record_that_waits_for_nothing_needs_no_task(
    suspended: asyncio.Event, tasks_made: list[object]
) -> None:
    taken: list[int] = []

    async def hand_on() -> str:
        taken.append(1)
        return "through"

    done = await Intake().wait_first(hand_on(), suspended.wait())

    assert taken == [1]
    assert done.results == ["through"]
    assert not done.stopped
    assert tasks_made == []


async def test_a_record_that_waits_is_handed_on_once_when_it_can_be(suspended: asyncio.Event) -> None:
    steps: list[str] = []
    room = asyncio.Event()

    async def hand_on() -> str:
        steps.append("begun")
        await room.wait()
        steps.append("put")
        await asyncio.sleep(0)
        steps.append("told")
        return "through"

    waiting = asyncio.create_task(Intake().wait_first(hand_on(), suspended.wait()))
    await asyncio.sleep(0.01)
    assert steps == ["begun"]
    room.set()
    done = await waiting

    assert steps == ["begun", "put", "told"]
    assert done.results == ["through"]


async def test_a_record_that_waits_is_given_up_when_the_flow_is_suspended(suspended: asyncio.Event) -> None:
    ended: list[str] = []

    async def hand_on() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("given up")
            raise

    waiting = asyncio.create_task(Intake().wait_first(hand_on(), suspended.wait()))
    await asyncio.sleep(0.01)
    suspended.set()
    await waiting
    await asyncio.sleep(0.01)

    assert ended == ["given up"]


@pytest.mark.parametrize("steps", [0, 1])
async def test_an_error_reaches_who_waits(suspended: asyncio.Event, steps: int) -> None:
    async def hand_on() -> None:
        for _ in range(steps):
            await asyncio.sleep(0)
        raise LookupError("no such partition")

    with pytest.raises(LookupError, match="no such partition"):
        await Intake().wait_first(hand_on(), suspended.wait())


async def test_what_is_no_coroutine_goes_the_usual_way(suspended: asyncio.Event) -> None:
    suspended.set()

    done = await Intake().wait_first(suspended, timeout=5)

    assert not done.stopped
    assert len(done.done) == 1


async def test_a_fetch_that_is_given_up_at_the_end_does_not_stop_the_thread_half_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def stop(_thread: ConsumerThread) -> None:
        raise asyncio.CancelledError  # as aiokafka's consumer does while no broker answers

    monkeypatch.setattr(AIOKafkaConsumerThread, "on_thread_stop", stop)

    await ConsumerThread.on_thread_stop(object.__new__(ConsumerThread))
