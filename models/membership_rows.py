"""Memberships as rows: where somebody is on which days. Beginning one, and ending what lasts, with the reports."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models.permissions import reports_daily
from models.running_totals import move_reports
from models.schema import DailyReport, Membership, Role, Unit

_ONE_DAY = timedelta(days=1)


def covers(day: date) -> ColumnElement[bool]:
    """Give the condition that a membership includes the date."""
    return and_(Membership.first_day <= day, or_(Membership.last_day.is_(None), Membership.last_day >= day))


def membership_on(session: Session, member_id: int, day: date) -> Membership | None:
    """Give where the member was on that date, or nothing if they were not there."""
    return session.scalar(select(Membership).where(Membership.member_id == member_id, covers(day)))


def begin(session: Session, member_id: int, unit_id: int, role: Role, first_day: date) -> Membership:
    """Let the member be in the unit from that day on, until further notice; what was planned for later is off.

    Reports of these days go with them: somebody is in one place for a whole day.
    """
    _cut(session, member_id, first_day - _ONE_DAY)
    membership = Membership(
        member_id=member_id,
        agency_id=session.get_one(Unit, unit_id).agency_id,
        unit_id=unit_id,
        role=role,
        expected=reports_daily(role),
        first_day=first_day,
    )
    session.add(membership)
    session.flush()
    move_reports(session, membership)
    return membership


def end(session: Session, member_id: int, first_day: date, *, with_place: bool = False) -> date:
    """Let the member be nowhere from that day on; give the last day on which they are there.

    A day for which they have reported stays theirs: a report always counts as expected and there.
    """
    reported = select(func.max(DailyReport.report_date)).where(
        DailyReport.member_id == member_id, DailyReport.report_date >= first_day
    )
    last_day = max(first_day - _ONE_DAY, session.scalar(reported) or first_day - _ONE_DAY)
    _keep_one(session, member_id, last_day, with_place=with_place)
    _cut(session, member_id, last_day, with_place=with_place)
    return last_day


def _keep_one(session: Session, member_id: int, last_day: date, *, with_place: bool) -> None:
    """Whoever is to have been nowhere at all stays on the list of their first place, expected on no day."""
    rows = session.scalars(select(Membership).where(Membership.member_id == member_id)).all()
    first = min(rows, key=lambda row: row.first_day, default=None)
    if first is not None and first.first_day > last_day:
        first.first_day = first.last_day = last_day
        first.expected, first.ended_with_place = False, with_place
        session.flush()


def lasting(member_id: int, day: date) -> ColumnElement[bool]:
    """Give the condition that a membership of the member lasts to that day or beyond, be it one yet to come."""
    return and_(Membership.member_id == member_id, or_(Membership.last_day.is_(None), Membership.last_day >= day))


def _cut(session: Session, member_id: int, last_day: date, *, with_place: bool = False) -> None:
    """End what lasts beyond that day; what would begin after it never was."""
    for membership in session.scalars(select(Membership).where(lasting(member_id, last_day + _ONE_DAY))).all():
        if membership.first_day > last_day:
            session.delete(membership)
        else:
            membership.last_day, membership.ended_with_place = last_day, with_place
    session.flush()
