"""What stands around each term of a text."""

import re
from dataclasses import dataclass, field
from functools import cache

from schemas.enriched import EvidenceKind
from streams.data.countries import Meaning, words
from streams.domain.enrich.countries.match import Hit

_INSIDE = frozenset("'’.&-_")
"""Marks that a word may hold."""
_ROW = frozenset({", ", " and ", ", and ", " or ", ", or "})
_AFTER = re.compile(r"([^\w]*)(\w[\w'’.-]*)?")

_CASES_OF_PLACE = {
    "hu": ("ban", "ben"),
    "fi": ("ssa", "ssä", "lla", "llä"),
    "tr": ("da", "de", "ta", "te", "nda", "nde"),
}
"""Endings that say "in", in languages that have no word for it."""


@dataclass
class Mention:
    """One hit with what stands around it and, in the end, the country it speaks for.

    Without slots, so that a new one costs only what it is given: what is not set is the class's.
    """

    start: int
    end: int
    term: str
    text: str
    meanings: tuple[Meaning, ...]
    before: str = field(default="", init=False)
    """The word before it, as it stands."""
    gap: str = field(default="", init=False)
    """What stands between the two."""
    behind: str = field(default="", init=False)
    """What stands between it and the word behind it."""
    after: str = field(default="", init=False)
    """The word behind it."""
    country: str | None = field(default=None, init=False)
    meaning: Meaning | None = field(default=None, init=False)
    kind: EvidenceKind = field(default="name", init=False)
    """What kind of sign it is for that country."""
    chained: bool = field(default=False, init=False)
    """Whether the place behind the comma decided."""
    container: bool = field(default=False, init=False)
    """Whether it only says where the place before the comma is."""
    named: bool = field(default=False, init=False)
    """Whether a capitalised word behind it, no institution, makes it a given name: Jordan Peterson."""
    ambiguous: bool = field(default=False, init=False)
    """Whether the text leaves open which country is meant."""
    alternatives: tuple[str, ...] = field(default=(), init=False)
    dateline: bool = field(default=False, init=False)
    """Whether it stands in the article's dateline."""

    locative: bool = field(default=False, init=False)
    """Whether the word before says that something is there."""
    listed: bool = field(default=False, init=False)
    """Whether it stands in a row with a country's name: "Turkey and Jordan"."""


@cache
def _locatives(language: str | None) -> frozenset[str]:
    """Return the words of a language behind which a name is a place, those of English among them."""
    known = words()
    return known["locative"] | known.get(f"locative-{language}", frozenset())


def mentions(text: str, found: list[Hit], *, language: str | None = "en") -> list[Mention]:
    """Look at what stands around each hit."""
    out: list[Mention] = []
    locatives = _locatives(language)
    endings = _CASES_OF_PLACE.get(language or "")
    last: Mention | None = None
    any_listed = False
    for start, end, term, meanings in found:
        mention = Mention(start, end, term, text[start:end], meanings)
        word, gap = _word_before(text, start)
        mention.before, mention.gap = word, gap
        if gap == " " and (word.lower() in locatives or (word == "of" and _is_kind(text, start))):
            mention.locative = True
        if last is not None and last.end + 7 >= start and text[last.end : start] in _ROW:
            mention.listed = _is_country(mention) and _is_country(last)
            last.listed = last.listed or mention.listed
            any_listed = any_listed or mention.listed
        near = text[end : end + 40]
        following = near[1:].partition(" ")[0] if near[:1] == " " else ""
        if following.isalpha():
            mention.behind, mention.after = " ", following
        else:
            _look_behind(text, mention)
        if endings is not None:
            mention.locative = _is_inside(mention, endings)
        out.append(mention)
        last = mention
    if any_listed:
        for mention in out:
            if mention.listed:  # "than Greece or Portugal": no town of that name is meant
                mention.meanings = tuple(m for m in mention.meanings if m.kind == "name" and "w" not in m.flags)
    return out


def _is_inside(mention: Mention, endings: tuple[str, ...]) -> bool:
    """Say whether a name ends like a place where something is, perhaps behind an apostrophe."""
    return mention.text.endswith(endings) or (mention.behind in {"'", "’"} and mention.after.startswith(endings))


def _look_behind(text: str, mention: Mention) -> None:
    """Set the word behind a mention and what stands between."""
    right = _AFTER.match(text, mention.end, mention.end + 40)
    behind, after = right.groups() if right else ("", None)
    if "\n" in behind:
        return
    mention.behind, mention.after = behind, after or ""
    if right and behind in {"'", "’"} and mention.after.lower() == "s":
        rest = _AFTER.match(text, right.end(), right.end() + 40)
        mention.behind, mention.after = "'s", ""
        if rest and rest[1] == " ":
            mention.after = rest[2] or ""


def _is_country(mention: Mention) -> bool:
    """Say whether it can be a country's own name."""
    return any(m.kind == "name" and "w" not in m.flags for m in mention.meanings)


def _is_kind(text: str, at: int) -> bool:
    """Say whether "the government of" or the like stands before an offset."""
    near = text[max(at - 32, 0) : at].lower().split()
    return len(near) > 1 and near[-2] in words()["kind"]


def _word_before(text: str, at: int) -> tuple[str, str]:
    """Return the word before an offset and what stands between them; nothing across a line or from 40 characters on."""
    least = max(at - 40, 0)
    if at and text[at - 1] == " ":
        word = text[least : at - 1].rpartition(" ")[2]
        if word.isalpha():
            return word, " "
    end = at
    while end > least and not text[end - 1].isalnum():
        end -= 1
        if text[end] == "\n":
            return "", ""
    begin = end
    while begin > least and (text[begin - 1].isalnum() or text[begin - 1] in _INSIDE):
        begin -= 1
    if begin == end:
        return "", ""
    if text[end : end + 1] in {".", "'", "’"} and end + 1 < at:
        end += 1
    return text[begin:end].lstrip("'’.&-_"), text[end:at]
