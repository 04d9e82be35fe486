"""Members: who somebody is today, where they were on a day, and taking somebody in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.consents import note_consent
from models.membership_rows import begin
from models.own_clocks import in_force
from models.permissions import Person
from models.provinces import Zone, zone_of
from models.schema import Agency, Member, Membership, Role, StructureChange, StructureKind, Unit, ZoneOverride

#: With the clock of their own that they live by now, and its last day, where they have one.
Found = Row[Member, Membership, Unit, Agency, str, date]
Members = Select[Member, Membership, Unit, Agency, str, date]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is taken in: as whom, as what, where."""

    telegram_id: int
    name: str
    rank: str | None
    role: Role
    unit_id: int
    #: NRP or NIP, where it is known; nobody is asked for it.
    service_number: str | None = None


def identify(session: Session, telegram_id: int, now: datetime) -> Person | None:
    """Tell who writes from that Telegram account: a member as of today on their own clock, or nobody."""
    query = select_members(now).where(Member.telegram_id == telegram_id, Member.suspended_at.is_(None))
    return _today(session, query, now)


def person_by_id(session: Session, member_id: int, now: datetime) -> Person | None:
    """Tell who a member is today, or nobody if they have left or have no Telegram account."""
    reachable = (Member.telegram_id.is_not(None), Member.suspended_at.is_(None))
    query = select_members(now).where(Member.id == member_id, *reachable)
    return _today(session, query, now)


def identify_even_left(session: Session, telegram_id: int, now: datetime) -> Person | None:
    """As `identify`; whoever is a member no longer is given as what they were last, and marked as one who has left."""
    return identify(session, telegram_id, now) or _who_left(session, Member.telegram_id == telegram_id, now)


def person_even_left(session: Session, member_id: int, now: datetime) -> Person | None:
    """As `person_by_id`, with those who have left and still have a Telegram account, marked so."""
    return person_by_id(session, member_id, now) or _who_left(session, Member.id == member_id, now)


def people_with_role(session: Session, roles: tuple[Role, ...], now: datetime) -> list[Person]:
    """List the members who have one of the roles today and can be written to."""
    query = select_members(now).where(Membership.role.in_(roles), can_be_written_to())
    rows = session.execute(query.order_by(Member.id, ZoneOverride.id))
    return list({row[0].id: _person(row) for row in rows if is_there(row, now)}.values())


def can_be_written_to() -> ColumnElement[bool]:
    """Give the condition that a member has a Telegram account, has not blocked the bot, and is not barred."""
    return and_(Member.telegram_id.is_not(None), Member.blocked_at.is_(None), Member.suspended_at.is_(None))


def zone_of_unit(session: Session, unit_id: int, day: date | None = None) -> Zone:
    """Give the clock of a unit, from its province: of today, or of a day before it moved to another one."""
    before = _province_before(session, unit_id, day) if day is not None else None
    return zone_of(session.get_one(Unit, unit_id).province if before is None else before)


def _province_before(session: Session, unit_id: int, day: date) -> int | None:
    """The province from which the unit moved first after that day, if it has."""
    moved = select(StructureChange.content).where(
        StructureChange.unit_id == unit_id,
        StructureChange.kind == StructureKind.MOVED,
        StructureChange.applied_at.is_not(None),
        StructureChange.first_day > day,
    )
    content = session.scalar(moved.order_by(StructureChange.first_day, StructureChange.id).limit(1))
    return content["before"] if content else None


def take_in(session: Session, newcomer: Newcomer, *, actor_id: int | None, now: datetime) -> int:
    """Make somebody a member from today on, or move a member to a new role and place; give the member's id.

    The last card on the way in asks for consent to what `/privasi` says: whoever is taken in has given it.
    """
    member = session.scalar(select(Member).where(Member.telegram_id == newcomer.telegram_id))
    if member is None:
        member = Member(telegram_id=newcomer.telegram_id, joined_at=now)
        session.add(member)
    member.name, member.rank, member.suspended_at = newcomer.name, newcomer.rank, None
    if newcomer.service_number is not None:
        member.service_number = newcomer.service_number
    session.flush()
    today = local_date(now, zone_of_unit(session, newcomer.unit_id))
    begin(session, member.id, newcomer.unit_id, newcomer.role, today)
    note_consent(session, member.id, now)
    audit.record(
        session,
        at=now,
        actor_id=actor_id or member.id,
        action="member.joined",
        subject="member",
        subject_id=member.id,
        content={"name": newcomer.name, "rank": newcomer.rank, "role": newcomer.role, "unit_id": newcomer.unit_id},
    )
    return member.id


def note_menu(session: Session, member_id: int, key: str) -> None:
    """Remember which menu of commands Telegram shows to a member."""
    session.get_one(Member, member_id).menu_role = key


def select_members(now: datetime) -> Members:
    """Give the query over members with all their memberships and places, and the clock that they live by now."""
    return (
        select(Member, Membership, Unit, Agency, ZoneOverride.zone, ZoneOverride.last_day)
        .join(Membership, Membership.member_id == Member.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Membership.agency_id)
        .outerjoin(ZoneOverride, and_(ZoneOverride.member_id == Member.id, in_force(now)))
    )


def is_there(row: Found, now: datetime) -> bool:
    """Tell whether a membership lasts today: its days go by the unit's clock."""
    _, membership, unit, *_ = row
    today = local_date(now, zone_of(unit.province))
    return membership.first_day <= today and (membership.last_day is None or membership.last_day >= today)


def zone_now(row: Found) -> Zone:
    """Give the clock that somebody lives by now: their own, or their unit's."""
    _, _, unit, _, own_clock, _ = row
    return Zone(own_clock) if own_clock else zone_of(unit.province)


def _today(session: Session, query: Members, now: datetime) -> Person | None:
    """The newest membership that lasts; where two clocks are in force around midnight, the one that was set last."""
    rows = session.execute(query.order_by(Membership.first_day.desc(), ZoneOverride.id.desc())).all()
    there = [row for row in rows if is_there(row, now)] or [row for row in rows if _waits_for_midnight(row, rows, now)]
    return _person(there[0]) if there else None


def _who_left(session: Session, whose: ColumnElement[bool], now: datetime) -> Person | None:
    query = select_members(now).where(whose, Member.telegram_id.is_not(None))
    row = session.execute(query.order_by(Membership.first_day.desc(), ZoneOverride.id.desc()).limit(1)).first()
    return replace(_person(row), has_left=True) if row else None


def _waits_for_midnight(row: Found, rows: Sequence[Found], now: datetime) -> bool:
    """Tell whether somebody who moves westwards is between two dates: theirs has ended, the other has not begun."""
    _, membership, unit, *_ = row
    yesterday = local_date(now, zone_of(unit.province)) - timedelta(days=1)
    return membership.last_day == yesterday and any(
        other[1].first_day == membership.last_day + timedelta(days=1) for other in rows
    )


def _person(row: Found) -> Person:
    member, membership, unit, agency, _, own_clock_until = row
    assert member.telegram_id is not None  # noqa: S101 - every query here asks for it
    return Person(
        member_id=member.id,
        telegram_id=member.telegram_id,
        name=member.name,
        rank=member.rank,
        role=membership.role,
        agency_id=agency.id,
        agency_code=agency.code,
        unit_id=unit.id,
        unit_name=unit.name,
        zone=zone_now(row),
        expected=membership.expected,
        menu_role=member.menu_role,
        own_clock_until=own_clock_until,
    )
