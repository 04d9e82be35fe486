"""What the program does for what it keeps, by the clock: seals the trail, forgets what is to be forgotten, and
brings in what was planned.
"""

from datetime import timedelta

import structlog

from bot.jobs import Jobs
from models.audit_seals import seal_waiting
from models.clock import Clock
from models.database import Database
from models.erasures import carry_out_due
from models.open_invitations import forget_guests
from models.retention import forget_expired, forget_strangers
from models.structure import bring_in

log = structlog.get_logger()

#: How long an event may wait for its seal.
SEALING = timedelta(seconds=60)
#: How often is looked for what is to be forgotten.
FORGETTING = timedelta(minutes=15)
#: How long after midnight a planned change of an agency or unit may be in force.
STRUCTURE = timedelta(seconds=30)


class Keeping:
    """Keeps house in one database; several processes may do it at once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, jobs: Jobs) -> None:
        """Let it be done regularly."""
        jobs.every(STRUCTURE, self.bring_in, "structure")
        jobs.every(SEALING, self.seal, "seal")
        jobs.every(FORGETTING, self.forget, "forget")

    async def bring_in(self) -> None:
        """Let planned changes of agencies and units be in force whose day has begun, and forget expired guests."""
        await self._database.write(bring_in, self._clock.now())
        await self._database.write(forget_guests, self._clock.now())

    async def seal(self) -> None:
        """Seal every event that waits, batch by batch, each in a transaction of its own."""
        while sealed := await self._database.write(seal_waiting, self._clock.now()):
            log.debug("audit.sealed", events=sealed)

    async def forget(self) -> None:
        """Carry out confirmed requests to be forgotten; forget photos and positions of long ago, and strangers."""
        while forgotten := await self._database.write(carry_out_due, self._clock.now()):
            log.info("privacy.forgotten", members=forgotten)
        await self._database.write(forget_strangers, self._clock.now())
        expired = await self._database.write(forget_expired, self._clock.now())
        if expired.photos or expired.positions:
            log.info("privacy.expired", photos=expired.photos, positions=expired.positions)
        await self._database.empty_log()
