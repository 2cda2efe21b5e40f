"""Topics of replays that were killed, or kept: found and removed, and nothing else."""

import time
from dataclasses import dataclass

from kafka import KafkaAdminClient
from kafka.errors import UnknownTopicOrPartitionError

from streams.ops.connect import admin
from streams.ops.errors import OpsError
from streams.ops.replay.writer import topics_of
from streams.settings import Settings
from streams.topics import Names

UNIT = 100
"""Topics removed in one request."""
GONE_SECONDS = 15.0
"""Longest wait until removed topics are listed no more."""


def namespace_of(settings: Settings, name: str) -> str:
    """Return the namespace of a replay's topics: live's own, ``replay`` and the name."""
    return f"{settings.namespace}-replay-{name}" if settings.namespace else f"replay-{name}"


@dataclass(frozen=True, slots=True)
class Leftover:
    """The topics of one replay."""

    namespace: str
    topics: int


def clean(settings: Settings, name: str | None = None) -> list[Leftover]:
    """Remove the topics of replays.

    Only topics that a replay makes are removed, and none of a namespace that has
    a group of workers: that is somebody's live.

    Args:
        settings: of live: its namespace, its broker.
        name: of one replay; ``None`` for all.

    Returns:
        What was removed.

    Raises:
        OpsError: Kafka can't be reached or refuses it.
    """
    removed: list[Leftover] = []
    prefix = namespace_of(settings, "")
    with admin(settings) as client:
        there = set(client.list_topics())
        groups = {str(group["group_id"]) for group in client.list_groups()}
        for namespace in sorted({topic.split(".", 1)[0] for topic in there if topic.startswith(prefix)}):
            if name is not None and namespace != namespace_of(settings, name):
                continue
            found = [topic.name for topic in topics_of(namespace) if topic.name in there]
            if found and Names(namespace).group not in groups:
                _delete(client, found)
                removed.append(Leftover(namespace, len(found)))
    return removed


def present(apart: Settings) -> bool:
    """Say whether a replay's topics are there."""
    with admin(apart) as client:
        there = set(client.list_topics())
    return any(topic.name in there for topic in topics_of(apart.namespace))


def remove(apart: Settings) -> None:
    """Remove a replay's topics, as far as they are there."""
    with admin(apart) as client:
        there = set(client.list_topics())
        _delete(client, [topic.name for topic in topics_of(apart.namespace) if topic.name in there])


def _delete(client: KafkaAdminClient, names: list[str]) -> None:
    for first in range(0, len(names), UNIT):
        answer = client.delete_topics(names[first : first + UNIT], raise_errors=False)
        for result in answer["topics"]:
            if result["error_code"] not in (0, UnknownTopicOrPartitionError.errno):
                raise OpsError(f"Kafka did not remove topic {result['name']}: {result['error_message']}")
    # A broker's metadata lags behind its answer.
    deadline = time.monotonic() + GONE_SECONDS
    while not set(names).isdisjoint(client.list_topics()) and time.monotonic() < deadline:
        time.sleep(0.1)
