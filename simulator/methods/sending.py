"""Methods that send: sendMessage, sendPhoto, sendDocument, sendChatAction."""

from typing import Any, Final

from simulator import shapes
from simulator.chats import Chat
from simulator.keyboards import inline_keyboard, reply_keyboard
from simulator.messages import Content, Message
from simulator.methods import wording
from simulator.methods.attachments import attached
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.posting import post, show_typing
from simulator.refusals import bad_request

ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(call: Call) -> dict[str, Any]:
    """Bot API: sendMessage."""
    chat = call.chat_to_write()
    text, entities = wording.text(call)
    return _send(call, chat, text=text, entities=entities)


def send_photo(call: Call) -> dict[str, Any]:
    """Bot API: sendPhoto."""
    return _send_file(call, "photo")


def send_document(call: Call) -> dict[str, Any]:
    """Bot API: sendDocument."""
    return _send_file(call, "document")


def send_chat_action(call: Call) -> bool:
    """Bot API: sendChatAction."""
    chat = call.chat_to_write()
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.topic(chat)
    show_typing(call.world, chat, call.bot, action)
    return True


def _send_file(call: Call, field: str) -> dict[str, Any]:
    chat = call.chat_to_write()
    caption, entities = wording.caption(call)
    media = attached(call, field, call.parameters.text(field))
    return _send(call, chat, media=media, caption=caption, entities=entities)


def _send(call: Call, chat: Chat, **said: Any) -> dict[str, Any]:
    markup = call.parameters.mapping("reply_markup")
    content = Content(**said, keyboard=inline_keyboard(markup), reply_keyboard=reply_keyboard(markup))
    reply_to = _replied_to(call, chat)
    thread_id = call.topic(chat) or (reply_to.thread_id if reply_to else None)
    call.count(chat)
    return shapes.message(post(call.world, chat, call.bot, content, thread_id=thread_id, reply_to=reply_to))


def _replied_to(call: Call, chat: Chat) -> Message | None:
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
