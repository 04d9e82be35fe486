"""Reading control calls and answering them."""

from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response

from simulator.chats import Chat, PrivateChat
from simulator.encoding import as_bytes
from simulator.messages import Message
from simulator.parties import Bot, Person
from simulator.world import World


class ControlError(Exception):
    """A control call that makes no sense; the caller reads why."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(as_bytes(body), status, media_type="application/json")


async def refuse(_: Request, error: Exception) -> Response:
    """Turn an error into `{"error": …}`."""
    return answer({"error": str(error)}, error.status if isinstance(error, ControlError) else 400)


def world_of(request: Request) -> World:
    """The world that this server holds."""
    return cast("World", request.app.state.world)


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object that came with the call."""
    body = await json_of(request)
    if not isinstance(body, dict):
        raise ControlError("a JSON object is needed")
    return body


async def json_of(request: Request) -> Any:
    """The JSON that came with the call."""
    try:
        return await request.json()
    except ValueError as error:
        raise ControlError("the body is not JSON") from error


def needed(body: dict[str, Any], name: str) -> Any:
    """A value that must be there."""
    if body.get(name) is None:
        raise ControlError(f"{name} is missing")
    return body[name]


def number(value: Any, name: str) -> int:
    """A whole number."""
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ControlError(f"{name} must be a whole number") from None


def seconds_of(request: Request, most: float = 60.0) -> float:
    """How long a long poll may wait, in real seconds."""
    try:
        return min(float(request.query_params.get("seconds", 0)), most)
    except ValueError:
        raise ControlError("seconds must be a number") from None


def person_of(world: World, person_id: Any) -> Person:
    """The person with this id."""
    person = world.people.get(number(person_id, "person"))
    if person is None:
        raise ControlError(f"there is no person {person_id}", 404)
    return person


def bot_of(world: World, bot_id: Any = None) -> Bot:
    """The bot with this id, the first one when none is named."""
    bots = list(world.bots.values())
    bot = bots[0] if bot_id is None and bots else world.bots.get(number(bot_id or 0, "bot"))
    if bot is None:
        raise ControlError("there is no such bot", 404)
    return bot


def chat_of(world: World, chat_id: Any, bot_id: Any = None) -> Chat:
    """A group by its id, or a person's private chat with a bot (the first one, unless named) by the person's id."""
    wanted = number(chat_id, "chat_id")
    if group := world.groups.get(wanted):
        return group
    person = world.people.get(wanted)
    if person is None:
        raise ControlError(f"there is no chat {wanted}", 404)
    return world.private_chat(bot_of(world, bot_id), person)


def chat_to_write(world: World, person: Person, body: dict[str, Any]) -> Chat:
    """The chat that the body names, where the person may write; a private one opens by it."""
    chat = chat_of(world, needed(body, "chat_id"), body.get("bot"))
    if not chat.holds(person.id):
        raise ControlError(f"{person.name} is not in this chat")
    if isinstance(chat, PrivateChat):
        if chat.blocked:
            raise ControlError(f"{person.name} has blocked the bot")
        chat.opened = True
    return chat


def message_of(chat: Chat, message_id: Any) -> Message:
    """The message with this id, if it still stands."""
    message = chat.messages.get(number(message_id, "message_id"))
    if message is None or message.deleted:
        raise ControlError(f"there is no message {message_id}", 404)
    return message
