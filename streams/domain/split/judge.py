"""Drafts judged as wholes: is it an article, is it the same as the one above, is it right?

The line states see a few lines at a time. What they cannot see is decided here:
whether two neighbours share their subject, whether a stretch of text is
small beside the page's main one, whether its headline speaks of it.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from streams.data.split import Scores
from streams.domain.split.drafts import Draft
from streams.domain.split.features import Seen
from streams.domain.split.layout import BODY, BYLINE, DATED, FEW_LABELS, LINK, TIME
from streams.domain.split.lines import Line
from streams.domain.split.states import ABRUPT, FIRST, GAP, IN_BODY, OUTSIDE, TAIL_TITLE, TITLE
from streams.domain.split.stems import Stems

_WORDS = (12, 25, 40, 70, 110, 180, 300, 600)
_SHARE = (0.03, 0.08, 0.15, 0.3, 0.5, 0.8, 0.999)
_OVERLAP = (0.001, 0.03, 0.07, 0.12, 0.18, 0.26, 0.36, 0.5)
_BETWEEN = (1, 2, 3, 5, 9, 20, 50)
_MARGIN = (-200, 0, 150, 300, 450, 600, 800, 1000, 1300)
_WINDOW = 40
"""How many paragraphs on each side of a boundary are compared."""
_NAMED = 4
"""In how many of them names are looked for."""
_MOST_WEIGHT = 60
"""Words of a paragraph from which on more do not count for more."""
JOIN_FROM, JOIN_HEADED_FROM = 0.5, 0.85
"""Least probability that two drafts are one article; the second one where the lower has a headline of its own."""
HEADLINE_WORDS = 5
"""Words of the shortest line that is hardly a subheading."""
SPEAKS = 0.4
"""So much of a headline's stems come again in a text that it surely speaks of."""
KEEP_FROM, SAY_FROM = 0.3, 0.15
"""Of a page of text, ``Scores.keep_from`` and ``Scores.say_from``: what is doubted there is an article more often."""
_STOPS = ".!?\"”’'»)"
_EVIDENCE = (-800, -600, -400, -250, -120, 0, 150, 300, 500)
_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67)

_ARTICLE: tuple[tuple[str, int], ...] = (
    ("bias", 1), ("words", 9), ("page-share", 8), ("largest-share", 8), ("paragraphs", 6), ("title", 3), ("echo", 6),
    ("dated", 2), ("head", 4), ("margin", 10), ("ending", 3), ("drafts", 5), ("order", 4), ("slug", 6),
    ("main-overlap", 10), ("gap-share", 5), ("below", 8), ("above", 8), ("titled-margin", 10),
    ("page", 6),
)  # fmt: skip
_PAIR: tuple[tuple[str, int], ...] = (
    ("bias", 1), ("overlap", 9), ("names", 9), ("words-above", 9), ("words-below", 9), ("title", 3), ("echo-here", 6),
    ("echo-above", 6), ("dated", 2), ("head", 4), ("between", 8), ("gap", 3), ("same-head", 4), ("stop", 2),
    ("tail", 2), ("drafts", 5), ("slug", 9), ("names-title", 9),
    ("page", 6), ("page-titled", 12), ("overlap-page", 12),
    ("level", 3), ("level-dated", 6), ("title-evidence", 10), ("body-evidence", 10), ("all-evidence", 10),
    ("link-between", 2), ("repeat-between", 2), ("closed", 4),
)  # fmt: skip


def numbered(sizes: tuple[tuple[str, int], ...]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Number the features of some groups: where each group begins, and the name of each number."""
    base = dict(zip((n for n, _ in sizes), accumulate((s for _, s in sizes), initial=0), strict=False))
    return base, tuple(f"{name}:{index}" for name, size in sizes for index in range(size))


_A, ARTICLE_NAMES = numbered(_ARTICLE)
_P, PAIR_NAMES = numbered(_PAIR)


@dataclass(slots=True)
class _Facts:
    """What is asked of a draft more than once."""

    words: int
    stems: Stems


class Jury:
    """What is known of a page's drafts, to judge them by."""

    def __init__(self, lines: list[Line], seen: Seen, scores: list[list[int]]) -> None:
        self.lines = lines
        self.seen = seen
        self.scores = scores
        self.counts = seen.counts
        self._text = sum([n for n, kind in zip(self.counts, seen.kinds, strict=True) if kind in BODY]) or 1
        self._weights = [n if n < _MOST_WEIGHT else _MOST_WEIGHT for n in self.counts]
        self._leads = [
            (row[IN_BODY] - row[OUTSIDE]) * weight for row, weight in zip(scores, self._weights, strict=True)
        ]  # fmt: skip
        self._facts: dict[tuple[int, int, int], _Facts] = {}

    def words(self, draft: Draft) -> int:
        """Return how many words its body has."""
        return self._known(draft).words

    def said(self, draft: Draft) -> Stems:
        """Return the word stems of its body."""
        return self._known(draft).stems

    def _known(self, draft: Draft) -> _Facts:
        key = (draft.body[0], draft.body[-1], len(draft.body))
        facts = self._facts.get(key)
        if facts is None:
            words = sum(map(self.counts.__getitem__, draft.body))
            facts = self._facts[key] = _Facts(words, self.seen.stems.union(draft.body))
        return facts

    def opening_stems(self, draft: Draft) -> Stems:
        """Return the word stems of its first paragraphs, all of a body of usual length."""
        return self.said(draft) if len(draft.body) <= _WINDOW else self.seen.stems.union(draft.body[:_WINDOW])

    def speaks(self, headline: int, text: Stems, share: float) -> bool:
        """Say whether a headline speaks of a text: so much of its stems are among the text's."""
        said, size = self.seen.stems.of[headline], self.seen.stems.size
        return size(said & text) >= share * size(said) > 0

    def _echo(self, title: int | None, stems: Stems) -> int:
        if title is None:
            return 0
        mine, size = self.seen.stems.of[title], self.seen.stems.size
        return bisect_right(_ECHO, size(mine & stems) / size(mine)) if mine else 0

    def _slug(self, draft: Draft) -> int:
        if not self.seen.address:
            return 0
        return 1 + max((self.seen.address.get(i, 0) for i in (draft.title, *draft.head) if i is not None), default=0)

    def _head(self, draft: Draft) -> int:
        kinds = {self.seen.kinds[i] for i in draft.head}
        return (BYLINE in kinds) + 2 * (TIME in kinds)

    def articles(self, drafts: list[Draft]) -> list[list[int]]:
        """Return the features of a page's drafts, each seen among the others."""
        if not drafts:
            return []
        facts = [self._known(draft) for draft in drafts]
        main = max(range(len(drafts)), key=lambda place: facts[place].words)
        return [self._article(drafts, place, facts[place], facts[main]) for place in range(len(drafts))]

    def _article(self, drafts: list[Draft], place: int, facts: _Facts, main: _Facts) -> list[int]:
        draft, mine, stems = drafts[place], facts.words, facts.stems
        leads, weights = self._leads.__getitem__, self._weights.__getitem__
        margin = sum(map(leads, draft.body)) // sum(map(weights, draft.body))
        overlap = 9 if facts is main else bisect_right(_OVERLAP, self.seen.stems.overlap(stems, main.stems))
        span = draft.body[-1] - draft.body[0] + 1
        end = self.lines[draft.body[-1]].text
        before = draft.first - (drafts[place - 1].last + 1 if place else 0)
        after = (drafts[place + 1].first if place + 1 < len(drafts) else len(self.lines)) - draft.last - 1
        title_margin = 0
        if draft.title is not None:
            row = self.scores[draft.title]
            title_margin = max(row[TITLE], row[TAIL_TITLE]) - row[OUTSIDE]
        return [
            0,
            _A["words"] + bisect_right(_WORDS, mine),
            _A["page-share"] + bisect_right(_SHARE, mine / max(self._text, mine)),
            _A["largest-share"] + bisect_right(_SHARE, mine / main.words),
            _A["paragraphs"] + min(len(draft.body), 6) - 1,
            _A["title"] + (0 if draft.title is None else 1 if draft.headed else 2),
            _A["echo"] + self._echo(draft.title, stems),
            _A["dated"] + (self.seen.kinds[draft.body[0]] == DATED),
            _A["head"] + self._head(draft),
            _A["margin"] + bisect_right(_MARGIN, margin),
            _A["ending"] + (2 if end.endswith(("…", "...")) else end[-1] in _STOPS),
            _A["drafts"] + min(len(drafts), 5) - 1,
            _A["order"] + min(place, 3),
            _A["slug"] + self._slug(draft),
            _A["main-overlap"] + overlap,
            _A["gap-share"] + bisect_right((0.01, 0.15, 0.4, 0.7), len(draft.gaps) / span),
            _A["below"] + bisect_right(_BETWEEN, after),
            _A["above"] + bisect_right(_BETWEEN, before),
            _A["titled-margin"] + bisect_right(_MARGIN, title_margin),
            _A["page"] + self.seen.furniture,
        ]

    def is_rule(self, line: int) -> bool:
        """Say whether a line parts others and says nothing: it has no letter and no digit."""
        return line >= 0 and not self.seen.words[line]

    def opens_anew(self, above: Draft, below: Draft, *, digest: bool) -> bool:
        """Say whether a draft is surely another article: a headline of its own, about what stands below it alone.

        So it is, too, with a dateline on a line of its own between headline and text.

        Args:
            above: the draft above.
            below: the draft.
            digest: whether the page is a digest; on others it takes a dateline too.
        """
        if not below.headed:
            return False
        if below.filed or self.is_rule(below.title - 1):  # type: ignore[operator] # headed ones have one
            return True
        said = self.seen.stems.of[below.title]  # type: ignore[index] # headed ones have one
        if said & self._known(above).stems:
            return False
        text = self.opening_stems(below)
        if self.seen.kinds[below.body[0]] == DATED:
            return bool(said & text)
        return digest and self.speaks(below.title, text, SPEAKS)  # type: ignore[arg-type] # as above

    def join_from(self, above: Draft, below: Draft) -> float:
        """Return how likely two drafts must be one article, to be joined.

        It takes more where the lower one has a headline about what stands below it alone, on a page of text.
        """
        if not below.headed or not self.leads_text(below.title):  # type: ignore[arg-type] # headed ones have one
            return JOIN_FROM
        said = self.seen.stems.of[below.title]  # type: ignore[index] # as above
        anew = said & self.opening_stems(below) and not said & self._known(above).stems
        return JOIN_HEADED_FROM if anew else JOIN_FROM

    def leads_text(self, line: int) -> bool:
        """Say whether a line is too long for a subheading and stands right above a paragraph, on a page of text."""
        return (
            self.seen.furniture <= FEW_LABELS
            and self.counts[line] >= HEADLINE_WORDS
            and line + 1 < len(self.lines)
            and self.seen.kinds[line + 1] in BODY
        )

    def pair(self, above: Draft, below: Draft, count: int) -> list[int]:
        """Return the features of two neighbours among so many drafts."""
        stems = self.seen.stems
        upper = self.said(above) if len(above.body) <= _WINDOW else stems.union(above.body[-_WINDOW:])
        lower = self.opening_stems(below)
        names = _overlap(self.seen.names_of(above.body[-_NAMED:]), self.seen.names_of(below.body[:_NAMED]))
        words_above = sum([self.counts[i] for i in above.body[-_WINDOW:]])
        words_below = sum([self.counts[i] for i in below.body[:_WINDOW]])
        gap = sum([self.lines[i].gap for i in range(above.last + 1, below.first + 1)])
        mine = self._signature(below)
        same = 0 if self._signature(above) != mine else 1 if len(mine) < 2 else 2 if len(mine) < 3 else 3
        end = self.lines[above.body[-1]].text[-1]
        slug = min(self._slug(above), 3) * 3 + min(self._slug(below) // 2, 2) if self.seen.address else 0
        title = below.title if below.headed else None
        heavy = self.seen.furniture
        overlap = bisect_right(_OVERLAP, stems.overlap(upper, lower))
        between = range(above.body[-1] + 1, below.first)
        linked = any(self.seen.kinds[i] == LINK for i in between)
        # A headline that comes again directly below a body closes it.
        folded = self.seen.folded
        repeated = any(folded[i] == folded[i + 1] or folded[i] == folded[max(i - 2, 0)] for i in between[2:-1])
        level = self.seen.levels[below.first]
        row = self.scores[below.body[0]]
        opened = (row[FIRST] if title is not None else row[ABRUPT]) - row[IN_BODY]
        said = 0
        if title is not None:
            row = self.scores[title]
            said = row[TITLE] - max(row[IN_BODY], row[GAP])
        title_stems = stems.of[title] if title is not None else stems.nothing
        return [
            0,
            _P["overlap"] + overlap,
            _P["names"] + bisect_right(_OVERLAP, names),
            _P["words-above"] + bisect_right(_WORDS, words_above),
            _P["words-below"] + bisect_right(_WORDS, words_below),
            _P["title"] + (0 if below.title is None else 1 if below.headed else 2),
            _P["echo-here"] + self._echo(title, lower),
            _P["echo-above"] + self._echo(title, upper),
            _P["dated"] + (self.seen.kinds[below.body[0]] == DATED),
            _P["head"] + self._head(below),
            _P["between"] + bisect_right(_BETWEEN, below.first - above.last - 1),
            _P["gap"] + min(gap, 2),
            _P["same-head"] + same,
            _P["stop"] + (end in _STOPS),
            _P["tail"] + (above.title is not None and not above.headed),
            _P["drafts"] + min(count, 5) - 1,
            _P["slug"] + min(slug, 8),
            _P["names-title"] + bisect_right(_OVERLAP, stems.overlap(title_stems, upper)),
            _P["page"] + heavy,
            _P["page-titled"] + heavy * 2 + (title is not None),
            _P["level"] + level,
            _P["link-between"] + linked,
            _P["repeat-between"] + repeated,
            _P["closed"] + linked + 2 * repeated,
            _P["level-dated"] + level * 2 + (self.seen.kinds[below.body[0]] == DATED),
            _P["title-evidence"] + bisect_right(_EVIDENCE, said),
            _P["body-evidence"] + bisect_right(_EVIDENCE, opened),
            _P["all-evidence"] + bisect_right(_EVIDENCE, said + opened),
            _P["overlap-page"] + min(heavy, 3) // 2 * 6 + min(overlap, 5),
        ]

    def _signature(self, draft: Draft) -> tuple[int, ...]:
        """The kinds of the lines that lead to its body."""
        if not draft.headed:
            return ()
        return (-1, *sorted({self.seen.kinds[i] for i in draft.head}), self.seen.kinds[draft.body[0]] == DATED)


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / (min(len(left), len(right)) or 1)


def probability(table: tuple[int, ...], found: list[int]) -> float:
    """Return the logistic probability of some features by scores in hundredths."""
    return 1 / (1 + math.exp(-max(min(sum(map(table.__getitem__, found)), 3000), -3000) / 100))


def is_digest(drafts: list[Draft]) -> bool:
    """Say whether all that a page has is single paragraphs below headlines."""
    return bool(drafts) and all(draft.headed and len(draft.body) == 1 for draft in drafts)


def settle(jury: Jury, drafts: list[Draft], learned: Scores) -> list[tuple[Draft, float]]:
    """Drop drafts that are no articles, join those that are one, and say how sure each is.

    Returns:
        The articles in page order, with the probability that each is right.
    """
    rows = jury.articles(drafts)
    keep_from, say_from = learned.keep_from, learned.say_from
    if jury.seen.furniture <= FEW_LABELS:
        keep_from, say_from = min(keep_from, KEEP_FROM), min(say_from, SAY_FROM)
    kept = [
        (draft, found) for draft, found in zip(drafts, rows, strict=True)
        if probability(learned.real, found) >= keep_from
    ]  # fmt: skip
    joined: list[Draft] = []
    digest = is_digest([draft for draft, _ in kept])
    for draft, _ in kept:
        if joined:
            above = joined[-1]
            if not jury.opens_anew(above, draft, digest=digest) and probability(
                learned.same, jury.pair(above, draft, len(kept))
            ) > jury.join_from(above, draft):
                above.absorb(draft, jury.scores)
                continue
        joined.append(draft)
    if len(joined) != len(drafts):
        rows = jury.articles(joined)
    judged = [(draft, probability(learned.right, found)) for draft, found in zip(joined, rows, strict=True)]
    return [(draft, sure) for draft, sure in judged if sure >= say_from]
