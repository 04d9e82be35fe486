"""Which menus of commands are not as they should be: computed from what is stored, so that no failure loses one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.membership_rows import covers
from models.provinces import Zone
from models.schema import Member, Membership, Role, StaleMenu


@dataclass(frozen=True, slots=True)
class MenuDue:
    """A menu that is to be shown to a Telegram account, or taken away where there is no role."""

    telegram_id: int
    member_id: int | None
    role: Role | None


def menus_due(session: Session, keys: Mapping[Role, str], now: datetime, *, most: int) -> list[MenuDue]:
    """List menus that are to change; `keys` tells for each role what is kept of a member who sees its menu."""
    day = local_date(now, Zone.WIB)
    due = [*_of_former_accounts(session, most), *_of_those_who_left(session, day, most)]
    return [*due, *_of_members(session, keys, day, most)][:most]


def menu_shown(session: Session, due: MenuDue, keys: Mapping[Role, str]) -> None:
    """Note that Telegram shows a menu as it should be."""
    session.execute(delete(StaleMenu).where(StaleMenu.telegram_id == due.telegram_id))
    member = session.get(Member, due.member_id) if due.member_id is not None else None
    if member is not None and member.telegram_id == due.telegram_id:
        member.menu_role = keys[due.role] if due.role is not None else None


def _of_former_accounts(session: Session, most: int) -> list[MenuDue]:
    stale = session.scalars(select(StaleMenu.telegram_id).limit(most))
    return [MenuDue(telegram_id, None, None) for telegram_id in stale]


def _of_those_who_left(session: Session, day: date, most: int) -> list[MenuDue]:
    there = exists().where(Membership.member_id == Member.id, covers(day))
    left = select(Member).where(
        Member.telegram_id.is_not(None), Member.menu_role.is_not(None), or_(~there, Member.suspended_at.is_not(None))
    )
    return [MenuDue(one.telegram_id or 0, one.id, None) for one in session.scalars(left.limit(most))]


def _of_members(session: Session, keys: Mapping[Role, str], day: date, most: int) -> list[MenuDue]:
    query = (
        select(Member, Membership.role)
        .join(Membership, Membership.member_id == Member.id)
        .where(covers(day), Member.telegram_id.is_not(None), Member.blocked_at.is_(None))
        .where(Member.suspended_at.is_(None), or_(*(_differs(role, key) for role, key in keys.items())))
        .order_by(Member.id)
    )
    return [MenuDue(one.telegram_id or 0, one.id, role) for one, role in session.execute(query.limit(most))]


def _differs(role: Role, key: str) -> ColumnElement[bool]:
    return and_(Membership.role == role, or_(Member.menu_role.is_(None), Member.menu_role != key))
