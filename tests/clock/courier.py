"""A courier that carries nothing anywhere."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.letter import Delivered, Delivery, Letter, MaybeSent, Refused, TopicLost
from views.screen import Card


@dataclass
class Courier:
    """Carries nothing anywhere, and says what it is told to say: first the `answers`, then that all went well."""

    answers: list[Delivery | Exception] = field(default_factory=list)
    delivered: list[Letter] = field(default_factory=list)
    #: Happens while somebody waits for their turn.
    meanwhile: Callable[[], None] | None = None
    #: Chats whose turn does not come before the event.
    closed: dict[int, asyncio.Event] = field(default_factory=dict)
    drawing_fails: int = 0
    #: Whether Telegram answers at all; and how often it was asked whether it does.
    answering: bool = True
    asked: int = 0
    #: What each of these chats says to everything.
    refusing: dict[int, Refused] = field(default_factory=dict)
    #: Topics that are no more.
    topics_lost: set[int] = field(default_factory=set)

    async def enclose(self, letter: Letter) -> Letter:
        return letter

    async def draw(self, card: Card) -> bytes | None:
        if card.chart is None:
            return None
        if self.drawing_fails:
            self.drawing_fails -= 1
            raise RuntimeError("no pencil")
        return b"picture"

    async def wait_for_turn(self, chat_id: int) -> None:
        if chat_id in self.closed:
            await self.closed[chat_id].wait()
        if self.meanwhile is not None:
            self.meanwhile()

    async def is_answered(self) -> bool:
        self.asked += 1
        return self.answering

    async def deliver(self, letter: Letter, picture: bytes | None) -> Delivery:
        assert (picture is None) == (letter.card.chart is None)
        if not self.answering:
            return MaybeSent("NetworkError")
        self.delivered.append(letter)
        if letter.chat_id in self.refusing:
            return self.refusing[letter.chat_id]
        if letter.thread_id in self.topics_lost and letter.edits is None:
            return TopicLost()
        answer = self.answers.pop(0) if self.answers else Delivered(letter.edits or len(self.delivered))
        if isinstance(answer, Exception):
            raise answer
        return answer
