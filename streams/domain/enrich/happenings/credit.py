"""Whose report it is."""

import re
from collections.abc import Sequence

from streams.data.events import table

_TABLE = table("grades")
_NAMES: dict[str, str] = {spelling: name for name, spellings in _TABLE["credit"].items() for spelling in spellings}
_NAME = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _NAMES), key=lambda n: (-len(n), n)))})(?![\w-])")
_DATELINE = re.compile(r"[^()\n]{2,60}?[(/—–-]\s?([^()\n]{2,40}?)\s?[)/—–-]")
_CREDIT_LINE = re.compile(r"[(\[—–-]\s?([^()\[\]\n—–]{2,40})[)\]]?\.?\s*$")
_LINE = 120


def agencies(byline: Sequence[str], first: str, last: str) -> tuple[str, ...]:
    """Return the wire agencies that a report is credited to.

    Args:
        byline: its lines that say who wrote or supplied it.
        first: its first paragraph, whose dateline may name one.
        last: its last paragraph, which may end with a credit.
    """
    places = [line[:_LINE] for line in byline]
    dateline = _DATELINE.match(first[:_LINE])
    if dateline is not None:
        places.append(dateline[1])
    closing = _CREDIT_LINE.search(last[-_LINE // 2 :])
    if closing is not None:
        places.append(closing[1])
    found = dict.fromkeys(_NAMES[match[0]] for place in places for match in _NAME.finditer(place))
    return tuple(found)
