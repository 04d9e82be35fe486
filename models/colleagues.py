"""Colleagues: members as somebody sees them who may act for them, with a Telegram account or without."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.members import Found, is_there, select_members, zone_now
from models.permissions import Action, Person, Place, may
from models.provinces import Zone
from models.schema import Member, Membership, ZoneOverride

#: How many names a card offers at once.
PAGE = 8


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as of today on their own clock."""

    member_id: int
    name: str
    rank: str | None
    agency_id: int
    unit_id: int
    unit_name: str
    zone: Zone
    today: date

    @property
    def place(self) -> Place:
        """Whom an action touches that is done for them."""
        return Place(self.agency_id, self.unit_id, self.member_id)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, and for whom: themselves, or a colleague for whom they have the right."""

    person: Person
    subject: Colleague

    @property
    def for_colleague(self) -> bool:
        """Whether somebody acts for another one."""
        return self.subject.member_id != self.person.member_id


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a unit's members, by name; pages count from 0."""

    number: int
    colleagues: tuple[Colleague, ...]
    has_more: bool


def oneself(person: Person, now: datetime) -> Colleague:
    """Give a person as others see them."""
    return Colleague(
        member_id=person.member_id,
        name=person.name,
        rank=person.rank,
        agency_id=person.agency_id,
        unit_id=person.unit_id,
        unit_name=person.unit_name,
        zone=person.zone,
        today=local_date(now, person.zone),
    )


def colleague(session: Session, person: Person, member_id: int, now: datetime) -> Colleague | None:
    """Give the member for whom the person may act today, be it themselves; nothing if there is none such."""
    if member_id == person.member_id:
        return oneself(person, now)
    query = select_members(now).where(Member.id == member_id)
    rows = session.execute(query.order_by(Membership.first_day.desc(), ZoneOverride.id.desc()))
    found = next((_colleague(row, now) for row in rows if is_there(row, now)), None)
    return found if found and may(person, Action.REPORT_FOR_OTHERS, found.place) else None


def for_oneself(person: Person, now: datetime) -> Acting:
    """Give somebody as acting for themselves."""
    return Acting(person, oneself(person, now))


def acting_for(session: Session, person: Person, member_id: int | None, now: datetime) -> Acting | None:
    """Give the person as acting for a member, without one for themselves; nothing if they may not."""
    subject = colleague(session, person, person.member_id if member_id is None else member_id, now)
    return Acting(person, subject) if subject else None


def colleagues_in(session: Session, person: Person, unit_id: int, page: int, now: datetime) -> Page:
    """List the unit's members of whom a report is expected and for whom the person may act, a page at a time.

    The look at their names is noted in the trail.
    """
    query = select_members(now).where(Membership.unit_id == unit_id, Membership.expected)
    rows = session.execute(query.order_by(Member.name, Member.id, ZoneOverride.id))
    there = list({row[0].id: _colleague(row, now) for row in rows if is_there(row, now)}.values())
    allowed = [one for one in there if may(person, Action.REPORT_FOR_OTHERS, one.place)]
    shown = allowed[page * PAGE : (page + 1) * PAGE]
    audit.looked_at_list(session, person.member_id, unit_id, [one.member_id for one in shown], "colleagues", now)
    return Page(page, tuple(shown), has_more=len(allowed) > (page + 1) * PAGE)


def _colleague(row: Found, now: datetime) -> Colleague:
    member, membership, unit, *_ = row
    zone = zone_now(row)
    return Colleague(
        member_id=member.id,
        name=member.name,
        rank=member.rank,
        agency_id=membership.agency_id,
        unit_id=unit.id,
        unit_name=unit.name,
        zone=zone,
        today=local_date(now, zone),
    )
