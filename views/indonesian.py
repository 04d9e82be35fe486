"""How numbers, dates, hours and periods look: `1.152`, `42,4%`, `Kamis, 24 Juli 2025`, `pukul 16.42 WIB`."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from models.periods import Period, PeriodKind
from models.provinces import Zone

LOCALE = "id"

_TENTH = Decimal("0.1")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD")),
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def number(value: int) -> str:
    """Give a whole number with dots between thousands: `1.152`; below zero with a minus sign: `−3`."""
    return _typeset(format_decimal(value, locale=LOCALE))


def signed(value: int) -> str:
    """Give a difference with its sign: `+12`, `−3`, `0`."""
    return f"+{number(value)}" if value > 0 else number(value)


def percent(share: float) -> str:
    """Give a share (1 is all) with one decimal, or none when it is exact: `42,4%`, `100%`.

    What is not quite all never rounds up to all: 0,9999 is `99,9%`.
    """
    exact = Decimal(str(share)) * 100
    if exact == exact.to_integral_value():
        return _typeset(format_decimal(exact, format="#,##0", locale=LOCALE)) + "%"
    rounded = exact.quantize(_TENTH, rounding=ROUND_HALF_UP)
    if exact < 100 <= rounded:  # noqa: PLR2004 - percent
        rounded -= _TENTH
    return _typeset(format_decimal(rounded, format="#,##0.0", locale=LOCALE)) + "%"


def roman(value: int) -> str:
    """Give a positive number in Roman digits: `IV`.

    Raises `ValueError` outside 1–3999.
    """
    if not 1 <= value <= 3999:  # noqa: PLR2004 - the Romans had no sign for 5000
        raise ValueError(f"{value} has no Roman digits")
    digits = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        digits += sign * times
    return digits


def long_date(day: date) -> str:
    """Give a date with its weekday: `Kamis, 24 Juli 2025`."""
    return format_date(day, "EEEE, d MMMM y", locale=LOCALE)


def short_date(day: date) -> str:
    """Give a date without its weekday: `24 Juli 2025`."""
    return format_date(day, "d MMMM y", locale=LOCALE)


def day_month_weekday(day: date) -> str:
    """Give a date with its weekday and without its year: `Kamis, 24 Juli`."""
    return format_date(day, "EEEE, d MMMM", locale=LOCALE)


def day_month(day: date) -> str:
    """Give a date for narrow places: `24 Jul`."""
    return format_date(day, "d MMM", locale=LOCALE)


def month_name(day: date) -> str:
    """Give the month of a date: `Juli 2025`."""
    return format_date(day, "MMMM y", locale=LOCALE)


def long_moment(moment: datetime, zone: Zone) -> str:
    """Give a moment by the clocks of the zone: `Kamis, 24 Juli 2025 pukul 16.42 WIB`."""
    return f"{long_date(moment.astimezone(zone.tz).date())} {clock_time(moment, zone)}"


def clock_time(moment: datetime, zone: Zone) -> str:
    """Give what the clocks of the zone show at that moment: `pukul 16.42 WIB`.

    Raises `ValueError` for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    return f"pukul {moment.astimezone(zone.tz):%H.%M} {zone.label}"


def period_name(period: Period) -> str:
    """Give the name of a period: `Semester I Tahun 2025`, `Triwulan III 2025`, `Pekan 15–21 September 2025`."""
    return _NAMES[period.kind](period)


def short_period(period: Period) -> str:
    """Give the name of a period within a sentence or on a button: `pekan 15–21 September 2025`, `Semester I 2025`."""
    name = period_name(period)
    if period.kind == PeriodKind.DAY:
        return short_date(period.first)
    if period.kind == PeriodKind.WEEK:
        return name[0].lower() + name[1:]
    return name.replace(" Tahun", "")


def _span(first: date, last: date) -> str:
    if first == last:
        return short_date(last)
    if first.year != last.year:
        return f"{short_date(first)} – {short_date(last)}"
    if first.month != last.month:
        return f"{format_date(first, 'd MMMM', locale=LOCALE)} – {short_date(last)}"
    return f"{first.day}–{short_date(last)}"


def _typeset(digits: str) -> str:
    return digits.replace("-", "−")


_NAMES: dict[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.DAY: lambda period: long_date(period.first),
    PeriodKind.WEEK: lambda period: f"Pekan {_span(period.first, period.last)}",
    PeriodKind.MONTH: lambda period: month_name(period.first),
    PeriodKind.QUARTER: lambda period: f"Triwulan {roman(period.number)} {period.first.year}",
    PeriodKind.SEMESTER: lambda period: f"Semester {roman(period.number)} Tahun {period.first.year}",
    PeriodKind.YEAR: lambda period: f"Tahun {period.first.year}",
    PeriodKind.RANGE: lambda period: _span(period.first, period.last),
}
