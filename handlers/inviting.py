"""/undang: choose a role, an agency and a unit, and how long for how many if not as usual; get a link to hand on."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import Reply, in_place, say
from models.invitation_terms import can_be_chosen
from models.invitations import Offer, create_invitation
from models.join_requests import waiting_requests
from models.organisation import list_units, open_agencies, open_units
from models.permissions import EVERYTHING, Action, Person, may, roles_to_invite
from models.provinces import Zone
from views import invitations
from views.desk_taps import InviteTap
from views.links import start_link
from views.screen import Card


async def invite(_update: Update, context: Context) -> Reply:
    """/undang: ask for the role."""
    return say(await context.read(Action.INVITE, _choose, InviteTap()))


async def chosen(context: Context, tap: InviteTap) -> Reply:
    """Go on with what was chosen; after the unit, make the link, once for each card."""
    if tap.role is not None and tap.unit_id is not None:
        message_id = context.tapped_message_id
        key = f"{context.telegram_id}:{message_id}" if message_id is not None else None
        offer = Offer(tap.role, tap.unit_id, tap.terms.uses, tap.terms.valid, request_key=key)
        card = await context.write(_link, offer, tap, context.bot.username, context.now)
    else:
        card = await context.read(Action.INVITE, _choose, tap)
    return in_place(card, context.tapped_message_id)


def _choose(session: Session, person: Person, tap: InviteTap) -> Card:
    if tap.role is None:
        return invitations.choose_role(roles_to_invite(person.role), len(waiting_requests(session, person)))
    everywhere = may(person, Action.INVITE, EVERYTHING)
    if tap.agency_id is None and everywhere:
        return invitations.choose_agency(tap.role, open_agencies(session))
    agency_id = tap.agency_id if everywhere and tap.agency_id is not None else person.agency_id
    if not can_be_chosen(tap.role, tap.terms):
        raise NotAllowed
    if tap.sets_terms:
        return invitations.choose_terms(tap, tap.role)
    return invitations.choose_unit(tap, tap.role, agency_id, open_units(session, agency_id))


def _link(session: Session, person: Person, offer: Offer, tap: InviteTap, bot_name: str, now: datetime) -> Card:
    require(person, Action.INVITE)
    if not can_be_chosen(offer.role, tap.terms):
        raise NotAllowed
    unit = next((unit for unit in list_units(session) if unit.id == offer.unit_id), None)
    if unit is None:
        raise NotAllowed
    token = create_invitation(session, offer, inviter=person, now=now)
    return invitations.link_card(offer, unit.name, start_link(bot_name, token), now, Zone.WIB)
