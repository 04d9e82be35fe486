"""Absences on real databases: who may enter them for whom, that days never overlap, and the honest denominator."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import absences
from models.absence_words import AbsenceReason
from models.absences import Leave, UnfitDays
from models.colleagues import Colleague, colleague
from models.expectations import missing_on
from models.members import person_by_id
from models.periods import Period
from models.permissions import Person
from models.recap import recap
from models.schema import Absence, Role
from tests.clock.roster import MONDAY, Roster

CUTI = AbsenceReason.LEAVE


def person(roster: Roster, name: str) -> Person:
    found = roster.database.read_now(person_by_id, roster.members[name], roster.clock.now())
    assert found is not None
    return found


def subject(roster: Roster, by: str, name: str) -> Colleague | None:
    return roster.database.read_now(colleague, person(roster, by), roster.members[name], roster.clock.now())


def enter(roster: Roster, name: str, first: date, last: date, reason: AbsenceReason = CUTI) -> Leave:
    whose = subject(roster, name, name)
    assert whose is not None
    period = Period.between(first, last)
    return roster.database.write_now(absences.enter, person(roster, name), whose, period, reason, roster.clock.now())


def test_each_role_acts_for_those_it_reaches(roster: Roster) -> None:
    people = {
        "petugas": ("BAKAMLA/BATAM", Role.OFFICER),
        "operator": ("BAKAMLA/BATAM", Role.UNIT_OPERATOR),
        "koordinator": ("BAKAMLA/PUSAT", Role.AGENCY_COORDINATOR),
        "desk": ("POLKAM/PUSAT", Role.DESK_COORDINATOR),
        "administrator": ("POLKAM/PUSAT", Role.ADMINISTRATOR),
        "seunit": ("BAKAMLA/BATAM", Role.OFFICER),
        "sekantor": ("BAKAMLA/AMBON", Role.OFFICER),
        "asing": ("KKP/MERAUKE", Role.OFFICER),
    }
    for name, (unit, role) in people.items():
        roster.member(name, unit, role)
    others = ("seunit", "sekantor", "asing")
    reach = {
        by: {name for name in (*others, by) if subject(roster, by, name) is not None}
        for by in ("petugas", "operator", "koordinator", "desk", "administrator")
    }
    assert reach == {
        "petugas": {"petugas"},
        "operator": {"operator", "seunit"},
        "koordinator": {"koordinator", "seunit", "sekantor"},
        "desk": {"desk", *others},
        "administrator": {"administrator", *others},
    }


def test_an_absence_of_somebody_else_is_found_by_nobody_who_may_not(roster: Roster) -> None:
    for name, role in (("Ani", Role.OFFICER), ("Budi", Role.OFFICER), ("Operator", Role.UNIT_OPERATOR)):
        roster.member(name, "BAKAMLA/BATAM", role)
    leave = enter(roster, "Ani", MONDAY, MONDAY)
    found = {
        name: roster.database.write_now(absences.find, person(roster, name), leave.id, roster.clock.now())
        for name in roster.members
    }
    assert [name for name, one in found.items() if one is not None] == ["Ani", "Operator"]


def test_the_same_absence_twice_is_one(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    assert enter(roster, "Ani", MONDAY, MONDAY) == enter(roster, "Ani", MONDAY, MONDAY)
    with pytest.raises(UnfitDays):
        enter(roster, "Ani", MONDAY, MONDAY, AbsenceReason.SICK)


ABSENCES = st.lists(
    st.tuples(st.integers(-2, 25), st.integers(0, 8), st.sampled_from(["keep", "cancel", "shorten"])), max_size=6
)


@settings(max_examples=12)
@given(ABSENCES)
def test_days_never_overlap_and_each_of_them_leaves_the_denominator_once(
    roster: Roster, wanted: list[tuple[int, int, str]]
) -> None:
    roster.clock.set("2025-09-15T08:00:00+07:00")
    name, unit = f"Petugas {len(roster.members)}", f"BAKAMLA/SATUAN{len(roster.members)}"
    roster.member(name, unit)
    for ahead, length, then in wanted:
        first = MONDAY + timedelta(days=ahead)
        try:
            leave = enter(roster, name, first, first + timedelta(days=length))
        except UnfitDays:
            continue
        _change(roster, name, leave, then)
    excused = _excused(roster, name)
    assert max(Counter(excused).values(), default=1) == 1

    roster.clock.set("2025-11-01T08:00:00+07:00")
    period = Period.between(MONDAY, MONDAY + timedelta(days=39))
    total = roster.database.read_now(recap, period, _agency(roster, name), roster.clock.now())
    (line,) = [line for line in total.lines if line.code == unit.removeprefix("BAKAMLA/")]
    assert line.excused == sum(period.contains(day) for day in excused)
    assert line.expected == period.days - line.excused
    for day in (MONDAY, MONDAY + timedelta(days=7)):
        missing = {one.name for one in roster.database.read_now(missing_on, day)}
        assert (name in missing) == (day not in excused)


def _change(roster: Roster, name: str, leave: Leave, then: str) -> None:
    who, whose, now = person(roster, name), subject(roster, name, name), roster.clock.now()
    assert whose is not None
    if then == "cancel":
        roster.database.write_now(absences.cancel, who, leave, whose, now)
    elif then == "shorten" and leave.period.days > 1:
        roster.database.write_now(absences.shorten, who, leave, whose, leave.period.first, now)


def _excused(roster: Roster, name: str) -> list[date]:
    standing = select(Absence).where(Absence.member_id == roster.members[name], Absence.cancelled_at.is_(None))
    rows = roster.database.read_now(lambda session: list(session.scalars(standing)))
    return [
        row.first_day + timedelta(days=ahead)
        for row in rows
        for ahead in range((row.last_day - row.first_day).days + 1)
    ]


def _agency(roster: Roster, name: str) -> int:
    return person(roster, name).agency_id
