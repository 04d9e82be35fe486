"""Who takes part: people and bots."""

from dataclasses import dataclass, field
from typing import Any

from simulator.menus import Menus
from simulator.updates import UpdateQueue


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a Telegram account.

    Label, section and pinned only matter to the chat page; `started` opens the chat with every bot.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    label: str | None = None
    section: str | None = None
    pinned: bool = False
    started: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True, eq=False)
class Bot:
    """A bot account, with the updates that wait for it, and those that a fault holds back (kind, content, lane)."""

    id: int
    token: str
    username: str
    name: str
    updates: UpdateQueue
    menus: Menus = field(default_factory=Menus)
    held: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)


Party = Person | Bot
Json = dict[str, Any]
