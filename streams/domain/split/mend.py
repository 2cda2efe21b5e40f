"""Drafts put right before they are judged: leads, summary bullets, and headlines taken for gaps."""

from collections.abc import Iterable
from itertools import islice

from streams.domain.split import lexicon
from streams.domain.split.datelines import is_filed
from streams.domain.split.drafts import Draft, drafts_of
from streams.domain.split.judge import SPEAKS, Jury
from streams.domain.split.layout import BODY, BULLET, CAPS, DATED, HEADLINE, LABEL, LONG
from streams.domain.split.states import HEAD, IN_BODY
from streams.domain.split.stems import stems_of
from streams.domain.words import words_of

_TITLES = (HEADLINE, CAPS)
_HEADINGS = frozenset({LABEL, HEADLINE, CAPS})
_LISTED, _TEASER, _ABOVE = 3, 4, 5
"""Fewest teasers of a list, most paragraphs of one, and within how many lines above them its headline stands."""
_FEWEST_WORDS = 3
"""Of a teaser's headline: an advertisement's label has fewer."""
_TRIED = 8
"""So many of its headings are looked below."""
_LOWEST, _OPENING = 6, 6
"""Among so many last paragraphs readers' comments are looked for, and by so many words that they open with."""
_SUMMED_UP, _SUMMED, _FEWEST = 25, 0.9, 4
"""A bullet sums up a body if so much of its stems, and no fewer, are in so many of the first paragraphs."""


def mended(jury: Jury, path: list[int]) -> list[Draft]:
    """Return the articles of a sequence of states; bullets that sum up a text are none of it."""
    drafts = drafts_of(path)
    if not all(jury.seen.words):  # most pages have no rules
        for place, draft in enumerate(drafts):
            _leave_rules(jury, draft)
            _begin_below_rule(jury, draft, drafts[place - 1] if place else None)
    drafts = [part for draft in drafts for part in _parted(jury, draft)]
    for draft in drafts:
        _end_above_comments(jury, draft)
    for place, draft in enumerate(drafts):
        _take_lead(jury, draft)
        bullets = _bullets(jury, draft)
        if bullets and _sum_up(jury, bullets, draft.body[len(bullets) :]):
            _lift(draft, bullets)
        elif bullets and place and _sum_up(jury, bullets, drafts[place - 1].body):
            drafts[place - 1].tail += bullets
            del draft.body[: len(bullets)]
            if draft.title is None and len(draft.body) > 1 and jury.seen.kinds[draft.body[0]] in _TITLES:
                draft.title = draft.body.pop(0)
                bullets = _bullets(jury, draft)
                if bullets and _sum_up(jury, bullets, draft.body[len(bullets) :]):
                    _lift(draft, bullets)
    return drafts


def is_teasers(jury: Jury, draft: Draft) -> bool:
    """Say whether a draft is headlines in turn with a short line below each: a list of teasers."""
    kinds, gaps = jury.seen.kinds, set(draft.gaps)
    return (
        len(draft.body) > 1
        and draft.title == draft.body[0] - 1
        and all(kinds[line] != LONG for line in draft.body)
        and all(
            line - 1 in gaps and kinds[line - 1] in _HEADINGS and jury.counts[line - 1] >= _FEWEST_WORDS
            for line in draft.body[1:]
        )
    )


def end_above_others(jury: Jury, draft: Draft) -> None:
    """End a body above a list of other stories: nothing but headlines below it, or short texts each with its own.

    Where the story goes on below such a list, the last text is the story's, and one or two are no list.
    """
    kinds = jury.seen.kinds
    labels = [line for line in range(draft.body[0] + 1, draft.body[-1]) if kinds[line] in _HEADINGS]
    for line in islice((line for line in labels if lexicon.ELSEWHERE.match(jury.lines[line].text)), _TRIED):
        body = _runs(jury, [other for other in draft.body if other > line])
        # Of some of them the text was left out of the body already.
        if not body or _is_list(jury, body, line) or _is_list(jury, _runs(jury, range(line, draft.body[-1] + 1)), line):
            draft.body = [other for other in draft.body if other < line]
            draft.gaps = [other for other in draft.gaps if other < line]
            return


def _is_list(jury: Jury, runs: list[list[int]], heading: int) -> bool:
    """Say whether texts are teasers: few paragraphs each, and the headlines of most, the last too, speak of them."""
    if len(runs) < _LISTED or max(map(len, runs)) > _TEASER:
        return False
    told = [_is_told_apart(jury, run, heading) for run in runs]
    return told[-1] and 3 * sum(told) >= 2 * len(told)


def _leave_rules(jury: Jury, draft: Draft) -> None:
    """Take what has no letter and no digit out of a body, unless that is all of it."""
    rules = [line for line in draft.body if jury.is_rule(line)]
    if rules and len(rules) < len(draft.body):
        draft.body = [line for line in draft.body if not jury.is_rule(line)]
        draft.gaps = sorted([*draft.gaps, *(line for line in rules if line > draft.body[0])])


def _end_above_comments(jury: Jury, draft: Draft) -> None:
    """End a body above what readers say: a line as long as theirs on some pages looks like any other text."""
    kinds, words = jury.seen.kinds, jury.seen.words
    for line in draft.body[1:][-_LOWEST:]:
        if (
            kinds[line] == LONG
            and not lexicon.COMMENTING.isdisjoint(words[line][:_OPENING])
            and lexicon.COMMENTS.match(jury.lines[line].text[:200])
        ):
            draft.body = [other for other in draft.body if other < line]
            draft.gaps = [other for other in draft.gaps if other < line]
            return


def _runs(jury: Jury, lines: Iterable[int]) -> list[list[int]]:
    """Return those of some lines that are text by their looks, those that stand together in one list each."""
    runs: list[list[int]] = []
    last = -2
    for line in lines:
        if jury.seen.kinds[line] in BODY:
            if line != last + 1:
                runs.append([])
            runs[-1].append(line)
            last = line
    return runs


def _is_told_apart(jury: Jury, run: list[int], stop: int) -> bool:
    """Say whether the headline next above a text, over its time and the like, speaks of it."""
    above = range(run[0] - 1, max(run[0] - _ABOVE, stop), -1)
    headline = next((line for line in above if jury.seen.kinds[line] in _TITLES), None)
    return headline is not None and jury.speaks(headline, jury.seen.stems.union(run), SPEAKS)


def _begin_below_rule(jury: Jury, draft: Draft, previous: Draft | None) -> None:
    """Take the headline below a rule for one above it; what stood above it may be the last of the draft before."""
    rules = [line for line in draft.head if jury.is_rule(line)]
    if not rules or not draft.headed:
        return
    headline = next((line for line in draft.head if line > rules[-1] and jury.seen.kinds[line] in _TITLES), None)
    if headline is None:
        return
    for line in range(draft.title, rules[0]):  # type: ignore[arg-type] # headed ones have one
        if previous is not None and line == previous.last + 1 and jury.seen.kinds[line] in BODY:
            previous.body.append(line)
    draft.title, draft.head = headline, [line for line in draft.head if line > headline]


def _parted(jury: Jury, draft: Draft) -> list[Draft]:
    """Part a draft at every line in it that may be the headline of what follows.

    It speaks of the paragraphs below and not of those above; whether they are
    one article nonetheless is judged later, by the whole of both. One with a
    dateline directly below it needs no more paragraphs to be a headline, and one
    below a rule across the page need not speak of anything.
    """
    parts = [draft]
    inside = set(draft.body)
    ruled_off = () if all(jury.seen.words) else [line for line in draft.body[1:] if jury.is_rule(line - 1)]
    for line in sorted([*draft.gaps, *ruled_off]):
        if parts[-1].body[0] >= line:  # no text would be left above it
            continue
        below = [i for i in range(line + 1, line + 4) if i in inside]
        above = [i for i in range(line - 3, line) if i in inside]
        if jury.seen.kinds[line] not in _TITLES or not below or not above:
            continue
        if jury.is_rule(line - 1):
            parts.append(parts[-1].part(line))
            continue
        if (len(below) < 2 or len(above) < 2) and jury.seen.kinds[line + 1] != DATED:
            continue
        of, union = jury.seen.stems.of, jury.seen.stems.union
        if jury.speaks(line, union(below), SPEAKS) and not of[line] & union(above):
            parts.append(parts[-1].part(line))
    return parts


def parted_by_datelines(jury: Jury, drafts: Iterable[Draft]) -> list[Draft]:
    """Part drafts at every headline that a dateline stands below, on a line of its own: no text goes on so.

    It is too seldom on the pages that scores are learned from, and too sure, to be a feature.
    """
    parted: list[Draft] = []
    for draft in drafts:
        draft.filed = any(is_filed(jury.lines[line].text) for line in draft.head)
        parted.append(draft)
        for line in _filed_headlines(jury, draft):
            if parted[-1].body[0] < line:  # else no text would be left above it
                apart = parted[-1].part(line)
                apart.body = [index for index in apart.body if index != line + 1]
                apart.gaps = [index for index in apart.gaps if index != line + 1]
                apart.head, apart.filed = [line + 1], True
                parted.append(apart)
    return parted


def _filed_headlines(jury: Jury, draft: Draft) -> list[int]:
    """Return the headlines inside a body that a dateline stands below, with text below that."""
    kinds, body = jury.seen.kinds, set(draft.body)
    return [
        line
        for line in range(draft.body[0] + 1, draft.body[-1] - 1)
        if kinds[line] in _TITLES
        and kinds[line + 1] not in BODY
        and line + 2 in body
        and kinds[line + 2] in BODY
        and is_filed(jury.lines[line + 1].text)
    ]


def _take_lead(jury: Jury, draft: Draft) -> None:
    """Take into the body what stands directly above it and reads like text: a lost lead is worse than a caption."""
    while draft.head and draft.head[-1] == draft.body[0] - 1:
        line = draft.head[-1]
        if jury.seen.kinds[line] not in BODY or jury.scores[line][IN_BODY] <= jury.scores[line][HEAD]:
            break
        draft.body.insert(0, draft.head.pop())


def _bullets(jury: Jury, draft: Draft) -> list[int]:
    """Return the bullets that a body opens with; none if it is nothing else."""
    kinds = jury.seen.kinds
    if kinds[draft.body[0]] != BULLET:
        return []
    return draft.body[: next((n for n, i in enumerate(draft.body) if kinds[i] != BULLET), 0)]


def _sum_up(jury: Jury, bullets: list[int], body: list[int]) -> bool:
    """Say whether one of some bullets stands in a text nearly word for word; of a cut-off text, others may not."""
    # It may be any sentence of a long paragraph: here every word counts.
    text = stems_of(words_of("\n".join([jury.lines[i].text for i in body[:_SUMMED_UP]]).casefold()))
    said = [stems_of(jury.seen.words[i]) for i in bullets]
    return any(len(stems) >= _FEWEST and len(stems & text) >= _SUMMED * len(stems) for stems in said)


def _lift(draft: Draft, bullets: list[int]) -> None:
    draft.head += bullets
    del draft.body[: len(bullets)]
