"""Why a record can never pass: the headers of ``<topic>.rejected``."""

from enum import StrEnum


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
