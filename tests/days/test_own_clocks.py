"""Clocks of one's own: which clock is in force, by which one a date runs, and when its report is on time."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import own_clocks
from models.clock import local_date
from models.expectations import in_zone, missing_on
from models.members import people_with_role, person_by_id
from models.own_clocks import UnfitClock
from models.permissions import Person
from models.provinces import Zone
from models.reports import report_of
from models.schema import AuditEvent, Role, ZoneOverride
from scheduler.planning import plan_what_is_due
from tests.clock.roster import MONDAY, Roster

TUESDAY = MONDAY + timedelta(days=1)
NEXT_MONDAY = MONDAY + timedelta(days=7)


def person(roster: Roster, name: str) -> Person:
    found = roster.database.read_now(person_by_id, roster.members[name], roster.clock.now())
    assert found is not None
    return found


def set_clock(roster: Roster, name: str, zone: Zone, last_day: date) -> None:
    roster.database.write_now(own_clocks.set_clock, person(roster, name), zone, last_day, roster.clock.now())


def drop_clock(roster: Roster, name: str) -> bool:
    return roster.database.write_now(own_clocks.drop_clock, person(roster, name), roster.clock.now())


def invited(roster: Roster, moment: str) -> set[str]:
    roster.clock.set(moment)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    return {name for kind, name, _ in roster.planned() if kind == "invitation"}


def is_on_time(roster: Roster, name: str, day: date) -> bool:
    report = roster.database.read_now(report_of, roster.members[name], day)
    assert report is not None
    return report.on_time


def clocks(roster: Roster) -> list[tuple[str, date, date]]:
    rows = roster.database.read_now(lambda session: list(session.scalars(select(ZoneOverride))))
    return [(row.zone, row.first_day, row.last_day) for row in rows]


def test_a_ship_lives_by_another_clock_for_some_days(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    set_clock(roster, "Ani", Zone.WIT, TUESDAY)
    assert (person(roster, "Ani").zone, person(roster, "Ani").own_clock_until) == (Zone.WIT, TUESDAY)
    roster.clock.set("2025-09-16T21:59:59+07:00")
    assert person(roster, "Ani").zone is Zone.WIT
    roster.clock.set("2025-09-16T22:00:00+07:00")  # midnight WIT
    assert (person(roster, "Ani").zone, person(roster, "Ani").own_clock_until) == (Zone.WIB, None)


def test_its_first_day_is_the_one_that_the_new_clock_shows(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T23:30:00+07:00")
    set_clock(roster, "Ani", Zone.WIT, TUESDAY)
    assert clocks(roster) == [("WIT", TUESDAY, TUESDAY)]
    assert local_date(roster.clock.now(), person(roster, "Ani").zone) == TUESDAY


def test_reminders_go_by_the_clock_of_ones_own(roster: Roster) -> None:
    roster.member("Kapal", "BAKAMLA/BATAM")
    roster.member("Darat", "BAKAMLA/BATAM")
    set_clock(roster, "Kapal", Zone.WIT, NEXT_MONDAY)
    assert invited(roster, "2025-09-15T13:00:00+07:00") == {"Kapal"}
    assert invited(roster, "2025-09-15T15:00:00+07:00") == {"Kapal", "Darat"}


def test_the_list_of_missing_waits_for_a_clock_further_west(roster: Roster) -> None:
    roster.member("Kapal", "KKP/MERAUKE", province=93)
    roster.member("KKP", "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    set_clock(roster, "Kapal", Zone.WIB, NEXT_MONDAY)
    invited(roster, "2025-09-15T18:05:00+07:00")
    assert ("missing_list", "KKP") not in {(kind, name) for kind, name, _ in roster.planned()}
    invited(roster, "2025-09-15T20:05:00+07:00")
    assert ("missing_list", "KKP") in {(kind, name) for kind, name, _ in roster.planned()}


def test_the_deadline_goes_by_the_clock_of_ones_own(roster: Roster) -> None:
    roster.member("Kapal", "BAKAMLA/BATAM")
    set_clock(roster, "Kapal", Zone.WIT, NEXT_MONDAY)
    roster.clock.set("2025-09-16T17:59:00+07:00")
    roster.report("Kapal", TUESDAY)
    roster.clock.set("2025-09-17T18:01:00+07:00")
    roster.report("Kapal", TUESDAY + timedelta(days=1))
    assert is_on_time(roster, "Kapal", TUESDAY)
    assert not is_on_time(roster, "Kapal", TUESDAY + timedelta(days=1))


def test_on_the_day_of_the_change_the_later_deadline_counts(roster: Roster) -> None:
    roster.member("Ke timur", "BAKAMLA/BATAM")
    roster.member("Ke barat", "KKP/MERAUKE", province=93)
    roster.clock.set("2025-09-15T17:00:00+07:00")
    set_clock(roster, "Ke timur", Zone.WIT, NEXT_MONDAY)
    set_clock(roster, "Ke barat", Zone.WIB, NEXT_MONDAY)
    roster.clock.set("2025-09-15T19:59:00+07:00")
    for name in ("Ke timur", "Ke barat"):
        roster.report(name)
        assert is_on_time(roster, name, MONDAY)


def test_a_deadline_that_is_over_does_not_come_back_with_another_clock(roster: Roster) -> None:
    roster.member("Ani", "KKP/MERAUKE", province=93)
    roster.clock.set("2025-09-15T18:30:00+07:00")
    set_clock(roster, "Ani", Zone.WIB, NEXT_MONDAY)
    roster.report("Ani")
    assert not is_on_time(roster, "Ani", MONDAY)


def test_a_new_clock_takes_the_place_of_the_last_one(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    set_clock(roster, "Ani", Zone.WIT, NEXT_MONDAY)
    roster.clock.set("2025-09-16T08:00:00+07:00")
    set_clock(roster, "Ani", Zone.WITA, NEXT_MONDAY)
    assert clocks(roster) == [("WIT", MONDAY, MONDAY), ("WITA", TUESDAY, NEXT_MONDAY)]
    assert person(roster, "Ani").zone is Zone.WITA
    set_clock(roster, "Ani", Zone.WIT, TUESDAY)
    assert clocks(roster) == [("WIT", MONDAY, MONDAY), ("WIT", TUESDAY, TUESDAY)]


def test_back_to_the_units_clock_and_all_of_it_in_the_trail(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    assert not drop_clock(roster, "Ani")
    set_clock(roster, "Ani", Zone.WIT, NEXT_MONDAY)
    roster.clock.set("2025-09-17T08:00:00+07:00")
    assert drop_clock(roster, "Ani")
    assert person(roster, "Ani").zone is Zone.WIB
    assert clocks(roster) == [("WIT", MONDAY, TUESDAY)]
    actions = roster.database.read_now(lambda session: list(session.scalars(select(AuditEvent.action))))
    assert actions[-2:] == ["clock.set", "clock.dropped"]


@pytest.mark.parametrize("last_day", [MONDAY - timedelta(days=1), MONDAY + timedelta(days=180), date(2026, 12, 31)])
def test_a_clock_is_set_for_days_that_make_sense(roster: Roster, last_day: date) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    with pytest.raises(UnfitClock):
        set_clock(roster, "Ani", Zone.WIT, last_day)
    assert clocks(roster) == []


def test_around_midnight_nobody_is_two_people(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Ketua", "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    set_clock(roster, "Ketua", Zone.WIB, NEXT_MONDAY)
    roster.clock.set("2025-09-15T23:30:00+07:00")
    set_clock(roster, "Ketua", Zone.WIT, NEXT_MONDAY)
    now = roster.clock.now()
    (ketua,) = roster.database.read_now(people_with_role, (Role.DESK_COORDINATOR,), now)
    assert ketua.zone is person(roster, "Ketua").zone is Zone.WIT


CHANGES = st.lists(
    st.tuples(st.integers(0, 80), st.sampled_from([*Zone, None]), st.integers(0, 5)), min_size=1, max_size=6
)


@settings(max_examples=12)
@given(CHANGES)
def test_no_date_has_two_clocks_whatever_is_set_in_whatever_order(
    roster: Roster, changes: list[tuple[int, Zone | None, int]]
) -> None:
    roster.clock.set("2025-09-15T08:00:00+07:00")
    name = f"Petugas {len(roster.members)}"
    roster.member(name, "BAKAMLA/BATAM")
    for hours, zone, days in changes:
        roster.clock.set((roster.clock.now() + timedelta(hours=hours)).isoformat())
        if zone is None:
            drop_clock(roster, name)
        else:
            set_clock(roster, name, zone, local_date(roster.clock.now(), zone) + timedelta(days=days))
    own = select(ZoneOverride).where(ZoneOverride.member_id == roster.members[name])
    found = roster.database.read_now(lambda session: list(session.scalars(own)))
    dates = [row.first_day + timedelta(days=ahead) for row in found for ahead in range(_length(row))]
    assert len(dates) == len(set(dates))


def _length(row: ZoneOverride) -> int:
    return (row.last_day - row.first_day).days + 1


def test_each_expected_member_is_missing_on_one_clock_only(roster: Roster) -> None:
    for number, zone in enumerate([*Zone, None]):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
        if zone is not None:
            set_clock(roster, f"Petugas {number}", zone, NEXT_MONDAY)
    by_zone = [one.name for zone in Zone for one in roster.database.read_now(missing_on, TUESDAY, in_zone(zone))]
    assert sorted(by_zone) == [f"Petugas {number}" for number in range(4)]
