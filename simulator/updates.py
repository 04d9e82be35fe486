"""The updates that wait for one bot, and how it reads them (Bot API: getUpdates)."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from simulator.bells import Bell
from simulator.clock import Clock
from simulator.encoding import RawJson, encode
from simulator.refusals import OTHER_POLLER, WEBHOOK_WAS_SET, conflict

KEPT_SECONDS: Final = 24 * 3600
FIRST_UPDATE_ID: Final = 500_000_001
# A second conflict within so many real seconds is told as many later.
CONFLICT_SECONDS: Final = 3.0
# Bot API: Update. Other names in allowed_updates count for nothing.
KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    }
)
# Bot API, getUpdates: these come only when they are asked for by name.
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update as JSON text; `lane` names the chat or person whose updates stay in order."""

    id: int
    at: float
    lane: str
    body: str


class UpdateQueue:
    """Updates in order of their ids, each kept until it is confirmed, for at most 24 simulated hours."""

    def __init__(self, clock: Clock, bell: Bell, changed: Callable[[], None]) -> None:
        self.bell = bell
        self._changed = changed
        self.allowed: tuple[str, ...] | None = None
        self.webhook_active = False
        self._clock = clock
        self._waiting: dict[int, Update] = {}
        self._next_id = FIRST_UPDATE_ID
        self._turn = 0
        self._again: set[int] = set()
        self._last_conflict = float("-inf")

    def now(self) -> float:
        """The simulated instant."""
        return self._clock.now()

    def __len__(self) -> int:
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, kind: str, content: dict[str, Any], lane: str, *, twice: bool = False) -> Update:
        """Queue an update and wake the poller; one that is to come twice outlives its first confirmation."""
        update_id, self._next_id = self._next_id, self._next_id + 1
        body = encode({"update_id": update_id, kind: content})
        update = self._waiting[update_id] = Update(update_id, self._clock.now(), lane, body)
        if twice:
            self._again.add(update_id)
        self.bell.ring()
        self._changed()
        return update

    def waiting(self) -> list[Update]:
        """Everything that is not confirmed yet, oldest first."""
        self._drop_stale()
        return list(self._waiting.values())

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps only that many of the newest."""
        ids = list(self._waiting)
        done = [number for number in ids if number < offset] if offset >= 0 else ids[:offset]
        self.discard(done)

    def holds(self, update: Update) -> bool:
        """Whether an update still waits to be delivered, and is not too old for it."""
        return update.id in self._waiting and update.at >= self._clock.now() - KEPT_SECONDS

    def discard(self, ids: Iterable[int]) -> None:
        """Forget these updates: they were confirmed or delivered; those that are to come twice stay once more."""
        for update_id in ids:
            if update_id in self._again:
                self._again.discard(update_id)
            elif self._waiting.pop(update_id, None):
                self._changed()

    def clear(self) -> None:
        """Forget everything (Bot API: drop_pending_updates)."""
        self._again.clear()
        self.discard(list(self._waiting))

    def interrupt(self) -> None:
        """End the poll that is under way: another one, or a webhook, takes over."""
        self._turn += 1
        self.bell.ring()

    def conflict_pause(self) -> float:
        """How many real seconds late a conflict is told: the first at once, others soon after it are held up."""
        now = time.monotonic()
        if now < self._last_conflict + CONFLICT_SECONDS:
            return CONFLICT_SECONDS
        self._last_conflict = now
        return 0.0

    async def poll(self, offset: int, limit: int, seconds: float) -> RawJson:
        """The next updates as a JSON array; waits for the first. A newer poll ends an older one with a Conflict."""
        if offset:
            self.confirm(offset)
        self.interrupt()
        turn = self._turn
        await self.bell.until(lambda: self._turn != turn or self._waiting, seconds)
        if self._turn != turn:
            raise conflict(WEBHOOK_WAS_SET if self.webhook_active else OTHER_POLLER)
        return self._read(limit)

    def _read(self, limit: int) -> RawJson:
        self._drop_stale()
        return RawJson("[" + ",".join(update.body for update in islice(self._waiting.values(), limit)) + "]")

    def _drop_stale(self) -> None:
        oldest = self._clock.now() - KEPT_SECONDS
        for update in list(self._waiting.values()):
            if update.at >= oldest:
                break
            del self._waiting[update.id]
