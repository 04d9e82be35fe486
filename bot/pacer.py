"""One place that paces everything that leaves: people's answers before scheduled messages, fair over chats."""

import asyncio
import enum
import heapq
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.allowance import Allowance, Limits

#: How often a request is tried again after Telegram has said how long to wait.
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
        self._allowance = Allowance(limits)
        self._waiting: list[_Waiting] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None
        self.refused = 0

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
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Pace | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Wait for the request's turn, and do what Telegram says about trying again: 429 means not delivered."""
        chat_id = data.get("chat_id") if endpoint.startswith(("send", "edit")) else None
        pace = rate_limit_args or Pace.ANSWER
        for last_try in (*[False] * (TRIES - 1), True):
            if isinstance(chat_id, int) and pace != Pace.TAKEN and endpoint != "sendChatAction":
                await self.turn(chat_id, pace)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                self._obey(refusal, chat_id)
                if last_try:
                    raise
                pace = Pace.ANSWER if rate_limit_args is None else Pace.SCHEDULED
        raise AssertionError("the last try returns or raises")

    async def turn(self, chat_id: int, pace: Pace) -> None:
        """Wait until a message may leave for the chat, and count it as leaving."""
        self._number += 1
        waiting = _Waiting(pace, self._number, chat_id, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, waiting)
        self._release()
        await waiting.released

    def _obey(self, refusal: RetryAfter, chat_id: int | None) -> None:
        self.refused += 1
        wait = refusal.retry_after
        seconds = wait.total_seconds() if hasattr(wait, "total_seconds") else float(wait)
        self._allowance.close(chat_id, asyncio.get_running_loop().time() + seconds)

    def _release(self) -> None:
        """Let go whoever may leave now, in order; come back when the next one may."""
        loop = asyncio.get_running_loop()
        now, kept, soonest = loop.time(), [], float("inf")
        while self._waiting and self._allowance.wait_in_all(now) == 0:
            waiting = heapq.heappop(self._waiting)
            if waiting.released.done():
                continue
            wait = self._allowance.wait(waiting.chat_id, now, scheduled=waiting.pace == Pace.SCHEDULED)
            if wait > 0:
                kept.append(waiting)
                soonest = min(soonest, wait)
            else:
                self._allowance.take(waiting.chat_id, now)
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
