"""What the program does for what it keeps, by the clock: it seals the trail, and forgets what is to be forgotten."""

from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from models.audit_seals import seal_waiting
from models.clock import Clock
from models.database import Database
from models.erasures import carry_out_due
from models.retention import forget_expired

log = structlog.get_logger()

#: How long an event may wait for its seal.
SEALING = timedelta(seconds=60)
#: How often is looked for what is to be forgotten.
FORGETTING = timedelta(minutes=15)


class Keeping:
    """Keeps house in one database; several processes may do it at once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, jobs: AsyncIOScheduler) -> None:
        """Let it be done regularly."""
        every = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        jobs.add_job(self.seal, "interval", seconds=SEALING.total_seconds(), id="seal", **every)
        jobs.add_job(self.forget, "interval", seconds=FORGETTING.total_seconds(), id="forget", **every)

    async def seal(self) -> None:
        """Seal every event that waits, batch by batch, each in a transaction of its own."""
        while sealed := await self._database.write(seal_waiting, self._clock.now()):
            log.debug("audit.sealed", events=sealed)

    async def forget(self) -> None:
        """Carry out confirmed requests to be forgotten, and forget photos and positions whose time is over."""
        while forgotten := await self._database.write(carry_out_due, self._clock.now()):
            log.info("privacy.forgotten", members=forgotten)
        expired = await self._database.write(forget_expired, self._clock.now())
        if expired.photos or expired.positions:
            log.info("privacy.expired", photos=expired.photos, positions=expired.positions)
