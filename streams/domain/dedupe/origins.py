"""Who published an article, and who said it first: reprints of one wire text are one origin."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

import xxhash

from schemas.enriched import EnrichedArticle
from streams.data.publishers import families, registered_domain, wires

UNKNOWN = 0
"""Publisher of an article without a link: all such count as one, because nothing says that they are not."""
MOST_HOSTS = 4096
"""Hosts and names whose domain or hash is remembered."""
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)")
"""Nearly every link: nothing in it that a parser of links is needed for."""
_SPACE = re.compile(r"[\s_]+")


class Origin(NamedTuple):
    """Where an article comes from, as 32-bit hashes."""

    publisher: int
    """Publisher family, ``UNKNOWN`` without a link."""
    wire: int
    """Wire agency that it credits or whose own site it stands on, 0 for none."""


def origin(record: EnrichedArticle) -> Origin:
    """Return where an article comes from."""
    domain = domain_of(link(record))
    wire = next(
        (
            wires()[name]
            for credit in record.enrichment.credit
            if (name := _SPACE.sub("-", credit.casefold())) in wires()
        ),
        wires().get(domain or ""),
    )
    family = families().get(domain, domain) if domain else None
    return Origin(_hash("publisher", family), _hash("wire", wire))


def link(record: EnrichedArticle) -> str | None:
    """Return the article's own link, or its page's."""
    return record.article.url or record.page.url


def domain_of(url: str | None) -> str | None:
    """Return the registered domain of a link; nothing if it has none."""
    if not url:
        return None
    if plain := _PLAIN_HOST.match(url):
        return _registered(plain[1])
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return _registered(host) if host else None


_registered = lru_cache(maxsize=MOST_HOSTS)(registered_domain)


@lru_cache(maxsize=MOST_HOSTS)
def _hash(kind: str, name: str | None) -> int:
    return (xxhash.xxh32_intdigest(f"{kind}\x00{name}".encode()) or 1) if name else UNKNOWN
