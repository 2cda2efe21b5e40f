"""Signs of a country that are too weak to count beside others: who broadcasts, plays, teaches or governs there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from streams.data.countries import Meaning, meanings_of, signs, term, terms, words
from streams.data.fold import fold
from streams.domain.enrich.countries.match import Found, Hit
from streams.domain.enrich.countries.mention import Mention, mentions
from streams.domain.enrich.countries.sense import is_headline
from streams.domain.enrich.countries.support import DWARFED

WHOLE = 1.0
"""What a sign is worth that tells a country by itself."""
HALF = 0.5
"""What a sign is worth that must be joined by another one."""
PART = 0.35
"""The same of a word of daily life: of them it takes three."""
SHORT = 3
"""Letters of an acronym that must be joined by another sign."""
LETTER_AND_DOT = 2
NEAR = 70
"""Characters between a university and the word for what happened there, at most."""
MOST_PLACES = 5
"""Places of one name, at most, of which the largest is taken."""

_TITLES = frozenset({
    "president", "president-elect", "premier", "minister", "chancellor", "taoiseach", "king", "queen", "emir", "sultan",
    "ayatollah",
})  # fmt: skip
"""Before the surname of a head of state or of government."""
_RULES = frozenset({"administration", "government", "presidency", "cabinet", "regime"})
"""Behind it."""
_LOCATIVE = frozenset({"in", "near", "outside", "downtown"})
_CIVIC = frozenset({
    "airport", "city", "council", "court", "courthouse", "fire", "firefighters", "high", "hospital", "jail", "library",
    "mayor", "officials", "police", "public", "resident", "residents", "schools", "station",
})  # fmt: skip
"""Behind a town's name."""
_DAYS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
})  # fmt: skip
_TOLD_BEFORE = frozenset({
    "told", "tell", "tells", "telling", "according", "by", "via", "from", "quoted", "quoting", "quotes", "cited",
    "citing", "cites", "source", "sources", "credit", "photo", "image", "video", "courtesy", "interview", "reported",
    "said", "says", "with", "to", "in", "on", "for", "read", "see", "watch", "follow", "informed",
})  # fmt: skip
"""Within three words before a broadcaster or a paper: it only tells what happened."""
_TOLD_BEHIND = frozenset({
    "reported", "reports", "report", "reporting", "said", "says", "say", "added", "adds", "quoted", "quotes", "cited",
    "cites", "citing", "writes", "wrote", "notes", "noted", "learned", "understands", "has", "is", "correspondent",
    "correspondents", "reporter", "reporters", "journalist", "journalists", "analysis", "analyst", "poll", "exclusive",
    "investigation", "interview", "article", "story", "footage", "video", "news", "first", "columnist", "suggests",
    "confirmed", "published", "contributed", "via", "that", "on", "in", "online", "website", "affiliate", "crew",
})  # fmt: skip
"""The same behind it."""
_LEARNED = (
    "stud", "research", "prof", "scientist", "expert", "economist", "lectur", "psycholog", "biolog", "physic", "histor",
    "author", "engineer", "analyst", "fellow", "paper", "journal", "team", "according", "graduat", "degree", "attended",
    "educated", "alumn", "survey", "poll", "school", "institute", "developed", "astronom", "published", "said", "says",
    "neurosc", "medic", "clinic",
)  # fmt: skip
"""Beginnings of words that say that a university only speaks, or that somebody learnt there."""

_SPORT = re.compile(
    r"\b(?:coach|defenseman|draft|goalie|half-?time|innings|league|linebacker|match|pitcher|playoffs?|quarterback|roster"
    r"|scored|season|shortstop|stadium|standings|teammates?|touchdowns?|wicket|winger)\b",
    re.IGNORECASE,
)


class Sign(NamedTuple):
    """What one place in a text says of a country."""

    mention: Mention
    meaning: Meaning
    worth: float
    """0 to ``WHOLE``."""


@cache
def _matcher() -> AhoCorasick:
    known = signs()
    return AhoCorasick(known.patterns(0, len(known)), store_patterns=False)


@cache
def _meanings(index: int) -> tuple[Meaning, ...]:
    return tuple(meanings_of(signs().cells(index)))


def weak_signs(
    text: str,
    found: Found,
    *,
    when: datetime | None,
    language: str | None,
    capitals: bool,
    without: frozenset[str] = frozenset(),
) -> list[Sign]:
    """Return the weak signs of a text.

    Args:
        text: the article.
        found: its ordinary terms.
        when: publication time, which tells leaders of one name apart.
        language: ISO 639-1, or ``None``.
        capitals: whether the text is in capitals throughout.
        without: folded terms that don't count.
    """
    ordinary = mentions(text, found.hits, language=language)
    out = list(_leaders(ordinary, when))
    out += _institutions(ordinary)
    if not capitals:
        out += _towns(text, ordinary)
    hidden = [(m.start, m.end) for m in ordinary if m.meanings and m.meanings[0].kind == "none"]
    for mention in mentions(text, _listed(text), language=language):
        if mention.term in without or _is_held(mention, hidden):
            continue
        for meaning in mention.meanings:
            if not _is_written_so(mention, meaning, capitals=capitals):
                continue
            worth = _worth(text, mention, meaning, found.events, capitals=capitals)
            if worth > 0:
                out.append(Sign(copy(mention), meaning, worth))
    return out


def _is_written_so(mention: Mention, meaning: Meaning, *, capitals: bool) -> bool:
    """Say whether a name has the capitals that it must have: "Dia", "DIA" and "dia" are three things."""
    shown = "".join(filter(str.isalpha, mention.text))
    if not shown or shown.islower():
        return not shown or "l" in meaning.flags
    beside = [word for word in (mention.before, mention.after) if len(word) > 1]
    shouted = capitals or any(word.isupper() for word in beside)
    if "u" in meaning.flags:
        return shown.isupper() and not shouted and mention.gap[-1:] != "<"
    if " " not in mention.term and not shouted and not shown[1:].islower():
        return "-" in mention.text or "'" in mention.text
    return not mention.text[0].islower() or "l" in meaning.flags


def _is_held(mention: Mention, phrases: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of the phrases that hide names, ascending, holds a name and more: "Wall Street Journal"."""
    at = bisect_right(phrases, mention.start, key=itemgetter(0)) - 1
    if at < 0:
        return False
    start, end = phrases[at]
    return mention.end <= end and end - start > len(mention.text)


def _listed(text: str) -> list[Hit]:
    """Return the names of the table, the longest of those that begin at one place, none inside another."""
    known = signs()
    matches = sorted(
        (start, 2 - end, index)
        for index, start, end in _matcher().find_matches_as_indexes(f" {fold(text)} ", overlapping=True)
    )
    hits: list[Hit] = []
    behind = 0
    for start, end, index in matches:
        if start >= behind and "\n" not in text[start:-end]:
            behind = -end
            hits.append(Hit(start, behind, known.name(index), _meanings(index)))
    return hits


def _worth(text: str, mention: Mention, meaning: Meaning, events: Sequence[int], *, capitals: bool) -> float:
    """Return how much a name of the table says of a country where it stands."""
    weak = not {"w", "a"}.isdisjoint(meaning.flags) or ("u" in meaning.flags and len(mention.term) <= SHORT)
    group = meaning.place
    single = " " not in mention.term
    if group == "word":
        return 0.0 if single and _is_named(mention) else PART if weak else WHOLE
    if capitals and (weak or single):
        return 0.0
    if single and (_is_named(mention) or mention.after.lower().rstrip(".") in words()["street"]):
        return 0.0
    if single and _is_joined(mention) and not mention.text.isupper() and group in {"place", "club", "person"}:
        if not is_headline(text, mention.start) and mention.after.lower() not in words()["institution"]:
            return 0.0
        return HALF
    if group == "club" and weak and not _is_of_sport(text):
        return 0.0
    if group == "medium":
        return 0.0 if _only_tells(text, mention) else HALF
    if group == "academy":
        return _worth_of_school(text, mention, events)
    if group == "person" and single and not weak:
        titled = mention.gap == " " and mention.before.lower() in _TITLES
        return WHOLE if titled else HALF
    return HALF if weak else WHOLE


@lru_cache(maxsize=1)
def _is_of_sport(text: str) -> bool:
    """Say whether a text has words of sport, without which "Giants" and "Saints" are no teams."""
    return _SPORT.search(text) is not None


def _is_named(mention: Mention) -> bool:
    """Say whether a given name, an initial or a form of address makes it somebody's surname."""
    before = mention.before.lower().rstrip(".")
    if not mention.before[:1].isupper() or mention.gap not in {" ", ". "}:
        return False
    initial = len(mention.before) == LETTER_AND_DOT and mention.before[1] == "."
    return initial or before in words()["given"] or before in {"mr", "mrs", "ms", "miss", "dr", "sir"}


def _only_tells(text: str, mention: Mention) -> bool:
    """Say whether a broadcaster or a paper is only named as the source of a story."""
    if mention.behind[:1] in {":", ")", "'", "’", "|"} or mention.gap[-1:] in {"(", "|", "-", "–", "—", "©", "@", "#"}:
        return True
    line = text[max(mention.start - 48, 0) : mention.start].rpartition("\n")[2].lower()
    near = [word.strip("“”\"'’,.;:()") for word in line.split()[-3:]]
    behind = text[mention.end : mention.end + 32].partition("\n")[0].lower().split()[:2]
    return not _TOLD_BEFORE.isdisjoint(near) or not _TOLD_BEHIND.isdisjoint(word.strip(",.;:") for word in behind)


def _worth_of_school(text: str, mention: Mention, events: Sequence[int]) -> float:
    """Return what a university is worth: all where something happened there, nothing where it only speaks."""
    around = text[max(mention.start - 90, 0) : mention.end + 60].replace(mention.text, "").lower()
    if any(word.startswith(_LEARNED) for word in around.split()):
        return 0.0
    near = bisect_left(events, mention.start - NEAR)
    return WHOLE if near < len(events) and events[near] < mention.end + NEAR else HALF


def _leaders(ordinary: Sequence[Mention], when: datetime | None) -> Iterator[Sign]:
    """Yield heads of state and of government by full name, or by title and surname, whenever they were in office.

    Other holders of an office are half a sign.
    """
    month = f"{when.year:04d}-{when.month:02d}" if when else None
    for mention in ordinary:
        held = [m for m in mention.meanings if m.kind == "leader"]
        if not held:
            continue
        if " " not in mention.term:
            titled = mention.gap == " " and mention.before.lower() in _TITLES
            ruling = mention.behind == " " and mention.after.lower() in _RULES
            held = [m for m in held if "s" in m.flags and (titled or ruling)]
            worth = WHOLE
        else:
            worth = WHOLE if any(_is_head(mention.term, m) for m in held) else HALF
        countries = {m.country for m in held}
        if len(countries) > 1:
            if month is None:
                continue
            held.sort(key=lambda m: _years_away(m.place, month))
        if held:
            yield Sign(mention, held[0], worth)


@cache
def _is_head(name: str, meaning: Meaning) -> bool:
    """Say whether the holder of an office is a head of state or of government: these are known by surname, too."""
    known = terms()
    for part in (name.rpartition(" ")[2], name.partition(" ")[0]):
        index = known.first_from(part)
        if index < len(known) and known.name(index) == part:
            same = [m for m in term(index).meanings if "s" in m.flags and m.country == meaning.country]
            if any(m.place == meaning.place for m in same):
                return True
    return False


def _years_away(spans: str, month: str) -> int:
    """Return how many years lie between a month and the nearest one in office."""
    year = int(month[:4])
    away = []
    for span in spans.split(" "):
        begin, _, end = span.partition("/")
        first, last = int(begin[:4] or year), int(end[:4] or year)
        away.append(max(first - year, year - last, 0))
    return min(away)


def _institutions(ordinary: Sequence[Mention]) -> Iterator[Sign]:
    """Yield governments and organisations that need support: half a sign."""
    for mention in ordinary:
        kinds = {m.kind for m in mention.meanings}
        countries = {m.country for m in mention.meanings}
        if len(countries) == 1 and kinds <= {"government", "organisation"}:
            yield Sign(mention, mention.meanings[0], HALF)


def _towns(text: str, ordinary: Sequence[Mention]) -> Iterator[Sign]:
    """Yield towns that are no persons: all of a sign if their name is of several words, half of one if not."""
    classes = words()
    persons = {m.term for m in ordinary if _is_named(m) or (_is_joined(m) and m.after.lower() not in _CIVIC)}
    for mention in ordinary:
        places = [m for m in mention.meanings if m.kind in {"city", "region"} and "c" not in m.flags]
        if not places or len(places) != len(mention.meanings) or len(places) > MOST_PLACES:
            continue
        after = mention.after.lower().rstrip(".") if mention.behind == " " else ""
        single = " " not in mention.term
        if mention.term in _DAYS or after in classes["street"] or after in classes["paper"]:
            continue
        if single and (mention.term in persons or mention.before[:1].isupper()):
            continue
        largest = max(places, key=lambda m: m.people)
        if any(m.country != largest.country and m.people * DWARFED > largest.people for m in places):
            continue
        there = mention.gap == " " and mention.before.lower() in _LOCATIVE and not _is_joined(mention)
        if there or after in _CIVIC or not (single or _is_joined(mention) or mention.before[:1].isupper()):
            sure = there and not single and not largest.flags and not is_headline(text, mention.start)
            yield Sign(mention, largest, WHOLE if sure else HALF)


def _is_joined(mention: Mention) -> bool:
    """Say whether a word with a capital stands behind a name."""
    return mention.behind == " " and mention.after[:1].isupper()
