"""Phrases in all their forms, looked up word by word."""

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lexicon(Generic[T]):
    """Which phrases begin at a word. A longer phrase hides the shorter ones that begin at the same word."""

    __slots__ = ("_entries", "first")

    def __init__(self, phrases: Iterable[tuple[tuple[frozenset[str], ...], T]]) -> None:
        """Build it from phrases, each given by the forms of its words, and what they stand for."""
        entries: dict[str, list[tuple[tuple[frozenset[str], ...], T]]] = {}
        for (first, *rest), value in phrases:
            for form in sorted(first):
                entries.setdefault(form, []).append((tuple(rest), value))
        self._entries = {
            form: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for form, found in sorted(entries.items())
        }
        self.first = frozenset(self._entries)
        """Every form that a phrase begins with."""

    def at(self, lower: list[str], index: int, highest: int) -> tuple[int, list[T]] | None:
        """Return the length in words of the longest phrase that begins at a word, and what it stands for."""
        entries = self._entries.get(lower[index])
        if entries is None:
            return None
        longest = -1
        values: list[T] = []
        for rest, value in entries:
            length = len(rest)
            if length < longest:
                break
            if index + length < highest:
                for offset, forms in enumerate(rest, index + 1):
                    if lower[offset] not in forms:
                        break
                else:
                    longest = length
                    values.append(value)
        return (longest + 1, values) if values else None
