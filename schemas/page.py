"""A scraped page as it arrives on ``pages.raw``, and how later records refer to it."""

from datetime import datetime
from typing import Literal

from pydantic import Field, model_validator

from schemas.base import Record


class Page(Record):
    """One scraped document: plain text or HTML, with what the crawler knew about it."""

    text: str | None = None
    """The text as the crawler left it; offsets of every later record count its Unicode code points."""
    html: str | None = None
    """The document's HTML, if there is no text. Offsets then count code points of the extracted text."""
    id: str | None = Field(default=None, max_length=512)
    """The crawler's id; if missing, the first 32 hex digits of SHA-256 of the record's value stand in."""
    url: str | None = Field(default=None, max_length=8192)
    """Where the page was fetched."""
    title: str | None = None
    """The document's title as the crawler saw it."""
    published_at: str | int | float | None = None
    """When the source says it was published: ISO 8601, or seconds since 1970. What can't be read is flagged, not
    refused."""
    fetched_at: str | int | float | None = None
    """When the crawler fetched it, in the same forms."""

    @model_validator(mode="after")
    def _has_content(self) -> "Page":
        if self.text is None and self.html is None:
            raise ValueError("a page needs text or html")
        return self


TimeFlag = Literal["published-unreadable", "fetched-unreadable", "before-1970", "in-the-future"]


class PageRef(Record):
    """The page that a record comes from."""

    id: str
    """The page's id, given or derived."""
    url: str | None = None
    """Where the page was fetched."""
    position: tuple[int, int] | None = None
    """Partition and offset in ``pages.raw``; null offline."""
    published_at: datetime | None = None
    """When the source says it was published (UTC)."""
    fetched_at: datetime | None = None
    """When the crawler fetched it (UTC)."""
    event_time: datetime | None = None
    """``published_at``, else ``fetched_at``, else the page's Kafka timestamp, clamped to [1970, Kafka timestamp +
    24 h]; null offline without any of them."""
    time_flags: tuple[TimeFlag, ...] = ()
    """What was wrong with the times as given; the clamp says which side it cut."""
