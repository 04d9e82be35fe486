"""Stretches of days that a recap can tell about: a day, a week, a month … a semester, or any range."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from models.errors import LaporError

FIRST_YEAR = 2000
LAST_YEAR = 2100
LONGEST_RANGE = 3 * 365 + 1  # days: three years, one of which may have 29 February

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PeriodKind(StrEnum):
    """What a period is; the first letter of the value opens its code."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"
    RANGE = "range"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6, PeriodKind.YEAR: 12}
_KINDS = {kind.value[0]: kind for kind in PeriodKind}


@dataclass(eq=False)
class UnknownPeriodCode(LaporError):
    """A button carries a period code that this program never wrote."""

    code: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of local dates from `first` to `last`, both included.

    Every kind but a range is a whole one of the calendar, a week being Monday to Sunday; anything else raises
    `ValueError`.
    """

    kind: PeriodKind
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period cannot end on {self.last}, before its first day {self.first}")
        if self.kind is not PeriodKind.RANGE and (self.first, self.last) != _bounds(self.kind, self.first):
            raise ValueError(f"{self.first} to {self.last} is no whole {self.kind}")

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> Self:
        """Give the period of this kind that the day lies in; as a range, the day alone."""
        return cls(kind, *_bounds(kind, day))

    @classmethod
    def day(cls, day: date) -> Self:
        """Give the one day."""
        return cls.of(PeriodKind.DAY, day)

    @classmethod
    def week_of(cls, day: date) -> Self:
        """Give the week, Monday to Sunday, that the day lies in."""
        return cls.of(PeriodKind.WEEK, day)

    @classmethod
    def month_of(cls, day: date) -> Self:
        """Give the month that the day lies in."""
        return cls.of(PeriodKind.MONTH, day)

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Give the quarter (triwulan) that the day lies in."""
        return cls.of(PeriodKind.QUARTER, day)

    @classmethod
    def semester_of(cls, day: date) -> Self:
        """Give the semester that the day lies in."""
        return cls.of(PeriodKind.SEMESTER, day)

    @classmethod
    def year_of(cls, day: date) -> Self:
        """Give the calendar year that the day lies in."""
        return cls.of(PeriodKind.YEAR, day)

    @classmethod
    def numbered(cls, kind: PeriodKind, year: int, number: int) -> Self:
        """Give a month, quarter or semester by its number within the year, counted from 1.

        Raises `ValueError` for a number that the year does not have.
        """
        return cls.of(kind, date(year, (number - 1) * _MONTHS[kind] + 1, 1))

    @classmethod
    def semester(cls, year: int, number: int) -> Self:
        """Give semester 1 (January–June) or 2 (July–December) of a year."""
        return cls.numbered(PeriodKind.SEMESTER, year, number)

    @classmethod
    def between(cls, one: date, other: date) -> Self:
        """Give the range from the earlier to the later date, or the day when both are the same."""
        first, last = sorted((one, other))
        return cls(PeriodKind.DAY if first == last else PeriodKind.RANGE, first, last)

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    @property
    def number(self) -> int:
        """The number of a month, quarter or semester within its year, counted from 1; 1 for a year."""
        return (self.first.month - 1) // _MONTHS[self.kind] + 1

    def contains(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.first <= day <= self.last

    def previous(self) -> Self:
        """Give the period of the same kind right before; a range moves by its own length."""
        return self._neighbour(self.first - _ONE_DAY, -self.days)

    def next(self) -> Self:
        """Give the period of the same kind right after; a range moves by its own length."""
        return self._neighbour(self.last + _ONE_DAY, self.days)

    def year_before(self) -> Self:
        """Give the same period a year earlier; for a week, the one 52 weeks earlier.

        29 February becomes the 28th where the year before has none.
        """
        if self.kind is PeriodKind.WEEK:
            return type(self).week_of(self.first - 52 * _WEEK)
        if self.kind is PeriodKind.RANGE:
            return type(self)(self.kind, _year_earlier(self.first), _year_earlier(self.last))
        return type(self).of(self.kind, _year_earlier(self.first))

    @property
    def code(self) -> str:
        """A compact ASCII text for the data of a button, 18 bytes at most: `d20250915`, `s2025-1`."""
        letter = self.kind.value[0]
        if self.kind is PeriodKind.RANGE:
            return f"{letter}{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        if self.kind in _MONTHS:
            return f"{letter}{self.first.year:04}-{self.number}"
        return f"{letter}{self.first:%Y%m%d}"

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Give the period that `code` stands for.

        Raises `UnknownPeriodCode` for whatever `code` cannot have written for the years 2000–2100.
        """
        try:
            period = cls._decoded(code)
        except (KeyError, ValueError, OverflowError):
            raise UnknownPeriodCode(code) from None
        if period.code != code or not period.is_readable:
            raise UnknownPeriodCode(code)
        return period

    @property
    def is_readable(self) -> bool:
        """Whether the period touches the years 2000–2100 and is no longer than three years."""
        return self.first.year <= LAST_YEAR and self.last.year >= FIRST_YEAR and self.days <= LONGEST_RANGE

    @classmethod
    def _decoded(cls, code: str) -> Self:
        kind = _KINDS[code[:1]]
        first, _, second = code[1:].partition("-")
        if kind in _MONTHS:
            return cls.numbered(kind, int(first), int(second))
        if kind is PeriodKind.RANGE:
            return cls(kind, _compact_date(first), _compact_date(second))
        return cls.of(kind, _compact_date(first))

    def _neighbour(self, day: date, shift: int) -> Self:
        if self.kind is not PeriodKind.RANGE:
            return type(self).of(self.kind, day)
        step = timedelta(days=shift)
        return type(self)(self.kind, self.first + step, self.last + step)


def _bounds(kind: PeriodKind, day: date) -> tuple[date, date]:
    if kind is PeriodKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + _WEEK - _ONE_DAY
    if kind in _MONTHS:
        first = (day.month - 1) // _MONTHS[kind] * _MONTHS[kind] + 1
        last = first + _MONTHS[kind] - 1
        return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])
    return day, day


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def _compact_date(text: str) -> date:
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
