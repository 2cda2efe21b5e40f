"""Whether a story ends on the page or is cut off."""

import re

from streams.domain.split import lexicon

_MORE = re.compile(
    r"(?:^|[\s(\[.…])(?:read (?:more|on|the full (?:story|article)|full (?:story|article))|continue reading|full story|click here to read|to be continued|(?:subscribe|sign in|log in|register) to (?:continue|read|keep reading)[^.]{0,60})"
    r"\s*(?:[.…»›>→\])]|\.\.\.)*$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:[-–—*#=_ ]{2,}(?:\s?(?:ends?|30)\s?[-–—*#=_ ]*)?|\(?ends\)?|-30-|\(?(?:reporting|additional reporting|editing|writing|compiled) by .{3,200}|©.{0,200}|copyright .{3,200})$",
    re.IGNORECASE,
)


def ending(paragraphs: list[str], *, closed: bool) -> tuple[bool | None, str | None]:
    """Say whether the whole story is here.

    Args:
        paragraphs: the body, in order, at least one.
        closed: whether end matter of the article's own (its link, its sign-off) stands below the body.

    Returns:
        ``complete`` and ``complete_reason`` of ``schemas.article.Article``.
    """
    last = paragraphs[-1]
    if _MORE.search(last):
        return False, "read-more"
    if lexicon.ELLIPSIS_END.search(last):
        return False, "ellipsis"
    if _SIGN_OFF.match(last):
        return True, "sign-off"
    if not lexicon.SENTENCE_END.search(last):
        return (None, None) if closed else (False, "mid-sentence")
    if closed:
        return True, "end-matter-below"
    return None, None
