"""What somebody typed, sent or edited in a private chat outside of any command."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers import activity, asking
from handlers.context import Context, members_only
from handlers.reply import SILENCE, Reply, say, show_form, show_joining, stranger
from models import drafts
from models.joinings import answer_joining, begin_with_code
from models.members import identify
from models.unit_codes import read_code
from views import guidance


async def typed(_update: Update, context: Context) -> Reply:
    """Take a text as the answer to whatever question is open."""
    text = context.message.text or ""
    return await context.write_for_anyone(_take, context.telegram_id, text, context.now)


async def unreadable(_update: Update, context: Context) -> Reply:
    """Answer a sticker, a voice message or the like: nothing changes."""
    await members_only(context)
    return say(guidance.only_numbers())


async def forwarded(_update: Update, context: Context) -> Reply:
    """Answer a forwarded message: nothing changes."""
    await members_only(context)
    return say(guidance.forwarded_is_ignored())


async def edited(_update: Update, context: Context) -> Reply:
    """Answer an edited message: what was sent first has counted."""
    await members_only(context)
    return say(guidance.edited_is_ignored())


async def unknown_command(_update: Update, context: Context) -> Reply:
    """Answer a command that does not exist: in private, and to members only."""
    if not context.is_private:
        return SILENCE
    await members_only(context)
    return say(guidance.unknown_command())


def _take(session: Session, telegram_id: int, text: str, now: datetime) -> Reply:
    joining = answer_joining(session, telegram_id, text, now)
    if joining is not None:
        return show_joining(joining)
    person = identify(session, telegram_id, now)
    if person is None:
        return _knock(session, telegram_id, text, now)
    detail = activity.answer(session, person, text, now)
    prompted = detail or asking.answer(session, person, text, now)
    return prompted or show_form(drafts.answer_typed(session, person, text, now))


def _knock(session: Session, telegram_id: int, text: str, now: datetime) -> Reply:
    """A stranger may have been told a unit's code; whatever else they write is not looked at."""
    code = read_code(text)
    joining = begin_with_code(session, telegram_id, code, now) if code else None
    return show_joining(joining) if joining else stranger()
