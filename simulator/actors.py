"""The people, bots and groups of a test: what they do and what they see, over the control API."""

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simulator.control_client import ControlClient
from simulator.screen import Message, Wanted, button_named, drawn, read

PATIENCE: Final = 5.0
MESSAGES_ON_SCREEN: Final = 20


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that was added."""

    id: int
    token: str
    username: str
    name: str


class Group:
    """A group that was added."""

    def __init__(self, client: ControlClient, group_id: int, title: str, topics: Mapping[str, int]) -> None:
        self.id = group_id
        self.title = title
        self.topics = dict(topics)
        self._client = client

    async def add(self, member: "Person | Bot", by: "Person | None" = None) -> None:
        """Let a person join, or a bot be added by somebody."""
        await self._move("join", member, by)

    async def remove(self, member: "Person | Bot", by: "Person | None" = None) -> None:
        """Let a person leave, or a bot be removed by somebody."""
        await self._move("leave", member, by)

    async def migrate(self, new_id: int) -> "Group":
        """Turn the group into a supergroup with another id, and get that one."""
        await self._client.post("/sim/migrate", {"chat_id": self.id, "to": new_id})
        return Group(self._client, new_id, self.title, self.topics)

    def topic_id(self, topic: str | int | None) -> int | None:
        """The message_thread_id of a topic given by name or id; None is General."""
        return self.topics[topic] if isinstance(topic, str) else topic

    async def _move(self, way: str, member: "Person | Bot", by: "Person | None") -> None:
        body = {"person": member.id, "chat_id": self.id, "by": by.id if by else None}
        await self._client.post(f"/sim/{way}", body)


class Person:
    """Somebody who writes, taps and looks. Without `chat`, everything is in the private chat with the bot."""

    def __init__(self, client: ControlClient, person_id: int, name: str) -> None:
        self.id = person_id
        self.name = name
        self._client = client
        self._since = 0

    async def send(
        self,
        text: str,
        *,
        chat: Group | None = None,
        topic: str | int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Write a text."""
        return await self._send({"text": text, "reply_to": reply_to.id if reply_to else None}, chat, topic)

    async def send_photo(
        self, data: bytes, *, caption: str | None = None, chat: Group | None = None, topic: str | int | None = None
    ) -> Message:
        """Send a photo."""
        return await self._send({"photo": _encoded(data), "caption": caption}, chat, topic)

    async def send_document(
        self,
        data: bytes,
        name: str,
        *,
        caption: str | None = None,
        chat: Group | None = None,
        topic: str | int | None = None,
    ) -> Message:
        """Send a file."""
        return await self._send({"document": _encoded(data) | {"name": name}, "caption": caption}, chat, topic)

    async def send_location(
        self, latitude: float, longitude: float, *, chat: Group | None = None, topic: str | int | None = None
    ) -> Message:
        """Send a place, in degrees."""
        return await self._send({"location": {"latitude": latitude, "longitude": longitude}}, chat, topic)

    async def send_sticker(
        self, emoji: str = "👍", *, chat: Group | None = None, topic: str | int | None = None
    ) -> Message:
        """Send a sticker."""
        return await self._send({"sticker": {"emoji": emoji}}, chat, topic)

    async def send_voice(
        self, seconds: int = 1, *, chat: Group | None = None, topic: str | int | None = None
    ) -> Message:
        """Send a voice message."""
        return await self._send({"voice": {"duration": seconds}}, chat, topic)

    async def forward(
        self,
        message: Message,
        *,
        chat: Group | None = None,
        topic: str | int | None = None,
    ) -> Message:
        """Forward the words of a message."""
        origin = message.raw["sender"]["id"]
        return await self._send({"text": message.words, "forward_from": origin}, chat, topic)

    async def edit(self, message: Message, text: str) -> Message:
        """Change what one has written."""
        body = {"from": self.id, "chat_id": message.chat_id, "message_id": message.id, "text": text}
        return self._acted(await self._client.post("/sim/edit", body))

    async def tap(
        self,
        label: str,
        *,
        on: Message | None = None,
        chat: Group | None = None,
        topic: str | int | None = None,
        answer: bool = False,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - it is the simulator that waits
    ) -> str | None:
        """Tap a button of the newest message that has buttons, or of `on` as it stands now.

        The label is exact, or the beginning or a part of only one button. With `answer`, the notice or alert
        that the bot answers with ("" for a silent answer).
        """
        messages = await self._messages(chat, topic)
        found = next((m for m in reversed(messages) if m.keyboard and (on is None or m.id == on.id)), None)
        button = button_named(found.keyboard, label) if found else None
        if found is None or button is None or button.data is None:
            raise AssertionError(f"{self.name} finds no button {label!r} on this screen:\n{self.screen(chat, topic)}")
        return await self.tap_data(button.data, on=found, answer=answer, timeout=timeout)

    async def tap_data(
        self,
        data: str,
        *,
        on: Message,
        answer: bool = False,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - it is the simulator that waits
    ) -> str | None:
        """Tap with any data, whether or not a button has it; the bot's answer with `answer`."""
        body = {"from": self.id, "chat_id": on.chat_id, "message_id": on.id, "data": data}
        tapped = await self._client.post("/sim/tap", body)
        self._since = tapped["sequence"]
        return await self._tap_answer(tapped["query_id"], timeout) if answer else None

    async def sees(
        self,
        wanted: Wanted = "",
        *,
        chat: Group | None = None,
        topic: str | int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - it is the simulator that waits
    ) -> Message:
        """The newest message of a bot with these words that came or changed since this person's last action.

        Waits for it, in real seconds at most `timeout`; AssertionError with the screen when it does not come.
        """
        found = await self._find(wanted, chat, topic, timeout)
        if found is None:
            screen = self.screen(chat, topic)
            raise AssertionError(f"{self.name} does not see {wanted!r} within {timeout} s, but this:\n{screen}")
        return found

    async def sees_nothing(
        self,
        wanted: Wanted = "",
        *,
        chat: Group | None = None,
        topic: str | int | None = None,
        within: float = 0.0,
    ) -> None:
        """No such message came or changed since the last action. Call `telegram.idle()` first, and leave `within`."""
        found = await self._find(wanted, chat, topic, within)
        if found is not None:
            raise AssertionError(f"{self.name} sees {found.words!r}:\n{self.screen(chat, topic)}")

    async def block(self) -> None:
        """Block the bot."""
        await self._client.post("/sim/block", {"person": self.id})

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._client.post("/sim/unblock", {"person": self.id})

    async def menu(self, chat: Group | None = None) -> list[str]:
        """The names of the commands in the menu."""
        found = await self._client.get(f"/sim/people/{self.id}/menu", chat_id=self._chat_id(chat))
        return [entry["command"] for entry in found]

    async def messages(self, chat: Group | None = None, topic: str | int | None = None) -> list[Message]:
        """What stands in the chat now, oldest first."""
        return await self._messages(chat, topic)

    def screen(self, chat: Group | None = None, topic: str | int | None = None) -> str:
        """What they see now, as text with buttons in [brackets]."""
        query = self._place(chat, topic) | {"limit": MESSAGES_ON_SCREEN}
        path = f"/sim/chats/{self._chat_id(chat)}/messages"
        return drawn(self._client.get_at_once(path, as_=self.id, **query)["messages"])

    async def _send(self, content: dict[str, Any], chat: Group | None, topic: str | int | None) -> Message:
        given = {name: value for name, value in content.items() if value is not None}
        body = {"from": self.id, "chat_id": self._chat_id(chat)} | self._place(chat, topic) | given
        return self._acted(await self._client.post("/sim/send", body))

    def _acted(self, raw: dict[str, Any]) -> Message:
        self._since = raw["sequence"]
        return read(raw, self._client)

    async def _messages(self, chat: Group | None, topic: str | int | None) -> list[Message]:
        path = f"/sim/chats/{self._chat_id(chat)}/messages"
        answer = await self._client.get(path, as_=self.id, **self._place(chat, topic))
        return [read(raw, self._client) for raw in answer["messages"]]

    async def _find(
        self, wanted: Wanted, chat: Group | None, topic: str | int | None, patience: float
    ) -> Message | None:
        path, after = f"/sim/chats/{self._chat_id(chat)}/wait", self._since
        deadline = time.monotonic() + patience
        while True:
            left = max(0.0, deadline - time.monotonic())
            query = self._place(chat, topic) | {"after": after, "seconds": left}
            answer = await self._client.get(path, as_=self.id, **query)
            fresh = [read(raw, self._client) for raw in answer["messages"]]
            fitting = [message for message in fresh if message.from_bot and message.says(wanted)]
            if fitting:
                return fitting[-1]
            if not left:
                return None
            after = answer["sequence"]

    async def _tap_answer(self, query_id: str, patience: float) -> str:
        answer = await self._client.get(f"/sim/taps/{query_id}", seconds=patience)
        if not answer["answered"]:
            raise AssertionError(f"the bot did not answer {self.name}'s tap within {patience} s:\n{self.screen()}")
        return answer["text"] or ""

    def _chat_id(self, chat: Group | None) -> int:
        return self.id if chat is None else chat.id

    def _place(self, chat: Group | None, topic: str | int | None) -> dict[str, Any]:
        return {"thread_id": chat.topic_id(topic)} if chat and topic is not None else {}


def _encoded(data: bytes) -> dict[str, str]:
    return {"data": base64.b64encode(data).decode()}
