"""Incarnations of the program in tests: on machines of their own, with seconds that pass when the test says so."""

from models.heartbeats import Incarnation, Lives, begin
from models.outbox import Claimed, claim
from scheduler.heart import Heart
from scheduler.sender import BATCH, Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster


class Seconds:
    """Seconds that only go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def incarnation(name: str) -> Incarnation:
    """Give an incarnation on a machine that has its name."""
    return Incarnation(name, name, 1)


def heart_of(roster: Roster, name: str, seconds: Seconds) -> Heart:
    """Give the heart of an incarnation."""
    return Heart(roster.database, roster.clock, me=incarnation(name), seconds=seconds)


def outgoing_of(roster: Roster, courier: Courier, name: str, seconds: Seconds) -> Outgoing:
    """Give the way out of an incarnation."""
    return Outgoing(roster.database, roster.clock, courier, heart=heart_of(roster, name, seconds))


def claim_elsewhere(roster: Roster) -> list[Claimed]:
    """Claim what waits, as another process does that is killed right afterwards."""
    roster.database.write_now(begin, incarnation("elsewhere"), roster.clock.now())
    return roster.database.write_now(claim, roster.clock.now(), Lives("elsewhere"), most=BATCH)


async def see_it_silent(outgoing: Outgoing, seconds: Seconds) -> None:
    """Let so much time pass that whoever is gone is seen to be gone; the clock on the wall stands still."""
    for _ in range(4):
        await outgoing.plan()
        seconds.now += 10
    await outgoing.plan()
