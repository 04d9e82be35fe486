"""Which updates go to which bot."""

import zlib
from typing import Any

from simulator import shapes
from simulator.chats import Chat, Group
from simulator.messages import Message
from simulator.parties import Bot, Person
from simulator.world import Tap, World


def tell_message(world: World, message: Message, kind: str = "message") -> None:
    """A person's message (or `edited_message`) to every bot of the chat that may see it."""
    for bot in message.chat.bots():
        if _may_see(bot, message):
            _send(world, bot, kind, shapes.message(message), f"chat {message.chat.id}")


def tell_tap(world: World, tap: Tap, data: str) -> None:
    """A tap to the bot whose message was tapped. Telegram keeps taps in order per person, not per chat."""
    query = {
        "id": tap.id,
        "from": shapes.user(tap.person),
        "message": shapes.tapped_message(tap.message),
        "chat_instance": _chat_instance(tap.message.chat),
        "data": data,
    }
    _send(world, tap.bot, "callback_query", query, f"person {tap.person.id}")


def tell_membership(world: World, bot: Bot, chat: Chat, by: Person, change: tuple[str, str]) -> None:
    """`my_chat_member`: the bot was added, removed, blocked or unblocked by somebody."""
    update = shapes.member_change(chat, by, bot, change, world.clock.seconds())
    _send(world, bot, "my_chat_member", update, f"chat {chat.id}")


def _send(world: World, bot: Bot, kind: str, content: dict[str, Any], lane: str) -> None:
    update = bot.updates.add(kind, content, lane)
    courier = world.couriers.of(bot.id)
    if update is not None and courier is not None:
        courier.take(update)


def _may_see(bot: Bot, message: Message) -> bool:
    """Privacy mode: in a group a bot gets commands, replies to itself, its mentions and service messages."""
    chat = message.chat
    if not isinstance(chat, Group) or chat.hears(bot) or message.service is not None:
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    text = message.content.text or message.content.caption or ""
    return _is_command_for(text, bot) or f"@{bot.username}".lower() in text.lower()


def _is_command_for(text: str, bot: Bot) -> bool:
    if not text.startswith("/"):
        return False
    _, at, addressee = text.split(maxsplit=1)[0].partition("@")
    return not at or addressee.lower() == bot.username.lower()


def _chat_instance(chat: Chat) -> str:
    return str(zlib.crc32(f"chat {chat.id}".encode()) + 2**60)
