"""Whose report it is."""

import re
from collections.abc import Sequence

from streams.data.events import table
from streams.data.publishers import wires

_TABLE = table("grades")
_NAMES: dict[str, str] = {spelling: name for name, spellings in _TABLE["credit"].items() for spelling in spellings}
_NAME = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _NAMES), key=lambda n: (-len(n), n)))})(?![\w-])")
_DATELINE = re.compile(r"[^()\n]{2,60}?[(/—–-]\s?([^()\n]{2,40}?)\s?[)/—–-]")
_CREDIT_LINE = re.compile(r"[(\[—–-]\s?([^()\[\]\n—–]{2,40})[)\]]?\.?\s*$")
_RETELLS = re.compile(
    r"(?<=[ ,])report(?:ed|s)(?! (?:last|in|earlier|previously)\b)\b|\b[Aa]ccording to (?:the )?",
)
_BEFORE = re.compile(rf"(?<!which )({_NAME.pattern})(?: news agency)?,? (?:has )?$")
_BEHIND = re.compile(rf"({_NAME.pattern})(?: news agency)?(?=[,.]|$)")
_NEAR = 60
"""Characters before "reported" that may name who reported."""
_OWN_WORK = re.compile(
    r"\b(?:told|tells) (?:us|this|our|the)\b|\b[Oo]ur (?:own )?(?:reporter|correspondent|journalist)"
)
_LINE = 120
_PARAGRAPH = 600


def agencies(byline: Sequence[str], first: str, last: str) -> tuple[str, ...]:
    """Return the wire agencies that a report is credited to.

    A report that claims no agency and no work of its own, and retells one agency's, is that agency's.

    Args:
        byline: its lines that say who wrote or supplied it.
        first: its first paragraph, whose dateline may name one, or which may retell one's report.
        last: its last paragraph, which may end with a credit.
    """
    places = [line[:_LINE] for line in byline]
    dateline = _DATELINE.match(first, 0, _LINE)
    if dateline is not None:
        places.append(dateline[1])
    closing = _CREDIT_LINE.search(last[-_LINE // 2 :])
    if closing is not None:
        places.append(closing[1])
    found = dict.fromkeys(_NAMES[match[0]] for place in places for match in _NAME.finditer(place))
    return tuple(found) or _quoted(first[:_PARAGRAPH])


def _quoted(opening: str) -> tuple[str, ...]:
    """Return the one agency whose report an opening retells: "..., Reuters reported, citing police"."""
    if " report" not in opening and "ccording to" not in opening:
        return ()
    named: set[str] = set()
    for match in _RETELLS.finditer(opening):
        at = match.start()
        if match[0].startswith("report"):
            name = _BEFORE.search(opening[max(at - _NEAR, 0) : at])
        else:
            name = _BEHIND.match(opening, match.end())
        if name is not None:
            named.add(_NAMES[name[1]])
    # The others are mouthpieces, which are quoted like any official.
    found = [name for name in named if name.casefold().replace(" ", "-") in wires()]
    return tuple(found) if len(named) == 1 and not _OWN_WORK.search(opening) else ()
