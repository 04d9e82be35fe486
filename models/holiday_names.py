"""National holidays with their Indonesian names, as a suggestion: the list is kept by the library `holidays`."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

_LOOK_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A national holiday."""

    day: date
    name: str


def holidays_ahead(today: date, most: int) -> list[Holiday]:
    """List the next national holidays, today included, within a year."""
    years = {today.year, (today + _LOOK_AHEAD).year}
    known = holidays.country_holidays("ID", years=years, language="id")
    ahead = (Holiday(day, name) for day, name in sorted(known.items()) if today <= day < today + _LOOK_AHEAD)
    return list(ahead)[:most]


def holiday_on(day: date) -> Holiday | None:
    """Give the national holiday of a date, if it is one."""
    name = holidays.country_holidays("ID", years={day.year}, language="id").get(day)
    return Holiday(day, name) if name else None
