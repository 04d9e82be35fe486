"""Being forgotten: nothing personal is left in any table, and no count, recap or seal changes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import erasures
from models.audit_seals import head, seal_waiting
from models.audit_verification import verify
from models.database import Database
from models.erasing import FORGOTTEN
from models.erasures import COOLING_OFF, ErasureView, LastAdministratorStays
from models.managed_members import managed_member
from models.member_lists import Listing, list_members
from models.members import person_by_id
from models.membership_rows import end
from models.periods import Period
from models.permissions import Person
from models.photo_files import files_to_remove
from models.recap import recap
from models.retention import Expired, forget_expired
from models.schema import (
    Activity,
    Erasure,
    ErasureState,
    Member,
    Membership,
    Photo,
    Role,
    ScheduleSetting,
    UnitDay,
    UnitDayTotal,
)
from scheduler.planning import plan_what_is_due
from tests.clock.roster import MONDAY, Roster
from tests.privacy.marked import MARKS, NAME, marked_member, marks_in

TELEGRAM = 7_070_707_070
MONTH = Period.month_of(MONDAY)


def person(roster: Roster, member_id: int) -> Person:
    found = roster.database.read_now(person_by_id, member_id, roster.clock.now())
    assert found is not None
    return found


def state(roster: Roster) -> list[ErasureState]:
    return roster.database.read_now(lambda session: list(session.scalars(select(Erasure.state).order_by(Erasure.id))))


def ask(roster: Roster, member_id: int) -> ErasureView:
    return roster.database.write_now(erasures.ask, person(roster, member_id), roster.clock.now())


def decide(roster: Roster, by: str, erasure_id: int, *, granted: bool = True) -> ErasureView | None:
    coordinator = person(roster, roster.members[by])
    now = roster.clock.now()
    return roster.database.write_now(erasures.decide, coordinator, erasure_id, granted=granted, now=now)


def tick(roster: Roster) -> int:
    return roster.database.write_now(erasures.carry_out_due, roster.clock.now())


def wait(roster: Roster, span: timedelta) -> None:
    roster.clock.set((roster.clock.now() + span).isoformat())


def counted(session: Session, roster: Roster) -> object:
    """Every total that can be asked for: recaps for the desk and the agency, day by day, and the running totals."""
    now = roster.clock.now()
    days = [recap(session, Period.day(MONDAY + timedelta(days=ahead)), None, now) for ahead in range(2)]
    rows = [
        [row._asdict() for row in session.execute(select(table.__table__).order_by(*table.__table__.primary_key))]
        for table in (UnitDay, UnitDayTotal)
    ]
    return days, recap(session, MONTH, None, now), rows


def seal(database: Database) -> None:
    while database.write_now(seal_waiting, Roster(database).clock.now()):
        pass


@pytest.fixture
def marked(roster: Roster) -> int:
    """Somebody with everything, a coordinator of theirs, a colleague who reports, an administrator."""
    member_id = marked_member(roster)
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Siti", "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.report("Siti")
    return member_id


def test_everything_personal_goes_and_every_count_stays(roster: Roster, marked: int) -> None:
    seal(roster.database)
    noted = roster.database.read_now(head)
    assert noted is not None
    assert {mark for _, mark in marks_in(roster.database, TELEGRAM)} == {*MARKS, str(TELEGRAM)}

    request = ask(roster, marked)
    decide(roster, "Rina", request.id)
    wait(roster, COOLING_OFF)
    before = roster.database.read_now(counted, roster)
    assert tick(roster) == 1
    assert state(roster) == [ErasureState.DONE]
    after = roster.database.read_now(counted, roster)
    assert after == before
    # The menu that Telegram still shows is taken away next: until then only its account is known.
    assert marks_in(roster.database, TELEGRAM) == {("stale_menu", str(TELEGRAM))}
    member = roster.database.read_now(lambda session: session.get_one(Member, marked))
    assert (member.name, member.rank, member.telegram_id) == (FORGOTTEN, None, None)

    seal(roster.database)
    verdict = roster.database.read_now(verify, [noted.hash])
    assert verdict.is_sound
    assert verdict.erased >= 4
    assert tick(roster) == 0


def test_the_file_of_a_photo_goes_too(roster: Roster, marked: int) -> None:
    decide(roster, "Rina", ask(roster, marked).id)
    wait(roster, COOLING_OFF)
    tick(roster)
    assert [file.name for file in roster.database.read_now(files_to_remove, 10)] == ["1.jpg"]


def test_the_place_ends_with_the_day_and_nothing_is_expected_any_more(roster: Roster, marked: int) -> None:
    decide(roster, "Rina", ask(roster, marked).id)
    wait(roster, COOLING_OFF)
    tick(roster)
    last = roster.database.read_now(
        lambda session: session.scalars(select(Membership.last_day).where(Membership.member_id == marked)).one()
    )
    assert last == date(2025, 9, 16)


def test_nothing_happens_before_the_day_is_over_or_without_a_coordinator(roster: Roster, marked: int) -> None:
    request = ask(roster, marked)
    wait(roster, timedelta(days=3))
    assert tick(roster) == 0
    decide(roster, "Rina", request.id)
    wait(roster, COOLING_OFF - timedelta(seconds=1))
    assert tick(roster) == 0
    wait(roster, timedelta(seconds=1))
    assert tick(roster) == 1


def test_it_can_be_taken_back_until_then(roster: Roster, marked: int) -> None:
    decide(roster, "Rina", ask(roster, marked).id)
    wait(roster, COOLING_OFF - timedelta(minutes=1))
    assert roster.database.write_now(erasures.take_back, person(roster, marked), roster.clock.now())
    wait(roster, timedelta(hours=1))
    assert tick(roster) == 0
    assert state(roster) == [ErasureState.TAKEN_BACK]
    assert person(roster, marked).name == NAME


def test_asking_twice_is_asking_once_and_a_decision_is_one(roster: Roster, marked: int) -> None:
    first, again = ask(roster, marked), ask(roster, marked)
    assert first.id == again.id
    decide(roster, "Rina", first.id, granted=False)
    late = decide(roster, "Rina", first.id)
    assert late is not None
    assert late.state == ErasureState.DECLINED
    assert ask(roster, marked).id != first.id


def test_who_is_forgotten_is_nobody_to_manage_any_more(roster: Roster, marked: int) -> None:
    request = ask(roster, marked)
    decide(roster, "Rina", request.id)
    wait(roster, COOLING_OFF)
    assert tick(roster) == 1
    roster.clock.set("2025-09-25T09:00:00+07:00")
    admin = person(roster, roster.members["Ketua"])

    def look(session: Session) -> tuple[object, list[str]]:
        gone = list_members(session, admin, Listing(gone=True), roster.clock.now())
        return managed_member(session, admin, marked, roster.clock.now()), [line.name for line in gone.lines]

    assert roster.database.read_now(look) == (None, [])


def test_a_request_of_somebody_who_left_meanwhile_is_decided_all_the_same(roster: Roster, marked: int) -> None:
    request = ask(roster, marked)
    roster.database.write_now(lambda session: end(session, marked, MONDAY))
    wait(roster, timedelta(days=2))
    decided = decide(roster, "Rina", request.id)
    assert decided is not None
    assert state(roster) == [ErasureState.GRANTED]


def test_only_a_coordinator_of_theirs_decides(roster: Roster, marked: int) -> None:
    roster.member("Tamu", "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    roster.member("Operator", "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    request = ask(roster, marked)
    assert decide(roster, "Tamu", request.id) is None
    assert decide(roster, "Operator", request.id) is None
    assert decide(roster, "Siti", request.id) is None
    assert state(roster) == [ErasureState.ASKED]
    own = ask(roster, roster.members["Rina"])
    assert decide(roster, "Rina", own.id) is None  # nobody confirms their own
    assert decide(roster, "Ketua", own.id) is not None


def test_letters_go_to_the_agency_or_to_the_desk_and_to_whoever_asked(roster: Roster, marked: int) -> None:
    request = ask(roster, marked)
    assert {name for kind, name, _ in roster.planned() if kind == erasures.ERASURE_ASKED} == {"Rina"}
    decide(roster, "Rina", request.id)
    assert {name for kind, name, _ in roster.planned() if kind == erasures.ERASURE_TOLD} == {NAME}
    ask(roster, roster.members["Rina"])
    assert {name for kind, name, _ in roster.planned() if kind == erasures.ERASURE_ASKED} == {"Rina", "Ketua"}


def test_the_last_administrator_stays(roster: Roster, marked: int) -> None:  # noqa: ARG001
    with pytest.raises(LastAdministratorStays):
        ask(roster, roster.members["Ketua"])
    roster.member("Wakil", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    request = ask(roster, roster.members["Ketua"])
    decide(roster, "Wakil", request.id)
    roster.member("Wakil", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    wait(roster, COOLING_OFF)
    tick(roster)
    assert state(roster) == [ErasureState.DECLINED]
    assert person(roster, roster.members["Ketua"]).role == Role.ADMINISTRATOR


def test_photos_and_positions_are_kept_as_long_as_the_settings_say(roster: Roster, marked: int) -> None:  # noqa: ARG001
    def expire() -> Expired:
        return roster.database.write_now(forget_expired, roster.clock.now())

    roster.clock.set("2025-12-14T12:00:00+07:00")  # 90 days later: the last day of a position
    assert expire() == Expired(0, 0)
    wait(roster, timedelta(days=1))
    assert expire() == Expired(0, 1)
    roster.database.write_now(lambda session: session.add(ScheduleSetting(key="photo_days", days=30)))
    assert expire() == Expired(1, 0)
    assert expire() == Expired(0, 0)

    def kept(session: Session) -> tuple[object, ...]:
        activity, photo = session.scalars(select(Activity)).one(), session.scalars(select(Photo)).one()
        return activity.latitude, activity.longitude, activity.place, photo.file_id, photo.caption

    assert roster.database.read_now(kept) == (None, None, "TANDA pelabuhan", "", None)
    assert [file.name for file in roster.database.read_now(files_to_remove, 10)] == ["1.jpg"]


def test_what_is_planned_for_a_forgotten_member_is_dropped(roster: Roster, marked: int) -> None:
    decide(roster, "Rina", ask(roster, marked).id)
    wait(roster, COOLING_OFF)
    tick(roster)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    assert {row.state.value for row in roster.outbox() if row.member_id == marked} == {"dropped"}
