"""Reads days off as people write them: `besok sakit`, `17/9 - 20/9 cuti`, `lusa 3 hari`, `minggu depan dinas luar`.

Unlike a recap's, these days mostly lie ahead: a date without its year is the next one, not the last one.
"""

import enum
import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.days_ahead import dated, year_ahead
from models.errors import LaporError
from models.period_words import find_period
from models.periods import Period, PeriodKind
from models.quantities import read_count
from models.writing import plain, tidied


class AbsenceReason(enum.StrEnum):
    """Why somebody is excused (domain: izin, sakit, cuti, dinas luar, lepas piket); the value is stored."""

    PERMISSION = "izin"
    SICK = "sakit"
    LEAVE = "cuti"
    DUTY_ELSEWHERE = "dinas_luar"
    OFF_DUTY = "lepas_piket"


class Fault(enum.Enum):
    """What is wrong with written days."""

    NO_DATE = enum.auto()
    WHICH_DAY = enum.auto()
    LEFT_OVER = enum.auto()
    MORE_THAN_ONE = enum.auto()


@dataclass(eq=False)
class UnreadableDays(LaporError):
    """No days can be made of what somebody wrote."""

    fault: Fault
    written: str


@dataclass(frozen=True, slots=True)
class WrittenDays:
    """What was read: the days, and the reason where one was written."""

    period: Period | None
    reason: AbsenceReason | None


#: In this order: "lepas dinas" is no "dinas", and "izin sakit" means "sakit".
_REASONS = {
    AbsenceReason.OFF_DUTY: re.compile(r"\b(?:lepas (?:piket|jaga|dinas|tugas)|lp)\b"),
    AbsenceReason.DUTY_ELSEWHERE: re.compile(r"\b(?:dinas ?luar|dl|perjalanan dinas|perjadin|dinas)\b"),
    AbsenceReason.SICK: re.compile(r"\b(?:sakit|skt|opname|rawat inap)\b"),
    AbsenceReason.LEAVE: re.compile(r"\bcuti\b"),
}
_PERMISSION = re.compile(r"\b(?:izin|ijin)\b")
_ONES = "se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_LASTING = re.compile(rf"\b(?:selama )?(\d{{1,3}}|(?:{_ONES}) ?(?:belas|puluh)?) hari\b(?! ini)")
_SIGN = re.compile(r"[a-z0-9]")
_DIGIT = re.compile(r"\d")


def read_days(text: str, today: date) -> WrittenDays:
    """Read the days of an absence, with a reason or without; `today` is the date on the absent person's clock.

    A reason alone means today; an empty text gives neither. Raises `UnreadableDays`, and `UnreadablePeriod` for dates
    that no calendar has.
    """
    reason, rest = _take_reason(plain(tidied(text)))
    if not _SIGN.search(rest):
        return WrittenDays(Period.day(today) if reason else None, reason)
    return WrittenDays(_period(rest, today, text), reason)


def read_one_day(text: str, today: date) -> date:
    """Read the one day that was asked for, which a reason alone does not say; raises as `read_days` does."""
    _, rest = _take_reason(plain(tidied(text)))
    if not _SIGN.search(rest):
        raise UnreadableDays(Fault.NO_DATE, text)
    period = _period(rest, today, text)
    if period.days > 1:
        raise UnreadableDays(Fault.MORE_THAN_ONE, text)
    return period.first


def _take_reason(text: str) -> tuple[AbsenceReason | None, str]:
    """Cut the one reason out of a text; `izin` is a reason where no other is written."""
    found = []
    for reason, words in _REASONS.items():
        if words.search(text):
            found.append(reason)
            text = words.sub(" ", text)
    if not found and _PERMISSION.search(text):
        found.append(AbsenceReason.PERMISSION)
    rest = " ".join(_PERMISSION.sub(" ", text).split())
    return found[0] if len(found) == 1 else None, rest


def _period(text: str, today: date, written: str) -> Period:
    days, rest = _take_duration(dated(text, today))
    period, left = find_period(rest, year_ahead(today))
    if period is None:
        if days is None or _SIGN.search(left):
            raise UnreadableDays(Fault.NO_DATE, written)
        period = Period.day(today)
    if period.kind not in (PeriodKind.DAY, PeriodKind.RANGE):
        raise UnreadableDays(Fault.WHICH_DAY, written)
    if _DIGIT.search(left):
        raise UnreadableDays(Fault.LEFT_OVER, left)
    if days is None:
        return period
    return Period.between(period.first, period.first + timedelta(days=days - 1))


def _take_duration(text: str) -> tuple[int | None, str]:
    """Cut `3 hari` out of a text; in days."""
    match = _LASTING.search(text)
    if match is None:
        return None, text
    days = read_count(match[1])
    return (days or None), f"{text[: match.start()]} {text[match.end() :]}"
