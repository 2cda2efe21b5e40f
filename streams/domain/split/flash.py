"""A page that is one news flash: a line or two under a headline, and nothing else to be told.

Among other items such a text is a teaser, and the scores of lines say so. Alone on its
page it is the news itself, and to drop it would be to lose an alert.
"""

from streams.domain.split import lexicon
from streams.domain.split.drafts import Draft
from streams.domain.split.judge import Jury
from streams.domain.split.layout import BODY, BULLET, BYLINE, CAPS, CREDIT, HEADLINE, LABEL, LINK, SENTENCE, TIME
from streams.domain.split.states import ABRUPT, FIRST, IN_BODY, OUTSIDE

SURE = 0.5
"""How sure it is that such a text is an article."""
MOST_LINES = 12
SHORT_PAGE = 4
"""A page of so few lines is believed more readily."""
LIKE_TEXT = 200
"""Least score of a line as text above that as furniture, in hundredths of a nat."""
SENTENCE_WORDS = 5
FEWEST_PARAGRAPHS, STOPPED = 2, 0.8
"""Least paragraphs of a page that is nothing else, and how many of them end like a sentence."""
HEADLINE_WORDS = 4
"""Least words of the only line that says something."""
_BESIDE = frozenset({BYLINE, CREDIT, LINK, TIME})
"""What may stand between a headline and its text."""


def flash(jury: Jury) -> Draft | None:
    """Return the one short text of a page on which no article was found; ``None`` if it has none, or several."""
    lines, seen = jury.lines, jury.seen
    if len(lines) > MOST_LINES or any(lexicon.NOTICE.search(line.text) for line in lines):
        return None
    said = [
        number
        for number, kind in enumerate(seen.kinds)
        if kind not in _BESIDE and lexicon.ASKING.isdisjoint(seen.words[number])
    ]
    body = [number for number in said if _is_text(jury, number)] or _lone_line(jury, said)
    if not body or body[-1] - body[0] >= len(body):
        return None
    above = body[0] - 1
    while above >= 0 and seen.kinds[above] in _BESIDE:
        above -= 1
    titles = {HEADLINE, CAPS, LABEL} if len(lines) <= SHORT_PAGE else {HEADLINE, CAPS}
    if above < 0 or seen.kinds[above] not in titles:
        return Draft(body=body)
    return Draft(title=above, head=list(range(above + 1, body[0])), body=body)


def plain(jury: Jury) -> Draft | None:
    """Return the text of a page that is nothing but paragraphs, perhaps below a headline; ``None`` of any other.

    Whatever the scores of its lines say, which are learned from sites and from few languages.
    """
    kinds, lines = jury.seen.kinds, jury.lines
    titled = kinds[0] in (HEADLINE, CAPS, LABEL)
    body = list(range(titled, len(lines)))
    if len(body) < FEWEST_PARAGRAPHS or any(kinds[number] not in BODY for number in body):
        return None
    if any(lexicon.NOTICE.search(line.text) for line in lines):
        return None
    stopped = sum(lexicon.SENTENCE_END.search(lines[number].text[-40:]) is not None for number in body)
    if stopped < STOPPED * len(body):
        return None
    return Draft(title=0 if titled else None, body=body)


def _is_text(jury: Jury, number: int) -> bool:
    """Say whether a line reads like a sentence of a story."""
    if jury.counts[number] < SENTENCE_WORDS or not lexicon.SENTENCE_END.search(jury.lines[number].text[-40:]):
        return False
    row = jury.scores[number]
    short = len(jury.lines) <= SHORT_PAGE and (jury.seen.kinds[number] in BODY or jury.seen.kinds[number] == SENTENCE)
    return short or max(row[IN_BODY], row[FIRST], row[ABRUPT]) - row[OUTSIDE] >= LIKE_TEXT


def _lone_line(jury: Jury, said: list[int]) -> list[int]:
    """Return what a page without a sentence says, if it is one headline, or bullets and nothing else."""
    if any(not lexicon.ASKING.isdisjoint(words) for words in jury.seen.words):
        return []
    if len(said) > 1 and all(jury.seen.kinds[number] == BULLET for number in said):
        return said
    return said if len(said) == 1 and jury.counts[said[0]] >= HEADLINE_WORDS else []
