"""What the posts of the groups say: noted as they set out, and kept until nobody can correct anything of them.

A post that was deleted, or of which nobody knows where it is, is posted anew when its figures change:
once in each place.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, or_, select, update
from sqlalchemy.orm import Session

from models.insertion import insert_new
from models.outbox import ON_ITS_WAY, Planned, plan
from models.schedule import Schedule
from models.schema import CoordinationGroup, GroupPost, Outbox, OutboxState, PostState

POST_UPDATE = "post_update"
SEMESTER_POST = "semester_post"
#: Changes that come within it share an edit; with two ticks of the clock it stays below a minute.
COALESCED_WITHIN = timedelta(seconds=15)
#: A frozen semester tells its later corrections until the next one is frozen.
SEMESTER_WATCHED = timedelta(days=190)
_NOTHING_SHOWN = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a post is about to say: of which kind and date, in which group, and as which of its revisions."""

    kind: str
    group_id: int
    #: The last date that it tells of.
    day: date
    #: SHA-256 of the figures that it shows.
    digest: str
    #: 0 as it is first posted.
    revision: int
    #: The message that it puts right; nothing where it leaves as a new message.
    message_id: int | None = None
    #: It takes the place of one that is lost.
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A post as it is known: what it tells of, where it is, and what it shows."""

    id: int
    kind: str
    group_id: int
    day: date
    #: Nothing where it is lost, or nobody knows where it is.
    message_id: int | None
    digest: str
    revision: int
    #: How many updates were planned.
    asked: int
    posted_at: datetime


def post_of(session: Session, kind: str, group_id: int, day: date) -> Standing | None:
    """Give the post of that kind and date in the group; nothing where none ever left."""
    post = _find(session, kind, group_id, day)
    return None if post is None or post.state == PostState.REFUSED else _standing(post)


def post_by_id(session: Session, post_id: int) -> Standing:
    """Give a post by its number."""
    return _standing(session.get_one(GroupPost, post_id))


def watched(session: Session, schedule: Schedule, now: datetime) -> list[Standing]:
    """List the posts that may still have to change, but for those of which an update is on its way already."""
    carriers_state = select(Outbox.state).where(Outbox.id == GroupPost.outbox_id).scalar_subquery()
    query = (
        select(GroupPost)
        .join(CoordinationGroup, CoordinationGroup.id == GroupPost.group_id)
        .where(CoordinationGroup.active, GroupPost.day >= (now - SEMESTER_WATCHED * 2).date())
        .where(GroupPost.state != PostState.REFUSED, carriers_state.not_in(ON_ITS_WAY))
        .where(or_(GroupPost.state == PostState.STANDING, ~GroupPost.renewed))
        .order_by(GroupPost.id)
    )
    updates = _updates_on_their_way(session)
    posts = [_standing(post) for post in session.scalars(query)]
    return [
        post
        for post in posts
        if _update_of(post.id, post.asked) not in updates and now < watched_until(schedule, post.kind, post.day)
    ]


def watched_until(schedule: Schedule, kind: str, day: date) -> datetime:
    """Give until when a post is kept true, in UTC: for as long as something of it can be corrected."""
    closes = schedule.corrections_close(day)
    return closes + SEMESTER_WATCHED if kind == SEMESTER_POST else closes


def ask_update(session: Session, post: Standing, digest: str, until: datetime, now: datetime) -> bool:
    """Plan an update of a post, which then tells what is true by then; tell whether nobody had planned it before.

    Figures whose edit Telegram refused are not tried again.
    """
    asked = session.scalar(
        update(GroupPost)
        .where(GroupPost.id == post.id, GroupPost.asked == post.asked)
        .where(or_(GroupPost.refused_digest.is_(None), GroupPost.refused_digest != digest))
        .values(asked=GroupPost.asked + 1)
        .returning(GroupPost.asked)
    )
    if asked is None:
        return False
    planned = Planned(
        kind=POST_UPDATE,
        day=post.day,
        about=_update_of(post.id, asked),
        payload={"post_id": post.id},
        due_at=now + COALESCED_WITHIN,
        expires_at=until,
        group_id=post.group_id,
    )
    return bool(plan(session, [planned], now))


def note_leaving(session: Session, edition: Edition, outbox_id: int, chat_id: int, now: datetime) -> None:
    """Note what a post says that leaves as a new message with a row of the outbox; an edit changes nothing yet."""
    if edition.message_id is not None:
        return
    row = {
        "kind": edition.kind,
        "group_id": edition.group_id,
        "day": edition.day,
        "outbox_id": outbox_id,
        "state": PostState.LEAVING,
        "chat_id": chat_id,
        "digest": edition.digest,
        "revision": edition.revision,
        "asked": 0,
        "renewed": False,
        "posted_at": now,
    }
    if insert_new(session, GroupPost, [row]):
        return
    post = session.scalars(_at(edition)).one()
    post.renewed = post.renewed or edition.anew
    post.outbox_id, post.state, post.chat_id, post.message_id = outbox_id, PostState.LEAVING, chat_id, None
    post.digest, post.revision = edition.digest, edition.revision


def note_arrived(session: Session, edition: Edition, message_id: int, now: datetime) -> None:
    """Note that a post stands in its group as this message, or was put right there.

    Where the group has become another chat meanwhile, it is lost there.
    """
    post = session.scalars(_at(edition)).one()
    if edition.revision:
        post.edited_at = now
    else:
        post.posted_at = now
    is_there = post.chat_id == session.get_one(CoordinationGroup, post.group_id).chat_id
    post.state = PostState.STANDING if is_there else PostState.LOST
    post.message_id = message_id if is_there else None
    post.digest, post.revision, post.refused_digest = edition.digest, edition.revision, None


def note_refused(session: Session, edition: Edition) -> None:
    """Note that Telegram did not take a post, or its edit."""
    post = session.scalars(_at(edition)).one()
    if edition.message_id is not None:
        post.refused_digest = edition.digest
    else:
        post.state = PostState.LOST if edition.anew else PostState.REFUSED


def note_held_back(session: Session, edition: Edition) -> None:
    """Note that a post has certainly not arrived, and will leave another time."""
    if edition.message_id is not None:
        return
    note_refused(session, edition)
    if edition.anew:
        post = session.scalars(_at(edition)).one()
        post.renewed, post.revision, post.digest = False, edition.revision - 1, _NOTHING_SHOWN


def note_lost(session: Session, edition: Edition) -> None:
    """Note that somebody deleted a post."""
    post = session.scalars(_at(edition)).one()
    post.state, post.message_id = PostState.LOST, None


def lose_messages(session: Session, group_id: int) -> None:
    """Note that the posts of a group are where nothing can be edited any more: another chat, or a deleted topic.

    Whatever changes is posted anew where the group is now, once; a number of a message means another one there.
    """
    session.execute(update(GroupPost).where(GroupPost.group_id == group_id).values(renewed=False))
    standing = update(GroupPost).where(GroupPost.group_id == group_id, GroupPost.state == PostState.STANDING)
    session.execute(standing.values(state=PostState.LOST, message_id=None))


def may_be_posted_anew(session: Session, post: Standing) -> bool:
    """Tell whether a post that can't be edited may leave once more: once in each place."""
    return not session.get_one(GroupPost, post.id).renewed


def tells_of_lost_topic(session: Session, group: CoordinationGroup, kind: str, day: date) -> bool:
    """Tell whether it is this post that says that the topic of its group is no more: the first one that came since."""
    if group.topic_lost_at is None:
        return False
    came = (
        select(GroupPost.kind, GroupPost.day)
        .join(Outbox, Outbox.id == GroupPost.outbox_id)
        .where(GroupPost.group_id == group.id, Outbox.state == OutboxState.SENT)
        .where(Outbox.settled_at >= group.topic_lost_at)
        .order_by(Outbox.settled_at, Outbox.id)
    )
    first = session.execute(came.limit(1)).first()
    return first is None or tuple(first) == (kind, day)


def allow_again(session: Session, post_id: int) -> None:
    """Let a post whose replacement is in doubt, too, be posted anew once more: somebody has looked and asks for it."""
    post = session.get_one(GroupPost, post_id, with_for_update=True)
    if post.message_id is None:
        post.renewed, post.digest = False, _NOTHING_SHOWN


def are_on_their_way(session: Session) -> bool:
    """Tell whether anything for a group waits or leaves: a change may come after it was written."""
    on_the_way = exists().where(Outbox.group_id.is_not(None), Outbox.state.in_(ON_ITS_WAY))
    return bool(session.scalar(select(on_the_way)))


def _updates_on_their_way(session: Session) -> set[str]:
    rows = select(Outbox.occasion).where(Outbox.kind == POST_UPDATE, Outbox.state.in_(ON_ITS_WAY))
    return {occasion.partition(" ")[2] for occasion in session.scalars(rows)}


def _update_of(post_id: int, number: int) -> str:
    return f"{post_id}.{number}"


def _find(session: Session, kind: str, group_id: int, day: date) -> GroupPost | None:
    return session.scalar(select(GroupPost).where(*_is(kind, group_id, day)))


def _at(edition: Edition) -> Select[GroupPost]:
    return select(GroupPost).where(*_is(edition.kind, edition.group_id, edition.day)).with_for_update()


def _is(kind: str, group_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    return GroupPost.kind == kind, GroupPost.group_id == group_id, GroupPost.day == day


def _standing(post: GroupPost) -> Standing:
    return Standing(
        id=post.id,
        kind=post.kind,
        group_id=post.group_id,
        day=post.day,
        message_id=post.message_id,
        digest=post.digest,
        revision=post.revision,
        asked=post.asked,
        posted_at=post.posted_at,
    )
