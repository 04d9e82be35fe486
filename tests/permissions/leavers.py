"""Members who are with us no longer: one of every role whom somebody let go, and one whose last day is over."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import member_changes
from models.managed_members import managed_member
from models.members import person_by_id
from models.membership_rows import end
from models.schema import Role
from tests.clock.roster import MONDAY
from tests.permissions.world import ROLES, World

#: Stands only in what they would be told if they still belonged.
LEFT = "Mantan"
ENDED = f"{LEFT} sejak kemarin"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who left, by their Telegram account."""

    telegram_id: int
    member_id: int
    role: Role


def let_go(world: World) -> dict[str, Leaver]:
    """Take in one of every role, and let them go today, all but one, whose last day was yesterday. By name."""
    roster = world.roster
    by_name = {f"{LEFT} {role}": role for role in Role}
    for name, role in by_name.items():
        roster.member(name, "BAKAMLA/BATAM", role)
    roster.clock.set("2025-09-12T08:30:00+07:00")
    roster.member(ENDED, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.database.write_now(_end, world, list(by_name))
    by_name[ENDED] = Role.AGENCY_COORDINATOR
    return {name: Leaver(roster.telegram_id(name), roster.members[name], role) for name, role in by_name.items()}


def _end(session: Session, world: World, names: list[str]) -> None:
    roster, now = world.roster, world.roster.clock.now()
    administrator = person_by_id(session, roster.members[ROLES[Role.ADMINISTRATOR]], now)
    assert administrator is not None
    for name in names:
        member = managed_member(session, administrator, roster.members[name], now)
        assert member is not None
        member_changes.deactivate(session, administrator, member, MONDAY, now)
    end(session, roster.members[ENDED], MONDAY)
