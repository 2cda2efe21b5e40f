"""The best sequence of states for a page's lines: dynamic programming over learned line scores."""

import numpy as np

from streams.data.split import Scores
from streams.domain.split.states import ABRUPT, ENDS, FOLLOWS, STARTS, STATES, TITLE

_NEVER = -(10**12)


class Decoder:
    """Finds the best states of a page's lines by one set of scores.

    The scores are whole numbers, so that sums don't depend on the machine.

    Args:
        learned: the scores.
        eager: what the beginning of an article is given on top.
    """

    def __init__(self, learned: Scores, *, eager: int) -> None:
        self._features = learned.features
        self._first = [learned.starts[state] if state in STARTS else _NEVER for state in range(len(STATES))]
        self._last = [(state, learned.ends[state]) for state in ENDS]
        self._arrivals = [
            [
                (source, learned.transitions[source][target] + (eager if target in (TITLE, ABRUPT) else 0))
                for source in range(len(STATES))
                if target in FOLLOWS[source]
            ]
            for target in range(len(STATES))
        ]

    def decode(self, seen: list[list[int]]) -> tuple[list[int], list[list[int]]]:
        """Return the best state of every line, and the scores of each line's states.

        Args:
            seen: the features of every line, as ``features.observe`` gives them; at least one line.
        """
        starts: list[int] = []
        flat: list[int] = []
        for found in seen:
            starts.append(len(flat))
            flat += found
        scores: list[list[int]] = np.add.reduceat(self._features[flat], starts, axis=0, dtype=np.int64).tolist()
        best = [first + own for first, own in zip(self._first, scores[0], strict=True)]
        arrivals = self._arrivals
        back: list[list[int]] = []
        for row in scores[1:]:
            pointers: list[int] = []
            now: list[int] = []
            for own, arriving in zip(row, arrivals, strict=True):
                top = _NEVER * 2
                chosen = 0
                for source, cost in arriving:
                    value = best[source] + cost
                    if value > top:
                        top = value
                        chosen = source
                now.append(top + own)
                pointers.append(chosen)
            back.append(pointers)
            best = now
        state = max(self._last, key=lambda last: best[last[0]] + last[1])[0]
        path = [state]
        for pointers in reversed(back):
            state = pointers[state]
            path.append(state)
        path.reverse()
        return path, scores
