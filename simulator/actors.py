"""The bots and groups of a test, over the control API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.control_client import ControlClient

if TYPE_CHECKING:
    from simulator.person import Person


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

    async def delete_topic(self, topic: str | int) -> None:
        """Delete a topic with everything that stands in it."""
        await self._client.post("/sim/delete_topic", {"chat_id": self.id, "topic": self.topic_id(topic)})

    def topic_id(self, topic: str | int | None) -> int | None:
        """The message_thread_id of a topic given by name or id; None is General."""
        return self.topics[topic] if isinstance(topic, str) else topic

    async def _move(self, way: str, member: "Person | Bot", by: "Person | None") -> None:
        body = {"person": member.id, "chat_id": self.id, "by": by.id if by else None}
        await self._client.post(f"/sim/{way}", body)
