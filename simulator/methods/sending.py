"""Methods that send one message: sendMessage, sendPhoto, sendDocument, sendLocation; and sendChatAction."""

from typing import Any, Final

from simulator.methods import wording
from simulator.methods.attachments import attached
from simulator.methods.call import Call
from simulator.methods.composing import composed
from simulator.posting import show_typing
from simulator.refusals import RefusedError, bad_request

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
    return composed(call, chat, text=text, entities=entities)


def send_photo(call: Call) -> dict[str, Any]:
    """Bot API: sendPhoto."""
    return _send_file(call, "photo")


def send_document(call: Call) -> dict[str, Any]:
    """Bot API: sendDocument."""
    return _send_file(call, "document")


def send_location(call: Call) -> dict[str, Any]:
    """Bot API: sendLocation; places that move are not here."""
    chat = call.chat_to_write()
    if call.parameters.integer("live_period"):
        raise RefusedError(501, "Not Implemented: the simulator has no live locations")
    place = {name: _degrees(call, name) for name in ("latitude", "longitude")}
    return composed(call, chat, media={"location": place})


def send_chat_action(call: Call) -> bool:
    """Bot API: sendChatAction."""
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat_to_write()
    show_typing(call.world, chat, call.bot, action, call.topic(chat))
    return True


def _send_file(call: Call, field: str) -> dict[str, Any]:
    chat = call.chat_to_write()
    caption, entities = wording.caption(call)
    media = attached(call, field, call.parameters.text(field))
    return composed(call, chat, media=media, caption=caption, entities=entities)


def _degrees(call: Call, name: str) -> float:
    given = call.parameters.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    try:
        degrees = float(given)
    except ValueError:
        degrees = 0.0
    limit = 90 if name == "latitude" else 180
    if not -limit <= degrees <= limit:
        raise bad_request("wrong location specified")
    return degrees
