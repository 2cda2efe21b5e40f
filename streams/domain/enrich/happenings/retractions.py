"""Whether a report takes an earlier one back."""

import re
from collections.abc import Iterable, Sequence

from streams.data.events import table
from streams.domain.enrich.happenings.forms import forms, phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import Words

_TABLE = table("grades")["retracts"]
_HEADS = frozenset(_TABLE["heads"])
_HEAD_FIRST = frozenset(head.split()[0] for head in _HEADS)
_OPENINGS = tuple(f"{head} {mark}" for head in sorted(_HEADS) for mark in ":–—")
_SAYS: Lexicon[bool] = Lexicon((phrase_forms(phrase), True) for phrase in _TABLE["says"])
_LINE = 120
"""Words of a sentence that are read for whether it takes a report back."""
_LONGEST = 2000
"""Characters of them."""


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases in all their forms, as words with single spaces between."""
    return "|".join(
        " ".join(f"(?:{'|'.join(sorted(map(re.escape, found)))})" for found in phrase_forms(phrase))
        for phrase in sorted(phrases)
    )


def _words(of: str) -> frozenset[str]:
    return frozenset(form for word in _TABLE[of] for form in forms(word))


_NOUNS = _any_of(_TABLE["nouns"])
_VERBS = _any_of(_TABLE["verbs"])
_DONE = "(?:withdrawn|retracted)"
_TAKES_BACK = re.compile(
    rf"(?:{_VERBS}) (?:(?:{'|'.join(filter(None, _TABLE['between']))}) )?(?:{_NOUNS})(?! card)(?!\S)"
)
_TAKEN_BACK = re.compile(
    rf"(?<!\S)(?:{_NOUNS}) (?:has|have|had) been {_DONE}(?!\S)"
    # The whole sentence says it, or what was withdrawn may be what the report is about.
    rf"|^(?:the|this|that|our|its|an?) (?:[a-z]+ )?(?:{'|'.join(sorted(_TABLE['nouns']))})"
    rf"(?: (?:that|on|of|about|from|which|published|claiming|it|we) .*)? (?:has been|was|is) {_DONE}"
    r"(?: (?!is |was |were |are )\S+){0,4}$"
)
_WRONG = re.compile(
    rf"(?:earlier|previous|initial|first|our|the|these|those) (?:{_NOUNS}) (?:.* )?"
    rf"(?:is|are|was|were|be|proved|proven)"
    rf"(?: to be| completely| entirely)? (?:{'|'.join(_TABLE['wrong'])})(?!\S)"
)
_NOTHING = re.compile(
    r"(?:nobody|no one|none)(?: \w+){0,4} (?:died|killed|dead|hurt|injured|harmed)(?!\S)"
    r"|no such \w+(?: \w+)? (?:happened|occurred|took place|ha[ds] (?:happened|occurred|taken place))"
    r"|(?:did not|didn t|never) (?:happened|happen|took place|take place|occurred|occur)(?!\S)"
)
_OTHERS, _SCIENCE = _words("others"), _words("science")
_TRIGGERS = frozenset(form for verb in _TABLE["verbs"] for form in forms(verb)) | {
    phrase.split()[-1] for phrase in _TABLE["wrong"]
}
_BESIDE_BEFORE, _BESIDE_BEHIND = 4, 5


def retracts(words: Words, sentences: Sequence[int]) -> bool:
    """Say whether a report withdraws an earlier one, by its headline and its first sentences."""
    spans: list[list[str]] = []
    triggered = False
    for sentence in sentences:
        lowest, highest = words.sentences[sentence]
        span = words.lower[lowest:highest]
        if span[0] in _HEAD_FIRST:
            begins = " ".join(span[:4])
            if begins in _HEADS or begins.startswith(_OPENINGS):
                return True
        if not _SAYS.first.isdisjoint(span) and any(
            _SAYS.at(words.lower, index, highest) for index in range(lowest, highest)
        ):
            return True
        spans.append(span)
        triggered = triggered or not _TRIGGERS.isdisjoint(span)
    return triggered and _takes_back(spans)


def _takes_back(spans: Sequence[list[str]]) -> bool:
    """Say whether sentences, given by their words, say in any wording that a news report is taken back."""
    opening = [" ".join(span[:_LINE])[:_LONGEST] for span in spans]
    if _SCIENCE.isdisjoint(word for span in spans for word in span) and any(map(_is_taken_back, opening)):
        return True
    return any(map(_WRONG.search, opening)) and any(map(_NOTHING.search, opening))


def _is_taken_back(sentence: str) -> bool:
    for match in _TAKES_BACK.finditer(sentence):
        if _OTHERS.isdisjoint(sentence[: match.start()].split()[-_BESIDE_BEFORE:]):
            return True
    passive = _TAKEN_BACK.search(sentence)
    if passive is None:
        return False
    before, behind = sentence[: passive.start()].split()[-_BESIDE_BEFORE:], sentence[passive.end() :].split()
    said = passive[0].split()
    beside = {*before, *behind[:_BESIDE_BEHIND], *said[:_BESIDE_BEFORE], *said[-_BESIDE_BEHIND:]}
    return _OTHERS.isdisjoint(beside)
