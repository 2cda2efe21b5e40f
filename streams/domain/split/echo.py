"""What can be seen of a line in its words: which come again in the text around it, in the page's address and title."""

import re
from bisect import bisect_right

from streams.domain.split.layout import (
    BASE,
    BODY,
    BULLET,
    CAPS,
    HEADLINE,
    LINK,
    LONG,
    SENTENCE,
    TIME,
)
from streams.domain.split.shape import WORD

_LONG_WORD = re.compile(r"[^\W_]{4,}")
_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67, 0.84)
_COHESION = (0.001, 0.04, 0.08, 0.13, 0.2, 0.3)


def stems_of(low: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a line, case folded."""
    return frozenset([word[:6] for word in _LONG_WORD.findall(low, 0, 400)])


def echoes(kinds: list[int], folded: list[str], own: list[list[int]]) -> dict[int, frozenset[str]]:
    """Say how many words of a headline-like line come again around it, and how a paragraph follows from the last."""
    body = [index for index, kind in enumerate(kinds) if kind in BODY]
    stems = {index: stems_of(folded[index]) for index in body}
    below, above, order = BASE["echo-below"], BASE["echo-above"], BASE["echo-order"]
    bullet_below, bullet_above = BASE["bullet-below"], BASE["bullet-above"]
    cohesion, wide = BASE["cohesion"], BASE["wide-cohesion"]
    nobody: frozenset[str] = frozenset()
    for index, kind in enumerate(kinds):
        if kind in BODY:
            continue
        if kind not in (HEADLINE, CAPS, BULLET, SENTENCE) or len(folded[index]) > 250:
            continue
        mine = stems_of(folded[index])
        if not mine:
            continue
        place = bisect_right(body, index)
        down = nobody.union(*(stems[i] for i in body[place : place + 3] if i - index <= 15))
        up = nobody.union(*(stems[i] for i in body[max(place - 3, 0) : place] if index - i <= 15))
        first = len(mine & down) / len(mine)
        second = len(mine & up) / len(mine)
        if kind == BULLET:
            own[index].append(bullet_below + bisect_right(_ECHO, first))
            own[index].append(bullet_above + bisect_right(_ECHO, second))
        own[index].append(below + bisect_right(_ECHO, first) + (6 if first > second + 0.15 else 0))
        own[index].append(above + bisect_right(_ECHO, second) + (6 if second > first + 0.15 else 0))
        own[index].append(order + min(len(mine), 8))
    for place, index in enumerate(body):
        if place:
            left = stems[body[place - 1]]
            mine = stems[index]
            shared = len(left & mine) / (min(len(left), len(mine)) or 1)
            own[index].append(cohesion + bisect_right(_COHESION, shared))
            lefts = left.union(*[stems[i] for i in body[max(place - 3, 0) : place - 1]])
            shared = len(lefts & mine) / (len(mine) or 1)
            own[index].append(wide + bisect_right(_COHESION, shared * 0.7))
        else:
            own[index].append(cohesion + 7)
            own[index].append(wide + 7)
    return stems


def fields(
    kinds: list[int], folded: list[str], own: list[list[int]], title: str | None, url: str | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Say how each line agrees with the page's address and title, where they are known."""
    slug = _slug(url) if url else frozenset()
    heading = frozenset(WORD.findall(title.casefold())) if title else frozenset()
    agrees: dict[int, int] = {}
    titled: dict[int, int] = {}
    if len(slug) < 3 and len(heading) < 2:
        return agrees, titled
    address, field = BASE["address"], BASE["page-title"]
    for index, kind in enumerate(kinds):
        if kind in (LONG, TIME, LINK) or not 8 <= len(folded[index]) <= 250:
            continue
        words = frozenset(WORD.findall(folded[index]))
        if len(words) < 2:
            continue
        if len(slug) >= 3:
            best = len(words & slug) / max(min(len(words), len(slug)), 3)
            agrees[index] = 0 if best < 0.34 else 1 if best < 0.6 else 2 if best < 0.85 else 3
            own[index].append(address + agrees[index])
        if len(heading) >= 2:
            shared = len(words & heading)
            best = shared / len(words | heading)
            titled[index] = 3 if best > 0.9 else 2 if best > 0.5 else 1 if shared == len(words) and shared > 3 else 0
            own[index].append(field + titled[index])
    return agrees, titled


def _slug(url: str) -> frozenset[str]:
    path = url.split("?")[0].split("#")[0]
    parts = [part for part in path.split("/")[3:] if part]
    best = max((WORD.findall(part.casefold().replace("_", "-")) for part in parts), key=len, default=[])
    return frozenset(
        word for word in best if not word.isdigit() and word not in {"html", "htm", "php", "aspx", "shtml"}
    )
