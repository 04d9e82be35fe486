"""The other processes of the same bot: each says that it lives, leaves the others their part of Telegram's pace, and
takes care of what a killed one has left."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from models.clock import Clock
from models.database import Database
from models.processes import LIFE, arrive, beat, leave

log = structlog.get_logger()

BEAT_SECONDS = 1.0


class Fellows:
    """Counts the processes that live; `changed` is told how many there are, this one included."""

    def __init__(self, database: Database, clock: Clock, changed: Callable[[int], None], *, alone: bool) -> None:
        self._database = database
        self._clock = clock
        self._changed = changed
        #: Told when another was killed, in one of those that live.
        self.lost: Callable[[], Awaitable[None]] = _nothing
        self._alone = alone
        self._dead: frozenset[str] = frozenset()
        self._id = secrets.token_hex(8)
        self._living = 1
        #: Until when the others may seem dead because nobody could write that they live; by the loop's clock.
        self._unsure_until = 0.0
        self._beating: asyncio.Task[None] | None = None

    async def arrive(self) -> int:
        """Begin; where there are others, after they have made room. Gives how many were killed before."""
        killed = await self._database.write(arrive, self._id, self._clock.now(), alone=self._alone)
        if self._alone:
            return killed
        await self._beat()
        self._beating = asyncio.create_task(self._keep_beating())
        if self._living > 1:
            await asyncio.sleep(2 * BEAT_SECONDS)
        return killed

    async def leave(self) -> None:
        """End in order."""
        if self._beating is not None:
            self._beating.cancel()
            with suppress(asyncio.CancelledError):
                await self._beating
        with suppress(SQLAlchemyError):  # then the others find it out
            await self._database.write(leave, self._id)

    async def _keep_beating(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                if await self._beat():
                    await self.lost()
            except SQLAlchemyError as error:
                log.warning("fellows.database_away", error=type(error).__name__)
                self._unsure_until = asyncio.get_running_loop().time() + LIFE.total_seconds()
            except Exception:
                log.exception("fellows.broken")

    async def _beat(self) -> bool:
        """Say that this process lives; gives whether it is to care for one that was killed."""
        company = await self._database.write(beat, self._id, self._clock.now())
        if asyncio.get_running_loop().time() < self._unsure_until and company.living < self._living:
            return False
        if company.living != self._living:
            log.info("fellows.changed", processes=company.living)
            self._living = company.living
            self._changed(company.living)
        killed, self._dead = company.dead - self._dead, company.dead
        return bool(killed) and company.is_first


async def _nothing() -> None:
    """What is done about a killed process where nobody has said anything else."""
