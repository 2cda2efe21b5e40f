"""An HTML document into text blocks and what its head says, by trafilatura."""

from dataclasses import dataclass
from datetime import UTC, datetime

import lxml.html  # type: ignore[import-untyped]
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from schemas.rejected import Reason, Refused

_DATES = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2200-01-01",
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}
# A fixed latest date: htmldate would otherwise compare with the clock, and the same page would read differently later.


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What an HTML document says."""

    text: str
    """Its article text, a block a line: what offsets of later records count in."""
    title: str | None
    """Its headline, from metadata."""
    published_at: str | None
    """Its publication time as metadata gives it, ISO 8601."""
    url: str | None
    """Its canonical address."""
    language: str | None
    """ISO 639-1 of the ``lang`` attribute."""
    site: str | None
    """The site's name."""


def extract(html: str, url: str | None) -> HtmlText:
    """Turn an HTML document into text.

    Args:
        html: the document.
        url: where it was fetched.

    Raises:
        Refused: with ``UNREADABLE_HTML``, no text could be taken from it.
    """
    # Half a second of imports that a worker fed with plain text never needs.
    import trafilatura
    from trafilatura.metadata import extract_metadata

    try:
        tree = trafilatura.load_html(html)
    except (LxmlError, ValueError, RecursionError) as error:
        raise Refused(Reason.UNREADABLE_HTML, str(error)) from error
    if tree is None:
        raise Refused(Reason.UNREADABLE_HTML, "not an HTML document")
    language = _language(tree)
    meta = extract_metadata(tree, default_url=url, date_config=_DATES)
    text = trafilatura.extract(tree, url=url, include_comments=False, date_extraction_params=_DATES)
    if not text or not text.strip():
        raise Refused(Reason.UNREADABLE_HTML, "no text block found")
    return HtmlText(
        text=text,
        title=meta.title or None,
        published_at=_iso(meta.date),
        url=meta.url or None,
        language=language,
        site=meta.sitename or None,
    )


def _language(tree: lxml.html.HtmlElement) -> str | None:
    lang = (tree.get("lang") or "").strip().lower().split("-")[0].split("_")[0]
    return lang if len(lang) == 2 and lang.isalpha() and lang.isascii() else None


def _iso(date: str | None) -> str | None:
    if not date:
        return None
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).isoformat()
