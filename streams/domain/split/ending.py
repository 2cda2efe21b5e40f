"""Whether a story ends on the page or is cut off, by what its last words and the lines below them say."""

import re
from collections.abc import Sequence

from streams.domain.split import lexicon

_MORE_HERE = re.compile(
    r"(?:^|[\s(\[.…])(?:read (?:more|on|the (?:full|whole|rest)[^.]{0,30}|full (?:story|article))"
    r"|(?:continue|keep) reading|full story|click here (?:to|for) (?:read|more|the)[^.]{0,40}|to be continued)"
    r"\s*(?:[.…»›>→\])]|\.\.\.)*$",
    re.IGNORECASE,
)
_MORE_BELOW = re.compile(
    r"^\W*(?:(?:continue|keep) reading|read (?:the )?(?:full|whole|rest of the|complete) (?:story|article|report|post)|full story"
    r"|(?:this (?:article|story|content) is|available) (?:reserved |exclusive |only )*(?:for|to) (?:our )?(?:subscribers|members)"
    r"|.{0,40}\b(?:subscribe|subscription|sign in|log ?in|register|create (?:a free|an) account)\b.{0,40}\bto (?:continue|read|keep|unlock|access|view)\b"
    r"|(?:already|not) a (?:subscriber|member)\b|to (?:continue|read) .{0,40}\b(?:subscribe|sign in|log in|register)\b"
    r"|next page|page 1 of \d|story continues)",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:[-–—*#=_ ]*(?:ends?|30|###)[-–—*#=_ ]*|#(?:\s?#){2,}"
    r"|[(\[]?(?:reporting|additional reporting|editing|writing|compiled|with inputs?|edited|with reporting) (?:by|from) .{3,300})$",
    re.IGNORECASE,
)
_END_MATTER = re.compile(
    r"^\W*(?:tags?|topics?|related|share|tweet|comments?|(?:\d+|no) comments?|leave a|post a comment|copyright|©|all rights|follow"
    r"|posted in|filed under|categor(?:y|ies)|more (?:on|from|stories|news|about|in)\b|most (?:read|popular|viewed|shared|commented)"
    r"|read (?:next|also)|also read|trending|recommended|you (?:may|might)|next (?:story|article|post)|previous (?:story|article|post)"
    r"|print|e-?mail|bookmark|facebook|copy link|link copied|source:|first published|published (?:on|in)|last updated|about the author"
    r"|sign up|subscribe|newsletter|report (?:a|an) |correction|contact us|advertis|editor'?s picks|latest|popular|top stories|up next"
    r"|don't miss|sponsored|promoted|view (?:all|comments)|join the)",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")


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
    if _MORE_HERE.search(end):
        return False, "read-more"
    if lexicon.ELLIPSIS_END.search(end):
        return False, "ellipsis"
    if any(_MORE_BELOW.match(line[:200]) for line in below[:3]):
        return False, "more-behind-a-link"
    if _SIGN_OFF.match(last[-400:]) or (below and _SIGN_OFF.match(below[0][:400])):
        return True, "sign-off"
    closed = tailed or any(_END_MATTER.match(line[:80]) for line in below[:4])
    if not lexicon.SENTENCE_END.search(end):
        if closed or len(last) < 60 or len(_LOWER_WORD.findall(last)) < 5:
            return None, None
        return False, "mid-sentence"
    if closed and (len(paragraphs) > 1 or len(last) > 300):
        return True, "own-link-below" if tailed else "end-matter-below"
    return None, None
