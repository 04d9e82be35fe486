"""Whether Telegram answers: after one message that it did not answer, nothing scheduled leaves before it does.

An outage of Telegram would leave every message that is due in doubt otherwise, one after the other.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from models.clock import Clock
from scheduler.letter import RETRY_AFTER, Delivery, MaybeSent, NotSent

log = structlog.get_logger()


class Line:
    """Open until a delivery goes unanswered; then closed until Telegram answers when it is asked."""

    def __init__(self, ask: Callable[[], Awaitable[bool]], clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._doubted = False
        #: When nobody answered last.
        self._asked_at: datetime | None = None
        self._asking = asyncio.Lock()

    def hear(self, delivery: Delivery) -> None:
        """Note what became of a delivery."""
        if isinstance(delivery, MaybeSent) or (isinstance(delivery, NotSent) and delivery.unanswered):
            self._doubted = True

    async def is_open(self) -> bool:
        """Tell whether anything may leave; where that is in doubt, ask, and not again for a while if nobody answers."""
        async with self._asking:
            if self._doubted and not self._was_asked_just_now():
                await self._try()
            return not self._doubted

    async def _try(self) -> None:
        self._doubted = not await self._ask()
        self._asked_at = self._clock.now() if self._doubted else None
        log.info("outbox.line", open=not self._doubted)

    def _was_asked_just_now(self) -> bool:
        """A clock that jumped, either way, is no reason to wait longer."""
        return self._asked_at is not None and timedelta(0) <= self._clock.now() - self._asked_at < RETRY_AFTER
