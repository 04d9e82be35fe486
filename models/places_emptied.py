"""The people of units that close or open: moved elsewhere, ended with the place, and brought back with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.join_requests import decline_in_units
from models.member_changes import LastAdministrator, check_administrators
from models.membership_rows import begin, covers, end
from models.open_invitations import revoke_in_units
from models.permissions import NEVER_VACANT
from models.schema import Agency, Member, Membership, Role, Unit
from models.telling import News, tell_member

_ONE_DAY = timedelta(days=1)


def people_in(session: Session, unit_ids: Sequence[int], day: date) -> int:
    """Count the members who are in one of the units on that day, or come there later."""
    count = select(func.count(Membership.member_id.distinct())).where(*_there(unit_ids, day))
    return session.scalar(count) or 0


def needs_administrator_elsewhere(session: Session, unit_ids: Sequence[int], day: date) -> None:
    """Go on only if an administrator is left who is not in one of the units; raises `LastAdministrator`."""
    administrators = (
        select(Membership.unit_id)
        .join(Member, Member.id == Membership.member_id)
        .where(Membership.role == NEVER_VACANT, covers(day), Membership.last_day.is_(None))
        .where(Member.suspended_at.is_(None), Member.telegram_id.is_not(None))
    )
    units = set(session.scalars(administrators))
    if units and units <= set(unit_ids):
        raise LastAdministrator


def empty_units(
    session: Session, unit_ids: Sequence[int], first_day: date, move_to: int | None, by: int | None, now: datetime
) -> None:
    """Close the ways into the units, and let nobody be there from that day on: elsewhere, or nowhere."""
    closed = list(unit_ids)
    revoke_in_units(session, closed, by, now)
    decline_in_units(session, closed, by, now)
    for unit in session.scalars(select(Unit).where(Unit.id.in_(closed))):
        unit.join_code = None
    rows = session.scalars(select(Membership).where(*_there(unit_ids, first_day)).order_by(Membership.id)).all()
    for member_id, role in {row.member_id: row.role for row in rows}.items():
        if move_to is not None:
            _move(session, member_id, role, move_to, first_day, by, now)
        else:
            _end(session, member_id, first_day, by, now)


def fill_units(session: Session, unit_ids: Sequence[int], first_day: date, by: int | None, now: datetime) -> None:
    """Bring back who left with the units and has been nowhere since; a unit that is closed itself stays empty."""
    open_units = select(Unit.id).join(Agency, Agency.id == Unit.agency_id)
    open_units = open_units.where(Unit.id.in_(list(unit_ids)), Unit.closed_on.is_(None), Agency.enabled)
    left = select(Membership).where(Membership.unit_id.in_(open_units), Membership.ended_with_place)
    for row in session.scalars(left.order_by(Membership.id)).all():
        if _has_been_elsewhere(session, row):
            continue
        row.ended_with_place = False
        if row.last_day is not None and first_day <= row.last_day + _ONE_DAY:
            row.last_day = None
            session.flush()
        else:
            begin(session, row.member_id, row.unit_id, row.role, first_day)
        payload = {"unit_id": row.unit_id, "from": first_day.isoformat()}
        tell_member(session, row.member_id, News.BACK, by, now, payload=payload)


def _there(unit_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    return Membership.unit_id.in_(list(unit_ids)), or_(Membership.last_day.is_(None), Membership.last_day >= day)


def _move(
    session: Session, member_id: int, role: Role, unit_id: int, first_day: date, by: int | None, now: datetime
) -> None:
    begin(session, member_id, unit_id, role, first_day)
    payload = {"unit_id": unit_id, "from": first_day.isoformat()}
    tell_member(session, member_id, News.MOVED, by, now, payload=payload)


def _end(session: Session, member_id: int, first_day: date, by: int | None, now: datetime) -> None:
    """Somebody has to stay who administrates, whatever was planned before the others left."""
    try:
        check_administrators(session, member_id, first_day)
    except LastAdministrator:
        return
    end(session, member_id, first_day, with_place=True)
    telegram_id = session.get_one(Member, member_id).telegram_id
    if telegram_id is not None:
        tell_member(session, member_id, News.LEFT, by, now, telegram_id=telegram_id)


def _has_been_elsewhere(session: Session, row: Membership) -> bool:
    later = select(Membership.id).where(Membership.member_id == row.member_id, Membership.first_day > row.first_day)
    suspended = session.get_one(Member, row.member_id).suspended_at is not None
    return suspended or session.scalar(later.limit(1)) is not None
