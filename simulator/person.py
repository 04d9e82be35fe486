"""A person of a test: what they do and what they see."""

import time
from typing import Final

from simulator.actors import Bot
from simulator.screen import Message, Wanted, button_named, drawn, read
from simulator.writing import Chat, Topic, Writer

PATIENCE: Final = 30.0
MESSAGES_ON_SCREEN: Final = 20


class Person(Writer):
    """Somebody who writes, taps and looks. Without `chat`, everything is in the private chat with the bot."""

    async def tap(
        self,
        label: str,
        *,
        on: Message | None = None,
        chat: Chat = None,
        topic: Topic = None,
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
        tapped = await self._client.post("/sim/tap", self._about(on) | {"data": data})
        self._since = tapped["sequence"]
        return await self._tap_answer(tapped["query_id"], timeout) if answer else None

    async def sees(
        self,
        wanted: Wanted = "",
        *,
        chat: Chat = None,
        topic: Topic = None,
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
        chat: Chat = None,
        topic: Topic = None,
        within: float = 0.0,
    ) -> None:
        """No such message came or changed since the last action. Call `telegram.idle()` first, and leave `within`."""
        found = await self._find(wanted, chat, topic, within)
        if found is not None:
            raise AssertionError(f"{self.name} sees {found.words!r}:\n{self.screen(chat, topic)}")

    async def block(self, bot: Bot | None = None) -> None:
        """Block the bot: the first one, or the one named."""
        await self._client.post("/sim/block", {"person": self.id, "bot": bot.id if bot else None})

    async def unblock(self, bot: Bot | None = None) -> None:
        """Let the bot write again."""
        await self._client.post("/sim/unblock", {"person": self.id, "bot": bot.id if bot else None})

    async def menu(self, chat: Chat = None) -> list[str]:
        """The names of the commands in the menu."""
        query = self._place(chat, None) | {"chat_id": self._chat_id(chat)}
        found = await self._client.get(f"/sim/people/{self.id}/menu", **query)
        return [entry["command"] for entry in found]

    async def messages(self, chat: Chat = None, topic: Topic = None) -> list[Message]:
        """What stands in the chat now, oldest first."""
        return await self._messages(chat, topic)

    def screen(self, chat: Chat = None, topic: Topic = None) -> str:
        """What they see now, as text with buttons in [brackets]."""
        query = self._place(chat, topic) | {"limit": MESSAGES_ON_SCREEN}
        path = f"/sim/chats/{self._chat_id(chat)}/messages"
        return drawn(self._client.get_at_once(path, as_=self.id, **query)["messages"])

    async def _messages(self, chat: Chat, topic: Topic) -> list[Message]:
        path = f"/sim/chats/{self._chat_id(chat)}/messages"
        answer = await self._client.get(path, as_=self.id, **self._place(chat, topic))
        return [read(raw, self._client) for raw in answer["messages"]]

    async def _find(self, wanted: Wanted, chat: Chat, topic: Topic, patience: float) -> Message | None:
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
