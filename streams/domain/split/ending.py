"""Whether a story ends on the page or is cut off, by what its last words and the lines below them say."""

import re
from collections.abc import Sequence
from itertools import islice

from streams.domain.split import lexicon

_READ_ON = lexicon.any_of(
    "read (?:more|on|the (?:full|whole|rest)[^.]{0,30}|full (?:story|article))", "(?:continue|keep) reading",
    "full story", "click here (?:to|for) (?:read|more|the)[^.]{0,40}", "to be continued",
)  # fmt: skip
_MORE_HERE = re.compile(rf"(?:^|[\s(\[.…]){_READ_ON}\s*(?:[.…»›>→\])]|\.\.\.)*$", re.IGNORECASE)
_ACCOUNT = r"\b(?:subscribe|subscription|sign in|log ?in|register|create (?:a free|an) account)\b"
_BEHIND = lexicon.any_of(
    "(?:continue|keep) reading", "read (?:the )?(?:full|whole|rest of the|complete) (?:story|article|report|post)",
    "full story", "(?:this (?:article|story|content) is|available) (?:reserved |exclusive |only )*(?:for|to) (?:our )?"
    "(?:subscribers|members)",
    rf".{{0,40}}{_ACCOUNT}.{{0,40}}\bto (?:continue|read|keep|unlock|access|view)\b",
    r"(?:already|not) a (?:subscriber|member)\b", rf"to (?:continue|read) .{{0,40}}{_ACCOUNT}", "next page",
    r"page 1 of \d", "story continues",
)  # fmt: skip
_MORE_BELOW = re.compile(rf"^\W*{_BEHIND}", re.IGNORECASE)
_MADE_BY = r"(?:reporting|additional reporting|editing|writing|compiled|with inputs?|edited|with reporting)"
_SIGN_OFF = re.compile(
    rf"^(?:[-–—*#=_ ]*(?:ends?|30|###)[-–—*#=_ ]*|#(?:\s?#){{2,}}|[(\[]?{_MADE_BY} (?:by|from) .{{3,300}})$",
    re.IGNORECASE,
)
_LABEL = lexicon.any_of(
    "tags?", "topics?", "related", "share", "tweet", "comments?", r"(?:\d+|no) comments?", "leave a", "post a comment",
    "copyright", "©", "all rights", "follow", "posted in", "filed under", "categor(?:y|ies)",
    r"more (?:on|from|stories|news|about|in)\b", "most (?:read|popular|viewed|shared|commented)", "read (?:next|also)",
    "also read", "trending", "recommended", "you (?:may|might)", "(?:next|previous) (?:story|article|post)", "print",
    "e-?mail", "bookmark", "facebook", "copy link", "link copied", "source:", "first published", "published (?:on|in)",
    "last updated", "about the author", "sign up", "subscribe", "newsletter", "report (?:a|an) ", "correction",
    "contact us", "advertis", "editor'?s picks", "latest", "popular", "top stories", "up next", "don't miss",
    "sponsored", "promoted", "view (?:all|comments)", "join the",
)  # fmt: skip
_END_MATTER = re.compile(rf"^\W*{_LABEL}", re.IGNORECASE)
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
_MANY = 5
"""So many of them make a sentence."""


def ending(paragraphs: Sequence[str], below: Sequence[str], *, tailed: bool) -> tuple[bool | None, str | None]:
    """Say whether the whole story is here.

    Args:
        paragraphs: the body, in order, at least one.
        below: the lines that follow it up to the next article, as many as matter.
        tailed: whether the article's own link or headline stands below its body.

    Returns:
        ``complete`` and ``complete_reason`` of ``schemas.article.Article``:
        ``None`` for both where the text shows no sign.
    """
    last = paragraphs[-1]
    end = last[-120:]
    # One of these is in every match; the search itself takes far longer.
    low = end.casefold()
    if ("read" in low or "full " in low or "k here" in low or "to be" in low) and _MORE_HERE.search(end):
        return False, "read-more"
    if ("…" in end or "..." in end) and lexicon.ELLIPSIS_END.search(end):
        return False, "ellipsis"
    if any(_MORE_BELOW.match(line[:200]) for line in below[:3]):
        return False, "more-behind-a-link"
    if _SIGN_OFF.match(last[-400:]) or (below and _SIGN_OFF.match(below[0][:400])):
        return True, "sign-off"
    closed = tailed or any(_END_MATTER.match(line[:80]) for line in below[:4])
    if not lexicon.SENTENCE_END.search(end):
        if closed or len(last) < 60 or len(list(islice(_LOWER_WORD.finditer(last), _MANY))) < _MANY:
            return None, None
        return False, "mid-sentence"
    if closed and (len(paragraphs) > 1 or len(last) > 300):
        return True, "own-link-below" if tailed else "end-matter-below"
    return None, None
