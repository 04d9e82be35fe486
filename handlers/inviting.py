"""/undang: choose a role, an agency and a unit, and get a link to hand on."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import Notice, Reply, Show, say
from models.invitations import VALID, Offer, create_invitation
from models.organisation import list_agencies, list_units
from models.permissions import EVERYTHING, Action, Person, may, roles_to_invite
from models.provinces import Zone
from models.schema import Role
from views import invitations
from views.desk_taps import InviteTap
from views.screen import Card


async def invite(_update: Update, context: Context) -> Reply:
    """/undang: ask for the role."""
    return say(await context.read(Action.INVITE, _choose, InviteTap()))


async def chosen(context: Context, tap: InviteTap) -> Reply:
    """Go on with what was chosen; after the unit, make the link."""
    if tap.role is not None and tap.unit_id is not None:
        card = await context.write(_link, tap.role, tap.unit_id, context.bot.username, context.now)
    else:
        card = await context.read(Action.INVITE, _choose, tap)
    return Reply((Notice(""), Show(card, context.tapped_message_id)))


def _choose(session: Session, person: Person, tap: InviteTap) -> Card:
    if tap.role is None:
        return invitations.choose_role(roles_to_invite(person.role))
    if tap.agency_id is None and may(person, Action.INVITE, EVERYTHING):
        enabled = [agency for agency in list_agencies(session) if agency.enabled]
        return invitations.choose_agency(tap.role, enabled)
    agency_id = tap.agency_id if may(person, Action.INVITE, EVERYTHING) else person.agency_id
    return invitations.choose_unit(tap.role, agency_id or person.agency_id, list_units(session, agency_id))


def _link(session: Session, person: Person, role: Role, unit_id: int, bot_name: str, now: datetime) -> Card:
    require(person, Action.INVITE)
    unit = next((unit for unit in list_units(session) if unit.id == unit_id), None)
    if unit is None:
        raise NotAllowed
    token = create_invitation(session, Offer(role, unit.id), inviter=person, now=now)
    link = f"https://t.me/{bot_name}?start={token}"
    return invitations.link_card(role, unit.name, link, now + VALID, Zone.WIB)
