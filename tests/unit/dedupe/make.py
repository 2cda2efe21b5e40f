"""Desk records made of small texts."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from schemas.article import Article, Piece
from schemas.enriched import (
    Certainty,
    Country,
    EnrichedArticle,
    Enrichment,
    Event,
    EventTime,
    Evidence,
    Quantity,
    Role,
    Severity,
    Urgency,
)
from schemas.page import PageRef
from streams.domain import ids
from streams.domain.dedupe import Desk, DeskRules, Outcome
from streams.domain.enrich.signature import signature
from streams.domain.enrich.speaking import speaking
from streams.domain.text import ArticleText

START = datetime(2026, 3, 2, 8, tzinfo=UTC)

QUAKE = (
    "A strong earthquake shook the mountain district of Varzab before dawn on Monday and "
    "brought down dozens of mud-brick "
    "houses, the emergency ministry said. Rescuers dug with bare hands in the village of "
    "Takob, where the school and the "
    "clinic collapsed. The tremor was felt as far as Hisor, and landslides cut the only road into the Romit valley. "
    "Helicopters carried blankets and generators to families who had spent the freezing night "
    "outdoors, and the governor "
    "Rustam Sobirov asked neighbouring provinces for doctors, tents and drinking water. "
)
STRIKE = (
    "Dock workers at the port of Lorvik walked out on Tuesday after talks on shift pay broke "
    "down, leaving container ships "
    "queueing in the fjord. The union leader Henrik Aasland said members had voted by a wide "
    "margin to stop the cranes, "
    "while the harbour company called the walkout unlawful and asked a labour court for an "
    "injunction. Importers warned "
    "that fruit, medicine and car parts would run short within days if the terminals stayed closed. "
)


def prose(seed: int, words: int = 300, vocabulary: int = 150) -> str:
    """Return a text of made-up words that shares nothing with one of another seed."""
    rng = random.Random(seed)
    own = ["".join(rng.choices("bcdfghklmnprstvaeiou", k=rng.randint(5, 9))) for _ in range(vocabulary)]
    chosen = rng.choices(own, k=words)
    sentences = [" ".join(chosen[at : at + 15]).capitalize() + "." for at in range(0, words, 15)]
    return " ".join(sentences)


def toll(
    kind: str,
    low: float,
    high: float | None = None,
    *,
    start: int | None = None,
    country: str | None = None,
    rises: bool = False,
    background: bool = False,
) -> Quantity:
    return Quantity(
        kind=kind, low=low, high=low if high is None else high, unit="person", qualifier="exactly", start=start,
        end=None if start is None else start + 2, country=country, rises=rises, background=background,
    )  # fmt: skip


def record(
    text: str,
    *,
    page: str = "page",
    title: str | None = None,
    country: str = "TJ",
    hours: float | None = 0,
    position: tuple[int, int] | None = None,
    url: str | None = None,
    role: Role = "location",
    others: Iterable[tuple[str, Role]] = (),
    severity: Severity = "Unknown",
    urgency: Urgency = "Unknown",
    certainty: Certainty = "Unknown",
    event: Event | None = None,
    event_time: EventTime | None = None,
    quantities: Iterable[Quantity] = (),
    credit: tuple[str, ...] = (),
    retracts: bool = False,
    complete: bool | None = None,
    bullets: tuple[str, ...] = (),
    towns: Iterable[str] = (),
) -> EnrichedArticle:
    when = None if hours is None else START + timedelta(hours=hours)
    pieces: list[Piece] = []
    at = 0
    for kind, lines in (("title", (title,) if title else ()), ("summary", bullets), ("paragraph", (text,))):
        for each in lines:
            pieces.append(Piece(kind=kind, start=at, end=at + len(each), reason="given"))
            at += len(each) + 1
    article = Article(
        article_id=ids.article_id(page, title, (text,)),
        title=title,
        summary=bullets,
        paragraphs=(text,),
        confidence=1.0,
        start=0,
        end=at,
        pieces=tuple(pieces),
        published_at=when,
        complete=complete,
    )
    body = pieces[-1].start
    name = Evidence(text=text[:5], kind="name", start=body, end=body + 5)
    signs = (name, *(Evidence(text=town, kind="city") for town in towns))
    countries = [Country(iso2=country, role=role, focus=True, score=0.9, evidence=signs)]
    countries += [Country(iso2=iso2, role=other, focus=True, score=0.6) for iso2, other in others]
    said = Enrichment(
        language="en",
        countries=() if country == "ZZ" else tuple(countries),
        event=event,
        event_time=event_time,
        quantities=tuple(quantities),
        severity=severity,
        urgency=urgency,
        certainty=certainty,
        credit=credit,
        retracts=retracts,
    )
    return EnrichedArticle(
        page=PageRef(id=page, url=url, position=position, published_at=when, event_time=when),
        country=country,
        sentences=speaking(ArticleText(article), said, [country])[country],
        article=article,
        enrichment=said,
        signature=signature(ArticleText(article)),
    )


class Kept:
    """A desk and its saved entries, as the state topic would hold them."""

    def __init__(self, country: str = "TJ", rules: DeskRules | None = None) -> None:
        self.rules = rules or DeskRules()
        self.desk = Desk(country, self.rules)
        self.entries: dict[str, bytes] = {}
        self.written: list[int] = []

    def take(self, item: EnrichedArticle) -> Outcome:
        outcome = self.desk.decide(item)
        changed = self.desk.apply(outcome)
        self.written.append(sum(len(value) for value in changed.values() if value is not None))
        for part, value in changed.items():
            if value is None:
                self.entries.pop(part, None)
            else:
                self.entries[part] = value
        return outcome

    def restored(self) -> Desk:
        return Desk(self.desk.country, self.rules, self.entries.items())


def said(outcome: Outcome) -> str:
    """Return the decision's verdict."""
    assert outcome.decision is not None
    return outcome.decision.decision
