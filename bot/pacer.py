"""One place that paces everything that leaves: people's answers before scheduled messages, fair over chats."""

import asyncio
import enum
import heapq
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.allowance import Allowance, Limits

Answer = bool | JSONDict | list[JSONDict]

#: How often a message is tried, when Telegram says each time how long to wait.
TRIES = 4


class Pace(enum.IntEnum):
    """Who goes first."""

    ANSWER = 1
    SCHEDULED = 2
    #: The turn was taken beforehand, with `Pacer.turn`.
    TAKEN = 3


@dataclass(order=True, slots=True)
class _Waiting:
    pace: Pace
    number: int
    chat_id: int = field(compare=False)
    released: asyncio.Future[None] = field(compare=False)


class Pacer(BaseRateLimiter[Pace]):
    """PTB asks it before every request (ExtBot: `rate_limiter`)."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._allowance = Allowance(limits)
        self._waiting: list[_Waiting] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None
        self.refused = 0

    def share(self, processes: int) -> None:
        """Leave room for so many processes that send for the same bot, this one included."""
        self._allowance.change(self._limits.shared_by(processes))

    @property
    def waiting(self) -> int:
        """How many messages wait for their turn."""
        return len(self._waiting)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Release whoever waits."""
        if self._timer:
            self._timer.cancel()
        for waiting in self._waiting:
            waiting.released.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Pace | None,
    ) -> Answer:
        """Wait for a message's turn, and send it again when Telegram says when: 429 means not delivered.

        What is no message, or had its turn already, is tried once: whoever asked knows what to do about it.
        """
        chat_id = data.get("chat_id") if endpoint.startswith(("send", "edit")) else None
        pace = rate_limit_args or Pace.ANSWER
        if not isinstance(chat_id, int):
            return await self._obeying(None, callback, args, kwargs)
        if endpoint == "sendChatAction":
            return await self._obeying(chat_id, callback, args, kwargs)
        if pace == Pace.TAKEN:
            await self._leave(scheduled=True)
            return await self._obeying(chat_id, callback, args, kwargs)
        for _ in range(TRIES - 1):
            await self._turn_and_leave(chat_id, pace)
            with suppress(RetryAfter):
                return await self._obeying(chat_id, callback, args, kwargs)
        await self._turn_and_leave(chat_id, pace)
        return await self._obeying(chat_id, callback, args, kwargs)

    async def turn(self, chat_id: int, pace: Pace) -> None:
        """Wait until a message may leave for the chat, and count it as leaving."""
        self._number += 1
        waiting = _Waiting(pace, self._number, chat_id, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, waiting)
        self._release()
        await waiting.released

    async def _turn_and_leave(self, chat_id: int, pace: Pace) -> None:
        await self.turn(chat_id, pace)
        await self._leave(scheduled=pace == Pace.SCHEDULED)

    async def _leave(self, *, scheduled: bool) -> None:
        """Let a message leave whose turn has come, or hold it a moment where too many others leave with it.

        Telegram counts what arrives: those that had their turns in time may all have waited for one slow disk since.
        """
        loop = asyncio.get_running_loop()
        while (wait := self._allowance.wait_to_leave(loop.time(), scheduled=scheduled)) > 0:  # noqa: ASYNC110 - time is all it waits for
            await asyncio.sleep(wait)
        self._allowance.leave(loop.time())

    async def _obeying(
        self, chat_id: int | None, request: Callable[..., Coroutine[Any, Any, Answer]], args: Any, kwargs: Any
    ) -> Answer:
        """Make the request; when Telegram says how long to wait, count that, and close the chat that is meant."""
        try:
            return await request(*args, **kwargs)
        except RetryAfter as refusal:
            self.refused += 1
            if chat_id is not None:
                until = asyncio.get_running_loop().time() + seconds_to_wait(refusal)
                self._allowance.close(chat_id, until)
            raise

    def _release(self) -> None:
        """Let go whoever may leave now, in order; come back when the next one may."""
        loop = asyncio.get_running_loop()
        now, kept, soonest = loop.time(), [], float("inf")
        while self._waiting and self._allowance.wait_in_all(now) == 0:
            waiting = heapq.heappop(self._waiting)
            if waiting.released.done():
                continue
            scheduled = waiting.pace == Pace.SCHEDULED
            wait = self._allowance.wait(waiting.chat_id, now, scheduled=scheduled)
            if wait > 0:
                kept.append(waiting)
                soonest = min(soonest, wait)
            else:
                self._allowance.take(waiting.chat_id, now, scheduled=scheduled)
                waiting.released.set_result(None)
        if self._waiting:
            soonest = min(soonest, self._allowance.wait_in_all(now))
        for waiting in kept:
            heapq.heappush(self._waiting, waiting)
        self._come_back(loop, soonest)

    def _come_back(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._release) if self._waiting else None


def seconds_to_wait(refusal: RetryAfter) -> float:
    """Give how many seconds Telegram wants to be left alone (PTB gives a span, since `bot` asks for it)."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
