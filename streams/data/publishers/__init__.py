"""Which sites are one publisher, and which names are wire agencies."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "mil", "ne", "net", "or", "org", "nic"]
)
"""Labels that registries of countries put before their own."""


def registered_domain(host: str) -> str:
    """Return the part of a host name that its owner registered, lower case: ``news.bbc.co.uk`` gives ``bbc.co.uk``.

    Args:
        host: a host name, or an IP address, which is returned as it is.
    """
    labels = host.casefold().strip(".").split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    country = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if country else labels[-2:])


@cache
def families() -> Mapping[str, str]:
    """Return the publisher family by registered domain; a site that is not here is its own family."""
    found: dict[str, str] = {}
    for family, domains in _lines("families.tsv"):
        found.update(dict.fromkeys(domains.split(), family))
    return MappingProxyType(found)


@cache
def wires() -> Mapping[str, str]:
    """Return the wire agency by name, lower case with hyphens for spaces, and by registered domain."""
    found: dict[str, str] = {}
    for agency, names, domains in _lines("wires.tsv"):
        found.update(dict.fromkeys(names.split() + domains.split(), agency))
    return MappingProxyType(found)


def _lines(name: str) -> list[list[str]]:
    text = files("streams.data.publishers").joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]
