"""Asking for everything about oneself: both files leave by the outbox, at most once an hour."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import audit, outbox
from models.clock import local_date
from models.outbox import Planned
from models.permissions import Person
from models.provinces import Zone

OWN_DATA = "own_data"
FORMATS = ("txt", "json")
_WITHIN = timedelta(hours=6)


def ask_own_data(session: Session, person: Person, now: datetime) -> bool:
    """Let both files be made; tell whether they were not asked for within the hour already."""
    local = now.astimezone(Zone.WIB.tz)
    day = local_date(now, Zone.WIB)
    letters = [
        Planned(
            OWN_DATA,
            day,
            now,
            now + _WITHIN,
            member_id=person.member_id,
            about=f"{local:%H} {form}",
            payload={"format": form},
        )
        for form in FORMATS
    ]
    if not outbox.plan(session, letters, now):
        return False
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="own_data.exported",
        subject="member",
        subject_id=person.member_id,
        content={"formats": list(FORMATS)},
    )
    return True
