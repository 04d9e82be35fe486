"""Going on where one is: showing again what waits for an answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import asking
from handlers.context import Context
from handlers.reply import SILENCE, Reply, notice, show_activity, show_form, show_joining
from models import draft_cards, drafts
from models.activity_card import ActivityCard, asking_card
from models.joinings import current_joining
from models.members import identify
from models.permissions import Person
from models.prompts import OpenPrompt
from models.standing import where_is
from views import standing
from views.report_taps import ContinueTap


async def go_on(context: Context, _tap: ContinueTap) -> Reply:
    """Show what waits for an answer in place of the tapped message."""
    shown = await context.write(_go_on, context.tapped_message_id, context.now)
    return shown or notice(standing.nothing_open())


def _go_on(session: Session, person: Person, message_id: int | None, now: datetime) -> Reply | None:
    match where_is(session, person, now):
        case ActivityCard() as detail:
            return show_activity(detail, message_id)
        case OpenPrompt() as prompt:
            return asking.show(session, person, prompt, message_id, now)
        case _:
            form = drafts.go_on(session, person, now)
            return show_form(form, message_id) if form else None


def show_again(session: Session, telegram_id: int, now: datetime) -> Reply:
    """Give the card where somebody is, on the way in, at a question or in a form, in its place on the screen."""
    joining = current_joining(session, telegram_id, now)
    if joining is not None:
        return show_joining(joining, joining.card_message_id)
    person = identify(session, telegram_id, now)
    detail = asking_card(session, person, now) if person else None
    if detail is not None:
        return show_activity(detail, detail.card_message_id)
    prompt = asking.show_in_its_place(session, person, now) if person else None
    if prompt is not None:
        return prompt
    form = draft_cards.current_card(session, person, now) if person else None
    return show_form(form, form.card_message_id) if form else SILENCE
