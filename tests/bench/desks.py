"""Fills desks with drawn records: how fast, how large, and what the state topic would hold.

``python -m tests.bench.desks RECORDS SAVED SECONDS SEED FILE`` prints a JSON. It is a
process of its own, so that its memory is that of the desks.
"""

import gc
import json
import struct
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import BinaryIO

import psutil
from aiokafka.partitioner import murmur2

from schemas.enriched import EnrichedArticle
from streams.domain.dedupe import Desk, DeskRules
from streams.topics import PARTITIONS
from tests.bench.records import desk_records

CHUNK = 500
BATCH = 50
"""Records of one partition in one transaction: a full batch of a worker has 200 for four partitions."""
MARKS = (1_000, 10_000, 100_000)
"""Kept records at which the speed is looked at, beside the end."""
AROUND = 5
"""Chunks whose median stands for the speed at a number of kept records."""

Write = tuple[int, bytes, bytes | None]
"""Partition, key and value of one record of ``desks.state``."""


@dataclass
class Filled:
    """What filling came to."""

    kept: int = 0
    """Desk records taken."""
    largest: int = 0
    """Of them, those of the fullest desk."""
    rates: dict[int, float] = field(default_factory=dict)
    """Records a second of CPU, by kept records."""
    memory_bytes: float | None = None
    """Resident memory a kept record, but for the first ones, with which tables and desks come; ``None`` for those."""
    held_bytes: float = 0.0
    """Bytes of the desks' arrays and entries, a kept record: resident memory less what the allocator keeps."""
    saved: int = 0
    """Records whose state is in the file."""
    written_bytes: float = 0.0
    """Keys and values written to ``desks.state``, a saved record."""


def fill(count: int, *, saved: int, seconds: float, seed: int, log: BinaryIO) -> Filled:
    """Fill desks.

    Args:
        count: records.
        saved: the state that so many leave goes to ``log``, every write of it.
        seconds: after which it stops, however many there are.
        seed: of the records.
        log: see :func:`put`.
    """
    deadline = time.monotonic() + seconds
    records = desk_records(count, seed=seed)
    chunk = list(islice(records, CHUNK))
    begun, desks = 0, dict[str, Desk]()
    sizes: dict[str, int] = {}
    spent: list[float] = []
    done = Filled()
    while chunk and time.monotonic() < deadline:
        before = time.process_time()
        changes = [_take(desks, record) for record in chunk]
        spent.append((time.process_time() - before) / len(chunk))
        done.kept += len(chunk)
        begun = begun or resident()
        for record in chunk:
            sizes[record.country] = sizes.get(record.country, 0) + 1
        if done.kept <= saved:
            done.written_bytes += sum(put(log, write) for write in batched(chunk, changes))
            done.saved = done.kept
        chunk = list(islice(records, CHUNK))
    if done.kept > CHUNK:
        done.memory_bytes = (resident() - begun) / (done.kept - CHUNK)
    done.written_bytes /= max(1, done.saved)
    done.largest = max(sizes.values())
    done.held_bytes = sum(desk.nbytes for desk in desks.values()) / max(1, done.kept)
    for mark in sorted({min(mark, done.kept) for mark in (*MARKS, done.kept)}):
        end = mark // CHUNK
        done.rates[mark] = 1 / median(spent[max(0, end - AROUND) : end])
    return done


def _take(desks: dict[str, Desk], record: EnrichedArticle) -> dict[str, bytes | None]:
    desk = desks.get(record.country)
    if desk is None:
        desk = desks[record.country] = Desk(record.country, DeskRules())
    return desk.apply(desk.decide(record))


def batched(records: Sequence[EnrichedArticle], changes: Sequence[dict[str, bytes | None]]) -> Iterator[Write]:
    """Yield what a worker writes to the state topic: the last value of each entry in a batch of one partition."""
    pending: dict[int, tuple[int, dict[bytes, bytes | None]]] = {}
    for record, changed in zip(records, changes, strict=True):
        number = partition_of(record.country)
        count, entries = pending.pop(number, (0, {}))
        entries.update((f"{record.country}/{part}".encode(), value) for part, value in changed.items())
        if count + 1 < BATCH:
            pending[number] = (count + 1, entries)
        else:
            yield from ((number, key, value) for key, value in entries.items())
    for number, (_, entries) in pending.items():
        yield from ((number, key, value) for key, value in entries.items())


def partition_of(country: str) -> int:
    """Return the partition of ``articles.enriched`` and ``desks.state`` that a desk is in."""
    return int((murmur2(country.encode()) & 0x7FFFFFFF) % PARTITIONS)


def put(file: BinaryIO, write: Write) -> int:
    """Append one write to a file; returns the bytes of its key and value."""
    number, key, value = write
    file.write(struct.pack("<iii", number, len(key), -1 if value is None else len(value)) + key + (value or b""))
    return len(key) + len(value or b"")


def take(file: BinaryIO) -> Iterator[Write]:
    """Read a file of writes."""
    while head := file.read(12):
        number, keys, values = struct.unpack("<iii", head)
        yield number, file.read(keys), None if values < 0 else file.read(values)


def compacted(writes: Iterable[Write]) -> list[Write]:
    """Return the last write of each key: what a cleaned topic holds."""
    latest = {key: (number, key, value) for number, key, value in writes}
    return [write for write in latest.values() if write[2] is not None]


def resident() -> int:
    """Return this process's resident memory in bytes, without garbage."""
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def main(count: str, saved: str, seconds: str, seed: str, file: str) -> None:
    """Fill desks and print what it came to."""
    with Path(file).open("wb") as log:
        done = fill(int(count), saved=int(saved), seconds=float(seconds), seed=int(seed), log=log)
    print(json.dumps(asdict(done)))


if __name__ == "__main__":
    main(*sys.argv[1:])
