"""Into which parts a period is divided, so that a picture has at most a dozen marks to compare, or a month of days."""

from datetime import date, timedelta
from enum import StrEnum

from models.periods import Period, PeriodKind

#: Up to so many days each one is a part of its own.
MOST_DAYS = 31
#: Up to so many weeks a range is divided into weeks.
MOST_WEEKS = 15
#: Up to so many months a range is divided into months.
MOST_MONTHS = 14
_WEEK = 7


class Grain(StrEnum):
    """How long the parts of a period are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_PERIODS = {
    Grain.DAY: PeriodKind.DAY,
    Grain.WEEK: PeriodKind.WEEK,
    Grain.MONTH: PeriodKind.MONTH,
    Grain.QUARTER: PeriodKind.QUARTER,
}


def grain_of(period: Period) -> Grain:
    """Give how long the parts of a period are to be."""
    if period.days <= MOST_DAYS:
        return Grain.DAY
    if period.kind is PeriodKind.RANGE and period.days <= (MOST_WEEKS - 1) * _WEEK:
        return Grain.WEEK
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return Grain.MONTH if months <= MOST_MONTHS else Grain.QUARTER


def parts_of(period: Period, grain: Grain) -> tuple[Period, ...]:
    """Divide a period; its first and last part are cut where the calendar's go beyond it."""
    parts, day = [], period.first
    while day <= period.last:
        whole = Period.of(_PERIODS[grain], day)
        last = min(whole.last, period.last)
        parts.append(whole if (day, last) == (whole.first, whole.last) else Period.between(day, last))
        day = last + timedelta(days=1)
    return tuple(parts)


def days_in(period: Period) -> list[date]:
    """List the days of a period."""
    return [period.first + timedelta(days=ahead) for ahead in range(period.days)]
