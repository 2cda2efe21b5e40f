"""Why a record can never pass: the headers of ``<topic>.rejected``."""

from enum import StrEnum
from typing import Literal

from schemas.base import Record


class Reason(StrEnum):
    """The closed set of reasons; the rejected value itself is the input, byte for byte."""

    NOT_UTF8 = "not-utf8"
    """The value is not UTF-8."""
    INVALID_JSON = "invalid-json"
    """The value is not JSON."""
    INVALID_SHAPE = "invalid-shape"
    """JSON, but not of this topic's form."""
    EMPTY = "empty"
    """No value, or a page without a visible character."""
    TOO_LARGE = "too-large"
    """Page text over the limit."""
    UNREADABLE_HTML = "unreadable-html"
    """No text could be taken from the HTML."""
    INVALID_KEY = "invalid-key"
    """The key is not the country that the value names, or no country."""
    OUTPUT_TOO_LARGE = "output-too-large"
    """What it gave was refused for its size."""
    BUG = "bug"
    """The program failed on it; the detail names the error."""


DETAIL_BYTES = 512
"""Longest ``dateline-detail`` header, UTF-8 bytes."""


class Refused(Exception):
    """This record can never pass: reject it whole and go on. Never retried."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail.encode()[:DETAIL_BYTES].decode(errors="ignore")


RejectingStage = Literal["split", "enrich", "dedupe"]


class Rejection(Record):
    """The headers of a rejected record; each is named ``dateline-`` and the field, its value is UTF-8 text."""

    reason: Reason
    """Why it can never pass."""
    stage: RejectingStage
    """The stage that gave it up."""
    detail: str
    """What was wrong, at most 512 bytes."""
    source: str
    """Where the input stood, ``topic:partition:offset``."""
    attempt: int
    """How often it has been rejected, this time included."""

    @property
    def headers(self) -> tuple[tuple[str, bytes], ...]:
        """The headers, in the order of the fields."""
        return tuple((f"dateline-{name}", str(getattr(self, name)).encode()) for name in type(self).model_fields)


REJECTION_HEADERS = frozenset(f"dateline-{name}" for name in Rejection.model_fields)
