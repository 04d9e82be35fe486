"""The bot is put into a group, or taken out of one (Bot API: my_chat_member)."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Chat, ChatMember, Update

from handlers.context import Context
from handlers.reply import SILENCE, LeaveChat, Reply, say
from models import groups as bindings
from models.members import identify
from models.permissions import EVERYTHING, Action, may
from views import groups

_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


async def moved_about(update: Update, context: Context) -> Reply:
    """Stay where somebody with the right, or a binding, wants the bot; say so and leave any other place."""
    change = update.my_chat_member
    if change is None:
        return SILENCE
    was_in, is_in = (one.status not in _OUTSIDE for one in (change.old_chat_member, change.new_chat_member))
    if was_in and not is_in:
        await context.write_for_anyone(bindings.lose_groups, context.chat.id, context.now)
    if was_in or not is_in:
        return SILENCE
    welcome = await context.write_for_anyone(_is_welcome, context.telegram_id, context.chat.id, context.now)
    if welcome:
        return say(groups.arrived())
    farewell = say(groups.leaving()) if context.chat.type != Chat.CHANNEL else SILENCE
    return farewell.then(LeaveChat())


def _is_welcome(session: Session, telegram_id: int, chat_id: int, now: datetime) -> bool:
    person = identify(session, telegram_id, now)
    if person is not None and may(person, Action.GROUPS, EVERYTHING):
        return True
    if bindings.is_bound(session, chat_id):
        return True
    bindings.note_left(session, chat_id, person.member_id if person else None, now)
    return False
