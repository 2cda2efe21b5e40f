"""The days of the calendar of Iran and Afghanistan."""

from datetime import date

from streams.domain.enrich.happenings.almanac import moved

YEARS = range(1200, 1500)
"""Years that are of this calendar where digits alone tell the date."""
_BEGINS = date(2024, 3, 20)
_BEGINS_YEAR = 1403


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """Return a day, or nothing if there is no such day.

    Leap years are those of the 33-year cycle, which is right from 1200 to 1500.
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    days = _days_before(year) - _days_before(_BEGINS_YEAR)
    return moved(_BEGINS, days + (month - 1) * 31 - max(month - 7, 0) + day - 1)


def nearest_solar_hijri(now: date, month: int, day: int) -> date | None:
    """Return that day of the year that is nearest; a coming one counts as twice as far away as a past one."""
    year = now.year - _BEGINS.year + _BEGINS_YEAR
    found = [moment for at in (year - 1, year, year + 1) if (moment := solar_hijri(at, month, day))]
    return min(found, key=lambda moment: max((now - moment).days, 2 * (moment - now).days), default=None)


def _days_before(year: int) -> int:
    cycles, rest = divmod(year + 1595, 33)
    return 365 * (year + 1595) + cycles * 8 + (rest + 3) // 4
