"""What a number counts by words on both sides of it: "brought 30 people to safety", "the lives of 11 men were lost"."""

from streams.data.events import table
from streams.domain.enrich.happenings.forms import forms
from streams.domain.enrich.happenings.scenes import SCENES
from streams.domain.enrich.happenings.words import word_set

_Behind = tuple[tuple[str, ...], str]
"""Words that stand behind the counted ones, and the kind."""


def _frames() -> dict[str, list[_Behind]]:
    found: dict[str, list[_Behind]] = {}
    for frame in table("quantities")["frames"]:
        behind = [(tuple(phrase.split()), frame["kind"]) for phrase in frame["behind"]]
        for verb in frame["verbs"]:
            for form in forms(verb):
                found.setdefault(form, []).extend(behind)
    return found


_FRAMES = _frames()
_FILLERS = word_set("another further additional the its their all other another's total")
_REACH = 7
"""Words behind a number in which what was done with the counted ones must be said."""
_ENDS = frozenset({";", ":", "(", ",", "and"}) | word_set(
    "that which who while but after when said were was are dead killed injured wounded missing homeless trapped"
)
_LIVES = word_set("lives deaths death martyrdom killing killings murder murders drownings beheading")
_LOST = word_set("lost claimed claiming claims taken took taking takes cost costs costing claim snuffed ended")
_CLAIMS = word_set("claims claimed claiming")
_VICTIMS = word_set("lives victims people persons men women children villagers workers passengers civilians souls")
_AFTER_CLAIM = word_set("in on at as near after , during across dead so over by ; when")
"""Behind "claims 15": nothing that it would be claimed of."""
_SURVIVORS = word_set("survivor survivors castaways")
_FOUND = word_set("pulled picked plucked found rescued saved recovered brought dragged winched located reached up out")
_SEARCHES = word_set("search searches searching searched scour scouring look looking looked")
_RESCUERS = word_set(
    "rescuers divers coastguard guard helicopters helicopter aircraft boats lifeboat lifeboats navy firefighters"
    " soldiers crews crew teams drones dogs rubble sea debris wreckage missing sailors fishermen miners"
    " climbers hikers skiers"
)
"""Who or what is spoken of where a search is one for people in danger, not for staff."""
_SOUGHT_BY_POLICE = word_set(
    "suspect suspects gunman gunmen attackers attacker men robbers killers fugitives escapees votes"
)
_NONE = word_set("none neither")
_SURVIVED = word_set("survived survive survives lived alive")
_SURVIVED_IT = word_set("crash accident blast explosion fire blaze impact fall sinking attack landslide collapse wreck")
"""What nobody survived; a team that doesn't survive a round is alive."""
_FATAL_NEAR = 9
_BEFORE = _CLAIMS | _FOUND | {*_FRAMES, "of", "for", "among"}
"""Words before a number without which there is no frame."""


def framed(lower: list[str], start: int, end: int, lowest: int, highest: int) -> str | None:
    """Return what a number counts, if words on both sides of it say so.

    Args:
        lower: the words of the text.
        start: the number's first word, hedges included.
        end: the word behind it.
        lowest: its sentence's first word.
        highest: the word behind its sentence's last.
    """
    at = start - 1
    while at >= lowest and lower[at] in _FILLERS:
        at -= 1
    if at < lowest:
        return None
    before = lower[at]
    if before not in _BEFORE:
        return None
    if before in _FRAMES:
        said = _said_behind(_FRAMES[before], lower, end, highest)
        if said is not None:
            return said
    if before in _CLAIMS:
        return "killed" if _is_claimed(lower, end, highest) and not SCENES.keys().isdisjoint(lower[lowest:at]) else None
    if before == "of" and at > lowest:
        return _of_whom(lower, at, end, lowest, highest)
    if before in _FOUND and not _SURVIVORS.isdisjoint(lower[end : min(end + 2, highest)]):
        return "rescued"
    if before == "for" and not _SEARCHES.isdisjoint(lower[max(lowest, at - 4) : at]):
        by_police = not _SOUGHT_BY_POLICE.isdisjoint(lower[end : min(end + 3, highest)])
        return "missing" if not by_police and not _RESCUERS.isdisjoint(lower[lowest:highest]) else None
    if before == "among" and lower[max(lowest, at - 2) : at] == ["no", "survivors"]:
        return "killed"
    return None


def _said_behind(frames: list[_Behind], lower: list[str], end: int, highest: int) -> str | None:
    for at in range(end, min(highest, end + _REACH)):
        for phrase, kind in frames:
            if lower[at] == phrase[0] and tuple(lower[at : at + len(phrase)]) == phrase:
                return kind
        if lower[at] in _ENDS:
            return None
    return None


def _is_claimed(lower: list[str], end: int, highest: int) -> bool:
    """Say whether what stands behind "claims 15" lets it be lives."""
    if end >= highest:
        return True
    if lower[end] in _VICTIMS:
        return end + 1 >= highest or lower[end + 1] in _AFTER_CLAIM
    return lower[end] in _AFTER_CLAIM


def _of_whom(lower: list[str], of: int, end: int, lowest: int, highest: int) -> str | None:
    """Read "the lives of eleven workers were lost", "the martyrdom of four", "none of the 19 survived"."""
    noun = lower[of - 1]
    if noun in _NONE:
        return "killed" if _is_fatal(lower, end, highest) else None
    if noun not in _LIVES:
        return None
    if noun != "lives":
        return "killed"
    around = (*lower[max(lowest, of - 5) : of], *lower[end : min(end + _FATAL_NEAR, highest)])
    return "killed" if not _LOST.isdisjoint(around) else None


def _is_fatal(lower: list[str], end: int, highest: int) -> bool:
    """Say whether a sentence ends with "survived", or goes on with what nobody survived."""
    for at in range(end, min(end + _FATAL_NEAR, highest)):
        if lower[at] in _SURVIVED:
            return at + 1 == highest or not _SURVIVED_IT.isdisjoint(lower[at + 1 : min(at + _REACH, highest)])
    return False
