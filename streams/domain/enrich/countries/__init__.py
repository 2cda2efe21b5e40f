"""Which countries an article speaks of, in what role, and which of them it is about."""

from streams.domain.enrich.countries.read import countries

__all__ = ["countries"]
