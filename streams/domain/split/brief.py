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
    taken = {line for draft, _ in settled for line in range(draft.first, draft.last + 1)}
    ends = {draft.last for draft, _ in settled}
    found = []
    for line in range(1, len(kinds) - 1):
        if line - 1 not in ends or kinds[line] not in (HEADLINE, CAPS) or kinds[line + 1] not in openings:
            continue
        if not {line, line + 1} & taken and _speaks(jury, line):
            last = line + 1
            while last + 1 < len(kinds) and last + 1 not in taken and kinds[last + 1] in BODY:
                last += 1
            found.append((Draft(title=line, body=list(range(line + 1, last + 1))), SURE))
            ends.add(last)
    return sorted([*settled, *found], key=lambda one: one[0].first)


def _nothing_but_pairs(kinds: list[int]) -> bool:
    """Say whether a page is headlines with one paragraph below each, and nothing else."""
    return all(kind in (HEADLINE, CAPS) for kind in kinds[::2]) and all(kind in BODY for kind in kinds[1::2])


def _speaks(jury: Jury, line: int) -> bool:
    """Say whether a headline speaks of the line below it."""
    said = jury.seen.stems_of(line)
    return len(said & jury.seen.stems_of(line + 1)) >= SPEAKS * len(said) > 0
