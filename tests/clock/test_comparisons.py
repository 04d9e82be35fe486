"""A period beside the one before and the same a year before, from reports in a database: like beside like."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.comparisons import Comparison, Footing, Trend
from models.period_parts import days_in
from models.periods import Period
from models.permissions import Place
from models.recap import recap
from models.recap_parts import PartedRecap, parted
from models.schema import Unit
from tests.clock.roster import MONDAY, NIHIL, Roster

WEEK = Period.week_of(date(2025, 9, 8))
WEEK_BEFORE, A_YEAR_BEFORE = Period.week_of(date(2025, 9, 1)), Period.week_of(date(2024, 9, 9))
JOINED = (9, 9, 9, 9)


def beside(roster: Roster, period: Period, place: Place | None = None) -> PartedRecap:
    """What stands beside a period now."""
    of, now = place or Place(), roster.clock.now()

    def work(session: Session) -> PartedRecap:
        return parted(session, recap(session, period, of.agency_id, now, of.unit_id), now)

    return roster.database.read_now(work)


def people(than: Comparison) -> tuple[tuple[int, int], tuple[int, int]]:
    """Reports expected and there, now and before."""
    return (than.now.expected, than.now.reported), (than.before.expected, than.before.reported)


def days(period: Period, count: int | None = None) -> list[date]:
    return days_in(period)[:count]


@pytest.fixture
def desk(roster: Roster) -> Roster:
    """Ani and Budi of two agencies, who have been there since January 2024; it is the morning of 15 September 2025."""
    roster.clock.set("2024-01-01T08:00:00+07:00")
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Budi", "KKP/TUAL")
    roster.clock.set("2025-09-15T08:30:00+07:00")
    return roster


def test_a_week_stands_beside_the_one_before_and_the_same_a_year_before(desk: Roster) -> None:
    for name in ("Ani", "Budi"):
        desk.report_each(name, days(WEEK), (4, 1, 0, 0), JOINED)
        desk.report_each(name, days(WEEK_BEFORE), (3, 1, 0, 0), JOINED)
        desk.report_each(name, days(A_YEAR_BEFORE), (2, 1, 0, 0))
    found = beside(desk, WEEK)
    before, year_before = found.before, found.year_before
    assert before is not None
    assert year_before is not None
    assert (before.whole, year_before.whole) == (WEEK_BEFORE, A_YEAR_BEFORE)
    assert (before.now.led, before.before.led) == ((56, 14, 0, 0), (42, 14, 0, 0))
    assert year_before.before.led == (28, 14, 0, 0)
    assert people(before) == people(year_before) == ((14, 14), (14, 14))
    assert (before.is_partial, before.footing) == (False, Footing.EQUAL)
    assert (before.change(0).trend, before.change(0).share) == (Trend.UP, 14 / 42)
    assert before.change(1).trend == Trend.SAME
    assert found.headline is before
    assert found.behind == WEEK_BEFORE
    assert [(part.led, part.before) for part in found.parts] == [((8, 2, 0, 0), (6, 2, 0, 0))] * 7


def test_what_is_joined_makes_no_rise(desk: Roster) -> None:
    desk.report_each("Ani", days(WEEK), (4, 0, 0, 0), (50, 0, 0, 0))
    desk.report_each("Ani", days(WEEK_BEFORE), (4, 0, 0, 0))
    before = beside(desk, WEEK).before
    assert before is not None
    assert (before.now.led, before.before.led) == ((28, 0, 0, 0), (28, 0, 0, 0))
    assert before.change(0).trend == Trend.SAME


def test_an_earlier_week_of_which_little_is_known_makes_no_rise(desk: Roster) -> None:
    desk.report_each("Ani", days(WEEK), (10, 0, 0, 0))
    desk.report_each("Budi", days(WEEK), (10, 0, 0, 0))
    desk.report_each("Ani", days(WEEK_BEFORE, 3), (10, 0, 0, 0))
    found = beside(desk, WEEK)
    before = found.before
    assert before is not None
    assert people(before) == ((14, 14), (14, 3))
    assert before.before.led == (30, 0, 0, 0)
    assert (before.is_known, before.footing) == (True, Footing.FEW_REPORTS)
    assert [part.before for part in found.parts] == [(10, 0, 0, 0)] * 3 + [None] * 4


def test_an_earlier_week_of_which_nothing_is_known_is_not_nil(desk: Roster) -> None:
    desk.report_each("Ani", days(WEEK), (10, 0, 0, 0))
    desk.report_each("Ani", days(A_YEAR_BEFORE), (8, 0, 0, 0))
    found = beside(desk, WEEK)
    before = found.before
    assert before is not None
    assert (before.is_known, before.footing) == (False, Footing.UNKNOWN)
    assert before.before.led == (None,) * 4
    assert before.change(0).trend == Trend.UNKNOWN
    assert found.headline is found.year_before
    assert found.behind is None


def test_reported_zeros_are_known(desk: Roster) -> None:
    desk.report_each("Ani", days(WEEK), (30, 0, 0, 0))
    desk.report_each("Ani", days(WEEK_BEFORE), NIHIL)
    before = beside(desk, WEEK).before
    assert before is not None
    assert (before.is_known, before.before.led) == (True, NIHIL)
    assert before.change(0).trend == Trend.SMALL


def test_nothing_is_known_of_a_time_before_anybody_was_there(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.report_each("Ani", [MONDAY], (3, 0, 0, 0))
    roster.clock.set("2025-09-15T21:00:00+07:00")
    found = beside(roster, Period.day(MONDAY))
    for than in (found.before, found.year_before):
        assert than is not None
        assert people(than) == ((1, 1), (0, 0))
        assert than.footing == Footing.UNKNOWN


def test_a_running_week_is_compared_with_as_many_days_as_are_over(desk: Roster) -> None:
    running = Period.week_of(MONDAY)
    desk.report_each("Ani", days(running, 3), (20, 0, 0, 0))
    desk.report_each("Ani", days(WEEK), (15, 0, 0, 0))
    desk.report_each("Ani", days(Period.week_of(date(2024, 9, 16))), (10, 0, 0, 0))
    desk.clock.set("2025-09-17T08:30:00+07:00")
    found = beside(desk, running)
    before, year_before = found.before, found.year_before
    assert before is not None
    assert year_before is not None
    assert (before.now.period, before.before.period) == (spanning(15, 16), spanning(8, 9))
    assert (before.now.led[0], before.before.led[0], year_before.before.led[0]) == (40, 30, 20)
    assert year_before.before.period == Period.between(date(2024, 9, 16), date(2024, 9, 17))
    assert before.is_partial
    assert people(before) == ((4, 2), (4, 2))
    assert [(part.over, part.begun) for part in found.parts] == [(True, True)] * 2 + [(False, True)] + [
        (False, False)
    ] * 4
    desk.clock.set("2025-09-17T20:00:00+07:00")
    evening = beside(desk, running).before
    assert evening is not None
    assert (evening.now.led[0], evening.before.led[0]) == (60, 45)


def spanning(first: int, last: int) -> Period:
    return Period.between(date(2025, 9, first), date(2025, 9, last))


def test_a_week_whose_first_day_is_not_over_is_compared_with_nothing(desk: Roster) -> None:
    desk.report_each("Ani", [MONDAY], (20, 0, 0, 0))
    desk.report_each("Ani", days(WEEK), (15, 0, 0, 0))
    found = beside(desk, Period.week_of(MONDAY))
    assert (found.before, found.year_before, found.headline) == (None, None, None)


def test_a_running_month_is_compared_with_the_equal_part_of_a_shorter_one(desk: Roster) -> None:
    march, february = Period.month_of(date(2025, 3, 1)), Period.month_of(date(2025, 2, 1))
    desk.report_each("Ani", days(march), (2, 0, 0, 0))
    desk.report_each("Ani", days(february), (1, 0, 0, 0))
    desk.report_each("Ani", days(Period.month_of(date(2024, 3, 1))), (3, 0, 0, 0))
    desk.clock.set("2025-03-31T08:30:00+07:00")
    found = beside(desk, march)
    before, year_before = found.before, found.year_before
    assert before is not None
    assert year_before is not None
    assert (before.now.period.days, before.before.period.days) == (28, 28)
    assert (before.now.led[0], before.before.led[0]) == (56, 28)
    assert year_before.before.period == Period.between(date(2024, 3, 1), date(2024, 3, 30))
    assert (year_before.now.led[0], year_before.before.led[0]) == (60, 90)


def test_a_year_before_the_same_dates_stand_beside_each_other_also_after_a_leap_day(desk: Roster) -> None:
    desk.clock.set("2025-03-10T08:30:00+07:00")
    desk.report_each("Ani", days(Period.quarter_of(date(2025, 1, 1)), 68), (1, 0, 0, 0))
    year_before = beside(desk, Period.quarter_of(date(2025, 1, 1))).year_before
    assert year_before is not None
    assert year_before.now.period == Period.between(date(2025, 1, 1), date(2025, 3, 9))
    assert year_before.before.period == Period.between(date(2024, 1, 1), date(2024, 3, 9))


def test_a_semester_stands_beside_the_same_of_the_year_before_month_by_month(desk: Roster) -> None:
    this, then = date(2025, 7, 1), date(2024, 7, 1)
    desk.report_each("Ani", [this + timedelta(days=ahead) for ahead in range(70)], (1, 0, 0, 0))
    desk.report_each("Ani", [then + timedelta(days=ahead) for ahead in range(184)], (2, 0, 0, 0))
    desk.clock.set("2025-09-10T08:30:00+07:00")
    found = beside(desk, Period.semester(2025, 2))
    year_before = found.year_before
    assert year_before is not None
    assert found.headline is year_before
    assert found.behind == Period.semester(2024, 2)
    assert year_before.before.period == Period.between(date(2024, 7, 1), date(2024, 9, 9))
    assert (year_before.now.led[0], year_before.before.led[0]) == (70, 142)
    patrols = [(part.led and part.led[0], part.before and part.before[0]) for part in found.parts]
    assert patrols == [(31, 62), (31, 62), (8, 18), (None, 62), (None, 60), (None, 62)]


def test_far_more_people_are_no_equal_footing(desk: Roster) -> None:
    desk.clock.set("2025-09-08T07:00:00+07:00")
    desk.member("Citra", "BAKAMLA/BATAM")
    desk.clock.set("2025-09-15T08:30:00+07:00")
    for name in ("Ani", "Budi", "Citra"):
        desk.report_each(name, days(WEEK), (4, 0, 0, 0))
    for name in ("Ani", "Budi"):
        desk.report_each(name, days(WEEK_BEFORE), (4, 0, 0, 0))
    before = beside(desk, WEEK).before
    assert before is not None
    assert people(before) == ((21, 21), (14, 14))
    assert before.footing == Footing.OTHER_SIZE


def test_who_is_excused_is_expected_in_neither_week(desk: Roster) -> None:
    desk.excuse("Budi", WEEK_BEFORE.first, WEEK.last)
    desk.report_each("Ani", days(WEEK), (4, 0, 0, 0))
    desk.report_each("Ani", days(WEEK_BEFORE), (4, 0, 0, 0))
    before = beside(desk, WEEK).before
    assert before is not None
    assert people(before) == ((7, 7), (7, 7))


def test_an_agency_and_a_unit_are_compared_with_themselves(desk: Roster) -> None:
    desk.report_each("Ani", days(WEEK), (4, 0, 0, 0))
    desk.report_each("Ani", days(WEEK_BEFORE), (3, 0, 0, 0))
    desk.report_each("Budi", days(WEEK_BEFORE), (100, 0, 0, 0))
    for place in places_of(desk, "BAKAMLA/BATAM"):
        before = beside(desk, WEEK, place).before
        assert before is not None
        assert (before.now.led[0], before.before.led[0]) == (28, 21)
        assert people(before) == ((7, 7), (7, 7))


def places_of(roster: Roster, unit: str) -> tuple[Place, Place]:
    """An agency, and its unit."""

    def work(session: Session) -> tuple[Place, Place]:
        agency_id = session.get_one(Unit, roster.units[unit]).agency_id
        return Place(agency_id=agency_id), Place(agency_id=agency_id, unit_id=roster.units[unit])

    return roster.database.read_now(work)
