"""A page of plain text into its articles: lines, their segmentation as a whole, and the articles built from it."""

from schemas.page import PageRef
from streams.domain.split import segmentation
from streams.domain.split.build import build
from streams.domain.split.cut import Cut
from streams.domain.split.lines import lines_of

__all__ = ["Cut", "split"]


def split(text: str, *, page: PageRef, title: str | None = None, whole: bool = False, extracted: bool = False) -> Cut:
    """Cut a page into articles.

    Args:
        text: the page as a crawler left it; time grows with its length only.
        page: what is known about it.
        title: the document's title.
        whole: take the text as one article.
        extracted: the text is the main text of an HTML document, as an extractor found it.

    Returns:
        The articles and what belongs to none; every offset counts code points of ``text``.
    """
    found = lines_of(text)
    if whole:
        plan = segmentation.whole(found.lines, title=title)
    elif extracted:
        plan = segmentation.extracted(found.lines, title=title, url=page.url)
    else:
        plan = segmentation.SEGMENTER.segment(found.lines, title=title, url=page.url)
    return build(text, plan, page=page, title=title, skipped=found.skipped)
