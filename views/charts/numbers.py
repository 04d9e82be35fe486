"""Indonesian numbers and dates for the charts."""

from datetime import date

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember"


def number(value: int) -> str:
    """Such as "1.152"."""
    return f"{value:,}".replace(",", ".")


def percent(share: float) -> str:
    """Such as "42,4%"."""
    return f"{share * 100:.1f}%".replace(".", ",")


def long_date(day: date) -> str:
    """Such as "Kamis, 24 Juli 2025"."""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS.split(',')[day.month - 1]} {day.year}"
