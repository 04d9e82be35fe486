"""The bot is put into a group, or taken out of one (Bot API: my_chat_member)."""

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Chat, ChatMember, Update

from handlers.context import Context
from handlers.reply import SILENCE, LeaveChat, Reply, say
from models import groups as bindings
from models.group_moves import may_be_moved_here
from models.members import identify
from models.permissions import EVERYTHING, Action, may
from views import groups

_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Into which chat the bot has come, and by whose hand (their number in Telegram)."""

    chat_id: int
    title: str
    brought_by: int


class Welcome(enum.Enum):
    """What the bot is there."""

    #: The chat receives posts, or is about to turn out to be one that does.
    HOME = enum.auto()
    GUEST = enum.auto()
    NONE = enum.auto()


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
    arrival = Arrival(context.chat.id, context.chat.title or "", context.telegram_id)
    match await context.write_for_anyone(_received, arrival, context.now):
        case Welcome.HOME:
            return SILENCE
        case Welcome.GUEST:
            return say(groups.arrived())
    farewell = say(groups.leaving()) if context.chat.type != Chat.CHANNEL else SILENCE
    return farewell.then(LeaveChat())


def _received(session: Session, arrival: Arrival, now: datetime) -> Welcome:
    """A group that becomes a supergroup takes the bot along, whoever let it become one."""
    if bindings.is_bound(session, arrival.chat_id) or may_be_moved_here(session, arrival.title):
        return Welcome.HOME
    person = identify(session, arrival.brought_by, now)
    if person is not None and may(person, Action.GROUPS, EVERYTHING):
        return Welcome.GUEST
    bindings.note_left(session, arrival.chat_id, person.member_id if person else None, now)
    return Welcome.NONE
