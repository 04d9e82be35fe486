"""Absences: days on which somebody is excused. Entering, shortening and cancelling them, for oneself or for others.

A day for which a report exists stays a reported day: `models.expectations` counts it so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.absence_words import AbsenceReason
from models.colleagues import Colleague, colleague
from models.errors import LaporError
from models.outbox import Planned
from models.periods import Period
from models.permissions import Person
from models.schedule import Schedule, load_schedule
from models.schema import Absence, Member

#: The outbox' kind of the message that tells somebody what others changed about their absences.
TOLD = "absence_told"
#: The kind of the one that tells whoever entered an absence that its member has taken it back, or lets it end earlier.
TAKEN_BACK = "absence_taken_back"
_TOLD_WITHIN = timedelta(days=2)
_ONE_DAY = timedelta(days=1)
#: How many absences a card lists.
_MOST_LISTED = 3


class UnfitDays(LaporError):
    """An absence cannot have these days."""


@dataclass(eq=False)
class BegunAlready(UnfitDays):
    """An absence that has run since `since` can end earlier, and no longer be taken back."""

    since: date


@dataclass(eq=False)
class EndsOutside(UnfitDays):
    """The new last day must lie from `earliest` to `latest`."""

    earliest: date
    latest: date


@dataclass(eq=False)
class BeginsTooEarly(UnfitDays):
    """An absence can begin at most `days` days back: on `earliest`."""

    first: date
    earliest: date
    days: int


@dataclass(eq=False)
class EndsTooLate(UnfitDays):
    """An absence can last until `latest` at most."""

    last: date
    latest: date


@dataclass(eq=False)
class LastsTooLong(UnfitDays):
    """An absence can last `most` days at most."""

    period: Period
    most: int


@dataclass(eq=False)
class AwayAlready(UnfitDays):
    """There is an absence on some of these days."""

    standing: Period


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence as it stands now."""

    id: int
    period: Period
    reason: AbsenceReason
    cancelled: bool
    #: It can still be cancelled as a whole: it has not begun, or only just.
    can_be_cancelled: bool

    @property
    def state(self) -> str:
        """What tells one state of an absence from the next: it only ever becomes shorter, and in the end cancelled."""
        return "x" if self.cancelled else f"{self.period.last:%y%m%d}"


def enter(
    session: Session, person: Person, subject: Colleague, period: Period, reason: AbsenceReason, now: datetime
) -> Leave:
    """Enter an absence for the subject, for whom the person may act; the very same one stands only once.

    Raises `UnfitDays` for days too far off, too many, or excused already.
    """
    _check_bounds(load_schedule(session), subject.today, period)
    session.get_one(Member, subject.member_id, with_for_update=True)  # so that nobody enters the same days meanwhile
    standing = session.scalar(select(Absence).where(_of(subject), *_within(period)).order_by(Absence.first_day))
    if standing is not None:
        _check_same(standing, period, reason)
        return _leave(session, standing, subject)
    absence = Absence(
        member_id=subject.member_id,
        first_day=period.first,
        last_day=period.last,
        reason=reason.value,
        entered_by=person.member_id,
        entered_at=now,
    )
    session.add(absence)
    return _note(session, person, absence, subject, "entered", now)


def upcoming(session: Session, subject: Colleague) -> list[Leave]:
    """List the subject's absences that can still be changed, the first one first."""
    earliest = _earliest(load_schedule(session), subject.today)
    query = select(Absence).where(_of(subject), Absence.last_day >= earliest).order_by(Absence.first_day)
    return [_leave(session, absence, subject) for absence in session.scalars(query.limit(_MOST_LISTED))]


def find(session: Session, person: Person, absence_id: int, now: datetime) -> tuple[Leave, Colleague] | None:
    """Give an absence with whose it is; nothing where there is none for which the person may act."""
    absence = session.get(Absence, absence_id, with_for_update=True)
    subject = colleague(session, person, absence.member_id, now) if absence else None
    return (_leave(session, absence, subject), subject) if absence and subject else None


def cancel(session: Session, person: Person, leave: Leave, subject: Colleague, now: datetime) -> Leave:
    """Take an absence back as a whole, as if it had never been; one that is cancelled stays so.

    Raises `UnfitDays` for one that began too long ago.
    """
    if leave.cancelled:
        return leave
    if not leave.can_be_cancelled:
        raise BegunAlready(leave.period.first)
    absence = session.get_one(Absence, leave.id)
    absence.cancelled_at = now
    return _note(session, person, absence, subject, "cancelled", now)


def shorten(session: Session, person: Person, leave: Leave, subject: Colleague, last_day: date, now: datetime) -> Leave:
    """Let an absence end earlier. Raises `UnfitDays` for a day that does not lie in it, or is over for too long."""
    if leave.cancelled or last_day == leave.period.last:
        return leave
    earliest = max(leave.period.first, _earliest(load_schedule(session), subject.today) - _ONE_DAY)
    if not earliest <= last_day < leave.period.last:
        raise EndsOutside(earliest, leave.period.last - _ONE_DAY)
    absence = session.get_one(Absence, leave.id)
    absence.last_day = last_day
    return _note(session, person, absence, subject, "shortened", now)


def as_told(session: Session, absence_id: int, state: str) -> Leave | None:
    """Give an absence as its member is told of it; nothing if it has changed since."""
    leave = _as_it_stands(session.get_one(Absence, absence_id), can_be_cancelled=True)
    return leave if leave.state == state else None


def _check_bounds(schedule: Schedule, today: date, period: Period) -> None:
    earliest = _earliest(schedule, today)
    latest = today + timedelta(days=schedule.absence_ahead_days)
    if period.first < earliest:
        raise BeginsTooEarly(period.first, earliest, schedule.filing_days)
    if period.last > latest:
        raise EndsTooLate(period.last, latest)
    if period.days > schedule.absence_longest_days:
        raise LastsTooLong(period, schedule.absence_longest_days)


def _check_same(standing: Absence, period: Period, reason: AbsenceReason) -> None:
    if (standing.first_day, standing.last_day, standing.reason) == (period.first, period.last, reason.value):
        return
    raise AwayAlready(Period.between(standing.first_day, standing.last_day))


def _earliest(schedule: Schedule, today: date) -> date:
    """The first day whose absence can still be entered or changed: as long as its report can be filed."""
    return min(schedule.open_dates(today))


def _of(subject: Colleague) -> ColumnElement[bool]:
    return and_(Absence.member_id == subject.member_id, Absence.cancelled_at.is_(None))


def _within(period: Period) -> tuple[ColumnElement[bool], ...]:
    return Absence.first_day <= period.last, Absence.last_day >= period.first


def _note(session: Session, person: Person, absence: Absence, subject: Colleague, how: str, now: datetime) -> Leave:
    """Leave the trace of a change, and tell the member if it was somebody else's."""
    session.flush()
    leave = _leave(session, absence, subject)
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=f"absence.{how}",
        subject="absence",
        subject_id=absence.id,
        content={
            "member_id": absence.member_id,
            "first_day": absence.first_day.isoformat(),
            "last_day": absence.last_day.isoformat(),
            "reason": absence.reason,
        },
    )
    if absence.member_id != person.member_id:
        outbox.plan(session, [_told(person, absence, leave, how, now)], now)
    elif absence.entered_by != person.member_id:
        outbox.plan(session, [_taken_back(absence, leave, now)], now)
    return leave


def _taken_back(absence: Absence, leave: Leave, now: datetime) -> Planned:
    last = None if leave.cancelled else absence.last_day.isoformat()
    return Planned(
        kind=TAKEN_BACK,
        day=absence.first_day,
        about=f"{absence.id}:{leave.state}",
        payload={"by": absence.member_id, "first": absence.first_day.isoformat(), "last": last},
        due_at=now,
        expires_at=now + _TOLD_WITHIN,
        member_id=absence.entered_by,
    )


def _told(person: Person, absence: Absence, leave: Leave, how: str, now: datetime) -> Planned:
    return Planned(
        kind=TOLD,
        day=absence.first_day,
        about=f"{absence.id}:{leave.state}",
        payload={"absence_id": absence.id, "state": leave.state, "how": how, "by": person.member_id},
        due_at=now,
        expires_at=now + _TOLD_WITHIN,
        member_id=absence.member_id,
    )


def _leave(session: Session, absence: Absence, subject: Colleague) -> Leave:
    earliest = _earliest(load_schedule(session), subject.today)
    return _as_it_stands(absence, can_be_cancelled=absence.first_day >= earliest)


def _as_it_stands(absence: Absence, *, can_be_cancelled: bool) -> Leave:
    return Leave(
        id=absence.id,
        period=Period.between(absence.first_day, absence.last_day),
        reason=AbsenceReason(absence.reason),
        cancelled=absence.cancelled_at is not None,
        can_be_cancelled=can_be_cancelled,
    )
