"""Lines into articles: the segmentation of a page as a whole, and what every line is in it."""

from schemas.article import DropKind, PieceKind
from streams.data.split import scores
from streams.domain.split import lexicon
from streams.domain.split.decode import decode
from streams.domain.split.drafts import Draft, drafts_of
from streams.domain.split.features import NAMES, observe
from streams.domain.split.judge import ARTICLE_NAMES, PAIR_NAMES, Jury, settle
from streams.domain.split.lines import Line
from streams.domain.split.plan import NONE, Mark, Plan
from streams.domain.split.times import time_in

SCORES = scores(NAMES, ARTICLE_NAMES, PAIR_NAMES)


def segment(lines: list[Line], *, title: str | None, url: str | None) -> Plan:
    """Say of each line which article it belongs to and as what.

    Args:
        lines: the page.
        title: the document's title as the crawler saw it.
        url: where the page was fetched.
    """
    if not lines:
        return Plan([], [])
    seen = observe(lines, title=title, url=url, vocabulary=SCORES.vocabulary)
    path, scores = decode(seen.rows, SCORES)
    settled = settle(Jury(lines, seen, scores), drafts_of(path), SCORES)
    marks: list[Mark | None] = [None] * len(lines)
    for number, (draft, _) in enumerate(settled):
        for index, mark in _marks(lines, draft, number):
            marks[index] = mark
    return Plan(
        [mark or Mark(line, NONE, _dropped(line), "outside") for mark, line in zip(marks, lines, strict=True)],
        [sure for _, sure in settled],
    )


def _marks(lines: list[Line], draft: Draft, number: int) -> list[tuple[int, Mark]]:
    marks: list[tuple[int, Mark]] = []
    headline = ""
    if draft.title is not None:
        headline = lines[draft.title].text.casefold()
        reason = "above-body" if draft.headed else "below-body"
        marks.append((draft.title, Mark(lines[draft.title], number, "title", reason)))
    for place, index in enumerate(draft.body):
        reason = "text"
        if not place:
            reason = "dateline-opening" if lexicon.DATELINE.match(lines[index].text[:90]) else "opening"
        marks.append((index, Mark(lines[index], number, "paragraph", reason)))
    marks += [(index, _beside(lines[index], number, headline)) for index in (*draft.head, *draft.tail)]
    marks += [(index, Mark(lines[index], NONE, _dropped(lines[index]), "inside-body")) for index in draft.gaps]
    return marks


def _beside(line: Line, article: int, headline: str) -> Mark:
    text = line.text
    kind: PieceKind
    if text.casefold() == headline:
        return Mark(line, NONE, "repeated-title", "repeated")
    if lexicon.BARE_URL.match(text) or (len(text) < 120 and lexicon.URL.search(text)):
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
    if "http" in text and lexicon.URL.search(text[:300]):
        return "share-link"
    if len(text) < 100:
        if lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text):
            return "byline"
        if len(text) < 60 and time_in(text) is not None:
            return "time"
        if "dvertis" in text or "DVERTIS" in text:
            return "advert"
        if text.count(" ") <= 2 or lexicon.FURNITURE.match(text):
            return "navigation"
    return "boilerplate" if lexicon.SENTENCE_END.search(text[-40:]) else "teaser"


def whole(lines: list[Line]) -> Plan:
    """Take a text as one article: a short first line without a full stop is its title, the rest its body."""
    marks: list[Mark] = []
    for line in lines:
        text = line.text
        if not marks and len(lines) > 1 and len(text) < 200 and not lexicon.SENTENCE_END.search(text):
            marks.append(Mark(line, 0, "title", "first-line"))
        else:
            marks.append(Mark(line, 0, "paragraph", "whole"))
    return Plan(marks, [1.0])
