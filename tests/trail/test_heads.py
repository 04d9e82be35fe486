"""Once a day every administrator is told the head of the trail, and what was told can't be cut off any more."""

from datetime import time

from models.audit_heads import AUDIT_HEAD, told_heads
from models.audit_seals import head, seal_waiting
from models.audit_verification import Fault, verify
from models.database import Database
from models.heartbeats import Lives
from models.outbox import claim
from models.schema import Role
from scheduler.letter import Letter, Pointless
from scheduler.letters import compose
from scheduler.planning import plan_what_is_due
from tests.clock.roster import Roster
from tests.trail.hand import tamper

EARLY, MORNING, LATER = "2025-09-16T07:29:00+07:00", "2025-09-16T07:30:00+07:00", "2025-09-16T12:00:00+07:00"
BOSSES = {"Ani", "Bona"}


def desk(database: Database) -> Roster:
    roster = Roster(database)
    roster.member("Ani", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.member("Bona", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    return roster


def plan(roster: Roster, at: str) -> set[str]:
    """Let the clock plan at that moment; give who is to be told the head."""
    roster.clock.set(at)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    return {name for kind, name, _ in roster.planned() if kind == AUDIT_HEAD}


def seal(roster: Roster) -> None:
    roster.database.write_now(seal_waiting, roster.clock.now())


def letters(roster: Roster) -> list[Letter | Pointless]:
    now = roster.clock.now()
    rows = roster.database.write_now(claim, now, Lives("here"), most=50)
    told = [row for row in rows if row.kind == AUDIT_HEAD]
    return [roster.database.read_now(compose, row, now, synthetic=False) for row in told]


def test_administrators_are_told_once_a_day_and_nobody_else(database: Database) -> None:
    roster = desk(database)
    assert plan(roster, MORNING) == set()  # nothing was ever sealed
    seal(roster)
    assert plan(roster, EARLY) == set()
    assert plan(roster, MORNING) == BOSSES
    roster.report("Ani")
    seal(roster)
    assert plan(roster, LATER) == BOSSES
    assert len([row for row in roster.outbox() if row.kind == AUDIT_HEAD]) == 2


def test_the_hour_is_a_setting(database: Database) -> None:
    roster = desk(database)
    seal(roster)
    roster.set_hour("audit_head", time(11, 0))
    assert plan(roster, MORNING) == set()
    assert plan(roster, LATER) == BOSSES


def test_the_line_says_the_head_and_names_nobody(database: Database) -> None:
    roster = desk(database)
    seal(roster)
    newest = database.read_now(head)
    assert newest is not None
    plan(roster, MORNING)
    for letter in letters(roster):
        assert isinstance(letter, Letter)
        assert newest.hash in letter.card.text
        assert all(name not in letter.card.text for name in roster.members)


def test_whoever_is_no_administrator_any_more_is_not_told(database: Database) -> None:
    roster = desk(database)
    seal(roster)
    plan(roster, MORNING)
    roster.member("Bona", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    assert [type(letter) for letter in letters(roster)] == [Letter, Pointless]


def test_what_was_told_can_not_be_cut_off(database: Database) -> None:
    roster = desk(database)
    seal(roster)
    plan(roster, MORNING)
    heads = database.read_now(told_heads)
    assert database.read_now(lambda session: verify(session, told_heads(session)).is_sound)
    tables = ("audit_seal", "audit_unsealed", "audit_detail", "audit_event")
    gone = [f"DELETE FROM {table}" for table in tables]  # noqa: S608
    database.write_now(lambda session: tamper(session, *gone))
    (finding,) = database.read_now(lambda session: verify(session, told_heads(session)).findings)
    assert (finding.fault, finding.head) == (Fault.HEAD_UNKNOWN, heads[0])
