"""A member's own past: a month of days with their signs, totals and streak, and one day with all its revisions."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.answers import Answers, from_json
from models.clock import local_date
from models.expectations import days_between, expected_member_spans
from models.indicators import Question, questions_on
from models.open_dates import open_dates
from models.periods import Period
from models.permissions import Person
from models.reports import report_of
from models.schema import Absence, DailyReport, Member, Membership, ReportAnswer, ReportRevision

#: How far back a streak is looked for.
_LONGEST_STREAK = timedelta(days=366)


class Sign(enum.StrEnum):
    """What became of a day."""

    ON_TIME = "on_time"
    LATE = "late"
    NIL = "nil"
    ABSENT = "absent"
    MISSING = "missing"
    #: Expected, and there is still time.
    OPEN = "open"
    #: Not expected, or not yet come.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MonthHistory:
    """A month of one member: `led` and `joined` go by the questions; `streak` counts reported days in a row."""

    month: Period
    signs: Mapping[date, Sign]
    questions: tuple[Question, ...]
    led: tuple[int, ...]
    joined: tuple[int, ...]
    streak: int


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What a report said at one time, and why it was changed."""

    number: int
    at: datetime
    #: Rank and name of whoever entered it, where that was somebody else.
    by: str | None
    reason: str | None
    note: str | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class DayHistory:
    """One day of one member; without revisions there is no report."""

    person: Person
    day: date
    sign: Sign
    questions: tuple[Question, ...]
    revisions: tuple[RevisionView, ...]
    submitted_at: datetime | None
    can_change: bool


def month_history(session: Session, person: Person, month: Period, now: datetime) -> MonthHistory:
    """Give a month of the member's days."""
    questions = questions_on(session, month.last)
    totals = _totals(session, person.member_id, month)
    return MonthHistory(
        month=month,
        signs=_signs(session, person, month, now),
        questions=questions,
        led=tuple(totals.get(question.indicator_id, (0, 0))[0] for question in questions),
        joined=tuple(totals.get(question.indicator_id, (0, 0))[1] for question in questions),
        streak=_streak(session, person, now),
    )


def day_history(session: Session, person: Person, day: date, now: datetime) -> DayHistory:
    """Give one of the member's days with its report in all its revisions."""
    report = report_of(session, person.member_id, day)
    return DayHistory(
        person=person,
        day=day,
        sign=_signs(session, person, Period.day(day), now)[day],
        questions=questions_on(session, day),
        revisions=_revisions(session, report) if report else (),
        submitted_at=report.submitted_at if report else None,
        can_change=day in open_dates(session, person, now),
    )


def _signs(session: Session, person: Person, period: Period, now: datetime) -> dict[date, Sign]:
    reports = _reports(session, person.member_id, period)
    spans = expected_member_spans(session, period, Membership.member_id == person.member_id)
    expected = {day for _, span in spans for day in days_between(span.first, span.last)}
    absent = _days_of(session.scalars(_absent(person.member_id)).all(), period)
    still_open = open_dates(session, person, now)
    today = local_date(now, person.zone)
    signs = {}
    for ahead in range(period.days):
        day = period.first + timedelta(days=ahead)
        if day in reports:
            signs[day] = _reported(reports[day])
        elif day in absent:
            signs[day] = Sign.ABSENT
        elif day not in expected or day > today:
            signs[day] = Sign.NONE
        else:
            signs[day] = Sign.OPEN if day in still_open else Sign.MISSING
    return signs


def _reported(report: DailyReport) -> Sign:
    if not report.on_time:
        return Sign.LATE
    return Sign.NIL if report.nil else Sign.ON_TIME


def _streak(session: Session, person: Person, now: datetime) -> int:
    """Reported days in a row until today; days off do not end it, and neither does a day that is still open."""
    today = local_date(now, person.zone)
    signs = _signs(session, person, Period.between(today - _LONGEST_STREAK, today), now)
    streak = 0
    for day in sorted(signs, reverse=True):
        if signs[day] == Sign.MISSING:
            return streak
        streak += signs[day] in (Sign.ON_TIME, Sign.LATE, Sign.NIL)
    return streak


def _reports(session: Session, member_id: int, period: Period) -> dict[date, DailyReport]:
    query = select(DailyReport).where(
        DailyReport.member_id == member_id, DailyReport.report_date.between(period.first, period.last)
    )
    return {report.report_date: report for report in session.scalars(query)}


def _totals(session: Session, member_id: int, period: Period) -> dict[int, tuple[int, int]]:
    query = (
        select(ReportAnswer.indicator_id, func.sum(ReportAnswer.led), func.sum(ReportAnswer.joined))
        .join(DailyReport, DailyReport.id == ReportAnswer.report_id)
        .where(DailyReport.member_id == member_id, DailyReport.report_date.between(period.first, period.last))
        .group_by(ReportAnswer.indicator_id)
    )
    return {indicator_id: (int(led), int(joined)) for indicator_id, led, joined in session.execute(query)}


def _revisions(session: Session, report: DailyReport) -> tuple[RevisionView, ...]:
    query = (
        select(ReportRevision, Member)
        .join(Member, Member.id == ReportRevision.author_id)
        .where(ReportRevision.report_id == report.id)
        .order_by(ReportRevision.number)
    )
    return tuple(_revision(row, author, report.member_id) for row, author in session.execute(query))


def _revision(row: ReportRevision, author: Member, member_id: int) -> RevisionView:
    by = None if author.id == member_id else " ".join(filter(None, (author.rank, author.name)))
    return RevisionView(row.number, row.at, by, row.reason, row.note, from_json(row.answers))


def _absent(member_id: int) -> Select[Absence]:
    return select(Absence).where(Absence.member_id == member_id, Absence.cancelled_at.is_(None))


def _days_of(spans: Sequence[Absence], period: Period) -> set[date]:
    """The days of the period that any of the spans covers."""
    days: set[date] = set()
    for span in spans:
        days |= set(days_between(max(span.first_day, period.first), min(span.last_day, period.last)))
    return days
