"""``python -m tests.quality [NAME …]``: every quality figure beside its floor; exit 1 when one is missed."""

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.quality.report import Row, shared

NAMES = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in {"__init__", "__main__", "report"}
)


def main(asked: list[str]) -> int:
    """Run the named measurements, or all of them.

    Returns:
        0 when every floor is kept, 1 when not, 2 for an unknown name, 0 with a line when the sets are absent.
    """
    folder = shared()
    if folder is None:
        print("quality: skipped, the data sets are not here (set DATELINE_SHARED to the folder with data/ and score/)")
        return 0
    if unknown := sorted(set(asked) - set(NAMES)):
        print(f"quality: no measurement named {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    missed = False
    for name in asked or NAMES:
        module = importlib.import_module(f"tests.quality.{name}")
        if not hasattr(module, "rows"):
            continue
        rows: list[Row] = module.rows(folder)
        table = Table("set", "measure", "value", "must", "", "note", title=name, title_justify="left")
        for row in rows:
            must = "" if row.floor is None else f"{'≤' if row.at_most else '≥'} {row.floor:g}"
            table.add_row(
                row.set,
                row.measure,
                f"{row.value:.3f}",
                must,
                "" if row.floor is None else "ok" if row.reached else "MISSED",
                row.note,
            )
            missed |= not row.reached
        Console(width=160).print(table)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
