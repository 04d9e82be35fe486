"""The finest rows of a file: each report with its answers, and each unit's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.export_shares import is_at
from models.indicators import Question
from models.periods import Period
from models.permissions import Place
from models.provinces import Zone, zone_of
from models.schema import Agency, DailyReport, Member, ReportAnswer, Unit, UnitDay, UnitDayTotal

#: More rows than this no sheet gets: a spreadsheet program ends at 1 048 576, and a phone far before.
MOST_REPORTS = 200_000
#: How many columns of a report stand before its sums.
_ABOUT = 14


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report. An indicator is empty where the report does not tell of it; the name where the file has none."""

    day: date
    agency_code: str
    unit_code: str
    unit_name: str
    name: str | None
    rank: str | None
    service_number: str | None
    submitted_at: datetime
    zone: Zone
    expected: bool
    on_time: bool
    nil: bool
    revision: int
    imported: bool
    led: tuple[int | None, ...]
    joined: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class UnitDayRow:
    """One unit on one date of which there is a report."""

    day: date
    agency_code: str
    unit_code: str
    unit_name: str
    reports: int
    reported: int
    on_time: int
    nil: int
    led: tuple[int, ...]
    joined: tuple[int, ...]


def count_reports(session: Session, period: Period, place: Place) -> int:
    """Count the reports of a period at a place."""
    return session.scalar(select(func.count(DailyReport.id)).where(*_those(DailyReport, period, place))) or 0


def report_rows(
    session: Session, period: Period, place: Place, questions: Sequence[Question], *, names: bool
) -> list[ReportRow]:
    """List the reports of a period at a place by date, agency and unit; who reported is told only with `names`."""
    query = (
        select(
            DailyReport.report_date, Agency.code, Unit.code, Unit.name, Unit.province,
            Member.name, Member.rank, Member.service_number,
            DailyReport.submitted_at, DailyReport.expected, DailyReport.on_time, DailyReport.nil,
            DailyReport.revision, DailyReport.import_id,
            *(_sum_of(question, ReportAnswer.led) for question in questions),
            *(_sum_of(question, ReportAnswer.joined) for question in questions),
        )
        .join(Agency, Agency.id == DailyReport.agency_id)
        .join(Unit, Unit.id == DailyReport.unit_id)
        .join(Member, Member.id == DailyReport.member_id)
        .outerjoin(ReportAnswer, ReportAnswer.report_id == DailyReport.id)
        .where(*_those(DailyReport, period, place))
        .group_by(DailyReport.id, Agency.id, Unit.id, Member.id)
        .order_by(DailyReport.report_date, Agency.id, Unit.name, Member.name, DailyReport.id)
    )  # fmt: skip
    width = len(questions)
    return [_report(row, width, names=names) for row in session.execute(query)]


def unit_day_rows(session: Session, period: Period, place: Place, questions: Sequence[Question]) -> list[UnitDayRow]:
    """List each unit's days of which there is a report, by date, agency and unit."""
    same = (UnitDayTotal.unit_id == UnitDay.unit_id) & (UnitDayTotal.agency_id == UnitDay.agency_id)
    query = (
        select(
            UnitDay.report_date, Agency.code, Unit.code, Unit.name,
            UnitDay.reports, UnitDay.reported, UnitDay.on_time, UnitDay.nil,
            *(_total_of(question, UnitDayTotal.led) for question in questions),
            *(_total_of(question, UnitDayTotal.joined) for question in questions),
        )
        .join(Agency, Agency.id == UnitDay.agency_id)
        .join(Unit, Unit.id == UnitDay.unit_id)
        .outerjoin(UnitDayTotal, same & (UnitDayTotal.report_date == UnitDay.report_date))
        .where(*_those(UnitDay, period, place), UnitDay.reports > 0)
        .group_by(UnitDay.unit_id, UnitDay.report_date, UnitDay.agency_id, Agency.id, Unit.id)
        .order_by(UnitDay.report_date, Agency.id, Unit.name, Unit.id)
    )  # fmt: skip
    width = len(questions)
    return [
        UnitDayRow(*row[:8], led=_whole(row[8 : 8 + width]), joined=_whole(row[8 + width :]))
        for row in session.execute(query)
    ]


def _those(table: type[DailyReport] | type[UnitDay], period: Period, place: Place) -> tuple[ColumnElement[bool], ...]:
    return (
        table.report_date.between(period.first, period.last),
        is_at(table.agency_id, place.agency_id),
        is_at(table.unit_id, place.unit_id),
    )


def _sum_of(question: Question, column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """The answers are rows: here each becomes a column; empty where a report does not tell of it."""
    return func.sum(case((ReportAnswer.indicator_id == question.indicator_id, column)))


def _total_of(question: Question, column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((UnitDayTotal.indicator_id == question.indicator_id, column))), 0)


def _report(row: Sequence[Any], width: int, *, names: bool) -> ReportRow:
    day, agency, unit, unit_name, province, name, rank, number, *about = row[:_ABOUT]
    at, expected, on_time, nil, revision, source = about
    sums = row[_ABOUT:]
    return ReportRow(
        day=day,
        agency_code=agency,
        unit_code=unit,
        unit_name=unit_name,
        name=name if names else None,
        rank=rank if names else None,
        service_number=number if names else None,
        submitted_at=at,
        zone=zone_of(province),
        expected=expected,
        on_time=on_time,
        nil=nil,
        revision=revision,
        imported=source is not None,
        led=tuple(None if value is None else int(value) for value in sums[:width]),
        joined=tuple(None if value is None else int(value) for value in sums[width:]),
    )


def _whole(sums: Sequence[Any]) -> tuple[int, ...]:
    return tuple(int(value) for value in sums)
