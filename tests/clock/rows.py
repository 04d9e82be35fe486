"""The rows of the outbox, as tests of the clock's road look at them."""

from datetime import timedelta

from models.outbox import Claimed
from models.schema import Outbox
from scheduler.planning import plan_what_is_due
from scheduler.sender import Outgoing
from tests.clock.lives import claim_elsewhere
from tests.clock.roster import Roster

AFTERNOON, EVENING, NIGHT = "2025-09-15T15:00:00+07:00", "2025-09-15T18:00:00+07:00", "2025-09-15T21:00:00+07:00"


async def tick(roster: Roster, outgoing: Outgoing, moment: str) -> None:
    roster.clock.set(moment)
    await outgoing.tick()


def only_row(roster: Roster) -> Outbox:
    (row,) = roster.outbox()
    return row


def claim_one(roster: Roster) -> Claimed:
    """Plan, and claim elsewhere."""
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    (claimed,) = claim_elsewhere(roster)
    return claimed


def later(roster: Roster, span: timedelta) -> None:
    roster.clock.set((roster.clock.now() + span).isoformat())
