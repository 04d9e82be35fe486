"""Whoever knocked and did not come in leaves nothing behind after a while."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.guessing import note_failure
from models.join_requests import ask_to_join, decide, waiting_requests
from models.joinings import answer_joining, begin_with_code
from models.members import person_by_id
from models.outbox import settle
from models.retention import KNOCKED, forget_strangers
from models.schema import OutboxState, Role, Unit
from tests.clock.roster import Roster
from tests.privacy.searching import tables_with

BEGAN, DECLINED, WAITS, GUESSES = 7_070_707_081, 7_070_707_082, 7_070_707_083, 7_070_707_084
CODE = "BCDF2345"


def knock(session: Session, roster: Roster) -> None:
    """Somebody gives a name and goes; two ask, of whom one is declined; somebody guesses."""
    now, unit_id = roster.clock.now(), roster.units["BAKAMLA/BATAM"]
    session.get_one(Unit, unit_id).join_code = CODE
    session.flush()
    begin_with_code(session, BEGAN, CODE, now)
    answer_joining(session, BEGAN, "Budi Santoso", now)
    ask_to_join(session, DECLINED, unit_id, "Eko", None, now)
    ask_to_join(session, WAITS, unit_id, "Dewi", None, now)
    rina = person_by_id(session, roster.members["Rina"], now)
    assert rina is not None
    decide(session, rina, waiting_requests(session, rina)[0].id, accept=False, now=now)
    note_failure(session, GUESSES, now)


def later(roster: Roster, span: timedelta) -> None:
    roster.clock.set((roster.clock.now() + span).isoformat())
    roster.database.write_now(forget_strangers, roster.clock.now())


def test_strangers_are_forgotten_but_for_whoever_still_waits(roster: Roster) -> None:
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.database.write_now(knock, roster)
    for row in roster.outbox():
        roster.database.write_now(settle, row.id, OutboxState.SENT, roster.clock.now())
    found = {who: tables_with(roster, who) for who in (BEGAN, DECLINED, WAITS, GUESSES)}
    later(roster, timedelta(hours=23))
    assert {who: tables_with(roster, who) for who in found} == found
    later(roster, timedelta(hours=1))
    assert tables_with(roster, GUESSES) == set()
    later(roster, KNOCKED - timedelta(days=1, seconds=1))
    assert (tables_with(roster, BEGAN), tables_with(roster, DECLINED)) == (found[BEGAN], found[DECLINED])
    assert found[DECLINED] == {"join_request", "outbox"}
    later(roster, timedelta(seconds=1))
    assert (tables_with(roster, BEGAN), tables_with(roster, DECLINED)) == (set(), set())
    assert tables_with(roster, WAITS) == found[WAITS]
    letters = [row for row in roster.outbox() if row.member_id is not None]
    assert len(letters) == 2, "those of members stay"
