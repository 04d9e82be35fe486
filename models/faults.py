"""Failures of ours: each distinct one is a row that counts, and reaches the administrators once a day at most."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.concerned import people_told
from models.insertion import insert_new
from models.outbox import Planned, plan
from models.permissions import Concern
from models.provinces import Zone
from models.schema import Fault

FAULT_TOLD = "fault_told"
#: The same failure is told again after so long, if it still happens.
TOLD_AGAIN = timedelta(days=1)
#: Of different ones, so many are told within an hour; the others wait for their next occurrence.
MOST_AN_HOUR = 5
HOUR = timedelta(hours=1)
#: After that it is no news.
_WITHIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Spot:
    """What tells one failure from another: the sort of error, and where in our code. Never what it said."""

    sort: str
    place: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of both, in hexadecimal digits."""
        return hashlib.sha256(f"{self.sort}\n{self.place}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A failure as administrators read of it; moments in UTC."""

    id: int
    sort: str
    place: str
    count: int
    first_seen: datetime
    last_seen: datetime


def note_faults(session: Session, counts: Mapping[Spot, int], now: datetime) -> None:
    """Count failures, and let the administrators know of those that are news."""
    for spot, count in counts.items():
        fault = _counted(session, spot, count, now)
        if _is_news(session, fault, now):
            fault.told_at = now
            _tell(session, fault, now)


def tell_waiting(session: Session, now: datetime) -> None:
    """Let the administrators know of those that nobody was told of, because there were too many within the hour."""
    untold = select(Fault).where(Fault.told_at.is_(None)).order_by(Fault.id).limit(MOST_AN_HOUR).with_for_update()
    for fault in session.scalars(untold).all():
        if _is_news(session, fault, now):
            fault.told_at = now
            _tell(session, fault, now)


def fault_line(session: Session, fault_id: int) -> FaultLine:
    """Give a failure as it stands now."""
    fault = session.get_one(Fault, fault_id)
    return FaultLine(fault.id, fault.sort, fault.place, fault.count, fault.first_seen, fault.last_seen)


def _counted(session: Session, spot: Spot, count: int, now: datetime) -> Fault:
    row = {
        "fingerprint": spot.fingerprint,
        "sort": spot.sort,
        "place": spot.place,
        "count": 0,
        "first_seen": now,
        "last_seen": now,
    }
    insert_new(session, Fault, [row])
    fault = session.scalars(select(Fault).where(Fault.fingerprint == spot.fingerprint).with_for_update()).one()
    fault.count += count
    fault.last_seen = now
    return fault


def _is_news(session: Session, fault: Fault, now: datetime) -> bool:
    if fault.told_at is not None and fault.told_at > now - TOLD_AGAIN:
        return False
    lately = select(func.count()).where(Fault.told_at > now - HOUR)
    return (session.scalar(lately) or 0) < MOST_AN_HOUR


def _tell(session: Session, fault: Fault, now: datetime) -> None:
    about = f"{fault.id} {now:%H%M}"
    planned = [
        Planned(
            FAULT_TOLD,
            local_date(now, Zone.WIB),
            due_at=now,
            expires_at=now + _WITHIN,
            member_id=person.member_id,
            about=about,
            payload={"fault_id": fault.id},
        )
        for person in people_told(session, Concern.FAULTS, now)
    ]
    plan(session, planned, now)
