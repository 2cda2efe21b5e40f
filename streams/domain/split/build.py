"""Articles out of marked lines: titles, links, times and ranges."""

from collections.abc import Iterable, Sequence

from schemas.article import Article, DropKind, Dropped, Piece, PieceKind
from schemas.page import PageRef
from streams.domain import ids
from streams.domain.split import lexicon
from streams.domain.split.cut import Cut
from streams.domain.split.ending import ending
from streams.domain.split.headline import headline_span
from streams.domain.split.lines import Line
from streams.domain.split.plan import NONE, Mark, Plan
from streams.domain.split.times import time_in
from streams.domain.text import normalise

BELOW = 4
"""How many lines below an article are looked at for how it ends."""


def build(text: str, plan: Plan, *, page: PageRef, title: str | None, skipped: Sequence[tuple[int, int]] = ()) -> Cut:
    """Make the articles of a page from its marked lines, in page order.

    Args:
        text: the page, which the lines' ranges refer to.
        plan: what every line is.
        page: for ids, and for the publication time where it is known.
        title: the document's title, used where the text has none.
        skipped: ranges that no line covers.
    """
    below = _below(plan.marks)
    groups: dict[int, list[Mark]] = {}
    dropped: list[Dropped] = []
    for mark in _joined(text, plan.marks):
        if mark.article == NONE:
            dropped.append(_drop(mark.kind, mark.line.start, mark.line.end, mark.reason))
        else:
            groups.setdefault(mark.article, []).append(mark)
    alone = len(groups) == 1
    articles = [
        _article(text, group, below.get(number, []), plan.sure[number], page=page, title=title if alone else None)
        for number, group in groups.items()
    ]
    if skipped:
        dropped += [_drop("fragment", start, end, "too-many-lines") for start, end in skipped]
        dropped.sort(key=lambda one: one.start)
    return Cut(tuple(articles), tuple(dropped))


def _below(marks: list[Mark]) -> dict[int, list[str]]:
    """Return the first lines below each article's body, up to the next article."""
    below: dict[int, list[str]] = {}
    last = NONE
    for mark in marks:
        if mark.kind == "paragraph":
            last = mark.article
            below[last] = []
        elif mark.article not in (NONE, last):
            last = NONE
        elif last != NONE and mark.article == NONE and len(below[last]) < BELOW:
            below[last].append(mark.line.text)
    return below


def _drop(kind: PieceKind | DropKind, start: int, end: int, reason: str) -> Dropped:
    return Dropped.of(kind=kind, start=start, end=end, reason=reason)


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    """Put together what is one: sentences of a paragraph that stood on one line, neighbours dropped for one reason."""
    out: list[Mark] = []
    grown: list[Line] = []
    above: Mark | None = None
    for mark in marks:
        if above is not None and mark.kind == above.kind and mark.article == above.article:
            line = above.line
            if mark.article == NONE and mark.reason == above.reason:
                out[-1] = above = Mark(Line(line.start, mark.line.end, "", (), 0, False), NONE, mark.kind, mark.reason)
                continue
            if mark.kind == "paragraph" and mark.line.cut:
                if not grown or grown[-1] is not line:
                    line = Line(line.start, line.end, "", (), line.gap, line.cut)
                    grown.append(line)
                    out[-1] = above = Mark(line, above.article, above.kind, above.reason)
                line.end = mark.line.end
                continue
        out.append(mark)
        above = mark
    # Once each: to read a growing text again with every sentence takes the square of its length.
    for line in grown:
        line.text, line.shifts = normalise(text[line.start : line.end])
    return out


def _article(
    text: str, marks: list[Mark], below: list[str], sure: float, *, page: PageRef, title: str | None
) -> Article:
    pieces: list[Piece] = []
    found: dict[str, list[str]] = {
        "title": [],
        "summary": [],
        "paragraph": [],
        "byline": [],
        "dateline": [],
        "link": [],
    }
    published, filed, tailed = page.published_at, None, False
    piece = Piece.of
    for mark in marks:
        line, kind = mark.line, mark.kind
        start, end, value, shifts = line.start, line.end, line.text, line.shifts
        if kind == "paragraph":
            tailed = False
        elif kind == "summary":
            if bullet := lexicon.BULLET.match(value):
                start, end, value, shifts = _narrow(text, start, shifts, bullet.end(), len(value))
        elif kind == "title":
            tailed = True
            first, last = headline_span(value, page.url)
            if last - first < len(value):
                start, end, value, shifts = _narrow(text, start, shifts, first, last)
        elif kind == "link":
            tailed = True
        elif kind == "time" and published is None:
            published = time_in(value)
        elif kind == "dateline" and filed is None:
            filed = time_in(value)
        pieces.append(piece(kind=kind, start=start, end=end, reason=mark.reason, shifts=shifts))
        if kind in found:
            found[kind].append(value)
    headline = found["title"][0] if found["title"] else _clean(title, page.url)
    paragraphs = tuple(found["paragraph"])
    complete, reason = ending(paragraphs, below, tailed=tailed)
    # Valid by construction: to check it again would take as long as to build it.
    return Article.of(
        article_id=ids.article_id(page.id, headline, paragraphs),
        title=headline,
        summary=tuple(found["summary"]),
        paragraphs=paragraphs,
        byline=tuple(found["byline"]),
        dateline=found["dateline"][0] if found["dateline"] else None,
        url=_url(found["link"]),
        complete=complete,
        complete_reason=reason,
        confidence=round(sure, 3),
        start=pieces[0].start,
        end=pieces[-1].end,
        pieces=tuple(pieces),
        published_at=published or filed,
    )


def _clean(title: str | None, url: str | None) -> str | None:
    value = normalise(title)[0] if title else ""
    if not value:
        return None
    first, last = headline_span(value, url)
    return value[first:last]


def _url(links: Iterable[str]) -> str | None:
    for link in links:
        if found := lexicon.URL.search(link):
            return found[0]
    return None


def _narrow(
    text: str, start: int, shifts: tuple[tuple[int, int], ...], first: int, last: int
) -> tuple[int, int, str, tuple[tuple[int, int], ...]]:
    """Return the range, text and shifts of ``[first, last)`` of a line's normalised text."""
    begin = start + first + _moved(shifts, first)
    stop = start + last - 1 + _moved(shifts, last - 1) + 1
    value, inner = normalise(text[begin:stop])
    return begin, stop, value, inner


def _moved(shifts: tuple[tuple[int, int], ...], offset: int) -> int:
    return next((amount for at, amount in reversed(shifts) if at <= offset), 0)
