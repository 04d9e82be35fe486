"""Passing messages on: forwardMessage(s), copyMessage(s)."""

from dataclasses import replace
from typing import Any, Final

from simulator import shapes
from simulator.chats import Chat
from simulator.messages import Content, Message
from simulator.methods import wording
from simulator.methods.albums import new_album
from simulator.methods.call import Call
from simulator.methods.composing import compose
from simulator.posting import post
from simulator.refusals import bad_request

MOST_MESSAGES: Final = 100


def forward_message(call: Call) -> dict[str, Any]:
    """Bot API: forwardMessage."""
    message = _source(call, "forward")
    chat = call.chat_to_write()
    call.count(chat)
    posted = _pass_on(call, chat, message, forwarded=True)
    return shapes.message(posted, call.bot)


def forward_messages(call: Call) -> list[dict[str, Any]]:
    """Bot API: forwardMessages; what cannot be found is left out, albums stay albums."""
    return _pass_all_on(call, forwarded=True)


def copy_message(call: Call) -> dict[str, Any]:
    """Bot API: copyMessage, perhaps with another caption and a keyboard."""
    message = _source(call, "copy")
    content = _bare(message.content)
    if "caption" in call.parameters.values and content.media:
        caption, entities = wording.caption(call)
        content = replace(content, caption=caption, entities=entities)
    said = {name: getattr(content, name) for name in ("text", "caption", "entities", "media", "poll")}
    return {"message_id": compose(call, call.chat_to_write(), **said).id}


def copy_messages(call: Call) -> list[dict[str, Any]]:
    """Bot API: copyMessages."""
    return _pass_all_on(call, forwarded=False)


def origin(message: Message) -> dict[str, Any]:
    """MessageOrigin: who said it first, and when."""
    sender = shapes.user(message.sender)
    return message.forward_origin or {"type": "user", "date": message.date, "sender_user": sender}


def message_ids(call: Call) -> list[int]:
    """The checked `message_ids`."""
    given = call.parameters.nested("message_ids")
    if given is None or given == []:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > MOST_MESSAGES:
        raise bad_request("too many message identifiers specified")
    return [_message_id(value) for value in given]


def _message_id(value: Any) -> int:
    if not isinstance(value, int | str):
        raise bad_request("message identifier must be a Number")
    try:
        number = int(value)
    except ValueError:
        raise bad_request("can't parse message identifier as a Number") from None
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number


def _source(call: Call, purpose: str) -> Message:
    _source_chat_is_named(call)
    message = call.message(call.chat("from_chat_id"), f"message to {purpose}")
    if message.service is not None:
        raise bad_request("the message can't be copied" if purpose == "copy" else "the message can't be forwarded")
    return message


def _source_chat_is_named(call: Call) -> None:
    if not call.parameters.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')


def _pass_all_on(call: Call, *, forwarded: bool) -> list[dict[str, Any]]:
    ids = message_ids(call)
    if ids != sorted(set(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    _source_chat_is_named(call)
    source, target = call.chat("from_chat_id"), call.chat_to_write()
    found = [message for number in ids if (message := source.messages.get(number)) and _can_go(message)]
    if not found:
        raise bad_request("there are no messages to forward")
    albums = {message.album: new_album() for message in found if message.album}
    call.count(target, len(found))
    posted = [
        _pass_on(call, target, message, forwarded=forwarded, album=albums.get(message.album or "")) for message in found
    ]
    return [{"message_id": message.id} for message in posted]


def _pass_on(call: Call, chat: Chat, message: Message, *, forwarded: bool, album: str | None = None) -> Message:
    thread_id = call.topic(chat)
    content = _bare(message.content)
    if not forwarded and call.parameters.flag("remove_caption"):
        content = replace(content, caption=None, entities=None if content.media else content.entities)
    said_first = origin(message) if forwarded else None
    return post(call.world, chat, call.bot, content, thread_id=thread_id, forward_origin=said_first, album=album)


def _bare(content: Content) -> Content:
    """What is said, without the buttons."""
    return replace(content, keyboard=None, reply_keyboard=None)


def _can_go(message: Message) -> bool:
    return not message.deleted and message.service is None
