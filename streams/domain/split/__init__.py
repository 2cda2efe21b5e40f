"""A page of plain text into its articles: lines, their segmentation as a whole, and the articles built from it."""

from schemas.page import PageRef
from streams.domain.split.build import build
from streams.domain.split.cut import Cut
from streams.domain.split.lines import lines_of
from streams.domain.split.segmentation import segment
from streams.domain.split.segmentation import whole as whole_text

__all__ = ["Cut", "split"]


def split(text: str, *, page: PageRef, title: str | None = None, whole: bool = False) -> Cut:
    """Cut a page into articles.

    Args:
        text: the page as a crawler left it; time grows with its length only.
        page: what is known about it.
        title: the document's title.
        whole: take the text as one article.

    Returns:
        The articles and what belongs to none; every offset counts code points of ``text``.
    """
    found = lines_of(text)
    plan = whole_text(found.lines) if whole else segment(found.lines, title=title, url=page.url)
    return build(text, plan, page=page, title=title, skipped=found.skipped)
