"""The message of a story to its readers, and the sentences that it rests on."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from pydantic_core import from_json, to_json

from schemas.alert import (
    ALERT_SCHEMA,
    Alert,
    AlertEvidence,
    AlertQuantity,
    Change,
    OtherCountry,
    Relation,
    Source,
    StoryCounts,
)
from schemas.enriched import NOWHERE, EnrichedArticle, EventTime
from streams.data.countries import country_names
from streams.domain import ids
from streams.domain.dedupe.copies import Marks
from streams.domain.dedupe.origins import domain_of, link
from streams.domain.dedupe.story import Master, Story, StorySource
from streams.domain.sentences import sentences
from streams.domain.text import cut

NO_COUNTRY = "no country"
MOST_EVIDENCE = 5
LONGEST_HEADLINE = 300
LONGEST_SUMMARY = 400
MOST_BULLETS = 5
MOST_REMEMBERED = 128
"""Openings of which the first sentence is remembered: an article comes once a desk."""
MOST_SOURCES_KNOWN = 512
"""Each message of a story lists those of the one before: so many are remembered, about a kilobyte each."""
LONGEST_LINK = 1024
LONGEST_TITLE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_quantity, _evidence, _other_country = AlertQuantity.maker(), AlertEvidence.maker(), OtherCountry.maker()


@lru_cache(maxsize=MOST_REMEMBERED)
def _first_sentence(text: str) -> str:
    spans = sentences(text)
    return text[: spans[0][1]] if spans else ""


def master_of(record: EnrichedArticle, row: int) -> Master:
    """Return what an alert would quote from an article."""
    article = record.article
    first = ""
    if not article.title or not article.summary:
        opening = next(iter((*article.summary, *article.paragraphs)), "")
        first = _first_sentence(opening[: 2 * LONGEST_SUMMARY])
    return Master(
        row,
        article.complete is not False,
        record.signature.words,
        article.article_id,
        cut(article.title or first, LONGEST_HEADLINE),
        [cut(bullet, LONGEST_SUMMARY) for bullet in article.summary[:MOST_BULLETS] or (first,) if bullet],
        record.enrichment.language,
        _evidence_of(record),
    )


def _evidence_of(record: EnrichedArticle) -> list[tuple[str, int | None, int | None]]:
    return [(sentence.text, sentence.start, sentence.end) for sentence in record.sentences]


def source_detail(record: EnrichedArticle) -> bytes:
    """Return what a listed source is remembered by."""
    url = link(record)
    listed = [
        url if url and len(url) <= LONGEST_LINK else None,
        cut(record.article.title, LONGEST_TITLE) if record.article.title else None,
        published.timestamp() if (published := record.article.published_at or record.page.published_at) else None,
        record.page.position,
    ]
    return to_json(listed)


def build(record: EnrichedArticle, story: Story, detail: Callable[[int], bytes], change: Change | None) -> Alert:
    """Build the story's next message; its version is already in ``story``.

    Args:
        record: the article that it is sent for.
        story: as it stands with that article.
        detail: gives by row what is kept of it for a closer look: its marks and what :func:`source_detail` made.
        change: what changed; ``None`` for the first message.
    """
    known, master = story.known, story.master
    evidence = [(master.article_id, sentence) for sentence in master.evidence]
    if record.article.article_id != master.article_id:
        evidence += [(record.article.article_id, sentence) for sentence in _evidence_of(record)]
    cancelled = change is not None and "retracted" in change.reasons and story.cancelled
    return Alert.of(
        schema_=ALERT_SCHEMA,
        alert_id=ids.alert_id(story.story_id, record.country),
        version=story.version,
        type="Cancel" if cancelled else "Alert" if change is None else "Update",
        country=record.country,
        country_name=NO_COUNTRY if record.country == NOWHERE else country_names().get(record.country, record.country),
        role=known.roles[-1] if known.roles else None,
        score=known.score,
        ambiguous=known.ambiguous,
        change=change,
        event=known.event,
        severity=known.severity,
        urgency=known.urgency,
        certainty=known.certainty,
        headline=_headline(story, detail),
        summary=tuple(master.summary),
        language=master.language,
        event_time=EventTime.of(value=known.time[0], precision=known.time[1]) if known.time else None,
        first_published=_moment(story.first) if story.timed else None,
        last_published=_moment(story.last) if story.timed else None,
        quantities=tuple(
            [
                _quantity(kind=kind, low=toll.low, high=toll.high, unit=unit, qualifier=toll.qualifier)
                for kind, unit, toll in known.quantities
            ]
        ),
        other_countries=tuple([_other_country(iso2=iso2, role=role) for iso2, role in known.others]),
        evidence=tuple(
            [
                _evidence(text=text, article_id=article_id, start=start, end=end)
                for article_id, (text, start, end) in evidence[:MOST_EVIDENCE]
            ]
        ),
        story=StoryCounts.of(
            story_id=story.story_id,
            articles=story.articles,
            texts=story.texts,
            publishers=story.publisher_count,
            origins=story.origin_count,
        ),
        sources=_sources(story.sources, master, detail),
    )


def _headline(story: Story, detail: Callable[[int], bytes]) -> str:
    """Return the master's headline, or that of the article with the latest number of dead if the master is older."""
    dead = next((toll.at for kind, unit, toll in story.known.quantities if (kind, unit) == ("killed", "person")), None)
    if dead is None:
        return story.master.headline
    if dead > next((source.time for source in story.sources if source.row == story.master.row), story.last):
        for source in story.sources:
            if source.time == dead and (title := from_json(Marks.behind(detail(source.row)))[1]):
                return str(title)
    return story.master.headline


def _sources(listed: Sequence[StorySource], master: Master, detail: Callable[[int], bytes]) -> tuple[Source, ...]:
    first = [source._replace(relation="master") for source in listed if source.row == master.row]
    others = [source for source in listed if source.row != master.row]
    return tuple([_source(source.article_id, source.relation, detail(source.row)) for source in (*first, *others)])


@lru_cache(maxsize=MOST_SOURCES_KNOWN)
def _source(article_id: str, relation: Relation, detail: bytes) -> Source:
    url, title, published, page = from_json(Marks.behind(detail))
    return Source.of(
        article_id=article_id,
        relation=relation,
        url=url,
        title=title,
        publisher=domain_of(url),
        published_at=None if published is None else _moment(published),
        page=tuple(page) if page else None,
    )


def _moment(seconds: float) -> datetime:
    return EPOCH + timedelta(seconds=seconds)
