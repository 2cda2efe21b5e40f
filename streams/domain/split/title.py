"""Which line is an article's headline: chosen among the lines around its body, once the body is known."""

from bisect import bisect_right

from streams.data.split import Scores
from streams.domain.split import lexicon
from streams.domain.split.drafts import Draft
from streams.domain.split.judge import SPEAKS, Jury, numbered
from streams.domain.split.layout import (
    BULLET,
    BYLINE,
    CAPS,
    CLASSES,
    CREDIT,
    EDGE,
    HEADLINE,
    LABEL,
    LINK,
    LONG,
    SENTENCE,
    TIME,
)
from streams.domain.split.states import OUTSIDE, TAIL_TITLE, TITLE

FAR_ABOVE = 60
"""How many lines above a body are looked at."""
FAR_BELOW = 4
"""How many lines below it."""
_OWN = 0.6
"""Least share of its line that a headline has."""
_MARGIN = (-600, -400, -250, -120, 0, 120, 250, 400, 600)
_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67, 0.84)
_DISTANCE = (1, 2, 3, 5, 8, 13, 25, 40)
_COUNTS = (2, 3, 4, 6, 9, 13, 18, 25)
_HEADING = frozenset({HEADLINE, CAPS, SENTENCE, LABEL})
_NEVER = frozenset({LINK, TIME, BYLINE, LONG, BULLET, EDGE})

_TITLE: tuple[tuple[str, int], ...] = (
    ("bias", 1), ("kind", len(CLASSES)), ("margin", 10), ("margin-below", 10), ("echo", 7), ("echo-lead", 7),
    ("distance", 9), ("headlines-between", 5), ("place", 3), ("drawn", 2), ("seen", 4), ("words", 9), ("address", 5),
    ("page-title", 5), ("next", len(CLASSES) + 1), ("best-echo", 3), ("longest", 2), ("mark", 4), ("echo-drawn", 14),
    ("length", 5), ("echo-rank", 4), ("lead-rank", 4), ("echo-near", 42),
    ("previous", len(CLASSES)), ("previous-2", len(CLASSES)), ("crowd", 4), ("capitals", 5), ("end", 4),
)  # fmt: skip
_T, TITLE_NAMES = numbered(_TITLE)


def choose(jury: Jury, drafts: list[Draft], learned: Scores) -> None:
    """Set the headline of every draft; what stood as such and is not, becomes part of its head."""
    if not learned.title:
        return
    for place, draft in enumerate(drafts):
        if draft.headed and lexicon.SECTIONS.search(jury.lines[draft.title].text):  # type: ignore[index] # headed ones have one
            draft.head = list(range(draft.title, draft.body[0]))  # type: ignore[arg-type] # as above
            draft.title = None
        first, floor = draft.body[0], drafts[place - 1].last + 1 if place else 0
        ceiling = drafts[place + 1].first if place + 1 < len(drafts) else len(jury.lines)
        possible = possible_titles(jury, draft, floor, ceiling)
        if not possible or possible == [draft.title]:
            continue
        found = candidates(jury, draft, possible)
        score = learned.title.__getitem__
        best, line = max([(sum(map(score, said)), -line) for line, said in found], default=(0, 0))
        if best > 0 and -line != draft.title:
            put(draft, -line)
        elif draft.title is None:
            text, again = jury.opening_stems(draft), jury.seen.repeats
            likely = [
                i for i in possible if i < first and (i == first - 1 or i in again) and jury.speaks(i, text, SPEAKS)
            ]
            if likely:
                put(draft, likely[-1])
        if draft.title is not None and (bare := _bare(jury, draft.title, possible)) != draft.title:
            put(draft, bare)


def _bare(jury: Jury, title: int, possible: list[int]) -> int:
    """Return the line that a headline's line ends with, if it is there alone too: what is in front is where it stands.

    ``Home Ferry runs again after a week of repairs`` is a headline with the way to it in front.
    """
    texts, whole = jury.seen.folded, jury.seen.folded[title]
    least = _OWN * len(whole)
    for line in possible:
        if least <= len(texts[line]) < len(whole) and whole.endswith(texts[line]):
            return title if jury.lines[line].text[0].islower() else line
    return title


def put(draft: Draft, title: int) -> None:
    """Make a line the headline of a draft."""
    if title in draft.body:
        draft.body.remove(title)
    old = draft.title
    draft.title = title
    if title < draft.body[0]:
        draft.head = list(range(title + 1, draft.body[0]))
        if old is not None and old > draft.body[-1]:
            draft.tail = sorted([old, *draft.tail])
    else:
        draft.tail = [line for line in draft.tail if line != title]


def possible_titles(jury: Jury, draft: Draft, floor: int, ceiling: int) -> list[int]:
    """Return the lines that may be a draft's headline: those above its body, in its first lines, and below it.

    Args:
        jury: the page.
        draft: the article.
        floor: first line that does not belong to the article above.
        ceiling: first line that belongs to the one below.
    """
    kinds, lines = jury.seen.kinds, jury.lines
    first, last = draft.body[0], draft.body[-1]
    above = [i for i in range(max(floor, first - FAR_ABOVE), first) if _possible(jury, i)]
    # A question may be a headline that was drawn as the first paragraph.
    within = [
        i
        for i in draft.body[:2]
        if len(draft.body) > 2 and (kinds[i] in _HEADING or lines[i].text[-1] in "?!") and _possible(jury, i)
    ]
    below = [
        i
        for i in range(last + 1, min(ceiling, last + 1 + FAR_BELOW))
        if kinds[i] in (HEADLINE, CAPS, SENTENCE) and _possible(jury, i)
    ]
    return above + within + below


def candidates(jury: Jury, draft: Draft, possible: list[int]) -> list[tuple[int, list[int]]]:
    """Return the features of the lines that may be a draft's headline; having none at all counts as zero.

    Args:
        jury: the page.
        draft: the article.
        possible: the lines, ascending.
    """
    kinds, lines = jury.seen.kinds, jury.lines
    first, last = draft.body[0], draft.body[-1]
    body = jury.opening_stems(draft)
    lead = jury.seen.stems.union(draft.body[:3])
    of, size = jury.seen.stems.of, jury.seen.stems.size
    stems = {i: of[i] for i in possible}
    echoes = {i: size(mine & body) / size(mine) if mine else 0.0 for i, mine in stems.items()}
    leads = {i: size(mine & lead) / size(mine) if mine else 0.0 for i, mine in stems.items()}
    top = max(echoes.values())
    echo_ranks, lead_ranks = sorted(echoes.values(), reverse=True), sorted(leads.values(), reverse=True)
    longest = max(len(lines[i].text) for i in stems)
    out = []
    between = 0
    headlines_between: dict[int, int] = {}
    for i in reversed([i for i in possible if i < first]):
        headlines_between[i] = between
        between += kinds[i] in (HEADLINE, CAPS)
    for i in stems:
        row = jury.scores[i]
        place = 0 if i < first else 2 if i > last else 1
        following = kinds[i + 1] if i + 1 < len(kinds) else EDGE
        echo = bisect_right(_ECHO, echoes[i])
        text = lines[i].text
        out.append(
            (
                i,
                [
                    0,
                    _T["kind"] + kinds[i],
                    _T["margin"] + bisect_right(_MARGIN, row[TITLE] - row[OUTSIDE]),
                    _T["margin-below"] + bisect_right(_MARGIN, row[TAIL_TITLE] - row[OUTSIDE]),
                    _T["echo"] + echo,
                    _T["echo-lead"] + bisect_right(_ECHO, leads[i]),
                    _T["distance"] + bisect_right(_DISTANCE, abs(first - i) if place < 2 else i - last),
                    _T["headlines-between"] + min(headlines_between.get(i, 0), 4),
                    _T["place"] + place,
                    _T["drawn"] + (i == draft.title),
                    _T["seen"] + jury.seen.repeats.get(i, 0),
                    _T["words"] + bisect_right(_COUNTS, jury.counts[i]),
                    _T["address"] + (1 + jury.seen.address.get(i, 0) if jury.seen.address else 0),
                    _T["page-title"] + (1 + jury.seen.titled.get(i, 0) if jury.seen.titled else 0),
                    _T["next"] + (len(CLASSES) if i + 1 == first else following),
                    _T["best-echo"] + (0 if echoes[i] < top else 1 if top < 0.3 else 2),
                    _T["longest"] + (len(text) == longest),
                    _T["mark"] + (1 if text[-1] == ":" else 2 if "|" in text else 3 if kinds[i] == CREDIT else 0),
                    _T["echo-drawn"] + echo + (7 if i == draft.title else 0),
                    _T["echo-rank"] + min(echo_ranks.index(echoes[i]), 3),
                    _T["lead-rank"] + min(lead_ranks.index(leads[i]), 3),
                    _T["echo-near"] + echo * 6 + min(headlines_between.get(i, 5), 5),
                    _T["length"] + bisect_right((20, 45, 110, 160), len(text)),
                    _T["previous"] + (kinds[i - 1] if i else EDGE),
                    _T["previous-2"] + (kinds[i - 2] if i > 1 else EDGE),
                    _T["crowd"] + (i - 1 in stems) + (i - 2 in stems) + (i - 3 in stems),
                    _T["capitals"] + sum(map(str.istitle, text.split())) * 4 // jury.counts[i],
                    _T["end"] + (1 if text[-1] == "." else 2 if text[-1] in "?!" else 3 if text[-1] in ")]" else 0),
                ],
            )
        )
    return out


def _possible(jury: Jury, index: int) -> bool:
    text = jury.lines[index].text
    return (
        jury.seen.kinds[index] not in _NEVER
        and 8 <= len(text) <= 250
        and jury.counts[index] > 1
        and not lexicon.SECTIONS.search(text)
    )
