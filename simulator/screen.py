"""Messages as a test sees them, and the screen of a person as text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.control_client import ControlClient

Wanted = str | re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` for a tap, or `url` for a link."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it; `raw` is the whole object of the control API."""

    id: int
    chat_id: int
    thread_id: int | None
    sequence: int
    outgoing: bool
    sender: str
    from_bot: bool
    text: str | None
    caption: str | None
    keyboard: tuple[tuple[Button, ...], ...]
    raw: dict[str, Any] = field(repr=False)
    _client: ControlClient = field(repr=False, compare=False)

    @property
    def words(self) -> str:
        """The text, the caption, or the question of a poll."""
        return self.text or self.caption or (self.raw["poll"] or {}).get("question", "")

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline buttons, row by row."""
        return [button.text for row in self.keyboard for button in row]

    @property
    def edited(self) -> bool:
        """Whether it was edited."""
        return self.raw["edited"] is not None

    async def photo(self) -> bytes:
        """The bytes of its photo; AssertionError without one."""
        return await self._file("photo")

    async def document(self) -> bytes:
        """The bytes of its document; AssertionError without one."""
        return await self._file("document")

    def says(self, wanted: Wanted) -> bool:
        """Whether its text or caption contains the words, or matches the pattern."""
        return wanted in self.words if isinstance(wanted, str) else wanted.search(self.words) is not None

    async def _file(self, kind: str) -> bytes:
        if not self.raw[kind]:
            raise AssertionError(f"no {kind} in: {self.words!r}")
        return await self._client.download(self.raw[kind]["url"])


def read(raw: dict[str, Any], client: ControlClient) -> Message:
    """A message of the control API."""
    rows = raw["keyboard"] or []
    return Message(
        id=raw["id"],
        chat_id=raw["chat_id"],
        thread_id=raw["thread_id"],
        sequence=raw["sequence"],
        outgoing=raw["outgoing"],
        sender=raw["sender"]["name"],
        from_bot=raw["sender"]["bot"],
        text=raw["text"],
        caption=raw["caption"],
        keyboard=tuple(tuple(Button(**button) for button in row) for row in rows),
        raw=raw,
        _client=client,
    )


def drawn(messages: Iterable[dict[str, Any]]) -> str:
    """Messages as text: who, what, and the buttons in [brackets]."""
    return "\n".join(_drawn(raw) for raw in messages) or "(an empty chat)"


def button_named(keyboard: Sequence[Sequence[Button]], label: str) -> Button | None:
    """The one button with this label: exact, else the only one that begins with it, else that contains it."""
    buttons = [button for row in keyboard for button in row if button.data is not None]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [button for button in buttons if fits(button.text, label)]
        if len(found) == 1 or (found and fits is str.__eq__):
            return found[0]
    return None


def _drawn(raw: dict[str, Any]) -> str:
    if raw["service"]:
        return f"-- {', '.join(raw['service'])} --"
    who = "you" if raw["outgoing"] else raw["sender"]["name"]
    enclosed = [f"<{kind}>" for kind in ("photo", "document", "location", "sticker", "voice", "poll") if raw[kind]]
    words = " ".join([*enclosed, raw["text"] or raw["caption"] or _asked(raw)]).strip()
    rows = [" ".join(f"[{button['text']}]" for button in row) for row in raw["keyboard"] or []]
    reply = raw["reply_keyboard"] or {"rows": []}
    rows += [" ".join(f"({button['text']})" for button in row) for row in reply["rows"]]
    return "\n".join([f"{who}: {words}", *(f"    {row}" for row in rows)])


def _asked(raw: dict[str, Any]) -> str:
    poll = raw["poll"]
    if not poll:
        return ""
    options = ", ".join(f"{option['text']} ({option['voters']})" for option in poll["options"])
    return f"{poll['question']} {options}{' (closed)' if poll['closed'] else ''}"
