"""What leaves because of the clock: a letter, or why there is none; and what can become of it on the way."""

from dataclasses import dataclass
from datetime import timedelta

from models.group_posts import Edition
from views.screen import Card

RETRY_AFTER = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its address; `thread_id` is a forum's topic."""

    chat_id: int
    thread_id: int | None
    card: Card
    #: Of a group's post: what it then shows, and the message that it takes the place of.
    edition: Edition | None = None

    @property
    def edits(self) -> int | None:
        """The message that it puts right in place; that may happen twice without harm."""
        return self.edition.message_id if self.edition else None


@dataclass(frozen=True, slots=True)
class Pointless:
    """Why a message is no longer worth sending."""

    reason: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram has it, as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not take it."""

    reason: str
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly did not arrive, or may arrive twice; it may be tried again, after a while."""

    reason: str
    again_in: timedelta = RETRY_AFTER
    #: Telegram said nothing to it.
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class MaybeSent:
    """Nobody knows whether it arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has a new id; it did not arrive."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Lost:
    """The message that it was to put right is not there any more."""


@dataclass(frozen=True, slots=True)
class TopicLost:
    """The topic of its address is not there any more; it did not arrive."""


Delivery = Delivered | Refused | NotSent | MaybeSent | Moved | Lost | TopicLost
