"""The running totals per unit and day: kept in step with the reports, in the same transaction."""

from datetime import date

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from models.insertion import add_up
from models.schema import DailyReport, Membership, ReportAnswer, UnitDay, UnitDayTotal


def count_report(session: Session, report: DailyReport) -> None:
    """Add a report with its answers, which are stored already, to the totals of its unit and date."""
    _add(session, report, sign=1)


def uncount_report(session: Session, report: DailyReport) -> None:
    """Take a report out of the totals: before it changes and is counted again."""
    _add(session, report, sign=-1)


def move_reports(session: Session, membership: Membership) -> None:
    """Let the reports of a new membership's days count where the member is on those days.

    Somebody who reported this morning and goes to another unit at noon is there for the whole day, and so is the
    report: otherwise one unit would have more reports than expected, and the other one a missing one.
    """
    for report in session.scalars(_since(membership.member_id, membership.first_day)).all():
        _add(session, report, sign=-1)
        _forget_if_empty(session, report)
        report.agency_id, report.unit_id = membership.agency_id, membership.unit_id
        report.expected = membership.expected
        session.flush()
        _add(session, report, sign=1)


def _since(member_id: int, day: date) -> Select[DailyReport]:
    return select(DailyReport).where(DailyReport.member_id == member_id, DailyReport.report_date >= day)


def _forget_if_empty(session: Session, report: DailyReport) -> None:
    """A unit without a report has no totals for the date: none is not nil."""
    tables = (UnitDay, UnitDayTotal)
    unit_day, totals = ((t.unit_id == report.unit_id) & (t.report_date == report.report_date) for t in tables)
    emptied = delete(UnitDay).where(unit_day, UnitDay.agency_id == report.agency_id, UnitDay.reports == 0)
    if session.scalars(emptied.returning(UnitDay.unit_id)).all():
        session.execute(delete(UnitDayTotal).where(totals, UnitDayTotal.agency_id == report.agency_id))


def _add(session: Session, report: DailyReport, *, sign: int) -> None:
    place = {"unit_id": report.unit_id, "report_date": report.report_date, "agency_id": report.agency_id}
    counts = {
        "reports": sign,
        "reported": sign * report.expected,
        "on_time": sign * (report.expected and report.on_time),
        "nil": sign * (report.expected and report.nil),
    }
    add_up(session, UnitDay, [place | counts], summed=tuple(counts))
    answers = session.scalars(
        select(ReportAnswer).where(ReportAnswer.report_id == report.id).order_by(ReportAnswer.indicator_id)
    )
    totals = [
        place | {"indicator_id": one.indicator_id, "led": sign * one.led, "joined": sign * one.joined}
        for one in answers
    ]
    add_up(session, UnitDayTotal, totals, summed=("led", "joined"))
