"""What people do: send, edit, tap, block."""

import secrets
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import views
from simulator.chats import Chat
from simulator.control.requests import (
    ControlError,
    answer,
    body_of,
    bot_of,
    chat_to_write,
    message_of,
    needed,
    number,
    person_of,
    seconds_of,
    world_of,
)
from simulator.control.saying import said
from simulator.control.starting import start_link
from simulator.deliveries import tell_message, tell_tap
from simulator.entities import detect
from simulator.memberships import block
from simulator.messages import Content, Message
from simulator.methods.albums import new_album
from simulator.parties import Bot
from simulator.posting import edit, post
from simulator.world import Tap


async def send(request: Request) -> Response:
    """`POST /sim/send`: the bots of the chat get a message, or one for each picture or file of an album."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    chat = chat_to_write(world, person, body)
    thread_id, reply_to = _topic(chat, body), _answered(chat, body)
    album = new_album() if body.get("album") else None
    posted = [
        post(
            world,
            chat,
            person,
            content,
            thread_id=thread_id,
            reply_to=reply_to,
            forward_origin=origin,
            album=album,
        )
        for content, origin in said(world, body)
    ]
    chat.see(person.id, thread_id)
    for message in posted:
        tell_message(world, message)
    shown = [views.message(message, person.id) for message in posted]
    return answer(shown[-1] | {"all": shown} if album else shown[0])


async def change(request: Request) -> Response:
    """`POST /sim/edit`: another text or caption; the bots of the chat get an edited_message."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    message = message_of(chat_to_write(world, person, body), needed(body, "message_id"))
    if message.sender is not person or message.forward_origin is not None:
        raise ControlError("people edit only what they wrote themselves")
    edit(world, message, _reworded(message.content, str(needed(body, "text"))))
    tell_message(world, message, "edited_message")
    return answer(views.message(message, person.id))


async def open_link(request: Request) -> Response:
    """`POST /sim/open`: follow a link to a bot, as by tapping Start: the bot gets `/start` with what the link says."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    bot, token = start_link(world, str(needed(body, "url")))
    chat = chat_to_write(world, person, {"chat_id": person.id, "bot": bot.id})
    text = f"/start {token}".strip()
    message = post(world, chat, person, Content(text=text, entities=detect(text)))
    chat.see(person.id, None)
    tell_message(world, message)
    return answer(views.message(message, person.id))


async def tap(request: Request) -> Response:
    """`POST /sim/tap`: the bot gets a callback query; the data need not stand on any button."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    chat = chat_to_write(world, person, body)
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


def _topic(chat: Chat, body: dict[str, Any]) -> int | None:
    if not body.get("thread_id"):
        return None
    thread_id = number(body["thread_id"], "thread_id")
    if not chat.has_topic(thread_id):
        raise ControlError(f"there is no topic {thread_id}", 404)
    return thread_id


def _answered(chat: Chat, body: dict[str, Any]) -> Message | None:
    return message_of(chat, body["reply_to"]) if body.get("reply_to") else None


def _reworded(content: Content, words: str) -> Content:
    if content.media:
        return replace(content, caption=words, entities=detect(words))
    return replace(content, text=words, entities=detect(words))


def _query_id() -> str:
    return str(secrets.randbits(62))


ROUTES = [
    Route("/sim/send", send, methods=["POST"]),
    Route("/sim/open", open_link, methods=["POST"]),
    Route("/sim/edit", change, methods=["POST"]),
    Route("/sim/tap", tap, methods=["POST"]),
    Route("/sim/taps/{query_id}", tap_answer),
    Route("/sim/block", block_bot, methods=["POST"]),
    Route("/sim/unblock", block_bot, methods=["POST"]),
]
