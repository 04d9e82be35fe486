"""Going on where one is: showing again what waits for an answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import asking
from handlers.context import Context
from handlers.reply import Notice, Reply, notice, show_activity, show_form
from models import drafts
from models.activity_card import ActivityCard
from models.permissions import Person
from models.prompts import OpenPrompt
from models.standing import where_is
from views import standing
from views.report_taps import ContinueTap


async def go_on(context: Context, _tap: ContinueTap) -> Reply:
    """Show what waits for an answer in place of the tapped message."""
    shown = await context.write(_go_on, context.tapped_message_id, context.now)
    return Reply((Notice(""),)).then(*shown.steps) if shown else notice(standing.nothing_open())


def _go_on(session: Session, person: Person, message_id: int | None, now: datetime) -> Reply | None:
    match where_is(session, person, now):
        case ActivityCard() as detail:
            return show_activity(detail, message_id)
        case OpenPrompt() as prompt:
            return asking.show(session, person, prompt, message_id, now)
        case _:
            form = drafts.go_on(session, person, now)
            return show_form(form, message_id) if form else None
