"""Which pages are replayed: an offset range of each partition of ``pages.raw``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kafka import TopicPartition

from streams.ops.errors import OpsError
from streams.ops.replay.scan import Scanner

Bounds = Mapping[int, tuple[int, int | None]]
"""By partition: first offset, and the one behind the last or ``None`` for the end."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The range as the operator asked for it."""

    since: datetime | None = None
    """First arrival (UTC); ``None`` for the earliest page that is kept."""
    until: datetime | None = None
    """Arrival behind the last (UTC); ``None`` for the end as it is now."""
    offsets: Bounds | None = None
    """Instead of ``since``; a partition that is not here is left out."""


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets by partition: first, and behind the last."""

    parts: Mapping[int, tuple[int, int]]
    kept_from: Mapping[int, int]
    """The earliest offsets that are kept."""

    @property
    def pages(self) -> int:
        """Offsets in it, which is pages where nothing was deleted or compacted."""
        return sum(stop - start for start, stop in self.parts.values())

    @property
    def from_earliest(self) -> bool:
        """Whether no kept page stands before it."""
        return all(start <= self.kept_from[number] for number, (start, _) in self.parts.items())

    def __contains__(self, position: tuple[int, int]) -> bool:
        start, stop = self.parts.get(position[0], (0, 0))
        return start <= position[1] < stop


def resolve(scanner: Scanner, topic: str, ask: Ask) -> Span:
    """Turn a wish into offsets as they are now.

    Raises:
        OpsError: the topic is absent, or a partition is none of its.
    """
    parts = scanner.partitions(topic)
    kept, ends = scanner.beginnings(parts), scanner.ends(parts)
    starts = dict(kept)
    if ask.since is not None:
        starts = _at(scanner, parts, ask.since, ends)
    if ask.until is not None:
        ends = _at(scanner, parts, ask.until, ends)
    if ask.offsets is not None:
        unknown = sorted(ask.offsets.keys() - {part.partition for part in parts})
        if unknown:
            raise OpsError(f"{topic} has no partition {unknown[0]}: it has {len(parts)}, from 0")
    bounds: dict[int, tuple[int, int]] = {}
    for part in parts:
        start, stop = starts[part], ends[part]
        if ask.offsets is not None:
            first, behind = ask.offsets.get(part.partition, (stop, stop))
            start, stop = max(first, kept[part]), min(stop, stop if behind is None else behind)
        bounds[part.partition] = start, max(start, stop)
    return Span(bounds, {part.partition: offset for part, offset in kept.items()})


def read_offsets(file: Path) -> Bounds:
    """Read a file of offsets: ``{"0": 1200, "1": [900, 1500]}``, first or first and behind the last, by partition.

    Raises:
        OpsError: it can't be read or is of another form.
    """
    form = 'write {"0": FIRST, "1": [FIRST, BEHIND_LAST]}, a partition a field'
    try:
        found = json.loads(file.read_bytes())
    except OSError as error:
        raise OpsError(f"can't read {file}: {error.strerror}") from error
    except ValueError as error:
        raise OpsError(f"{file} is not JSON: {form}") from error
    if not isinstance(found, dict) or not found:
        raise OpsError(f"{file} holds no offsets: {form}")
    bounds: dict[int, tuple[int, int | None]] = {}
    for name, value in found.items():
        pair = value if isinstance(value, list) else [value, None]
        whole = [number for number in pair if type(number) is int and number >= 0]
        if not name.isdecimal() or len(pair) != 2 or len(whole) != 2 - pair.count(None) or pair[0] is None:
            raise OpsError(f"{file}: can't read partition {name!r}: {form}")
        bounds[int(name)] = pair[0], pair[1]
    return bounds


def _at(
    scanner: Scanner, parts: list[TopicPartition], when: datetime, ends: Mapping[TopicPartition, int]
) -> dict[TopicPartition, int]:
    found = scanner.since(parts, round(when.timestamp() * 1000))
    return {part: ends[part] if offset is None else min(offset, ends[part]) for part, offset in found.items()}
