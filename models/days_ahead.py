"""Days that mostly lie ahead, as people write them: `besok`, `minggu depan`, and a date without its year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from models.periods import Period
from models.writing import plain

_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_AHEAD = {"kemarin": -1, "kemaren": -1, "hari ini": 0, "sekarang": 0, "besok": 1, "besuk": 1, "lusa": 2}
_NEAR = re.compile(rf"\b(?:{'|'.join(_AHEAD)})\b")
_WEEK = re.compile(r"\b(?:minggu|pekan) (ini|depan)\b")
_WEEKDAY = re.compile(
    r"\b(?:hari )?(senin|selasa|rabu|kamis|jum'?at|sabtu|(?<=hari )minggu|ahad)\b(?!,? ?(?:tgl|tanggal|\d))"
)


def dated(text: str, today: date, *, weekdays: bool = True) -> str:
    """Put dates in place of words that lean on today, and of days of the week; all else stays as it was written."""
    replacements: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_WEEK, lambda match: _week(today, ahead=match[1] == "depan")),
        (_NEAR, lambda match: (today + timedelta(days=_AHEAD[match[0]])).isoformat()),
        *(((_WEEKDAY, lambda match: _next_weekday(match[1], today)),) if weekdays else ()),
    )
    for pattern, replace in replacements:
        text = _replaced(text, pattern, replace)
    return text


def year_ahead(today: date) -> date:
    """Give the day before which a date without a year lies: so it is one of the year that begins some days ago."""
    return today + timedelta(days=360)


def _replaced(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    pieces, at = [], 0
    for match in pattern.finditer(plain(text)):
        pieces += [text[at : match.start()], replace(match)]
        at = match.end()
    return "".join((*pieces, text[at:]))


def _week(today: date, *, ahead: bool) -> str:
    """The whole next week, or what is left of this one."""
    this = Period.week_of(today)
    first, last = (this.next().first, this.next().last) if ahead else (today, this.last)
    return f"{first.isoformat()} - {last.isoformat()}"


def _next_weekday(word: str, today: date) -> str:
    weekday = _WEEKDAYS.index(word.replace("'", "").replace("ahad", "minggu"))
    return (today + timedelta(days=(weekday - today.weekday()) % 7)).isoformat()
