"""Whom the bot tells of something by itself: those whose role says so, as they are today."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.members import people_with_role
from models.permissions import Concern, Person, roles_told


def people_told(session: Session, concern: Concern, now: datetime) -> list[Person]:
    """List who is told of something, and can be written to."""
    return people_with_role(session, roles_told(concern), now)


def coordinators_of(session: Session, agency_id: int, now: datetime, *, besides: int | None = None) -> list[Person]:
    """List who is told of an agency's people, but for one member: its own coordinators; the desk where it has none."""
    own = [one for one in people_told(session, Concern.PEOPLE, now) if one.agency_id == agency_id]
    found = [one for one in own if one.member_id != besides]
    return found or [one for one in people_told(session, Concern.STRAY_PEOPLE, now) if one.member_id != besides]
