"""Private chats and groups: who is in them, and their messages."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Literal

from simulator.bells import Bell
from simulator.messages import Message
from simulator.parties import Bot, Person

GroupKind = Literal["group", "supergroup"]
Standing = Literal["creator", "administrator", "member", "left", "kicked"]


@dataclass(slots=True, eq=False)
class Chat(ABC):
    """What both kinds of chat have. `read` holds the newest message id that each person saw in each topic."""

    id: int
    bell: Bell
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    read: dict[tuple[int, int | None], int] = field(default_factory=dict)

    @abstractmethod
    def holds(self, person_id: int) -> bool:
        """Whether the person sees this chat."""

    @abstractmethod
    def bots(self) -> list[Bot]:
        """The bots that are in the chat now."""

    def has_topic(self, thread_id: int) -> bool:  # noqa: ARG002 - only forums have topics
        """Whether the chat has this topic."""
        return False

    def see(self, person_id: int, thread_id: int | None) -> None:
        """Note that a person has seen all that stands in a topic (General, or a chat without topics, is None)."""
        self.read[person_id, thread_id] = self.last_message_id

    def seen(self, person_id: int, thread_id: int | None) -> int:
        """The newest message id that a person saw in a topic."""
        return self.read.get((person_id, thread_id), 0)

    def newest_first(self) -> list[Message]:
        """The messages that still stand, the newest first."""
        return [message for message in reversed(self.messages.values()) if not message.deleted]


@dataclass(slots=True, eq=False, kw_only=True)
class PrivateChat(Chat):
    """One person and one bot; it opens when the person writes first."""

    person: Person
    bot: Bot
    opened: bool = False
    blocked: bool = False

    def holds(self, person_id: int) -> bool:
        """Whether it is this person's chat."""
        return person_id == self.person.id

    def bots(self) -> list[Bot]:
        """The bot, unless it is blocked."""
        return [] if self.blocked else [self.bot]


@dataclass(slots=True, eq=False)
class BotStanding:
    """A bot in a group: what it is there, and whether it is told only what is meant for it (privacy mode)."""

    bot: Bot
    standing: Standing = "member"
    privacy: bool = True

    @property
    def inside(self) -> bool:
        """Whether the bot is in the group now."""
        return self.standing not in {"left", "kicked"}


@dataclass(slots=True, eq=False, kw_only=True)
class Group(Chat):
    """A group or supergroup, perhaps with forum topics (`topics`: name by message_thread_id, without General).

    `last_bot` is the id of the bot that wrote last.
    """

    title: str
    kind: GroupKind = "supergroup"
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    members: dict[int, Person] = field(default_factory=dict)
    admins: list[int] = field(default_factory=list)
    bot_standings: dict[int, BotStanding] = field(default_factory=dict)
    label: str | None = None
    migrated_to: int | None = None
    last_bot: int | None = None

    def holds(self, person_id: int) -> bool:
        """Whether the person is a member."""
        return person_id in self.members

    def bots(self) -> list[Bot]:
        """The bots that are members now."""
        return [entry.bot for entry in self.bot_standings.values() if entry.inside]

    def has_topic(self, thread_id: int) -> bool:
        """Whether the forum has this topic."""
        return thread_id in self.topics

    def standing_of(self, member_id: int) -> Standing:
        """What a person or bot is in this group; the first administrator owns it."""
        if entry := self.bot_standings.get(member_id):
            return entry.standing
        if member_id not in self.members:
            return "left"
        if member_id not in self.admins:
            return "member"
        return "creator" if self.admins[0] == member_id else "administrator"

    def hears(self, bot: Bot) -> bool:
        """Whether the bot gets every message here: administrators always do (Bot API: privacy mode)."""
        entry = self.bot_standings[bot.id]
        return not entry.privacy or entry.standing == "administrator"
