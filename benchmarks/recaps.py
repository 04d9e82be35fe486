"""Recaps: the queries of a day and of a semester on the demonstration's database, beside summing the reports anew."""

import asyncio
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.figures import Figures, milliseconds, ratio, whole
from benchmarks.ground import Ground
from benchmarks.pictures import SEMESTER, YESTERDAY
from benchmarks.scale import Scale
from bot.demo.show import START
from models.database import Database
from models.periods import Period
from models.recap import recap, semester_recap
from models.schema import DailyReport, ReportAnswer

AUGUST = Period.month_of(date(2025, 8, 1))

Query = Callable[[Session], Any]

_NOTES = """\
SQLite; {times} times each. The first one opens the database. The yardstick only sums the answers of the period by
agency and indicator, without saying who was expected.
"""


def _recap(period: Period) -> Query:
    return lambda session: recap(session, period, None, START)


def _semester(session: Session) -> object:
    return semester_recap(session, SEMESTER, None, START)


QUERIES: dict[str, tuple[Query, Period]] = {
    "a day": (_recap(YESTERDAY), YESTERDAY),
    "a month": (_recap(AUGUST), AUGUST),
    "a semester, with its months and days": (_semester, SEMESTER),
}


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Ask each query first on a new connection, and then again and again."""
    return await asyncio.to_thread(_measure, ground, scale)


def _measure(ground: Ground, scale: Scale) -> Figures:
    file, _ = ground.demonstration
    url = f"sqlite:///{file}"
    reports = _time(url, lambda session: session.scalar(select(func.count(DailyReport.id))), 1)
    rows = [_row(name, url, query, period, scale) for name, (query, period) in QUERIES.items()]
    return Figures(
        f"Recaps over {whole(reports.answer)} reports",
        ("recap of", "first ms", "later p50 ms", "later p95 ms", "summed anew, ms", "ratio"),
        tuple(rows),
        _NOTES.format(times=scale.recaps),
    )


class _Times:
    """The first answer, and the seconds of each."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.seconds: list[float] = []


def _time(url: str, query: Query, times: int) -> _Times:
    taken, database = _Times(), Database(url)
    try:
        for _ in range(times):
            begun = time.perf_counter()
            taken.answer = database.read_now(query)
            taken.seconds.append(time.perf_counter() - begun)
    finally:
        database.close()
    return taken


def _row(name: str, url: str, query: Query, period: Period, scale: Scale) -> tuple[str, ...]:
    first, *later = _time(url, query, scale.recaps + 1).seconds
    anew = _time(url, lambda session: _sum_anew(session, period), max(3, scale.recaps // 5)).seconds
    return (
        name,
        milliseconds([first]),
        milliseconds(later),
        milliseconds(later, 0.95),
        milliseconds(anew),
        ratio(median(later), median(anew)),
    )


def _sum_anew(session: Session, period: Period) -> object:
    query = (
        select(
            DailyReport.agency_id, ReportAnswer.indicator_id, func.sum(ReportAnswer.led), func.sum(ReportAnswer.joined)
        )
        .join(ReportAnswer, ReportAnswer.report_id == DailyReport.id)
        .where(DailyReport.report_date.between(period.first, period.last))
        .group_by(DailyReport.agency_id, ReportAnswer.indicator_id)
    )
    return session.execute(query).all()
