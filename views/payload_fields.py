"""How the fields of a button's payload are written and read: numbers, dates, and what may be left out."""

import re
from datetime import date

from models.periods import Period

_NUMBER = re.compile(r"[0-9]{1,18}")


def number(text: str) -> int:
    """Read a whole number; raises `ValueError` for anything else."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def day(text: str) -> date:
    """Read a date of the years 2000–2100; raises `ValueError` for anything else."""
    found = Period.day(date.fromisoformat(text))
    if not found.is_readable:
        raise ValueError(text)
    return found.first


def optional(text: str) -> int | None:
    """Read a number that may be left out."""
    return number(text) if text else None


def optional_text(given: int | None) -> str:
    """Write a number that may be left out."""
    return "" if given is None else str(given)


def optional_day(text: str) -> date | None:
    """Read a date that may be left out."""
    return day(text) if text else None


def optional_day_text(given: date | None) -> str:
    """Write a date that may be left out."""
    return "" if given is None else given.isoformat()


def flag(text: str) -> bool:
    """Read a yes or no; raises `ValueError` for anything else."""
    if text not in ("y", "-"):
        raise ValueError(text)
    return text == "y"


def flag_text(given: bool) -> str:
    """Write a yes or no."""
    return "y" if given else "-"
