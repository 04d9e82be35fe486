"""Asking about the bot, chats and their members: getMe, getChat, getChatMember, getChatAdministrators, leaveChat."""

from typing import Any

from simulator import shapes
from simulator.chats import Group
from simulator.memberships import bot_leaves
from simulator.methods.call import Call
from simulator.refusals import bad_request


def get_me(call: Call) -> dict[str, Any]:
    """Bot API: getMe."""
    return shapes.me(call.bot)


def get_chat(call: Call) -> dict[str, Any]:
    """Bot API: getChat."""
    return shapes.full_chat(call.known_chat())


def get_chat_member(call: Call) -> dict[str, Any]:
    """Bot API: getChatMember."""
    chat = call.known_chat()
    party = call.world.party(call.parameters.integer("user_id"))
    if party is None:
        raise bad_request("user not found")
    standing = chat.standing_of(party.id) if isinstance(chat, Group) else "member"
    return shapes.member(party, standing)


def get_chat_administrators(call: Call) -> list[dict[str, Any]]:
    """Bot API: getChatAdministrators; other bots are left out."""
    chat = call.known_chat()
    if not isinstance(chat, Group):
        raise bad_request("there are no administrators in the private chat")
    people = [chat.members[person_id] for person_id in chat.admins if person_id in chat.members]
    shown = [shapes.member(person, chat.standing_of(person.id)) for person in people]
    if chat.standing_of(call.bot.id) == "administrator":
        shown.append(shapes.member(call.bot, "administrator"))
    return shown


def get_chat_member_count(call: Call) -> int:
    """Bot API: getChatMemberCount."""
    chat = call.chat()
    return len(chat.members) + len(chat.bots()) if isinstance(chat, Group) else 2


def leave_chat(call: Call) -> bool:
    """Bot API: leaveChat."""
    chat = call.known_chat()
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    bot_leaves(call.world, chat, call.bot)
    return True
