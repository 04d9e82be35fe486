"""A desk of two agencies with everything that could be asked for, and marks by which the other agency is known."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session
from telegram import Update

from bot.intake import Intake
from bot.tries import Outcome
from handlers.routes import routes
from models import archive, drafts, erasures
from models.broadcasts import write_broadcast
from models.database import Database
from models.enforcement import Facts
from models.enforcement_changes import record
from models.invitations import Offer, create_invitation, hash_token
from models.members import identify
from models.outbox import Planned, plan
from models.schema import (
    Absence,
    Activity,
    Audience,
    CoordinationGroup,
    EnforcementDraft,
    Invitation,
    JoinRequest,
    JoinRequestState,
    Outbox,
    OutboxState,
    Role,
    StructureChange,
    StructureKind,
)
from models.shaped_places import Shape, shaped_unit
from models.structure import change_place
from tests.abuse.forging import SEED
from tests.clock.roster import MONDAY, Roster
from tests.roads.conftest import Replies, intake_of
from views import guidance

__all__ = ["SEED", "World", "answers", "says", "world_of"]

STRANGER = 6666
BOUND, UNBOUND = -1001, -1002
#: Only of the other agency: its member, and what they wrote.
MARKS = ("Rahasiawan", "Catatanrahasia")
#: Of one's own agency, in another unit.
COLLEAGUE = "Rekanjauh"
#: Of one's own unit.
MATE = "Rekandekat"
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
    #: The same of a colleague in another unit of one's own agency.
    colleagues: dict[str, int]
    #: The same of a colleague in one's own unit.
    mates: dict[str, int]
    _tables: list[Table] = field(default_factory=list)

    def telegram_id(self, role: Role | None) -> int:
        """Give the number of whoever has the role; of a stranger without one."""
        return STRANGER if role is None else self.roster.telegram_id(ROLES[role])

    def kept(self, without: set[str]) -> dict[str, list[str]]:
        """Everything that is stored, but for some tables."""

        def read(session: Session) -> dict[str, list[str]]:
            self._tables = self._tables or archive.tables_of(session)
            tables = [table for table in self._tables if table.name not in without]
            return {table.name: list(archive.rows_of(session, table)) for table in tables}

        return self.roster.database.read_now(read)

    def columns(self, table: str) -> list[str | None]:
        """Give for each column of a table whose number it holds, by that table's name; nothing for all others."""
        (found,) = [one for one in self._tables if one.name == table]
        return [self._refers_to(column) for column in found.columns]

    def _refers_to(self, column: Column[Any]) -> str | None:
        own = [column.table.name] if column.primary_key and column.name == "id" else []
        return next(iter([key.column.table.name for key in column.foreign_keys] or own), None)


async def answers(world: World, update: Update) -> tuple[bool, list[str]]:
    """Tell whether an update went to where it says, allowed or refused with a reason of its own; and what was said."""
    before = _let_through(world)
    told = await says(world, update)
    return _let_through(world) > before and told != [guidance.old_button_notice()], told


def _let_through(world: World) -> float:
    updates = world.intake._meters.updates
    return sum(float(updates.labels(outcome)._value.get()) for outcome in (Outcome.DONE, Outcome.REFUSED))


async def says(world: World, update: Update) -> list[str]:
    """Give everything that is said in answer to an update."""
    before = len(world.replies.texts)
    await world.intake.accept(Update.de_json(update.to_dict(), world.intake._application.bot))
    await world.intake.settle()
    return world.replies.texts[before:]


def world_of(database: Database) -> World:
    """Settle the desk."""
    roster = Roster(database)
    for role, name in ROLES.items():
        below_the_desk = role in (Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR)
        roster.member(name, "BAKAMLA/BATAM" if below_the_desk else "POLKAM/PUSAT", role)
    roster.member(MARKS[0], "KKP/MERAUKE")
    roster.member(COLLEAGUE, "BAKAMLA/AMBON")
    roster.member(MATE, "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.report("Budi")
    roster.group("Ketua", BOUND)
    foreign = database.write_now(_belongings, roster, MARKS[0])
    colleagues = database.write_now(_belongings, roster, COLLEAGUE)
    mates = database.write_now(_belongings, roster, MATE)
    replies = Replies()
    intake = intake_of(database, roster.clock, list(routes()), replies)
    return World(roster, replies, intake, foreign, colleagues, mates)


def _belongings(session: Session, roster: Roster, name: str) -> dict[str, int]:
    """Whatever is somebody's, or waits for those above them: what others could try to reach."""
    now = roster.clock.now()
    other = roster.members[name]
    person = identify(session, roster.telegram_id(name), now)
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
    activity = Activity(
        member_id=other,
        report_date=MONDAY,
        indicator_id=1,
        place=MARKS[1],
        version=1,
        created_by=other,
        handled_by=other,
        created_at=now,
    )
    request = JoinRequest(
        telegram_id=7000 + other, unit_id=person.unit_id, name=MARKS[1], state=JoinRequestState.WAITING, asked_at=now
    )
    form = EnforcementDraft(
        author_id=other, is_open=True, step="day", version=1, answers={}, created_at=now, updated_at=now
    )
    session.add_all([absence, activity, request, form])
    session.flush()
    token = create_invitation(session, Offer(Role.OFFICER, person.unit_id), inviter=None, now=now)
    invitation = session.scalars(select(Invitation.id).where(Invitation.token_hash == hash_token(token))).one()
    facts = Facts(MONDAY, person.unit_id, (), None, 1, 0, None)
    later = Shape(StructureKind.RENAMED, MONDAY + timedelta(days=9), {"name": MARKS[1]})
    change_place(session, None, shaped_unit(session, None, person.unit_id), later, now)
    change = session.scalars(select(StructureChange.id).order_by(StructureChange.id.desc()).limit(1)).one()
    letter = Planned("report_told", MONDAY, now, now + timedelta(hours=3), member_id=other)
    plan(session, [letter], now)
    row = session.scalars(select(Outbox).where(Outbox.member_id == other, Outbox.kind == "report_told")).one()
    row.state, row.settled_at = OutboxState.UNKNOWN, now
    broadcast = write_broadcast(session, desk, Audience.OFFICERS, None, MARKS[1], now)
    return {
        "place_id": person.unit_id,
        "activity_id": activity.id,
        "request_id": request.id,
        "invitation_id": invitation,
        "event_id": record(session, None, facts, now, today=MONDAY).id,
        "change_id": change,
        "row_id": row.id,
        "group_id": session.scalars(select(CoordinationGroup.id)).one(),
        "erasure_id": erasures.ask(session, person, now).id,
        "member_id": other,
        "agency_id": person.agency_id,
        "unit_id": person.unit_id,
        "draft_id": card.draft_id,
        "absence_id": absence.id,
        "broadcast_id": broadcast.id,
    }
