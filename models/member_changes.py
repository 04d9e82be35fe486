"""Changing a member, for those who may: where they are, as what, how they are called, and whether they are with us.

Every change is audited, and told to the member by the outbox. Who tells the program (`person`) is checked here once
more: nobody changes whom they could not appoint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.errors import LaporError
from models.managed_members import ManagedMember, MemberState
from models.membership_rows import begin, covers, end, membership_on
from models.open_invitations import revoke_for_member, revoke_made_by
from models.openings import open_from
from models.own_clocks import drop_member_clock, set_clock
from models.permissions import NEVER_VACANT, ORDINARY, Action, Person, Place, may, roles_to_invite
from models.provinces import Zone
from models.schedule import load_schedule
from models.schema import Agency, Member, Membership, Role, Unit
from models.telling import News, tell_member
from models.written_names import fit_name, fit_rank

#: How far ahead a change may be planned.
AHEAD = timedelta(days=365)


class MayNotChange(LaporError):
    """The person may not change this member, or not so."""


@dataclass(eq=False)
class UnfitFirstDay(LaporError):
    """A change can't begin on that day."""

    earliest: date
    latest: date


@dataclass(eq=False)
class PlaceClosed(LaporError):
    """The unit, or its agency, is not open on that day; it may open later."""

    unit_name: str
    opens_on: date | None = None


class LastAdministrator(LaporError):
    """Without this member nobody could administrate."""


@dataclass(eq=False)
class NeedsAccount(LaporError):
    """Who takes over a role has to be able to write."""

    name: str


def transfer(
    session: Session, person: Person, member: ManagedMember, unit_id: int, first_day: date, now: datetime
) -> None:
    """Let a member be in another unit from that day on; what was planned after it is off.

    Raises `MayNotChange`, `UnfitFirstDay` and `PlaceClosed`.
    """
    unit = _unit(session, person, unit_id)
    _check(session, member, first_day)
    check_open(session, unit, first_day)
    if _is_there_already(session, member, unit.id, member.spell.role, first_day):
        return
    begin(session, member.member_id, unit.id, member.spell.role, first_day)
    _welcome_back(session, member)
    content = {"unit_id": unit.id, "from": first_day.isoformat()}
    _note(session, person, member, News.MOVED, content, now)


def change_role(session: Session, person: Person, member: ManagedMember, role: Role, now: datetime) -> None:
    """Give a member another role from today on. Raises `MayNotChange` and `LastAdministrator`."""
    if role not in roles_to_invite(person.role) or member.state != MemberState.ACTIVE:
        raise MayNotChange
    _check(session, member, member.today)
    if role == member.spell.role:
        return
    if role != NEVER_VACANT:
        _keep_an_administrator(session, member, now)
    begin(session, member.member_id, member.spell.unit_id, role, member.today)
    revoke_for_member(session, member.member_id, person.member_id, now)
    if not roles_to_invite(role):
        revoke_made_by(session, member.member_id, person.member_id, now)
    _note(session, person, member, News.ROLE, {"role": role.value}, now)


def deactivate(session: Session, person: Person, member: ManagedMember, first_day: date, now: datetime) -> None:
    """Let a member be with us no longer from that day on; from today on at once, whatever the hour.

    What they have reported stays, also of today. Raises `MayNotChange`, `UnfitFirstDay` and `LastAdministrator`.
    """
    _check(session, member, first_day)
    if member.state == MemberState.LEFT:
        return
    _keep_an_administrator(session, member, now)
    row = session.get_one(Member, member.member_id, with_for_update=True)
    end(session, member.member_id, first_day)
    revoke_for_member(session, member.member_id, person.member_id, now)
    revoke_made_by(session, member.member_id, person.member_id, now)
    at_once = first_day <= member.today
    row.suspended_at = now if at_once else None
    news = News.LEFT if at_once else News.LEAVES
    content = {"from": first_day.isoformat()}
    _note(session, person, member, news, content, now, telegram_id=row.telegram_id if at_once else None)


def bring_back(session: Session, person: Person, member: ManagedMember, first_day: date, now: datetime) -> None:
    """Let somebody who has left be with us again from that day on, where and as what they were last.

    Raises `MayNotChange`, `UnfitFirstDay` and `PlaceClosed`.
    """
    unit = session.get_one(Unit, member.spell.unit_id)
    _check(session, member, first_day)
    check_open(session, unit, first_day)
    if member.state != MemberState.LEFT:
        return
    begin(session, member.member_id, unit.id, member.spell.role, first_day)
    _welcome_back(session, member)
    _note(session, person, member, News.BACK, {"unit_id": unit.id, "from": first_day.isoformat()}, now)


def rename(session: Session, person: Person, member: ManagedMember, text: str, now: datetime) -> None:
    """Put a member's name right. Raises `MayNotChange`, and `UnfitAnswer` for what can't be a name."""
    _check(session, member, member.today)
    row = session.get_one(Member, member.member_id, with_for_update=True)
    before, row.name = row.name, fit_name(text)
    if row.name != before:
        _note(session, person, member, News.RENAMED, {}, now, audited={"name": row.name, "before": before})


def change_rank(session: Session, person: Person, member: ManagedMember, text: str, now: datetime) -> None:
    """Give a member another rank, or none. Raises `MayNotChange`, and `UnfitAnswer` for what can't be a rank."""
    _check(session, member, member.today)
    row = session.get_one(Member, member.member_id, with_for_update=True)
    before, row.rank = row.rank, fit_rank(text)
    if row.rank != before:
        _note(session, person, member, News.RERANKED, {}, now, audited={"rank": row.rank, "before": before})


def set_member_clock(
    session: Session, person: Person, member: ManagedMember, zone: Zone, last_day: date, now: datetime
) -> None:
    """Let a member live by another clock until that day: a ship, duty elsewhere.

    Raises `MayNotChange` and `UnfitClock`.
    """
    _check(session, member, member.today)
    if member.own_clock == (zone, last_day):
        return
    set_clock(session, person, zone, last_day, now, member_id=member.member_id)
    content = {"zone": zone.label, "until": last_day.isoformat()}
    tell_member(session, member.member_id, News.CLOCK, person.member_id, now, payload=content)


def drop_clock_of(session: Session, person: Person, member: ManagedMember, now: datetime) -> None:
    """Let a member live by their unit's clock again. Raises `MayNotChange`."""
    _check(session, member, member.today)
    zone = member.own_clock[0] if member.own_clock else member.spell.zone
    if drop_member_clock(session, person, member.member_id, zone, now):
        content = {"zone": member.spell.zone.label}
        tell_member(session, member.member_id, News.CLOCK_DROPPED, person.member_id, now, payload=content)


def hand_over(session: Session, person: Person, successor: ManagedMember, now: datetime) -> None:
    """Give one's own role to another member, and be an officer from today on.

    Raises `MayNotChange`, and `NeedsAccount` where the successor could not act.
    """
    if not successor.can_take_over or successor.state != MemberState.ACTIVE:
        raise MayNotChange
    if not successor.has_account:
        raise NeedsAccount(successor.name)
    begin(session, successor.member_id, successor.spell.unit_id, person.role, successor.today)
    revoke_for_member(session, successor.member_id, person.member_id, now)
    begin(session, person.member_id, person.unit_id, ORDINARY, local_date(now, person.zone))
    revoke_made_by(session, person.member_id, person.member_id, now)
    content = {"role": person.role.value}
    _note(session, person, successor, News.ROLE, content, now, audited=content | {"handed_over_by": person.member_id})


def count_administrators(session: Session, day: date, *, besides: int | None = None) -> int:
    """Count the administrators who are there on that day, and stay, and can write; without one member."""
    query = (
        select(func.count(Member.id.distinct()))
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.role == NEVER_VACANT, covers(day), Membership.last_day.is_(None))
        .where(Member.telegram_id.is_not(None), Member.suspended_at.is_(None))
    )
    return session.scalar(query.where(Member.id != besides) if besides else query) or 0


def check_administrators(session: Session, member_id: int, day: date) -> None:
    """Go on only if there is another administrator than this member, or they are none; raises `LastAdministrator`."""
    membership = membership_on(session, member_id, day)
    if membership is None or membership.role != NEVER_VACANT:
        return
    if count_administrators(session, day, besides=member_id) == 0:
        raise LastAdministrator


def first_days(session: Session, member: ManagedMember) -> tuple[date, date]:
    """Give the earliest and the latest day from which something of the member may change."""
    earliest = member.today - timedelta(days=load_schedule(session).coordinator_days)
    return earliest, member.today + AHEAD


def check_open(session: Session, unit: Unit, first_day: date) -> None:
    """Go on only if the unit and its agency are open on that day; raises `PlaceClosed`."""
    for place in (session.get_one(Agency, unit.agency_id), unit):
        opens_on = open_from(session, place, first_day)
        if opens_on != first_day:
            raise PlaceClosed(unit.name, opens_on)


def _unit(session: Session, person: Person, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None or not may(person, Action.MEMBERS, Place(unit.agency_id, unit.id)):
        raise MayNotChange
    return unit


def _check(session: Session, member: ManagedMember, first_day: date) -> None:
    if not member.can_change:
        raise MayNotChange
    earliest, latest = first_days(session, member)
    if not earliest <= first_day <= latest:
        raise UnfitFirstDay(earliest, latest)


def _is_there_already(session: Session, member: ManagedMember, unit_id: int, role: Role, first_day: date) -> bool:
    standing = membership_on(session, member.member_id, first_day)
    return standing is not None and (standing.unit_id, standing.role, standing.last_day) == (unit_id, role, None)


def _keep_an_administrator(session: Session, member: ManagedMember, now: datetime) -> None:
    check_administrators(session, member.member_id, local_date(now, member.spell.zone))


def _welcome_back(session: Session, member: ManagedMember) -> None:
    """Access comes with the membership again, from its first day on."""
    session.get_one(Member, member.member_id, with_for_update=True).suspended_at = None


def _note(
    session: Session,
    person: Person,
    member: ManagedMember,
    news: News,
    content: Mapping[str, Any],
    now: datetime,
    *,
    audited: Mapping[str, Any] | None = None,
    telegram_id: int | None = None,
) -> None:
    """Leave the trace of a change, and tell the member; whoever has lost access is told at their Telegram account."""
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=f"member.{news}",
        subject="member",
        subject_id=member.member_id,
        content=audited if audited is not None else content,
    )
    tell_member(session, member.member_id, news, person.member_id, now, payload=content, telegram_id=telegram_id)
