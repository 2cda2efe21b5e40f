"""The message of a story to its readers, and the sentences that it rests on."""

import itertools
from bisect import bisect_right
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
from schemas.article import Article, Piece
from schemas.enriched import EnrichedArticle, EventTime
from streams.data.countries import country_names
from streams.domain import ids
from streams.domain.dedupe.copies import Marks
from streams.domain.dedupe.origins import domain_of, link
from streams.domain.dedupe.story import Master, Story, StorySource
from streams.domain.sentences import sentences
from streams.domain.text import ArticleText, span_in_page

NOWHERE = "ZZ"
NO_COUNTRY = "no country"
MOST_EVIDENCE = 5
MASTER_EVIDENCE = 2
LONGEST_SENTENCE = 400
LONGEST_HEADLINE = 300
LONGEST_SUMMARY = 400
MOST_BULLETS = 5
LONGEST_TEXT = 1 << 32
"""More than any text is long."""
MOST_SOURCES_KNOWN = 512
"""Each message of a story lists those of the one before: so many are remembered, about a kilobyte each."""
LONGEST_LINK = 1024
LONGEST_TITLE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_quantity, _evidence, _other_country = AlertQuantity.maker(), AlertEvidence.maker(), OtherCountry.maker()
_EVIDENCE_WEIGHTS = (3, *itertools.repeat(1, 100))
_TEXT = frozenset({"summary", "paragraph"})
Sentence = tuple[str, int | None, int | None]

LONGEST_REMEMBERED = 10_000
"""Characters of a paragraph of which the sentences are remembered."""
_remembered_sentences = lru_cache(maxsize=256)(sentences)
"""An article comes once a desk, and the desks of a partition hear of it one after another."""


def _sentences(text: str) -> list[tuple[int, int]]:
    return _remembered_sentences(text) if len(text) <= LONGEST_REMEMBERED else sentences(text)


def master_of(record: EnrichedArticle, row: int) -> Master:
    """Return what an alert would quote from an article."""
    article = record.article
    evidence = sentences_behind(record)[:MASTER_EVIDENCE]
    first = ""
    if not article.title or not article.summary:
        opening = next(iter((*article.summary, *article.paragraphs)), "")
        first = opening[: _sentences(opening)[0][1]] if opening.strip() else ""
    return Master(
        row,
        article.complete is not False,
        record.signature.words,
        article.article_id,
        cut(article.title or first, LONGEST_HEADLINE),
        [cut(bullet, LONGEST_SUMMARY) for bullet in article.summary[:MOST_BULLETS] or (first,) if bullet],
        record.enrichment.language,
        evidence,
    )


def sentences_behind(record: EnrichedArticle) -> list[Sentence]:
    """Return the sentences of an article that speak for what is said of the desk's country, best first.

    A sentence counts for each quantity in it and for the country's evidence; of equal ones the earlier is better.
    Without any, it is the first sentence of the text.
    """
    article, said, ours = record.article, record.enrichment, record.country
    marks = [(each.start, 2) for each in said.quantities if each.country is None or each.country == ours]
    for country in said.countries:
        if country.iso2 == ours:
            marks += zip([each.start for each in country.evidence], _EVIDENCE_WEIGHTS, strict=False)
    lines = _lines(article)
    starts, ends = [piece.start for _, piece in lines], [piece.end for _, piece in lines]
    inside: dict[int, list[tuple[int, int]]] = {}
    weights = [0] * len(lines)
    for start, weight in marks:
        if start is not None:
            place = bisect_right(starts, start) - 1
            if place >= 0 and start < ends[place]:
                weights[place] -= weight
                inside.setdefault(place, []).append((start - starts[place], weight))
    found: list[tuple[int, int, int, int]] = []
    for most, place in sorted(zip(map(weights.__getitem__, inside), inside, strict=True)):
        if len(found) == MASTER_EVIDENCE and (most, place) > found[-1][:2]:
            break  # no sentence of it, nor of those behind, is better
        spans = _sentences(lines[place][0])
        said_in: dict[int, int] = {}
        for at, weight in inside[place]:
            number = bisect_right(spans, (at, LONGEST_TEXT)) - 1
            if number >= 0 and at < spans[number][1]:
                said_in[number] = said_in.get(number, 0) - weight
        found = sorted(found + [(weight, place, *spans[number]) for number, weight in said_in.items()])[
            :MASTER_EVIDENCE
        ]
    if not found:
        return _opening(article)
    return [
        (cut(text[start:end], LONGEST_SENTENCE), *span_in_page(piece, start, end))
        for (text, piece), start, end in ((lines[place], start, end) for _, place, start, end in found)
    ]


def _lines(article: Article) -> list[tuple[str, Piece]]:
    """Return bullets and paragraphs in page order, each with its range of the page."""
    bullets, paragraphs = iter(article.summary), iter(article.paragraphs)
    return [
        (next(bullets if piece.kind == "summary" else paragraphs), piece)
        for piece in article.pieces
        if piece.kind in _TEXT
    ]


def _opening(article: Article) -> list[Sentence]:
    """Return the first sentence of the text, if it has any."""
    text = ArticleText(article)
    begin = text.body_start
    for start, end in sentences(text.text[begin : begin + 2 * LONGEST_SENTENCE])[:1]:
        span = text.page_span(begin + start, begin + end)
        return [(cut(text.text[begin + start : begin + end], LONGEST_SENTENCE), *span)]
    return []


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
        evidence += [(record.article.article_id, sentence) for sentence in sentences_behind(record)]
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


def cut(text: str, longest: int) -> str:
    """Return a text, cut with an ellipsis behind a word if it is too long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0] + "…"
