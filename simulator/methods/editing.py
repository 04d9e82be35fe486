"""Methods that change what a bot has sent: editMessage…."""

from dataclasses import replace
from typing import Any

from simulator import shapes
from simulator.chats import Chat
from simulator.keyboards import inline_keyboard
from simulator.messages import Content, Message
from simulator.methods import wording
from simulator.methods.albums import HERE, input_media
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.posting import edit
from simulator.refusals import NOT_MODIFIED, bad_request


def edit_message_text(call: Call) -> dict[str, Any]:
    """Bot API: editMessageText."""
    chat = call.chat_to_write()
    text, entities = wording.text(call)
    message = own_message(call, chat)
    if message.content.text is None:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, message, replace(message.content, text=text, entities=entities))


def edit_message_caption(call: Call) -> dict[str, Any]:
    """Bot API: editMessageCaption."""
    chat = call.chat_to_write()
    caption, entities = wording.caption(call)
    message = own_message(call, chat)
    if message.content.media is None:
        raise bad_request("there is no caption in the message to edit")
    return _edited(call, message, replace(message.content, caption=caption, entities=entities))


def edit_message_media(call: Call) -> dict[str, Any]:
    """Bot API: editMessageMedia; a text may become a photo or a document too."""
    chat = call.chat_to_write()
    message = own_message(call, chat)
    wanted = call.parameters.mapping("media")
    if wanted is None:
        raise bad_request('parameter "media" is required')
    media = input_media(call, wanted, HERE)
    if message.album and set(media) != set(message.content.media or {}):
        raise bad_request("can't change media type in the album")
    caption, entities = wording.caption(Call(call.world, call.bot, Parameters(wanted)))
    return _edited(call, message, Content(caption=caption, entities=entities, media=media))


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    """Bot API: editMessageReplyMarkup."""
    message = own_message(call, call.chat_to_write())
    return _edited(call, message, message.content)


def own_message(call: Call, chat: Chat, purpose: str = "message to edit") -> Message:
    """The bot's own message that the call changes."""
    if call.parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message(chat, purpose)
    if message.sender is not call.bot or message.service is not None or message.forward_origin is not None:
        raise bad_request("message can't be edited")
    return message


def with_keyboard(call: Call, content: Content) -> Content:
    """The content with the keyboard that the call names; one that it does not name again is gone."""
    return replace(content, keyboard=inline_keyboard(call.parameters.mapping("reply_markup")))


def _edited(call: Call, message: Message, content: Content) -> dict[str, Any]:
    content = with_keyboard(call, content)
    if content == message.content:
        raise bad_request(NOT_MODIFIED)
    call.count(message.chat)
    edit(call.world, message, content)
    return shapes.message(message, call.bot)
