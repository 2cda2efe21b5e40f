"""What can be seen of a line in its words: which come again in the text around it, in the page's address and title."""

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
from streams.domain.words import words_of

_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67, 0.84)
_COHESION = (0.001, 0.04, 0.08, 0.13, 0.2, 0.3)
_ECHOING = frozenset({HEADLINE, CAPS, BULLET, SENTENCE})
_MOST_WORDS = 30
"""Of how many words a headline may be."""


def stems_of(words: list[str]) -> frozenset[str]:
    """Return the beginnings of the longer words of a line, case folded."""
    return frozenset([word[:6] for word in words if len(word) > 3])


def echoes(kinds: list[int], words: list[list[str]], own: list[list[int]]) -> dict[int, frozenset[str]]:
    """Say how many words of a headline-like line come again around it, and how a paragraph follows from the last.

    Args:
        kinds: of the lines.
        words: of each line, case folded.
        own: the features of each line, which are added to.

    Returns:
        The stems of the body-like and headline-like lines.
    """
    body = [index for index, kind in enumerate(kinds) if kind in BODY]
    stems = {index: stems_of(words[index]) for index in body}
    below, above, order = BASE["echo-below"], BASE["echo-above"], BASE["echo-order"]
    bullet_below, bullet_above = BASE["bullet-below"], BASE["bullet-above"]
    place = 0
    for index, kind in enumerate(kinds):
        if kind in BODY:
            place += 1
            continue
        if kind not in _ECHOING or len(words[index]) > _MOST_WORDS:
            continue
        mine = stems[index] = stems_of(words[index])
        if not mine:
            continue
        first = _again(mine, [stems[i] for i in body[place : place + 3] if i - index <= 15])
        second = _again(mine, [stems[i] for i in body[max(place - 3, 0) : place] if index - i <= 15])
        found = own[index]
        down, up = bisect_right(_ECHO, first), bisect_right(_ECHO, second)
        if kind == BULLET:
            found.append(bullet_below + down)
            found.append(bullet_above + up)
        found.append(below + down + (6 if first > second + 0.15 else 0))
        found.append(above + up + (6 if second > first + 0.15 else 0))
        found.append(order + min(len(mine), 8))
    _cohesion([stems[index] for index in body], [own[index] for index in body])
    return stems


def _again(mine: frozenset[str], around: list[frozenset[str]]) -> float:
    """Return the share of some stems that occur in any of some lines."""
    if not around:
        return 0.0
    met = mine & around[0]
    for other in around[1:]:
        met |= mine & other
    return len(met) / len(mine)


def _cohesion(stems: list[frozenset[str]], own: list[list[int]]) -> None:
    """Say how many words of each paragraph came in those above it."""
    cohesion, wide = BASE["cohesion"], BASE["wide-cohesion"]
    nothing: frozenset[str] = frozenset()
    first = second = third = nothing
    for place, (mine, found) in enumerate(zip(stems, own, strict=True)):
        if not place:
            found += (cohesion + 7, wide + 7)
        else:
            met = third & mine
            shared = len(met) / (min(len(third), len(mine)) or 1)
            met |= (second & mine) | (first & mine)
            found.append(cohesion + bisect_right(_COHESION, shared))
            found.append(wide + bisect_right(_COHESION, len(met) / (len(mine) or 1) * 0.7))
        first, second, third = second, third, mine


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
