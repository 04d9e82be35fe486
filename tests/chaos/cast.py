"""Who takes part: units in all three zones, their officers and coordinators, two groups, and strangers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from models import organisation
from models.groups import GroupPlace, bind_group
from models.members import Newcomer, identify, take_in
from models.schema import Role

TOKEN: Final = "226725:chaos-without-any-secret"
GROUP, FORUM, TOPIC = -1001, -1002, 7
#: What the group is called after it has become a supergroup.
MOVED: Final = -1003
FIRST_OFFICER: Final = 1001
DESK: Final = 901
STRANGERS: Final = (9001, 9002, 9003)
#: Agency, unit, province: each zone, and an agency in one zone only.
_UNITS = (
    ("BAKAMLA", "BATAM", 21),
    ("BAKAMLA", "MANADO", 71),
    ("BAKAMLA", "AMBON", 81),
    ("KKP", "BITUNG", 71),
    ("KKP", "CILACAP", 33),
    ("DJBC", "MERAUKE", 93),
)
_COORDINATORS = {902: "BAKAMLA", 903: "KKP", 904: "DJBC"}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by their Telegram numbers."""

    officers: Sequence[int]
    coordinators: Sequence[int]
    strangers: Sequence[int]

    @property
    def everybody(self) -> list[int]:
        """All of them."""
        return [*self.officers, *self.coordinators, *self.strangers]


def cast(officers: int) -> Cast:
    """Give the cast of a run with so many officers."""
    return Cast(range(FIRST_OFFICER, FIRST_OFFICER + officers), [DESK, *_COORDINATORS], STRANGERS)


def settle(session: Session, officers: int, now: datetime) -> None:
    """Write them into a migrated database, as if they had been there for a week."""
    since = now - timedelta(days=7)
    organisation.ship_agencies(session, since)
    units = []
    for code, unit_code, province in _UNITS:
        agency = organisation.agency_by_code(session, code)
        name = f"{code} {unit_code.title()}"
        units.append(organisation.add_unit(session, agency, unit_code, name, province, now=since))
    newcomers = [
        Newcomer(FIRST_OFFICER + one, f"Petugas {one}", None, Role.OFFICER, units[one % len(units)].id)
        for one in range(officers)
    ]
    newcomers += [_coordinator(session, DESK, "POLKAM", Role.DESK_COORDINATOR)]
    newcomers += [
        _coordinator(session, telegram_id, code, Role.AGENCY_COORDINATOR) for telegram_id, code in _COORDINATORS.items()
    ]
    for newcomer in newcomers:
        take_in(session, newcomer, actor_id=None, now=since)
    desk = identify(session, DESK, now)
    assert desk is not None
    bind_group(session, desk, GroupPlace(GROUP, None, "Grup Koordinasi"), now)
    bind_group(session, desk, GroupPlace(FORUM, TOPIC, "Forum Koordinasi"), now)


def people_of(everybody: Cast) -> list[dict[str, Any]]:
    """Give them as the simulator takes them in; strangers have never written to the bot."""
    return [
        {"id": one, "first_name": f"Orang {one}", "started": one not in everybody.strangers}
        for one in everybody.everybody
    ]


def groups_of(everybody: Cast) -> list[dict[str, Any]]:
    """Give the two groups as the simulator takes them in."""
    members = [*everybody.coordinators, *everybody.officers[:5], everybody.strangers[0]]
    plain = {"kind": "group", "members": members, "admins": [DESK], "bot_in": True, "bot_privacy": True}
    topics = {"kind": "supergroup", "forum": True, "topics": [{"id": TOPIC, "name": "Rekap"}]}
    return [{"id": GROUP, "title": "Grup Koordinasi", **plain}, {"id": FORUM, "title": "Forum", **plain, **topics}]


def _coordinator(session: Session, telegram_id: int, code: str, role: Role) -> Newcomer:
    agency = organisation.agency_by_code(session, code)
    unit = organisation.unit_by_code(session, agency, organisation.HEADQUARTERS)
    return Newcomer(telegram_id, f"Koordinator {code}", None, role, unit.id)
