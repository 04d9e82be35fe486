"""The time, passed in: nobody asks the machine for it elsewhere."""

from datetime import UTC, date, datetime
from typing import Protocol

from models.provinces import Zone


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """Give this moment, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give this moment, in UTC."""
        return datetime.now(UTC)


def local_date(moment: datetime, zone: Zone) -> date:
    """Give the date that a calendar on the wall shows in that zone."""
    return moment.astimezone(zone.tz).date()
