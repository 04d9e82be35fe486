"""Reads the period that somebody wrote: `kemarin`, `24/7/2025`, `minggu lalu`, `semester 1 2025`, `1–24 Juli 2025`."""

import re
from dataclasses import dataclass
from datetime import date

from models.period_readings import READINGS, Reading
from models.periods import Period
from models.writing import plain, tidied
from models.written_dates import UnreadablePeriod

__all__ = ["UnreadablePeriod", "parse_day", "parse_period", "split_period"]


@dataclass(eq=False)
class NoPeriod(UnreadablePeriod):
    """Nothing of it is a period."""

    written: str


@dataclass(eq=False)
class LeftOver(UnreadablePeriod):
    """`words` were read as a period, and the rest is none of it."""

    words: str
    rest: str


@dataclass(eq=False)
class TwoPeriods(UnreadablePeriod):
    """There are two periods in it."""

    one: str
    other: str


@dataclass(eq=False)
class NoDay(UnreadablePeriod):
    """It is no date."""

    written: str


@dataclass(eq=False)
class MoreThanADay(UnreadablePeriod):
    """One date was asked for, and a longer period was written."""

    written: str


def parse_period(text: str, today: date) -> Period:
    """Read a period; an empty text means today. `today` is the date on the reader's own clock.

    Raises `UnreadablePeriod` for whatever is not wholly a period, lies outside 2000–2100, or is longer than three
    years.
    """
    found = _find(text, today)
    if not found.rest:
        return found.period
    if not found.words:
        raise NoPeriod(found.rest)
    raise LeftOver(found.words, found.rest)


def parse_day(text: str, today: date) -> date:
    """Read one date; an empty text means today. Raises `UnreadablePeriod`, for longer periods too."""
    found = _find(text, today)
    if found.rest:
        raise NoDay(text)
    if found.period.days > 1:
        raise MoreThanADay(text)
    return found.period.first


def split_period(text: str, today: date, otherwise: Period | None = None) -> tuple[Period, str]:
    """Find the period anywhere in a text, and give it with the rest: `semester 1 2025 bakamla` leaves `bakamla`.

    Without words of a period it is `otherwise`, or today where that is not given. Raises `UnreadablePeriod` for an
    impossible period, and for two of them.
    """
    period, rest = find_period(text, today)
    return period or otherwise or Period.day(today), rest


def find_period(text: str, today: date) -> tuple[Period | None, str]:
    """As `split_period`, but nothing where there are no words of a period."""
    found = _find(text, today)
    return found.period if found.words else None, found.rest


@dataclass(frozen=True, slots=True)
class _Found:
    period: Period
    words: str
    rest: str


def _find(text: str, today: date) -> _Found:
    tidy = tidied(text)
    best = _longest(plain(tidy))
    if best is None:
        return _Found(Period.day(today), "", _trimmed(tidy))
    reading, match = best
    words = tidy[match.start() : match.end()]
    before, after = _trimmed(tidy[: match.start()]), _trimmed(tidy[match.end() :])
    for part in (before, after):
        if second := _longest(plain(part)):
            raise TwoPeriods(words, second[1].group())
    return _Found(reading.read(match, today), words, f"{before} {after}".strip())


def _trimmed(text: str) -> str:
    return text.strip(" .,;:!?()-–—\"'")


def _longest(text: str) -> tuple[Reading, re.Match[str]] | None:
    matches = ((reading, match) for reading in READINGS for match in reading.pattern.finditer(text))
    return max(matches, key=lambda found: len(found[1].group()), default=None)
