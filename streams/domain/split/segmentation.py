"""Lines into articles: the segmentation of a page as a whole, and what every line is in it."""

from schemas.article import DropKind, PieceKind
from streams.domain.split import lexicon
from streams.domain.split.decode import SCORES, decode
from streams.domain.split.features import observe
from streams.domain.split.lines import Line
from streams.domain.split.plan import NONE, Mark
from streams.domain.split.states import (
    ABRUPT,
    BODY_STATES,
    FIRST,
    GAP,
    HEAD,
    TAIL,
    TAIL_TITLE,
    TITLE,
)
from streams.domain.split.times import time_in


def segment(lines: list[Line], *, title: str | None, url: str | None) -> list[Mark]:
    """Say of each line which article it belongs to and as what.

    Args:
        lines: the page.
        title: the document's title as the crawler saw it.
        url: where the page was fetched.
    """
    path, _ = decode(observe(lines, title=title, url=url, vocabulary=SCORES.vocabulary))
    marks: list[Mark] = []
    article = NONE
    headline = ""
    for line, state in zip(lines, path, strict=True):
        text = line.text
        if state in (TITLE, ABRUPT):
            article += 1
        if state == TITLE or state == TAIL_TITLE:
            headline = text.casefold()
            marks.append(Mark(line, article, "title", "above-body" if state == TITLE else "below-body"))
        elif state in BODY_STATES:
            if state == FIRST or state == ABRUPT:
                reason = "dateline-opening" if lexicon.DATELINE.match(text[:90]) else "opening"
            else:
                reason = "text"
            marks.append(Mark(line, article, "paragraph", reason))
        elif state == HEAD or state == TAIL:
            marks.append(_beside(line, article, headline))
        else:
            marks.append(Mark(line, NONE, _dropped(line), "inside-body" if state == GAP else "outside"))
    return marks


def _beside(line: Line, article: int, headline: str) -> Mark:
    text = line.text
    kind: PieceKind
    if text.casefold() == headline:
        return Mark(line, NONE, "repeated-title", "repeated")
    if lexicon.BARE_URL.match(text) or (lexicon.URL.search(text) and len(text) < 120):
        kind = "link"
    elif lexicon.BULLET.match(text) and len(text) > 15:
        kind = "summary"
    elif len(text) < 100 and time_in(text) is not None:
        kind = "time"
    elif len(text) < 100 and (lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text)):
        kind = "byline"
    else:
        return Mark(line, NONE, _dropped(line), "beside-title")
    return Mark(line, article, kind, "beside-title")


def _dropped(line: Line) -> DropKind:
    text = line.text
    if lexicon.URL.search(text):
        return "share-link"
    if len(text) < 100 and (lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text)):
        return "byline"
    if len(text) < 60 and time_in(text) is not None:
        return "time"
    if "dvertis" in text or "DVERTIS" in text:
        return "advert"
    if len(text.split()) <= 3 or lexicon.FURNITURE.match(text):
        return "navigation"
    return "boilerplate" if lexicon.SENTENCE_END.search(text) else "teaser"


def whole(lines: list[Line]) -> list[Mark]:
    """Take a text as one article: a short first line without a full stop is its title, the rest its body."""
    marks: list[Mark] = []
    for line in lines:
        text = line.text
        if not marks and len(lines) > 1 and len(text) < 200 and not lexicon.SENTENCE_END.search(text):
            marks.append(Mark(line, 0, "title", "first-line"))
        else:
            marks.append(Mark(line, 0, "paragraph", "whole"))
    return marks
