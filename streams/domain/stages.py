"""The chain's two stateless stages: a page into articles, an article into one record a desk."""

from dataclasses import dataclass
from datetime import datetime

from schemas.article import SplitArticle
from schemas.enriched import EnrichedArticle
from schemas.page import PageRef
from streams.domain.enrich import Enriched, enrich
from streams.domain.enrich.entities import Namer
from streams.domain.page import check_size, read_page
from streams.domain.split import Cut, split
from streams.domain.split.html import extract

_enriched = EnrichedArticle.maker()


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
    return records_for(item, said)


def records_for(item: SplitArticle, said: Enriched) -> list[EnrichedArticle]:
    """Return the value for each desk that must hear of an article, best first."""
    return [
        _enriched(
            page=item.page,
            country=country,
            sentences=sentences,
            article=item.article,
            enrichment=said.enrichment,
            signature=said.signature,
        )
        for country, sentences in said.desks.items()
    ]
