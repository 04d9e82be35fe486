"""Opening a closed date again for one member: a coordinator's right, for a day."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import audit
from models.colleagues import Colleague
from models.errors import LaporError
from models.permissions import Person
from models.schedule import load_schedule
from models.schema import Reopening
from models.telling import tell_reopened

#: How long the date stays open.
LASTS = timedelta(hours=24)


class CannotReopen(LaporError):
    """The date needs no reopening, or is too long ago."""


def closed_dates(session: Session, subject: Colleague) -> tuple[date, ...]:
    """Give the dates that are closed for the member and can be opened again, newest first."""
    schedule = load_schedule(session)
    backs = range(schedule.filing_days + 1, schedule.coordinator_days + 1)
    return tuple(subject.today - timedelta(days=back) for back in backs)


def reopen(session: Session, person: Person, subject: Colleague, day: date, now: datetime) -> datetime:
    """Open the date for the member, tell them, and give until when. Raises `CannotReopen`."""
    if day not in closed_dates(session, subject):
        raise CannotReopen
    until = now + LASTS
    reopening = session.get(Reopening, (subject.member_id, day), with_for_update=True)
    if reopening is None:
        reopening = Reopening(member_id=subject.member_id, report_date=day)
        session.add(reopening)
    reopening.until, reopening.granted_by, reopening.granted_at = until, person.member_id, now
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="date.reopened",
        subject="member",
        subject_id=subject.member_id,
        content={"date": day.isoformat(), "until": until.isoformat()},
    )
    tell_reopened(session, subject.member_id, day, person.member_id, now)
    return until
