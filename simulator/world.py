"""Everything that the simulator holds: bots, people, chats, files, taps, the clock and the log."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from simulator.bells import Bell, Bells
from simulator.chats import BotStanding, Chat, Group, PrivateChat
from simulator.clock import Clock
from simulator.events import Events
from simulator.faults import Faults
from simulator.files import Files
from simulator.limits import Limits
from simulator.messages import Message
from simulator.parties import Bot, Party, Person
from simulator.polls import Poll
from simulator.stillness import Stillness
from simulator.updates import UpdateQueue
from simulator.webhook import Couriers
from simulator.wire import Wire


@dataclass(slots=True, eq=False)
class Tap:
    """A callback query: asked by a person, answered by a bot or not yet (`answer`)."""

    id: str
    bot: Bot
    person: Person
    message: Message
    asked_at: float
    bell: Bell
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class World:
    """One simulated Telegram."""

    clock: Clock = field(default_factory=Clock)
    limits: Limits = field(default_factory=Limits)
    bells: Bells = field(default_factory=Bells)
    events: Events = field(default_factory=Events)
    files: Files = field(default_factory=Files)
    wire: Wire = field(default_factory=Wire)
    faults: Faults = field(default_factory=Faults)
    couriers: Couriers = field(default_factory=Couriers)
    bots: dict[int, Bot] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    private_chats: dict[tuple[int, int], PrivateChat] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    untold: set[Poll] = field(default_factory=set)
    watchers: list[str] = field(default_factory=list)
    note: str | None = None
    public_webhooks: bool = False
    jumping: asyncio.Lock = field(default_factory=asyncio.Lock)
    stillness: Stillness = field(init=False)
    _by_token: dict[str, Bot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stillness = Stillness(self.bells.new())

    def add_bot(self, token: str, username: str, name: str) -> Bot:
        """A bot that can call the Bot API with this token; its id is the number before the colon."""
        bot_id = int(token.partition(":")[0])
        updates = UpdateQueue(self.clock, self.bells.new(), self.stillness.stir)
        bot = self.bots.get(bot_id) or Bot(bot_id, token, username, name, updates)
        bot.username, bot.name = username, name
        self.bots[bot_id] = self._by_token[token] = bot
        return bot

    def bot_of(self, token: str) -> Bot | None:
        """The bot with this token."""
        return self._by_token.get(token)

    def party(self, party_id: int) -> Party | None:
        """The person or bot with this id."""
        return self.people.get(party_id) or self.bots.get(party_id)

    def private_chat(self, bot: Bot, person: Person) -> PrivateChat:
        """The chat of a person with a bot; it exists from the start and opens when the person writes."""
        chat = self.private_chats.get((bot.id, person.id))
        if chat is None:
            chat = PrivateChat(person.id, self.bells.new(), person=person, bot=bot, opened=person.started)
            self.private_chats[bot.id, person.id] = chat
        return chat

    def new_group(self, chat_id: int, title: str) -> Group:
        """An empty group with every bot in it."""
        group = self.groups[chat_id] = Group(chat_id, self.bells.new(), title=title)
        group.bot_standings = {bot.id: BotStanding(bot) for bot in self.bots.values()}
        return group

    def chats_of(self, person: Person) -> list[Chat]:
        """The chats that a person sees: those with the bots, then their groups."""
        with_bots: list[Chat] = [self.private_chat(bot, person) for bot in self.bots.values()]
        return with_bots + [group for group in self.groups.values() if group.holds(person.id)]

    def close(self) -> None:
        """End every wait and every stream."""
        self.bells.close()
        self.events.close()
