"""What parts two events of one kind, another place, day or number, and what says that two texts tell of one."""

import struct
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, get_args

import xxhash

from schemas.enriched import Date, EnrichedArticle, EventType
from streams.domain.dedupe.opening import Opening

OTHER_DAY: Final = 0.8
OTHER_MAGNITUDE: Final = 0.5
OTHER_RESULT: Final = 0.5
"""What is left of a link between two articles that differ in this."""
DAYS_APART: Final = 2
"""Reports of one event may say the day of another time zone."""
TENTHS_APART: Final = 5
"""First and revised magnitude of one quake differ by less."""
LEAST_KILLED: Final = 10
"""Fewer are killed at one place in two days too often to say that it is one event."""
LEAST_COUNTED: Final = 3
"""Fewer dead or injured are told of too many events for two reports with the same number to be of one."""
MOST_NAMES: Final = 4096
"""Names of places whose bit is remembered, and days whose number is."""
MOST_TOWNS: Final = 4
MOST_STORMS: Final = 2
_TOWNS: Final = frozenset({"city", "region"})
_PLACES: Final = _TOWNS | {"capital"}
_COUNTED: Final = frozenset({"killed", "injured", "magnitude"})
_KINDS: Final = get_args(EventType)
PACKED: Final = struct.Struct("<QIBIHBIIB")
"""One of :class:`Happened` as a row holds it."""


class Happened(NamedTuple):
    """What a desk compares events by; 0 where an article does not say."""

    places: int = 0
    """The towns and regions that it names in the desk's country, a bit of 64 each by hash."""
    day: int = 0
    """When it happened, days since the year 1."""
    tenths: int = 0
    """Tenths of a magnitude."""
    killed: int = 0
    """How many were killed, at least."""
    injured: int = 0
    rises: int = 0
    """1 if the article says that a number of dead or injured went up, or was wrong before."""
    days: int = 0
    """The days that it names, a bit of 32 each."""
    results: int = 0
    """The results, votes and records that its opening gives, a bit of 32 each by hash."""
    kind: int = 0
    """Type of the event, counted from 1 in the order of ``EventType``; 0 also of an article without a time."""

    @classmethod
    def told(cls, record: EnrichedArticle, opening: Opening) -> "Happened":
        """Return what an article tells.

        Args:
            record: of the desk.
            opening: what its opening says.
        """
        said = record.enrichment
        places = 0
        for country in said.countries:
            if country.iso2 == record.country:
                for sign in country.evidence:
                    if sign.kind in _PLACES:
                        places |= _bit(sign.text)
        # An outbreak lasts: the day that a report gives is its own.
        when = None if said.event is not None and said.event.type == "HEALTH" else said.event_time
        killed = injured = magnitude = 0.0
        rises = False
        for one in said.quantities:
            kind = one.kind
            if kind not in _COUNTED or one.background:
                continue
            if kind == "killed":
                killed, rises = max(killed, one.low), rises or one.rises
            elif kind == "injured":
                injured, rises = max(injured, one.low), rises or one.rises
            else:
                magnitude = max(magnitude, one.high)
        return cls(
            places,
            _ordinal(when.value) if when is not None and when.precision == "day" else 0,
            min(round(10 * magnitude), 255),
            min(int(killed), 2**32 - 1),
            min(int(injured), 2**16 - 1),
            int(rises or (bool(killed or injured) and opening.corrects)),
            _days(said.dates),
            opening.results,
            _KINDS.index(said.event.type) + 1 if said.event is not None and record.event_time is not None else 0,
        )

    def alike(self, other: "Happened") -> float:
        """Return what is left of a link to another article.

        1 where nothing says that they tell of two events; 0 where two things say so, or as good as two.
        """
        elsewhere = self.is_elsewhere(other)
        another_day = bool(self.day and other.day and abs(self.day - other.day) >= DAYS_APART)
        another_quake = bool(self.tenths and other.tenths and abs(self.tenths - other.tenths) >= TENTHS_APART)
        another_toll = bool(self.killed and other.killed and self.killed != other.killed)
        if (elsewhere and (another_toll or another_day or another_quake)) or (another_quake and another_day):
            return 0.0
        if self._is_later(other, elsewhere=elsewhere):
            return 0.0
        left = 1.0
        if another_day:
            left *= OTHER_DAY
        if another_quake:
            left *= OTHER_MAGNITUDE
        if self.results and other.results and not self.results & other.results:
            left *= OTHER_RESULT
        return left

    def _is_later(self, other: "Happened", *, elsewhere: bool) -> bool:
        """Say whether the later of two tells of a day and numbers of its own, and of the earlier day with no word.

        One day later may be another time zone's: then it has to be at another place, too. More dead than before are
        mostly those of the same event.
        """
        early, late = (self, other) if self.day <= other.day else (other, self)
        if not early.day or late.day - early.day < (1 if elsewhere else DAYS_APART):
            return False
        if late.rises or late.days >> early.day % 32 & 1:
            return False
        if late.tenths or late.killed:
            return late.tenths != early.tenths if late.tenths and early.tenths else 0 < late.killed < early.killed
        return late.injured not in (0, early.injured)

    def is_there(self, other: "Happened") -> bool:
        """Say whether both tell of one kind of event at one place, on one day if they say it, and are not parted.

        A day later may be the next report's where more were killed by then.
        """
        return bool(
            self.kind
            and self.kind == other.kind
            and self.places & other.places
            and (not self.day or not other.day or self.day == other.day or self._has_grown(other))
            and self.alike(other) == 1.0
        )

    def _has_grown(self, other: "Happened") -> bool:
        early, late = (self, other) if self.day <= other.day else (other, self)
        return late.day - early.day < DAYS_APART and 0 < early.killed < late.killed

    def counts_alike(self, other: "Happened") -> bool:
        """Say whether both tell of as many dead or injured, or one says that the number of dead is another now."""
        if (self.rises or other.rises) and self.killed and other.killed:
            return True
        return self.killed == other.killed >= LEAST_COUNTED or self.injured == other.injured >= LEAST_COUNTED

    def is_elsewhere(self, other: "Happened") -> bool:
        """Say whether both name towns or regions, and none in common."""
        return bool(self.places and other.places and not self.places & other.places)


def facts(record: EnrichedArticle, happened: Happened, opening: Opening) -> list[int]:
    """Return hashes of what few other events have in common with an article's.

    That is its type with a number and a place, which is no capital, because that is where officials speak of events
    elsewhere; or the name of a storm.
    """
    said = record.enrichment
    storms = opening.storms() if said.event is not None and said.event.type == "DISASTER" else ()
    named = [xxhash.xxh32_intdigest(f"storm {name}".encode()) for name in sorted(storms)[:MOST_STORMS]]
    if happened.tenths:
        number = f"magnitude {happened.tenths}"
    elif happened.killed >= LEAST_KILLED:
        number = f"killed {happened.killed}"
    else:
        return named
    kind = said.event.type if said.event else ""
    towns = {
        sign.text.casefold()
        for country in said.countries
        if country.iso2 == record.country
        for sign in country.evidence
        if sign.kind in _TOWNS
    }
    return named + [xxhash.xxh32_intdigest(f"{kind} {number} {town}".encode()) for town in sorted(towns)[:MOST_TOWNS]]


@lru_cache(maxsize=MOST_NAMES)
def _bit(place: str) -> int:
    return 1 << xxhash.xxh32_intdigest(place.casefold().encode()) % 64


def _days(dates: Iterable[Date]) -> int:
    days = 0
    for one in dates:
        if one.value is not None and one.precision == "day":
            days |= 1 << _ordinal(one.value) % 32
    return days


@lru_cache(maxsize=MOST_NAMES)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
