"""Who strikes: a country that most texts name less often than the one that is struck."""

from collections.abc import Sequence

from streams.domain.enrich.countries.mention import Mention

_WEAPONS = frozenset({
    "airstrike", "airstrikes", "artillery", "assault", "attack", "attacks", "bombardment", "bombing", "bombings",
    "bombs", "cannon", "cyberattack", "cyberattacks", "drone", "drones", "gunfire", "hackers", "incursion",
    "invasion", "missile", "missiles", "mortar", "mortars", "offensive", "raid", "raids", "rocket", "rockets",
    "shelling", "shells", "sniper", "snipers", "strike", "strikes", "torpedo", "torpedoes", "warplanes", "warships",
})  # fmt: skip
"""Behind a people's name or a country's genitive: it strikes."""
_LABOUR = frozenset({"strike", "strikes"})
_STRIKES = frozenset({
    "abducted", "annexed", "annexes", "attacked", "attacks", "blockaded", "blockades", "bombarded", "bombed", "bombs",
    "downed", "fired", "fires", "hit", "hits", "invaded", "invades", "kidnapped", "kill", "killed", "kills", "launched",
    "launches", "pounded", "pounds", "raided", "raids", "rammed", "rams", "sank", "seized", "seizes", "shelled",
    "shells", "shot", "stormed", "storms", "strike", "strikes", "struck",
})  # fmt: skip
"""Within four words behind a country's name: it strikes, unless it is what was struck."""
_ARMED = frozenset({"fired", "fires", "launched", "launches", "shells", "strike", "strikes", "struck"})
"""Of these, the ones that are said of plans, deals and money as well: they take a weapon or a place that is hit."""
_NOTHING_HIT = frozenset({"a", "an", "back", "out", "up", "off", "its", "their", "new", "deal", "deals"})
_FALLS = frozenset(
    {"against", "destroys", "hit", "injures", "kill", "killed", "kills", "near", "on", "targets", "wounds"}
)
"""Behind a people's "strike": it is none of workers."""
_STRUCK = frozenset({
    "abducted", "annexed", "armed", "arrested", "attacked", "backed", "besieged", "bombed", "captured", "damaged",
    "destroyed", "detained", "downed", "fired", "funded", "hacked", "hit", "injured", "intercepted", "invaded",
    "kidnapped", "killed", "launched", "occupied", "poisoned", "raided", "rammed", "seized", "shelled", "shot",
    "struck", "sunk", "supported", "torpedoed", "wounded",
})  # fmt: skip
"""Before "by" and a country's name: it strikes."""
_BEHIND = frozenset({"-armed", "-backed", "-controlled", "-funded", "-led", "-sponsored", "-supported"})
"""Joined to a country's name: it stands behind what others do, unlike in "Russian-made"."""
_SENT = _WEAPONS | {"fired", "launched", "shot"}
"""Before "from" and a country's name: it strikes."""
_TRADED = frozenset({"bought", "buy", "buying", "buys", "import", "imported", "imports", "order", "ordered", "orders"})
_UNLIKE = frozenset({
    "was", "were", "is", "are", "be", "been", "being", "by", "got", "get", "said", "says", "say", "told", "that",
    "when", "after", "before", "as", "while", "which", "who", "",
})  # fmt: skip
"""Between a country and what is done, or behind that: it was struck, or somebody else strikes."""
_TRANSITIVE = frozenset({"abducted", "kidnapped", "killed", "seized", "shot"})
_NO_OBJECT = frozenset({"", "along", "at", "during", "in", "near", "off", "on", "outside"})
"""Behind one of these in a headline: it was struck, as in "Two Finns killed in"."""
COUNTED = frozenset({"the", "a", "an", "two", "three", "four", "five", "six", "several", "some", "all", "more"})
"""Words between "by" or a verb and a country's name."""
_LED = COUNTED | {"by", "from"}


def strikes(mention: Mention, following: Sequence[str], before: str) -> bool:
    """Say whether a country attacks another one, or stands behind who does.

    Args:
        mention: of the country.
        following: the words behind it, four at most, in small letters with their marks.
        before: the characters before it, some thirty at most.
    """
    last = ""
    if mention.before.lower() in _LED:
        near = before.rpartition(". ")[2].lower().split()
        while near and near[-1] in COUNTED:
            near.pop()
        last = near[-1] if near else ""
        if last == "by" and not _STRUCK.isdisjoint(near):
            return True
        if last == "from" and not _SENT.isdisjoint(near) and _TRADED.isdisjoint(near):
            return True
    if mention.locative and last != "from":
        return False
    words = [word.strip(",.;:\"'”’") for word in following]
    if words and words[0][:1] == "-" and words[0] not in _BEHIND:
        return False
    if (mention.kind == "demonym" or words[:1] == ["s"]) and not _WEAPONS.isdisjoint(words[:3]):
        return not _LABOUR.issuperset(_WEAPONS.intersection(words[:3])) or not _FALLS.isdisjoint(words)
    doing = next((at for at, word in enumerate(words) if word in _STRIKES), None)
    if doing is None or not _UNLIKE.isdisjoint(words[:doing] + words[doing + 1 : doing + 2]):
        return False
    if words[doing] in _ARMED and not _NOTHING_HIT.isdisjoint(words[doing + 1 : doing + 2]):
        return not _WEAPONS.isdisjoint(words[doing + 1 :])
    return words[doing] not in _TRANSITIVE or "".join(words[doing + 1 : doing + 2]) not in _NO_OBJECT
