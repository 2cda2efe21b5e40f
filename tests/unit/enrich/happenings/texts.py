"""Small articles to read."""

from collections.abc import Sequence
from datetime import datetime

from schemas.article import Article, Piece
from schemas.enriched import Country
from streams.domain.enrich.happenings import Happenings, happenings
from streams.domain.text import ArticleText

TUESDAY = datetime.fromisoformat("2022-09-27T12:00:00+00:00")


def article(*paragraphs: str, title: str | None = None, summary: Sequence[str] = ()) -> ArticleText:
    """Build an article whose page is its title, bullets and paragraphs, one a line."""
    pieces: list[Piece] = []
    offset = 0
    lines = [("title", title)] if title else []
    for kind, text in [*lines, *(("summary", s) for s in summary), *(("paragraph", p) for p in paragraphs)]:
        pieces.append(Piece(kind=kind, start=offset, end=offset + len(text), reason="test"))
        offset += len(text) + 1
    return ArticleText(
        Article(
            article_id="a_0",
            title=title,
            summary=tuple(summary),
            paragraphs=paragraphs,
            confidence=1.0,
            start=0,
            end=max(offset - 1, 0),
            pieces=tuple(pieces),
        )
    )


def read(
    *paragraphs: str,
    title: str | None = None,
    summary: Sequence[str] = (),
    when: datetime | None = TUESDAY,
    countries: Sequence[Country] = (),
    byline: Sequence[str] = (),
) -> Happenings:
    """Read an article."""
    text = article(*paragraphs, title=title, summary=summary)
    return happenings(text, countries=countries, published_at=when, byline=byline)
