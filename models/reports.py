"""Daily reports: taking one in, with its answers, its first revision, the running totals and the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.form import Answer
from models.indicators import Question
from models.insertion import insert_new
from models.members import membership_on, zone_of_unit
from models.running_totals import count_report
from models.schedule import load_schedule
from models.schema import DailyReport, Membership, ReportAnswer, ReportRevision


class NotThereThatDay(LaporError):
    """The member did not belong to the task force on that date."""


class AlreadyReported(LaporError):
    """There is a report for that member and date."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is handed in: for whom, for which date, by whom, the counts by indicator key."""

    member_id: int
    day: date
    author_id: int
    answers: Mapping[str, Answer]


def file_report(session: Session, filing: Filing, questions: Sequence[Question], now: datetime) -> DailyReport:
    """Take a report in; it is on time until the deadline of its date on the member's own clock.

    Raises `NotThereThatDay` and `AlreadyReported`.
    """
    membership = membership_on(session, filing.member_id, filing.day)
    if membership is None:
        raise NotThereThatDay("Anda belum terdaftar pada tanggal itu.")
    report = _insert(session, filing, membership, now)
    _add_answers(session, report, filing, questions, now)
    count_report(session, report)
    audit.record(
        session,
        at=now,
        actor_id=filing.author_id,
        action="report.submitted",
        subject="daily_report",
        subject_id=report.id,
        content={"date": filing.day.isoformat(), "answers": as_json(filing.answers)},
    )
    return report


def report_of(session: Session, member_id: int, day: date) -> DailyReport | None:
    """Give the member's report of the date, if there is one."""
    return session.scalar(select(DailyReport).where(DailyReport.member_id == member_id, DailyReport.report_date == day))


def as_json(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Give answers as JSON holds them."""
    return {key: asdict(answer) for key, answer in answers.items()}


def from_json(stored: Mapping[str, Any]) -> dict[str, Answer]:
    """Give answers back from how JSON holds them."""
    return {key: Answer(**answer) for key, answer in stored.items()}


def is_nil(answers: Mapping[str, Answer]) -> bool:
    """Tell whether nothing at all happened, neither led nor joined."""
    return all(not answer.led and not answer.joined for answer in answers.values())


def _insert(session: Session, filing: Filing, membership: Membership, now: datetime) -> DailyReport:
    deadline = load_schedule(session).deadline_of(filing.day, zone_of_unit(session, membership.unit_id))
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
    }
    inserted = insert_new(session, DailyReport, [row])
    if not inserted:
        raise AlreadyReported("Laporan untuk tanggal itu sudah ada.")
    return session.get_one(DailyReport, inserted[0])


def _add_answers(
    session: Session, report: DailyReport, filing: Filing, questions: Sequence[Question], now: datetime
) -> None:
    for question in questions:
        answer = filing.answers[question.key]
        session.add(
            ReportAnswer(
                report_id=report.id, indicator_id=question.indicator_id, led=answer.led or 0, joined=answer.joined
            )
        )
    session.add(
        ReportRevision(
            report_id=report.id, number=1, at=now, author_id=filing.author_id, answers=as_json(filing.answers)
        )
    )
    session.flush()
