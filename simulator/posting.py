"""Putting messages into chats, changing them and taking them out: the one way in for bots and people."""

from dataclasses import replace
from typing import Any

from simulator import views
from simulator.chats import Chat, Group
from simulator.messages import Content, Message
from simulator.parties import Bot, Party
from simulator.world import World


def post(
    world: World,
    chat: Chat,
    sender: Party,
    content: Content,
    *,
    thread_id: int | None = None,
    reply_to: Message | None = None,
    service: dict[str, Any] | None = None,
    forward_origin: dict[str, Any] | None = None,
    album: str | None = None,
) -> Message:
    """Add a message to a chat; everybody who watches the chat hears of it."""
    chat.last_message_id += 1
    date = world.clock.seconds()
    message = Message(chat, chat.last_message_id, sender, date, content, thread_id, reply_to, service, forward_origin)
    message.album = album
    message.versions.append((date, content))
    chat.messages[message.id] = message
    if isinstance(chat, Group) and isinstance(sender, Bot):
        chat.last_bot = sender.id
    _changed(world, message, "message")
    return message


def edit(world: World, message: Message, content: Content) -> None:
    """Put new content in place of the old; a mere change of the buttons is not shown as an edit."""
    if replace(content, keyboard=None) != replace(message.content, keyboard=None):
        message.edited_at = world.clock.seconds()
    message.content = content
    message.versions.append((world.clock.seconds(), content))
    _changed(world, message, "edited")


def delete(world: World, message: Message) -> None:
    """Take a message away for everybody."""
    message.deleted = True
    message.sequence = world.events.next()
    place: dict[str, Any] = {"sequence": message.sequence, "chat_id": message.chat.id, "message_id": message.id}
    place["bot"] = views.bot_of(message.chat)
    world.events.publish("deleted", lambda _: place, message.chat.holds)
    message.chat.bell.ring()


def touch(world: World, message: Message) -> None:
    """Say that a message looks otherwise now, though nobody edited it: somebody voted in its poll."""
    _changed(world, message, "edited")


def show_typing(world: World, chat: Chat, bot: Bot, action: str, thread_id: int | None) -> None:
    """Say in the chat, or in one topic of it, what the bot is doing."""
    data = {"chat_id": chat.id, "thread_id": thread_id, "action": action, "sender": views.sender(bot)}
    data["bot"] = views.bot_of(chat)
    world.events.publish("typing", lambda _: data, chat.holds)


def _changed(world: World, message: Message, kind: str) -> None:
    message.sequence = world.events.next()

    def describe(viewer: int | None) -> dict[str, Any]:
        shown = views.message(message, viewer)
        return {"sequence": message.sequence, "chat_id": message.chat.id, "message": shown}

    world.events.publish(kind, describe, message.chat.holds)
    message.chat.bell.ring()
