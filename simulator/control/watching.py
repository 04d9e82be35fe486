"""What people see: their chats, messages, menus and files."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import views
from simulator.chats import Chat, Group, PrivateChat
from simulator.control.requests import (
    ControlError,
    answer,
    bot_of,
    chat_of,
    number,
    person_of,
    seconds_of,
    world_of,
)
from simulator.menus import Viewer
from simulator.messages import Message
from simulator.parties import Person
from simulator.world import World

EVERY_TOPIC = "all"
Filter = Callable[[Message], bool]


async def chats(request: Request) -> Response:
    """`GET /sim/people/<id>/chats`: with an entry for each topic of a forum."""
    world = world_of(request)
    person = person_of(world, request.path_params["person_id"])
    entries = [entry for chat in world.chats_of(person) for entry in _entries(chat, person)]
    return answer(entries)


async def messages(request: Request) -> Response:
    """`GET /sim/chats/<id>/messages`: the newest, oldest of them first; what was read is no longer unread."""
    world, person, chat, wanted = _asked(request)
    limit = number(request.query_params.get("limit", 100), "limit")
    shown = [message for message in chat.newest_first() if wanted(message)][:limit]
    _mark_read(request, chat, person)
    return answer({"messages": _views(reversed(shown), person), "sequence": world.events.sequence})


async def wait(request: Request) -> Response:
    """`GET /sim/chats/<id>/wait`: what is new, changed or deleted after a sequence, as soon as there is any."""
    world, person, chat, wanted = _asked(request)
    after = number(request.query_params.get("after", 0), "after")

    def news() -> list[Message]:
        return [message for message in chat.messages.values() if message.sequence > after and wanted(message)]

    found = await chat.bell.until(news, seconds_of(request))
    _mark_read(request, chat, person)
    body = {
        "messages": _views((message for message in found if not message.deleted), person),
        "deleted": [message.id for message in found if message.deleted],
        "sequence": world.events.sequence,
    }
    return answer(body)


async def menu(request: Request) -> Response:
    """`GET /sim/people/<id>/menu`."""
    world = world_of(request)
    person = person_of(world, request.path_params["person_id"])
    chat = chat_of(world, request.query_params.get("chat_id", person.id), request.query_params.get("bot"))
    bot = chat.bot if isinstance(chat, PrivateChat) else bot_of(world, request.query_params.get("bot"))
    administrator = isinstance(chat, Group) and person.id in chat.admins
    private = isinstance(chat, PrivateChat)
    viewer = Viewer(person.id, chat.id, private, administrator, person.language_code or "")
    return answer(bot.menus.seen_by(viewer))


async def file(request: Request) -> Response:
    """`GET /sim/files/<file id>`: pictures to look at, everything else to keep."""
    stored = world_of(request).files.get(request.path_params["file_id"])
    if stored is None:
        raise ControlError("there is no such file", 404)
    mime = stored.mime or "image/jpeg"
    # Whatever people send must not become a page of this server.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    if not mime.startswith(("image/", "audio/")) or mime == "image/svg+xml":
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name or 'file')}"
    return Response(stored.content(), media_type=mime, headers=headers)


async def sent(request: Request) -> Response:
    """`GET /sim/sent`: all that bots ever sent to a chat, with every edit."""
    chat = chat_of(world_of(request), request.query_params.get("chat_id"), request.query_params.get("bot"))
    from_bots = [message for message in chat.messages.values() if message.sender not in _people(chat)]
    return answer([views.sent(message) for message in from_bots if message.service is None])


def _people(chat: Chat) -> list[Person]:
    return [chat.person] if isinstance(chat, PrivateChat) else []


def _asked(request: Request) -> tuple[World, Person | None, Chat, Filter]:
    """Whose eyes look at which messages of which chat; nobody's (None) see any chat, and leave no trace."""
    world = world_of(request)
    person = person_of(world, request.query_params["as"]) if request.query_params.get("as") else None
    chat = chat_of(world, request.path_params["chat_id"], request.query_params.get("bot"))
    if person is not None and not chat.holds(person.id):
        raise ControlError(f"{person.name} is not in this chat")
    return world, person, chat, _topic_filter(request.query_params.get("thread_id"))


def _mark_read(request: Request, chat: Chat, person: Person | None) -> None:
    if person is None:
        return
    topic = request.query_params.get("thread_id")
    topics = chat.topics if isinstance(chat, Group) else {}
    for thread_id in (None, *topics) if topic == EVERY_TOPIC else (int(topic) if topic else None,):
        chat.see(person.id, thread_id)


def _topic_filter(given: str | None) -> Filter:
    """Messages of one topic; without a topic those of General, which in other chats are all."""
    if given == EVERY_TOPIC:
        return lambda _: True
    thread_id = number(given, "thread_id") if given else None
    return lambda message: message.thread_id == thread_id


def _views(found: Iterable[Message], person: Person | None) -> list[dict[str, Any]]:
    return [views.message(message, person.id if person else None) for message in found]


def _entries(chat: Chat, person: Person) -> list[dict[str, Any]]:
    topics = chat.topics if isinstance(chat, Group) else {}
    return [_entry(chat, person, None)] + [_entry(chat, person, number) for number in topics]


def _entry(chat: Chat, person: Person, thread_id: int | None) -> dict[str, Any]:
    shown = [message for message in chat.newest_first() if message.thread_id == thread_id]
    read = chat.seen(person.id, thread_id)
    entry = {
        "id": chat.id,
        "title": views.chat_title(chat),
        "kind": chat.kind if isinstance(chat, Group) else "private",
        "last": views.message(shown[0], person.id) if shown else None,
        "unread": sum(message.id > read and message.sender is not person for message in shown),
    }
    if isinstance(chat, PrivateChat):
        return entry | {"bot": chat.bot.id, "blocked": chat.blocked}
    if thread_id is None or not isinstance(chat, Group):
        return entry
    topic = chat.topics[thread_id]
    return entry | {"title": f"{chat.title} · {topic}", "thread_id": thread_id, "topic": topic}


ROUTES = [
    Route("/sim/people/{person_id}/chats", chats),
    Route("/sim/people/{person_id}/menu", menu),
    Route("/sim/chats/{chat_id}/messages", messages),
    Route("/sim/chats/{chat_id}/wait", wait),
    Route("/sim/files/{file_id}", file),
    Route("/sim/sent", sent),
]
