"""Copies in the sets' own near pairs, pooled, as the whole chain decides them with nothing forgotten."""

import contextlib
import gzip
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from streams.domain.dedupe import DeskRules
from streams.engine import run_lines
from tests.quality.report import Row

SETS = {
    "reuters21578": ("countries/reuters21578", "articles.jsonl.gz", True),
    "fnc1_test": ("clusters/fnc1_test", "bodies.jsonl", True),
    "newscluster_5w1h": ("clusters/newscluster_5w1h", "articles.jsonl", True),
    "ecbplus": ("clusters/ecbplus", "articles.jsonl", True),
    "l3s_gn1": ("pages/l3s_gn1", "pages.jsonl.gz", False),
}
"""Folder, file, and whether each text is one article."""
UNPAIRED = 1500
"""Articles of reuters21578 beside those of its pairs: enough to be taken for copies by mistake."""
LEAST = {"exact": 1.0, "near": 0.97, "truncated": 0.98}


def gold(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@cache
def decided(shared: Path, name: str) -> Path:
    """Run the whole chain over a set, once a process.

    Returns:
        A folder with ``gold.jsonl``, the rows that went in, and what ``dateline run`` writes.
    """
    folder, file, whole = SETS[name]
    out = Path(tempfile.mkdtemp(prefix=f"quality-{name}-"))
    rows = list(gold(shared / "data" / folder / file))
    if name == "reuters21578":
        paired = {str(pair[end]) for pair in gold(shared / "data" / folder / "near_pairs_exact.jsonl") for end in "ab"}
        others = [row for row in rows if str(row["id"]) not in paired]
        kept = paired | {str(row["id"]) for row in others[:: max(len(others) // UNPAIRED, 1)]}
        rows = [row for row in rows if str(row["id"]) in kept]
    (out / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = subprocess.run(
        [sys.executable, str(shared / "score" / "to_input.py"), str(out / "gold.jsonl")],
        cwd=shared / "score", check=True, capture_output=True,
    ).stdout  # fmt: skip
    (out / "input.jsonl").write_bytes(lines)
    run_lines(lines.splitlines(), out, rules=DeskRules(expire=False), whole=whole)
    return out


def scored(shared: Path, module: str, *arguments: str) -> str:
    """Return what a shared score prints."""
    if str(shared / "score") not in sys.path:
        sys.path.insert(0, str(shared / "score"))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        __import__(module).score(*arguments)
    return printed.getvalue()


def rows(shared: Path) -> list[Row]:
    """Return recall by kind and the share of wrong copies and links, all sets pooled."""
    found = dict.fromkeys(LEAST, 0)
    asked = dict.fromkeys(LEAST, 0)
    said = wrong = links = wrong_links = 0
    for name, (folder, *_) in SETS.items():
        out = decided(shared, name)
        pairs = shared / "data" / folder / "near_pairs_exact.jsonl"
        text = scored(shared, "duplicates", str(out / "gold.jsonl"), str(pairs), str(out / "decisions.jsonl"))
        for kind, hits, of in re.findall(r"(\w+) +recall \S+ +\((\d+) of (\d+)\)", text):
            found[kind] += int(hits)
            asked[kind] += int(of)
        for thing, count, bad in re.findall(r"(copies said|links) (\d+), wrong (\d+)", text):
            if thing == "links":
                links, wrong_links = links + int(count), wrong_links + int(bad)
            else:
                said, wrong = said + int(count), wrong + int(bad)
    peer = {"near": "best peer 0.85", "truncated": "best peer 0.08"}
    table = [
        Row("pooled", kind, found[kind] / max(asked[kind], 1), least,
            note=f"{found[kind]} of {asked[kind]} {peer.get(kind, '')}")
        for kind, least in LEAST.items()
    ]  # fmt: skip
    table.append(Row("pooled", "wrong copies", wrong / max(said, 1), 0.005, at_most=True, note=f"{wrong} of {said}"))
    table.append(
        Row("pooled", "wrong links", wrong_links / max(links, 1), 0.005, at_most=True, note=f"{wrong_links} of {links}")
    )
    return table
