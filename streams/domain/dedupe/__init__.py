"""One country's desk: what it has heard already, what is new, and what it tells its readers."""

from streams.domain.dedupe.desk import FORMAT_VERSION, Desk, DeskRules, Outcome

__all__ = ["FORMAT_VERSION", "Desk", "DeskRules", "Outcome"]
