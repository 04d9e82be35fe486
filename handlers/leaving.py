"""/batal: leaving whatever question is open."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, Stranger
from handlers.reply import Reply, say, show_form, show_joining
from models import drafts, joinings
from models.drafts import FormCard
from models.joinings import JoiningView
from models.members import identify
from views import guidance


async def leave(_update: Update, context: Context) -> Reply:
    """/batal: give up the way in, or put the form away with what is in it."""
    left = await context.write_for_anyone(_leave, context.telegram_id, context.now)
    match left:
        case JoiningView():
            return show_joining(left)
        case FormCard():
            return show_form(left)
        case None:
            return say(guidance.no_open_form())


def _leave(session: Session, telegram_id: int, now: datetime) -> JoiningView | FormCard | None:
    joining = joinings.leave(session, telegram_id, now)
    if joining is not None:
        return joining
    person = identify(session, telegram_id, now)
    if person is None:
        raise Stranger
    return drafts.put_away(session, person, now)
