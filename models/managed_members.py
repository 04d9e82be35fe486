"""A member as those see them who manage them: where they are, what is planned, and what may be changed.

Of somebody who has left, the last place counts: the coordinator there may bring them back.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.own_clocks import in_force
from models.permissions import Action, Person, Place, may, may_change_member, may_hand_over
from models.provinces import Zone, zone_of
from models.schema import Agency, Member, Membership, Role, Unit, ZoneOverride


class MemberState(enum.StrEnum):
    """Whether somebody is with us."""

    ACTIVE = "active"
    #: Their first day is yet to come.
    COMING = "coming"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Spell:
    """Where a member is, as what, from a day on."""

    agency_id: int
    agency_code: str
    unit_id: int
    unit_name: str
    role: Role
    zone: Zone
    first_day: date
    last_day: date | None

    @property
    def place(self) -> Place:
        """What an action touches that is done there."""
        return Place(self.agency_id, self.unit_id)


@dataclass(frozen=True, slots=True)
class ManagedMember:
    """A member as of today, for somebody who may see them."""

    member_id: int
    name: str
    rank: str | None
    service_number: str | None
    state: MemberState
    spell: Spell
    #: What is planned after that.
    later: Spell | None
    today: date
    has_account: bool
    blocked: bool
    #: The clock of their own that they live by now, and its last day.
    own_clock: tuple[Zone, date] | None
    can_change: bool
    can_take_over: bool


def managed_member(session: Session, person: Person, member_id: int, now: datetime) -> ManagedMember | None:
    """Give a member whom the person may manage where they are (or were last); nothing otherwise.

    Whoever was forgotten stays so: there is nobody left to manage.
    """
    member = session.get(Member, member_id)
    rows = _spells(session, member_id) if member else []
    if member is None or member.erased_at is not None or not rows:
        return None
    spell, later = _where(rows, now)
    if not may(person, Action.MEMBERS, spell.place):
        return None
    return ManagedMember(
        member_id=member.id,
        name=member.name,
        rank=member.rank,
        service_number=member.service_number,
        state=_state(member, spell, now),
        spell=spell,
        later=later,
        today=local_date(now, spell.zone),
        has_account=member.telegram_id is not None,
        blocked=member.blocked_at is not None,
        own_clock=_own_clock(session, member_id, now),
        can_change=may_change_member(person, spell.role, spell.place) and member_id != person.member_id,
        can_take_over=may_hand_over(person, spell.role, spell.place) and member_id != person.member_id,
    )


def _spells(session: Session, member_id: int) -> list[Spell]:
    query = (
        select(Membership, Unit, Agency)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Membership.agency_id)
        .where(Membership.member_id == member_id)
        .order_by(Membership.first_day)
    )
    return [
        Spell(agency.id, agency.code, unit.id, unit.name, row.role, zone_of(unit.province), row.first_day, row.last_day)
        for row, unit, agency in session.execute(query)
    ]


def _where(spells: Sequence[Spell], now: datetime) -> tuple[Spell, Spell | None]:
    """The spell of today, else the one that comes, else the last one; and what is planned after it."""
    coming = [spell for spell in spells if spell.first_day > local_date(now, spell.zone)]
    begun = [spell for spell in spells if spell not in coming]
    if begun and (_lasts(begun[-1], now) or not coming):
        return begun[-1], coming[0] if coming else None
    return coming[0], coming[1] if len(coming) > 1 else None


def _lasts(spell: Spell, now: datetime) -> bool:
    return spell.last_day is None or spell.last_day >= local_date(now, spell.zone)


def _state(member: Member, spell: Spell, now: datetime) -> MemberState:
    if spell.first_day > local_date(now, spell.zone):
        return MemberState.COMING
    return MemberState.ACTIVE if member.suspended_at is None and _lasts(spell, now) else MemberState.LEFT


def _own_clock(session: Session, member_id: int, now: datetime) -> tuple[Zone, date] | None:
    query = select(ZoneOverride).where(ZoneOverride.member_id == member_id, in_force(now))
    clock = session.scalar(query.order_by(ZoneOverride.id.desc()).limit(1))
    return (Zone(clock.zone), clock.last_day) if clock else None
