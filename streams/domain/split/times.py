"""A publication time in a line of text, where it is written out, in ten languages or in figures."""

import re
from datetime import UTC, datetime, timedelta, timezone

_NAMES = (
    "jan january januar janvier enero janeiro gennaio января ιανουαρίου يناير जनवरी",
    "feb february februar février febrero fevereiro febbraio февраля φεβρουαρίου فبراير फ़रवरी",
    "mar march märz mars marzo março марта μαρτίου مارس मार्च",
    "apr april avril abril aprile апреля απριλίου أبريل अप्रैल",
    "may mai mayo maio maggio мая μαΐου مايو मई",
    "jun june juni juin junio junho giugno июня ιουνίου يونيو जून",
    "jul july juli juillet julio julho luglio июля ιουλίου يوليو जुलाई",
    "aug august août agosto августа αυγούστου أغسطس अगस्त",
    "sep sept september septembre septiembre setembro settembre сентября σεπτεμβρίου سبتمبر सितंबर",
    "oct october oktober octobre octubre outubro ottobre октября οκτωβρίου أكتوبر अक्टूबर",
    "nov november novembre noviembre novembro ноября νοεμβρίου نوفمبر नवंबर",
    "dec december dezember décembre diciembre dezembro dicembre декабря δεκεμβρίου ديسمبر दिसंबर",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<iy>(?:19|20)\d\d)(?:[-/.]|年)(?P<im>\d\d?)(?:[-/.]|月)(?P<id>\d\d?)(?!\d)"
    rf"|(?P<mm>{_NAME})\.? (?P<md>\d\d?)(?:st|nd|rd|th)?,? (?P<my>(?:19|20)\d\d)"
    r"|(?<!\d[-–])(?P<dd>\d\d?)(?:st|nd|rd|th|\.)?"
    rf"(?:[ -]| de )(?P<dm>{_NAME})\.?,?(?:[ -]| de )(?P<dy>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"\s?(?P<zone>Z\b|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


def time_in(text: str) -> datetime | None:
    """Return the first written-out date of a line, with the clock time and zone beside it.

    A clock time without a zone is taken as UTC, a date without a clock time as
    midnight UTC. ``None`` if there is no whole date or it does not exist.
    """
    date = _DATE.search(text) if _YEAR.search(text) else None
    if date is None:
        return None
    part = date.groupdict()
    if part["iy"]:
        year, month, day = int(part["iy"]), int(part["im"]), int(part["id"])
    elif part["my"]:
        year, month, day = int(part["my"]), _MONTHS[part["mm"].lower()], int(part["md"])
    else:
        year, month, day = int(part["dy"]), _MONTHS[part["dm"].lower()], int(part["dd"])
    clock = _CLOCK.search(text, date.end()) or _CLOCK.search(text[: date.start()])
    try:
        when = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if clock is None:
        return when
    hour = int(clock["h"])
    if clock["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    when += timedelta(hours=hour, minutes=int(clock["m"]))
    zone = clock["zone"]
    if zone and zone[0] in "+-" and int(zone[1:3]) < 15:
        digits = zone[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        when = when.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))
        return when.astimezone(UTC)
    return when
