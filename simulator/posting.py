"""Putting messages into chats, changing them and taking them out: the one way in for bots and people."""

from dataclasses import replace
from typing import Any

from simulator import views
from simulator.chats import Chat
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
) -> Message:
    """Add a message to a chat; everybody who watches the chat hears of it."""
    chat.last_message_id += 1
    date = world.clock.seconds()
    message = Message(chat, chat.last_message_id, sender, date, content, thread_id, reply_to, service, forward_origin)
    message.versions.append((date, content))
    chat.messages[message.id] = message
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
    place = {"sequence": message.sequence, "chat_id": message.chat.id, "message_id": message.id}
    world.events.publish("deleted", lambda _: place, message.chat.holds)
    message.chat.bell.ring()


def show_typing(world: World, chat: Chat, bot: Bot, action: str) -> None:
    """Say in the chat what the bot is doing."""
    data = {"chat_id": chat.id, "action": action, "sender": views.sender(bot)}
    world.events.publish("typing", lambda _: data, chat.holds)


def _changed(world: World, message: Message, kind: str) -> None:
    message.sequence = world.events.next()

    def describe(viewer: int | None) -> dict[str, Any]:
        shown = views.message(message, viewer)
        return {"sequence": message.sequence, "chat_id": message.chat.id, "message": shown}

    world.events.publish(kind, describe, message.chat.holds)
    message.chat.bell.ring()
