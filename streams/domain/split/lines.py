"""A page cut into lines: spans of the page's text, trimmed, unwrapped, or broken up where a crawler joined them all."""

import re
from dataclasses import dataclass

from streams.domain.text import normalise

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_VISIBLE = re.compile(r"[^\s\xad\u200b-\u200d\u2060\ufeff\x00]")
_TRAILING = " \t\xa0\u3000\xad\u200b\u200c\u200d\u2060\ufeff\x00"
_ENDS = frozenset('.!?:;"”»…)]')
_SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’»)])\s+|(?<=[a-z0-9%)][.!?…])\s+(?=[^a-z\s])")
_JOINT = re.compile(
    r"\s(?=https?://)|(?<=\S)\s+(?=[-•*·] [A-Z])|\s(?=[A-Z]{4,}(?:, [A-Z][a-z]+)?: )|\s(?=[A-Z]{4,} \([A-Z][A-Za-z]+\) [-–—] )"
)
_URL_END = re.compile(r"(https?://\S+)\s+")

WRAP_WIDTH = 100
"""Longest line, in code points, that counts as wrapped by width."""
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


def lines_of(page: str) -> list[Line]:
    """Cut a page into lines.

    Args:
        page: any text, any length; time grows with its length only.

    Returns:
        The visible lines in page order; empty for a page without a visible character.
    """
    spans = _spans(page)
    if len(spans) > 8 and _wrapped(page, spans):
        spans = _unwrap(page, spans)
    elif 0 < len(spans) <= 4 and max(end - start for start, end, _ in spans) >= JOINED:
        return _part(page, spans)
    return [_line(page, start, end, gap, False) for start, end, gap in spans]


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
    full = open_ends = 0
    for index in range(len(spans) - 1):
        if widths[index] >= 0.8 * widest and spans[index + 1][2] == 0:
            full += 1
            following = page[spans[index + 1][0]]
            open_ends += page[spans[index][1] - 1] not in _ENDS and (following.islower() or following.isdigit())
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
        at = start
        for cut in [*sorted(cuts), end]:
            before = len(page[at:cut].rstrip(_TRAILING + "\n"))
            if cut > at and _VISIBLE.search(page, at, cut):
                lines.append(_line(page, at, at + before, gap if at == start else 0, at != start))
                at = cut
    return lines
