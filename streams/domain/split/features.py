"""What can be seen of each line of a page: its own shape, its words, its neighbours, its place on the page."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from streams.data.split import Vocabulary
from streams.domain.split import context, echo
from streams.domain.split.layout import FEW_LABELS, FURNITURE, LABEL
from streams.domain.split.lines import Line
from streams.domain.split.shape import HEAD, coarse, in_small_letters, shape
from streams.domain.split.stems import PageStems, page_stems
from streams.domain.words import spaced, unmarked

# The space stands first, and what is before it last, because a search for one character is several times faster.
_NAME = re.compile(r" ([A-ZÀ-ÖØ-ÞА-Я](?<=[\w,;] .)[^\W_]{2,})")
_COMBINING = re.compile(
    "[" + "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M") + "]+"
)
"""Vowel signs of Indic and other scripts, and accents: letters neither begin nor end with them."""
_MOST_REPEATED = 20
"""Lines of more words hardly ever come twice."""


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
    stems: PageStems
    """Stems of the longer words."""
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
    prose: list[int]
    """Lines that are paragraphs by their looks, on a page of text; see ``context.prose``."""

    def names_of(self, lines: list[int]) -> frozenset[str]:
        """Return the words of some lines that are capitalised in mid-sentence."""
        return frozenset(_NAME.findall("\n".join([self.texts[index][:400] for index in lines])))


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
    if not low.isascii():
        low = _COMBINING.sub("", low)
    folded = low.split("\n")
    plain = spaced(low)
    words = [line.split() for line in plain.split("\n")]
    own: list[list[int]] = []
    kinds: list[int] = []
    counts: list[int] = []
    # Headlines come twice on many pages, and what is in menus.
    looks: dict[str, tuple[list[int], int, int]] = {}
    for text, one, said, outline in zip(texts, folded, words, coarse(texts), strict=True):
        if len(said) > _MOST_REPEATED:
            found, kind, count = shape(text, one, said, outline, vocabulary)
        elif text in looks:
            found, kind, count = looks[text]
            found = found[:]
        else:
            looks[text] = found, kind, count = shape(text, one, said, outline, vocabulary)
            found = found[:]
        own.append(found)
        kinds.append(kind)
        counts.append(count)
    furniture = bisect_right(FURNITURE, kinds.count(LABEL))
    repeats, met = context.repeats(folded, own)
    levels, space = context.gaps(lines, kinds)
    columns = (
        space,
        context.leads(kinds, folded, texts),
        *context.neighbours(kinds, furniture),
        *context.bodies(kinds, texts, met),
    )
    for found, around in zip(own, zip(*columns, strict=True), strict=True):
        found += around
    stems = page_stems(plain)
    echo.echoes(kinds, words, stems, own)
    address, titled = echo.fields(kinds, words, own, title, url)
    prose = context.prose(lines, kinds, words) if furniture <= FEW_LABELS else []
    return Seen(own, kinds, folded, words, counts, texts, stems, levels, repeats, address, titled, furniture, prose)
