"""Letting people in: open invitations and taking one back, codes of units, and deciding who may join."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed, require
from handlers.reply import Reply, in_place, say
from models import audit
from models.join_requests import decide, waiting_requests
from models.open_invitations import open_invitations, revoke
from models.organisation import open_agencies, open_units
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.schema import Unit
from models.unit_codes import set_code
from views import invitations
from views.invite_taps import NEW, CodeTap, DecideTap, InvitationsTap, RequestsTap, RevokeTap
from views.screen import Card


async def list_invitations(context: Context, tap: InvitationsTap) -> Reply:
    """List the open invitations, below: the link on the tapped card is not shown again."""
    return say(await context.look(Action.INVITE, _open, tap.page, context.now))


async def revoke_invitation(context: Context, tap: RevokeTap) -> Reply:
    """Take an invitation back, and show those that are left."""
    return in_place(await context.write(_revoke, tap.invitation_id, context.now), context.tapped_message_id)


async def unit_code(context: Context, tap: CodeTap) -> Reply:
    """Choose a unit, show its code, or change it."""
    return in_place(await context.write(_code, tap, context.bot.username, context.now), context.tapped_message_id)


async def list_requests(context: Context, _tap: RequestsTap) -> Reply:
    """List those who ask to join."""
    return in_place(await context.look(Action.INVITE, _requests, context.now), context.tapped_message_id)


async def decide_request(context: Context, tap: DecideTap) -> Reply:
    """Let somebody in, or not."""
    return in_place(await context.write(_decide, tap, context.now), context.tapped_message_id)


def _open(session: Session, person: Person, page: int, now: datetime) -> Card:
    found = open_invitations(session, person, page, now)
    if any(one.for_whom for one in found.invitations):
        _look(session, person, "undangan", now)
    return invitations.open_card(found, person.zone)


def _revoke(session: Session, person: Person, invitation_id: int, now: datetime) -> Card:
    require(person, Action.INVITE)
    if not revoke(session, person, invitation_id, now):
        raise NotAllowed
    session.flush()
    return _open(session, person, 0, now)


def _code(session: Session, person: Person, tap: CodeTap, bot_name: str, now: datetime) -> Card:
    require(person, Action.INVITE)
    if tap.unit_id is not None:
        return _one_code(session, person, tap, bot_name, now)
    everywhere = may(person, Action.INVITE, EVERYTHING)
    if tap.agency_id is None and everywhere:
        return invitations.choose_code_agency(open_agencies(session))
    agency_id = tap.agency_id if everywhere and tap.agency_id is not None else person.agency_id
    return invitations.choose_code_unit(agency_id, open_units(session, agency_id), tap.page)


def _one_code(session: Session, person: Person, tap: CodeTap, bot_name: str, now: datetime) -> Card:
    unit = session.get(Unit, tap.unit_id)
    if unit is None or not may(person, Action.INVITE, Place(unit.agency_id, unit.id)):
        raise NotAllowed
    if tap.act:
        set_code(session, person, unit.id, new=tap.act == NEW, now=now)
    return invitations.code_card(tap, unit.name, unit.join_code, bot_name)


def _requests(session: Session, person: Person, now: datetime) -> Card:
    asking = waiting_requests(session, person)
    if asking:
        _look(session, person, "permintaan", now)
    return invitations.requests_card(asking)


def _look(session: Session, person: Person, what: str, now: datetime) -> None:
    """Note that somebody is shown the names of those who are not members yet."""
    everywhere = may(person, Action.INVITE, EVERYTHING)
    audit.looked(
        session,
        audit.Look.LIST,
        at=now,
        actor_id=person.member_id,
        subject="desk" if everywhere else "agency",
        subject_id=0 if everywhere else person.agency_id,
        what=what,
    )


def _decide(session: Session, person: Person, tap: DecideTap, now: datetime) -> Card:
    asking = decide(session, person, tap.request_id, accept=tap.accept, now=now)
    if asking is None:
        raise NotAllowed
    return invitations.decided_card(asking, accept=tap.accept)
