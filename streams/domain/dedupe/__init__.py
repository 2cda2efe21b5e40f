"""One country's desk: what it has heard already, what is new, and what it tells its readers."""

from streams.domain.dedupe.desk import Desk, Outcome
from streams.domain.dedupe.rules import FORMAT_VERSION, DeskRules

__all__ = ["FORMAT_VERSION", "Desk", "DeskRules", "Outcome"]
