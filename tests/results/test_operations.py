"""Operations: which day of how many, whose reports lie in one, and what they add up to."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.operation_plans import OperationFlaw, Plan, UnfitOperation, change, close, create
from models.operation_progress import progress
from models.operation_words import Sketch
from models.operations import Operation, OperationMark, OperationState, list_operations, marks_on, operation_by_id
from models.organisation import agency_by_code
from models.schema import Role
from tests.clock.roster import MONDAY, MORNING, Roster
from tests.results.release import person_of

#: Release 226/SP/HM.01.02/POLKAM/7/2025: 55 days from 28 July 2025.
BEGIN, LENGTH, END = date(2025, 7, 28), 55, date(2025, 9, 20)


def agency(roster: Roster, code: str) -> int:
    return roster.database.read_now(lambda session: agency_by_code(session, code).id)


def joint_patrol(roster: Roster, *codes: str) -> Operation:
    ids = frozenset(agency(roster, code) for code in codes)
    plan = Plan("Patroli Gabungan", BEGIN, LENGTH, ids, "Dengan sosialisasi")
    return roster.database.write_now(create, None, plan, roster.clock.now())


@pytest.fixture
def patrol(roster: Roster) -> Operation:
    roster.clock.set("2025-07-01T08:00:00+07:00")
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Siti", "KKP/BIAK")
    roster.member("Rudi", "POLRI/BALI")
    roster.clock.set(MORNING)
    return joint_patrol(roster, "BAKAMLA", "KKP")


def test_fifty_five_days_from_28_july_end_on_saturday_20_september(patrol: Operation) -> None:
    assert patrol.last_day == END
    assert END.weekday() == 5
    assert [patrol.day_number(day) for day in (BEGIN - timedelta(1), BEGIN, date(2025, 8, 8), END)] == [0, 1, 12, 55]
    assert patrol.day_number(END + timedelta(9)) == 56
    states = [patrol.state_on(day) for day in (BEGIN - timedelta(1), BEGIN, END, END + timedelta(1))]
    assert states == [OperationState.AHEAD, OperationState.RUNNING, OperationState.RUNNING, OperationState.OVER]


@pytest.mark.usefixtures("patrol")
def test_a_report_lies_in_it_by_its_agency_and_its_date(roster: Roster) -> None:
    for code, day, marks in (
        ("BAKAMLA", MONDAY, (OperationMark("Patroli Gabungan", 50, 55),)),
        ("KKP", END, (OperationMark("Patroli Gabungan", 55, 55),)),
        ("KKP", END + timedelta(1), ()),
        ("KKP", BEGIN - timedelta(1), ()),
        ("POLRI", MONDAY, ()),
    ):
        found = roster.database.read_now(marks_on, agency(roster, code), day)
        assert (code, day, found) == (code, day, marks)


def test_progress_sums_the_reports_of_those_who_take_part(roster: Roster, patrol: Operation) -> None:
    roster.report("Budi", led=(3, 0, 1, 0))
    roster.report("Budi", MONDAY - timedelta(1), led=(2, 0, 0, 0))
    roster.report("Rudi", led=(50, 50, 50, 50))
    found = roster.database.read_now(progress, patrol.id, roster.clock.now())
    assert found is not None
    assert [(line.code, line.reports, line.led) for line in found.lines] == [
        ("BAKAMLA", 2, (5, 0, 1, 0)),
        ("KKP", 0, (0, 0, 0, 0)),
    ]
    assert (found.total.led, found.day_number, found.until) == ((5, 0, 1, 0), 50, MONDAY)
    assert [day.led for day in found.days[-3:]] == [None, (2, 0, 0, 0), (3, 0, 1, 0)]
    assert len(found.days) == 50
    assert (found.total.expected, found.total.reported) == (98, 1), "two people, and today is not over"
    roster.clock.set("2025-09-15T20:00:00+07:00")
    over = roster.database.read_now(progress, patrol.id, roster.clock.now())
    assert over is not None
    assert (over.total.expected, over.total.reported) == (100, 2)
    roster.clock.set("2025-07-27T12:00:00+07:00")
    before = roster.database.read_now(progress, patrol.id, roster.clock.now())
    assert before is not None
    assert (before.until, before.day_number, before.days, before.total.reports) == (None, 0, (), 0)
    assert roster.database.read_now(progress, 999, roster.clock.now()) is None


def as_plan(operation: Operation) -> Plan:
    """What an operation is now, for a change to start from."""
    plan = Sketch.of(operation).plan()
    assert plan is not None
    return plan


def test_closing_early_ends_it_today_and_closing_after_its_end_keeps_its_days(
    roster: Roster, patrol: Operation
) -> None:
    roster.member("Ketua", "POLKAM/DESK", Role.DESK_COORDINATOR)
    ketua, now = person_of(roster, "Ketua"), roster.clock.now()
    closed = roster.database.write_now(close, ketua, patrol.id, MONDAY, now)
    assert (closed.closed, closed.last_day, closed.period.days) == (True, MONDAY, 50)
    assert roster.database.write_now(close, ketua, patrol.id, END, now) == closed
    assert roster.database.read_now(marks_on, agency(roster, "KKP"), MONDAY + timedelta(1)) == ()
    with pytest.raises(UnfitOperation) as refused:
        roster.database.write_now(change, ketua, patrol.id, as_plan(closed), now)
    assert refused.value.flaw == OperationFlaw.CLOSED
    other = joint_patrol(roster, "KKP")
    over = roster.database.write_now(close, ketua, other.id, END + timedelta(3), now)
    assert (over.last_day, over.ended_on, over.closed) == (END, None, True)
    assert [one.id for one in roster.database.read_now(list_operations)] == [other.id, patrol.id]


def test_a_change_moves_what_belongs_to_it(roster: Roster, patrol: Operation) -> None:
    roster.member("Ketua", "POLKAM/DESK", Role.DESK_COORDINATOR)
    plan = replace(as_plan(patrol), days=10, agency_ids=frozenset({agency(roster, "POLRI")}))
    changed = roster.database.write_now(change, person_of(roster, "Ketua"), patrol.id, plan, roster.clock.now())
    assert (changed.last_day, [one.code for one in changed.agencies]) == (date(2025, 8, 6), ["POLRI"])
    assert changed.version == 2
    assert roster.database.read_now(operation_by_id, patrol.id) == changed
    assert roster.database.read_now(marks_on, agency(roster, "KKP"), MONDAY) == ()


def test_what_cannot_be_is_refused(roster: Roster, patrol: Operation) -> None:
    changes: tuple[tuple[dict[str, Any], OperationFlaw], ...] = (
        ({"name": " "}, OperationFlaw.NO_NAME),
        ({"name": "x" * 81}, OperationFlaw.NAME_TOO_LONG),
        ({"description": "x" * 501}, OperationFlaw.DESCRIPTION_TOO_LONG),
        ({"days": 0}, OperationFlaw.TOO_SHORT),
        ({"days": 732}, OperationFlaw.TOO_LONG),
        ({"agency_ids": frozenset()}, OperationFlaw.NO_AGENCY),
        ({"agency_ids": frozenset({999})}, OperationFlaw.UNKNOWN_AGENCY),
    )
    for change_of, flaw in changes:
        with pytest.raises(UnfitOperation) as refused:
            roster.database.write_now(create, None, replace(as_plan(patrol), **change_of), roster.clock.now())
        assert refused.value.flaw == flaw


def test_what_has_not_begun_cannot_be_closed(roster: Roster, patrol: Operation) -> None:
    with pytest.raises(UnfitOperation):
        roster.database.write_now(close, None, patrol.id, BEGIN - timedelta(1), roster.clock.now())
