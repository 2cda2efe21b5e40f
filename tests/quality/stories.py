"""Stories: B-cubed F1 within and across desks, and the alerts that a reader gets for one event."""

import re
from pathlib import Path

from tests.quality.copies import decided, scored
from tests.quality.report import Row

SETS = {
    "newscluster_5w1h": ("cluster", 0.93, 1.35),
    "fnc1_test": ("claim_component", 0.94, 1.35),
    "ecbplus": ("cluster", 0.88, None),
}
"""Field of the event, least F1 within desks, most alerts an event."""
PEER = {"newscluster_5w1h": "0.92, 1.35", "fnc1_test": "0.93, 1.40", "ecbplus": "0.87, 1.73"}


def rows(shared: Path) -> list[Row]:
    """Return the figures of the three sets."""
    table: list[Row] = []
    for name, (field, least, most) in SETS.items():
        out = decided(shared, name)
        text = scored(shared, "stories", str(out / "gold.jsonl"), str(out / "decisions.jsonl"), field)
        across, within, alerts = text.splitlines()
        p, r, f1 = map(float, re.findall(r"(?:P|R|F1) (\d\.\d+)", within))
        note = f"P {p:.3f} R {r:.3f}; TF-IDF on one desk {PEER[name]}"
        table.append(Row(name, "B-cubed F1 within desks", f1, least, note=note))
        table.append(Row(name, "B-cubed F1 across desks", float(re.findall(r"F1 (\d\.\d+)", across)[0]), 0.85))
        told, messages = map(float, re.findall(r"event (\d+\.\d+)", alerts))
        table.append(Row(name, "alerts/event", told, most, at_most=True, note=f"at P {p:.3f}"))
        table.append(Row(name, "messages/event", messages))
        if most is not None:
            table.append(Row(name, "B-cubed P within desks", p, 0.93))
    return table
