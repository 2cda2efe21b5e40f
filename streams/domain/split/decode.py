"""The best sequence of states for a page's lines: dynamic programming over learned line scores."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain

import numpy as np

from streams.data.split import Scores
from streams.domain.split.joint import with_joint
from streams.domain.split.states import ABRUPT, BODY_STATES, ENDS, FOLLOWS, IN_BODY, STARTS, STATES, TITLE

_NEVER = -(10**12)
PROSE = 300
"""What text is given on a line that is a paragraph by its looks, on a page of text, in hundredths of a nat.

The weights are learned from sites, where a short text beside an article is a teaser or a
notice. On a page without menus it is what the page has to tell, and to drop it would be to
lose an alert. Between 200 and 500 nothing changes.
"""
_Forward = Callable[[list[int], list[list[int]]], tuple[list[int], list[tuple[int, ...]]]]


class Decoder:
    """Finds the best states of a page's lines by one set of scores.

    The scores are whole numbers, so that sums don't depend on the machine.

    Args:
        learned: the scores.
        eager: what the beginning of an article is given on top.
    """

    def __init__(self, learned: Scores, *, eager: int) -> None:
        self._features = with_joint(learned.features.astype(np.int32))
        self._prose = np.array([PROSE * (state in BODY_STATES) for state in range(len(STATES))], dtype=np.int32)
        self._first = [learned.starts[state] if state in STARTS else _NEVER for state in range(len(STATES))]
        self._last = [(state, learned.ends[state]) for state in ENDS]
        self._forward = _forward([
            [
                (source, learned.transitions[source][target] + (eager if target in (TITLE, ABRUPT) else 0))
                for source in range(len(STATES))
                if target in FOLLOWS[source]
            ]
            for target in range(len(STATES))
        ])  # fmt: skip

    def decode(self, seen: list[list[int]], prose: Sequence[int] = ()) -> tuple[list[int], list[list[int]]]:
        """Return the best state of every line, and the scores of each line's states.

        Args:
            seen: the features of every line, as ``features.observe`` gives them; at least one line.
            prose: the lines that are paragraphs by their looks.
        """
        *starts, total = accumulate(map(len, seen), initial=0)
        flat = np.fromiter(chain.from_iterable(seen), np.intp, total)
        table = self._features.take(flat, axis=0)
        sums = np.add.reduceat(table, starts, axis=0, dtype=np.int32)
        if prose:
            sums[prose] += self._prose
        scores: list[list[int]] = sums.tolist()
        best = [first + own for first, own in zip(self._first, scores[0], strict=True)]
        best, back = self._forward(best, scores[1:])
        state = max(self._last, key=lambda last: best[last[0]] + last[1])[0]
        path = [state]
        for pointers in reversed(back):
            state = pointers[state]
            path.append(state)
        path.reverse()
        return path, scores


def _forward(arrivals: list[list[tuple[int, int]]]) -> _Forward:
    """Return the forward pass: best sums of the first line and scores of the others in, best sums and origins out.

    Its code is written out for every state and cost: the same as loops takes three times as long. Inside a body most
    states are so far behind that none of them can be the origin of any; these are not looked at then.

    Args:
        arrivals: for each state, the states that it may follow with the cost of doing so.
    """
    states = range(len(arrivals))
    margins = _margins(arrivals, IN_BODY)
    few = [[(source, cost) for source, cost in sources if source not in margins] for sources in arrivals]
    lines = [
        "def forward(best, scores):",
        f" {_each('p', states)} = best",
        " back = []",
        f" for {_each('own', states)} in scores:",
        f"  if {' and '.join([f'p{IN_BODY} > p{state} + {margin}' for state, margin in margins.items()]) or 'False'}:",
        *_step(few),
        "  else:",
        *_step(arrivals),
        f"  back.append(({_each('from', states)}))",
        *[f"  p{target} = best{target} + own{target}" for target in states],
        f" return [{_each('p', states)}], back",
    ]
    made: dict[str, _Forward] = {}
    exec("\n".join(lines), {}, made)
    return made["forward"]


def _margins(arrivals: list[list[tuple[int, int]]], strong: int) -> dict[int, int]:
    """Return by how much a state must lead, so that some others are the origin of none that may follow it."""
    costs = {(source, target): cost for target, sources in enumerate(arrivals) for source, cost in sources}
    margins = {}
    for state in range(len(arrivals)):
        targets = [target for source, target in costs if source == state]
        if state != strong and targets and all((strong, target) in costs for target in targets):
            margins[state] = max(costs[state, target] - costs[strong, target] for target in targets)
    return margins


def _step(arrivals: list[list[tuple[int, int]]]) -> Iterator[str]:
    """Yield the code that finds the best origin of every state; of equal ones the first."""
    for target, ((source, cost), *others) in enumerate(arrivals):
        yield f"   best{target}, from{target} = p{source} + {cost}, {source}"
        for other, its_cost in others:
            yield f"   value = p{other} + {its_cost}"
            yield f"   if value > best{target}: best{target}, from{target} = value, {other}"


def _each(name: str, numbers: range) -> str:
    return ", ".join(f"{name}{number}" for number in numbers)
