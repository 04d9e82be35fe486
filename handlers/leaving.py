"""/batal: leaving whatever question is open."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers import activity
from handlers.context import Context, Stranger
from handlers.reply import Reply, say, show_form, show_joining, show_prompt
from models import drafts, joinings, prompts
from models.members import identify
from views import guidance


async def leave(_update: Update, context: Context) -> Reply:
    """/batal: give up the way in, drop what was asked last, or put the form away with what is in it."""
    return await context.write_for_anyone(_leave, context.telegram_id, context.now)


def _leave(session: Session, telegram_id: int, now: datetime) -> Reply:
    joining = joinings.leave(session, telegram_id, now)
    if joining is not None:
        return show_joining(joining)
    person = identify(session, telegram_id, now)
    if person is None:
        raise Stranger
    detail = activity.leave(session, person, now)
    if detail is not None:
        return detail
    prompt = prompts.open_prompt(session, person)
    if prompt is not None:
        prompts.close(session, person)
        return show_prompt(prompt, guidance.prompt_left())
    form = drafts.put_away(session, person, now)
    return show_form(form) if form else say(guidance.no_open_form())
