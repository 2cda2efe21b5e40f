import asyncio
from typing import Any

import pytest

from streams.delivery import publisher as module
from streams.delivery.message import Outgoing
from streams.delivery.publisher import Publisher


class SlowClient:
    """Acknowledges a record when the event loop comes round again."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def send(self, topic: str, **_: object) -> asyncio.Future[str]:
        acknowledged: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.01, acknowledged.set_result, topic)
        return acknowledged


async def test_a_second_publish_before_the_first_is_done_is_a_mistake_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def client(*_: Any, **__: Any) -> SlowClient:  # noqa: ANN401
        return SlowClient()

    monkeypatch.setattr(module, "AIOKafkaProducer", client)
    shared = Publisher({}, request_timeout_ms=1000)
    group = [Outgoing("articles", b"key", b"value", 0)]
    with pytest.raises(RuntimeError, match="before start"):
        await shared.publish([group])
    await shared.start()
    first = asyncio.create_task(shared.publish([group]))
    await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="before the last one is done"):
        await shared.publish([group])

    assert await first == [None]
    assert await shared.publish([group, group]) == [None, None]
