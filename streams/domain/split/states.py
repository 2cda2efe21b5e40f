"""The states that a line of a page can be in, and which may follow which."""

STATES = ("outside", "title", "head", "first", "abrupt", "body", "gap", "tail-title", "tail")
"""What a line is to the article that it stands in or beside.

outside: no article. title: the headline above a body. head: between that
headline and the body (byline, time, bullets, caption). first: the first
paragraph below a head. abrupt: the first paragraph of an article without a
headline above. body: a later paragraph. gap: between two paragraphs, but not of
the article. tail-title: the headline below its body. tail: what belongs to the
article below that (link, repeated headline, bullets).
"""
OUTSIDE, TITLE, HEAD, FIRST, ABRUPT, IN_BODY, GAP, TAIL_TITLE, TAIL = range(len(STATES))
BODY_STATES = frozenset({FIRST, ABRUPT, IN_BODY})

FOLLOWS: tuple[tuple[int, ...], ...] = (
    (OUTSIDE, TITLE, ABRUPT),
    (HEAD, FIRST),
    (HEAD, FIRST),
    (OUTSIDE, TITLE, ABRUPT, IN_BODY, GAP, TAIL_TITLE, TAIL),
    (OUTSIDE, TITLE, ABRUPT, IN_BODY, GAP, TAIL_TITLE, TAIL),
    (OUTSIDE, TITLE, ABRUPT, IN_BODY, GAP, TAIL_TITLE, TAIL),
    (IN_BODY, GAP),
    (OUTSIDE, TITLE, ABRUPT, TAIL),
    (OUTSIDE, TITLE, ABRUPT, TAIL),
)
"""Which states may follow each state."""
STARTS = (OUTSIDE, TITLE, ABRUPT)
ENDS = (OUTSIDE, FIRST, ABRUPT, IN_BODY, TAIL_TITLE, TAIL)
