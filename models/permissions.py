"""Who may do what, and who is told of what: tables, and the only place where anything is decided by a role."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from models.provinces import Zone
from models.schema import Audience, Role


class Action(enum.StrEnum):
    """Something that not everybody may do."""

    REPORT = "report"
    OWN_DATA = "own_data"
    #: Seeing what is kept about oneself, and being forgotten.
    PRIVACY = "privacy"
    REPORT_FOR_OTHERS = "report_for_others"
    SEE_MISSING = "see_missing"
    RECAP = "recap"
    EXPORT = "export"
    MEMBERS = "members"
    INVITE = "invite"
    UNITS = "units"
    #: Enforcement events, which the results are made of.
    ENFORCEMENT = "enforcement"
    TARGETS = "targets"
    OPERATIONS = "operations"
    CALENDAR = "calendar"
    GROUPS = "groups"
    OUTBOX = "outbox"
    BROADCAST = "broadcast"
    #: Giving one's own role to somebody who takes one's place.
    HAND_OVER = "hand_over"
    COORDINATORS = "coordinators"
    INDICATORS = "indicators"
    AGENCIES = "agencies"


class Scope(enum.IntEnum):
    """How far an action reaches; each one includes those before it."""

    NOTHING = 0
    SELF = 1
    UNIT = 2
    AGENCY = 3
    ALL = 4


_0, _SELF, _UNIT, _AGENCY, _ALL = Scope

#: officer, unit operator, agency coordinator, desk coordinator, administrator: the order of `Role`.
TABLE: Mapping[Action, tuple[Scope, Scope, Scope, Scope, Scope]] = MappingProxyType(
    {
        Action.REPORT: (_SELF, _SELF, _SELF, _SELF, _SELF),
        Action.OWN_DATA: (_SELF, _SELF, _SELF, _SELF, _SELF),
        Action.PRIVACY: (_SELF, _SELF, _SELF, _SELF, _SELF),
        Action.REPORT_FOR_OTHERS: (_0, _UNIT, _AGENCY, _ALL, _ALL),
        Action.SEE_MISSING: (_0, _UNIT, _AGENCY, _ALL, _ALL),
        Action.RECAP: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.EXPORT: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.MEMBERS: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.INVITE: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.UNITS: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.ENFORCEMENT: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.TARGETS: (_0, _0, _0, _ALL, _ALL),
        Action.OPERATIONS: (_0, _0, _0, _ALL, _ALL),
        Action.CALENDAR: (_0, _0, _0, _ALL, _ALL),
        Action.GROUPS: (_0, _0, _0, _ALL, _ALL),
        Action.OUTBOX: (_0, _0, _0, _ALL, _ALL),
        Action.BROADCAST: (_0, _0, _0, _ALL, _ALL),
        Action.HAND_OVER: (_0, _0, _AGENCY, _ALL, _ALL),
        Action.COORDINATORS: (_0, _0, _0, _0, _ALL),
        Action.INDICATORS: (_0, _0, _0, _0, _ALL),
        Action.AGENCIES: (_0, _0, _0, _0, _ALL),
    }
)

#: What remains to somebody who is a member no longer, whatever they were (Law 27/2022: access, deletion); all else is
#: as for a stranger.
REMAINS: Mapping[Action, Scope] = MappingProxyType({Action.PRIVACY: _SELF})


class Concern(enum.StrEnum):
    """Something that the bot tells people of by itself."""

    #: Who has not reported by the deadline.
    MISSING = "missing"
    #: Who asks to join or to be forgotten, or has blocked the bot.
    PEOPLE = "people"
    #: The same, of an agency that has nobody of its own to tell.
    STRAY_PEOPLE = "stray_people"
    LOST_GROUPS = "lost_groups"
    GUESSING = "guessing"
    FAULTS = "faults"
    SEALS = "seals"


#: Of what part of the desk each role is told, in the order of `TABLE`.
TOLD: Mapping[Concern, tuple[Scope, Scope, Scope, Scope, Scope]] = MappingProxyType(
    {
        Concern.MISSING: (_0, _0, _AGENCY, _ALL, _0),
        Concern.PEOPLE: (_0, _0, _AGENCY, _0, _0),
        Concern.STRAY_PEOPLE: (_0, _0, _0, _ALL, _ALL),
        Concern.LOST_GROUPS: (_0, _0, _0, _ALL, _ALL),
        Concern.GUESSING: (_0, _0, _0, _0, _ALL),
        Concern.FAULTS: (_0, _0, _0, _0, _ALL),
        Concern.SEALS: (_0, _0, _0, _0, _ALL),
    }
)

#: Whom each audience of a broadcast holds.
AUDIENCES: Mapping[Audience, tuple[Role, ...]] = MappingProxyType(
    {
        Audience.EVERYBODY: tuple(Role),
        Audience.OFFICERS: (Role.OFFICER,),
        Audience.OPERATORS: (Role.UNIT_OPERATOR,),
        Audience.COORDINATORS: (Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR),
    }
)

#: As what somebody comes in by a unit's code, and what is left to whoever hands their role over.
ORDINARY = Role.OFFICER
#: As what somebody comes in whom the settings name.
NAMED_BY_SETTINGS = Role.ADMINISTRATOR
#: The role that somebody must always have: nobody else could give it to anybody.
NEVER_VACANT = Role.ADMINISTRATOR

#: What each chat command asks for. Whoever has no scope for it neither sees it in the menu nor gets an answer.
COMMANDS: Mapping[str, Action] = MappingProxyType(
    {
        "lapor": Action.REPORT,
        "ubah": Action.REPORT,
        "riwayat": Action.OWN_DATA,
        "izin": Action.OWN_DATA,
        "privasi": Action.PRIVACY,
        "datasaya": Action.PRIVACY,
        "hapusdata": Action.PRIVACY,
        "batal": Action.REPORT,
        "bantuan": Action.OWN_DATA,
        "rekap": Action.RECAP,
        "belum": Action.SEE_MISSING,
        "capaian": Action.RECAP,
        "ekspor": Action.EXPORT,
        "anggota": Action.MEMBERS,
        "tindak": Action.ENFORCEMENT,
        "undang": Action.INVITE,
        "operasi": Action.OPERATIONS,
        "satuan": Action.UNITS,
        "grup": Action.GROUPS,
        "jadwal": Action.CALENDAR,
        "kalender": Action.CALENDAR,
        "target": Action.TARGETS,
        "siaran": Action.BROADCAST,
        "antrean": Action.OUTBOX,
    }
)

_COORDINATING = (Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as they are today: who they are, as what, and where."""

    member_id: int
    telegram_id: int
    name: str
    rank: str | None
    role: Role
    agency_id: int
    agency_code: str
    unit_id: int
    unit_name: str
    zone: Zone
    expected: bool
    menu_role: str | None
    #: The last day on a clock of their own; empty while they live by their unit's.
    own_clock_until: date | None = None
    #: They are a member no longer: role and place are those that they had last.
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Whom or what an action touches; leave out what is not known or not meant."""

    agency_id: int | None = None
    unit_id: int | None = None
    member_id: int | None = None


EVERYTHING = Place()


def scope(role: Role, action: Action) -> Scope:
    """Give how far the role reaches with the action."""
    return TABLE[action][tuple(Role).index(role)]


def reach(person: Person, action: Action) -> Scope:
    """Give how far the person reaches with the action, as what they are today."""
    return REMAINS.get(action, Scope.NOTHING) if person.has_left else scope(person.role, action)


def may(person: Person, action: Action, place: Place) -> bool:
    """Tell whether the person may do the action there; `EVERYTHING` means the whole desk."""
    return _includes(reach(person, action), person, place)


def may_somewhere(person: Person, action: Action) -> bool:
    """Tell whether there is anything for which the person may do the action."""
    return reach(person, action) > Scope.NOTHING


def roles_told(concern: Concern) -> tuple[Role, ...]:
    """Give the roles that are told of something."""
    return tuple(role for role in Role if told_scope(role, concern) > Scope.NOTHING)


def told_scope(role: Role, concern: Concern) -> Scope:
    """Give of what part of the desk the role is told something."""
    return TOLD[concern][tuple(Role).index(role)]


def commands_of(role: Role) -> tuple[str, ...]:
    """Give the commands that the role may use, in the order of the menu."""
    return tuple(name for name, action in COMMANDS.items() if scope(role, action) > Scope.NOTHING)


def is_told(person: Person, concern: Concern) -> bool:
    """Tell whether the person is told of something: it may have been planned when they were somebody else."""
    return told_scope(person.role, concern) > Scope.NOTHING


def told_agency(person: Person, concern: Concern) -> int | None:
    """Give the agency of which the person is told something; nothing where it is the whole desk."""
    return None if told_scope(person.role, concern) == Scope.ALL else person.agency_id


def roles_to_invite(role: Role) -> tuple[Role, ...]:
    """Give the roles that somebody of this role may hand out."""
    if scope(role, Action.COORDINATORS) == Scope.ALL:
        return tuple(Role)
    if scope(role, Action.INVITE) > Scope.NOTHING:
        return (Role.OFFICER, Role.UNIT_OPERATOR)
    return ()


def may_change_member(person: Person, role: Role, place: Place) -> bool:
    """Tell whether the person may change a member of that role there: nobody changes whom they could not appoint."""
    return may(person, Action.MEMBERS, place) and role in roles_to_invite(person.role)


def may_hand_over(person: Person, role: Role, place: Place) -> bool:
    """Tell whether the person may give their own role to a member of that role there, who is none of their rank."""
    order = tuple(Role)
    return may(person, Action.HAND_OVER, place) and order.index(role) < order.index(person.role)


def reports_daily(role: Role) -> bool:
    """Tell whether a report is expected of this role (domain: petugas reports daily; coordinators steer)."""
    return role not in _COORDINATING


def comes_in_by_settings(person: Person | None) -> bool:
    """Tell whether somebody whom the settings name has yet to become what they say."""
    return person is None or person.role != NAMED_BY_SETTINGS


def _includes(reach: Scope, person: Person, place: Place) -> bool:
    return (
        reach == Scope.ALL
        or (reach >= Scope.AGENCY and place.agency_id == person.agency_id)
        or (reach >= Scope.UNIT and place.unit_id == person.unit_id)
        or (reach >= Scope.SELF and place.member_id == person.member_id)
    )
