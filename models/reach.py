"""Who and what can't be reached any more: noted once, and told to those who can do something about it.

A person who blocked the bot, a group that removed it, a topic that was deleted: none of them is tried again and again.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.clock import local_date
from models.concerned import coordinators_of, people_told
from models.group_posts import lose_messages
from models.members import person_by_id
from models.outbox import Planned
from models.permissions import Concern, Person
from models.provinces import Zone
from models.schema import CoordinationGroup, Member

BLOCKED_TOLD, GROUP_LOST = "blocked_told", "group_lost"
_TOLD_WITHIN = timedelta(days=2)


def note_reach(session: Session, telegram_id: int, *, blocked: bool, at: datetime, now: datetime) -> None:
    """Note that somebody blocked the bot, or let it write again, at that moment; nothing where they are no member.

    What comes after a later one of them is no news any more: several are on their way at once, and some come late.
    """
    member = session.scalar(select(Member).where(Member.telegram_id == telegram_id).with_for_update())
    if member is None or (member.reach_at is not None and at < member.reach_at):
        return
    member.reach_at = at
    if blocked:
        note_blocked(session, member.id, now)
    else:
        member.blocked_at = None


def note_heard(session: Session, member_id: int, at: datetime) -> None:
    """Note that a member wrote to the bot at that moment: whoever does so does not block it (any more)."""
    member = session.get_one(Member, member_id)
    if member.blocked_at is not None and member.blocked_at < at:
        member.blocked_at = None


def note_blocked(session: Session, member_id: int, now: datetime) -> None:
    """Note that a member has blocked the bot, and tell those who coordinate them, if that is new."""
    if session.get_one(Member, member_id, with_for_update=True).blocked_at is not None:
        return
    person = person_by_id(session, member_id, now)
    session.get_one(Member, member_id).blocked_at = now
    if person is not None:
        told = coordinators_of(session, person.agency_id, now, besides=member_id)
        outbox.plan(session, [_planned(BLOCKED_TOLD, one, member_id, now) for one in told], now)


def note_removed(session: Session, group_id: int, now: datetime) -> None:
    """End the bindings of a chat that has removed the bot, and tell the desk once."""
    chat_id = session.get_one(CoordinationGroup, group_id).chat_id
    of_the_chat = select(CoordinationGroup).where(CoordinationGroup.chat_id == chat_id, CoordinationGroup.active)
    lost = session.scalars(of_the_chat.with_for_update()).all()
    for group in lost:
        group.active, group.removed_at = False, now
        _trace(session, group, "group.removed", now)
    if lost:
        told = people_told(session, Concern.LOST_GROUPS, now)
        outbox.plan(session, [_planned(GROUP_LOST, one, lost[0].id, now) for one in told], now)


def note_topic_lost(session: Session, group_id: int, now: datetime) -> bool:
    """Let the posts of a deleted topic go to the group as a whole, unless that is bound by itself already.

    All that stood in it went with it. Gives whether it was new.
    """
    group = session.get_one(CoordinationGroup, group_id, with_for_update=True)
    if group.topic_lost_at is not None:
        return False
    whole = select(CoordinationGroup.id).where(
        CoordinationGroup.chat_id == group.chat_id,
        CoordinationGroup.active,
        CoordinationGroup.id != group.id,
        CoordinationGroup.thread_id.is_(None) | CoordinationGroup.topic_lost_at.is_not(None),
    )
    group.topic_lost_at = now
    lose_messages(session, group.id)
    group.active = session.scalar(whole.limit(1)) is None
    _trace(session, group, "group.topic_lost", now)
    return True


def _planned(kind: str, recipient: Person, about: int, now: datetime) -> Planned:
    return Planned(
        kind=kind,
        day=local_date(now, Zone.WIB),
        about=str(about),
        payload={"about": about},
        due_at=now,
        expires_at=now + _TOLD_WITHIN,
        member_id=recipient.member_id,
    )


def _trace(session: Session, group: CoordinationGroup, action: str, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=None,
        action=action,
        subject="coordination_group",
        subject_id=group.id,
        content={"chat_id": group.chat_id, "thread_id": group.thread_id, "title": group.title},
    )
