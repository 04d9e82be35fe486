"""/grup: binding and releasing the coordination group, keeping its binding, and choosing its posts and their hours."""

from datetime import datetime, time

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import SILENCE, Reply, in_place, say, show_prompt
from models import post_choices, prompts
from models.group_moves import move_groups
from models.groups import GroupPlace, active_groups, bind_group, release_group
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from models.schedule import load_schedule
from models.schema import CoordinationGroup
from models.writing import plain, tidied
from models.written_times import read_time
from views import groups
from views.screen import Card
from views.steering_taps import GroupTap, PostHourTap, PostTap

RELEASE = "lepas"
#: Gives the hour of the desk back.
USUAL = "standar"


async def group(_update: Update, context: Context) -> Reply:
    """/grup: in a group, bind it, or this topic of it; in private, choose what goes where and when."""
    if context.is_private:
        return say(await context.write(_choose))
    message = context.message
    thread_id = message.message_thread_id if message.is_topic_message else None
    place = GroupPlace(context.chat.id, thread_id, context.chat.title or "")
    return say(await context.write(_bind_or_release, place, context.words.strip().lower(), context.now))


async def moved(_update: Update, context: Context) -> Reply:
    """Keep the binding when a group becomes a supergroup: both chats tell of it, in whichever order, or only one.

    Bot API: migrate_to_chat_id in the old chat, migrate_from_chat_id in the new one.
    """
    old_id = context.message.migrate_from_chat_id or context.chat.id
    new_id = context.message.migrate_to_chat_id or context.chat.id
    await context.write_for_anyone(move_groups, old_id, new_id, context.now)
    return SILENCE


async def chosen(context: Context, tap: GroupTap) -> Reply:
    """Show the posts of a group, or all groups."""
    return in_place(await context.write(_posts_or_groups, tap.group_id), context.tapped_message_id)


async def switched(context: Context, tap: PostTap) -> Reply:
    """Let a group get a kind of post, or no longer."""
    return in_place(await context.write(_switch, tap, context.now), context.tapped_message_id)


async def ask_hour(context: Context, tap: PostHourTap) -> Reply:
    """Ask for the hour of a kind of post."""
    return await context.write(_ask_hour, tap, context.tapped_message_id, context.now)


def answer_hour(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take the hour, or the word that gives the desk's hour back."""
    place, hour = _group(session, person, prompt.payload["group_id"]), _hour(text)
    post_choices.set_post_hour(session, person, place, prompt.payload["post"], hour, now)
    prompts.close(session, person)
    return show_prompt(prompt, _posts(session, place))


def hour_asked(session: Session, person: Person, prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for the hour."""
    return groups.ask_hour(_group(session, person, prompt.payload["group_id"]), prompt.payload["post"])


def _bind_or_release(session: Session, person: Person, place: GroupPlace, word: str, now: datetime) -> Card:
    require(person, Action.GROUPS)
    if word == RELEASE:
        return groups.released(was_bound=release_group(session, person, place, now))
    return groups.bound(place, new=bind_group(session, person, place, now))


def _choose(session: Session, person: Person) -> Card:
    require(person, Action.GROUPS)
    prompts.close(session, person)
    return groups.choose_group(active_groups(session))


def _posts_or_groups(session: Session, person: Person, group_id: int | None) -> Card:
    if group_id is None:
        return _choose(session, person)
    place = _group(session, person, group_id)
    prompts.close(session, person)
    return _posts(session, place)


def _switch(session: Session, person: Person, tap: PostTap, now: datetime) -> Card:
    place = _group(session, person, tap.group_id)
    post_choices.switch_post(session, person, place, tap.post, on=tap.on, now=now)
    return _posts(session, place)


def _ask_hour(session: Session, person: Person, tap: PostHourTap, message_id: int | None, now: datetime) -> Reply:
    place = _group(session, person, tap.group_id)
    prompt = prompts.ask(session, person, PromptKind.POST_HOUR, {"group_id": place.id, "post": tap.post}, now)
    return show_prompt(prompt, groups.ask_hour(place, tap.post), message_id)


def _group(session: Session, person: Person, group_id: int) -> CoordinationGroup:
    require(person, Action.GROUPS)
    found = post_choices.active_group(session, group_id)
    if found is None:
        raise NotAllowed
    return found


def _posts(session: Session, place: CoordinationGroup) -> Card:
    return groups.posts_card(place, post_choices.hours_for(place, load_schedule(session)))


def _hour(text: str) -> time | None:
    return None if plain(tidied(text)) == USUAL else read_time(text, Zone.WIB)
