"""The messages of a story: the first one, and what changed since."""

from schemas.alert import Alert, AlertEvidence, AlertQuantity, OtherCountry, Source, StoryCounts
from schemas.enriched import EnrichedArticle
from streams.data.countries import country_names
from streams.domain import ids

NOWHERE = "ZZ"


def first_alert(record: EnrichedArticle, story_id: str) -> Alert:
    """Build version 1 of a story's alert from its founding article."""
    article, said = record.article, record.enrichment
    own = next((country for country in said.countries if country.iso2 == record.country), None)
    opening = article.paragraphs[0] if article.paragraphs else ""
    return Alert(
        alert_id=ids.alert_id(story_id, record.country),
        version=1,
        type="Alert",
        country=record.country,
        country_name="no country" if record.country == NOWHERE else country_names()[record.country],
        role=own.role if own else None,
        score=own.score if own else 0.0,
        ambiguous=own.ambiguous if own else False,
        change=None,
        event=said.event,
        severity=said.severity,
        urgency=said.urgency,
        certainty=said.certainty,
        headline=article.title or opening[:120],
        summary=article.summary or (opening[:400],),
        language=said.language,
        event_time=said.event_time,
        first_published=record.event_time,
        last_published=record.event_time,
        quantities=tuple(
            AlertQuantity(kind=q.kind, low=q.low, high=q.high, unit=q.unit, qualifier=q.qualifier)
            for q in said.quantities
        ),
        other_countries=tuple(
            OtherCountry(iso2=c.iso2, role=c.role) for c in said.countries if c.focus and c.iso2 != record.country
        ),
        evidence=(AlertEvidence(text=opening[:400], article_id=article.article_id),),
        story=StoryCounts(story_id=story_id, articles=1, texts=1, publishers=1, origins=1),
        sources=(
            Source(
                article_id=article.article_id,
                relation="master",
                url=article.url or record.page.url,
                title=article.title,
                published_at=record.page.published_at,
                page=record.page.position,
            ),
        ),
    )
