"""What parts two events of one kind: other places, another day, another magnitude, another toll."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import xxhash

from schemas.enriched import EnrichedArticle

OTHER_DAY: Final = 0.8
OTHER_MAGNITUDE: Final = 0.5
"""What is left of a link between two articles that differ in this."""
DAYS_APART: Final = 2
"""Reports of one event may say the day of another time zone."""
TENTHS_APART: Final = 5
"""First and revised magnitude of one quake differ by less."""
MOST_NAMES: Final = 4096
"""Names of places whose bit is remembered."""
_PLACES: Final = frozenset({"city", "region", "capital"})


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

    @classmethod
    def told(cls, record: EnrichedArticle) -> "Happened":
        """Return what an article tells."""
        said = record.enrichment
        places = 0
        for country in said.countries:
            if country.iso2 == record.country:
                for sign in country.evidence:
                    if sign.kind in _PLACES:
                        places |= _bit(sign.text)
        when = said.event_time
        killed = max((one.low for one in said.quantities if one.kind == "killed"), default=0.0)
        magnitude = max((one.high for one in said.quantities if one.kind == "magnitude"), default=0.0)
        return cls(
            places,
            date.fromisoformat(when.value).toordinal() if when is not None and when.precision == "day" else 0,
            min(round(10 * magnitude), 255),
            min(int(killed), 2**32 - 1),
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
        left = 1.0
        if another_day:
            left *= OTHER_DAY
        if another_quake:
            left *= OTHER_MAGNITUDE
        return left

    def is_elsewhere(self, other: "Happened") -> bool:
        """Say whether both name towns or regions, and none in common."""
        return bool(self.places and other.places and not self.places & other.places)


@lru_cache(maxsize=MOST_NAMES)
def _bit(place: str) -> int:
    return 1 << xxhash.xxh32_intdigest(place.casefold().encode()) % 64
