"""Texts of which no desk is told: columns, reviews, memories, sport, art and what companies earn."""

import re
from collections.abc import Iterable, Sequence

from schemas.enriched import EventType
from streams.data.events import table
from streams.domain.enrich.happenings.forms import noun_forms
from streams.domain.enrich.happenings.words import Words, word_set
from streams.domain.text import ArticleText


def _forms(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names if " " not in name for form in noun_forms(name)[-1])


_SPORT = _forms(table("classes")["sport"])
_SPORT_PHRASES = tuple(f" {phrase} " for phrase in table("classes")["sport"] if " " in phrase)
_FICTION = _forms(table("scenes")["subjects"]["fiction"])
_BUSINESS = _forms(table("scenes")["subjects"]["business"])
_SUBJECTS = _SPORT | _FICTION | _BUSINESS
_LEAST, _LEAST_KINDS = 4, 3
"""Words and phrases of a subject, and different ones, that make a text one about it."""
_FEWEST_KINDS = 2
"""Different single words of sport without which its phrases are not looked for."""
_OF_SPORT: frozenset[EventType] = frozenset({"PROTEST", "CRIME", "SANCTION", "HEALTH", "INVESTIGATE", "DISAPPROVE"})
"""Types whose words sport uses as anyone does."""
_OF_BUSINESS: frozenset[EventType] = frozenset({"PROTEST", "CRIME", "SANCTION", "COERCE", "INVESTIGATE"})
"""The same of companies' results."""
_OF_ART: frozenset[EventType] = frozenset({"CRIME", "SANCTION", "INVESTIGATE", "COERCE"})
"""The same of art and who makes it."""
_SCENE = word_set(
    "police officers soldiers troops army gunman gunmen gunfire gunshots bomb bombs explosion explosions explosive"
    " explosives grenade drone drones missile missiles rocket rockets militants stabbed stabbing stampede collapsed"
    " ambulances firefighters evacuated evacuation detained arrested"
)
"""Words of a scene of violence: with one of them a text about sport is about more than that."""
_AUTHORITIES = word_set(
    "police officials firefighters ministry spokesman spokeswoman authorities ambulances prosecutors army government"
)
"""Who speaks of what really happened: with one of them a text about art is about more than that."""
_LABEL = re.compile(
    r"(?:How (?:to|I) |(?:The |Our )?\d+ (?:best|ways|things|tips|reasons|recipes|ideas|places)\b|(?:The )?[Bb]est "
    r"|Where to |What to (?:watch|read|cook|wear)|On this day\b|Horoscope|From the archives?\b|Crossword|In pictures"
    r"|(?:Ten|Seven|Five) (?:best|ways|things|tips|reasons|recipes|ideas|places)\b"
    r"|(?:[A-Z][a-z]+ )?(?:Opinion|Comment|Column|Editorial|Recipe|[Rr]eview|Letters?|Obituary|Quiz|Explainer|Interview"
    r"|Profile|Podcast|Op-ed|Analysis|Essay|Book of the week|Gardening|Travel|Lifestyle)\b\s?[:|–—-])"
)
"""Headlines of what is no news, by their beginning."""
_REVIEW = re.compile(r"[^\n]{3,80}\breview\b\s?[:|–—]")
_NUMBER = r"(?:\d+|ten|fifteen|twenty|twenty-five|thirty|forty|fifty|sixty|seventy|eighty|a hundred|five|a)"
_MEMORY = re.compile(
    rf"\b(?:anniversary|{_NUMBER} (?:years|decades|century|centuries|decade) (?:on|later|after|ago|since)\b"
    r"|commemorat\w+|remembers?|remembered|remembering|remembrance|in memory of|memorial|recalls?|recalling"
    r"|looks? back|museum|exhibition|veterans?|funerals?|buries|burials?|laid to rest|last prayers|mourns?|mourners)\b",
    re.IGNORECASE,
)
"""Headlines of what is remembered."""
_OPINION = re.compile(r"\bviews? expressed\b|\bauthor's own\b|\bis a columnist\b|\bopinions? (?:expressed|are)\b")
_LEAST_I = 3
"""How often somebody says "I" outside of quotations who writes a column."""
_QUOTES = re.compile('["“”„‟]|‘[^’]*’')


def is_labelled(text: ArticleText, byline: Sequence[str]) -> bool:
    """Say whether headline or byline call a text a column, a recipe or the like."""
    return (
        _LABEL.match(text.text) is not None
        or (text.titled and _REVIEW.match(text.text) is not None)
        or any(_LABEL.match(line) for line in byline)
    )


def is_memory(text: ArticleText) -> bool:
    """Say whether the headline is about something remembered: what it tells of harm was long ago."""
    return text.titled and _MEMORY.search(text.text, 0, text.body_start) is not None


def is_opinion(text: ArticleText, words: Words) -> bool:
    """Say whether somebody writes of himself: "I" outside of quotations, or a notice that it is the author's view."""
    if _OPINION.search(text.text):
        return True
    if words.lower.count("i") < _LEAST_I:
        return False
    said = 0
    for paragraph in text.paragraphs:
        written = text.text[paragraph.start : paragraph.end]
        if not _QUOTES.search(written):
            said += len(re.findall(r"\bI\b(?!\.)", written))
    return said >= _LEAST_I


def told_anyway(words: Words, title: int) -> frozenset[EventType] | None:
    """Return the types of event that a text about sport, art or business may tell, nothing for any other text.

    Args:
        words: the text.
        title: the number of its words that are the headline's.
    """
    said = [word for word in words.lower if word in _SUBJECTS]
    if len(said) < _FEWEST_KINDS:
        return None
    if _is_sport(words, [word for word in said if word in _SPORT]):
        return _OF_SPORT
    if _are_many([word for word in said if word in _FICTION]) and _AUTHORITIES.isdisjoint(words.lower):
        return _OF_ART
    if _are_many([word for word in said if word in _BUSINESS]) and not _BUSINESS.isdisjoint(words.lower[:title]):
        return _OF_BUSINESS
    return None


def _are_many(said: Sequence[str]) -> bool:
    return len(said) >= _LEAST and len(set(said)) >= _LEAST_KINDS


def _is_sport(words: Words, said: list[str]) -> bool:
    if len(set(said)) < _FEWEST_KINDS or not _SCENE.isdisjoint(words.lower):
        return False
    if not _are_many(said):
        whole = " ".join(words.lower)
        said += [phrase for phrase in _SPORT_PHRASES if phrase in whole]
    return _are_many(said)
