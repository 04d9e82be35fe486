"""Hours of the day as people write them: `08.30`, `8:30 WIT`, `1642`, `pukul 8 malam`."""

import re
from dataclasses import dataclass
from datetime import time

from models.errors import LaporError
from models.provinces import Zone
from models.writing import plain, tidied

_TIME = re.compile(
    r"(?:pukul |pkl\.? |jam )?(?P<hour>\d{1,2})(?:(?: ?[.:] ?|(?<=\d{2}))(?P<minute>\d{2}))?"
    r"(?: ?(?P<part>pagi|siang|sore|petang|malam))?(?: ?(?P<zone>wib|wita|wit))?[ .]*"
)
_SPAN = re.compile(r"\d{1,2}(?:[.:]?\d{2})? ?(?:-|sampai|s[./]?d\.?|hingga) ?(?:\d{1,2}|selesai)")
#: From which to which hour on the dial half a day is added to what is said.
_AFTER_NOON = {
    "pagi": range(0),
    "siang": range(1, 6),
    "sore": range(1, 8),
    "petang": range(1, 8),
    "malam": range(6, 12),
}


@dataclass(eq=False)
class UnreadableTime(LaporError):
    """No hour of the day can be made of what somebody wrote."""

    written: str


class SpanOfTime(UnreadableTime):
    """A span of hours was written where one hour is asked for."""


class NoSuchTime(UnreadableTime):
    """No day has that hour."""


@dataclass(eq=False)
class OtherClock(UnreadableTime):
    """The hour was written on other clocks than those of the zone."""

    zone: Zone


def read_time(text: str, zone: Zone) -> time:
    """Read an hour on the clocks of the zone; raises `UnreadableTime`, also for an hour on other clocks."""
    tidy = tidied(text)
    written = plain(tidy)
    match = _TIME.fullmatch(written)
    if match is None:
        raise SpanOfTime(tidy) if _SPAN.search(written) else UnreadableTime(tidy)
    if match["zone"] and match["zone"].upper() != zone.label:
        raise OtherClock(tidy, zone)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["part"]:
        hour = _on_a_full_dial(hour, match["part"])
    if hour > 23 or minute > 59:  # noqa: PLR2004 - hours and minutes
        raise NoSuchTime(tidy)
    return time(hour, minute)


def _on_a_full_dial(hour: int, part: str) -> int:
    if part == "malam" and hour == 12:  # noqa: PLR2004 - midnight
        return 0
    return hour + 12 if hour in _AFTER_NOON[part] else hour
