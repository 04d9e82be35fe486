"""A link is good for as long as whoever made it could still make it: no right outlives its owner's role in a link."""

import pytest
from sqlalchemy.orm import Session

from models.database import Database
from models.erasing import forget
from models.invitations import Offer, create_invitation, find_invitation
from models.members import person_by_id
from models.permissions import EVERYTHING, Action, may
from models.schema import Role
from tests.clock.roster import Roster

BATAM, AMBON, MERAUKE = "BAKAMLA/BATAM", "BAKAMLA/AMBON", "KKP/MERAUKE"


@pytest.fixture
def roster(database: Database) -> Roster:
    return Roster(database)


def link(roster: Roster, by: str, role: Role, unit: str) -> str:
    """Let a member make a link; give its token."""
    unit_id, now = roster.unit(unit), roster.clock.now()

    def work(session: Session) -> str:
        inviter = person_by_id(session, roster.members[by], now)
        assert inviter is not None
        return create_invitation(session, Offer(role, unit_id), inviter=inviter, now=now)

    return roster.database.write_now(work)


def opens(roster: Roster, token: str) -> bool:
    return roster.database.read_now(find_invitation, token, roster.clock.now()) is not None


@pytest.mark.parametrize(
    ("was", "becomes", "stays"),
    [
        (Role.ADMINISTRATOR, Role.DESK_COORDINATOR, False),
        (Role.ADMINISTRATOR, Role.AGENCY_COORDINATOR, False),
        (Role.ADMINISTRATOR, Role.OFFICER, False),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, True),
    ],
)
def test_a_link_to_a_high_role_ends_with_the_role_of_its_maker(
    roster: Roster, was: Role, becomes: Role, stays: bool
) -> None:
    roster.member("Ani", BATAM, was)
    token = link(roster, "Ani", Role.ADMINISTRATOR, BATAM)
    assert opens(roster, token)
    roster.member("Ani", BATAM, becomes)
    assert opens(roster, token) is stays


def test_what_the_lower_role_could_make_as_well_stays_good(roster: Roster) -> None:
    roster.member("Ani", BATAM, Role.DESK_COORDINATOR)
    near, far = link(roster, "Ani", Role.OFFICER, AMBON), link(roster, "Ani", Role.OFFICER, MERAUKE)
    roster.member("Ani", BATAM, Role.AGENCY_COORDINATOR)
    assert (opens(roster, near), opens(roster, far)) == (True, False)


def test_a_link_into_an_agency_ends_when_its_maker_moves_to_another(roster: Roster) -> None:
    roster.member("Rina", BATAM, Role.AGENCY_COORDINATOR)
    token = link(roster, "Rina", Role.OFFICER, AMBON)
    roster.member("Rina", MERAUKE, Role.AGENCY_COORDINATOR)
    assert not opens(roster, token)


def test_a_link_ends_when_its_maker_is_forgotten(roster: Roster) -> None:
    roster.member("Rina", BATAM, Role.AGENCY_COORDINATOR)
    token = link(roster, "Rina", Role.OFFICER, AMBON)
    roster.database.write_now(forget, roster.members["Rina"], roster.clock.now())
    assert not opens(roster, token)


def test_a_link_stays_good_when_its_maker_rises(roster: Roster) -> None:
    roster.member("Rina", BATAM, Role.AGENCY_COORDINATOR)
    token = link(roster, "Rina", Role.OFFICER, AMBON)
    roster.member("Rina", MERAUKE, Role.DESK_COORDINATOR)
    rina = roster.database.read_now(person_by_id, roster.members["Rina"], roster.clock.now())
    assert rina is not None
    assert may(rina, Action.INVITE, EVERYTHING)
    assert opens(roster, token)
