"""An article's text as one string, with the way back to the page that it was cut from."""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Literal, NamedTuple

from schemas.article import Article, Piece
from streams.domain.sentences import sentences

Part = Literal["title", "summary", "dateline", "paragraph"]
_HEADING = frozenset({"title", "summary"})
_IRREGULAR = re.compile(r"[^\S ]|  |[\xad\u200b-\u200d\u2060\ufeff\x00]")
_REMOVED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\x00")


def normalise(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Make one line of a range of the page: runs of white space become one space, invisible characters go.

    Args:
        raw: ``page[start:end]``, any length.

    Returns:
        The text, and ``shifts`` as in ``schemas.article.Piece``: from which offset
        of the text on how much must be added to get the offset in ``raw``.
        Neither begins nor ends with white space unless ``raw`` is empty of anything else.
    """
    plain = raw.strip()
    # What is printable holds no white space but plain spaces, and nothing invisible.
    if (plain.isprintable() and "  " not in plain) or not _IRREGULAR.search(plain):
        lead = len(raw) - len(raw.lstrip())
        return plain, ((0, lead),) if lead else ()
    out: list[str] = []
    shifts: list[tuple[int, int]] = []
    pending = False
    for offset, char in enumerate(raw):
        if char in _REMOVED:
            continue
        if char.isspace():
            pending = bool(out)
            continue
        if pending:
            out.append(" ")
            pending = False
        moved = offset - len(out)
        if moved != (shifts[-1][1] if shifts else 0):
            shifts.append((len(out), moved))
        out.append(char)
    return "".join(out), tuple(shifts)


class Segment(NamedTuple):
    """One title, bullet, dateline or paragraph inside ``ArticleText.text``."""

    part: Part
    start: int
    end: int
    piece: Piece | None
    """Where it stands in the page; ``None`` for a title that came in a field."""


class ArticleText:
    """Title, bullets, dateline and paragraphs of an article, one a line, in that order.

    Offsets of rules are offsets in ``text``; :meth:`page_span` turns them into
    offsets of the page.

    Args:
        article: the article.
        dateline: whether the text holds a dateline that stands on a line of its own.
    """

    __slots__ = ("_moved", "_sentences", "_starts", "paragraphs", "segments", "text")

    def __init__(self, article: Article, *, dateline: bool = True) -> None:
        pieces: dict[str, list[Piece]] = {"title": [], "summary": [], "dateline": [], "paragraph": []}
        for piece in article.pieces:
            if piece.kind in pieces:
                pieces[piece.kind].append(piece)
        lines: list[tuple[Part, str, Piece | None]] = []
        if article.title:
            lines.append(("title", article.title, pieces["title"][0] if pieces["title"] else None))
        for text, piece in zip(article.summary, pieces["summary"], strict=True):
            lines.append(("summary", text, piece))
        if dateline and article.dateline:
            lines.append(("dateline", article.dateline, pieces["dateline"][0] if pieces["dateline"] else None))
        for text, piece in zip(article.paragraphs, pieces["paragraph"], strict=True):
            lines.append(("paragraph", text, piece))
        segments: list[Segment] = []
        starts: list[int] = []
        moved: list[int | None] = []
        offset = 0
        for part, text, own in lines:
            end = offset + len(text)
            segments.append(Segment(part, offset, end, own))
            starts.append(offset)
            moved.append(None if own is None or own.shifts else own.start - offset)
            offset = end + 1
        self.text = "\n".join([text for _, text, _ in lines])
        self.segments = tuple(segments)
        self.paragraphs = self.segments[len(segments) - len(article.paragraphs) :]
        """Those of the segments that are paragraphs."""
        self._starts = starts
        self._moved = moved
        """What must be added in each segment to get offsets of the page, where it is one number."""
        self._sentences: list[tuple[int, int]] | None = None

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans in ``text`` of its sentences, in order, none over a line break."""
        if self._sentences is None:
            self._sentences = sentences(self.text)
        return self._sentences

    def segment_at(self, offset: int) -> Segment:
        """Return the segment that holds an offset of ``text``."""
        return self.segments[bisect_right(self._starts, offset) - 1]

    def page_span(self, start: int, end: int) -> tuple[int, int] | tuple[None, None]:
        """Return where ``text[start:end]`` stands in the page; nothing if it came from a field."""
        at = bisect_right(self._starts, start) - 1
        _, begins, ends, piece = self.segments[at]
        if end > ends:
            end = ends
        moved = self._moved[at]
        if moved is not None:
            return start + moved, end + moved
        return span_in_page(piece, start - begins, end - begins) if piece else (None, None)

    @property
    def titled(self) -> bool:
        """Whether it has a title or bullets."""
        return bool(self.segments) and self.segments[0].part in _HEADING

    @property
    def dateline(self) -> Segment | None:
        """The line above the first paragraph that says where the article was filed."""
        above = len(self.segments) - len(self.paragraphs) - 1
        return self.segments[above] if above >= 0 and self.segments[above].part == "dateline" else None

    @property
    def body_start(self) -> int:
        """Offset in ``text`` of the first paragraph."""
        return self.paragraphs[0].start if self.paragraphs else len(self.text)


def span_in_page(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """Return where a range of a piece's text, not empty, stands in the page."""
    if not piece.shifts:
        return piece.start + start, piece.start + end
    return piece.start + start + _shift(piece, start), piece.start + end + _shift(piece, end - 1)


def offset_in_text(piece: Piece, offset: int) -> int:
    """Return where in a piece's text an offset of the page stands that is inside the piece."""
    at = offset - piece.start
    moved = 0
    for begin, amount in piece.shifts:
        if begin + amount > at:
            break
        moved = amount
    return at - moved


def cut(text: str, longest: int) -> str:
    """Return a text, cut with an ellipsis behind a word if it is too long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0] + "…"


def _shift(piece: Piece, offset: int) -> int:
    moved = 0
    for at, amount in piece.shifts:
        if at > offset:
            break
        moved = amount
    return moved


def is_ascending(pieces: tuple[Piece, ...]) -> bool:
    """Say whether pieces stand in page order without overlap."""
    return all(a.end <= b.start for a, b in pairwise(pieces))
