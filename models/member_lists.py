"""Lists of members for those who manage them: by agency, by unit, those who have left, or what was searched for.

Of somebody who has left, the last place counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.membership_rows import covers
from models.permissions import EVERYTHING, Action, Person, may
from models.provinces import Zone
from models.schema import Agency, Member, Membership, Role, Unit

#: How many names a card offers at once.
PAGE = 8
#: A part of a service number is looked for from that many digits on.
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """Which members are listed: of an agency, of a unit, or all; those who are there, or those who have left."""

    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in a list."""

    member_id: int
    name: str
    rank: str | None
    role: Role
    agency_code: str
    unit_name: str
    has_account: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some of the members, by name; pages count from 0."""

    number: int
    lines: tuple[MemberLine, ...]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there are more pages."""
        return (self.number + 1) * PAGE < self.total


def list_members(session: Session, person: Person, listing: Listing, now: datetime) -> MemberPage:
    """List members of where the person may manage them, a page at a time."""
    day = local_date(now, Zone.WIB)
    conditions = [_reach(person)]
    if listing.agency_id is not None:
        conditions.append(Membership.agency_id == listing.agency_id)
    if listing.unit_id is not None:
        conditions.append(Membership.unit_id == listing.unit_id)
    conditions.append(_was_there_last(day) if listing.gone else _is_there(day))
    return _page(session, conditions, listing.page)


def search_members(session: Session, person: Person, words: Sequence[str], now: datetime) -> MemberPage:
    """Find members of where the person may manage them, by parts of name, rank, unit, agency or service number."""
    day = local_date(now, Zone.WIB)
    there = or_(_is_there(day), _was_there_last(day))
    return _page(session, [_reach(person), there, *(_matches(word) for word in words)], 0)


def _reach(person: Person) -> ColumnElement[bool]:
    if may(person, Action.MEMBERS, EVERYTHING):
        return Membership.id.is_not(None)
    return Membership.agency_id == person.agency_id


def _is_there(day: date) -> ColumnElement[bool]:
    return and_(covers(day), Member.suspended_at.is_(None))


def _was_there_last(day: date) -> ColumnElement[bool]:
    """The last of somebody's memberships, which is over (or they are barred from today on)."""
    other = Membership.__table__.alias()
    newer = exists().where(other.c.member_id == Membership.member_id, other.c.first_day > Membership.first_day)
    return and_(or_(Membership.last_day < day, Member.suspended_at.is_not(None)), ~newer)


def _matches(word: str) -> ColumnElement[bool]:
    columns = [Member.name, Member.rank, Unit.name, Unit.code, Agency.code]
    found = [func.lower(column).contains(word.lower(), autoescape=True) for column in columns]
    if word.isdigit() and len(word) >= _FEWEST_DIGITS:
        found.append(Member.service_number.contains(word, autoescape=True))
    return or_(*found)


def _page(session: Session, conditions: Sequence[ColumnElement[bool]], number: int) -> MemberPage:
    """A member is listed once: two memberships never cover the same day."""
    query = (
        select(Member, Membership.role, Agency.code, Unit.name)
        .join(Membership, Membership.member_id == Member.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Membership.agency_id)
        .where(*conditions)
    )
    query = query.where(Member.erased_at.is_(None))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(query.order_by(func.lower(Member.name), Member.id).offset(number * PAGE).limit(PAGE))
    return MemberPage(number, tuple(_line(*row) for row in rows), total)


def _line(member: Member, role: Role, agency_code: str, unit_name: str) -> MemberLine:
    return MemberLine(
        member_id=member.id,
        name=member.name,
        rank=member.rank,
        role=role,
        agency_code=agency_code,
        unit_name=unit_name,
        has_account=member.telegram_id is not None,
        blocked=member.blocked_at is not None,
    )
