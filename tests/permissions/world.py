"""A desk of two agencies with everything that could be asked for, and marks by which the other agency is known."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.intake import Intake
from handlers.routes import routes
from models import archive, drafts
from models.broadcasts import write_broadcast
from models.database import Database
from models.members import identify
from models.schema import Absence, Audience, Role
from tests.abuse.forging import SEED
from tests.clock.roster import MONDAY, Roster
from tests.roads.conftest import Replies, intake_of

__all__ = ["SEED", "World", "world_of"]

STRANGER = 6666
BOUND, UNBOUND = -1001, -1002
#: Only of the other agency: its member, and what they wrote.
MARKS = ("Rahasiawan", "Catatanrahasia")
ROLES = {
    Role.OFFICER: "Budi",
    Role.UNIT_OPERATOR: "Olga",
    Role.AGENCY_COORDINATOR: "Tina",
    Role.DESK_COORDINATOR: "Ratna",
    Role.ADMINISTRATOR: "Ketua",
}


@dataclass
class World:
    """Who there is, and what is the other agency's."""

    roster: Roster
    replies: Replies
    intake: Intake
    #: Numbers that are the other agency's, by the name of a payload's field.
    foreign: dict[str, int]

    def telegram_id(self, role: Role | None) -> int:
        """Give the number of whoever has the role; of a stranger without one."""
        return STRANGER if role is None else self.roster.telegram_id(ROLES[role])

    def kept(self, without: set[str]) -> dict[str, list[str]]:
        """Everything that is stored, but for some tables."""

        def read(session: Session) -> dict[str, list[str]]:
            tables = [table for table in archive.tables_of(session) if table.name not in without]
            return {table.name: list(archive.rows_of(session, table)) for table in tables}

        return self.roster.database.read_now(read)


def world_of(database: Database) -> World:
    """Settle the desk."""
    roster = Roster(database)
    for role, name in ROLES.items():
        below_the_desk = role in (Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR)
        roster.member(name, "BAKAMLA/BATAM" if below_the_desk else "POLKAM/PUSAT", role)
    roster.member(MARKS[0], "KKP/MERAUKE")
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.report("Budi")
    roster.group("Ketua", BOUND)
    foreign = database.write_now(_belongings, roster)
    replies = Replies()
    return World(roster, replies, intake_of(database, roster.clock, list(routes()), replies), foreign)


def _belongings(session: Session, roster: Roster) -> dict[str, int]:
    """A form that is being filled in, an absence, a broadcast of the desk: what others could try to reach."""
    now = roster.clock.now()
    other = roster.members[MARKS[0]]
    person = identify(session, roster.telegram_id(MARKS[0]), now)
    desk = identify(session, roster.telegram_id("Ratna"), now)
    assert person is not None
    assert desk is not None
    card = drafts.open_form(session, person, MONDAY, now)
    absence = Absence(
        member_id=other,
        first_day=date(2025, 9, 20),
        last_day=date(2025, 9, 21),
        reason="cuti",
        entered_by=other,
        entered_at=now,
    )
    session.add(absence)
    session.flush()
    broadcast = write_broadcast(session, desk, Audience.OFFICERS, None, MARKS[1], now)
    return {
        "member_id": other,
        "agency_id": person.agency_id,
        "unit_id": person.unit_id,
        "draft_id": card.draft_id,
        "absence_id": absence.id,
        "broadcast_id": broadcast.id,
    }
