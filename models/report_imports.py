"""Takes the rows of an old spreadsheet in as reports, once: the same file again changes nothing.

Nobody knows who had to report in the old days, nor at which hour somebody did. So a row counts in all totals, and
neither as expected nor as on time, unless it tells of a member of whom a report was expected on that date: then the
report is there, and nobody is called late by a spreadsheet.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import audit
from models.answers import Answer, as_json
from models.errors import LaporError
from models.import_people import PeopleOfSheet
from models.import_units import MadeUnit, UnitsOfSheet
from models.indicators import Question
from models.report_sheets import UNIT, Problem, Progress, ReportSheet, SheetReport, column_of
from models.running_totals import Share, count_shares
from models.schema import (
    Agency,
    DailyReport,
    ReportAnswer,
    ReportImport,
    ReportRevision,
)

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class SheetFile:
    """Which file it was: its name, and the SHA-256 of its bytes in hexadecimal digits."""

    name: str
    digest: str


@dataclass(eq=False)
class AlreadyOtherwise(LaporError):
    """There is a report of the date already, and it tells something else: `told` and `stored`, in words."""

    told: str
    stored: str
    imported: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a spreadsheet."""

    added: int
    unchanged: int
    problems: tuple[Problem, ...]
    units_made: tuple[MadeUnit, ...]


@dataclass(slots=True)
class _Found:
    """A row with its unit and its member."""

    report: SheetReport
    unit_id: int
    member_id: int
    expected: bool


@dataclass(slots=True)
class _Sorted:
    """The rows by what is to become of them."""

    new: list[_Found] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


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
    sorted_rows = _sort(session, agency, sheet, questions, units, people, progress)
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


def _sort(
    session: Session,
    agency: Agency,
    sheet: ReportSheet,
    questions: Sequence[Question],
    units: UnitsOfSheet,
    people: PeopleOfSheet,
    progress: Progress,
) -> _Sorted:
    stored = _stored(session, agency.id, sheet.reports, questions)
    done = _Sorted()
    for report in sheet.reports:
        try:
            unit_id = units.find(report.unit)
        except LaporError as error:
            done.problems.append(Problem(report.row_number, UNIT, error))
            progress(1)
            continue
        who = people.find(unit_id, report.officer, report.day)
        before = stored.get((who.member_id, report.day))
        if before is None:
            done.new.append(_Found(report, unit_id, who.member_id, who.expected))
            continue
        progress(1)
        if before.led == report.led:
            done.unchanged += 1
        else:
            problem = AlreadyOtherwise(_words(questions, report.led), _words(questions, before.led), before.imported)
            done.problems.append(Problem(report.row_number, UNIT, problem))
    return done


@dataclass(frozen=True, slots=True)
class _Stored:
    led: tuple[int | None, ...]
    imported: bool


def _stored(
    session: Session, agency_id: int, reports: Iterable[SheetReport], questions: Sequence[Question]
) -> dict[tuple[int, date], _Stored]:
    """What is told already of the agency's members on the dates of the file."""
    days = [report.day for report in reports]
    if not days:
        return {}
    those = (DailyReport.agency_id == agency_id, DailyReport.report_date.between(min(days), max(days)))
    answers: defaultdict[int, dict[int, int]] = defaultdict(dict)
    told = select(ReportAnswer.report_id, ReportAnswer.indicator_id, ReportAnswer.led)
    for report_id, indicator_id, led in session.execute(told.join(DailyReport).where(*those)):
        answers[report_id][indicator_id] = led
    rows = session.execute(
        select(DailyReport.id, DailyReport.member_id, DailyReport.report_date, DailyReport.import_id).where(*those)
    )
    return {
        (member_id, day): _Stored(
            tuple(answers[report_id].get(question.indicator_id) for question in questions), import_id is not None
        )
        for report_id, member_id, day, import_id in rows
    }


def _insert(
    session: Session,
    agency_id: int,
    batch: ReportImport,
    rows: Sequence[_Found],
    questions: Sequence[Question],
    now: datetime,
) -> None:
    session.execute(insert(DailyReport), [_report(agency_id, batch, row, now) for row in rows])
    ids = _ids(session, batch, rows)
    answers = [answer for row in rows for answer in _answers(ids[_key(row)], row.report, questions)]
    session.execute(insert(ReportAnswer), answers)
    session.execute(insert(ReportRevision), [_revision(ids[_key(row)], row, questions, now) for row in rows])
    count_shares(session, agency_id, [_share(row, questions) for row in rows])


def _report(agency_id: int, batch: ReportImport, row: _Found, now: datetime) -> dict[str, Any]:
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


def _key(row: _Found) -> tuple[int, date]:
    return row.member_id, row.report.day


def _ids(session: Session, batch: ReportImport, rows: Sequence[_Found]) -> dict[tuple[int, date], int]:
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


def _revision(report_id: int, row: _Found, questions: Sequence[Question], now: datetime) -> dict[str, Any]:
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


def _share(row: _Found, questions: Sequence[Question]) -> Share:
    pairs = zip(questions, row.report.led, strict=True)
    led = {question.indicator_id: led for question, led in pairs if led is not None}
    return Share(row.unit_id, row.report.day, row.expected, on_time=True, nil=_is_nil(row.report), led=led)


def _words(questions: Sequence[Question], led: Sequence[int | None]) -> str:
    pairs = zip(questions, led, strict=True)
    return ", ".join(f"{column_of(question)} {'—' if count is None else count}" for question, count in pairs)


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
