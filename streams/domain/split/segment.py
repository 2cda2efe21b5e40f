"""Lines into articles: the segmentation of a page as a whole."""

from collections import Counter

from streams.domain.split import lexicon
from streams.domain.split.lines import Line
from streams.domain.split.plan import NONE, Mark
from streams.domain.split.times import time_in


def segment(lines: list[Line]) -> list[Mark]:
    """Say of each line which article it belongs to and as what."""
    seen = Counter(line.text.casefold() for line in lines)
    kinds = [_kind(line, seen) for line in lines]
    marks: list[Mark] = []
    article = NONE
    body = False
    index = 0
    while index < len(lines):
        kind, line = kinds[index], lines[index]
        if kind == "paragraph":
            if article == NONE:
                article = max((m.article for m in marks), default=NONE) + 1
            body = True
            marks.append(Mark(line, article, "paragraph", "text"))
        elif kind == "title" and body and index + 1 < len(lines) and kinds[index + 1] == "link":
            marks.append(Mark(line, article, "title", "beside-link"))
            marks.append(Mark(lines[index + 1], article, "link", "beside-title"))
            index += 1
            while index + 1 < len(lines) and (
                kinds[index + 1] == "summary" or lines[index + 1].text.casefold() == line.text.casefold()
            ):
                index += 1
                if kinds[index] == "summary":
                    marks.append(Mark(lines[index], article, "summary", "bullet"))
                else:
                    marks.append(Mark(lines[index], NONE, "repeated-title", "repeated"))
            article, body = NONE, False
        elif kind == "title" and _leads_to_body(kinds, index):
            article = max((m.article for m in marks), default=NONE) + 1
            body = False
            marks.append(Mark(line, article, "title", "before-body"))
        elif kind == "title" and not body and marks and marks[-1].line.text.casefold() == line.text.casefold():
            marks.append(Mark(line, NONE, "repeated-title", "repeated"))
        elif kind in {"byline", "time", "summary"} and article != NONE and not body:
            marks.append(Mark(line, article, kind, "above-body"))  # type: ignore[arg-type]
        elif kind == "summary" and body:
            marks.append(Mark(line, article, "paragraph", "list"))
        elif kind == "link":
            marks.append(Mark(line, NONE, "share-link", "link"))
        else:
            marks.append(Mark(line, NONE, "navigation", "short"))
        index += 1
    return marks


def _kind(line: Line, seen: Counter[str]) -> str:
    text = line.text
    if lexicon.BARE_URL.match(text):
        return "link"
    if lexicon.FURNITURE.match(text):
        return "furniture"
    if lexicon.BULLET.match(text):
        return "summary"
    if len(text) < 80 and (lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text)):
        return "byline"
    if len(text) < 60 and time_in(text) is not None:
        return "time"
    ends = lexicon.SENTENCE_END.search(text) is not None
    if seen[text.casefold()] > 1 and len(text) < 200:
        return "title"
    if (len(text) >= 60 and ends) or len(text) >= 95:
        return "paragraph"
    if len(text) >= 20 and not ends:
        return "title"
    return "paragraph" if ends and len(text) >= 30 else "short"


def _leads_to_body(kinds: list[str], index: int) -> bool:
    for kind in kinds[index + 1 : index + 8]:
        if kind == "paragraph":
            return True
        if kind not in {"byline", "time", "summary"}:
            return False
    return False


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
