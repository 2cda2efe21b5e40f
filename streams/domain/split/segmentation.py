"""Lines into articles: the segmentation of a page as a whole, and what every line is in it."""

import re

from schemas.article import DropKind, PieceKind
from streams.data.split import Scores, scores
from streams.domain.split import lexicon
from streams.domain.split.datelines import is_dateline, is_filed
from streams.domain.split.decode import Decoder
from streams.domain.split.drafts import Draft
from streams.domain.split.features import observe
from streams.domain.split.flash import SURE, flash, plain
from streams.domain.split.judge import ARTICLE_NAMES, PAIR_NAMES, Jury, settle
from streams.domain.split.layout import DATED, NAMES
from streams.domain.split.lines import Line
from streams.domain.split.mend import end_above_others, is_teasers, mended, parted_by_datelines
from streams.domain.split.plan import NONE, Mark, Plan
from streams.domain.split.recovery import recovered
from streams.domain.split.shape import opens_with_dateline
from streams.domain.split.times import time_in
from streams.domain.split.title import TITLE_NAMES, choose

_CLOCK = re.compile(r"^\W*\d{1,2}\s?[:.h]\s?\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s?[A-Z]{2,4})?\W*$", re.IGNORECASE)
_MAY_BE_DATELINES = frozenset({"time", "navigation", "teaser", "boilerplate"})
"""What a dateline is taken for by what else is known of lines."""
RUNNING = 2
"""How many lines that are only a clock time make a running story of dated entries."""
TRUSTED_SHARE = 0.75
"""Least share of an extractor's text that a segmentation of it must keep to be believed."""


class Segmenter:
    """Segments pages by one set of scores.

    Args:
        learned: what ``streams.data.split`` holds, or another outcome of its training.
    """

    def __init__(self, learned: Scores) -> None:
        self._learned = learned
        self._decoder = Decoder(learned, eager=learned.eager)

    def segment(self, lines: list[Line], *, title: str | None, url: str | None) -> Plan:
        """Say of each line which article it belongs to and as what.

        Args:
            lines: the page.
            title: the document's title as the crawler saw it.
            url: where the page was fetched.
        """
        if not lines:
            return Plan([], [])
        seen = observe(lines, title=title, url=url, vocabulary=self._learned.vocabulary)
        path, line_scores = self._decoder.decode(seen.rows, seen.prose)
        jury = Jury(lines, seen, line_scores)
        drawn = [draft for draft in parted_by_datelines(jury, mended(jury, path)) if not is_teasers(jury, draft)]
        found = settle(jury, drawn, self._learned)
        for draft, _ in found:
            end_above_others(jury, draft)
        judged = recovered(jury, found)
        settled = [
            (draft, sure) for draft, sure in judged if any(_has_words(lines[index].text) for index in draft.body)
        ]
        if not settled and (alone := flash(jury) or plain(jury)) is not None:
            settled = [(alone, SURE)]
        choose(jury, [draft for draft, _ in settled], self._learned)
        marks: list[Mark | None] = [None] * len(lines)
        texts = [line.text for line in lines]
        for number, (draft, _) in enumerate(settled):
            draft.leave_repeats(texts)
            first = draft.body[0]
            dated = seen.kinds[first] == DATED and seen.texts[first] is texts[first]
            _put(marks, lines, draft, number, dated=dated)
        return Plan(
            [mark or Mark(line, NONE, _dropped(line), "outside") for mark, line in zip(marks, lines, strict=True)],
            [sure for _, sure in settled],
        )


SEGMENTER = Segmenter(scores(NAMES, ARTICLE_NAMES, PAIR_NAMES, TITLE_NAMES))
"""By the packaged scores."""


def _has_words(text: str) -> bool:
    """Say whether a line is more than addresses and marks: a list of links is no article."""
    if _may_have_url(text):
        text = lexicon.URL.sub("", text)
    return any(map(str.isalpha, text))


def _may_have_url(text: str) -> bool:
    """Say whether looking for an address may find one; looking takes much longer."""
    return "://" in text or "ww." in text.casefold()


def _put(marks: list[Mark | None], lines: list[Line], draft: Draft, number: int, *, dated: bool) -> None:
    """Set what the lines of an article are; whether it is known already that it opens with a dateline."""
    headline = ""
    if draft.title is not None:
        line = lines[draft.title]
        headline = line.text.casefold()
        marks[draft.title] = Mark(line, number, "title", "above-body" if draft.headed else "below-body")
    filed = draft.body[0] if _opens_below_dateline(lines, draft) else None
    if filed is not None:
        draft.body, dated = draft.body[1:], False
    dated = dated or opens_with_dateline(lines[draft.body[0]].text)
    reason = "dateline-opening" if dated else "opening"
    for index in draft.body:
        marks[index] = Mark(lines[index], number, "paragraph", reason)
        reason = "text"
    for index in (*draft.head, *draft.tail):
        marks[index] = _beside(lines[index], number, headline)
    if filed is None and not dated:  # else another place above is the reporter's or the paper's
        filed = _filed(lines, draft, marks)
    if filed is not None:
        marks[filed] = Mark(lines[filed], number, "dateline", "above-text")
    for index in draft.gaps:
        marks[index] = Mark(lines[index], NONE, _dropped(lines[index]), "inside-body")
    for index in draft.again:
        marks[index] = Mark(lines[index], NONE, "boilerplate", "repeated")
    clocks = [index for index in (*draft.head, *draft.gaps) if _CLOCK.match(lines[index].text)]
    if len(clocks) >= RUNNING:
        for index in clocks:
            marks[index] = Mark(lines[index], number, "time", "entry")


def _opens_below_dateline(lines: list[Line], draft: Draft) -> bool:
    """Say whether what was taken for a body's first paragraph is the dateline of the text below it."""
    first, *others = draft.body
    return bool(others) and is_filed(lines[first].text) and any(_has_words(lines[index].text) for index in others)


def _filed(lines: list[Line], draft: Draft, marks: list[Mark | None]) -> int | None:
    """Return the line that says where an article was filed: below its headline, or directly above it."""
    begin = draft.body[0]
    for index in (begin - 1, *draft.head):
        if 0 <= index < begin and _is_free(marks[index]) and is_dateline(lines[index].text):
            return index
    if draft.title is None or not draft.headed:
        return None
    above = draft.title - 1
    # What stands apart from the headline may close the text above it.
    near = above == 0 or (above > 0 and not lines[draft.title].gap)
    return above if near and _is_free(marks[above]) and is_filed(lines[above].text) else None


def _is_free(mark: Mark | None) -> bool:
    """Say whether no article has a line, and nothing surer is known of it."""
    return mark is None or mark.kind in _MAY_BE_DATELINES


def _beside(line: Line, article: int, headline: str) -> Mark:
    text = line.text
    kind: PieceKind | None
    if text.casefold() == headline:
        return Mark(line, NONE, "repeated-title", "repeated")
    if _may_have_url(text) and (lexicon.BARE_URL.match(text) or (len(text) < 120 and lexicon.URL.search(text))):
        kind = "link"
    elif lexicon.BULLET.match(text) and len(text) > 15:
        kind = "summary"
    else:
        kind = _below_headline(text)
    if kind is None:
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


def whole(lines: list[Line], *, title: str | None = None) -> Plan:
    """Take a text as one article: its headline if it opens with one, what stands directly below that, and the body.

    Args:
        lines: the text.
        title: the document's title, if known.
    """
    if not lines:
        return Plan([], [])
    marks: list[Mark] = []
    if len(lines) > 1 and is_filed(lines[0].text):
        marks.append(Mark(lines[0], 0, "dateline", "first-line"))
    first, *below = lines[len(marks) :]
    if below and (not marks or not first.gap) and _is_headline(first, below[0], title):
        marks.append(Mark(first, 0, "title", "first-line"))
        heading = first.text.casefold()
        for line in below[:-1]:
            kind = "dateline" if is_dateline(line.text) else _below_headline(line.text)
            if line.text.casefold() == heading:
                marks.append(Mark(line, NONE, "repeated-title", "repeated"))
            elif kind is not None:
                marks.append(Mark(line, 0, kind, "below-title"))
            else:
                break
    marks += [Mark(line, 0, "paragraph", "whole") for line in lines[len(marks) :]]
    return Plan(marks, [1.0])


def _below_headline(text: str) -> PieceKind | None:
    """Return what a line directly below a headline is, if it is a time or says who wrote the story."""
    if len(text) < 100 and time_in(text) is not None:
        return "time"
    if len(text) < 100 and (lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text)):
        return "byline"
    return None


def _is_headline(line: Line, below: Line, title: str | None) -> bool:
    text = line.text
    if title and text.casefold() in title.casefold() and len(text) * 2 > len(title):
        return True
    if len(text) > 200 or lexicon.SENTENCE_END.search(text[-40:]) or opens_with_dateline(text):
        return False
    # A lower-case letter below says that the line was broken in mid-sentence.
    return not below.text[0].islower()


def extracted(lines: list[Line], *, title: str | None, url: str | None) -> Plan:
    """Segment the main text of a document as an extractor found it: parted only on strong signs, little is dropped.

    Args:
        lines: the extracted text.
        title: the document's title.
        url: where it was fetched.
    """
    plan = SEGMENTER.segment(lines, title=title, url=url)
    total = sum(len(line.text) for line in lines)
    taken = sum(len(mark.line.text) for mark in plan.marks if mark.article != NONE)
    if plan.sure and taken >= TRUSTED_SHARE * total and (len(plan.sure) == 1 or min(plan.sure) >= 0.9):
        return plan
    return whole(lines, title=title)
