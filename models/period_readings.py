"""The forms that a period is written in, each with the function that reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.periods import LONGEST_RANGE, Period, PeriodKind
from models.written_dates import DATE, MONTH, UnreadablePeriod, WrittenDate, check_year


@dataclass(frozen=True, slots=True)
class Reading:
    """A form: the pattern of a plain text, and the period that its match means on the date of today."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], Period]


@dataclass(eq=False)
class OtherWeekday(UnreadablePeriod):
    """The date is not of the weekday that was written before it."""

    day: date
    weekday: str


@dataclass(eq=False)
class NoSuchNumber(UnreadablePeriod):
    """A year has `most` of this kind."""

    word: str
    written: str
    most: int


@dataclass(eq=False)
class TooLongARange(UnreadablePeriod):
    """A range lasts three years at most."""

    period: Period


_DAYS_AGO = {
    "hari ini": 0,
    "harian": 0,
    "sekarang": 0,
    "kemarin": 1,
    "kemaren": 1,
    "kemarin lusa": 2,
    "lusa kemarin": 2,
    "kemarin dulu": 2,
}
_KINDS = {
    **dict.fromkeys(("minggu", "pekan", "mingguan"), PeriodKind.WEEK),
    **dict.fromkeys(("bulan", "bulanan"), PeriodKind.MONTH),
    **dict.fromkeys(("triwulan", "kuartal", "tw", "q"), PeriodKind.QUARTER),
    **dict.fromkeys(("semester", "smt", "sem"), PeriodKind.SEMESTER),
    **dict.fromkeys(("tahun", "tahunan"), PeriodKind.YEAR),
}
_ORDINALS = {
    **dict.fromkeys(("1", "i", "satu", "pertama"), 1),
    **dict.fromkeys(("2", "ii", "dua"), 2),
    **dict.fromkeys(("3", "iii", "tiga"), 3),
    **dict.fromkeys(("4", "iv", "empat"), 4),
}
_NUMBERED = {PeriodKind.QUARTER: ("triwulan", 4), PeriodKind.SEMESTER: ("semester", 2)}
_WEEK_DAYS = 7
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def _read_days_ago(match: re.Match[str], today: date) -> Period:
    return Period.day(today - timedelta(days=_DAYS_AGO[match["words"]]))


def _read_relative(match: re.Match[str], today: date) -> Period:
    current = Period.of(_KINDS[match["kind"]], today)
    return current if match["which"] in {None, "ini"} else current.previous()


def _read_date(match: re.Match[str], today: date) -> Period:
    period = WrittenDate.read(match["date"]).recent(today)
    weekday = _WEEKDAYS[period.first.weekday()]
    written = (match["weekday"] or weekday).replace("'", "").replace("ahad", "minggu")
    if written == weekday:
        return period
    raise OtherWeekday(period.first, written)


def _read_week(match: re.Match[str], today: date) -> Period:
    return Period.week_of(WrittenDate.read(match["date"]).recent(today).first)


def _read_month(match: re.Match[str], today: date) -> Period:
    return WrittenDate.read(match["month"]).recent(today)


def _read_numbered(match: re.Match[str], today: date) -> Period:
    kind = _KINDS[match["kind"]]
    number = _ordinal(kind, match["number"])
    if match["year"]:
        return Period.numbered(kind, check_year(int(match["year"])), number)
    period = Period.numbered(kind, today.year, number)
    return period if period.first <= today else Period.numbered(kind, today.year - 1, number)


def _ordinal(kind: PeriodKind, written: str) -> int:
    word, most = _NUMBERED[kind]
    number = _ORDINALS.get(re.sub(r"^ke-? ?", "", written.strip()), 0)
    if 1 <= number <= most:
        return number
    raise NoSuchNumber(word, written.strip(), most)


def _read_year(match: re.Match[str], _today: date) -> Period:
    return Period.year_of(date(check_year(int(match["year"])), 1, 1))


def _read_range(match: re.Match[str], today: date) -> Period:
    one, other = _both_ends(WrittenDate.read(match["first"]), WrittenDate.read(match["last"]), today)
    return _between(min(one.first, other.first), max(one.last, other.last), is_week=bool(match["week"]))


def _read_days(match: re.Match[str], today: date) -> Period:
    last = WrittenDate.read(match["last"])
    begin = WrittenDate(int(match["first"]), last.month, last.year).recent(today).first
    end = last.in_year(begin.year).first
    return _between(min(begin, end), max(begin, end), is_week=bool(match["week"]))


def _read_until_now(match: re.Match[str], today: date) -> Period:
    first = WrittenDate.read(match["first"]).recent(today).first
    last = today - timedelta(days=_DAYS_AGO[match["until"] or "hari ini"])
    return _between(min(first, last), max(first, last), is_week=False)


def _read_last_days(match: re.Match[str], today: date) -> Period:
    days = int(match["days"]) * (_WEEK_DAYS if match["unit"] != "hari" else 1)
    return _between(today - timedelta(days=days - 1), today, is_week=False)


def _between(first: date, last: date, *, is_week: bool) -> Period:
    if is_week and Period.week_of(first).last == last and first.weekday() == 0:
        return Period.week_of(first)
    period = Period.between(first, last)
    if period.days <= LONGEST_RANGE:
        return period
    raise TooLongARange(period)


def _both_ends(first: WrittenDate, last: WrittenDate, today: date) -> tuple[Period, Period]:
    if first.year is None and last.year is not None:
        end = last.in_year(last.year)
        return _beside(first, end, -1), end
    begin = first.recent(today)
    return begin, _beside(last, begin, +1) if last.year is None else last.in_year(last.year)


def _beside(written: WrittenDate, anchor: Period, step: int) -> Period:
    """Find the year of one end by the other's: the same year, or over New Year when that makes a shorter range."""
    year = anchor.first.year
    candidates = [written.in_year(year), *written.possible(year + step)]
    return min(candidates, key=lambda period: abs(period.first - anchor.first))


_WORD_BEGINS = r"(?<![\w/])(?<!\d[.,-])"
_WORD_ENDS = r"(?![\w/]|[.,-]\d)"
_UNTIL = r" ?(?:-|s ?[./]? ?d\.?|sampai(?: dengan)?|hingga) ?"
_ON = r"(?:(?:dari|mulai|sejak) )?(?:(?:tanggal|tgl)\.? )?"
_WEEK = r"(?:(?P<week>pekan|minggu) )?"
_YEAR_WORD = r"(?:tahun|thn|th)\.? ?"
_ORDINAL = r"(?: ?(?:ke-? ?)?\d{1,2}| (?:ke-? ?)?(?:[ivx]+|pertama|satu|dua|tiga|empat))"
_NUMBERED_FORM = (
    rf"(?P<kind>triwulan|kuartal|tw|q|semester|smt|sem)\.?(?P<number>{_ORDINAL})"
    rf"(?:[ ,/-]{{1,3}}(?:{_YEAR_WORD})?(?P<year>\d{{4}}))?"
)
_RELATIVE_FORM = (
    r"(?<!pasar )"  # Pasar Minggu is a place, not a week
    r"(?P<kind>minggu(?:an)?|pekan|bulan(?:an)?|triwulan|kuartal|tw|semester|smt|tahun(?:an)?)"
    r"(?: (?P<which>ini|(?:yang |yg )?lalu|kemar[ie]n))?"
)

_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (rf"{_WEEK}{_ON}(?P<first>{DATE}|{MONTH}){_UNTIL}{_ON}(?P<last>{DATE}|{MONTH})", _read_range),
    (rf"{_WEEK}{_ON}(?P<first>\d{{1,2}}){_UNTIL}(?P<last>{DATE})", _read_days),
    (rf"{_ON}(?P<first>{DATE}|{MONTH}){_UNTIL}(?P<until>hari ini|sekarang|kemar[ie]n)", _read_until_now),
    (rf"sejak (?:(?:tanggal|tgl)\.? )?(?P<first>{DATE}|{MONTH})(?P<until>)", _read_until_now),
    (r"(?P<days>[1-9]\d{0,3}) (?P<unit>hari|minggu|pekan) terakhir", _read_last_days),
    (rf"pekan {_ON}(?P<date>{DATE})", _read_week),
    (rf"(?:(?P<weekday>senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),? )?{_ON}(?P<date>{DATE})", _read_date),
    (rf"(?:bulan )?(?P<month>{MONTH})", _read_month),
    (_NUMBERED_FORM, _read_numbered),
    (_RELATIVE_FORM, _read_relative),
    (rf"(?P<words>{'|'.join(sorted(_DAYS_AGO, key=len, reverse=True))})", _read_days_ago),
    (rf"{_YEAR_WORD}(?P<year>\d{{4}})", _read_year),
    (r"(?P<year>20\d\d|2100)", _read_year),
)

READINGS = tuple(Reading(re.compile(f"{_WORD_BEGINS}(?:{form}){_WORD_ENDS}"), read) for form, read in _FORMS)
"""Every form; where several match, the longest match is what was meant."""
