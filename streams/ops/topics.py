"""Topics as they must be: created when absent, compared when present."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import TopicAlreadyExistsError

from streams.data.countries import country_names
from streams.ops.connect import admin
from streams.ops.errors import OpsError
from streams.settings import Settings
from streams.topics import Topic, all_topics

MAX_BYTES = "max.message.bytes"
UNIT = 100
"""Topics asked for in one request."""
LEADERS_SECONDS = 30.0
"""Longest wait for new topics to have leaders; a broker's metadata lags behind its answer."""


@dataclass(frozen=True, slots=True)
class Created:
    """What ``create`` came to."""

    created: tuple[str, ...]
    """Topics that were absent."""
    present: int
    """Topics that were there."""


def wanted(settings: Settings) -> tuple[Topic, ...]:
    """Return every topic of the settings' namespace."""
    return tuple(all_topics(country_names(), settings.namespace))


def create(settings: Settings, topics: Iterable[Topic] | None = None) -> Created:
    """Create every topic that is absent; those that are there are left as they are.

    Args:
        settings: where to connect, namespace and replication.
        topics: instead of all.

    Raises:
        OpsError: Kafka can't be reached or refuses one.
    """
    topics = wanted(settings) if topics is None else tuple(topics)
    with admin(settings) as client:
        there = set(client.list_topics())
        absent = [topic for topic in topics if topic.name not in there]
        for first in range(0, len(absent), UNIT):
            _create(client, absent[first : first + UNIT], settings.replication)
        if absent:
            _await_leaders(client, {topic.name for topic in absent})
    return Created(tuple(topic.name for topic in absent), len(topics) - len(absent))


def delete(settings: Settings) -> None:
    """Delete every topic of the settings' namespace that is there.

    Raises:
        OpsError: it is the live namespace, or Kafka can't be reached or refuses.
    """
    if not settings.namespace:
        raise OpsError("the live topics are never deleted: name a namespace")
    with admin(settings) as client:
        there = {topic.name for topic in wanted(settings)}.intersection(client.list_topics())
        if there:
            client.delete_topics(sorted(there))


def check(settings: Settings, topics: Iterable[Topic] | None = None) -> list[str]:
    """Compare the broker's topics with what they must be.

    Args:
        settings: where to connect, and the namespace.
        topics: instead of all.

    Returns:
        One line a difference; empty if there is none.

    Raises:
        OpsError: Kafka can't be reached or refuses something.
    """
    topics = wanted(settings) if topics is None else tuple(topics)
    with admin(settings) as client:
        partitions = _partitions(client, topics)
        configs = _configs(client, partitions)
    return [line for topic in topics for line in _differences(topic, partitions, configs)]


def limits(settings: Settings) -> dict[str, int]:
    """Return the largest record that the broker takes, in bytes, by topic of the namespace.

    Raises:
        OpsError: Kafka can't be reached, or a topic is absent or not as it must be.
    """
    topics = wanted(settings)
    with admin(settings) as client:
        partitions = _partitions(client, topics)
        configs = _configs(client, partitions)
    wrong = [line for topic in topics for line in _differences(topic, partitions, configs)]
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise OpsError(f"{wrong[0]}{more}: run 'dateline topics', or see 'dateline topics --check'")
    return {topic.name: int(configs[topic.name][MAX_BYTES]) for topic in topics}


def max_bytes(settings: Settings, name: str) -> int:
    """Return the largest record that one topic takes, in bytes.

    Raises:
        OpsError: it is absent, or Kafka can't be reached.
    """
    with admin(settings) as client:
        if name not in client.list_topics():
            raise OpsError(f"topic {name} is absent at {settings.broker}: run 'dateline topics' first")
        return int(_configs(client, [name])[name][MAX_BYTES])


def _create(client: KafkaAdminClient, topics: list[Topic], replication: int) -> None:
    request = {
        topic.name: {
            "num_partitions": topic.partitions,
            "replication_factor": replication,
            "configs": topic.settings,
        }
        for topic in topics
    }
    answer = client.create_topics(request, raise_errors=False)
    for result in answer["topics"]:
        # Another process may have created it meanwhile.
        if result["error_code"] not in (0, TopicAlreadyExistsError.errno):
            raise OpsError(f"Kafka did not create topic {result['name']}: {result['error_message']}")


def _await_leaders(client: KafkaAdminClient, names: set[str]) -> None:
    deadline = time.monotonic() + LEADERS_SECONDS
    while True:
        described = client.describe_topics(sorted(names))
        led = {
            found["name"]
            for found in described
            if found["partitions"] and all(part["leader_id"] >= 0 for part in found["partitions"])
        }
        if led == names:
            return
        if time.monotonic() > deadline:
            raise OpsError(f"topic {min(names - led)} has no leader after {LEADERS_SECONDS:.0f} s: look at the brokers")
        time.sleep(0.05)


def _partitions(client: KafkaAdminClient, topics: Iterable[Topic]) -> dict[str, int]:
    there = set(client.list_topics())
    names = [topic.name for topic in topics if topic.name in there]
    return {found["name"]: len(found["partitions"]) for found in client.describe_topics(names)} if names else {}


def _configs(client: KafkaAdminClient, names: Iterable[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    if not resources:
        return {}
    answer = client.describe_configs(resources, config_filter="all")
    by_name = next(iter(answer.values()))
    return {name: {key: str(setting["value"]) for key, setting in found.items()} for name, found in by_name.items()}


def _differences(
    topic: Topic, partitions: Mapping[str, int], configs: Mapping[str, Mapping[str, str]]
) -> Iterable[str]:
    if topic.name not in partitions:
        yield f"topic {topic.name} is absent"
        return
    if partitions[topic.name] != topic.partitions:
        yield f"topic {topic.name} has {partitions[topic.name]} partitions, not {topic.partitions}"
    for key, value in topic.settings.items():
        found = configs[topic.name].get(key)
        if found != value:
            yield f"topic {topic.name} has {key}={found}, not {value}"
