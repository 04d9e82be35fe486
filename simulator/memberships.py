"""Coming and going: people and bots join and leave groups, people block and unblock bots."""

from typing import Any

from simulator import shapes
from simulator.chats import BotStanding, Group, PrivateChat, Standing
from simulator.deliveries import tell_member, tell_membership, tell_message
from simulator.messages import Content
from simulator.parties import Bot, Party, Person
from simulator.posting import delete, post
from simulator.world import World


def join(world: World, group: Group, party: Party, by: Person | None = None) -> None:
    """A person joins, or a bot is added by somebody; the group is told by a service message."""
    actor = by or party
    if isinstance(party, Bot):
        _move_bot(world, group, party, by or _owner(group), "member")
        actor = by or _owner(group)
    else:
        before = group.standing_of(party.id)
        group.members[party.id] = party
        tell_member(world, group, by or party, party, (before, group.standing_of(party.id)))
    _announce(world, group, actor, {"new_chat_members": [shapes.user(party)]})
    _tell_lists(world)


def leave(world: World, group: Group, party: Party, by: Person | None = None) -> None:
    """A person leaves or a bot is removed by somebody; who is gone does not read about it in the group."""
    actor = by or party
    if isinstance(party, Bot):
        actor = by or _owner(group)
        _announce(world, group, actor, {"left_chat_member": shapes.user(party)})
        _move_bot(world, group, party, actor, "kicked")
    else:
        _announce(world, group, actor, {"left_chat_member": shapes.user(party)})
        before = group.standing_of(party.id)
        group.members.pop(party.id, None)
        group.admins = [admin for admin in group.admins if admin != party.id]
        tell_member(world, group, by or party, party, (before, "kicked" if by else "left"))
    _tell_lists(world)


def bot_leaves(world: World, group: Group, bot: Bot) -> None:
    """A bot leaves by itself (Bot API: leaveChat)."""
    post(world, group, bot, Content(), service={"left_chat_member": shapes.user(bot)})
    group.bot_standings[bot.id].standing = "left"
    _tell_lists(world)


def migrate(world: World, group: Group, new_id: int) -> Group:
    """Turn a group into a supergroup with another id; bots are told in both, and refused in the old one.

    Of having left the old one they are never told, of having come into the new one they are (telegram-bot-api #266).
    """
    actor = _owner(group)
    tell_message(world, post(world, group, actor, Content(), service={"migrate_to_chat_id": new_id}))
    successor = world.new_group(new_id, group.title)
    successor.members, successor.admins, successor.label = group.members, group.admins, group.label
    successor.bot_standings = group.bot_standings
    group.migrated_to = new_id
    tell_message(world, post(world, successor, actor, Content(), service={"migrate_from_chat_id": group.id}))
    for entry in [one for one in successor.bot_standings.values() if one.inside]:
        tell_membership(world, entry.bot, successor, actor, ("left", entry.standing))
    group.members = {}
    _tell_lists(world)
    return successor


def delete_topic(world: World, group: Group, thread_id: int) -> None:
    """Take a topic of a forum away, with everything that stands in it; bots are told nothing."""
    del group.topics[thread_id]
    for message in list(group.messages.values()):
        if message.thread_id == thread_id and not message.deleted:
            delete(world, message)
    _tell_lists(world)


def block(world: World, chat: PrivateChat, *, blocked: bool) -> None:
    """A person blocks a bot, or lets it back; the bot is told by my_chat_member."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    change = ("member", "kicked") if blocked else ("kicked", "member")
    tell_membership(world, chat.bot, chat, chat.person, change)
    _tell_lists(world)


def _move_bot(world: World, group: Group, bot: Bot, by: Person, standing: Standing) -> None:
    entry = group.bot_standings.setdefault(bot.id, BotStanding(bot, "left"))
    change = (entry.standing, standing)
    entry.standing = standing
    tell_membership(world, bot, group, by, change)


def _announce(world: World, group: Group, actor: Party, service: dict[str, Any]) -> None:
    tell_message(world, post(world, group, actor, Content(), service=service))


def _owner(group: Group) -> Person:
    """Who is taken to have acted when nobody is named: the owner, else any member."""
    ids = [*group.admins, *group.members]
    if not ids:
        raise ValueError("somebody must be in the group to add or remove a bot")
    return group.members[ids[0]]


def _tell_lists(world: World) -> None:
    data = {"sequence": world.events.next()}
    world.events.publish("chats", lambda _: data)
