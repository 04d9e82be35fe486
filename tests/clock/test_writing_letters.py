"""What is written of a message when its turn comes: nothing that has become pointless, and nothing of others."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.groups import GroupPlace, release_group
from models.heartbeats import Lives
from models.members import person_by_id
from models.outbox import Claimed, claim
from models.schema import Role
from scheduler.letter import Letter, Pointless
from scheduler.letters import compose
from scheduler.planning import plan_what_is_due
from tests.clock.roster import Roster
from tests.clock.rows import AFTERNOON, NIGHT, claim_one, later


def composed(roster: Roster, row: Claimed) -> Letter | Pointless:
    return roster.database.read_now(compose, row, roster.clock.now(), synthetic=True)


def test_what_has_become_pointless_is_not_written(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    row = claim_one(roster)
    assert isinstance(composed(roster, row), Letter)
    later(roster, timedelta(hours=3))
    assert composed(roster, row) == Pointless("expired")
    roster.clock.set(AFTERNOON)
    roster.excuse("Ani")
    assert composed(roster, row) == Pointless("reported or excused")


def test_a_released_group_gets_no_post(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", -1)
    roster.clock.set(NIGHT)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    post = next(
        r for r in roster.database.write_now(claim, roster.clock.now(), Lives("here"), most=9) if r.group_id is not None
    )
    assert isinstance(composed(roster, post), Letter)
    release(roster)
    assert composed(roster, post) == Pointless("group released")


def test_a_group_bound_again_after_its_release_gets_its_posts(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", -1)
    release(roster)
    roster.group("Ketua", -1)
    roster.clock.set(NIGHT)
    assert roster.database.write_now(plan_what_is_due, roster.clock.now()) == 2, "the post, and the coordinator's list"


def test_the_agency_list_names_its_own_people_only(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Budi", "KKP/BATAM")
    roster.member("Pak Bakamla", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.clock.set("2025-09-15T20:05:00+07:00")
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    rows = roster.database.write_now(claim, roster.clock.now(), Lives("here"), most=9)
    texts = {one.chat_id: one.card.text for one in (composed(roster, row) for row in rows) if isinstance(one, Letter)}
    own, desk = texts[roster.telegram_id("Pak Bakamla")], texts[roster.telegram_id("Ketua")]
    assert "Ani" in own
    assert "Budi" not in own
    assert "BAKAMLA: 1" in desk
    assert "Ani" not in desk


def release(roster: Roster) -> None:
    def work(session: Session) -> None:
        person = person_by_id(session, roster.members["Ketua"], roster.clock.now())
        assert person is not None
        release_group(session, person, GroupPlace(-1, None, "Grup"), roster.clock.now())

    roster.database.write_now(work)
