"""Clocks of one's own: a ship, or somebody on duty elsewhere, lives by another clock than their unit's for some days.

Two questions, two answers. Which clock does somebody live by *now*? The one whose days include the date that this very
clock shows. By which clock does a *date* run, with its reminders and its deadline? By the one whose days include it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.errors import LaporError
from models.hours import schedule_of_member
from models.outages import extended, known_silences
from models.permissions import Person
from models.provinces import Zone
from models.schedule import Schedule, load_schedule
from models.schema import Member, ZoneOverride

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a report is on time, in UTC: as set, and as it has become."""

    set: datetime
    until: datetime

    @property
    def is_extended(self) -> bool:
        """Whether an outage has moved it."""
        return self.until != self.set


class UnfitClock(LaporError):
    """A clock cannot be set until that day."""


@dataclass(eq=False)
class ClockOver(UnfitClock):
    """A clock cannot be set until a day that is over."""

    last_day: date
    today: date


@dataclass(eq=False)
class ClockTooLong(UnfitClock):
    """A clock cannot be set for more than `most` days: until `latest`."""

    most: int
    latest: date


def set_clock(
    session: Session, person: Person, zone: Zone, last_day: date, now: datetime, *, member_id: int | None = None
) -> None:
    """Let somebody, without `member_id` the person themselves, live by that clock from today to the last day.

    Today is as that clock shows it; what was set before ends. Raises `UnfitClock` for a last day that is over or too
    far off.
    """
    member_id = person.member_id if member_id is None else member_id
    today = local_date(now, zone)
    _check_last_day(load_schedule(session), today, last_day)
    _end_clocks(session, member_id, today)
    clock = ZoneOverride(
        member_id=member_id,
        zone=zone.label,
        first_day=today,
        last_day=last_day,
        entered_by=person.member_id,
        entered_at=now,
    )
    session.add(clock)
    content = {"zone": zone.label, "first_day": today.isoformat(), "last_day": last_day.isoformat()}
    _trace(session, person, member_id, "clock.set", content, now)


def drop_clock(session: Session, person: Person, now: datetime) -> bool:
    """Let somebody live by their unit's clock again; tell whether they lived by another one."""
    return drop_member_clock(session, person, person.member_id, person.zone, now)


def drop_member_clock(session: Session, person: Person, member_id: int, zone: Zone, now: datetime) -> bool:
    """Let a member, who lives by the clock of `zone` now, live by their unit's again; tell whether it was another."""
    ended = _end_clocks(session, member_id, local_date(now, zone))
    if ended:
        _trace(session, person, member_id, "clock.dropped", {"zone": zone.label}, now)
    return ended


def deadline_of(session: Session, member_id: int, day: date, unit_zone: Zone) -> datetime:
    """Give the last moment, in UTC, at which the member's report for that date is on time."""
    return deadline_for(session, member_id, day, unit_zone).until


def deadline_for(session: Session, member_id: int, day: date, unit_zone: Zone) -> Deadline:
    """Give the deadline of the member's report for that date, as it is set and as outages have left it.

    On the day on which a clock is set the later of both deadlines counts; and a deadline that was over by then stays
    over. Outages move it (`models.outages`).
    """
    schedule = schedule_of_member(session, member_id, day)
    deadline, zone = _set_deadline(session, schedule, member_id, day, unit_zone)
    return Deadline(deadline, extended(schedule, deadline, zone, known_silences(session, deadline)))


def in_force(now: datetime) -> ColumnElement[bool]:
    """Give the condition that somebody lives by the clock now: its days include the date that it shows itself."""
    return or_(*(and_(ZoneOverride.zone == zone.label, covers_date(local_date(now, zone))) for zone in Zone))


def covers_date(day: date) -> ColumnElement[bool]:
    """Give the condition that a clock's days include the date."""
    return and_(ZoneOverride.first_day <= day, ZoneOverride.last_day >= day)


def _set_deadline(
    session: Session, schedule: Schedule, member_id: int, day: date, unit_zone: Zone
) -> tuple[datetime, Zone]:
    usual = schedule.deadline_of(day, unit_zone)
    clock = session.scalar(select(ZoneOverride).where(ZoneOverride.member_id == member_id, covers_date(day)))
    if clock is None or clock.entered_at > usual:
        return usual, unit_zone
    own_zone = Zone(clock.zone)
    own = schedule.deadline_of(day, own_zone)
    if day == clock.first_day and usual > own:
        return usual, unit_zone
    return own, own_zone


def _check_last_day(schedule: Schedule, today: date, last_day: date) -> None:
    latest = today + timedelta(days=schedule.absence_longest_days - 1)
    if last_day < today:
        raise ClockOver(last_day, today)
    if last_day > latest:
        raise ClockTooLong(schedule.absence_longest_days, latest)


def _end_clocks(session: Session, member_id: int, today: date) -> bool:
    """End the day before what goes on, and remove what began today or later; tell whether there was anything."""
    session.get_one(Member, member_id, with_for_update=True)
    lasting = select(ZoneOverride).where(ZoneOverride.member_id == member_id, ZoneOverride.last_day >= today)
    found = session.scalars(lasting).all()
    for clock in found:
        if clock.first_day < today:
            clock.last_day = today - _ONE_DAY
        else:
            session.delete(clock)
    session.flush()
    return bool(found)


def _trace(
    session: Session, person: Person, member_id: int, action: str, content: dict[str, str], now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=action,
        subject="member",
        subject_id=member_id,
        content=content,
    )
