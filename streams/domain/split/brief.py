"""Briefs at the end of a digest: a headline on a dateline, directly below an article, that was drawn as a teaser.

One line of text below one headline looks like a teaser to the scores of lines, the
more so the fewer lines follow. Where an article ends directly above, and the text
opens with where it was filed from and says what its headline says, it is news.
"""

from streams.domain.split.drafts import Draft
from streams.domain.split.judge import Jury
from streams.domain.split.layout import BODY, CAPS, DATED, HEADLINE

SURE = 0.7
"""How sure it is that such a text is an article."""
SPEAKS = 0.4
"""So much of the headline's stems come again in the line below it."""


def with_briefs(jury: Jury, settled: list[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Return the articles of a page and the briefs that follow directly below one of them, in page order.

    Args:
        jury: the page.
        settled: its articles, each with how sure it is.
    """
    kinds = jury.seen.kinds
    if not settled or DATED not in kinds:
        return settled
    taken = {line for draft, _ in settled for line in range(draft.first, draft.last + 1)}
    ends = {draft.last for draft, _ in settled}
    found = []
    for line in range(1, len(kinds) - 1):
        if line - 1 in ends and not {line, line + 1} & taken and _is_brief(jury, line):
            last = line + 1
            while last + 1 < len(kinds) and last + 1 not in taken and kinds[last + 1] in BODY:
                last += 1
            found.append((Draft(title=line, body=list(range(line + 1, last + 1))), SURE))
            ends.add(last)
    return sorted([*settled, *found], key=lambda one: one[0].first) if found else settled


def _is_brief(jury: Jury, line: int) -> bool:
    """Say whether a line is a headline that speaks of the dateline opening below it."""
    if jury.seen.kinds[line] not in (HEADLINE, CAPS) or jury.seen.kinds[line + 1] != DATED:
        return False
    said = jury.seen.stems_of(line)
    return len(said & jury.seen.stems_of(line + 1)) >= SPEAKS * len(said) > 0
