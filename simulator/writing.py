"""What people write: texts, pictures, files, albums, places, polls, votes, and what others wrote before."""

import base64
from collections.abc import Sequence
from typing import Any

from simulator.actors import Bot, Group
from simulator.control_client import ControlClient
from simulator.screen import Message, read

# A group, or the bot of a private chat; None is the private chat with the first bot.
Chat = Group | Bot | None
Topic = str | int | None


class Writer:
    """Somebody who writes. Without `chat`, everything is in the private chat with the bot."""

    def __init__(self, client: ControlClient, person_id: int, name: str) -> None:
        self.id = person_id
        self.name = name
        self._client = client
        self._since = 0

    async def send(
        self, text: str, *, chat: Chat = None, topic: Topic = None, reply_to: Message | None = None
    ) -> Message:
        """Write a text."""
        return await self._send({"text": text, "reply_to": reply_to.id if reply_to else None}, chat, topic)

    async def send_photo(
        self, data: bytes, *, caption: str | None = None, chat: Chat = None, topic: Topic = None
    ) -> Message:
        """Send a photo."""
        return await self._send({"photo": _encoded(data), "caption": caption}, chat, topic)

    async def send_document(
        self, data: bytes, name: str, *, caption: str | None = None, chat: Chat = None, topic: Topic = None
    ) -> Message:
        """Send a file."""
        return await self._send({"document": _encoded(data) | {"name": name}, "caption": caption}, chat, topic)

    async def send_album(
        self, photos: Sequence[bytes], *, caption: str | None = None, chat: Chat = None, topic: Topic = None
    ) -> list[Message]:
        """Send 2 to 10 photos at once; the caption stands under the first."""
        items: list[dict[str, Any]] = [{"photo": _encoded(data)} for data in photos]
        if items and caption is not None:
            items[0]["caption"] = caption
        sent = await self._send({"album": items}, chat, topic)
        return [read(raw, self._client) for raw in sent.raw["all"]]

    async def send_location(
        self, latitude: float, longitude: float, *, chat: Chat = None, topic: Topic = None
    ) -> Message:
        """Send a place, in degrees."""
        return await self._send({"location": {"latitude": latitude, "longitude": longitude}}, chat, topic)

    async def send_sticker(self, emoji: str = "👍", *, chat: Chat = None, topic: Topic = None) -> Message:
        """Send a sticker."""
        return await self._send({"sticker": {"emoji": emoji}}, chat, topic)

    async def send_voice(self, seconds: int = 1, *, chat: Chat = None, topic: Topic = None) -> Message:
        """Send a voice message."""
        return await self._send({"voice": {"duration": seconds}}, chat, topic)

    async def send_poll(
        self, question: str, options: Sequence[str], *, chat: Chat = None, topic: Topic = None, **rest: Any
    ) -> Message:
        """Send a poll; `anonymous`, `multiple`, `quiz`, `correct` and `closed` as in the contract."""
        return await self._send({"poll": {"question": question, "options": list(options), **rest}}, chat, topic)

    async def forward(self, message: Message, *, chat: Chat = None, topic: Topic = None) -> Message:
        """Forward a whole message, with its files."""
        source = {"chat_id": message.chat_id, "message_id": message.id, "bot": message.raw["bot"]}
        return await self._send({"forward": source}, chat, topic)

    async def edit(self, message: Message, text: str) -> Message:
        """Change what one has written: the text, or the caption."""
        return self._acted(await self._client.post("/sim/edit", self._about(message) | {"text": text}))

    async def vote(self, *options: str, on: Message) -> Message:
        """Choose in a poll by the words of its options; nothing chosen takes the vote back."""
        texts = [option["text"] for option in on.raw["poll"]["options"]]
        body = self._about(on) | {"options": [texts.index(option) for option in options]}
        return self._acted(await self._client.post("/sim/vote", body))

    async def opens(self, url: str) -> Message:
        """Follow a link that starts a bot, and tap Start."""
        return self._acted(await self._client.post("/sim/open", {"from": self.id, "url": url}))

    async def _send(self, content: dict[str, Any], chat: Chat, topic: Topic) -> Message:
        given = {name: value for name, value in content.items() if value is not None}
        body = {"from": self.id, "chat_id": self._chat_id(chat)} | self._place(chat, topic) | given
        return self._acted(await self._client.post("/sim/send", body))

    def _acted(self, raw: dict[str, Any]) -> Message:
        self._since = raw["sequence"]
        return read(raw, self._client)

    def _about(self, message: Message) -> dict[str, Any]:
        return {
            "from": self.id,
            "chat_id": message.chat_id,
            "message_id": message.id,
            "bot": message.raw["bot"],
        }

    def _chat_id(self, chat: Chat) -> int:
        return chat.id if isinstance(chat, Group) else self.id

    def _place(self, chat: Chat, topic: Topic) -> dict[str, Any]:
        if isinstance(chat, Bot):
            return {"bot": chat.id}
        return {"thread_id": chat.topic_id(topic)} if chat and topic is not None else {}


def _encoded(data: bytes) -> dict[str, str]:
    return {"data": base64.b64encode(data).decode()}
