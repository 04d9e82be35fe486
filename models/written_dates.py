"""Dates and months as people write them: `24/7/2025`, `24.7.25`, `2025-07-24`, `24 Juli`, `agt 2025`."""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Self

from models.errors import LaporError
from models.periods import FIRST_YEAR, LAST_YEAR, Period

MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_SHORT_NAMES = {
    1: "jan",
    2: "feb peb pebruari",
    3: "mar mrt",
    4: "apr",
    6: "jun",
    7: "jul",
    8: "agu agt ags agust aug",
    9: "sep sept",
    10: "okt oct",
    11: "nov nop nopember",
    12: "des dec",
}
_MONTH_WORDS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)} | {
    word: number for number, words in _SHORT_NAMES.items() for word in words.split()
}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})\.?"
_NUMBER = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_YEAR_AFTER = rf"[ ,/-]{{1,2}}(?:(?:tahun|thn|th)\.? ?)?{_YEAR}"
_SHORT_YEAR_AFTER = r"[ /-]'?(?P<short>\d{2})"
_STROKE = r"(?: ?/ ?|[-.])"

_WHOLE_DATES = (
    rf"{_YEAR}[-/.]{_NUMBER}[-/.]{_DAY}",
    rf"{_DAY}{_STROKE}{_NUMBER}{_STROKE}(?:{_YEAR}|(?P<short>\d{{2}}))",
    rf"{_DAY} ?/ ?{_NUMBER}",
    rf"{_DAY}[ -]?{_MONTH}(?:{_YEAR_AFTER}|{_SHORT_YEAR_AFTER})?",
)
_MONTHS = (
    rf"{_MONTH}(?:{_YEAR_AFTER})?",
    rf"{_NUMBER} ?[-/] ?{_YEAR}",
    rf"{_YEAR}-{_NUMBER}",
)
_FORMS = tuple(re.compile(form) for form in (*_WHOLE_DATES, *_MONTHS))


def _either(forms: tuple[str, ...]) -> str:
    return "(?:" + re.sub(r"\(\?P<\w+>", "(?:", "|".join(forms)) + ")"


DATE = _either(_WHOLE_DATES)
"""A regular expression, without named groups, of a date in plain writing."""

MONTH = _either(_MONTHS)
"""A regular expression, without named groups, of a month in plain writing."""


class UnreadablePeriod(LaporError):
    """No period can be made of what somebody wrote."""


@dataclass(eq=False)
class NoSuchMonth(UnreadablePeriod):
    """A year has twelve months."""

    month: int


@dataclass(eq=False)
class NoSuchDay(UnreadablePeriod):
    """The month has `days` days."""

    day: int
    month: int
    year: int
    days: int


@dataclass(eq=False)
class NoSuchYear(UnreadablePeriod):
    """The year lies outside 2000–2100."""

    year: int


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written, not yet checked; without `day` it is a whole month, without `year` a recent one."""

    day: int | None
    month: int
    year: int | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a plain text that `DATE` or `MONTH` matches whole."""
        match = next(filter(None, (form.fullmatch(text) for form in _FORMS)))
        parts = {"day": None, "year": None, "short": None} | match.groupdict()
        year = int(parts["year"]) if parts["year"] else None
        if parts["short"]:
            year = FIRST_YEAR + int(parts["short"])
        return cls(int(parts["day"]) if parts["day"] else None, _month_number(match["month"]), year)

    def in_year(self, year: int) -> Period:
        """Give the day or month in this year, unless it was written with another one.

        Raises `UnreadablePeriod` for what no calendar has, and outside the years 2000–2100.
        """
        first = self._first_day(check_year(year if self.year is None else self.year))
        return Period.month_of(first) if self.day is None else Period.day(first)

    def recent(self, today: date) -> Period:
        """Give the day or month; when no year was written, this year's, or last year's if that is still to come.

        Raises `UnreadablePeriod` as `in_year` does.
        """
        begun = [period for period in self.possible(today.year, today.year - 1) if period.first <= today]
        return begun[0] if begun else self.in_year(today.year)

    def possible(self, *years: int) -> list[Period]:
        """Give the day or month in each of these years that has it."""
        found = []
        for year in years:
            with suppress(UnreadablePeriod):
                found.append(self.in_year(year))
        return found

    def _first_day(self, year: int) -> date:
        if not 1 <= self.month <= len(MONTH_NAMES):
            raise NoSuchMonth(self.month)
        days = monthrange(year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= days:
            raise NoSuchDay(self.day, self.month, year, days)
        return date(year, self.month, 1 if self.day is None else self.day)


def check_year(year: int) -> int:
    """Give the year back.

    Raises `UnreadablePeriod` outside 2000–2100.
    """
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    raise NoSuchYear(year)


def _month_number(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTH_WORDS[word]
