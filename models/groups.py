"""Coordination groups: the chats, or topics of chats, that receive the posts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.insertion import insert_new
from models.permissions import Person
from models.schema import CoordinationGroup


class UnboundGroup(LaporError):
    """A group that is not bound sees no figures."""


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A chat, or a topic in it; `thread_id` is empty for the chat as a whole and for its General topic."""

    chat_id: int
    thread_id: int | None
    title: str


def bind_group(session: Session, person: Person, place: GroupPlace, now: datetime) -> bool:
    """Bind the place as a coordination group; tell whether it was new. The caller has checked the right."""
    row = {
        "chat_id": place.chat_id,
        "thread_id": place.thread_id,
        "title": place.title,
        "bound_by": person.member_id,
        "bound_at": now,
        "active": True,
    }
    new = bool(insert_new(session, CoordinationGroup, [row]))
    group = session.scalars(at_place(place.chat_id, place.thread_id)).one()
    if not group.active or group.topic_lost_at is not None:
        group.active, group.bound_at, new = True, now, True
    group.title, group.topic_lost_at, group.removed_at = place.title, None, None
    _end_lost_topics(session, group)
    _trace(session, person, group, "group.bound", now)
    return new


def release_group(session: Session, person: Person, place: GroupPlace, now: datetime) -> bool:
    """Let the place receive no more posts; tell whether it received any."""
    group = session.scalar(at_place(place.chat_id, place.thread_id).where(CoordinationGroup.active))
    if group is None:
        return False
    group.active = False
    _trace(session, person, group, "group.released", now)
    return True


def lose_groups(session: Session, chat_id: int, now: datetime) -> None:
    """Let a chat that has taken the bot out receive nothing more, until somebody binds it again."""
    bound = select(CoordinationGroup).where(CoordinationGroup.chat_id == chat_id, CoordinationGroup.active)
    for group in session.scalars(bound.with_for_update()).all():
        group.active = False
        _trace(session, None, group, "group.lost", now)


def note_left(session: Session, chat_id: int, actor_id: int | None, now: datetime) -> None:
    """Leave a trace of a chat into which somebody without the right has put the bot, and which it leaves."""
    audit.record(
        session, at=now, actor_id=actor_id, action="group.refused", subject="chat", subject_id=chat_id, content={}
    )


def is_bound(session: Session, chat_id: int) -> bool:
    """Tell whether any part of the chat receives posts."""
    bound = select(CoordinationGroup.id).where(CoordinationGroup.chat_id == chat_id, CoordinationGroup.active)
    return session.scalar(bound.limit(1)) is not None


def require_bound(session: Session, chat_id: int) -> None:
    """Go on only in a chat where posts go anyway. Raises `UnboundGroup`."""
    if not is_bound(session, chat_id):
        raise UnboundGroup


def active_groups(session: Session) -> list[CoordinationGroup]:
    """List the places that receive posts."""
    return list(session.scalars(select(CoordinationGroup).where(CoordinationGroup.active)))


def at_place(chat_id: int, thread_id: int | None) -> Select[CoordinationGroup]:
    """Select the binding of a chat, or of a topic of it, whether it receives anything (any more) or not."""
    here = select(CoordinationGroup).where(CoordinationGroup.chat_id == chat_id)
    if thread_id is None:
        return here.where(CoordinationGroup.thread_id.is_(None))
    return here.where(CoordinationGroup.thread_id == thread_id)


def _end_lost_topics(session: Session, group: CoordinationGroup) -> None:
    """A place that is bound takes over what a deleted topic of the same chat got."""
    others = (
        CoordinationGroup.chat_id == group.chat_id,
        CoordinationGroup.id != group.id,
        CoordinationGroup.topic_lost_at.is_not(None),
    )
    session.execute(update(CoordinationGroup).where(*others).values(active=False))


def _trace(session: Session, person: Person | None, group: CoordinationGroup, action: str, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id if person else None,
        action=action,
        subject="coordination_group",
        subject_id=group.id,
        content={"chat_id": group.chat_id, "thread_id": group.thread_id, "title": group.title},
    )
