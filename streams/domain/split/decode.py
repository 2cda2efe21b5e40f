"""The best sequence of states for a page's lines: dynamic programming over learned line scores."""

import numpy as np

from streams.data.split import Scores
from streams.domain.split.states import ENDS, FOLLOWS, STARTS, STATES

_NEVER = -(10**12)


def decode(seen: list[list[int]], learned: Scores) -> tuple[list[int], list[list[int]]]:
    """Return the best state of every line, and the scores of each line's states.

    Args:
        seen: features a line, as ``features.observe`` gives them.
        learned: the scores. They are whole numbers, so that sums don't depend on the machine.
    """
    if not seen:
        return [], []
    starts: list[int] = []
    flat: list[int] = []
    for found in seen:
        starts.append(len(flat))
        flat += found
    line_scores: list[list[int]] = np.add.reduceat(learned.features[flat], starts, axis=0, dtype=np.int64).tolist()
    sources = _sources(learned)
    best = [_NEVER] * len(STATES)
    for state in STARTS:
        best[state] = learned.starts[state] + line_scores[0][state]
    back: list[list[int]] = []
    for row in line_scores[1:]:
        pointers: list[int] = []
        now: list[int] = []
        for own, arriving in zip(row, sources, strict=True):
            top, chosen = _NEVER, 0
            for source, cost in arriving:
                value = best[source] + cost
                if value > top:
                    top, chosen = value, source
            now.append(top + own)
            pointers.append(chosen)
        back.append(pointers)
        best = now
    state = max(ENDS, key=lambda end: best[end] + learned.ends[end])
    path = [state]
    for pointers in reversed(back):
        state = pointers[state]
        path.append(state)
    path.reverse()
    return path, line_scores


def _sources(learned: Scores) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(
        tuple(
            (source, learned.transitions[source][target]) for source in range(len(STATES)) if target in FOLLOWS[source]
        )
        for target in range(len(STATES))
    )
