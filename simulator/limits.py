"""Telegram's pace: 30 messages a second in all, 1 a second in a private chat, 20 a minute in a group.

Counted in real seconds, as the bot's own pacer waits in real seconds. Edits count; refused calls do not.
"""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from simulator.refusals import too_many_requests


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `count` messages within any `seconds`."""

    count: int
    seconds: float


EVERYWHERE: Final = Pace(30, 1.0)
# One a second on average, where five may come at once after a pause.
PRIVATE_CHAT: Final = Pace(5, 5.0)
GROUP: Final = Pace(20, 60.0)


class Limits:
    """Sliding windows per bot and per chat; off until switched on."""

    def __init__(self, *, on: bool = False, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._monotonic = monotonic
        self._sent: dict[tuple[int, int | None], deque[float]] = defaultdict(deque)

    def count(self, bot_id: int, chat_id: int, *, private: bool) -> None:
        """Note one message of a bot in a chat; raises 429 with `retry_after` when it comes too early."""
        if not self.on:
            return
        now = self._monotonic()
        overall, here = self._sent[bot_id, None], self._sent[bot_id, chat_id]
        pace = PRIVATE_CHAT if private else GROUP
        wait = max(_wait(overall, EVERYWHERE, now), _wait(here, pace, now))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        overall.append(now)
        here.append(now)


def _wait(sent: deque[float], pace: Pace, now: float) -> float:
    """Seconds until the window has room again, 0 when it has."""
    while sent and sent[0] <= now - pace.seconds:
        sent.popleft()
    return 0.0 if len(sent) < pace.count else sent[0] + pace.seconds - now
