"""What was drawn as no part of an article and is: briefs, entries of a running story.

To the scores of lines a line or two of text looks like a teaser, the more so the fewer
lines follow. On a page with a site's menus it mostly is one; on a page of text, and
directly below an article, to drop it would mostly be to lose an alert.
"""

import re

from streams.domain.split.drafts import Draft
from streams.domain.split.judge import Jury, is_digest
from streams.domain.split.layout import BODY, CAPS, DATED, FEW_LABELS, HEADLINE, LABEL, LINK, LONG, TIME

SURE = 0.7
"""How sure it is that a brief is an article."""
SPEAKS = 1 / 3
"""So much of a headline's stems come again in a brief below it."""
FEWEST_ENTRIES = 2
_TITLES = frozenset({HEADLINE, CAPS})
_ENTRY = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{2,4}\b)? ?[-–—:|·]* ?[^\W\d]")
"""A clock time, and what is told of it on the same line."""


def recovered(jury: Jury, settled: list[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Return the articles of a page and the briefs beside them, in page order.

    Args:
        jury: the page.
        settled: its articles, each with how sure it is; entries are added to them.
    """
    _take_entries(jury, settled)
    found = _with_briefs(jury, settled)
    if found and jury.seen.furniture <= FEW_LABELS:
        _take_last(jury, found)
    return found


def _take_entries(jury: Jury, settled: list[tuple[Draft, float]]) -> None:
    """Give the only article of a page the entries below it that open with a clock time and a headline."""
    if len(settled) != 1:
        return
    kinds, (draft, _) = jury.seen.kinds, settled[0]
    # A listing below an article is none of it.
    above = _entries(jury, draft.first + 1, draft.body[0] + 1)
    heads = above + _entries(jury, draft.body[0] + 1, len(kinds)) if above else []
    if len(heads) < FEWEST_ENTRIES:
        return
    for line in heads:
        if line > draft.last:
            draft.gaps += range(draft.body[-1] + 1, line + 1)
            draft.body.append(line + 1)
            while draft.last + 1 < len(kinds) and kinds[draft.last + 1] in BODY:
                draft.body.append(draft.last + 1)


def _entries(jury: Jury, start: int, stop: int) -> list[int]:
    """Return the lines of a range that open with a clock time and a headline, with text below them."""
    kinds = jury.seen.kinds
    return [
        line
        for line in range(start, min(stop, len(kinds) - 1))
        if kinds[line + 1] in BODY and _ENTRY.match(jury.lines[line].text)
    ]


def _lines_of(settled: list[tuple[Draft, float]]) -> set[int]:
    """Return the lines from the first to the last of each article."""
    return set().union(*[range(draft.first, draft.last + 1) for draft, _ in settled])


def _with_briefs(jury: Jury, settled: list[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Add what stands below a headline that speaks of it.

    It has to open with where it was filed from, directly below an article or on a page
    of text, or to stand on a page of briefs.
    """
    kinds = jury.seen.kinds
    pairs = _is_nothing_but_pairs(jury)
    digest = pairs or (len(settled) > 1 and is_digest([draft for draft, _ in settled]))
    openings = BODY if digest else {DATED}
    if openings.isdisjoint(kinds) or not (pairs or settled):
        return settled
    titles = _TITLES | {LABEL} if pairs else _TITLES
    anywhere = jury.seen.furniture <= FEW_LABELS
    taken = _lines_of(settled)
    ends = {draft.last for draft, _ in settled}
    found = list(settled)
    for line in [line - 1 for line, kind in enumerate(kinds) if kind in openings and line]:
        if line in taken or kinds[line] not in titles:
            continue
        if line + 1 in taken or not (anywhere or line - 1 in ends) or not _speaks(jury, line):
            continue
        below = line + 2
        while below < len(kinds) and below not in taken and kinds[below] in BODY:
            below += 1
        found.append((Draft(title=line, body=list(range(line + 1, below))), SURE))
        taken.update(range(line, below))
        ends.add(below - 1)
    return sorted(found, key=lambda one: one[0].first)


def _take_last(jury: Jury, settled: list[tuple[Draft, float]]) -> None:
    """Add the one text of a single long paragraph, below a headline that speaks of it and below all articles."""
    kinds, stems = jury.seen.kinds, jury.seen.stems.of
    pairs = [
        line
        for line in range(settled[-1][0].last + 1, len(kinds) - 1)
        if kinds[line] in _TITLES and kinds[line + 1] in BODY and jury.leads_text(line)
    ]
    if len(pairs) == 1 and kinds[pairs[0] + 1] == LONG and stems[pairs[0]] & stems[pairs[0] + 1]:
        settled.append((Draft(title=pairs[0], body=[pairs[0] + 1]), SURE))


def _is_nothing_but_pairs(jury: Jury) -> bool:
    """Say whether a page is headlines with one paragraph below each, whose words they have, below labels at most."""
    kinds = jury.seen.kinds
    texts = [line for line, kind in enumerate(kinds) if kind in BODY]
    if len(texts) < 2 or texts[1] != texts[0] + 2:
        return False
    first = texts[0] - 1
    return (
        first >= 0
        and all(kind in (LABEL, LINK, TIME) for kind in kinds[:first])
        and texts == list(range(first + 1, first + 2 * len(texts), 2))
        and all(kinds[line - 1] in _TITLES | {LABEL} and _speaks(jury, line - 1) for line in texts)
    )


def _speaks(jury: Jury, line: int) -> bool:
    """Say whether a headline speaks of the line below it."""
    return jury.speaks(line, jury.seen.stems.of[line + 1], SPEAKS)
