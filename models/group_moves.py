"""A group that Telegram made a supergroup has a new id: its binding, its choices and its posts go there with it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.group_posts import lose_messages
from models.groups import at_place
from models.schema import CoordinationGroup, GroupPost, Outbox, OutboxState, PostState

#: Bot API: the id of a supergroup is -100 and ten digits or more; that of a plain group is shorter.
_SUPERGROUPS_BELOW = -1_000_000_000_000


def move_groups(session: Session, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
    """Keep the bindings of a group that became a supergroup under its new id; a second time it changes nothing.

    Where somebody has bound the new one already, that binding stands, and takes over what the old one had.
    """
    old = select(CoordinationGroup).where(CoordinationGroup.chat_id == old_chat_id).with_for_update()
    for group in session.scalars(old).all():
        standing = session.scalar(at_place(new_chat_id, group.thread_id).with_for_update())
        lose_messages(session, group.id)
        if standing is None:
            group.chat_id = new_chat_id
            _trace(session, group, old_chat_id, now)
        else:
            _hand_over(session, group, standing, now)


def may_be_moved_here(session: Session, title: str) -> bool:
    """Tell whether a supergroup of that title may be a bound group under its new id, of which nobody has told yet.

    Telegram tells that the bot is there apart from the group's move, and in no certain order.
    """
    bound = select(CoordinationGroup.id).where(
        CoordinationGroup.title == title, CoordinationGroup.active, CoordinationGroup.chat_id > _SUPERGROUPS_BELOW
    )
    return session.scalar(bound.limit(1)) is not None


def _hand_over(session: Session, group: CoordinationGroup, standing: CoordinationGroup, now: datetime) -> None:
    """End the old binding; what of it still leaves in these moments comes back, and is handed over then."""
    if group.active:
        _trace(session, standing, group.chat_id, now)
        if not standing.posts_off and not standing.post_hours:
            standing.posts_off, standing.post_hours = group.posts_off, group.post_hours
    group.active = False
    _hand_over_posts(session, group.id, standing.id)
    _hand_over_waiting(session, group.id, standing.id)


def _hand_over_posts(session: Session, old_id: int, new_id: int) -> None:
    there = session.execute(select(GroupPost.kind, GroupPost.day).where(GroupPost.group_id == new_id))
    taken = {(kind, day) for kind, day in there}
    settled = select(GroupPost).where(GroupPost.group_id == old_id, GroupPost.state != PostState.LEAVING)
    for post in session.scalars(settled).all():
        if (post.kind, post.day) not in taken:
            post.group_id = new_id


def _hand_over_waiting(session: Session, old_id: int, new_id: int) -> None:
    """What nobody has in hand and the new binding has not of its own: it stays one row for kind and occasion."""
    there = session.execute(select(Outbox.kind, Outbox.occasion).where(Outbox.group_id == new_id))
    taken = {(kind, occasion) for kind, occasion in there}
    free = Outbox.state == OutboxState.PENDING, Outbox.holder.is_(None)
    for row in session.scalars(select(Outbox).where(Outbox.group_id == old_id, *free)).all():
        if (row.kind, row.occasion) not in taken:
            row.group_id, row.recipient = new_id, f"g{new_id}"


def _trace(session: Session, group: CoordinationGroup, old_chat_id: int, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=None,
        action="group.moved",
        subject="coordination_group",
        subject_id=group.id,
        content={"from_chat_id": old_chat_id, "chat_id": group.chat_id},
    )
