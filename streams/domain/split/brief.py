"""Briefs that were drawn as teasers: a line or two of text below a headline, directly below an article.

To the scores of lines such a text looks like a teaser, the more so the fewer lines
follow. It is news where an article ends directly above and the text says what its
headline says, if it opens with where it was filed from or if the page is a digest.
"""

from streams.domain.split.drafts import Draft
from streams.domain.split.judge import SPEAKS, Jury, is_digest
from streams.domain.split.layout import BODY, CAPS, DATED, HEADLINE

SURE = 0.7
"""How sure it is that such a text is an article."""


def with_briefs(jury: Jury, settled: list[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Return the articles of a page and the briefs that follow directly below one of them, in page order.

    Args:
        jury: the page.
        settled: its articles, each with how sure it is.
    """
    kinds = jury.seen.kinds
    digest = is_digest([draft for draft, _ in settled]) and (len(settled) > 1 or _nothing_but_pairs(kinds))
    openings = BODY if digest else {DATED}
    if not settled or openings.isdisjoint(kinds):
        return settled
    out = []
    for place, (draft, sure) in enumerate(settled):
        out.append((draft, sure))
        line = draft.last + 1
        ceiling = settled[place + 1][0].first if place + 1 < len(settled) else len(kinds)
        while line + 1 < ceiling and kinds[line] in (HEADLINE, CAPS) and kinds[line + 1] in openings:
            if not _speaks(jury, line):
                break
            below = line + 2
            while below < ceiling and kinds[below] in BODY:
                below += 1
            out.append((Draft(title=line, body=list(range(line + 1, below))), SURE))
            line = below
    return out


def _nothing_but_pairs(kinds: list[int]) -> bool:
    """Say whether a page is headlines with one paragraph below each, and nothing else."""
    return all(kind in (HEADLINE, CAPS) for kind in kinds[::2]) and all(kind in BODY for kind in kinds[1::2])


def _speaks(jury: Jury, line: int) -> bool:
    """Say whether a headline speaks of the line below it."""
    said = jury.seen.stems_of(line)
    return len(said & jury.seen.stems_of(line + 1)) >= SPEAKS * len(said) > 0
