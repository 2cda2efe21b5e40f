"""What can be seen of a line in its words: which come again in the text around it, in the page's address and title."""

from bisect import bisect_right

from streams.domain.split.joint import JOINT
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
from streams.domain.split.stems import PageStems, Stems
from streams.domain.words import words_of

_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67, 0.84)
_COHESION = (0.001, 0.04, 0.08, 0.13, 0.2, 0.3)
_ECHOING = frozenset({HEADLINE, CAPS, BULLET, SENTENCE})
_REACH = 15
"""Within how many lines."""
_MOST_WORDS = 30
"""Of how many words a headline may be."""


def echoes(kinds: list[int], words: list[list[str]], stems: PageStems, own: list[list[int]]) -> None:
    """Say how many words of a headline-like line come again around it, and how a paragraph follows from the last.

    Args:
        kinds: of the lines.
        words: of each line, case folded.
        stems: of each line.
        own: the features of each line, which are added to.
    """
    of, size = stems.of, stems.size
    body = [index for index, kind in enumerate(kinds) if kind in BODY]
    echoes = JOINT["echo"]
    bullet_below, bullet_above = BASE["bullet-below"], BASE["bullet-above"]
    place = 0
    for index, kind in enumerate(kinds):
        if kind in BODY:
            place += 1
            continue
        if kind not in _ECHOING or len(words[index]) > _MOST_WORDS:
            continue
        mine = of[index]
        if not mine:
            continue
        count = size(mine)
        first = size(_again(mine, [of[i] for i in body[place : place + 3] if i - index <= _REACH], stems)) / count
        second = (
            size(_again(mine, [of[i] for i in body[max(place - 3, 0) : place] if index - i <= _REACH], stems)) / count
        )
        found = own[index]
        down, up = bisect_right(_ECHO, first), bisect_right(_ECHO, second)
        if kind == BULLET:
            found.append(bullet_below + down)
            found.append(bullet_above + up)
        down += 6 if first > second + 0.15 else 0
        up += 6 if second > first + 0.15 else 0
        found.append(echoes[down][up][min(count, 8)])
    _cohesion([of[index] for index in body], stems, [own[index] for index in body])


def _again(mine: Stems, around: list[Stems], stems: PageStems) -> Stems:
    """Return which of some stems occur in any of some lines."""
    met = stems.nothing
    for other in around:
        met |= mine & other
    return met


def _cohesion(body: list[Stems], stems: PageStems, own: list[list[int]]) -> None:
    """Say how many words of each paragraph came in those above it."""
    cohesion, size = JOINT["cohesion"], stems.size
    first = second = third = stems.nothing
    above = 0
    for place, (mine, found) in enumerate(zip(body, own, strict=True)):
        count = size(mine)
        if not place:
            found.append(cohesion[7][7])
        else:
            met = third & mine
            near = cohesion[bisect_right(_COHESION, size(met) / (min(above, count) or 1))]
            met |= (second & mine) | (first & mine)
            found.append(near[bisect_right(_COHESION, size(met) / (count or 1) * 0.7)])
        first, second, third, above = second, third, mine, count


def fields(
    kinds: list[int], words: list[list[str]], own: list[list[int]], title: str | None, url: str | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Say how each line agrees with the page's address and title, where they are known."""
    slug = _slug(url) if url else frozenset()
    heading = frozenset(words_of(title.casefold())) if title else frozenset()
    agrees: dict[int, int] = {}
    titled: dict[int, int] = {}
    if len(slug) < 3 and len(heading) < 2:
        return agrees, titled
    address, field = BASE["address"], BASE["page-title"]
    for index, kind in enumerate(kinds):
        if kind in (LONG, TIME, LINK) or not 2 <= len(words[index]) <= _MOST_WORDS:
            continue
        mine = frozenset(words[index])
        if len(slug) >= 3:
            best = len(mine & slug) / max(min(len(mine), len(slug)), 3)
            agrees[index] = 0 if best < 0.34 else 1 if best < 0.6 else 2 if best < 0.85 else 3
            own[index].append(address + agrees[index])
        if len(heading) >= 2:
            shared = len(mine & heading)
            best = shared / len(mine | heading)
            titled[index] = 3 if best > 0.9 else 2 if best > 0.5 else 1 if shared == len(mine) and shared > 3 else 0
            own[index].append(field + titled[index])
    return agrees, titled


def _slug(url: str) -> frozenset[str]:
    path = url.split("?")[0].split("#")[0]
    parts = [part for part in path.split("/")[3:] if part]
    best = max((words_of(part.casefold().replace("_", "-")) for part in parts), key=len, default=[])
    return frozenset(
        word for word in best if not word.isdigit() and word not in {"html", "htm", "php", "aspx", "shtml"}
    )
