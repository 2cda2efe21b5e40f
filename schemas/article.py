"""One story cut out of a page, as ``articles.split`` carries it."""

from datetime import datetime
from typing import Literal

from schemas.base import Record
from schemas.page import PageRef

PieceKind = Literal["title", "summary", "paragraph", "byline", "dateline", "time", "link", "caption"]
"""What a range of the page is to its article. Only title, summary and paragraph carry text of the article."""

DropKind = Literal[
    "share-link",
    "navigation",
    "teaser",
    "boilerplate",
    "advert",
    "comment",
    "caption",
    "byline",
    "time",
    "fragment",
    "repeated-title",
    "index",
]
"""What a range that belongs to no article is."""


class Piece(Record):
    """One contiguous range of the page that belongs to an article."""

    kind: PieceKind
    """What the range is to the article."""
    start: int
    """First code point in the page."""
    end: int
    """Code point behind the last one."""
    reason: str
    """Why it was taken as this kind, in a word or two."""
    shifts: tuple[tuple[int, int], ...] = ()
    """Where normalisation changed the length: from this offset of the piece's text on, add the second number to
    get the offset in ``page[start:end]``. Ascending; empty if nothing moved."""


class Dropped(Record):
    """One range of the page that belongs to no article."""

    kind: DropKind
    """What the range is."""
    start: int
    """First code point in the page."""
    end: int
    """Code point behind the last one."""
    reason: str
    """Why it was left out, in a word or two."""


class Article(Record):
    """One story of a page, with the ranges it was made of.

    The n-th summary bullet is the text of the n-th ``summary`` piece, the n-th
    paragraph that of the n-th ``paragraph`` piece, both normalised.
    """

    article_id: str
    """``a_`` and 32 hex digits: SHA-256 of page id and normalised text."""
    title: str | None = None
    """The headline; null if the text has none."""
    summary: tuple[str, ...] = ()
    """Summary bullets, without their marks."""
    paragraphs: tuple[str, ...]
    """The body, a string a paragraph, white space normalised."""
    byline: tuple[str, ...] = ()
    """Lines that say who wrote or supplied it, as they stand: byline, agency credit, "reporting by"."""
    dateline: str | None = None
    """Where and when it was filed, where a line of its own above the text says so: a place with a day or agency."""
    url: str | None = None
    """The article's own link where the page gives one that clearly belongs to it."""
    complete: bool | None = None
    """Whether the whole story is here; null where the text shows no sign."""
    complete_reason: str | None = None
    """What ``complete`` rests on."""
    confidence: float
    """Probability that this is exactly one whole article of the page, 0 to 1."""
    start: int
    """First code point of the first piece."""
    end: int
    """Code point behind the last piece: with ``start`` the hull of the pieces."""
    pieces: tuple[Piece, ...]
    """The ranges of the page that make the article, in page order."""
    published_at: datetime | None = None
    """When it was published (UTC): from the page's fields, else from a time in the text, else null."""


class SplitArticle(Record):
    """The value on ``articles.split``: one article and where it stood."""

    page: PageRef
    """The page it was cut from."""
    article: Article
    """The article."""
