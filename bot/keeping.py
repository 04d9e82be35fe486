"""What the program does for what it keeps, by the clock: it seals the trail."""

from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from models.audit_seals import seal_waiting
from models.clock import Clock
from models.database import Database

log = structlog.get_logger()

#: How long an event may wait for its seal.
SEALING = timedelta(seconds=60)


class Keeping:
    """Keeps house in one database; several processes may do it at once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, jobs: AsyncIOScheduler) -> None:
        """Let it be done regularly."""
        every = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        jobs.add_job(self.seal, "interval", seconds=SEALING.total_seconds(), id="seal", **every)

    async def seal(self) -> None:
        """Seal every event that waits, batch by batch, each in a transaction of its own."""
        while sealed := await self._database.write(seal_waiting, self._clock.now()):
            log.debug("audit.sealed", events=sealed)
