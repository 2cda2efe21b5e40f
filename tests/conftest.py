"""One Kafka for the session, one namespace for each test."""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.ops import topics
from streams.ops.broker import LocalBroker
from streams.settings import Settings


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBroker]:
    """A Kafka that runs for the whole session; tests that harm a broker start their own."""
    with LocalBroker(tmp_path_factory.mktemp("kafka")) as running:
        yield running


@pytest.fixture
def namespace(request: pytest.FixtureRequest) -> str:
    """A namespace that no other test uses."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")[:40].rstrip("-")
    return f"{name}-{secrets.token_hex(3)}"


@pytest.fixture
def settings(broker: LocalBroker, namespace: str) -> Settings:
    """Settings of the session's broker and the test's namespace."""
    return Settings(broker=broker.address, namespace=namespace)


@pytest.fixture
def live(settings: Settings) -> Settings:
    """The same, its topics created."""
    topics.create(settings)
    return settings


@pytest.fixture
def environment(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Environment of a command in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {
        "DATELINE_BROKER": settings.broker,
        "DATELINE_NAMESPACE": settings.namespace,
        "DATELINE_METRICS_PORT": "0",
        "COLUMNS": "120",
    }
