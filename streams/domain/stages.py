"""The chain's two stateless stages: a page into articles, an article into one record a desk."""

from dataclasses import dataclass
from datetime import datetime

from schemas.article import Article, SplitArticle
from schemas.enriched import EnrichedArticle
from schemas.page import PageRef
from streams.domain.enrich import Enriched, enrich
from streams.domain.enrich.entities import Namer
from streams.domain.page import check_size, read_page
from streams.domain.split import Cut, split
from streams.domain.split.html import extract

_enriched = EnrichedArticle.maker()
NOWHERE = "ZZ"
"""Desk of articles that are about no country."""


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page read and cut."""

    ref: PageRef
    """The page, as later records refer to it."""
    text: str
    """What offsets count in: the page's text, or the text of its HTML."""
    cut: Cut
    """Its articles, and what belongs to none."""

    @property
    def articles(self) -> list[SplitArticle]:
        """The values for ``articles.split``, in page order."""
        return [SplitArticle.of(page=self.ref, article=article) for article in self.cut.articles]


def split_page(
    value: bytes | None,
    *,
    position: tuple[int, int] | None = None,
    arrived: datetime | None = None,
    whole: bool = False,
) -> SplitPage:
    """Read one record of ``pages.raw`` and cut it into articles.

    Args:
        value: JSON of a ``Page``.
        position: partition and offset; ``None`` offline.
        arrived: the record's Kafka timestamp (UTC); ``None`` offline.
        whole: take the text as one article.

    Raises:
        Refused: it can never pass.
    """
    page, ref = read_page(value, position=position, arrived=arrived)
    if page.text is not None:
        return SplitPage(ref, page.text, split(page.text, page=ref, title=page.title, whole=whole))
    html = extract(page.html or "", page.url)
    check_size(html.text)
    if ref.published_at is None and html.published_at is not None:
        _, ref = read_page(
            page.model_copy(update={"published_at": html.published_at, "id": ref.id}).encode(),
            position=position,
            arrived=arrived,
        )
    if page.url is None and html.url is not None:
        ref = ref.model_copy(update={"url": html.url})
    return SplitPage(
        ref, html.text, split(html.text, page=ref, title=page.title or html.title, whole=whole, extracted=True)
    )


def enrich_article(
    item: SplitArticle, *, without: frozenset[str] = frozenset(), namer: Namer | None = None
) -> list[EnrichedArticle]:
    """Say what an article is about, for each desk that must hear of it.

    Args:
        item: the article.
        without: terms that the country matcher must not know.
        namer: reads the names of persons and organisations, if any does.

    Returns:
        One value for ``articles.enriched`` a focus country, best first; one for
        desk ZZ if there is none.
    """
    said = enrich(item, without=without, namer=namer)
    return [desk_record(item.page, item.article, said, country) for country in desks_of(said)]


def desks_of(said: Enriched) -> list[str]:
    """Return the desks that an article goes to, best first."""
    return [country.iso2 for country in said.enrichment.countries if country.focus] or [NOWHERE]


def desk_record(page: PageRef, article: Article, said: Enriched, country: str) -> EnrichedArticle:
    """Build the record of one desk."""
    return _enriched(page=page, country=country, article=article, enrichment=said.enrichment, signature=said.signature)
