"""What an article is about and what happened in it, from its text alone."""

from dataclasses import dataclass

from schemas.article import Article, SplitArticle
from schemas.enriched import NOWHERE, Enrichment, Sentence, Signature
from streams.domain.enrich.countries import countries
from streams.domain.enrich.entities import Namer, entities
from streams.domain.enrich.happenings import happenings
from streams.domain.enrich.language import language_of
from streams.domain.enrich.signature import signature
from streams.domain.enrich.speaking import speaking
from streams.domain.text import ArticleText

__all__ = ["Enriched", "enrich"]


@dataclass(frozen=True, slots=True)
class Enriched:
    """What is said about one article, and what a desk compares it by."""

    enrichment: Enrichment
    signature: Signature
    desks: dict[str, tuple[Sentence, ...]]
    """Desks that must hear of it, best first: for each, the sentences that speak for what is said of its country."""


def enrich(item: SplitArticle, *, without: frozenset[str] = frozenset(), namer: Namer | None = None) -> Enriched:
    """Say which countries an article is about, what happened, how many and when.

    Args:
        item: one article and the page it was cut from.
        without: terms that the country matcher must not know, in any case, to
            measure what depends on them; none in normal use.
        namer: reads the names of persons and organisations; without it there are none.

    Returns:
        The same for the same article, always.
    """
    text = ArticleText(item.article)
    published_at = item.article.published_at or item.page.published_at
    language = language_of(text.text)
    found = countries(
        text,
        when=published_at or item.page.event_time,
        language=language,
        url=item.article.url or item.page.url,
        without=without,
    )
    happened = happenings(
        text, countries=found, published_at=published_at, byline=_credits(item.article), language=language
    )
    said = Enrichment.of(
        language=language,
        countries=found,
        event=happened.event,
        other_events=happened.other_events,
        event_time=happened.event_time,
        quantities=happened.quantities,
        dates=happened.dates,
        severity=happened.severity,
        severity_reason=happened.severity_reason,
        urgency=happened.urgency,
        urgency_reason=happened.urgency_reason,
        certainty=happened.certainty,
        certainty_reason=happened.certainty_reason,
        retracts=happened.retracts,
        credit=happened.credit,
        entities=entities(text, found, namer) if namer else (),
    )
    # The same text is filed from a line of its own on one site and from none on the next.
    compared = text if text.dateline is None else ArticleText(item.article, dateline=False)
    desks = [country.iso2 for country in found if country.focus] or [NOWHERE]
    return Enriched(said, signature(compared), speaking(text, said, desks))


def _credits(article: Article) -> tuple[str, ...]:
    return (*article.byline, article.dateline) if article.dateline else article.byline
