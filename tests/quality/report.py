"""One line of the quality table, and where the shared sets are."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its floor."""

    set: str
    """The set it was taken on."""
    measure: str
    """What was counted."""
    value: float
    """The figure."""
    floor: float | None = None
    """What it must reach; ``None`` where it is only reported."""
    at_most: bool = False
    """Whether the floor is a ceiling."""
    note: str = ""
    """Best peer, counts, or what to know."""

    @property
    def reached(self) -> bool:
        """Whether the floor is kept; true where there is none."""
        return self.floor is None or (self.value <= self.floor if self.at_most else self.value >= self.floor)


def shared() -> Path | None:
    """Return the folder that holds ``data`` and ``score``, or nothing if it is not there."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "data").is_dir() and (folder / "score").is_dir() else None
