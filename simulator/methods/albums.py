"""Albums: sendMediaGroup."""

import secrets
from typing import Any, Final

from simulator import shapes
from simulator.messages import Content
from simulator.methods import wording
from simulator.methods.attachments import attached
from simulator.methods.call import Call
from simulator.methods.composing import replied_to, thread_of
from simulator.methods.parameters import Parameters
from simulator.posting import post
from simulator.refusals import RefusedError, bad_request

LARGEST_ALBUM: Final = 10
HERE: Final = frozenset({"photo", "document"})
# Real types that an album may have, but that the simulator has not.
ELSEWHERE: Final = frozenset({"audio", "video", "live_photo"})


def send_media_group(call: Call) -> list[dict[str, Any]]:
    """Bot API: sendMediaGroup. A single item is sent as a plain message, as by Telegram's own server."""
    chat = call.chat_to_write()
    items = [_checked(item) for item in _items(call)]
    contents = [_content(call, item) for item in items]
    _refuse_unfitting(items)
    reply_to = replied_to(call, chat)
    place: dict[str, Any] = {"thread_id": thread_of(call, chat, reply_to), "reply_to": reply_to}
    call.count(chat, len(contents))
    album = new_album() if len(contents) > 1 else None
    posted = [post(call.world, chat, call.bot, content, album=album, **place) for content in contents]
    return [shapes.message(message, call.bot) for message in posted]


def new_album() -> str:
    """A media_group_id."""
    return str(secrets.randbits(53) + 2**53)


def input_media(call: Call, item: dict[str, Any], kinds: frozenset[str]) -> dict[str, Any]:
    """The file that an InputMedia names, as a field of a Message; `kinds` may stand here."""
    kind = item.get("type")
    if not isinstance(kind, str):
        raise _cannot('Can\'t find field "type"')
    if kind in ELSEWHERE or kind == "animation":
        raise RefusedError(501, f"Not Implemented: the simulator has no media of type {kind}")
    if kind not in kinds:
        raise _cannot(f'type "{kind}" is unsupported')
    if not item.get("media"):
        raise _cannot("media not found")
    return attached(call, kind, str(item["media"]))


def _items(call: Call) -> list[Any]:
    given = call.parameters.nested("media")
    if given is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputMedia")
    return given


def _checked(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise _cannot("expected an Object")
    if item.get("type") == "animation":
        raise _cannot('type "animation" can\'t be used in sendMediaGroup')
    return item


def _content(call: Call, item: dict[str, Any]) -> Content:
    caption, entities = wording.caption(Call(call.world, call.bot, Parameters(item)))
    return Content(media=input_media(call, item, HERE), caption=caption, entities=entities)


def _refuse_unfitting(items: list[dict[str, Any]]) -> None:
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len({item["type"] for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")


def _cannot(reason: str) -> RefusedError:
    return bad_request(f"can't parse InputMedia: {reason}")
