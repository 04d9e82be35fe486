"""Putting a bot's message together: its keyboard, its place, what it answers; then posting it."""

from typing import Any

from simulator import shapes
from simulator.chats import Chat, PrivateChat
from simulator.keyboards import inline_keyboard, reply_keyboard
from simulator.messages import Content, Message
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.posting import post
from simulator.refusals import bad_request


def compose(call: Call, chat: Chat, **said: Any) -> Message:
    """Post what the bot says in the chat, with the keyboard and the place that the call names."""
    markup = call.parameters.mapping("reply_markup")
    reply_markup = reply_keyboard(markup, private=isinstance(chat, PrivateChat))
    content = Content(**said, keyboard=inline_keyboard(markup), reply_keyboard=reply_markup)
    reply_to = replied_to(call, chat)
    place: dict[str, Any] = {"thread_id": thread_of(call, chat, reply_to), "reply_to": reply_to}
    call.count(chat)
    return post(call.world, chat, call.bot, content, **place)


def composed(call: Call, chat: Chat, **said: Any) -> dict[str, Any]:
    """The same, as the Message that the bot gets back."""
    return shapes.message(compose(call, chat, **said), call.bot)


def thread_of(call: Call, chat: Chat, reply_to: Message | None) -> int | None:
    """The topic that a message goes to: the one named, else that of what it answers."""
    return call.topic(chat) or (reply_to.thread_id if reply_to else None)


def replied_to(call: Call, chat: Chat) -> Message | None:
    """The message that the call answers; raises RefusedError when there is none, unless the call does not mind."""
    wanted = call.parameters.mapping("reply_parameters") or {
        "message_id": call.parameters.integer("reply_to_message_id"),
        "allow_sending_without_reply": call.parameters.flag("allow_sending_without_reply"),
    }
    if not wanted.get("message_id"):
        return None
    message = chat.messages.get(Parameters(wanted).integer("message_id"))
    if message is not None and not message.deleted:
        return message
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
