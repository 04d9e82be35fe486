"""Invitations: links that let somebody in with a role and a unit. Only the hash of a token is kept.

One that names a member gives that member another Telegram account instead (models/member_accounts.py).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.members import person_by_id
from models.permissions import Action, Person, Place, may, roles_to_invite
from models.schema import Agency, Invitation, Member, Role, Unit

#: 24 bytes are 32 characters; a deep link holds 64 (Bot API: deep linking).
TOKEN_BYTES = 24
VALID = timedelta(days=7)


class MayNotInvite(LaporError):
    """The inviter has no right to hand out this role there."""


class ForOneOnly(LaporError):
    """An invitation for many offers a role that lets others in itself."""


class InvitedAlready(LaporError):
    """What asks for an invitation has made one already, whose link was shown then and can't be shown again."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who an invitation was made for, where that is known."""

    name: str
    rank: str | None = None
    service_number: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers."""

    role: Role
    unit_id: int
    uses: int = 1
    valid: timedelta = VALID
    guest: Guest | None = None
    #: The member who gets another Telegram account by it.
    member_id: int | None = None
    #: What asks for it: at most 64 characters; the same asking makes no second one.
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """A valid invitation as its guest sees it."""

    invitation_id: int
    role: Role
    unit_id: int
    unit_name: str
    agency_name: str
    guest: Guest | None = None
    #: Whose account is moved, as others see them.
    member_name: str | None = None


def create_invitation(session: Session, offer: Offer, *, inviter: Person | None, now: datetime) -> str:
    """Make an invitation and give its token, which nobody can read again later.

    Without an inviter it is the command line that invites. Raises `MayNotInvite`, `ForOneOnly` and `InvitedAlready`.
    """
    unit = session.get_one(Unit, offer.unit_id)
    if offer.uses > 1 and is_for_one(offer.role):
        raise ForOneOnly
    if inviter is not None:
        check_right(inviter, offer.role, unit)
    if offer.request_key is not None:
        _check_first(session, offer.request_key)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        token_hash=hash_token(token),
        role=offer.role,
        unit_id=offer.unit_id,
        created_by=inviter.member_id if inviter else None,
        created_at=now,
        expires_at=now + offer.valid,
        uses=offer.uses,
        uses_left=offer.uses,
        member_id=offer.member_id,
        request_key=offer.request_key,
        guest_name=offer.guest.name if offer.guest else None,
        guest_rank=offer.guest.rank if offer.guest else None,
        guest_service_number=offer.guest.service_number if offer.guest else None,
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
        content={
            "role": offer.role,
            "unit_id": offer.unit_id,
            "uses": offer.uses,
            "until": invitation.expires_at.isoformat(),
            "member_id": offer.member_id,
        },
    )
    return token


def is_for_one(role: Role) -> bool:
    """Tell whether only one person may come in by an invitation to the role, which lets others in itself."""
    return bool(roles_to_invite(role))


def find_invitation(session: Session, token: str, now: datetime) -> Welcome | None:
    """Give what a token offers, or nothing if nobody can come in by it (`is_valid`)."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    return _welcome(session, found) if found and is_valid(session, found, now) else None


def welcome_by_id(session: Session, invitation_id: int) -> Welcome:
    """Give what an invitation that was already accepted offers."""
    return _welcome(session, session.get_one(Invitation, invitation_id))


def is_open(session: Session, invitation_id: int, now: datetime) -> bool:
    """Tell whether an invitation that was already accepted can still be used."""
    return is_valid(session, session.get_one(Invitation, invitation_id), now)


def use_invitation(session: Session, invitation_id: int, now: datetime) -> Welcome | None:
    """Take one use from an invitation; nothing if it has meanwhile become invalid."""
    found = session.get_one(Invitation, invitation_id, with_for_update=True)
    if not is_valid(session, found, now):
        return None
    welcome = _welcome(session, found)
    found.uses_left -= 1
    if found.uses_left == 0:
        forget_guest(found)
    return welcome


def forget_guest(invitation: Invitation) -> None:
    """Keep of an invitation that is over no longer whom it was made for."""
    invitation.guest_name = invitation.guest_rank = invitation.guest_service_number = None


def hash_token(token: str) -> bytes:
    """Give what is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).digest()  # half a letter pair is no token either


def is_valid(session: Session, invitation: Invitation, now: datetime) -> bool:
    """Tell whether somebody can come in by an invitation now: as long as whoever made it could still make it."""
    if invitation.revoked_at is not None or invitation.uses_left <= 0 or now >= invitation.expires_at:
        return False
    unit = session.get_one(Unit, invitation.unit_id)
    if unit.closed_on is not None or not session.get_one(Agency, unit.agency_id).enabled:
        return False
    if invitation.created_by is None:
        return True
    inviter = person_by_id(session, invitation.created_by, now)
    return inviter is not None and _has_right(inviter, invitation.role, unit)


def check_right(person: Person, role: Role, unit: Unit) -> None:
    """Go on only if the person may let somebody in there as that; raises `MayNotInvite`."""
    if not _has_right(person, role, unit):
        raise MayNotInvite


def _has_right(person: Person, role: Role, unit: Unit) -> bool:
    place = Place(agency_id=unit.agency_id, unit_id=unit.id)
    return role in roles_to_invite(person.role) and may(person, Action.INVITE, place)


def _check_first(session: Session, request_key: str) -> None:
    """Whoever asks at the same time waits: on SQLite for the writer, on PostgreSQL for the unique key."""
    if session.scalar(select(Invitation.id).where(Invitation.request_key == request_key)):
        raise InvitedAlready


def _welcome(session: Session, invitation: Invitation) -> Welcome:
    unit = session.get_one(Unit, invitation.unit_id)
    agency = session.get_one(Agency, unit.agency_id)
    member = session.get(Member, invitation.member_id) if invitation.member_id else None
    guest = (
        Guest(invitation.guest_name, invitation.guest_rank, invitation.guest_service_number)
        if invitation.guest_name
        else None
    )
    return Welcome(
        invitation.id, invitation.role, unit.id, unit.name, agency.name, guest, member.name if member else None
    )
