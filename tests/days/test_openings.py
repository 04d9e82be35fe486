"""A unit or agency that begins on a day to come counts from that day on: nobody is there, or expected there, before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.expectations import expected_spans, missing_on
from models.founding import found_agency, found_unit
from models.invitations import Offer, create_invitation, find_invitation
from models.managed_members import ManagedMember, managed_member
from models.member_changes import AHEAD, PlaceClosed, UnfitFirstDay, transfer
from models.members import person_by_id
from models.organisation import list_agencies, list_units, open_agencies, open_units
from models.periods import Period
from models.permissions import Person
from models.recap import recap
from models.schema import Agency, AuditEvent, Role, StructureChange, StructureKind, Unit
from models.shaped_places import Shape, Shaped
from models.structure import bring_in, call_off, change_place
from models.structure_checks import StillAwaited
from tests.clock.roster import MONDAY, Roster

DAY = timedelta(days=1)
FIRST = MONDAY + 3 * DAY  # Thursday


@pytest.fixture
def bitung(roster: Roster) -> int:
    """A unit in WITA that begins on Thursday, beside one of today, with two people in that."""
    roster.unit("BAKAMLA/BATAM", 21)
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Sari", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    return add(roster, FIRST)


def add(roster: Roster, first_day: date | None, code: str = "BITUNG") -> int:
    def work(session: Session) -> int:
        agency = session.scalars(select(Agency).where(Agency.code == "BAKAMLA")).one()
        return found_unit(session, None, agency, code, "Pos Bitung", 71, first_day, roster.clock.now()).id

    return roster.database.write_now(work)


def move(roster: Roster, unit_id: int, first_day: date) -> None:
    def work(session: Session) -> None:
        person, budi = acting(session, roster)
        transfer(session, person, budi, unit_id, first_day, roster.clock.now())

    roster.database.write_now(work)


def acting(session: Session, roster: Roster) -> tuple[Person, ManagedMember]:
    person = person_by_id(session, roster.members["Sari"], roster.clock.now())
    assert person is not None
    budi = managed_member(session, person, roster.members["Budi"], roster.clock.now())
    assert budi is not None
    return person, budi


def expected_in(roster: Roster, unit_id: int, last: date) -> list[tuple[date, date]]:
    spans = roster.database.read_now(expected_spans, Period.between(MONDAY, last))
    return [(span.first, span.last) for span in spans if span.unit_id == unit_id]


def shape(roster: Roster, unit_id: int, kind: StructureKind, day: date) -> date | None:
    def work(session: Session) -> date | None:
        place = Shaped(unit=session.get_one(Unit, unit_id))
        return change_place(session, None, place, Shape(kind, day, {}), roster.clock.now())

    return roster.database.write_now(work)


def test_nobody_is_expected_before_the_first_day(roster: Roster, bitung: int) -> None:
    for early in (MONDAY - DAY, MONDAY, FIRST - DAY):
        with pytest.raises(PlaceClosed) as refused:
            move(roster, bitung, early)
        assert refused.value.opens_on == FIRST
    move(roster, bitung, FIRST)
    assert expected_in(roster, bitung, FIRST + 4 * DAY) == [(FIRST, FIRST + 4 * DAY)]
    missing = roster.database.read_now(missing_on, FIRST - DAY)
    assert [one.unit_id for one in missing] == [roster.units["BAKAMLA/BATAM"]]
    assert [one.unit_id for one in roster.database.read_now(missing_on, FIRST)] == [bitung]


def test_no_recap_has_a_line_for_it_before(roster: Roster, bitung: int) -> None:
    move(roster, bitung, FIRST)
    roster.clock.set("2025-09-18T22:00:00+08:00")
    agency = roster.database.read_now(lambda s: s.get_one(Unit, bitung).agency_id)
    for day, codes in ((FIRST - DAY, ["BATAM"]), (FIRST, ["BITUNG"])):
        shown = roster.database.read_now(recap, Period.day(day), agency, roster.clock.now())
        assert [(line.code, line.expected) for line in shown.lines] == [(code, 1) for code in codes]


def test_it_opens_at_midnight_on_its_own_clock(roster: Roster, bitung: int) -> None:
    for moment, changes in (("2025-09-17T23:59:00+08:00", 0), ("2025-09-18T00:00:30+08:00", 1)):
        roster.clock.set(moment)
        assert roster.database.write_now(bring_in, roster.clock.now()) == changes
        there = roster.database.read_now(lambda s: [one.id for one in open_units(s, s.get_one(Unit, bitung).agency_id)])
        assert (bitung in there) is bool(changes)
    assert roster.database.read_now(lambda s: s.get_one(Unit, bitung).opened_on) == FIRST
    roster.clock.set("2025-09-20T10:00:00+08:00")
    with pytest.raises(PlaceClosed):
        move(roster, bitung, FIRST - DAY)
    move(roster, bitung, FIRST)
    trail = roster.database.read_now(lambda s: set(s.scalars(select(AuditEvent.action))))
    assert {"unit.added", "unit.opened_planned", "unit.opened"} <= trail


def test_a_link_into_it_opens_with_it(roster: Roster, bitung: int) -> None:
    token = roster.database.write_now(
        create_invitation, Offer(Role.OFFICER, bitung), inviter=None, now=roster.clock.now()
    )
    assert roster.database.read_now(find_invitation, token, roster.clock.now()) is None
    roster.clock.set("2025-09-18T08:00:00+08:00")
    roster.database.write_now(bring_in, roster.clock.now())
    assert roster.database.read_now(find_invitation, token, roster.clock.now()) is not None


@pytest.mark.parametrize("off", [-1, AHEAD.days + 1])
def test_days_that_are_over_or_too_far_ahead_are_refused_and_leave_nothing(roster: Roster, off: int) -> None:
    roster.unit("BAKAMLA/BATAM", 21)
    with pytest.raises(UnfitFirstDay):
        add(roster, MONDAY + off * DAY)
    assert [unit.code for unit in roster.database.read_now(list_units)] == ["PUSAT", "BATAM"]


@pytest.mark.parametrize("first_day", [None, MONDAY])
def test_from_today_on_is_at_once(roster: Roster, first_day: date | None) -> None:
    roster.unit("BAKAMLA/BATAM", 21)
    add(roster, first_day)
    assert all(unit.is_open and unit.opens_on is None for unit in roster.database.read_now(list_units))
    assert roster.database.read_now(lambda s: s.scalars(select(StructureChange)).all()) == []


def test_an_agency_takes_part_from_its_first_day_on(roster: Roster) -> None:
    def work(session: Session) -> int:
        return found_agency(session, None, "BASARNAS", "Badan SAR Nasional", FIRST, roster.clock.now()).id

    basarnas = roster.database.write_now(work)
    (line,) = roster.database.read_now(list_agencies)
    assert (line.enabled, line.opens_on) == (False, FIRST)
    assert roster.database.read_now(open_agencies) == []
    roster.clock.set("2025-09-18T00:10:00+07:00")
    assert roster.database.write_now(bring_in, roster.clock.now()) == 1
    (line,) = roster.database.read_now(open_agencies)
    assert (line.id, line.opens_on) == (basarnas, None)


def test_it_opens_earlier_but_not_later_than_somebody_comes(roster: Roster, bitung: int) -> None:
    move(roster, bitung, FIRST)
    with pytest.raises(StillAwaited) as refused:
        shape(roster, bitung, StructureKind.OPENED, FIRST + DAY)
    assert refused.value.members == 1
    plan = roster.database.read_now(lambda s: s.scalars(select(StructureChange.id)).one())
    with pytest.raises(StillAwaited):
        roster.database.write_now(call_off, None, plan, roster.clock.now())
    assert shape(roster, bitung, StructureKind.OPENED, FIRST - DAY) == FIRST - DAY
    move(roster, bitung, FIRST - DAY)


def test_what_was_called_off_never_was_open(roster: Roster, bitung: int) -> None:
    plan = roster.database.read_now(lambda s: s.scalars(select(StructureChange.id)).one())
    roster.database.write_now(call_off, None, plan, roster.clock.now())
    for day in (MONDAY - DAY, MONDAY, FIRST, FIRST + DAY):
        with pytest.raises(PlaceClosed):
            move(roster, bitung, day)


@pytest.mark.parametrize(
    ("steps", "closed", "opened"),
    [
        ([], [], [-3, 0, 5]),
        ([(0, StructureKind.CLOSED)], [0, 1], [-1, -3]),
        ([(0, StructureKind.CLOSED), (2, StructureKind.OPENED)], [0, 1], [-1, 2, 9]),
        ([(3, StructureKind.CLOSED), (0, StructureKind.OPENED)], [], [-3, 0, 3]),
    ],
)
def test_whether_a_unit_is_open_on_a_day_follows_from_what_became_of_it(
    roster: Roster, steps: list[tuple[int, StructureKind]], closed: list[int], opened: list[int]
) -> None:
    roster.clock.set("2025-09-01T08:00:00+07:00")
    ambon = roster.unit("BAKAMLA/AMBON")
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Sari", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.clock.set("2025-09-15T08:30:00+07:00")
    for ahead, kind in steps:
        shape(roster, ambon, kind, MONDAY + ahead * DAY)
    for day in closed:
        with pytest.raises(PlaceClosed):
            move(roster, ambon, MONDAY + day * DAY)
    for day in opened:
        move(roster, ambon, MONDAY + day * DAY)
        move(roster, roster.units["BAKAMLA/BATAM"], MONDAY + day * DAY)
