"""Which updates go to which bot."""

import asyncio
import zlib
from typing import Any, Final

from simulator import shapes
from simulator.chats import Chat, Group
from simulator.messages import Message
from simulator.parties import Bot, Person
from simulator.polls import Poll
from simulator.world import Tap, World

# Telegram tells the state of an open poll some time after each answer: a bot that closes it first hears of no more.
STATE_SECONDS: Final = 1.0


def tell_message(world: World, message: Message, kind: str = "message") -> None:
    """A person's message (or `edited_message`) to every bot of the chat that may see it."""
    for bot in message.chat.bots():
        if _may_see(bot, message):
            _send(world, bot, kind, shapes.message(message, bot), f"chat {message.chat.id}")


def tell_tap(world: World, tap: Tap, data: str) -> None:
    """A tap to the bot whose message was tapped. Telegram keeps taps in order per person, not per chat."""
    query = {
        "id": tap.id,
        "from": shapes.user(tap.person),
        "message": shapes.tapped_message(tap.message, tap.bot),
        "chat_instance": _chat_instance(tap.message.chat),
        "data": data,
    }
    _send(world, tap.bot, "callback_query", query, f"person {tap.person.id}")


def tell_membership(world: World, bot: Bot, chat: Chat, by: Person, change: tuple[str, str]) -> None:
    """`my_chat_member`: the bot was added, removed, blocked or unblocked by somebody."""
    update = shapes.member_change(chat, by, bot, change, world.clock.seconds())
    _send(world, bot, "my_chat_member", update, f"standing in {chat.id}")


def tell_member(world: World, group: Group, by: Person, who: Person, change: tuple[str, str]) -> None:
    """`chat_member`: somebody came or went; told to the bots that administer the group and asked for it."""
    update = shapes.member_change(group, by, who, change, world.clock.seconds())
    for bot in group.bots():
        if group.standing_of(bot.id) == "administrator":
            _send(world, bot, "chat_member", update, f"member {who.id}")


def tell_poll(world: World, poll: Poll) -> None:
    """`poll`: its state, to the bot that sent it."""
    world.untold.discard(poll)
    if poll.owner is not None:
        _send(world, poll.owner, "poll", poll.as_json(poll.owner), f"poll {poll.id}")


def tell_vote(world: World, poll: Poll, by: Person, chosen: tuple[int, ...]) -> None:
    """`poll_answer` at once for a vote that is not anonymous, and the state a moment later; else the state at once."""
    if poll.anonymous or poll.owner is None:
        tell_poll(world, poll)
        return
    _send(world, poll.owner, "poll_answer", shapes.poll_answer(poll, by, chosen), f"poll {poll.id}")
    if poll not in world.untold:
        world.untold.add(poll)
        asyncio.get_running_loop().call_later(STATE_SECONDS, _tell_untold, world, poll)


def _tell_untold(world: World, poll: Poll) -> None:
    """The state of a poll, unless it was told meanwhile."""
    if poll in world.untold:
        tell_poll(world, poll)


def release_held(world: World) -> None:
    """Deliver what a fault holds back, now that no fault is to come any more."""
    for bot in world.bots.values():
        _release(world, bot)


def _send(world: World, bot: Bot, kind: str, content: dict[str, Any], lane: str) -> None:
    """Queue an update; faults may hold it back behind the next one, or have it delivered twice."""
    if not bot.updates.wants(kind):
        return
    fault = world.faults.take_update(kind, lane.rpartition(" ")[2])
    if fault is not None and fault.kind == "swap":
        bot.held.append((kind, content, lane))
        return
    _deliver(world, bot, kind, content, lane, twice=fault is not None)
    _release(world, bot)


def _deliver(world: World, bot: Bot, kind: str, content: dict[str, Any], lane: str, *, twice: bool = False) -> None:
    update = bot.updates.add(kind, content, lane, twice=twice)
    courier = world.couriers.of(bot.id)
    if courier is not None:
        courier.take(update)


def _release(world: World, bot: Bot) -> None:
    held, bot.held = bot.held, []
    for kind, content, lane in held:
        _deliver(world, bot, kind, content, lane)


def _may_see(bot: Bot, message: Message) -> bool:
    """Privacy mode: in a group a bot gets commands, replies to itself, its mentions and service messages."""
    chat = message.chat
    if not isinstance(chat, Group) or chat.hears(bot) or message.service is not None:
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    text = message.content.text or message.content.caption or ""
    return _is_command_for(text, bot, chat) or f"@{bot.username}".lower() in text.lower()


def _is_command_for(text: str, bot: Bot, group: Group) -> bool:
    """A command names its bot, or is for the one that spoke last (for any, where none has spoken)."""
    if not text.startswith("/"):
        return False
    _, at, addressee = text.split(maxsplit=1)[0].partition("@")
    return addressee.lower() == bot.username.lower() if at else group.last_bot in {None, bot.id}


def _chat_instance(chat: Chat) -> str:
    return str(zlib.crc32(f"chat {chat.id}".encode()) + 2**60)
