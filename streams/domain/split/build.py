"""Articles out of marked lines: titles, links, times and ranges."""

from collections.abc import Iterable
from datetime import datetime

from schemas.article import Article, Dropped, Piece, PieceKind
from schemas.page import PageRef
from streams.domain import ids
from streams.domain.split import lexicon
from streams.domain.split.cut import Cut
from streams.domain.split.ending import ending
from streams.domain.split.plan import NONE, Mark
from streams.domain.split.times import time_in
from streams.domain.text import normalise


def build(text: str, marks: list[Mark], *, page: PageRef, title: str | None) -> Cut:
    """Make the articles of a page from its marked lines, in page order.

    Args:
        text: the page, which the lines' ranges refer to.
        marks: every line, ascending.
        page: for ids, and for the publication time where it is known.
        title: the document's title, used where the text has none.
    """
    groups: dict[int, list[Mark]] = {}
    dropped: list[Dropped] = []
    for mark in marks:
        if mark.article == NONE:
            dropped.append(Dropped.model_construct(
                kind=mark.kind, start=mark.line.start, end=mark.line.end, reason=mark.reason  # type: ignore[arg-type]
            ))  # fmt: skip
        else:
            groups.setdefault(mark.article, []).append(mark)
    alone = len(groups) == 1
    articles = [_article(text, group, page=page, title=title if alone else None) for group in groups.values()]
    return Cut(tuple(articles), tuple(dropped))


def _article(text: str, marks: list[Mark], *, page: PageRef, title: str | None) -> Article:
    pieces: list[Piece] = []
    found: dict[str, list[str]] = {"title": [], "summary": [], "paragraph": [], "byline": [], "link": []}
    times: list[datetime] = []
    last_body = max((i for i, m in enumerate(marks) if m.kind == "paragraph"), default=-1)
    for mark in marks:
        start, end, value, shifts = mark.line.start, mark.line.end, mark.line.text, mark.line.shifts
        if mark.kind == "summary" and (bullet := lexicon.BULLET.match(value)):
            start, end, value, shifts = _narrow(text, start, end, shifts, bullet.end(), len(value))
        pieces.append(Piece.model_construct(
            kind=_kind(mark), start=start, end=end, reason=mark.reason, shifts=shifts
        ))  # fmt: skip
        if mark.kind in found:
            found[mark.kind].append(value)
        if mark.kind == "time" and (when := time_in(value)) is not None:
            times.append(when)
    headline = found["title"][0] if found["title"] else _clean(title)
    paragraphs = tuple(found["paragraph"])
    complete, reason = ending(found["paragraph"], closed=any(m.kind == "link" for m in marks[last_body + 1 :]))
    return Article.model_construct(
        article_id=ids.article_id(page.id, headline, paragraphs),
        title=headline,
        summary=tuple(found["summary"]),
        paragraphs=paragraphs,
        byline=tuple(found["byline"]),
        url=_url(found["link"]),
        complete=complete,
        complete_reason=reason,
        confidence=0.5,
        start=pieces[0].start,
        end=pieces[-1].end,
        pieces=tuple(pieces),
        published_at=page.published_at if page.published_at is not None else next(iter(times), None),
    )


def _kind(mark: Mark) -> PieceKind:
    return mark.kind  # type: ignore[return-value]


def _clean(title: str | None) -> str | None:
    return normalise(title)[0] or None if title else None


def _url(links: Iterable[str]) -> str | None:
    for link in links:
        if found := lexicon.URL.search(link):
            return found[0]
    return None


def _narrow(
    text: str, start: int, end: int, shifts: tuple[tuple[int, int], ...], first: int, last: int
) -> tuple[int, int, str, tuple[tuple[int, int], ...]]:
    """Return the range, text and shifts of ``[first, last)`` of a line's normalised text."""
    begin = start + first + _moved(shifts, first)
    stop = start + last - 1 + _moved(shifts, last - 1) + 1
    value, inner = normalise(text[begin:stop])
    return begin, stop, value, inner


def _moved(shifts: tuple[tuple[int, int], ...], offset: int) -> int:
    return next((amount for at, amount in reversed(shifts) if at <= offset), 0)
