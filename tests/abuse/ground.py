"""The desk that is attacked: two agencies with one of everything, and what is the attackers' own among it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.enforcement_form import Entry, Step
from models.invitations import Offer, create_invitation
from models.members import identify
from models.schema import Absence, Activity, Draft, DraftPurpose, DraftState, EnforcementDraft, Invitation, Role, Unit
from tests.clock.roster import MONDAY, Roster
from tests.permissions.world import ROLES, STRANGER, World, world_of

__all__ = ["ATTACKERS", "NOBODY", "Ground", "ground_of"]

#: A number that nothing has.
NOBODY = 987_654_321
#: Whoever attacks: somebody who does not belong, an officer, the coordinator of an agency.
ATTACKERS = (None, Role.OFFICER, Role.AGENCY_COORDINATOR)
_CODE = "BCDF2345"


@dataclass(frozen=True, slots=True)
class Ground:
    """A desk, and what forgers need to know of it."""

    world: World
    #: By role, then by the name of a payload's field: what is their own.
    own: Mapping[Role, Mapping[str, int]]
    #: A link and a unit's code that open a door: nobody has them.
    keys: Sequence[str]
    #: Links that opened one: taken back, out of time, used up.
    dead_keys: Sequence[str]

    @property
    def database(self) -> Database:
        """Where all of it is stored."""
        return self.world.roster.database

    def others(self, role: Role) -> list[Mapping[str, int]]:
        """Give what is none of a role's business, by the name of a payload's field."""
        foreign = self.world.foreign
        if role == Role.AGENCY_COORDINATOR:
            return [foreign]
        # The agency of a colleague in another unit is the attacker's, too.
        return [foreign, {name: one for name, one in self.world.colleagues.items() if name != "agency_id"}]

    def numbers(self) -> dict[str, list[int]]:
        """Give every number that a forger could put into a field, by its name."""
        known = [self.world.foreign, self.world.colleagues, *self.own.values()]
        names = {name for numbers in known for name in numbers}
        return {name: sorted({NOBODY, *(one[name] for one in known if name in one)}) for name in names}

    def telegram_id(self, role: Role | None, attempt: int = 0) -> int:
        """Give the account that tries; a stranger has many, so that no pause for guessing keeps a try unread."""
        return STRANGER + attempt // 3 if role is None else self.world.telegram_id(role)


def ground_of(database: Database) -> Ground:
    """Settle the desk on an empty database."""
    world = world_of(database)
    own = {role: database.write_now(_own, world.roster, ROLES[role]) for role in ATTACKERS if role is not None}
    keys, dead_keys = database.write_now(_keys, world.roster)
    return Ground(world, own, keys, dead_keys)


def _own(session: Session, roster: Roster, name: str) -> dict[str, int]:
    """A form that is open, an activity, an absence and an unfinished event: all in their first version."""
    now, mine = roster.clock.now(), roster.members[name]
    person = identify(session, roster.telegram_id(name), now)
    assert person is not None
    draft = Draft(
        author_id=mine,
        subject_id=mine,
        report_date=MONDAY,
        purpose=DraftPurpose.CORRECTION if name == ROLES[Role.OFFICER] else DraftPurpose.DAILY,
        state=DraftState.OPEN,
        step="patrol",
        version=1,
        answers={},
        base_revision=1,
        created_at=now,
        updated_at=now,
    )
    activity = Activity(
        member_id=mine, report_date=MONDAY, indicator_id=1, version=1, created_by=mine, handled_by=mine, created_at=now
    )
    absence = Absence(
        member_id=mine,
        first_day=MONDAY + timedelta(days=5),
        last_day=MONDAY + timedelta(days=6),
        reason="cuti",
        entered_by=mine,
        entered_at=now,
    )
    form = EnforcementDraft(
        author_id=mine,
        is_open=True,
        step=Step.UNIT,
        version=1,
        answers=Entry().as_json(),
        created_at=now,
        updated_at=now,
    )
    session.add_all([draft, activity, absence, form])
    session.flush()
    return {
        "draft_id": draft.id,
        "activity_id": activity.id,
        "absence_id": absence.id,
        "member_id": mine,
        "unit_id": person.unit_id,
        "agency_id": person.agency_id,
        "place_id": person.unit_id,
    }


def _keys(session: Session, roster: Roster) -> tuple[list[str], list[str]]:
    """A link that opens, one that was taken back, one whose time is over, one that was used up; and a unit's code."""
    now = roster.clock.now()
    unit = session.get_one(Unit, roster.unit("BAKAMLA/BATAM"))
    unit.join_code = _CODE
    tokens = [create_invitation(session, Offer(Role.OFFICER, unit.id), inviter=None, now=now) for _ in range(4)]
    made = session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(3)).all()
    made[0].revoked_at, made[1].expires_at, made[2].uses_left = now, now - timedelta(minutes=1), 0
    return [tokens[0], _CODE], tokens[1:]
