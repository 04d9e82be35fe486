"""Telegram's pace: 30 messages a second in all, 1 a second in a private chat, 20 a minute in a group.

Counted in real seconds, as the bot's own pacer waits in real seconds. Edits count; refused calls do not.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from simulator.refusals import too_many_requests

IN_ALL: Final = 30
IN_ALL_SECONDS: Final = 1.0
PRIVATE_SECONDS: Final = 1.0
# One a second in the long run, where so many may come at once after a pause.
PRIVATE_BURST: Final = 5
GROUP: Final = 20
GROUP_SECONDS: Final = 60.0
WEBHOOK_SECONDS: Final = 1.0
NEVER: Final = -math.inf


@dataclass(slots=True)
class Window:
    """At most `count` messages within any `seconds`."""

    count: int
    seconds: float
    sent: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until there is room again, 0 when there is."""
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        return 0.0 if len(self.sent) < self.count else self.sent[0] + self.seconds - now

    def take(self, now: float) -> None:
        """Note a message."""
        self.sent.append(now)


@dataclass(slots=True)
class Bucket:
    """One message each `seconds`; a pause saves up for as many as `burst` at once."""

    seconds: float
    burst: int
    empty_until: float = NEVER

    def wait(self, now: float) -> float:
        """Seconds until there is a token again, 0 when there is one."""
        return max(0.0, self.empty_until - (self.burst - 1) * self.seconds - now)

    def take(self, now: float) -> None:
        """Spend a token."""
        self.empty_until = max(now, self.empty_until) + self.seconds


Pace = Window | Bucket


class Limits:
    """The pace of each bot, in all and per chat; off until switched on."""

    def __init__(self, *, on: bool = False, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._monotonic = monotonic
        self._paces: dict[tuple[int, int | None], Pace] = {}
        self._webhooks: dict[int, Bucket] = {}

    def count(self, bot_id: int, chat_id: int, *, private: bool, messages: int = 1) -> None:
        """Note what a call of a bot puts into a chat; raises 429 with `retry_after` when it comes too early."""
        if not self.on:
            return
        paces = (self._in_all(bot_id), self._here(bot_id, chat_id, private=private))
        now = self._monotonic()
        _refuse_early(max(pace.wait(now) for pace in paces))
        for _ in range(messages):
            for pace in paces:
                pace.take(now)

    def count_webhook(self, bot_id: int) -> None:
        """Note a setWebhook; raises 429 for a second one within a second."""
        if not self.on:
            return
        pace = self._webhooks.setdefault(bot_id, Bucket(WEBHOOK_SECONDS, 1))
        now = self._monotonic()
        _refuse_early(pace.wait(now))
        pace.take(now)

    def _in_all(self, bot_id: int) -> Pace:
        return self._paces.setdefault((bot_id, None), Window(IN_ALL, IN_ALL_SECONDS))

    def _here(self, bot_id: int, chat_id: int, *, private: bool) -> Pace:
        pace = self._paces.get((bot_id, chat_id))
        if pace is None:
            pace = Bucket(PRIVATE_SECONDS, PRIVATE_BURST) if private else Window(GROUP, GROUP_SECONDS)
            self._paces[bot_id, chat_id] = pace
        return pace


def _refuse_early(wait: float) -> None:
    if wait > 0:
        raise too_many_requests(math.ceil(wait))
