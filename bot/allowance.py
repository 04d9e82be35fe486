"""How fast messages may leave, by Telegram's published limits. Pure: the time, in seconds, is passed in.

Bot API FAQ: about 30 messages a second in all, 1 a second to one person with short bursts, 20 a minute to one group.
"""

from collections import deque
from dataclasses import dataclass, field, replace

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Limits:
    """What may leave; spans are a little wider than published, since messages do not arrive as evenly as they leave."""

    in_all: int = 30
    in_all_seconds: float = 1.05
    #: What scheduled messages leave free of it: an answer finds room at once, also where messages arrive unevenly.
    for_answers: int = 3
    person_seconds: float = 1.02
    person_burst: int = 5
    group: int = 20
    group_seconds: float = 61.0

    def shared_by(self, processes: int) -> "Limits":
        """Give one process' part where several send for the same bot, each without knowing what the others send.

        What one person gets is what they ask for, one after the other: only the bursts are parted.
        """
        return replace(
            self,
            in_all=max(1, self.in_all // processes),
            for_answers=max(1, self.for_answers // processes) if self.in_all >= 2 * processes else 0,
            person_burst=max(2, self.person_burst // processes) if processes > 1 else self.person_burst,
            group=max(1, self.group // processes),
        )


@dataclass(slots=True)
class Window:
    """At most `count` messages within any `seconds`."""

    count: int
    seconds: float
    left: deque[float] = field(default_factory=deque)

    def wait(self, now: float, free: int = 0) -> float:
        """Give the seconds until another message may leave, and leave so much room free."""
        fitting = self.count - free
        if len(self.left) < fitting:
            return 0.0
        return max(0.0, self.left[-fitting] + self.seconds - now)

    def take(self, now: float) -> None:
        """Count a message that leaves now."""
        self.left.append(now)
        while len(self.left) > self.count:
            self.left.popleft()

    @property
    def quiet_after(self) -> float:
        """From when on this window says nothing that a new one would not."""
        return self.left[-1] + self.seconds if self.left else NEVER


@dataclass(slots=True)
class Bucket:
    """One message each `seconds`, and up to `burst` at once after a pause."""

    seconds: float
    burst: int
    full_at: float = NEVER

    def wait(self, now: float) -> float:
        """Give the seconds until another message may leave."""
        return max(0.0, self.full_at - (self.burst - 1) * self.seconds - now)

    def take(self, now: float) -> None:
        """Count a message that leaves now."""
        self.full_at = max(now, self.full_at) + self.seconds

    @property
    def quiet_after(self) -> float:
        """From when on this bucket says nothing that a new one would not."""
        return self.full_at


class Allowance:
    """The limits of one bot: in all, and for each chat; and what Telegram has told it to wait."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._in_all = Window(limits.in_all, limits.in_all_seconds)
        #: What has left in fact: turns taken evenly may be used all at once, when something held them up between.
        self._left = Window(limits.in_all, limits.in_all_seconds)
        #: Scheduled messages leave one by one: after a rush of them, answers would wait until the window has moved on.
        self._scheduled = Bucket(_scheduled_seconds(limits), burst=1)
        self._chats: dict[int, Window | Bucket] = {}
        self._closed_until: dict[int, float] = {}

    def wait(self, chat_id: int, now: float, *, scheduled: bool) -> float:
        """Give the seconds until a message may leave for the chat; 0 when it may leave now.

        A scheduled message leaves the bursts to the answers.
        """
        chat = self._chats.get(chat_id)
        here = chat.wait(now) if chat else 0.0
        if scheduled:
            here = max(here, self._scheduled.wait(now), self._in_all.wait(now, self._limits.for_answers))
            here = max(here, chat.full_at - now if isinstance(chat, Bucket) else 0.0)
        closed = self._closed_until.get(chat_id, NEVER) - now
        return max(0.0, closed, here, self.wait_in_all(now))

    def wait_in_all(self, now: float) -> float:
        """Give the seconds until any message may leave at all."""
        return self._in_all.wait(now)

    def take(self, chat_id: int, now: float, *, scheduled: bool = False) -> None:
        """Count a message that leaves for the chat now."""
        self._in_all.take(now)
        if scheduled:
            self._scheduled.take(now)
        if chat_id not in self._chats:
            self._forget_quiet_chats(now)
            self._chats[chat_id] = self._new(chat_id)
        self._chats[chat_id].take(now)

    def wait_to_leave(self, now: float, *, scheduled: bool) -> float:
        """Give the seconds until a message whose turn has come may leave in fact; most often 0."""
        return self._left.wait(now, self._limits.for_answers if scheduled else 0)

    def leave(self, now: float) -> None:
        """Note a message that leaves in fact, now."""
        self._left.take(now)

    def close(self, chat_id: int, until: float) -> None:
        """Let nothing leave for the chat until then: Telegram said `retry_after`."""
        self._closed_until[chat_id] = max(until, self._closed_until.get(chat_id, NEVER))

    def change(self, limits: Limits) -> None:
        """Go on by other limits; what has left counts on."""
        self._limits = limits
        self._in_all.count = self._left.count = limits.in_all
        self._scheduled.seconds = _scheduled_seconds(limits)
        for chat in self._chats.values():
            if isinstance(chat, Window):
                chat.count = limits.group
            else:
                chat.burst = limits.person_burst

    def _new(self, chat_id: int) -> Window | Bucket:
        if chat_id < 0:
            return Window(self._limits.group, self._limits.group_seconds)
        return Bucket(self._limits.person_seconds, self._limits.person_burst)

    def _forget_quiet_chats(self, now: float, *, most: int = 4096) -> None:
        if len(self._chats) >= most:
            self._chats = {chat_id: chat for chat_id, chat in self._chats.items() if chat.quiet_after > now}
            self._closed_until = {chat_id: until for chat_id, until in self._closed_until.items() if until > now}


def _scheduled_seconds(limits: Limits) -> float:
    return limits.in_all_seconds / (limits.in_all - limits.for_answers)
