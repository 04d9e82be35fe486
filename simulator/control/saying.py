"""What somebody says in one go: words, an enclosure, a poll, an album, or what another said before."""

from dataclasses import replace
from typing import Any

from simulator import shapes
from simulator.control.enclosures import enclosed
from simulator.control.requests import ControlError, chat_of, message_of, needed, number
from simulator.entities import detect
from simulator.messages import Content
from simulator.methods.albums import LARGEST_ALBUM
from simulator.methods.passing_on import origin
from simulator.methods.polling import new_poll
from simulator.world import World

Json = dict[str, Any]
Said = tuple[Content, Json | None]


def said(world: World, body: Json) -> list[Said]:
    """The messages that a body says, each with its MessageOrigin when it is forwarded."""
    if body.get("forward"):
        return [_forwarded(world, body["forward"])]
    if body.get("album"):
        return [(_content(world, item), None) for item in _album(body["album"])]
    return [(_content(world, body), _named_origin(world, body))]


def _content(world: World, body: Json) -> Content:
    if body.get("poll"):
        return Content(poll=_poll(body["poll"]))
    media = enclosed(world, body)
    words = body.get("caption" if media else "text")
    if not media and not words:
        raise ControlError("there is nothing to send")
    entities = detect(words) if words else None
    return Content(caption=words, entities=entities, media=media) if media else Content(text=words, entities=entities)


def _album(items: Any) -> list[Json]:
    if not isinstance(items, list) or not 1 < len(items) <= LARGEST_ALBUM:
        raise ControlError(f"an album has 2 to {LARGEST_ALBUM} photos or documents")
    if len({"photo" if "photo" in item else "document" for item in items}) > 1:
        raise ControlError("an album has photos, or documents")
    return items


def _poll(given: Json) -> Any:
    options = [str(option) for option in needed(given, "options")]
    more = {name: bool(given[name]) for name in ("anonymous", "multiple", "quiz", "closed") if name in given}
    correct = tuple(given.get("correct", ()))
    return new_poll(str(needed(given, "question")), options, **more, correct=correct, revoting=not given.get("quiz"))


def _forwarded(world: World, given: Json) -> Said:
    """A whole message with its files and its poll, but without its buttons."""
    chat = chat_of(world, needed(given, "chat_id"), given.get("bot"))
    message = message_of(chat, needed(given, "message_id"))
    return replace(message.content, keyboard=None, reply_keyboard=None), origin(message)


def _named_origin(world: World, body: Json) -> Json | None:
    """For words that somebody is said to have written before."""
    if not body.get("forward_from"):
        return None
    author = world.party(number(body["forward_from"], "forward_from"))
    if author is None:
        raise ControlError("nobody wrote what is forwarded", 404)
    return {"type": "user", "date": world.clock.seconds(), "sender_user": shapes.user(author)}
