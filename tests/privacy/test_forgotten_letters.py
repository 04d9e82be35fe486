"""What was sent to whoever was forgotten, or asked by them: no row names their account; the trail stays verifiable."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit_heads import told_heads
from models.audit_reading import Wanted, read_trail
from models.audit_seals import seal_waiting
from models.audit_verification import verify
from models.erasing import forget
from models.invitations import Offer, create_invitation
from models.join_requests import ask_to_join, decide, waiting_requests
from models.managed_members import ManagedMember, managed_member
from models.member_accounts import bind_account, cut_account
from models.member_changes import deactivate
from models.members import Newcomer, identify, person_by_id, take_in
from models.permissions import Person
from models.schema import Invitation, Member, Outbox, OutboxState, Role
from scheduler.planning import plan_what_is_due
from tests.clock.roster import MONDAY, Roster
from tests.privacy.searching import tables_with

FIRST, SECOND, THIRD = 7_070_707_071, 7_070_707_072, 7_070_707_073
LETTERS = {"join_decided", "member_told"}


def person(session: Session, roster: Roster, name: str) -> Person:
    found = person_by_id(session, roster.members[name], roster.clock.now())
    assert found is not None
    return found


def managed(session: Session, roster: Roster, member_id: int) -> ManagedMember:
    found = managed_member(session, person(session, roster, "Rina"), member_id, roster.clock.now())
    assert found is not None
    return found


def come_in_by_code(session: Session, roster: Roster) -> int:
    now = roster.clock.now()
    ask_to_join(session, FIRST, roster.unit("BAKAMLA/BATAM"), "Budi", None, now)
    rina = person(session, roster, "Rina")
    (request,) = waiting_requests(session, rina)
    decide(session, rina, request.id, accept=True, now=now)
    budi = identify(session, FIRST, now)
    assert budi is not None
    return budi.member_id


def change_phones(session: Session, roster: Roster, member_id: int) -> None:
    """Move to another account, lose that one, get a third, leave, come back, leave."""
    rina, now = person(session, roster, "Rina"), roster.clock.now()
    for account in (SECOND, THIRD):
        offer = Offer(Role.OFFICER, roster.unit("BAKAMLA/BATAM"), member_id=member_id)
        create_invitation(session, offer, inviter=None, now=now)
        newest = session.scalars(select(Invitation.id).order_by(Invitation.id.desc())).first()
        assert newest is not None
        assert bind_account(session, newest, account, now)
        if account == SECOND:
            cut_account(session, rina, managed(session, roster, member_id), now)
    deactivate(session, rina, managed(session, roster, member_id), MONDAY, now)


def test_no_letter_names_an_account_of_whoever_was_forgotten(roster: Roster) -> None:
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    member_id = roster.database.write_now(come_in_by_code, roster)
    assert "outbox" in tables_with(roster, FIRST), "what was decided was told to the account"
    roster.database.write_now(change_phones, roster, member_id)
    assert all("outbox" in tables_with(roster, account) for account in (FIRST, SECOND, THIRD))
    roster.database.write_now(forget, member_id, roster.clock.now())
    for account in (FIRST, SECOND, THIRD):
        assert tables_with(roster, account) <= {"stale_menu"}
    theirs = [row for row in roster.outbox() if row.member_id == member_id]
    assert {row.kind for row in theirs} >= LETTERS
    assert all(row.payload == {} and row.state == OutboxState.DROPPED for row in theirs)


def test_no_invitation_names_the_account_that_asked_for_it(roster: Roster) -> None:
    """The card whose button makes a link is known by its account and its message."""
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)

    def invite(session: Session) -> None:
        rina, unit_id = person(session, roster, "Rina"), roster.units["BAKAMLA/BATAM"]
        session.get_one(Member, rina.member_id).telegram_id = FIRST
        offer = Offer(Role.OFFICER, unit_id, request_key=f"{FIRST}:12")
        create_invitation(session, offer, inviter=rina, now=roster.clock.now())

    roster.database.write_now(invite)
    assert "invitation" in tables_with(roster, FIRST)
    roster.database.write_now(forget, roster.members["Rina"], roster.clock.now())
    assert tables_with(roster, FIRST) == {"stale_menu"}


def test_somebody_elses_letters_stay(roster: Roster) -> None:
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    member_id = roster.database.write_now(come_in_by_code, roster)
    roster.database.write_now(change_phones, roster, member_id)
    roster.member("Siti", "BAKAMLA/BATAM")
    roster.database.write_now(forget, roster.members["Siti"], roster.clock.now())
    assert "outbox" in tables_with(roster, THIRD)


def test_a_forgotten_administrator_takes_no_noted_head_along(roster: Roster) -> None:
    roster.member("Ani", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.member("Bona", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.database.write_now(seal_waiting, roster.clock.now())
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    noted = roster.database.read_now(told_heads)
    assert len(noted) == 1
    for name in ("Ani", "Bona"):
        roster.database.write_now(forget, roster.members[name], roster.clock.now())
    assert roster.database.read_now(told_heads) == noted
    assert roster.database.read_now(lambda session: verify(session, told_heads(session)).is_sound)


def test_a_head_that_an_earlier_program_emptied_is_passed_over(roster: Roster) -> None:
    roster.member("Ani", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.database.write_now(seal_waiting, roster.clock.now())
    roster.database.write_now(plan_what_is_due, roster.clock.now())

    def empty(session: Session) -> None:
        for row in session.scalars(select(Outbox)):
            row.payload = {}

    roster.database.write_now(empty)
    assert roster.database.read_now(told_heads) == []


def test_somebody_of_the_same_name_keeps_their_values(roster: Roster) -> None:
    roster.member("Budi Santoso", "BAKAMLA/BATAM")
    now = roster.clock.now()
    other = Newcomer(THIRD, "Budi Santoso", "Serda", Role.OFFICER, roster.unit("KKP/MERAUKE"))
    other_id = roster.database.write_now(take_in, other, actor_id=None, now=now)
    roster.database.write_now(forget, roster.members["Budi Santoso"], now)

    def joined(session: Session, member_id: int) -> object:
        (event,) = read_trail(session, Wanted(member_id, action="member.joined"))
        return event.content and event.content["name"]

    assert roster.database.read_now(joined, other_id) == "Budi Santoso"
    assert roster.database.read_now(joined, roster.members["Budi Santoso"]) is None
