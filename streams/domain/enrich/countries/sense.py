"""Which country each term of a text speaks for: one sense an article, by everything else it says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from math import log10
from typing import get_args

from schemas.enriched import EvidenceKind
from streams.data.countries import Meaning, words
from streams.domain.enrich.countries.match import Hit
from streams.domain.enrich.countries.mention import Mention, mentions
from streams.domain.enrich.countries.other_words import drop_other_words
from streams.domain.enrich.countries.support import BIG_CITY, CIVIC, SURE_CITY, Support


def _in_office(spans: str, month: str | None) -> bool:
    for span in spans.split(" "):
        begin, _, end = span.partition("/")
        if month is None:
            if not end:
                return True
        elif begin <= month and (not end or month <= end):
            return True
    return False


def settle(
    text: str,
    found: list[Hit],
    *,
    cues: Mapping[str, int],
    home: str | None,
    when: datetime | None,
    capitals: bool,
    language: str | None = "en",
) -> list[Mention]:
    """Say for each hit which country it speaks for; hits that speak for none are left out.

    Args:
        text: the article.
        found: its terms, ascending.
        cues: how many words of each country's public life it has.
        home: country of the publisher's internet domain, if it has one.
        when: publication time, for office-holders.
        capitals: whether the text is in capitals throughout.
        language: ISO 639-1, or ``None``.
    """
    month = f"{when.year:04d}-{when.month:02d}" if when else None
    every = mentions(text, found, language=language)
    drop_other_words(text, every, language)
    _drop_leaders_out_of_office(every, month)
    _chain(every)
    _carry(every)
    persons = _drop_other_senses(text, every, capitals)
    alive = [mention for mention in every if mention.meanings]
    evidence = Support(text, alive, cues, home)
    _choose(alive, evidence, persons, capitals)
    return [mention for mention in alive if mention.country is not None]


def _drop_leaders_out_of_office(every: Sequence[Mention], month: str | None) -> None:
    """Leave who held an office at the time; a surname alone only if it is titled, or no other name stands before it."""
    if not [True for mention in every for m in mention.meanings if m.kind == "leader"]:
        return
    holders = [mention for mention in every if "leader" in [m.kind for m in mention.meanings]]
    for mention in holders:
        left = tuple(m for m in mention.meanings if m.kind != "leader" or _in_office(m.place, month))
        if len(left) < len(mention.meanings) and all(m.kind == "city" and m.people < SURE_CITY for m in left):
            mention.named = True  # "Call on Obama" means one who was a leader, though a town has the name
        mention.meanings = left
    named = {
        (part, m.country)
        for mention in holders
        if " " in mention.term
        for m in mention.meanings
        if m.kind == "leader"
        for part in (mention.term.rsplit(" ", 1)[-1], mention.term.split(" ", 1)[0])
    }
    heads = words()["head"]
    for mention in holders:
        titled = mention.gap == " " and mention.before.lower() in heads
        if titled or not (mention.gap == " " and mention.before[:1].isupper()):
            continue
        mention.meanings = tuple(
            m for m in mention.meanings if "s" not in m.flags or (mention.term, m.country) in named
        )


def _chain(every: list[Mention]) -> None:
    """``Athens, Georgia``: the place behind the comma says which is meant before it."""
    any_short = bool([True for mention in every for m in mention.meanings if "c" in m.flags])
    for index, outer in enumerate(every):
        short = tuple([m for m in outer.meanings if "c" in m.flags]) if any_short else ()
        if outer.gap[:1] != "," or outer.gap.strip() != "," or not outer.before[:1].isupper():
            if short:
                outer.meanings = tuple(m for m in outer.meanings if "c" not in m.flags)
            continue
        inner = every[index - 1] if index else None
        if inner is not None and inner.meanings and inner.end + len(outer.gap) == outer.start:
            following = every[index + 1] if index + 1 < len(every) else None
            listed = outer.after.lower() in {"and", "or"} or (
                following is not None and following.gap == ", " and following.start == outer.end + 2
            )
            _join(inner, outer, listed=listed)
        elif short:
            outer.meanings = short
            outer.chained = True


def _join(inner: Mention, outer: Mention, *, listed: bool) -> None:
    """Settle a place and the state or country behind its comma by one another, if they are not a list."""
    states = tuple(m for m in outer.meanings if m.place == "state")
    names = any(m.kind == "name" for m in outer.meanings)
    if names and any(m.kind == "name" and "p" not in m.flags for m in inner.meanings):
        return
    around = {m.country for m in outer.meanings if m.kind in {"name", "region"}}
    within = tuple(m for m in inner.meanings if m.country in around and m.kind in {"city", "capital", "region"})
    if within:
        chosen = {m.country for m in within}
        inner.meanings = within
        outer.meanings = tuple(m for m in outer.meanings if m.country in chosen and m.kind in {"name", "region"})
    elif states and not listed and _is_town(inner):
        inner.meanings = tuple(m._replace(kind="city", flags="") for m in states)
        outer.meanings = states
    else:
        return
    inner.chained = outer.chained = outer.container = True


def _is_town(mention: Mention) -> bool:
    """Say whether it can mean a city, and nothing beside cities and regions."""
    kinds = {m.kind for m in mention.meanings}
    return bool(kinds & {"capital", "city"}) and kinds <= {"capital", "city", "region"}


def _carry(every: list[Mention]) -> None:
    """One sense an article: what a comma decided holds wherever the same name stands alone."""
    decided: dict[str, set[str]] = {}
    for mention in every:
        if mention.chained and not mention.container:
            decided.setdefault(mention.term, set()).update(m.country for m in mention.meanings)
    if not decided:
        return
    for mention in every:
        countries = decided.get(mention.term)
        if countries and len(countries) == 1 and not mention.chained and mention.meanings:
            (country,) = countries
            mention.meanings = (Meaning("city", country, 0, "", "", frozenset()),)
            mention.chained = True


def _drop_other_senses(text: str, every: list[Mention], capitals: bool) -> set[str]:
    """Take out persons, papers, streets and dishes; return the terms that are persons' names here."""
    classes = words()
    persons: set[str] = set()
    for mention in every:
        if not mention.meanings or mention.chained:
            continue
        kind = mention.meanings[0].kind
        if kind == "none":
            first, _, rest = mention.term.partition(" ")
            if first in classes["given"]:
                persons.add(rest)
            mention.meanings = ()
        elif kind == "demonym":
            one = "p" in mention.meanings[0].flags or not mention.text.endswith(("s", "S"))
            surname = one and _is_surname(mention, classes, capitals)
            if surname or _speaks_alone(mention) or _is_culture(text, mention, classes["culture"]):
                mention.meanings = ()
        elif kind not in {"leader", "organisation", "government"}:
            if len(mention.text) <= 4 and mention.text.isupper() and not capitals:
                mention.meanings = tuple(m for m in mention.meanings if _may_be_short(m))
            if mention.gap == " " and mention.before.lower() in _COMPASS:
                whole = tuple(m for m in mention.meanings if m.kind in {"name", "region"})
                mention.meanings = whole or mention.meanings
            if mention.term.startswith("st ") and mention.behind == "'s" and _is_town(mention):
                mention.meanings = ()
            if mention.before[:1].isupper():
                if mention.before.lower().rstrip(".") in _SAINT and mention.gap in {" ", ". "}:
                    mention.meanings = ()
                elif _is_surname(mention, classes, capitals):
                    persons.add(mention.term)
                    mention.meanings = ()
            if mention.meanings and mention.behind == " " and mention.after[:1].isupper():
                _look_behind(text, mention, classes, capitals)
    return persons


_COMPASS = frozenset(
    f"{side}{ending}"
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
)
"""Before a place: a state or a region has such parts, of towns they are seldom said."""
_SPOKEN = frozenset({"said", "added", "told", "explained", "testified", "noted"})


def _speaks_alone(mention: Mention) -> bool:
    """Say whether a people's name that speaks without an article is a surname: "Finn said", but "the French said"."""
    alone = mention.gap != " " or not (mention.before[:1].islower() or mention.before in {"The", "A", "An"})
    return alone and mention.behind == " " and mention.after.rstrip(".") in _SPOKEN and not mention.text.endswith("s")


_SCHOOLS = frozenset({"elementary", "middle", "high"})
"""Before "School": it bears somebody's name as often as its town's."""
_SURELY = frozenset({"in", "near", "outside"})
_SAINT = frozenset({"st", "saint", "ste", "santa", "san"})


def _may_be_short(meaning: Meaning) -> bool:
    """Say whether a word of four capitals at most can mean this, and not an acronym."""
    return "u" in meaning.flags or meaning.kind not in {"city", "region"} or meaning.people > BIG_CITY


def _is_surname(mention: Mention, classes: Mapping[str, frozenset[str]], capitals: bool) -> bool:
    """Say whether a given name, an initial or a title stands before it."""
    before = mention.before.lower().rstrip(".")
    if capitals or not mention.before[:1].isupper() or mention.gap not in {" ", ". "}:
        return False
    if mention.gap == " " and (
        (before in classes["given"] and before not in UNSURE_GIVEN)
        or (len(mention.before) == 2 and mention.before[1] == ".")
    ):
        return True
    return (
        before in classes["title"]
        and before not in UNSURE_TITLE
        and any("p" in m.flags or "w" in m.flags or m.kind == "city" for m in mention.meanings)
    )


def _look_behind(text: str, mention: Mention, classes: Mapping[str, frozenset[str]], capitals: bool) -> None:
    """Take out a street or a paper named after the place; mark what is perhaps a given name."""
    after = mention.after.lower().rstrip(".")
    if (
        after in classes["street"]
        or (after in classes["paper"] and not capitals)
        or (after in _SCHOOLS and any("p" in m.flags or "w" in m.flags for m in mention.meanings))
    ):
        mention.meanings = ()
    elif (
        not capitals
        and not mention.locative
        and not mention.after.isupper()
        and after not in classes["institution"]
        and any("p" in m.flags or "w" in m.flags for m in mention.meanings)
        and not is_headline(text, mention.start)
    ):
        mention.named = True


def is_headline(text: str, at: int) -> bool:
    """Say whether the line that holds an offset writes most of its words with a capital."""
    begin = text.rfind("\n", max(at - 150, 0), at) + 1 or max(at - 150, 0)
    end = text.find("\n", at, at + 150)
    words = [word for word in text[begin : end if end >= 0 else at + 150].split() if word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


_TONGUE = frozenset({
    "speak", "speaks", "speaking", "spoke", "spoken", "fluent", "learn", "learns", "learned", "learning", "translated",
    "written", "study", "studies", "studying", "studied", "teach", "teaches", "teaching", "taught",
})  # fmt: skip
"""Behind one of these, a demonym is a language."""


def _is_culture(text: str, mention: Mention, things: frozenset[str]) -> bool:
    """Say whether a demonym means a language, a dish or a descent."""
    after, spaced = mention.after.lower().rstrip("."), mention.behind == " "
    if spaced and after in things:
        return True
    if mention.text.endswith("s") and mention.term not in {"swiss"}:
        return False
    near = text[max(mention.start - 32, 0) : mention.start].lower().split()[-2:]
    if not near:
        return False
    if not _TONGUE.isdisjoint(near):
        return True
    return near[-1] == "in" and (not spaced or after in {"and", "or", "but", "on", "with", "for", "at"})


UNSURE_GIVEN = frozenset({
    "will", "mark", "grant", "rob", "grace", "hope", "dean", "guy", "pat", "bill", "chase", "miles", "jan", "june",
    "april", "dale", "christian", "roman", "frank", "page", "joy", "don", "may", "an",
})  # fmt: skip
"""Given names that are also words before a place's name."""
UNSURE_TITLE = frozenset({
    "chief", "general", "coach", "deputy", "secretary", "attorney", "king", "queen", "prince", "governor", "gov",
    "mayor", "chairman", "father", "agent", "saint",
})  # fmt: skip
"""Titles that are also words before a place's name."""


_SIGNS: dict[str, EvidenceKind] = {kind: kind for kind in get_args(EvidenceKind)}
CLOSE = 1.1
"""Two senses nearer than this leave it open which is meant."""
_PRIOR = {
    "name": 5.0,
    "demonym": 5.0,
    "capital": 4.5,
    "government": 4.0,
    "organisation": 3.5,
    "leader": 3.0,
    "region": 3.5,
}


@lru_cache(maxsize=16_384)
def _usual(meanings: tuple[Meaning, ...]) -> tuple[tuple[float, ...], bool, tuple[str, ...]]:
    """Return what several meanings of a term say wherever they stand.

    Returns:
        The prior of each, whether one of them is a country or a capital, and the
        countries that share the name.
    """
    return (
        tuple(_prior(meaning) for meaning in meanings),
        any(m.kind in {"name", "capital"} for m in meanings),
        tuple(m.country for m in meanings if m.kind == "name" and ("a" in m.flags or "w" in m.flags)),
    )


def _prior(meaning: Meaning) -> float:
    if meaning.kind == "capital":
        prior = min(5.0, log10(max(meaning.people, 1000)) - 1.2)
    elif meaning.kind == "city":
        prior = log10(max(meaning.people, 1000)) - 2.3
    else:
        prior = _PRIOR.get(meaning.kind, 3.0)
    if meaning.place == "state":
        prior = 4.0
    if "w" in meaning.flags:
        prior -= 2.0
    if "r" in meaning.flags:
        prior -= 1.0
    if "a" in meaning.flags:
        prior -= 0.8
    return prior


def _choose(alive: list[Mention], evidence: Support, persons: set[str], capitals: bool) -> None:
    """Settle every mention; a term of the same meanings gets the same sense throughout."""
    settled: dict[tuple[str, int, bool], tuple[Meaning, float, bool, tuple[str, ...]] | None] = {}
    for mention in alive:
        chained = mention.chained
        key = (mention.term, id(mention.meanings), chained)
        best = settled[key] if key in settled else settled.setdefault(key, _best(mention, evidence))
        if best is None:
            continue
        meaning, supported, ambiguous, others = best
        if not chained and not _acceptable(mention, meaning, supported, persons, capitals):
            continue
        kind = _SIGNS.get(meaning.kind)
        if kind is None:
            continue
        mention.country, mention.meaning, mention.kind = meaning.country, meaning, kind
        if ambiguous:
            mention.ambiguous = True
        if others:
            mention.alternatives = others


def _best(mention: Mention, evidence: Support) -> tuple[Meaning, float, bool, tuple[str, ...]] | None:
    if len(mention.meanings) == 1:
        (meaning,) = mention.meanings
        local = meaning.kind in {"city", "region"}
        # What is no town and has no flag is taken without support.
        asked = local or meaning.flags
        supported = evidence.support(meaning.country, local=local, term=mention.term) if asked else 0.0
        return meaning, supported, False, ()
    by_country: dict[str, tuple[float, float, Meaning]] = {}
    priors, national, shares = _usual(mention.meanings)
    spoken = sum([country in evidence.terms for country in shares]) if shares else 0
    term, civic, known = mention.term, evidence.civic, evidence.known
    for meaning, prior in zip(mention.meanings, priors, strict=True):
        kind, country = meaning.kind, meaning.country
        local = kind in {"city", "region"}
        if local and country not in known:
            support = 0.0
        elif spoken > 1 and country in shares:
            support = 0.0  # where Guinea-Bissau and Equatorial Guinea are both told of, "Guinea" is neither
        elif national and kind == "city" and meaning.people < SURE_CITY:
            support = evidence.nearby(country)
        else:
            support = evidence.support(country, local=local, term=term)
        if civic and kind == "city" and (term, country) in civic:
            support += CIVIC
        score = prior + 1.5 * support
        if country not in by_country or score > by_country[country][0]:
            by_country[country] = (score, support, meaning)
    if not by_country:
        return None
    if len(by_country) > 1:
        _leave_alone(by_country, evidence, term)
    ranked = sorted(by_country.values(), key=lambda item: (-item[0], item[2].country))
    score, support, meaning = ranked[0]
    close = tuple(other.country for value, _, other in ranked[1:] if score - value < CLOSE and "w" not in other.flags)
    return meaning, support, bool(close) and not mention.chained, close


LONELY = 2.0
"""What a famous name loses where nothing else in the text is its country's, but something is its namesake's."""


def _leave_alone(by_country: dict[str, tuple[float, float, Meaning]], evidence: Support, term: str) -> None:
    """Lower the score of countries that only this name speaks for, if another one has more than that.

    Tripoli is Lebanon's where Beirut is told of, and nothing Libyan is.
    """
    spoken = {
        country
        for country, (_, _, meaning) in by_country.items()
        if meaning.kind == "city" and meaning.people >= SURE_CITY and evidence.speaks(country, term)
    }
    if spoken:
        for country, (score, support, meaning) in by_country.items():
            if country not in spoken:
                by_country[country] = score - LONELY, support, meaning


def _opens(mention: Mention) -> bool:
    """Say whether it begins a line as the place of a dateline does."""
    return not mention.before and mention.behind.strip()[:1] in {",", ":", "(", "-", "–", "—"} and mention.behind != ""


def _acceptable(mention: Mention, meaning: Meaning, support: float, persons: set[str], capitals: bool) -> bool:
    flags = meaning.flags
    if mention.term in persons and not mention.locative and not mention.listed:
        return False
    if mention.named:
        return False
    if "s" in flags:
        titled = mention.gap == " " and mention.before.lower() in words()["head"]
        return titled or support > 0
    if not flags and (meaning.kind not in {"city", "region"} or _opens(mention)):
        return True
    if (
        capitals
        and meaning.kind in {"city", "region"}
        and support <= 0
        and not (mention.locative and meaning.people > BIG_CITY)
    ):
        return False
    if "w" in flags:
        if meaning.kind in {"city", "region"} and (capitals or mention.text.isupper()):
            return support > 1 and mention.locative
        if meaning.kind == "name":
            return support > 0 or mention.locative
        if support <= 0:
            return meaning.people >= SURE_CITY and mention.locative and mention.before.lower() in _SURELY
        return mention.locative or meaning.kind != "city" or support >= CIVIC
    if meaning.kind == "city" and meaning.people < SURE_CITY:
        return support > 0 or (mention.locative and not capitals)
    if "r" in flags:
        return support > 0 or mention.locative
    return True
