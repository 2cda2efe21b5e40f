"""What a page was cut into."""

from dataclasses import dataclass

from schemas.article import Article, Dropped


@dataclass(frozen=True, slots=True)
class Cut:
    """Articles of a page, and what belongs to none of them."""

    articles: tuple[Article, ...]
    """In page order; empty for a page without an article."""
    dropped: tuple[Dropped, ...]
    """In page order, without overlap with the articles' pieces."""
