"""Messages as they stand in a chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.parties import Party
    from simulator.polls import Poll


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says; an edit puts another one in its place.

    `media` and the keyboards have the Bot API's shape (`{"photo": […]}`, rows of InlineKeyboardButton).
    """

    text: str | None = None
    caption: str | None = None
    entities: list[dict[str, Any]] | None = None
    media: dict[str, Any] | None = None
    keyboard: list[list[dict[str, Any]]] | None = None
    reply_keyboard: dict[str, Any] | None = None
    poll: Poll | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message of one chat; `service` holds the Bot API's field of a service message, `album` its media_group_id."""

    chat: Chat
    id: int
    sender: Party
    date: int
    content: Content
    thread_id: int | None = None
    reply_to: Message | None = None
    service: dict[str, Any] | None = None
    forward_origin: dict[str, Any] | None = None
    edited_at: int | None = None
    album: str | None = None
    deleted: bool = False
    sequence: int = 0
    versions: list[tuple[int, Content]] = field(default_factory=list)
