"""A page cut into lines: spans of the page's text, trimmed, unwrapped, or broken up where a crawler joined them all."""

import re
from collections import Counter
from dataclasses import dataclass

from streams.domain.text import normalise

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
_VISIBLE = re.compile(r"[^\s\xad\u200b-\u200d\u2060\ufeff\x00]")
_TRAILING = " \t\xa0\u3000\xad\u200b\u200c\u200d\u2060\ufeff\x00"
_ENDS = frozenset('.!?:;"”»…)]')
_SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’»)])\s+|(?<=[a-z0-9%)][.!?…])\s+(?=[^a-z\s])")
_JOINT = re.compile(
    r"\s(?=https?://)|(?<=[^\s)])\s+(?=[-•*·] [A-Z])"
    r"|\s(?=[A-Z]{4,}(?:, [A-Z][a-z]+)?: )|\s(?=[A-Z]{4,} \([A-Z][A-Za-z]+\) [-–—] )"
)
_URL_END = re.compile(r"(?<!\S)(https?://\S{1,300})\s+")

WRAP_WIDTH = 100
"""Longest line, in code points, that counts as wrapped by width."""
MOST_LINES = 12_000
"""A page of more lines is no news page: only its longest lines are looked at."""
JOINED = 1500
"""A line of at least so many code points on a page of few lines is taken as several lines joined."""


@dataclass(slots=True)
class Line:
    """One line of the page as a reader would see it."""

    start: int
    """First visible code point in the page."""
    end: int
    """Code point behind the last visible one."""
    text: str
    """Normalised text."""
    shifts: tuple[tuple[int, int], ...]
    """As in ``schemas.article.Piece``, for ``page[start:end]``."""
    gap: int
    """Blank lines in front of it."""
    cut: bool
    """Whether it begins inside a physical line: a place where joined lines were parted."""


@dataclass(slots=True)
class Lines:
    """A page's lines."""

    lines: list[Line]
    """Those that are looked at, in page order."""
    skipped: list[tuple[int, int]]
    """Ranges between them that are not, on a page of too many lines."""


def lines_of(page: str) -> Lines:
    """Cut a page into lines.

    Args:
        page: any text, any length; time grows with its length only.

    Returns:
        The visible lines in page order, at most ``MOST_LINES``; none for a page without a visible character.
    """
    if len(page) > MOST_LINES and _breaks(page) > MOST_LINES:
        return _longest(page)
    spans = _spans(page)
    if len(spans) > 8 and _wrapped(page, spans):
        spans = _unwrap(page, spans)
    elif 0 < len(spans) <= 4 and max(end - start for start, end, _ in spans) >= JOINED:
        return Lines(_part(page, spans), [])
    return Lines([_line(page, start, end, gap, False) for start, end, gap in spans], [])


def _breaks(page: str) -> int:
    return sum(map(page.count, _BREAKS))


def _longest(page: str) -> Lines:
    """Keep the longest lines of a page that has too many; what stands between them is skipped."""
    widths = Counter(map(len, _BREAK.split(page)))
    room, width = MOST_LINES, max(widths) + 1
    for size in sorted(widths, reverse=True):
        room -= widths[size]
        if room < 0 or size < 2:
            break
        width = size
    lines: list[Line] = []
    skipped: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(rf"[^{_BREAKS}]{{{width},}}", page):
        spans: list[tuple[int, int, int]] = []
        _add(page, match.start(), match.end(), 0, spans)
        for start, end, gap in spans:
            _skip(page, at, start, skipped)
            lines.append(_line(page, start, end, gap, False))
            at = end
    _skip(page, at, len(page), skipped)
    return Lines(lines, skipped)


def _skip(page: str, start: int, stop: int, skipped: list[tuple[int, int]]) -> None:
    spans: list[tuple[int, int, int]] = []
    _add(page, start, stop, 0, spans)
    skipped += [(first, last) for first, last, _ in spans]


def _line(page: str, start: int, end: int, gap: int, cut: bool) -> Line:
    text, shifts = normalise(page[start:end])
    return Line(start, end, text, shifts, gap, cut)


def _spans(page: str) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    gap = 0
    start = 0
    size = len(page)
    ends = [match.start() for match in _BREAK.finditer(page)] if not page.isascii() or "\r" in page else None
    if ends is None:
        for raw in page.split("\n"):
            gap = _add(page, start, start + len(raw), gap, spans)
            start += len(raw) + 1
        return spans
    for stop in [*ends, size]:
        if stop > start or page[start - 1 : start + 1] != "\r\n":
            gap = _add(page, start, stop, gap, spans)
        start = stop + 1
    return spans


def _add(page: str, start: int, stop: int, gap: int, spans: list[tuple[int, int, int]]) -> int:
    visible = _VISIBLE.search(page, start, stop)
    if visible is None:
        return gap + 1
    first = visible.start()
    end = stop
    while page[end - 1] in _TRAILING or page[end - 1].isspace():
        end -= 1
    spans.append((first, end, gap))
    return 0


def _wrapped(page: str, spans: list[tuple[int, int, int]]) -> bool:
    widths = [end - start for start, end, _ in spans]
    widest = sorted(widths)[int(len(widths) * 0.95)]
    if widest > WRAP_WIDTH or widest < 40:
        return False
    capitals = page[:4000].isupper()
    full = open_ends = 0
    for index in range(len(spans) - 1):
        if widths[index] >= 0.8 * widest and spans[index + 1][2] == 0:
            full += 1
            following = page[spans[index + 1][0]]
            open_ends += page[spans[index][1] - 1] not in _ENDS and (
                following.islower() or following.isdigit() or (capitals and following.isalpha())
            )
    return full >= 0.3 * len(spans) and open_ends >= 0.5 * full


def _unwrap(page: str, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    widest = sorted(end - start for start, end, _ in spans)[int(len(spans) * 0.95)]
    joined: list[tuple[int, int, int]] = []
    previous_full = False
    for start, end, gap in spans:
        if joined and gap == 0 and previous_full:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, gap))
        previous_full = end - start >= 0.72 * widest or (page[end - 1] not in _ENDS and end - start >= 0.6 * widest)
    return joined


def _part(page: str, spans: list[tuple[int, int, int]]) -> list[Line]:
    lines: list[Line] = []
    for start, end, gap in spans:
        cuts = {match.end() for match in _SENTENCE_END.finditer(page, start, end)}
        cuts |= {match.end() for match in _JOINT.finditer(page, start, end)}
        cuts |= {match.end() for match in _URL_END.finditer(page, start, end)}
        if len(cuts) > MOST_LINES // len(spans) or len(cuts) * 12 > end - start:
            cuts = set()
        at = start
        for cut in [*sorted(cuts), end]:
            parts: list[tuple[int, int, int]] = []
            _add(page, at, cut, 0, parts)
            for first, last, _ in parts:
                lines.append(_line(page, first, last, gap if at == start else 0, at != start))
                at = cut
    return lines
