"""Daily reports: taking one in and changing one, with answers, revisions, the running totals and the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.answers import Answers, as_json, is_nil
from models.errors import LaporError
from models.indicators import Question
from models.insertion import insert_new
from models.members import zone_of_unit
from models.membership_rows import membership_on
from models.own_clocks import deadline_of
from models.running_totals import count_report, uncount_report
from models.schema import DailyReport, Membership, ReportAnswer, ReportRevision


class NotThereThatDay(LaporError):
    """The member did not belong to the task force on that date."""


class AlreadyReported(LaporError):
    """There is a report for that member and date."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is handed in: for whom, for which date, by whom, the counts by indicator key, and a note."""

    member_id: int
    day: date
    author_id: int
    answers: Answers
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Revising:
    """How a report is changed: what it says from now on, by whom, and why, where a reason is needed."""

    author_id: int
    answers: Answers
    note: str | None
    reason: str | None


def file_report(session: Session, filing: Filing, questions: Sequence[Question], now: datetime) -> DailyReport:
    """Take a report in; it is on time until the deadline of its date on the member's own clock.

    Raises `NotThereThatDay` and `AlreadyReported`.
    """
    membership = membership_on(session, filing.member_id, filing.day)
    if membership is None:
        raise NotThereThatDay
    report = _insert(session, filing, membership, now)
    session.add_all(_answer(report, question, filing.answers) for question in questions)
    _add_revision(session, report, Revising(filing.author_id, filing.answers, filing.note, None), now)
    count_report(session, report)
    content = {"date": filing.day.isoformat(), "answers": as_json(filing.answers), "note": filing.note}
    _trace(session, report, filing.author_id, "report.submitted", content, now)
    return report


def revise_report(
    session: Session, report: DailyReport, revising: Revising, questions: Sequence[Question], now: datetime
) -> None:
    """Change what a report says, as its next revision; whether it was on time stays as it was."""
    uncount_report(session, report)
    for question in questions:
        session.merge(_answer(report, question, revising.answers))
    report.nil, report.note = is_nil(revising.answers), revising.note
    report.revision += 1
    _add_revision(session, report, revising, now)
    count_report(session, report)
    content = {"revision": report.revision, "answers": as_json(revising.answers), "reason": revising.reason}
    _trace(session, report, revising.author_id, "report.revised", content, now)


def report_of(session: Session, member_id: int, day: date) -> DailyReport | None:
    """Give the member's report of the date, if there is one."""
    return session.scalar(select(DailyReport).where(DailyReport.member_id == member_id, DailyReport.report_date == day))


def _insert(session: Session, filing: Filing, membership: Membership, now: datetime) -> DailyReport:
    unit_zone = zone_of_unit(session, membership.unit_id, filing.day)
    deadline = deadline_of(session, filing.member_id, filing.day, unit_zone)
    row = {
        "member_id": filing.member_id,
        "report_date": filing.day,
        "agency_id": membership.agency_id,
        "unit_id": membership.unit_id,
        "author_id": filing.author_id,
        "submitted_at": now,
        "on_time": now <= deadline,
        "nil": is_nil(filing.answers),
        "expected": membership.expected,
        "revision": 1,
        "note": filing.note,
    }
    inserted = insert_new(session, DailyReport, [row])
    if not inserted:
        raise AlreadyReported
    return session.get_one(DailyReport, inserted[0])


def _answer(report: DailyReport, question: Question, answers: Answers) -> ReportAnswer:
    answer = answers[question.key]
    return ReportAnswer(
        report_id=report.id, indicator_id=question.indicator_id, led=answer.led or 0, joined=answer.joined
    )


def _add_revision(session: Session, report: DailyReport, revising: Revising, now: datetime) -> None:
    session.add(
        ReportRevision(
            report_id=report.id,
            number=report.revision,
            at=now,
            author_id=revising.author_id,
            reason=revising.reason,
            note=revising.note,
            answers=as_json(revising.answers),
        )
    )
    session.flush()


def _trace(
    session: Session, report: DailyReport, author_id: int, action: str, content: Mapping[str, Any], now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=author_id,
        action=action,
        subject="daily_report",
        subject_id=report.id,
        content=content,
    )
