"""Takes the rows of an old spreadsheet in as reports, once: the same file again changes nothing.

Nobody knows who had to report in the old days, nor at which hour somebody did. So a row counts in all totals, and
neither as expected nor as on time, unless it tells of a member of whom a report was expected on that date: then the
report is there, and nobody is called late by a spreadsheet. A unit's row beside the reports of its officers would count
their work twice, and is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import audit
from models.answers import Answer, as_json
from models.import_people import PeopleOfSheet
from models.import_units import MadeUnit, UnitsOfSheet
from models.indicators import Question
from models.report_sheets import Problem, Progress, ReportSheet, SheetReport
from models.report_sorting import Beside, NewRow, sort_rows
from models.running_totals import Share, count_shares
from models.schema import (
    Agency,
    DailyReport,
    ReportAnswer,
    ReportImport,
    ReportRevision,
)
from models.told_before import told_before

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class SheetFile:
    """Which file it was: its name, and the SHA-256 of its bytes in hexadecimal digits."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a spreadsheet."""

    added: int
    unchanged: int
    problems: tuple[Problem, ...]
    units_made: tuple[MadeUnit, ...]


def import_reports(
    session: Session,
    agency: Agency,
    sheet: ReportSheet,
    file: SheetFile,
    questions: Sequence[Question],
    *,
    now: datetime,
    units: UnitsOfSheet,
    progress: Progress,
) -> Imported:
    """Take the rows in that are not there yet, all in the caller's transaction; tell what became of each.

    `units` says whether units that are not there are made. `progress` is told how many rows are done.
    """
    people = PeopleOfSheet(session, agency.id, now)
    told = told_before(session, agency.id, {report.day for report in sheet.reports}, questions, file.digest)
    sorted_rows = sort_rows(sheet.reports, Beside(units, people, told, questions), progress)
    if sorted_rows.new:
        batch = ReportImport(
            agency_id=agency.id, file_name=file.name, file_hash=file.digest, at=now, reports=len(sorted_rows.new)
        )
        session.add(batch)
        session.flush()
        for first in range(0, len(sorted_rows.new), _CHUNK):
            chunk = sorted_rows.new[first : first + _CHUNK]
            _insert(session, agency.id, batch, chunk, questions, now)
            progress(len(chunk))
        _trace(session, batch, now)
    return Imported(
        len(sorted_rows.new),
        sorted_rows.unchanged,
        (*sheet.problems, *sorted_rows.problems),
        tuple(units.made),
    )


def _insert(
    session: Session,
    agency_id: int,
    batch: ReportImport,
    rows: Sequence[NewRow],
    questions: Sequence[Question],
    now: datetime,
) -> None:
    session.execute(insert(DailyReport), [_report(agency_id, batch, row, now) for row in rows])
    ids = _ids(session, batch, rows)
    answers = [answer for row in rows for answer in _answers(ids[_key(row)], row.report, questions)]
    session.execute(insert(ReportAnswer), answers)
    session.execute(insert(ReportRevision), [_revision(ids[_key(row)], row, questions, now) for row in rows])
    count_shares(session, agency_id, [_share(row, questions) for row in rows])


def _report(agency_id: int, batch: ReportImport, row: NewRow, now: datetime) -> dict[str, Any]:
    return {
        "member_id": row.member_id,
        "report_date": row.report.day,
        "agency_id": agency_id,
        "unit_id": row.unit_id,
        "author_id": row.member_id,
        "submitted_at": now,
        "on_time": True,
        "nil": _is_nil(row.report),
        "expected": row.expected,
        "revision": 1,
        "note": None,
        "import_id": batch.id,
    }


def _is_nil(report: SheetReport) -> bool:
    """Only where every indicator is told to be zero; an empty cell tells nothing."""
    return all(count == 0 for count in report.led)


def _key(row: NewRow) -> tuple[int, date]:
    return row.member_id, row.report.day


def _ids(session: Session, batch: ReportImport, rows: Sequence[NewRow]) -> dict[tuple[int, date], int]:
    days = [row.report.day for row in rows]
    query = select(DailyReport.id, DailyReport.member_id, DailyReport.report_date).where(
        DailyReport.import_id == batch.id, DailyReport.report_date.between(min(days), max(days))
    )
    return {(member_id, day): report_id for report_id, member_id, day in session.execute(query)}


def _answers(report_id: int, report: SheetReport, questions: Sequence[Question]) -> list[dict[str, int]]:
    return [
        {"report_id": report_id, "indicator_id": question.indicator_id, "led": led, "joined": 0}
        for question, led in zip(questions, report.led, strict=True)
        if led is not None
    ]


def _revision(report_id: int, row: NewRow, questions: Sequence[Question], now: datetime) -> dict[str, Any]:
    answers = {question.key: Answer(led) for question, led in zip(questions, row.report.led, strict=True)}
    return {
        "report_id": report_id,
        "number": 1,
        "at": now,
        "author_id": row.member_id,
        "reason": None,
        "note": None,
        "answers": as_json(answers),
    }


def _share(row: NewRow, questions: Sequence[Question]) -> Share:
    pairs = zip(questions, row.report.led, strict=True)
    led = {question.indicator_id: led for question, led in pairs if led is not None}
    return Share(row.unit_id, row.report.day, row.expected, on_time=True, nil=_is_nil(row.report), led=led)


def _trace(session: Session, batch: ReportImport, now: datetime) -> None:
    """One event for the file: each report's first revision holds its figures and names the file."""
    audit.record(
        session,
        at=now,
        actor_id=None,
        action="reports.imported",
        subject="report_import",
        subject_id=batch.id,
        content={"file_hash": batch.file_hash, "agency_id": batch.agency_id, "reports": batch.reports},
    )
