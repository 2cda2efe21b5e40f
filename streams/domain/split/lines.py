"""A page cut into lines: spans of the page's text, trimmed, unwrapped, or broken up where a crawler joined them all."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from streams.domain.split import lexicon
from streams.domain.text import normalise
from streams.domain.words import words_of

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
    lines = _physical(page)
    if len(lines) > 8:
        width = _wrap_width(page, lines)
        if width:
            lines = _unwrap(page, lines, width)
    elif 0 < len(lines) <= 4 and max(line.end - line.start for line in lines) >= JOINED:
        lines = _part(page, lines)
    return Lines(lines, [])


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
        if not _add(page, match.start(), match.end(), 0, lines):
            _skip(page, at, lines[-1].start, skipped)
            at = lines[-1].end
    _skip(page, at, len(page), skipped)
    return Lines(lines, skipped)


def _skip(page: str, start: int, stop: int, skipped: list[tuple[int, int]]) -> None:
    found: list[Line] = []
    if not _add(page, start, stop, 0, found):
        skipped.append((found[0].start, found[0].end))


def _line(page: str, start: int, end: int, gap: int, cut: bool) -> Line:
    text, shifts = normalise(page[start:end])
    return Line(start, end, text, shifts, gap, cut)


def _physical(page: str) -> list[Line]:
    lines: list[Line] = []
    gap = at = 0
    for raw in page.splitlines(keepends=True):
        if raw == "\n":
            gap += 1
            at += 1
            continue
        text = raw.strip()
        if text:
            if text.isprintable() and "  " not in text:
                start = at if raw[0] == text[0] else at + raw.index(text[0])
                lines.append(Line(start, start + len(text), text, (), gap, False))
                gap = 0
            else:
                gap = _add(page, at, at + len(raw), gap, lines)
        else:
            gap += 1
        at += len(raw)
    return lines


def _add(page: str, start: int, stop: int, gap: int, lines: list[Line], *, cut: bool = False) -> int:
    """Add the line of a range, if anything of it is visible; return how many blank lines stand below the last line."""
    visible = _VISIBLE.search(page, start, stop)
    if visible is None:
        return gap + 1
    first = visible.start()
    end = stop
    while page[end - 1] in _TRAILING or page[end - 1].isspace():
        end -= 1
    lines.append(_line(page, first, end, gap, cut))
    return 0


def _wrap_width(page: str, lines: list[Line]) -> int:
    """Return how wide a page is whose lines were broken by width, else zero."""
    widths = [line.end - line.start for line in lines]
    widest = sorted(widths)[int(len(widths) * 0.95)]
    if widest > WRAP_WIDTH or widest < 40:
        return 0
    capitals = page[:4000].isupper()
    full = open_ends = 0
    for above, below in pairwise(lines):
        if above.end - above.start >= 0.8 * widest and below.gap == 0:
            full += 1
            following = page[below.start]
            open_ends += page[above.end - 1] not in _ENDS and (
                following.islower() or following.isdigit() or (capitals and following.isalpha())
            )
    return widest if full >= 0.3 * len(lines) and open_ends >= 0.5 * full else 0


def _unwrap(page: str, lines: list[Line], width: int) -> list[Line]:
    joined: list[tuple[int, int, int]] = []
    previous_full = False
    for line in lines:
        if joined and line.gap == 0 and previous_full and not _is_date(line):
            joined[-1] = (joined[-1][0], line.end, joined[-1][2])
        else:
            joined.append((line.start, line.end, line.gap))
        size = line.end - line.start
        open_end = page[line.end - 1] not in _ENDS and lexicon.SECTIONS.search(line.text) is None
        previous_full = size >= 0.72 * width or (open_end and size >= 0.6 * width)
    return [_line(page, start, end, gap, False) for start, end, gap in joined]


def _is_date(line: Line) -> bool:
    """Say whether a line is a date with a number in it, which goes on with no headline and no sentence."""
    words = words_of(line.text.casefold())
    return (
        line.text[-1] not in _ENDS
        and any(map(str.isdigit, words))
        and all(word.isdigit() or word in lexicon.TIME_WORDS for word in words)
    )


def _part(page: str, joined: list[Line]) -> list[Line]:
    lines: list[Line] = []
    for whole in joined:
        start, end = whole.start, whole.end
        cuts = {match.end() for match in _SENTENCE_END.finditer(page, start, end)}
        cuts |= {match.end() for match in _JOINT.finditer(page, start, end)}
        cuts |= {match.end() for match in _URL_END.finditer(page, start, end)}
        if len(cuts) > MOST_LINES // len(joined) or len(cuts) * 12 > end - start:
            cuts = set()
        at = start
        for cut in [*sorted(cuts), end]:
            if not _add(page, at, cut, whole.gap if at == start else 0, lines, cut=at != start):
                at = cut
    return lines
