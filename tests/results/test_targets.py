"""Targets and their pace: honest about the days that are gone, and about what was led."""

from datetime import date

import pytest
from sqlalchemy import select

from models.indicators import questions_on
from models.organisation import agency_by_code
from models.periods import Period
from models.permissions import Place
from models.schema import AuditEvent, Role, TargetRevision
from models.targets import Aim, Pace, UnfitTarget, drop_target, pace, set_target
from tests.clock.roster import MONDAY, Roster
from tests.results.release import SECOND_HALF, person_of


def patrol(roster: Roster) -> int:
    return roster.database.read_now(lambda session: questions_on(session, MONDAY)[0].indicator_id)


def set_(roster: Roster, aim: Aim, amount: int) -> bool:
    return roster.database.write_now(set_target, None, aim, amount, roster.clock.now())


def pace_of(roster: Roster, period: Period, place: Place | None = None, today: date = MONDAY) -> Pace:
    found = roster.database.read_now(pace, period, place or Place(), today)
    assert found is not None
    return found


def kkp(roster: Roster) -> int:
    return roster.database.read_now(lambda session: agency_by_code(session, "KKP").id)


def test_pace_is_what_was_led_against_the_target_and_the_days_gone_against_all(roster: Roster) -> None:
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Siti", "KKP/BIAK")
    roster.report("Budi", led=(3, 1, 0, 0))
    roster.report("Siti", led=(15, 0, 0, 0))
    set_(roster, Aim(SECOND_HALF, patrol(roster)), 25)
    set_(roster, Aim(SECOND_HALF, patrol(roster), kkp(roster)), 10)
    whole = pace_of(roster, SECOND_HALF)
    assert [(one.question.key, one.target, one.done, one.share) for one in whole.indicators] == [
        ("patrol", 25, 18, 0.72),
        ("community_visit", None, 1, None),
        ("inspection", None, 0, None),
        ("outreach", None, 0, None),
    ]
    assert (whole.days_gone, whole.semester.days, whole.until) == (77, 184, MONDAY)
    assert whole.time_share == 77 / 184
    own = pace_of(roster, SECOND_HALF, Place(agency_id=kkp(roster)))
    assert (own.indicators[0].target, own.indicators[0].done, own.indicators[0].share) == (10, 15, 1.5)


def test_a_month_is_measured_by_its_semester_until_its_end(roster: Roster) -> None:
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.report("Budi")
    august = pace_of(roster, Period.month_of(date(2025, 8, 5)))
    assert (august.until, august.days_gone, august.indicators[0].done) == (date(2025, 8, 31), 62, 0)
    assert not august.has_targets


def test_a_semester_to_come_has_no_days_gone_and_one_that_is_over_has_all(roster: Roster) -> None:
    ahead = pace_of(roster, Period.semester(2026, 1))
    assert (ahead.until, ahead.days_gone, ahead.time_share) == (None, 0, 0.0)
    over = pace_of(roster, Period.semester(2025, 1))
    assert (over.until, over.time_share) == (date(2025, 6, 30), 1.0)


def test_what_lies_in_no_one_semester_has_no_pace(roster: Roster) -> None:
    for period in (Period.year_of(MONDAY), Period.between(date(2025, 6, 30), date(2025, 7, 1))):
        assert roster.database.read_now(pace, period, Place(), MONDAY) is None
    assert roster.database.read_now(pace, SECOND_HALF, Place(agency_id=1, unit_id=1), MONDAY) is None


def revisions(roster: Roster) -> list[TargetRevision]:
    """What the only target has been, the first one first."""
    history = select(TargetRevision).order_by(TargetRevision.number)
    return roster.database.read_now(lambda session: list(session.scalars(history)))


def test_a_target_keeps_what_it_was(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/DESK", Role.DESK_COORDINATOR)
    ketua, now = person_of(roster, "Ketua"), roster.clock.now()
    aim = Aim(SECOND_HALF, patrol(roster))
    assert set_(roster, aim, 100)
    assert not set_(roster, aim, 100)
    assert roster.database.write_now(set_target, ketua, aim, 120, now)
    assert roster.database.write_now(drop_target, ketua, aim, now)
    assert not roster.database.write_now(drop_target, ketua, aim, now)
    history = revisions(roster)
    assert [(one.number, one.amount, one.author_id) for one in history] == [
        (1, 100, None),
        (2, 120, ketua.member_id),
        (3, None, ketua.member_id),
    ]
    events = select(AuditEvent.action).where(AuditEvent.subject == "target").order_by(AuditEvent.id)
    assert roster.database.read_now(lambda session: list(session.scalars(events))) == [
        "target.set",
        "target.set",
        "target.dropped",
    ]


def test_a_target_that_cannot_be_is_refused(roster: Roster) -> None:
    for amount in (0, -1, 10_000_000):
        with pytest.raises(UnfitTarget):
            set_(roster, Aim(SECOND_HALF, patrol(roster)), amount)


def test_dropping_what_was_never_set_changes_nothing(roster: Roster) -> None:
    aim = Aim(SECOND_HALF, patrol(roster))
    assert not roster.database.write_now(drop_target, None, aim, roster.clock.now())
    assert revisions(roster) == []
