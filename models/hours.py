"""The hours of the day, for the desk or for one agency, as they change from a day on.

What is set here stands before `schedule_setting`; an agency's own hour stands before the desk's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.errors import LaporError
from models.known import forget, known
from models.membership_rows import membership_on
from models.permissions import Person
from models.provinces import Zone
from models.schedule import Schedule, load_schedule
from models.schema import HourChange, Membership

#: The hours that can be set, in the order in which they must follow each other.
KEYS = ("invitation", "nudge", "warning", "deadline", "missing_list")
_KNOWN = "hour changes"


@dataclass(eq=False)
class HoursOutOfOrder(LaporError):
    """With that hour, the hours of the day would not follow each other."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class ToCome:
    """An hour that will be another one from a day on; without an hour it will be the usual one again."""

    key: str
    hour: time | None
    first_day: date


def schedule_for(session: Session, agency_id: int | None, day: date) -> Schedule:
    """Give the rhythm of a date for an agency, or for the desk."""
    schedule, changes = load_schedule(session), _changes(session)
    if not changes:
        return schedule
    schedule = _with(schedule, (one for one in changes if one.agency_id is None), day)
    if agency_id is None:
        return schedule
    return _with(schedule, (one for one in changes if one.agency_id == agency_id), day)


def schedule_of_member(session: Session, member_id: int, day: date) -> Schedule:
    """Give the rhythm by which a member's date runs."""
    if not _changes(session):
        return load_schedule(session)
    membership = membership_on(session, member_id, day)
    return schedule_for(session, membership.agency_id if membership else None, day)


def schedules_on(session: Session, day: date) -> list[tuple[Schedule, ColumnElement[bool] | None]]:
    """Give each rhythm of a date with whom it is for, as a condition on `Membership`; without one, for everybody."""
    own = sorted({one.agency_id for one in _changes(session) if one.agency_id is not None})
    if not own:
        return [(schedule_for(session, None, day), None)]
    others = (schedule_for(session, None, day), Membership.agency_id.not_in(own))
    return [others, *((schedule_for(session, one, day), Membership.agency_id == one) for one in own)]


def hours_to_come(session: Session, agency_id: int | None, today: date) -> list[ToCome]:
    """List what will change for the desk, or for just that agency, after today."""
    rows = [one for one in _changes(session) if one.agency_id == agency_id and one.first_day > today]
    return [ToCome(one.key, one.hour, one.first_day) for one in rows]


def set_hour(
    session: Session, person: Person, agency_id: int | None, key: str, hour: time | None, now: datetime
) -> date:
    """Set an hour from tomorrow on; without one, the usual one holds again. Give the first day.

    Nobody's day that has begun is changed. Raises `HoursOutOfOrder`. The caller has checked the right.
    """
    first_day = local_date(now, Zone.WIT) + timedelta(days=1)
    row = HourChange(agency_id=agency_id, key=key, hour=hour, first_day=first_day, set_by=person.member_id, set_at=now)
    session.add(row)
    session.flush()
    forget(session, _KNOWN)
    for one in {agency_id, *(change.agency_id for change in _changes(session) if agency_id is None)}:
        check_order(schedule_for(session, one, first_day))
    _trace(session, person, row, now)
    return first_day


def check_order(schedule: Schedule) -> None:
    """Raise `HoursOutOfOrder` where the hours of a day do not follow each other."""
    hours = [getattr(schedule, key) for key in KEYS]
    if any(later <= earlier for earlier, later in pairwise(hours)):
        raise HoursOutOfOrder(schedule)


def _changes(session: Session) -> Sequence[HourChange]:
    """All changes, oldest first: there are few."""
    query = select(HourChange).order_by(HourChange.first_day, HourChange.id)
    return known(session, _KNOWN, lambda: session.scalars(query).all())


def _with(schedule: Schedule, changes: Iterable[HourChange], day: date) -> Schedule:
    hours: dict[str, time | None] = {one.key: one.hour for one in changes if one.first_day <= day and one.key in KEYS}
    own: dict[str, Any] = {key: hour for key, hour in hours.items() if hour is not None}
    return replace(schedule, **own)


def _trace(session: Session, person: Person, row: HourChange, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="hour.set",
        subject="hour_change",
        subject_id=row.id,
        content={
            "agency_id": row.agency_id,
            "key": row.key,
            "hour": row.hour.isoformat("minutes") if row.hour else None,
            "first_day": row.first_day.isoformat(),
        },
    )
