"""What can be seen of each line of a page: its own shape, its words, its neighbours, its place on the page."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from streams.data.split import Vocabulary
from streams.domain.split import context, echo
from streams.domain.split.layout import BASE, FURNITURE, LABEL
from streams.domain.split.lines import Line
from streams.domain.split.shape import HEAD, coarse, in_small_letters, shape, word_count
from streams.domain.words import spaced, unmarked

_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÖØ-ÞА-Я][^\W_]{2,}")


@dataclass(slots=True)
class Seen:
    """What was seen of a page's lines."""

    rows: list[list[int]]
    """The features of every line."""
    kinds: list[int]
    """Its coarse kind, an index of ``CLASSES``."""
    folded: list[str]
    """Its text, case folded, a space for each mark that is none of ASCII; of a long line the beginning."""
    words: list[list[str]]
    """The words that it begins with."""
    counts: list[int]
    """How many words each line has."""
    texts: list[str]
    """The lines, in small letters on a page of capitals."""
    stems: dict[int, frozenset[str]]
    """Stems of the longer words of body-like lines."""
    levels: list[int]
    """Whether the space above is as usual on the page (0), less (1) or more (2)."""
    repeats: dict[int, int]
    """Of lines that come again: 1 and 2 for the first and the other of two, 3 for one of more."""
    address: dict[int, int]
    """How well a line agrees with the page's address, 0 to 3; empty where there is none."""
    titled: dict[int, int]
    """How well it agrees with the document's title, 0 to 3; empty where there is none."""
    furniture: int
    """How many labels the page has, an index of ``FURNITURE``: menus are long where a page holds one article."""

    def stems_of(self, index: int) -> frozenset[str]:
        """Return the stems of the longer words of any line."""
        found = self.stems.get(index)
        if found is None:
            found = self.stems[index] = echo.stems_of(self.words[index])
        return found

    def names_of(self, index: int) -> frozenset[str]:
        """Return the words of a line that are capitalised in mid-sentence."""
        return frozenset(_NAME.findall(self.texts[index][:400]))


def observe(lines: list[Line], *, title: str | None, url: str | None, vocabulary: Vocabulary) -> Seen:
    """Return what can be seen of every line, in page order.

    Args:
        lines: the page.
        title: the document's title as the crawler saw it.
        url: where the page was fetched.
        vocabulary: learned words and lines by number.
    """
    texts = in_small_letters([line.text for line in lines])
    low = unmarked("\n".join([text[:HEAD] for text in texts])).casefold()
    folded = low.split("\n")
    words = [line.split() for line in spaced(low).split("\n")]
    counts = [word_count(text) for text in texts]
    own: list[list[int]] = []
    kinds: list[int] = []
    for text, one, said, count, outline in zip(texts, folded, words, counts, coarse(texts), strict=True):
        found, kind = shape(text, one, said, count, outline, vocabulary)
        own.append(found)
        kinds.append(kind)
    repeats = context.repeats(folded, own)
    levels = context.gaps(lines, kinds, own)
    context.leads(kinds, folded, texts, own)
    furniture = bisect_right(FURNITURE, kinds.count(LABEL))
    for kind, found in zip(kinds, own, strict=True):
        found.append(BASE["page"] + kind * 6 + furniture)
    context.neighbours(kinds, own)
    context.bodies(kinds, texts, own)
    stems = echo.echoes(kinds, words, own)
    address, titled = echo.fields(kinds, words, own, title, url)
    return Seen(own, kinds, folded, words, counts, texts, stems, levels, repeats, address, titled, furniture)
