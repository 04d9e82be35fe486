"""What the bot tells by itself is for those whom it concerns when it leaves, whatever they were when it was planned."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.join_requests import ask_to_join
from models.reach import note_reach, note_removed
from models.schema import CoordinationGroup, OutboxState, Role
from scheduler.planning import plan_what_is_due
from scheduler.sender import Outgoing
from tests.clock.roster import Roster

LIST = "2025-09-15T20:05:00+07:00"
Happens = Callable[[Session, Roster, datetime], object]


@pytest.fixture
def desk(roster: Roster) -> Roster:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Bu Bakamla", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua")
    return roster


def blocks(session: Session, roster: Roster, now: datetime) -> None:
    note_reach(session, roster.telegram_id("Ani"), blocked=True, at=now, now=now)


def knocks(session: Session, roster: Roster, now: datetime) -> None:
    ask_to_join(session, 7001, roster.units["BAKAMLA/BATAM"], "Pemohon", None, now)


def removes(session: Session, _roster: Roster, now: datetime) -> None:
    note_removed(session, session.scalars(select(CoordinationGroup.id)).one(), now)


def deadline(session: Session, _roster: Roster, now: datetime) -> None:
    plan_what_is_due(session, now)


@pytest.mark.parametrize(
    ("happens", "kind", "name"),
    [
        (blocks, "blocked_told", "Bu Bakamla"),
        (knocks, "join_asked", "Bu Bakamla"),
        (removes, "group_lost", "Ketua"),
        (deadline, "missing_list", "Bu Bakamla"),
        (deadline, "missing_list", "Ketua"),
    ],
)
async def test_whoever_is_an_officer_by_then_is_told_nothing_of_others(
    desk: Roster, outgoing: Outgoing, happens: Happens, kind: str, name: str
) -> None:
    desk.clock.set(LIST)
    desk.database.write_now(happens, desk, desk.clock.now())
    desk.member(name, "BAKAMLA/BATAM" if name == "Bu Bakamla" else "POLKAM/PUSAT")
    await outgoing.tick()
    states = {row.state for row in desk.outbox() if row.kind == kind and row.member_id == desk.members[name]}
    assert states == {OutboxState.DROPPED}
