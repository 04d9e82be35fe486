"""/grup: binding and releasing the coordination group, and keeping its binding when Telegram moves it."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, require
from handlers.reply import SILENCE, Reply, say
from models.groups import GroupPlace, active_groups, bind_group, move_groups, release_group
from models.permissions import Action, Person
from views import groups
from views.screen import Card

RELEASE = "lepas"


async def group(_update: Update, context: Context) -> Reply:
    """/grup: in a group, bind it, or this topic of it; in private, say where the posts go."""
    if context.is_private:
        return say(groups.only_in_groups(await context.read(Action.GROUPS, _titles)))
    message = context.message
    thread_id = message.message_thread_id if message.is_topic_message else None
    place = GroupPlace(context.chat.id, thread_id, context.chat.title or "")
    return say(await context.write(_bind_or_release, place, context.words.strip().lower(), context.now))


async def moved(_update: Update, context: Context) -> Reply:
    """Keep the binding when a group becomes a supergroup (Bot API: migrate_to_chat_id)."""
    new_id = context.message.migrate_to_chat_id
    if new_id is not None:
        await context.write_for_anyone(move_groups, context.chat.id, new_id)
    return SILENCE


def _bind_or_release(session: Session, person: Person, place: GroupPlace, word: str, now: datetime) -> Card:
    require(person, Action.GROUPS)
    if word == RELEASE:
        return groups.released(was_bound=release_group(session, person, place, now))
    return groups.bound(place, new=bind_group(session, person, place, now))


def _titles(session: Session, _person: Person) -> list[str]:
    return [group.title for group in active_groups(session)]
