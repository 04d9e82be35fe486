"""The record of a run, as the proofs read it: what the simulator has seen of the bot, and what people did.

Frozen values: a proof is a function of them, and its own test holds a doctored one against it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.chaos.screens import Counts, Shown


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API; `began` in real seconds from an arbitrary moment on, status 0: it was cut."""

    sequence: int
    began: float
    method: str
    chat_id: int | None
    status: int
    description: str = ""
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said from a moment (unix seconds of the simulated clock) on."""

    at: float
    shown: Shown


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the bot with everything that it ever said."""

    chat_id: int
    thread_id: int | None
    message_id: int
    versions: tuple[Version, ...]
    deleted: bool = False

    @property
    def first(self) -> Version:
        """As it came."""
        return self.versions[0]

    @property
    def last(self) -> Version:
        """As it stands."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A summary as it stood when its author tapped the button that sends it."""

    person_id: int
    day: date
    title: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Resumed:
    """What somebody with an unfinished form was shown after the end, when they asked for it."""

    person_id: int
    draft_id: int
    #: `draft|version|step` as the buttons carry it; empty where nothing came.
    shown: str
    expected: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was seen from outside."""

    messages: Sequence[Message] = ()
    calls: Sequence[Call] = ()
    handed_in: Sequence[HandedIn] = ()
    resumed: Sequence[Resumed] = ()
    strangers: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    #: Whether Telegram's pace was in force.
    paced: bool = True
    #: The moments at which everything that was due had had its time.
    rests: Sequence[datetime] = ()
    #: Groups that became supergroups: the new number by the old one.
    moved: Mapping[int, int] = field(default_factory=dict)
    #: Who blocks the bot in the end; and who ever did.
    blocked: frozenset[int] = frozenset()
    ever_blocked: frozenset[int] = frozenset()

    def home(self, chat_id: int) -> int:
        """The chat as it is called in the end."""
        return self.moved.get(chat_id, chat_id)


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was broken: which proof says so, and what it found."""

    proof: str
    what: str


def message_from(chat_id: int, raw: Mapping[str, Any]) -> Message:
    """Give an entry of `GET /sim/sent`."""
    versions = tuple(
        Version(one["at"], Shown(raw["message_id"], one["text"] or one["caption"] or "", _buttons(one)))
        for one in raw["versions"]
    )
    return Message(chat_id, raw["thread_id"], raw["message_id"], versions, raw["deleted"])


def _buttons(version: Mapping[str, Any]) -> dict[str, str]:
    return {one["text"]: one["data"] for row in version["keyboard"] or () for one in row if "data" in one}
