"""How fast messages may leave, by Telegram's published limits. Pure: the time, in seconds, is passed in.

Bot API FAQ: about 30 messages a second in all, 1 a second to one chat with short bursts, 20 a minute to one group.
"""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` messages within any `seconds`."""

    count: int
    seconds: float


#: A little wider than a second, since messages that left evenly do not arrive evenly.
IN_ALL = Limit(30, 1.05)
ONE_PERSON = Limit(5, 5.2)
ONE_GROUP = Limit(20, 61)
#: Scheduled messages leave no burst.
SCHEDULED_GAP = 1.05


@dataclass(slots=True)
class Window:
    """What has left lately, against a limit."""

    limit: Limit
    left: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Give the seconds until another message may leave."""
        if len(self.left) < self.limit.count:
            return 0.0
        return max(0.0, self.left[-self.limit.count] + self.limit.seconds - now)

    def take(self, now: float) -> None:
        """Count a message that leaves now."""
        self.left.append(now)
        while len(self.left) > self.limit.count:
            self.left.popleft()

    def gap(self, now: float) -> float:
        """Give the seconds since the last message left."""
        return now - self.left[-1] if self.left else float("inf")


class Allowance:
    """The limits of one bot: in all, and for each chat; and what Telegram has told it to wait."""

    def __init__(self) -> None:
        self._in_all = Window(IN_ALL)
        self._chats: dict[int, Window] = {}
        self._closed_until: dict[int | None, float] = {}

    def wait(self, chat_id: int, now: float, *, scheduled: bool) -> float:
        """Give the seconds until a message may leave for the chat; 0 when it may leave now."""
        closed = max(self._closed_until.get(chat_id, 0.0), self._closed_until.get(None, 0.0)) - now
        window = self._chats.get(chat_id)
        here = window.wait(now) if window else 0.0
        gap = SCHEDULED_GAP - window.gap(now) if window and scheduled else 0.0
        return max(0.0, closed, here, gap, self._in_all.wait(now))

    def wait_in_all(self, now: float) -> float:
        """Give the seconds until any message may leave at all."""
        return max(0.0, self._closed_until.get(None, 0.0) - now, self._in_all.wait(now))

    def take(self, chat_id: int, now: float) -> None:
        """Count a message that leaves for the chat now."""
        self._in_all.take(now)
        self._chats.setdefault(chat_id, Window(ONE_PERSON if chat_id > 0 else ONE_GROUP)).take(now)
        self._forget_quiet_chats(now)

    def close(self, chat_id: int | None, until: float) -> None:
        """Let nothing leave for the chat (or for any, without one) until then: Telegram said `retry_after`."""
        self._closed_until[chat_id] = max(until, self._closed_until.get(chat_id, 0.0))

    def _forget_quiet_chats(self, now: float, *, most: int = 4096) -> None:
        if len(self._chats) > most:
            self._chats = {chat: window for chat, window in self._chats.items() if window.gap(now) < ONE_GROUP.seconds}
            self._closed_until = {chat: until for chat, until in self._closed_until.items() if until > now}
