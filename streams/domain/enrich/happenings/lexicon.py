"""Phrases in all their forms, looked up word by word."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from streams.domain.enrich.happenings.words import word_set

T = TypeVar("T")

_COMMON = word_set(
    "a an the in on at by to of for from with is are was were be been being am has have had not no it its their his her"
    " this that there and or as will out under over up said say says still about may if near into"
)
"""Words too frequent to look anything up by."""


_Phrase = tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...], int, T]
"""Words before, words behind, how many in all, and what it stands for."""
_Followed = tuple[tuple[frozenset[str], ...], int, T]
"""Words from the third on, how many in all, and what it stands for."""


class Lexicon(Generic[T]):
    """Which phrases stand at a word. A longer phrase hides the shorter ones at the same word.

    A phrase is looked up by its first word that isn't a very frequent one, so
    that most words of a text cost one look into a set.
    """

    __slots__ = ("entries", "first")

    def __init__(self, phrases: Iterable[tuple[tuple[frozenset[str], ...], T]]) -> None:
        """Build it from phrases, each given by the forms of its words, and what they stand for."""
        alone: dict[str, list[T]] = {}
        followed: dict[str, dict[str, list[_Followed[T]]]] = {}
        preceded: dict[str, dict[str, list[_Phrase[T]]]] = {}
        for forms, value in phrases:
            anchor = next((at for at, found in enumerate(forms) if found.isdisjoint(_COMMON)), 0)
            phrase = (forms[:anchor], forms[anchor + 1 :], len(forms), value)
            further = (forms[2:], len(forms), value)
            for form in forms[anchor]:
                if anchor:
                    for last in forms[anchor - 1]:
                        preceded.setdefault(form, {}).setdefault(last, []).append(phrase)
                elif len(forms) == 1:
                    alone.setdefault(form, []).append(value)
                else:
                    for second in forms[1]:
                        followed.setdefault(form, {}).setdefault(second, []).append(further)
        self.first = frozenset({*alone, *followed, *preceded})
        """Every form that a phrase is looked up by."""
        self.entries = {
            form: (
                (1, alone[form], 0) if form in alone else None,
                followed.get(form),
                preceded.get(form),
            )
            for form in self.first
        }
        """For each of them what it stands for alone, the phrases that begin with it by their second word, and those
        that words before it belong to by the last of these."""

    def first_of(self, wanted: Callable[[T], bool]) -> frozenset[str]:
        """Return the forms that a phrase is looked up by which stands for something wanted."""
        return frozenset(form for form in self.first if any(map(wanted, self._values_at(form))))

    def _values_at(self, form: str) -> Iterator[T]:
        alone, followed, preceded = self.entries[form]
        yield from alone[1] if alone else ()
        for phrases in (preceded or {}).values():
            yield from (value for _, _, _, value in phrases)
        for further in (followed or {}).values():
            yield from (value for _, _, value in further)

    def at(self, lower: list[str], index: int, highest: int) -> tuple[int, list[T], int] | None:
        """Look a word up.

        Returns:
            How many words the longest phrase at it goes on for, what it stands
            for, and how many words before it belong to it, too.
        """
        entry = self.entries.get(lower[index])
        if entry is None:
            return None
        alone, followed, preceded = entry
        longest, length, back = 0, 1, 0
        values: list[T] = []
        if preceded and index and lower[index - 1] in preceded:
            for before, behind, size, value in preceded[lower[index - 1]]:
                if size < longest or index + len(behind) >= highest or index < len(before):
                    continue
                if _stand(behind, lower, index + 1) and _stand(before, lower, index - len(before)):
                    if size > longest:
                        values, longest, length, back = [], size, len(behind) + 1, len(before)
                    values.append(value)
        if followed and index + 1 < highest and lower[index + 1] in followed:
            for rest, size, value in followed[lower[index + 1]]:
                if size < longest or index + size > highest or (rest and not _stand(rest, lower, index + 2)):
                    continue
                if size > longest:
                    values, longest, length, back = [], size, size, 0
                values.append(value)
        return (length, values, back) if longest else alone


def _stand(phrase: tuple[frozenset[str], ...], lower: list[str], at: int) -> bool:
    for forms in phrase:
        if lower[at] not in forms:
            return False
        at += 1
    return True
