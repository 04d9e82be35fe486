"""Recaps against a recount from the raw rows: whatever members do, no figure is lost, doubled or above 100%."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models.clock import local_date
from models.periods import Period
from models.provinces import Zone
from models.recap import RecapLine, recap, semester_recap
from models.schedule import Schedule
from models.schema import Role
from tests.clock.roster import MONDAY, NIHIL, Roster
from tests.clock.stories import (
    FIRST_DAY,
    STORY_DAYS,
    Event,
    Raw,
    agency_id,
    figures,
    is_possible,
    periods,
    recount,
    relaxed,
    stories,
    told,
)


@relaxed
@given(story=stories, ahead=st.integers(-1, STORY_DAYS + 1), hour=st.integers(0, 23))
def test_a_recap_is_what_a_recount_finds(desk_roster: Roster, story: list[Event], ahead: int, hour: int) -> None:
    now = datetime(2025, 6, 27, hour, tzinfo=Zone.WIB.tz).astimezone(UTC) + timedelta(days=ahead)
    today = FIRST_DAY + timedelta(days=ahead)
    until = today if now >= Schedule().deadline_of(today, Zone.WIB) else today - timedelta(days=1)

    def check(session: Session) -> None:
        raw = Raw.of(session)
        for period in periods():
            found = recap(session, period, None, now)
            assert figures(found.total) == recount(raw, period, until, begun=local_date(now, Zone.WIT)), period
            assert all(map(is_possible, found.lines)), period
            assert +figures(found.total) == sum(map(figures, found.lines), Counter())

    told(desk_roster, story, check)


@relaxed
@given(story=stories)
def test_the_agencies_recaps_add_up_to_the_desks(desk_roster: Roster, story: list[Event]) -> None:
    now = datetime(2025, 7, 10, tzinfo=UTC)

    def check(session: Session) -> None:
        for period in periods():
            whole = recap(session, period, None, now)
            for line in whole.lines:
                own = recap(session, period, agency_id(session, line.code), now)
                assert figures(own.total) == figures(line), (period, line.code)
                assert all(map(is_possible, own.lines))

    told(desk_roster, story, check)


@relaxed
@given(story=stories, ahead=st.integers(-1, STORY_DAYS + 1))
def test_the_days_and_months_of_a_semester_add_up_to_it(desk_roster: Roster, story: list[Event], ahead: int) -> None:
    now = datetime(2025, 6, 27, 5, tzinfo=UTC) + timedelta(days=ahead)

    def check(session: Session) -> None:
        for period in (Period.semester(2025, 1), Period.semester(2025, 2)):
            for agency in (None, agency_id(session, "BAKAMLA")):
                told_whole = semester_recap(session, period, agency, now)
                assert sum(day.expected for day in told_whole.days) == told_whole.recap.total.expected
                assert sum(day.reported for day in told_whole.days) == told_whole.recap.total.reported
                months = [month.led for month in told_whole.months if month.led is not None]
                assert tuple(map(sum, zip(*months, strict=True))) == (told_whole.recap.total.led if months else ())

    told(desk_roster, story, check)


def lines_of(roster: Roster, day: date = MONDAY) -> dict[str, RecapLine]:
    found = roster.database.read_now(recap, Period.day(day), None, roster.clock.now())
    return {line.code: line for line in (*found.lines, found.total)}


def test_who_moves_at_noon_is_there_for_the_whole_day_with_their_report(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.report("Ani", led=(3, 0, 0, 0))
    roster.member("Ani", "KKP/MERAUKE", province=93)
    lines = lines_of(roster)
    assert "BAKAMLA" not in lines
    assert (lines["KKP"].expected, lines["KKP"].reported, lines["KKP"].led) == (1, 1, (3, 0, 0, 0))


def test_who_becomes_a_coordinator_after_reporting_is_expected_no_more(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.report("Ani", led=(3, 0, 0, 0))
    roster.member("Ani", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    total = lines_of(roster)[""]
    assert (total.expected, total.reported, total.reports, total.led) == (0, 0, 1, (3, 0, 0, 0))


def test_who_reports_on_a_day_of_leave_counts_as_expected(roster: Roster) -> None:
    for name in ("Ani", "Budi"):
        roster.member(name, "BAKAMLA/BATAM")
        roster.excuse(name)
    roster.report("Ani", led=NIHIL)
    total = lines_of(roster)[""]
    assert (total.expected, total.reported, total.excused, total.nil) == (1, 1, 1, 1)


def test_on_the_first_day_of_a_month_nobody_is_late_yet(roster: Roster) -> None:
    roster.clock.set("2025-09-01T09:00:00+07:00")
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.report("Ani", date(2025, 9, 1), led=(3, 0, 0, 0))
    month = Period.month_of(date(2025, 9, 1))
    total = roster.database.read_now(recap, month, None, roster.clock.now()).total
    assert (total.expected, total.reported, total.reports, total.led) == (0, 0, 1, (3, 0, 0, 0))
    roster.clock.set("2025-09-01T20:00:00+07:00")
    total = roster.database.read_now(recap, month, None, roster.clock.now()).total
    assert (total.expected, total.reported) == (1, 1)
