"""Consent to what `/privasi` says: given on joining, or when the clock has asked; once for each version of it."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.insertion import insert_new
from models.permissions import Person
from models.schema import Consent

#: The day on which the present text of `views/privacy.py` came into force. A new one asks everybody again.
VERSION = date(2025, 9, 1)


def note_consent(session: Session, member_id: int, now: datetime) -> bool:
    """Note that a member agrees to the present version; tell whether that is new."""
    row = {"member_id": member_id, "version": VERSION, "given_at": now}
    return bool(insert_new(session, Consent, [row]))


def agree(session: Session, person: Person, version: date, now: datetime) -> bool:
    """Take a member's consent to the version that they were shown; tell whether it is the present one."""
    if version != VERSION:
        return False
    if note_consent(session, person.member_id, now):
        audit.record(
            session,
            at=now,
            actor_id=person.member_id,
            action="consent.given",
            subject="member",
            subject_id=person.member_id,
            content={"version": VERSION.isoformat()},
        )
    return True


def consented_at(session: Session, member_id: int) -> datetime | None:
    """Give when a member agreed to the present version; nothing if they have not."""
    return session.scalar(select(Consent.given_at).where(Consent.member_id == member_id, Consent.version == VERSION))
