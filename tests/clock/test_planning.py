"""From what is due to rows of the outbox: for whom, and each one once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from sqlalchemy import select, update

from models.clock import local_date
from models.provinces import Zone
from models.schema import Membership, OutboxState, Role
from scheduler.planning import plan_what_is_due
from tests.clock.roster import MONDAY, Roster

AFTERNOON, EVENING, NIGHT = "2025-09-15T15:00:00+07:00", "2025-09-15T20:05:00+07:00", "2025-09-15T21:00:00+07:00"
TELEGRAM_OF_ANI = 1000


def plan(roster: Roster, moment: str) -> int:
    roster.clock.set(moment)
    return roster.database.write_now(plan_what_is_due, roster.clock.now())


def recipients(roster: Roster, kind: str) -> set[str]:
    return {name for planned_kind, name, _ in roster.planned() if planned_kind == kind}


def test_planning_twice_plans_once(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    assert plan(roster, AFTERNOON) == 1
    assert plan(roster, AFTERNOON) == 0
    assert roster.planned() == {("invitation", "Ani", OutboxState.PENDING)}


def test_four_planners_at_once_make_each_row_once(roster: Roster) -> None:
    for number in range(20):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    roster.member("Ketua", "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    roster.group("Ketua")
    roster.clock.set(EVENING)
    roster.set_hour("deadline", time(23, 0))  # so that the warnings and the list are due together
    with ThreadPoolExecutor(4) as planners:
        plans = [planners.submit(roster.database.write_now, plan_what_is_due, roster.clock.now()) for _ in range(4)]
        new = [planned.result() for planned in plans]
    assert sum(new) == len(roster.outbox()) == 21
    assert len({(row.kind, row.recipient, row.occasion) for row in roster.outbox()}) == 21


def test_only_who_is_awaited_is_reminded(roster: Roster) -> None:
    for name in ("Ani", "Budi", "Citra", "Dewi"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.member("Ketua", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.report("Budi")
    roster.excuse("Citra")
    roster.blocks("Dewi")
    plan(roster, AFTERNOON)
    assert recipients(roster, "invitation") == {"Ani"}


def test_who_let_the_bot_write_again_is_reminded_again(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.blocks("Ani")
    assert plan(roster, AFTERNOON) == 0
    roster.blocks("Ani", blocked=False)
    assert plan(roster, AFTERNOON) == 1


def test_everybody_is_reminded_by_their_own_clock(roster: Roster) -> None:
    roster.member("Barat", "BAKAMLA/BATAM", province=21)
    roster.member("Tengah", "BAKAMLA/MAKASSAR", province=73)
    roster.member("Timur", "KKP/MERAUKE", province=93)
    plan(roster, "2025-09-15T13:00:00+07:00")
    assert recipients(roster, "invitation") == {"Timur"}
    plan(roster, "2025-09-15T14:00:00+07:00")
    assert recipients(roster, "invitation") == {"Timur", "Tengah"}
    plan(roster, AFTERNOON)
    assert recipients(roster, "invitation") == {"Timur", "Tengah", "Barat"}


def test_a_reminder_that_was_never_sent_is_dropped_when_the_next_one_takes_over(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    plan(roster, AFTERNOON)
    plan(roster, "2025-09-15T18:00:00+07:00")
    assert roster.planned() == {
        ("invitation", "Ani", OutboxState.DROPPED),
        ("nudge", "Ani", OutboxState.PENDING),
    }


def test_changed_hours_count_at_once(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.set_hour("invitation", time(16, 0))
    assert plan(roster, AFTERNOON) == 0
    assert plan(roster, "2025-09-15T16:00:00+07:00") == 1


def test_a_coordinator_is_told_when_the_last_of_their_people_has_passed_the_deadline(roster: Roster) -> None:
    roster.member("Barat", "BAKAMLA/BATAM", province=21)
    roster.member("Timur", "KKP/MERAUKE", province=93)
    roster.member("Bakamla", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("KKP", "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    plan(roster, "2025-09-15T18:05:00+07:00")
    assert recipients(roster, "missing_list") == {"KKP"}
    plan(roster, EVENING)
    assert recipients(roster, "missing_list") == {"KKP", "Bakamla", "Ketua"}


def test_the_list_also_waits_for_those_who_will_leave_soon(roster: Roster) -> None:
    roster.member("Timur", "KKP/MERAUKE", province=93)
    roster.member("Barat", "KKP/BATAM", province=21)
    roster.member("KKP", "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    leaves = update(Membership).where(Membership.member_id == roster.members["Barat"])
    roster.database.write_now(lambda session: session.execute(leaves.values(last_day=date(2025, 9, 30))))
    plan(roster, "2025-09-15T18:05:00+07:00")
    assert recipients(roster, "missing_list") == set(), "Barat has two hours left"


def test_a_coordinator_who_blocked_the_bot_gets_no_list(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.blocks("Ketua")
    plan(roster, EVENING)
    assert recipients(roster, "missing_list") == set()


def test_a_group_gets_what_became_due_since_it_was_bound(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua")
    plan(roster, AFTERNOON)
    assert recipients(roster, "daily_post") == set(), "yesterday's post was due before"
    plan(roster, NIGHT)
    (post,) = [row for row in roster.outbox() if row.kind == "daily_post"]
    assert post.occasion == MONDAY.isoformat()


def test_each_topic_of_a_forum_gets_its_post(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", thread_id=5)
    roster.group("Ketua", thread_id=9)
    plan(roster, NIGHT)
    assert len(recipients(roster, "daily_post")) == 2


def test_after_three_days_only_what_still_makes_sense_is_planned(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua")
    plan(roster, "2025-09-18T18:30:00+07:00")
    assert {(row.kind, row.occasion) for row in roster.outbox()} == {
        ("nudge", "2025-09-18"),
        ("daily_post", "2025-09-17"),
    }


@pytest.mark.parametrize(("province", "first_day"), [(21, date(2025, 9, 15)), (93, date(2025, 9, 16))])
def test_a_member_is_expected_from_their_own_today_on(roster: Roster, province: int, first_day: date) -> None:
    roster.clock.set("2025-09-15T22:30:00+07:00")
    roster.member("Ani", "KKP/MERAUKE", province=province)
    joined = roster.database.read_now(lambda session: session.scalars(select(Membership)).one())
    assert joined.first_day == first_day
    assert first_day == local_date(roster.clock.now(), Zone.WIB if province == 21 else Zone.WIT)
