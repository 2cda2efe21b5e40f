"""Articles as the line states draw them, before they are judged: which line is what to which."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from streams.domain.split.states import (
    ABRUPT,
    BODY_STATES,
    GAP,
    HEAD,
    TAIL,
    TAIL_TITLE,
    TITLE,
)


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

    @property
    def first(self) -> int:
        """Its first line."""
        return min(self.body[0], self.title if self.title is not None else self.body[0])

    @property
    def last(self) -> int:
        """Its last line."""
        return max(self.body[-1], self.title if self.title is not None else 0, *self.tail, 0)

    @property
    def headed(self) -> bool:
        """Whether its headline stands above its body."""
        return self.title is not None and self.title < self.body[0]

    def absorb(self, other: "Draft", between: Iterable[int]) -> None:
        """Take in the draft below as more of the same article; its headline and head become gaps."""
        extra = [*between, *other.head]
        if other.title is not None and other.headed:
            extra.append(other.title)
        if other.title is not None and not other.headed and self.title is None:
            self.title = other.title
            self.tail += other.tail
        elif other.title is not None and not other.headed:
            self.tail += [other.title, *other.tail]
        else:
            self.tail += other.tail
        self.gaps = sorted(line for line in (*self.gaps, *extra, *other.gaps) if line < other.body[-1])
        self.body += other.body
        self.tail = sorted(line for line in self.tail if line > self.body[-1])
        if self.title is not None and self.body[0] < self.title < self.body[-1]:
            self.gaps = sorted([*self.gaps, self.title])
            self.title = None


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
