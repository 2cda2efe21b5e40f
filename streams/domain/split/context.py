"""What can be seen of a line from the lines around it: neighbours, gaps, and where the page's text is.

Most of it is numbers of ``joint`` combinations, a column a page: one for each line.
"""

from bisect import bisect_right
from collections import Counter

from streams.domain.split import lexicon
from streams.domain.split.joint import JOINT, KINDS
from streams.domain.split.layout import (
    BASE,
    BODY,
    BULLET,
    BYLINE,
    CAPS,
    CREDIT,
    DATED,
    EDGE,
    HEADLINE,
    LABEL,
    LINK,
    LONG,
    MASSES,
    NEAR,
    SENTENCE,
    SHARES,
    TIME,
    steps,
)
from streams.domain.split.lines import Line

_NEAR_BY = 3
"""Within so many lines a headline stands twice, with a link or a byline between."""
_NEAR_STEPS, _FURTHEST = steps(NEAR), NEAR[-1]
_FAR = len(NEAR) + 1
"""Step of a distance where there is no text yet."""
_TWICE = BASE["twice"]
_BETWEEN = frozenset({BYLINE, TIME, BULLET, CREDIT, LINK})
"""What stands between a headline and its text."""
_LEADING = frozenset({HEADLINE, CAPS, SENTENCE})
_OPENED = tuple(1 if kind == DATED else 2 if kind == LONG else 3 for kind in range(KINDS))
_GROUPS = tuple(0 if kind in BODY else 1 if kind in (SENTENCE, HEADLINE, CAPS, BULLET) else 2 for kind in range(KINDS))
_IN_BODY = tuple(kind in BODY for kind in range(KINDS))
_PROSE = BODY | {SENTENCE}
_OPEN = tuple(kind in (LABEL, EDGE) for kind in range(KINDS))


def repeats(folded: list[str], own: list[list[int]]) -> tuple[dict[int, int], list[int]]:
    """Say which lines come again on the page.

    Args:
        folded: the lines.
        own: the features of each line; those of lines that come twice near by are added to.

    Returns:
        ``Seen.repeats``, and for each line the step of ``seen``.
    """
    steps = [0] * len(folded)
    found: dict[int, int] = {}
    if len(set(folded)) == len(folded):
        return found, steps
    counts = Counter(folded)
    met: dict[str, int] = {}
    for index, low in enumerate(folded):
        count = counts[low]
        if count > 1:
            last = met.get(low)
            steps[index] = (3 if count > 2 else 1) + (last is not None)
            found[index] = 3 if count > 2 else 1 + (last is not None)
            if last is not None and index - last <= _NEAR_BY:
                own[last].append(_TWICE)
                own[index].append(_TWICE + 1)
            met[low] = index
    return found, steps


def gaps(lines: list[Line], kinds: list[int]) -> tuple[list[int], list[int]]:
    """Say how much space is above each line, measured by what is usual on the page.

    Returns:
        ``Seen.levels``, and a column.
    """
    above = [line.gap for line in lines]
    rest = above[1:]
    usual = (len(rest) - rest.count(0)) * 2 > len(lines)
    wide = usual and (len(rest) - rest.count(0) - rest.count(1)) * 2 > len(lines)
    ordinary = 2 if wide else 1 if usual else 0
    level = tuple(2 if gap > ordinary else 1 if gap < ordinary else 0 for gap in range(4))
    step = (3, 0, 4 if ordinary < 2 else 0, 4) if usual else (0, 1, 2, 2)
    above = [gap if gap < 3 else 3 for gap in above]
    levels = [level[gap] for gap in above]
    steps = [5 if line.cut else step[gap] for line, gap in zip(lines, above, strict=True)]
    space = JOINT["space"]
    return levels, [
        space[kind][gap][here][below]
        for kind, gap, here, below in zip(kinds, steps, levels, [*levels[1:], 2], strict=True)
    ]


def prose(lines: list[Line], kinds: list[int], words: list[list[str]]) -> list[int]:
    """Return the lines of a page of text that are paragraphs by their looks: sentences with space above.

    Where no line has any, they are longer ones next to others, also if what leads to another article stands between.

    Args:
        lines: the page.
        kinds: of the lines.
        words: of the lines.
    """
    if any(line.gap for line in lines):
        looks = [bool(line.gap) and kind in _PROSE for line, kind in zip(lines, kinds, strict=True)]
    else:
        text = [False, *(kind in _PROSE or kind == BULLET for kind in kinds), False]
        looks = [
            kind in BODY
            and (above or below or (index > 0 and lexicon.MORE_LINE.match(lines[index - 1].text) is not None))
            for index, (kind, above, below) in enumerate(zip(kinds, text, text[2:], strict=False))
        ]
    return [index for index, looked in enumerate(looks) if looked and lexicon.ASKING.isdisjoint(words[index])]


def leads(kinds: list[int], folded: list[str], texts: list[str]) -> list[int]:
    """Say which headline-like lines lead straight to a body, over bylines, times and bullets, as a column."""
    size = len(kinds)
    reach = [0] * size
    # How far the body is and how it opens: four times the one and the other, from 1.
    state = 0
    for index in range(size - 1, -1, -1):
        kind = kinds[index]
        if _IN_BODY[kind]:
            state = 1 + _OPENED[kind]
        elif state and kind in _BETWEEN:
            state = state + 4 if state < 13 else state
        else:
            reach[index] = state + (0 if kind in _LEADING or not state else 8)
            if index + 1 == size or folded[index + 1] != folded[index]:
                state = 0
    column = []
    stop = 0
    numbers = JOINT["lead"]
    for kind, lead, text in zip(kinds, reach, texts, strict=True):
        column.append(numbers[kind][stop][lead])
        last = text[-1]
        if _IN_BODY[kind]:
            stop = 3 if last in ":：" else 1 if last in ".!?…\"”’'»)" else 2
        elif last in ":：" and kind not in (BULLET, LINK):
            stop = 3
        elif kind == SENTENCE:
            stop = 1 if last in ".!?…\"”’'»)" else 2
    return column


def neighbours(kinds: list[int], furniture: int) -> tuple[list[int], list[int], list[int]]:
    """Say what kinds of lines stand around each, as three columns.

    Args:
        kinds: of the lines.
        furniture: ``Seen.furniture``.
    """
    padded = [EDGE, EDGE, *kinds, EDGE, EDGE]
    beside, near, page = JOINT["beside"], JOINT["near"], JOINT["page"][furniture]
    opened = [_OPEN[kind] for kind in padded]
    return (
        [beside[left][kind][right] for left, kind, right in zip(padded[1:], kinds, padded[3:], strict=False)],
        [near[left][kind][right] for left, kind, right in zip(padded, kinds, padded[4:], strict=False)],
        [
            page[kind][a + b + c + d]
            for kind, a, b, c, d in zip(kinds, opened, opened[1:], opened[3:], opened[4:], strict=False)
        ],
    )


def bodies(kinds: list[int], texts: list[str], seen: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Say where the page's text is, as three columns: how far the next body-like line, how much passed, how thick.

    Args:
        kinds: of the lines.
        texts: the lines.
        seen: the step of each line's ``seen``.
    """
    masses = [
        min(len(text), 600) if _IN_BODY[kind] else 40 if kind == SENTENCE else 0
        for kind, text in zip(kinds, texts, strict=True)
    ]
    total = sum(masses) or 1
    # Distances count from 0; the last of the steps is for a page without any text yet.
    distance, step = _FURTHEST, _FAR
    sofar = 0
    since: list[int] = []
    place: list[int] = []
    behind: list[float] = []
    level = 0.0
    places = [JOINT["place"][known] for known in seen]
    for kind, mass, passed in zip(kinds, masses, places, strict=True):
        since.append(step)
        place.append(passed[bisect_right(SHARES, sofar / total)])
        behind.append(level)
        if _IN_BODY[kind]:
            distance = step = 0
        elif distance < _FURTHEST:
            distance += 1
            step = _NEAR_STEPS[distance]
        sofar += mass
        level = level * 0.8 + mass
    ahead: list[float] = []
    until: list[int] = []
    level = 0.0
    distance, step = _FURTHEST, _FAR
    for kind, mass in zip(reversed(kinds), reversed(masses), strict=True):
        until.append(step)
        ahead.append(level)
        if _IN_BODY[kind]:
            distance = step = 0
        elif distance < _FURTHEST:
            distance += 1
            step = _NEAR_STEPS[distance]
        level = level * 0.8 + mass
    until.reverse()
    ahead.reverse()
    peak = max([a + b + m for a, b, m in zip(behind, ahead, masses, strict=True)], default=0.0) or 1.0
    body, thick = JOINT["body"], JOINT["mass"]
    return (
        [body[kind][a][b] for kind, a, b in zip(kinds, since, until, strict=True)],
        place,
        [
            thick[_GROUPS[kind]][bisect_right(MASSES, (mass + back + front) / peak)][bisect_right(MASSES, back / peak)][
                bisect_right(MASSES, front / peak)
            ]
            for kind, mass, back, front in zip(kinds, masses, behind, ahead, strict=True)
        ],
    )
