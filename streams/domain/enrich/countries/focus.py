"""What an article is about: the role of each country, and how likely it is that the article is about it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from math import exp, log1p
from operator import attrgetter, mul

from schemas.enriched import Role
from streams.data.countries import words
from streams.domain.enrich.countries.mention import Mention
from streams.domain.enrich.countries.other_words import is_person
from streams.domain.enrich.countries.striking import COUNTED, strikes
from streams.domain.text import ArticleText

_SCENE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "throughout",
        "around",
        "eastern",
        "western",
        "northern",
        "southern",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "downtown",
    }
)
_LISTED = frozenset({", ", " and ", ", and ", " or ", ", or ", " & ", ", the ", " and the "})
_PLACES = frozenset({"name", "capital", "city", "region"})
_LOCAL = frozenset({"city", "region"})
_INSTITUTIONS = frozenset({"organisation", "leader"})
NEAR = 70
"""Characters between a place and the word for what happened there, at most."""
OPENING = 90
"""Characters that do the work of a title where there is none."""
LEAD = 300
"""Characters of the body that are its lead."""
HEADLINED = 0.85
"""Score of a country in the headline from which on the place of a dateline is only where the text was filed."""
FILED = 0.3
"""Score, at most, of a country where the report was only filed, when the text speaks of several others."""
PEER = 0.55
"""Score of a country that shares the rank of one in focus."""
STRIKER = 0.5
"""Score, at least, of a country that attacks another one, which the text names more often: its desk must hear."""
FOCUS = 0.45
"""Score from which on an article is about a country. Below one half, because an alert lost is worse than one too many,
and because short texts are about a country more often than their scores say."""
ROLELESS_FOCUS = 0.3
"""The same for a language other than English, of which no verbs are known that say who acts and who is hit."""
OF_MANY = 0.5
"""Part of the best score of a text of many countries that another one must have to be in focus with it."""
LEAST_OF_MANY = 0.01
"""Best score, at least, of a text of many countries that is no mere list, as of rates of exchange."""
MOST_OF_MANY = 3
REPEATED = 3
"""Mentions from which on a country may be one of these that stands neither in the title nor in bullets or lead."""

_KIND = {
    "name": 1.0,
    "demonym": 0.9,
    "capital": 0.9,
    "city": 0.8,
    "region": 0.8,
    "government": 0.8,
    "leader": 0.7,
    "organisation": 0.5,
}
_DATELINE = re.compile(
    r"[^\n]{2,90}?(?:\s?\([^)\n]{2,40}\))?(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?)?\s?(?:[-–—]{1,2}\s|:\s|\)\s)"
)
_ASIDE = re.compile(r"\(.*?\)")
_OPEN_ASIDE = re.compile(r"\([^)]*\)?")
_START = attrgetter("start")
_SMALL = re.compile(r"\b[a-z]{3,}")
_SOURCE_LINE = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|report|story|text|photos?)\s(?:and \w+ )?by\b",
    re.IGNORECASE,
)
_VERBS = frozenset({
    "accused", "accuses", "agreed", "agrees", "announced", "announces", "approved", "approves", "are", "arrested",
    "arrests", "attacked", "attacks", "banned", "bans", "began", "begins", "blocked", "blocks", "called", "calls",
    "can", "closed", "closes", "confirmed", "confirms", "could", "cut", "cuts", "declared", "declares", "denied",
    "denies", "deployed", "deploys", "deported", "deports", "detained", "detains", "downed", "evacuated", "evacuates",
    "executed", "executes", "expelled", "expels", "extradited", "extradites", "fired", "fires", "freed", "frees",
    "had", "halted", "halts", "has", "have", "imposed", "imposes", "intercepted", "intercepts", "is", "killed",
    "kills", "launched", "launches", "lifted", "lifts", "loses", "lost", "may", "mobilised", "mobilises", "mobilized",
    "mobilizes", "must", "ordered", "orders", "plan", "plans", "raised", "raises", "recalled", "recalls", "rejected",
    "rejects", "released", "releases", "reopened", "reopens", "report", "reported", "reports", "restored", "restores",
    "said", "say", "says", "sealed", "seals", "seek", "seeks", "seized", "seizes", "sends", "sent", "shut", "shuts",
    "signed", "signs", "sought", "summoned", "summons", "suspended", "suspends", "takes", "threatened", "threatens",
    "to", "took", "urged", "urges", "voted", "votes", "vow", "vowed", "vows", "want", "wants", "warn", "warned",
    "warns", "was", "were", "will", "wins", "withdraws", "withdrew", "won", "would",
})  # fmt: skip
"""Behind a country's name or within three words: it acts."""
_SPEAKS = frozenset({
    "said", "says", "say", "will", "would", "vows", "vowed", "warns", "warned", "accuses", "accused", "denies",
    "denied", "rejects", "rejected", "agrees", "agreed", "announces", "announced", "orders", "ordered", "urges",
    "urged", "calls", "called", "wants", "expels", "expelled", "seeks", "sought",
})  # fmt: skip
"""Behind a capital: its government is meant."""
_HITS = frozenset({
    "accuse", "accused", "accuses", "accusing", "against", "attack", "attacked", "attacking", "attacks", "blame",
    "blamed", "blames", "bomb", "bombed", "bombing", "bombs", "condemn", "condemned", "condemns", "criticise",
    "criticised", "criticises", "criticize", "criticized", "criticizes", "help", "helped", "helps", "hit", "hits",
    "invade", "invaded", "invades", "invading", "occupied", "occupies", "occupy", "sanctioned", "strike", "strikes",
    "striking", "struck", "tells", "threaten", "threatened", "threatens", "told", "urge", "urged", "urges", "warn",
    "warned", "warning", "warns", "arrest", "arrested", "arrests", "deport", "deported", "deports", "detain",
    "detained", "detains", "expel", "expelled", "expels", "free", "freed", "frees", "release", "released", "releases",
    "shelled", "shelling",
})  # fmt: skip
"""Before a country's name: it is hit or addressed."""
_HITS_BY = frozenset({
    "attack on", "attacks on", "strike on", "strikes on", "sanctions on", "tariff on", "tariffs on", "embargo on",
    "ban on", "pressure on", "war on", "aid to", "threat to", "threats to", "warning to", "missiles at", "fired at",
    "assault on", "raid on", "raids on", "rockets at", "drones at", "attack against", "attacks against", "invasion of",
    "occupation of", "bombing of", "shelling of", "blockade of", "siege of", "criticism of", "claims on", "duties on",
})  # fmt: skip
_REACTS = frozenset({
    "applauded", "commended", "condemn", "condemned", "condemning", "condemns", "congratulated", "congratulates",
    "denounce", "denounced", "denounces", "denouncing", "deplored", "deplores", "hailed", "hails", "lamented",
    "mourned", "mourns", "offered", "praised", "praises", "regretted", "regrets", "repudiated", "repudiates",
    "welcomed", "welcomes", "condolences", "solidarity",
})  # fmt: skip
"""Behind a country's name: it speaks of what happened elsewhere."""
_AIMS = frozenset({"on", "at", "of", "to"})
"""Behind what is done to a country, these say no place: "sanctions on", "missiles at"."""
_OWNERS = frozenset({"name", "demonym"})
_BASES = frozenset({"base", "bases", "airbase", "airbases", "garrison", "barracks"})
"""Behind a country's or a people's name: what happens there happens to that country, too, wherever it stands."""
_FOREIGN = frozenset({"embassy", "consulate", "ambassador", "dollar", "dollars", "dlr", "dlrs", "currency"})


@dataclass(slots=True)
class Tally:
    """What the text says about one country, counted."""

    mentions: list[Mention] = field(default_factory=list)
    mass: float = 0.0
    """Mentions weighted by kind and place."""
    title: int = 0
    summary: int = 0
    lead: int = 0
    located: int = 0
    acting: int = 0
    hit: int = 0
    dateline: int = 0
    credit: int = 0
    foreign: int = 0
    """Embassies and currencies: of the country, but not about it."""
    persons: int = 0
    """Nationalities of somebody: "a Dutch reporter"."""
    strikes: int = 0
    """Mentions in title, bullets or lead as one that attacks, or stands behind it: "Saudi jets bombed", "backed by"."""
    bases: int = 0
    """Mentions in title, bullets or lead as the one whose base it is: "the British base of"."""
    reacts: int = 0
    """Mentions as one that only speaks of what happened: "Spain condemned"."""
    peers: set[str] = field(default_factory=set)
    """Countries that it is named in one breath with: "Kazakhstan, Georgia and"."""
    partners: set[str] = field(default_factory=set)
    """Of these, those that it is a pair with in title, bullets or lead: "Thai and Cambodian soldiers"."""
    beyond: int = 0
    """Mentions that do not merely repeat the place of the dateline."""
    segments: set[int] = field(default_factory=set)
    """Where the title, bullets and paragraphs begin that mention it."""
    opening: int = 0
    """Mentions in the title or the first words."""
    scene: int = 0
    """Mentions that say that something happened there."""
    scene_lead: int = 0
    """Those of them in title, bullets or lead."""
    eventful: float = 0.0
    """That part of the mass that stands near a word for something that happened."""
    first: int = 10**9


def dateline_end(text: str, start: int, end: int, settled: list[Mention]) -> int:
    """Return where the dateline of a paragraph ends, ``start`` if it has none.

    A dateline is a place, perhaps with state, agency and day, before a dash or a colon.
    """
    first = bisect_left(settled, start, key=_START)
    if first == len(settled) or settled[first].start > start + 3:
        return start
    found = _DATELINE.match(text, start, min(end, start + 140))
    if found is None:
        return start
    prefix = found[0]
    place = prefix.split(",")[0].split("(")[0].strip(" -–—:")
    if not place or (_SMALL.search(_ASIDE.sub("", place)) is not None and not place.istitle()):
        return start
    small = len(_SMALL.findall(_OPEN_ASIDE.sub("", prefix)))
    return found.end() if small <= 0 or (place.isupper() and small <= 1) else start


def tally(
    text: ArticleText, settled: list[Mention], events: list[int], language: str | None = None
) -> dict[str, Tally]:
    """Count each country's mentions by where they stand and what is said of it.

    Args:
        text: the article.
        settled: its mentions of countries, ascending.
        events: where words stand that say that something happened, ascending.
        language: ISO 639-1, or ``None``.
    """
    body, whole = text.body_start, text.text
    source_ranges: list[tuple[int, int]] = []
    own = text.dateline
    opens, closes = (own.start, own.end) if own else (body, body)
    for segment in text.paragraphs[: 1 if own else 2]:
        ends = dateline_end(whole, segment.start, segment.end, settled)
        if ends > segment.start:
            opens, closes = own.start if own else segment.start, ends
            break
    for segment in text.paragraphs[-3:]:
        if segment.end - segment.start < 300 and _SOURCE_LINE.match(whole, segment.start, segment.end):
            source_ranges.append((segment.start, segment.end))
    filed = {m.term for m in settled if opens <= m.start < closes}
    lead_from = closes
    lead_to = lead_from + LEAD
    counted: dict[str, Tally] = {}
    persons = words()["person"]
    previous: Mention | None = None
    pairs: list[tuple[Mention, Mention, str]] = []
    for mention in settled:
        country, meaning = mention.country, mention.meaning
        if country is None or meaning is None:
            continue
        entry = counted.get(country)
        if entry is None:
            entry = counted[country] = Tally()
        entry.mentions.append(mention)
        start = mention.start
        if opens <= start < closes:
            entry.dateline += 1
            mention.dateline = True
            continue
        if source_ranges and any(a <= start < b for a, b in source_ranges):
            entry.credit += 1
            continue
        if start < entry.first:
            entry.first = start
        kind = meaning.kind
        weight = _KIND.get(kind, 0.5)
        after = mention.after.lower().rstrip(".") if mention.behind == " " else ""
        if after in _FOREIGN:
            entry.foreign += 1
            entry.beyond += 1
            entry.mass += weight * 0.3
            continue
        if kind == "demonym" and (after.rstrip(".,") in persons or is_person(whole, mention, language)):
            entry.persons += 1
        segment = text.segment_at(start)
        part = segment.part
        entry.segments.add(segment.start)
        if start < OPENING:
            entry.opening += 1
        opening = part != "paragraph" or start < lead_to
        if kind in _LOCAL and mention.term in filed:
            weight *= 0.5
        else:
            entry.beyond += 1
        if part == "title":
            entry.title += 1
            weight *= 3.0
        elif part == "summary":
            entry.summary += 1
            weight *= 1.5
        elif start < lead_to:
            entry.lead += 1
            weight *= 1.6
        else:
            weight *= 0.4 + 0.6 * exp(-(start - lead_from) / 1500)
        near = bisect_left(events, start - NEAR)
        if near < len(events) and events[near] < mention.end + NEAR:
            entry.eventful += weight
            if mention.locative and mention.before.lower() in _SCENE:
                entry.scene += 1
                entry.scene_lead += opening
        if previous is not None and start < previous.end + 8 and previous.country != country:
            between = whole[previous.end : start]
            if between in _LISTED and previous.country is not None:
                entry.peers.add(previous.country)
                counted[previous.country].peers.add(country)
                if opening and kind in _OWNERS:
                    pairs.append((previous, mention, between))
        previous = mention
        entry.mass += weight
        # Headline and bullets end like sentences; a paragraph of old wires can be half of one.
        begins, ends = (body, len(whole)) if part == "paragraph" else (segment.start, segment.end)
        before = whole[max(start - 32, begins) : start]
        here = (mention.locative or mention.chained) and kind in _PLACES
        following: list[str] = []
        if kind != "city" and (opening or not here):
            following = whole[mention.end : min(mention.end + 40, ends)].lower().split(None, 4)[:4]
        if opening and strikes(mention, following, before):
            entry.strikes += 1
        if opening and kind in _OWNERS and not _BASES.isdisjoint([word.strip(",.'’") for word in following[:2]]):
            entry.bases += 1
        if here:
            if mention.before.lower() in _AIMS and _is_hit(before):
                entry.hit += 1
            else:
                entry.located += 1
            continue
        if not _REACTS.isdisjoint(following):
            entry.reacts += 1
        if not _VERBS.isdisjoint(following):
            entry.acting += 1
            if kind == "capital" and not _SPEAKS.isdisjoint(following[:2]):
                mention.kind = "government"
        elif _is_hit(before):
            entry.hit += 1
    _pair(pairs, counted)
    return counted


def _pair(pairs: list[tuple[Mention, Mention, str]], counted: dict[str, Tally]) -> None:
    """Make partners of two that are named in one breath with each other and with no third one."""
    for number, (first, second, between) in enumerate(pairs):
        listed = any(first is other[1] or second is other[0] for other in pairs[:number] + pairs[number + 1 :])
        if between == " and " and not listed and first.meaning is not None and first.meaning.kind in _OWNERS:
            one, other = str(first.country), str(second.country)
            counted[one].partners.add(other)
            counted[other].partners.add(one)


def _is_hit(before: str) -> bool:
    """Say whether what stands before a country makes it the one that is hit or addressed."""
    near = before.lower().split()[-3:]
    while near and (near[-1] in COUNTED or near[-1].isdigit()):
        near.pop()
    return bool(near) and (near[-1] in _HITS or " ".join(near[-2:]) in _HITS_BY)


FEATURES = (
    "bias", "share", "mass", "title", "summary", "lead", "located", "acting", "hit", "dateline", "only_dateline",
    "first", "top", "institution", "others", "foreign", "terms", "alone", "sole_dateline", "eventful", "scene",
    "filed", "scene_lead", "spread", "count", "opening", "persons", "reacts",
)  # fmt: skip
WEIGHTS = {
    "bias": -1.46,
    "share": 1.02,
    "mass": -0.55,
    "title": 0.78,
    "summary": 2.43,
    "lead": 0.38,
    "located": 0.54,
    "acting": 0.23,
    "hit": 0.20,
    "dateline": 1.23,
    "only_dateline": 3.04,
    "first": -0.08,
    "top": 0.70,
    "institution": -0.51,
    "others": -1.99,
    "foreign": -1.59,
    "terms": 2.64,
    "alone": 0.37,
    "sole_dateline": 0.18,
    "eventful": 0.05,
    "scene": 0.90,
    "filed": -1.59,
    "scene_lead": 0.39,
    "spread": -0.26,
    "count": 0.55,
    "opening": 0.49,
    "persons": -1.54,
    "reacts": -1.32,
}
"""Logistic weights, fitted by ``tests.quality.fit_focus``."""
_WEIGHTS = tuple(WEIGHTS[name] for name in FEATURES)


def features(counted: dict[str, Tally]) -> dict[str, list[float]]:
    """Return the numbers that say how much the article is about each country, in the order of ``FEATURES``."""
    if not counted:
        return {}
    entries = counted.values()
    total = sum([entry.mass for entry in entries])
    eventful = sum([entry.eventful for entry in entries])
    scenes = sum([entry.scene for entry in entries])
    most = max([entry.mass for entry in entries])
    loudest = next(code for code, entry in counted.items() if entry.mass == most)
    first = min([entry.first for entry in entries])
    spoken = [code for code, entry in counted.items() if entry.beyond > 0]
    others = log1p(len(spoken))
    out: dict[str, list[float]] = {}
    for code, entry in counted.items():
        mass, dateline, beyond, mentions = entry.mass, entry.dateline, entry.beyond, entry.mentions
        told = len(mentions) - dateline - entry.credit
        inside = max(told, 1)
        institution = _INSTITUTIONS.issuperset([m.meaning.kind for m in mentions if m.meaning])
        out[code] = [
            1.0,
            mass / total if total else 0.0,
            log1p(mass),
            min(entry.title + 0.8 * entry.summary, 2.0),
            float(min(entry.summary, 2)),
            log1p(entry.lead),
            entry.located / inside,
            entry.acting / inside,
            entry.hit / inside,
            1.0 if dateline and beyond else 0.0,
            1.0 / (1 + len(spoken)) if dateline and not beyond else 0.0,
            1.0 if entry.first == first and mass else 0.0,
            1.0 if loudest == code and mass else 0.0,
            1.0 if institution else 0.0,
            others,
            entry.foreign / inside,
            log1p(len({m.term for m in mentions})),
            1.0 if len(spoken) == 1 and spoken[0] == code else 0.0,
            1.0 if dateline and not spoken else 0.0,
            entry.eventful / eventful if eventful else 0.0,
            entry.scene / scenes if scenes else 0.0,
            1.0 if dateline and scenes and not entry.scene else 0.0,
            1.0 if entry.scene_lead else 0.0,
            1.0 if len(entry.segments) >= 3 else 0.0,
            log1p(told),
            1.0 if entry.opening else 0.0,
            entry.persons / inside,
            min(entry.reacts, 2) / 2,
        ]
    return out


def least_focus(language: str | None) -> float:
    """Return the score from which on an article in a language is about a country."""
    return FOCUS if language in (None, "en") else ROLELESS_FOCUS


def scores(counted: dict[str, Tally]) -> dict[str, float]:
    """Return for each country the probability that the article is about it.

    A country that is named in one breath with one that the article is about, and
    again in other paragraphs, shares its rank, and so does one that strikes in its
    opening: few texts to learn from have that.
    """
    rated = {code: 1.0 / (1.0 + exp(-sum(map(mul, _WEIGHTS, row)))) for code, row in features(counted).items()}
    headlined = any(
        entry.title and entry.beyond and not entry.persons and rated[code] >= HEADLINED
        for code, entry in counted.items()
    )
    if headlined or len([1 for entry in counted.values() if entry.beyond]) >= 3:
        for code, entry in counted.items():
            if not entry.beyond:
                rated[code] = min(rated[code], FILED)
    leading = {code for code, score in rated.items() if score >= FOCUS}
    for code, entry in counted.items():
        if entry.beyond >= 3 and len(entry.segments) >= 3 and entry.peers & leading:
            rated[code] = max(rated[code], PEER)
        elif (entry.strikes or entry.bases or entry.partners & leading) and leading:
            rated[code] = max(rated[code], STRIKER)
    _hear_where_it_was(counted, rated)
    return rated


def _hear_where_it_was(counted: dict[str, Tally], rated: dict[str, float]) -> None:
    """Raise the place where somebody's nationals came to harm, if the text would be told to their country alone."""
    best = max(rated, key=rated.__getitem__, default=None)
    if best is None or not counted[best].persons or counted[best].located:
        return
    places = [code for code, entry in counted.items() if code != best and entry.located]
    where = max(places, key=rated.__getitem__, default=None)
    if where is not None and rated[where] < FOCUS:
        rated[where], rated[best] = STRIKER, max(rated[best], FOCUS)


def among_many(counted: dict[str, Tally], rated: dict[str, float]) -> dict[str, float]:
    """Return the scores of the countries that a text of many countries is about, if it is about none beyond doubt.

    Where dozens are named, as by a severed cable, none stands out; still the likeliest ones must hear of it. Nothing if
    the best one is only there by a company or a leader, or if all scores are those of a list.
    """
    told = [c for c, entry in counted.items() if entry.title or entry.summary or entry.lead or entry.beyond >= REPEATED]
    ranked = sorted(told, key=lambda code: (-rated[code], code))[:MOST_OF_MANY]
    if (
        not ranked
        or rated[ranked[0]] < LEAST_OF_MANY
        or _INSTITUTIONS.issuperset([m.meaning.kind for m in counted[ranked[0]].mentions if m.meaning])
    ):
        return {}
    return {code: rated[code] for code in ranked if rated[code] >= rated[ranked[0]] * OF_MANY}


def role_of(entry: Tally, *, focus: bool) -> Role:
    """Say in what role a country stands: by what most of its mentions say, where they say it."""
    if not entry.beyond:
        return "location" if focus else "source"
    if not focus:
        return "mentioned"
    acting = entry.acting + entry.strikes
    best = max(entry.located * 1.0, acting * 1.1, entry.hit * 1.5)
    if best == 0:
        return "actor" if entry.title or entry.lead else "location"
    if entry.hit * 1.5 == best:
        return "target"
    return "actor" if acting * 1.1 == best else "location"
