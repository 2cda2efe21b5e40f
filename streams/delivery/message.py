"""Records as delivery moves them: raw bytes in, raw bytes out, and the header names."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.rejected import REJECTION_HEADERS, Refused, RejectingStage, Rejection

Headers = tuple[tuple[str, bytes], ...]

SCHEMA = "dateline-schema"
MODE = "dateline-mode"
ATTEMPT = "dateline-attempt"
TRACE = frozenset({"traceparent", "tracestate"})
"""W3C trace context, handed on unchanged."""

FRAME_BYTES = 96
"""Upper bound of what a record batch of one adds to key, value and headers (61 bytes of batch header, varints)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record as it was read."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    """The record's Kafka timestamp: that of its page in ``pages.raw``."""
    key: bytes | None
    value: bytes | None
    headers: Headers = ()

    @property
    def source(self) -> str:
        """Where it stands, ``topic:partition:offset``."""
        return f"{self.topic}:{self.partition}:{self.offset}"

    @property
    def handed_on(self) -> Headers:
        """Headers that every record made from this one carries too."""
        return tuple(
            (name, value) for name, value in self.headers if name in TRACE or (name.endswith("-at") and _ours(name))
        )


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to write."""

    topic: str
    key: bytes | None
    value: bytes | None
    timestamp_ms: int
    headers: Headers = ()
    partition: int | None = None
    """``None``: the key decides (murmur2)."""

    @property
    def size(self) -> int:
        """Bytes that the broker counts against the topic's limit, at most."""
        return (
            FRAME_BYTES
            + len(self.key or b"")
            + len(self.value or b"")
            + sum(len(name) + len(value) + 10 for name, value in self.headers)
        )


def _ours(name: str) -> bool:
    return name.startswith("dateline-")


def rejection(record: Incoming, refused: Refused, *, stage: RejectingStage, to: str) -> Outgoing:
    """Build the rejected record: the input byte for byte, with headers that say why.

    Headers of an earlier rejection are replaced and its attempts counted on.
    """
    attempts = next((value for name, value in record.headers if name == ATTEMPT), b"0")
    rejected = Rejection(
        reason=refused.reason,
        stage=stage,
        detail=refused.detail,
        source=record.source,
        attempt=(int(attempts) if attempts.isdigit() else 0) + 1,
    )
    return Outgoing(
        topic=to,
        key=record.key,
        value=record.value,
        timestamp_ms=record.timestamp_ms,
        headers=(
            *((name, value) for name, value in record.headers if name not in REJECTION_HEADERS),
            *rejected.headers,
        ),
    )


def total_size(messages: Sequence[Outgoing]) -> int:
    """Return the bytes of several records."""
    return sum(message.size for message in messages)
