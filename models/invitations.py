"""Invitations: links that let somebody in with a role and a unit. Only the hash of a token is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.permissions import Action, Person, Place, may, roles_to_invite
from models.schema import Agency, Invitation, Role, Unit

#: 24 bytes are 32 characters; a deep link holds 64 (Bot API: deep linking).
TOKEN_BYTES = 24
VALID = timedelta(days=7)


class MayNotInvite(LaporError):
    """The inviter has no right to hand out this role there."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers."""

    role: Role
    unit_id: int
    uses: int = 1
    valid: timedelta = VALID


@dataclass(frozen=True, slots=True)
class Welcome:
    """A valid invitation as its guest sees it."""

    invitation_id: int
    role: Role
    unit_id: int
    unit_name: str
    agency_name: str


def create_invitation(session: Session, offer: Offer, *, inviter: Person | None, now: datetime) -> str:
    """Make an invitation and give its token, which nobody can read again later.

    Without an inviter it is the command line that invites. Raises `MayNotInvite`.
    """
    unit = session.get_one(Unit, offer.unit_id)
    if inviter is not None:
        _check_right(inviter, offer.role, unit)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        token_hash=hash_token(token),
        role=offer.role,
        unit_id=offer.unit_id,
        created_by=inviter.member_id if inviter else None,
        created_at=now,
        expires_at=now + offer.valid,
        uses_left=offer.uses,
    )
    session.add(invitation)
    session.flush()
    audit.record(
        session,
        at=now,
        actor_id=invitation.created_by,
        action="invitation.created",
        subject="invitation",
        subject_id=invitation.id,
        content={"role": offer.role, "unit_id": offer.unit_id, "uses": offer.uses},
    )
    return token


def find_invitation(session: Session, token: str, now: datetime) -> Welcome | None:
    """Give what a token offers, or nothing if it is unknown, used up, expired or revoked."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    return _welcome(session, found) if found and _is_valid(found, now) else None


def welcome_by_id(session: Session, invitation_id: int) -> Welcome:
    """Give what an invitation that was already accepted offers."""
    return _welcome(session, session.get_one(Invitation, invitation_id))


def is_open(session: Session, invitation_id: int, now: datetime) -> bool:
    """Tell whether an invitation that was already accepted can still be used."""
    return _is_valid(session.get_one(Invitation, invitation_id), now)


def use_invitation(session: Session, invitation_id: int, now: datetime) -> Welcome | None:
    """Take one use from an invitation; nothing if it has meanwhile become invalid."""
    found = session.get_one(Invitation, invitation_id, with_for_update=True)
    if not _is_valid(found, now):
        return None
    found.uses_left -= 1
    return _welcome(session, found)


def hash_token(token: str) -> bytes:
    """Give what is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def _check_right(inviter: Person, role: Role, unit: Unit) -> None:
    place = Place(agency_id=unit.agency_id, unit_id=unit.id)
    if role not in roles_to_invite(inviter.role) or not may(inviter, Action.INVITE, place):
        raise MayNotInvite


def _is_valid(invitation: Invitation, now: datetime) -> bool:
    return invitation.revoked_at is None and invitation.uses_left > 0 and now < invitation.expires_at


def _welcome(session: Session, invitation: Invitation) -> Welcome:
    unit = session.get_one(Unit, invitation.unit_id)
    agency = session.get_one(Agency, unit.agency_id)
    return Welcome(invitation.id, invitation.role, unit.id, unit.name, agency.name)
