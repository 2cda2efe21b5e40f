"""Copies in the sets' own near pairs, pooled, as ``dateline run`` decides them."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def gold(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
