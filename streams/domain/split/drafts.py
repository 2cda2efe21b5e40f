"""Articles as the line states draw them, before they are judged: which line is what to which."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.domain.split.states import (
    ABRUPT,
    BODY_STATES,
    GAP,
    HEAD,
    IN_BODY,
    TAIL,
    TAIL_TITLE,
    TITLE,
)

REPEATED = 80
"""Least code points of a paragraph that is no text of its own if it comes again."""


@dataclass(slots=True)
class Draft:
    """One article by line numbers; every list ascending."""

    title: int | None = None
    """The headline, above or below the body."""
    head: list[int] = field(default_factory=list)
    """Between headline and body."""
    body: list[int] = field(default_factory=list)
    """Its paragraphs."""
    gaps: list[int] = field(default_factory=list)
    """Between its paragraphs, but not of it."""
    tail: list[int] = field(default_factory=list)
    """Below the body and of it, without the headline."""
    again: list[int] = field(default_factory=list)
    """Paragraphs that came before."""
    filed: bool = False
    """Whether a dateline on a line of its own stands between headline and body."""

    @property
    def first(self) -> int:
        """Its first line."""
        first = self.body[0]
        return first if self.title is None or self.title > first else self.title

    @property
    def last(self) -> int:
        """Its last line."""
        last = self.body[-1]
        if self.title is not None and self.title > last:
            last = self.title
        return max(last, *self.tail) if self.tail else last

    @property
    def headed(self) -> bool:
        """Whether its headline stands above its body."""
        return self.title is not None and self.title < self.body[0]

    def absorb(self, below: "Draft", scores: Sequence[Sequence[int]]) -> None:
        """Take in the draft below as more of the same article.

        Args:
            below: the draft.
            scores: of every line's states; they say what of the lines between is text.
        """
        kept = self.title if self.title is not None else None if below.headed else below.title
        near = {line for line in (below.title, *below.head) if line is not None and line < below.body[0]}
        for line in range(self.body[-1] + 1, below.body[0]):
            if line in near and line != kept and scores[line][IN_BODY] > scores[line][GAP]:
                self.body.append(line)
            elif line != kept:
                self.gaps.append(line)
        self.title = kept
        self.gaps += below.gaps
        self.body += below.body
        self.tail = below.tail

    def part(self, headline: int) -> "Draft":
        """Give what stands below one of the gaps to a draft of its own, with that line as its headline; return it."""
        below = Draft(
            title=headline,
            body=[line for line in self.body if line > headline],
            gaps=[line for line in self.gaps if line > headline],
            tail=self.tail,
        )
        if self.title is not None and self.title > headline:
            below.tail = sorted([self.title, *self.tail])
            self.title = None
        self.body = [line for line in self.body if line < headline]
        self.gaps = [line for line in self.gaps if line < headline]
        self.tail = []
        return below

    def leave_repeats(self, texts: Sequence[str]) -> None:
        """Take out what stands in the body or above it already: some sites serve the same text twice.

        Args:
            texts: of every line.
        """
        met = set() if self.title is None else {texts[self.title]}
        body, again = [], []
        for line in self.body:
            text = texts[line]
            if text in met:
                again.append(line)
                continue
            if len(text) >= REPEATED:
                met.add(text)
            body.append(line)
        if body:
            self.body, self.again = body, again


def drafts_of(path: list[int]) -> list[Draft]:
    """Return the articles of a sequence of states, in page order."""
    drafts: list[Draft] = []
    for index, state in enumerate(path):
        if state == TITLE:
            drafts.append(Draft(title=index))
        elif state == ABRUPT:
            drafts.append(Draft(body=[index]))
        elif state in BODY_STATES:
            drafts[-1].body.append(index)
        elif state == HEAD:
            drafts[-1].head.append(index)
        elif state == GAP:
            drafts[-1].gaps.append(index)
        elif state == TAIL_TITLE and drafts[-1].title is None:
            drafts[-1].title = index
        elif state in (TAIL, TAIL_TITLE):
            drafts[-1].tail.append(index)
    return drafts
