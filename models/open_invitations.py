"""The invitations that somebody can still come in by: listing them, and taking one back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from models import audit
from models.invitations import forget_guest
from models.permissions import EVERYTHING, Action, Person, Place, may, roles_to_invite
from models.schema import Agency, Invitation, Member, Role, Unit

#: How many a card lists.
PAGE = 6


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation as those see it who may take it back."""

    id: int
    role: Role
    agency_code: str
    unit_name: str
    expires_at: datetime
    uses_left: int
    uses: int
    #: For whom, where that is known: a guest, or the member who gets another account.
    for_whom: str | None
    moves_account: bool


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Some of the open invitations, the newest first; pages count from 0."""

    number: int
    invitations: tuple[OpenInvitation, ...]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there are more pages."""
        return (self.number + 1) * PAGE < self.total


def open_invitations(session: Session, person: Person, page: int, now: datetime) -> InvitationPage:
    """List the open invitations that the person could have made, a page at a time."""
    query = (
        select(Invitation, Unit.name, Agency.code, Member.name)
        .join(Unit, Unit.id == Invitation.unit_id)
        .join(Agency, Agency.id == Unit.agency_id)
        .outerjoin(Member, Member.id == Invitation.member_id)
        .where(*_open(now), *_reach(person))
    )
    counted = select(func.count(Invitation.id)).join(Unit, Unit.id == Invitation.unit_id)
    total = session.scalar(counted.where(*_open(now), *_reach(person))) or 0
    rows = session.execute(query.order_by(Invitation.id.desc()).offset(page * PAGE).limit(PAGE))
    return InvitationPage(page, tuple(_line(*row) for row in rows), total)


def revoke(session: Session, person: Person, invitation_id: int, now: datetime) -> bool:
    """Take an invitation back; one that is over stays so. Tell whether there is one that the person may take back."""
    found = session.get(Invitation, invitation_id, with_for_update=True)
    unit = session.get(Unit, found.unit_id) if found else None
    if found is None or unit is None or found.role not in roles_to_invite(person.role):
        return False
    if not may(person, Action.INVITE, Place(unit.agency_id, unit.id)):
        return False
    if found.revoked_at is None and found.uses_left > 0:
        _revoke(session, found, person.member_id, now)
    return True


def revoke_in_units(session: Session, unit_ids: list[int], by: int | None, now: datetime) -> int:
    """Take back every open invitation into the units; give how many there were."""
    rows = session.scalars(select(Invitation).where(Invitation.unit_id.in_(unit_ids), *_open(now)).with_for_update())
    found = rows.all()
    for invitation in found:
        _revoke(session, invitation, by, now)
    return len(found)


def revoke_for_member(session: Session, member_id: int, by: int | None, now: datetime) -> None:
    """Take back the links that give a member another account: a new one takes their place, or none is wanted."""
    rows = session.scalars(select(Invitation).where(Invitation.member_id == member_id, *_open(now)).with_for_update())
    for invitation in rows.all():
        _revoke(session, invitation, by, now)


def revoke_made_by(session: Session, member_id: int, by: int | None, now: datetime) -> None:
    """Take back what somebody has invited to and nobody has used: they are no longer the one who lets people in."""
    rows = session.scalars(select(Invitation).where(Invitation.created_by == member_id, *_open(now)).with_for_update())
    for invitation in rows.all():
        _revoke(session, invitation, by, now)


def forget_guests(session: Session, now: datetime) -> None:
    """Keep no longer whom invitations were made for that have expired."""
    session.execute(
        update(Invitation)
        .where(Invitation.expires_at <= now, Invitation.guest_name.is_not(None))
        .values(guest_name=None, guest_rank=None, guest_service_number=None)
    )


def forget_asking(session: Session, member_id: int) -> None:
    """Keep no longer from which account, and by which card, a member asked for invitations."""
    session.execute(
        update(Invitation)
        .where(Invitation.created_by == member_id, Invitation.request_key.is_not(None))
        .values(request_key=None)
    )


def _revoke(session: Session, invitation: Invitation, by: int | None, now: datetime) -> None:
    invitation.revoked_at = now
    forget_guest(invitation)
    audit.record(
        session,
        at=now,
        actor_id=by,
        action="invitation.revoked",
        subject="invitation",
        subject_id=invitation.id,
        content={"unit_id": invitation.unit_id, "uses_left": invitation.uses_left},
    )


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invitation.revoked_at.is_(None), Invitation.uses_left > 0, Invitation.expires_at > now


def _reach(person: Person) -> tuple[ColumnElement[bool], ...]:
    roles = Invitation.role.in_(roles_to_invite(person.role))
    if may(person, Action.INVITE, EVERYTHING):
        return (roles,)
    return roles, Unit.agency_id == person.agency_id


def _line(invitation: Invitation, unit_name: str, agency_code: str, member_name: str | None) -> OpenInvitation:
    return OpenInvitation(
        id=invitation.id,
        role=invitation.role,
        agency_code=agency_code,
        unit_name=unit_name,
        expires_at=invitation.expires_at,
        uses_left=invitation.uses_left,
        uses=invitation.uses,
        for_whom=member_name or invitation.guest_name,
        moves_account=invitation.member_id is not None,
    )
