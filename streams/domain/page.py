"""A record of ``pages.raw`` read: which page it is, when it counts as published, or why it can never pass."""

from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from schemas.page import Page, PageRef, TimeFlag
from schemas.rejected import Reason, Refused
from streams.domain import ids

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""Largest page text, UTF-8 bytes."""
MAX_AHEAD = timedelta(hours=24)
"""How far a publication time may lie behind the page's arrival."""
INVISIBLE = "\x00 \t\r\n\u00a0\u200b\ufeff"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_page(
    value: bytes | None, *, position: tuple[int, int] | None = None, arrived: datetime | None = None
) -> tuple[Page, PageRef]:
    """Read one record's value.

    Args:
        value: JSON of a ``Page``, UTF-8.
        position: partition and offset in ``pages.raw``; ``None`` offline.
        arrived: the record's Kafka timestamp (UTC); ``None`` offline.

    Returns:
        The page, and the reference that later records carry.

    Raises:
        Refused: with the reason why it can never pass.
    """
    page = _parse(value)
    if page.text is not None:
        check_size(page.text)
    if not (page.text if page.text is not None else page.html or "").strip(INVISIBLE):
        raise Refused(Reason.EMPTY, "the page has no visible character")
    flags: list[TimeFlag] = []
    published = _time(page.published_at, "published-unreadable", flags)
    fetched = _time(page.fetched_at, "fetched-unreadable", flags)
    event_time = published or fetched or arrived
    if event_time is not None and event_time < EPOCH:
        event_time = EPOCH
        flags.append("before-1970")
    if event_time is not None and arrived is not None and event_time > arrived + MAX_AHEAD:
        event_time = arrived + MAX_AHEAD
        flags.append("in-the-future")
    return page, PageRef.of(
        id=page.id or ids.page_id(value or b""),
        url=page.url,
        position=position,
        published_at=published,
        fetched_at=fetched,
        event_time=event_time,
        time_flags=tuple(flags),
    )


def check_size(text: str) -> None:
    """Refuse a text that no stage is meant to carry.

    Raises:
        Refused: it is larger than ``MAX_TEXT_BYTES``.
    """
    size = len(text.encode())
    if size > MAX_TEXT_BYTES:
        raise Refused(Reason.TOO_LARGE, f"page text has {size} bytes, more than {MAX_TEXT_BYTES}")


def _parse(value: bytes | None) -> Page:
    if not value:
        raise Refused(Reason.EMPTY, "the record has no value")
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise Refused(Reason.NOT_UTF8, f"byte {error.start} is not UTF-8") from error
    try:
        return Page.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise Refused(Reason.INVALID_JSON, first["msg"]) from error
        where = ".".join(map(str, first["loc"])) or "page"
        raise Refused(Reason.INVALID_SHAPE, f"{where}: {first['msg']}") from error


def _time(value: str | float | None, flag: TimeFlag, flags: list[TimeFlag]) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        when = datetime.fromisoformat(value.strip()) if isinstance(value, str) else datetime.fromtimestamp(value, UTC)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        flags.append(flag)
        return None
