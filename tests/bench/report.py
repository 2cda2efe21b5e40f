"""The bench's figures: one table for eyes, one JSON for programs, and the machine they were taken on."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

Value = float | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    part: str
    """The part of the bench that took it."""
    measure: str
    """What was measured, with its unit."""
    value: Value
    """The figure; ``None`` where it could not be taken, and the note says why."""
    target: float | None = None
    """What it must reach."""
    at_most: bool = False
    """Whether the target is a ceiling."""
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the target is kept; ``None`` where there is none or no figure."""
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target


@dataclass
class Report:
    """All figures of one run."""

    seed: int
    quick: bool
    date: str
    machine: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    functions: dict[str, float] = field(default_factory=dict)
    """Milliseconds of CPU a page by part and innermost function, most expensive first; in the JSON only."""
    seconds: float = 0.0

    def add(self, rows: Iterable[Row]) -> None:
        """Take in what a part measured."""
        self.rows.extend(rows)

    def as_json(self) -> str:
        """Return everything, a row an object."""
        rows = [asdict(row) | {"reached": row.reached} for row in self.rows]
        head = {"date": self.date, "seed": self.seed, "quick": self.quick, "seconds": round(self.seconds, 1)}
        return json.dumps(head | {"machine": self.machine, "rows": rows, "functions": self.functions}, indent=1) + "\n"

    def table(self) -> Table:
        """Return the table; a part's name stands at its first row."""
        machine = ", ".join(f"{name} {value}" for name, value in self.machine.items())
        size = "quick" if self.quick else "full"
        table = Table(
            "part", "measure", "value", "target", "note",
            title=f"{self.date}, seed {self.seed}, {size}, {self.seconds:.0f} s\n{machine}",
            title_justify="left",
        )  # fmt: skip
        table.columns[2].justify = "right"
        before = ""
        for row in self.rows:
            if before and row.part != before:
                table.add_section()
            target = "" if row.target is None else f"{'≤' if row.at_most else '≥'} {row.target:g}"
            verdict = {True: " ok", False: " MISSED", None: ""}[row.reached]
            table.add_row(
                row.part if row.part != before else "", row.measure, shown(row.value), target + verdict, row.note
            )
            before = row.part
        return table

    def show(self) -> None:
        """Print the table."""
        Console(width=150, highlight=False).print(self.table())


def shown(value: Value) -> str:
    """Return a figure with about three significant digits."""
    if value is None:
        return "–"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies (nearest rank).

    Args:
        values: at least one, in any order.
        share: 0 to 1.
    """
    ordered = sorted(values)
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]


def machine() -> dict[str, Any]:
    """Say what the figures were taken on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
