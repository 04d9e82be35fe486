"""/siaran: for whom, the words, one more look, and what became of every copy."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import Reply, in_place, say, show_prompt
from models import broadcasts as rules
from models import prompts
from models.organisation import list_agencies
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from models.schema import Agency, Audience
from views import broadcasts
from views.screen import Card
from views.steering_taps import BroadcastTap, DeliveryTap, SendBroadcastTap


async def broadcast(_update: Update, context: Context) -> Reply:
    """/siaran: ask for whom."""
    return say(await context.write(_begin))


async def chosen(context: Context, tap: BroadcastTap) -> Reply:
    """Go on with what was chosen; then ask for the words."""
    return await context.write(_go_on, tap, context.tapped_message_id, context.now)


async def sent(context: Context, tap: SendBroadcastTap) -> Reply:
    """Send what was written, once."""
    return in_place(await context.write(_send, tap.broadcast_id, context.now), context.tapped_message_id)


async def looked_at(context: Context, tap: DeliveryTap) -> Reply:
    """Show what became of a broadcast."""
    return in_place(await context.read(Action.BROADCAST, _delivery, tap.broadcast_id), context.tapped_message_id)


def answer_words(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take the words, and show them before they are sent."""
    require(person, Action.BROADCAST)
    audience, agency_id = Audience(prompt.payload["audience"]), prompt.payload["agency_id"]
    draft = rules.write_broadcast(session, person, audience, agency_id, text, now)
    prompts.close(session, person)
    return show_prompt(prompt, broadcasts.preview(draft))


def words_asked(session: Session, _person: Person, prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for the words."""
    agency_id = prompt.payload["agency_id"]
    code = session.get_one(Agency, agency_id).code if agency_id else None
    return broadcasts.ask_words(Audience(prompt.payload["audience"]), code)


def _begin(session: Session, person: Person) -> Card:
    require(person, Action.BROADCAST)
    prompts.close(session, person)
    return broadcasts.choose_audience(rules.recent_broadcasts(session))


def _go_on(session: Session, person: Person, tap: BroadcastTap, message_id: int | None, now: datetime) -> Reply:
    require(person, Action.BROADCAST)
    if tap.audience is None:
        return in_place(_begin(session, person), message_id)
    agencies = [agency for agency in list_agencies(session) if agency.enabled]
    if tap.agency_id is None:
        return in_place(broadcasts.choose_agency(tap.audience, agencies), message_id)
    if tap.agency_id and tap.agency_id not in {agency.id for agency in agencies}:
        raise NotAllowed
    payload = {"audience": tap.audience.value, "agency_id": tap.agency_id or None}
    prompt = prompts.ask(session, person, PromptKind.BROADCAST, payload, now)
    return show_prompt(prompt, words_asked(session, person, prompt, now), message_id)


def _send(session: Session, person: Person, broadcast_id: int, now: datetime) -> Card:
    require(person, Action.BROADCAST)
    delivery = rules.send_broadcast(session, person, broadcast_id, now)
    if delivery is None:
        raise NotAllowed
    return broadcasts.delivery_card(delivery)


def _delivery(session: Session, _person: Person, broadcast_id: int) -> Card:
    delivery = rules.delivery_of(session, broadcast_id)
    if delivery is None:
        raise NotAllowed
    return broadcasts.delivery_card(delivery)
