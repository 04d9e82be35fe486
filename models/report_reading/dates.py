"""Finds the date that a written report tells of: `Izin melaporkan kegiatan hari Senin, 15 September 2025`."""

import re
from datetime import date, timedelta

from models.writing import plain, tidied
from models.written_dates import DATE, UnreadablePeriod, WrittenDate

#: The date stands above the items: what comes later tells of something else, such as a meeting next week.
_HEAD = 12
_DATE = re.compile(rf"(?<![\w.,-])(?<!\d/)(?P<said>(?:tanggal|tgl)\.? ?:? ?)?(?P<date>{DATE})(?![\w/]|[.,-]\d)")
_YESTERDAY = re.compile(r"\bkemar[ie]n\b(?! (?:lusa|dulu))")
_NAMES_ITS_MONTH = re.compile(r"[a-z]|\b\d{4}\b")


def written_date(text: str, today: date) -> date | None:
    """Give the one date in the head of a report, or nothing where there is none or several.

    `3/4` may be a number of several, so a date in figures counts with its year, or behind the word `tanggal`; without
    its year it is a recent one, seen from `today`. `kemarin` counts in the first line, where no date is written.
    """
    rows = [plain(tidied(row)) for row in text[:4096].splitlines()[:_HEAD] if row.strip()]
    found = {day for row in rows for day in _dates_in(row, today)}
    if not found and rows and _YESTERDAY.search(rows[0]):
        return today - timedelta(days=1)
    return found.pop() if len(found) == 1 else None


def _dates_in(row: str, today: date) -> set[date]:
    dates = set()
    for match in _DATE.finditer(row):
        if match["said"] or _NAMES_ITS_MONTH.search(match["date"]):
            try:
                dates.add(WrittenDate.read(match["date"]).recent(today).first)
            except UnreadablePeriod:
                continue
    return dates
