"""Methods that change or remove what a bot has sent: editMessage…, deleteMessage."""

from dataclasses import replace
from typing import Any, Final

from simulator import shapes
from simulator.chats import Chat, Group
from simulator.keyboards import inline_keyboard
from simulator.messages import Content, Message
from simulator.methods import wording
from simulator.methods.attachments import attached
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.posting import delete, edit
from simulator.refusals import NOT_MODIFIED, bad_request

DELETABLE_SECONDS: Final = 48 * 3600
MEDIA_TYPES: Final = frozenset({"photo", "document"})


def edit_message_text(call: Call) -> dict[str, Any]:
    """Bot API: editMessageText."""
    chat = call.chat_to_write()
    text, entities = wording.text(call)
    message = _own_message(call, chat)
    if message.content.text is None:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, message, replace(message.content, text=text, entities=entities))


def edit_message_caption(call: Call) -> dict[str, Any]:
    """Bot API: editMessageCaption."""
    chat = call.chat_to_write()
    caption, entities = wording.caption(call)
    message = _own_message(call, chat)
    if message.content.media is None:
        raise bad_request("there is no caption in the message to edit")
    return _edited(call, message, replace(message.content, caption=caption, entities=entities))


def edit_message_media(call: Call) -> dict[str, Any]:
    """Bot API: editMessageMedia; a text may become a photo or a document too."""
    chat = call.chat_to_write()
    message = _own_message(call, chat)
    wanted = call.parameters.mapping("media") or {}
    kind = str(wanted.get("type", ""))
    if kind not in MEDIA_TYPES:
        raise bad_request(f"can't parse InputMedia: type {kind or 'is missing'}")
    media = attached(call, kind, str(wanted.get("media", "")))
    caption, entities = wording.caption(Call(call.world, call.bot, Parameters(wanted)))
    return _edited(call, message, Content(caption=caption, entities=entities, media=media))


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    """Bot API: editMessageReplyMarkup."""
    message = _own_message(call, call.chat_to_write())
    return _edited(call, message, message.content)


def delete_message(call: Call) -> bool:
    """Bot API: deleteMessage; only what is younger than 48 hours, unless the bot administers the group."""
    chat = call.chat_to_write()
    message = call.message(chat, "delete")
    administrator = isinstance(chat, Group) and chat.standing_of(call.bot.id) == "administrator"
    if isinstance(chat, Group) and message.sender is not call.bot and not administrator:
        raise bad_request("message can't be deleted")
    if not administrator and call.world.clock.now() - message.date >= DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    delete(call.world, message)
    return True


def _own_message(call: Call, chat: Chat) -> Message:
    if call.parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message(chat, "edit")
    if message.sender is not call.bot or message.service is not None:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, message: Message, content: Content) -> dict[str, Any]:
    """Put the content in place; whatever keyboard the call does not name again is gone."""
    content = replace(content, keyboard=inline_keyboard(call.parameters.mapping("reply_markup")))
    if content == message.content:
        raise bad_request(NOT_MODIFIED)
    call.count(message.chat)
    edit(call.world, message, content)
    return shapes.message(message)
