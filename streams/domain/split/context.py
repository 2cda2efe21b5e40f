"""What can be seen of a line from the lines around it: neighbours, gaps, and where the page's text is."""

from bisect import bisect_right
from collections import Counter

from streams.domain.split.layout import (
    BASE,
    BODY,
    BULLET,
    BYLINE,
    CAPS,
    CLASSES,
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


def repeats(folded: list[str], own: list[list[int]]) -> dict[int, int]:
    """Say which lines come again on the page."""
    counts = Counter(folded)
    base, twice = BASE["seen"], BASE["twice"]
    met: dict[str, int] = {}
    repeats: dict[int, int] = {}
    for index, (low, found) in enumerate(zip(folded, own, strict=True)):
        count = counts[low]
        if count > 1:
            last = met.get(low)
            found.append(base + (3 if count > 2 else 1) + (last is not None))
            repeats[index] = 3 if count > 2 else 1 + (last is not None)
            if last is not None and index - last <= _NEAR_BY:
                own[last].append(twice)
                found.append(twice + 1)
            met[low] = index
        else:
            found.append(base)
    return repeats


def gaps(lines: list[Line], kinds: list[int], own: list[list[int]]) -> list[int]:
    """Say how much space is above each line, measured by what is usual on the page."""
    base, here, below = BASE["gap"], BASE["gap-here"], BASE["gap-below"]
    blanks = sum(1 for line in lines[1:] if line.gap)
    usual = blanks * 2 > len(lines)
    wide = usual and sum(1 for line in lines[1:] if line.gap > 1) * 2 > len(lines)
    ordinary = 2 if wide else 1 if usual else 0
    levels = []
    for line, kind, found in zip(lines, kinds, own, strict=True):
        gap = line.gap
        if line.cut:
            found.append(base + 5)
        elif usual:
            found.append(base + (3 if not gap else 4 if gap > ordinary else 0))
        else:
            found.append(base + (2 if gap > 1 else 1 if gap else 0))
        level = 2 if gap > ordinary else 1 if gap < ordinary else 0
        levels.append(level)
        found.append(here + kind * 3 + level)
    for kind, level, found in zip(kinds, [*levels[1:], 2], own, strict=True):
        found.append(below + kind * 3 + level)
    return levels


def leads(kinds: list[int], folded: list[str], texts: list[str], own: list[list[int]]) -> None:
    """Say which headline-like lines lead straight to a body, over bylines, times and bullets."""
    lead, stopped = BASE["lead"], BASE["after-stop"]
    size = len(kinds)
    reach: list[tuple[int, int] | None] = [None] * size
    state: tuple[int, int] | None = None
    for index in range(size - 1, -1, -1):
        kind = kinds[index]
        if kind in BODY:
            state = (0, 1 if kind == DATED else 2 if kind == LONG else 3)
        elif state is not None and kind in (BYLINE, TIME, BULLET, CREDIT, LINK):
            state = (min(state[0] + 1, 3), state[1])
        else:
            reach[index] = state
            if index + 1 == size or folded[index + 1] != folded[index]:
                state = None
    stop = 0
    for index, (kind, found) in enumerate(zip(kinds, own, strict=True)):
        ahead = reach[index]
        if kind not in BODY and ahead is not None:
            found.append(lead + ahead[0] * 4 + ahead[1] + (0 if kind in (HEADLINE, CAPS, SENTENCE) else 8))
        found.append(stopped + kind * 4 + stop)
        last = texts[index][-1]
        if last in ":：" and kind not in (BULLET, LINK):
            stop = 3
        elif kind in BODY or kind == SENTENCE:
            stop = 1 if last in ".!?…\"”’'»)" else 2


def neighbours(kinds: list[int], own: list[list[int]]) -> None:
    """Say what kinds of lines stand around each."""
    width = len(CLASSES)
    padded = [EDGE, EDGE, *kinds, EDGE, EDGE]
    before, after = BASE["before"], BASE["after"]
    before2, after2 = BASE["before-2"], BASE["after-2"]
    around = BASE["labels-around"]
    for index, found in enumerate(own):
        kind = padded[index + 2] * width
        left, right = padded[index + 1], padded[index + 3]
        left2, right2 = padded[index], padded[index + 4]
        found += (before + kind + left, after + kind + right, before2 + kind + left2, after2 + kind + right2)
        found.append(
            around
            + (left in (LABEL, EDGE)) + (left2 in (LABEL, EDGE)) + (right in (LABEL, EDGE)) + (right2 in (LABEL, EDGE))
        )  # fmt: skip


def bodies(kinds: list[int], texts: list[str], own: list[list[int]]) -> None:
    """Where the page's text is: how far the next body-like line, how much passed, how thick it is here."""
    masses = [
        min(len(text), 600) if kind in BODY else 40 if kind == SENTENCE else 0
        for kind, text in zip(kinds, texts, strict=True)
    ]
    total = sum(masses) or 1
    span = len(NEAR) + 2
    far = span - 1
    since, until, passed = BASE["since-body"], BASE["until-body"], BASE["passed"]
    # Distances count from 0; the last of the steps is for a page without any text yet.
    distance, step = _FURTHEST, far
    sofar = 0
    behind: list[float] = []
    level = 0.0
    for kind, mass, found in zip(kinds, masses, own, strict=True):
        found.append(since + kind * span + step)
        found.append(passed + bisect_right(SHARES, sofar / total))
        behind.append(level)
        if kind in BODY:
            distance, step = 0, 0
        elif distance < _FURTHEST:
            distance += 1
            step = _NEAR_STEPS[distance]
        sofar += mass
        level = level * 0.8 + mass
    ahead: list[float] = []
    level = 0.0
    distance, step = _FURTHEST, far
    for kind, mass, found in zip(reversed(kinds), reversed(masses), reversed(own), strict=True):
        found.append(until + kind * span + step)
        ahead.append(level)
        if kind in BODY:
            distance, step = 0, 0
        elif distance < _FURTHEST:
            distance += 1
            step = _NEAR_STEPS[distance]
        level = level * 0.8 + mass
    ahead.reverse()
    peak = max((a + b + m for a, b, m in zip(behind, ahead, masses, strict=True)), default=0.0) or 1.0
    mass_, before, after = BASE["mass"], BASE["mass-before"], BASE["mass-after"]
    row = len(MASSES) + 1
    for kind, mass, back, front, found in zip(kinds, masses, behind, ahead, own, strict=True):
        group = 0 if kind in BODY else 1 if kind in (SENTENCE, HEADLINE, CAPS, BULLET) else 2
        found += (
            mass_ + group * row + bisect_right(MASSES, (mass + back + front) / peak),
            before + bisect_right(MASSES, back / peak),
            after + bisect_right(MASSES, front / peak),
        )
