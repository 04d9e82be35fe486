"""What people do: send, edit, tap, block."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import shapes, views
from simulator.chats import Chat, PrivateChat
from simulator.control.enclosures import enclosed
from simulator.control.requests import (
    ControlError,
    answer,
    body_of,
    bot_of,
    chat_of,
    needed,
    number,
    person_of,
    seconds_of,
    world_of,
)
from simulator.deliveries import tell_message, tell_tap
from simulator.entities import detect
from simulator.memberships import block
from simulator.messages import Content, Message
from simulator.parties import Bot, Person
from simulator.posting import edit, post
from simulator.world import Tap, World


async def send(request: Request) -> Response:
    """`POST /sim/send`: the bots of the chat get a message."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    chat = _chat_to_write(world, person, body)
    message = post(
        world,
        chat,
        person,
        _content(world, body),
        thread_id=_topic(chat, body),
        reply_to=_message(chat, body["reply_to"]) if body.get("reply_to") else None,
        forward_origin=_origin(world, body),
    )
    chat.read[person.id] = message.id
    tell_message(world, message)
    return answer(views.message(message, person.id))


async def change(request: Request) -> Response:
    """`POST /sim/edit`: the bots of the chat get an edited_message."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    message = _message(_chat_to_write(world, person, body), needed(body, "message_id"))
    if message.sender is not person:
        raise ControlError("people edit only what they wrote themselves")
    text = str(needed(body, "text"))
    edit(world, message, Content(text=text, entities=detect(text)))
    tell_message(world, message, "edited_message")
    return answer(views.message(message, person.id))


async def tap(request: Request) -> Response:
    """`POST /sim/tap`: the bot gets a callback query; the data need not stand on any button."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    chat = _chat_to_write(world, person, body)
    message = chat.messages.get(number(needed(body, "message_id"), "message_id"))
    if message is None or not isinstance(message.sender, Bot):
        raise ControlError("only a message of a bot has buttons", 404)
    tapped = Tap(_query_id(), message.sender, person, message, world.clock.now(), world.bells.new())
    world.taps[tapped.id] = tapped
    sequence = world.events.next()
    tell_tap(world, tapped, str(needed(body, "data")))
    return answer({"query_id": tapped.id, "sequence": sequence})


async def tap_answer(request: Request) -> Response:
    """`GET /sim/taps/<query id>`: waits for the bot's answer."""
    tapped = world_of(request).taps.get(request.path_params["query_id"])
    if tapped is None:
        raise ControlError("there was no such tap", 404)
    found = await tapped.bell.until(lambda: tapped.answer, seconds_of(request))
    return answer({"answered": found is not None} | (found or {}))


async def block_bot(request: Request) -> Response:
    """`POST /sim/block` and `/sim/unblock`."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "person"))
    chat = world.private_chat(bot_of(world, body.get("bot")), person)
    block(world, chat, blocked=request.url.path.endswith("/block"))
    return answer({"blocked": chat.blocked})


def _chat_to_write(world: World, person: Person, body: dict[str, Any]) -> Chat:
    chat = chat_of(world, needed(body, "chat_id"), body.get("bot"))
    if not chat.holds(person.id):
        raise ControlError(f"{person.name} is not in this chat")
    if isinstance(chat, PrivateChat):
        if chat.blocked:
            raise ControlError(f"{person.name} has blocked the bot")
        chat.opened = True
    return chat


def _content(world: World, body: dict[str, Any]) -> Content:
    media = enclosed(world, body)
    words = body.get("caption" if media else "text")
    if not media and not words:
        raise ControlError("there is nothing to send")
    entities = detect(words) if words else None
    return Content(caption=words, entities=entities, media=media) if media else Content(text=words, entities=entities)


def _topic(chat: Chat, body: dict[str, Any]) -> int | None:
    if not body.get("thread_id"):
        return None
    thread_id = number(body["thread_id"], "thread_id")
    if not chat.has_topic(thread_id):
        raise ControlError(f"there is no topic {thread_id}", 404)
    return thread_id


def _message(chat: Chat, message_id: Any) -> Message:
    message = chat.messages.get(number(message_id, "message_id"))
    if message is None or message.deleted:
        raise ControlError(f"there is no message {message_id}", 404)
    return message


def _origin(world: World, body: dict[str, Any]) -> dict[str, Any] | None:
    if not body.get("forward_from"):
        return None
    author = world.party(number(body["forward_from"], "forward_from"))
    if author is None:
        raise ControlError("nobody wrote what is forwarded", 404)
    return {"type": "user", "date": world.clock.seconds(), "sender_user": shapes.user(author)}


def _query_id() -> str:
    return str(secrets.randbits(62))


ROUTES = [
    Route("/sim/send", send, methods=["POST"]),
    Route("/sim/edit", change, methods=["POST"]),
    Route("/sim/tap", tap, methods=["POST"]),
    Route("/sim/taps/{query_id}", tap_answer),
    Route("/sim/block", block_bot, methods=["POST"]),
    Route("/sim/unblock", block_bot, methods=["POST"]),
]
