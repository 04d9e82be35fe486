"""The letters to the groups: a post as it first leaves, as it is put right in place, or as it is posted anew."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models.group_posts import Edition, may_be_posted_anew, post_by_id, post_of, tells_of_lost_topic
from models.outbox import Claimed
from models.schema import CoordinationGroup
from scheduler.due import Kind
from scheduler.letter import Letter, Pointless
from scheduler.posts import TELLS, Asked, Told, tell
from views.group_posts import Shown


def is_for_groups(kind: Kind) -> bool:
    """Tell whether a row of that kind is a post, or puts one right."""
    return kind in TELLS or kind == Kind.POST_UPDATE


def group_letter(session: Session, row: Claimed, now: datetime, *, synthetic: bool) -> Letter | Pointless:
    """Give a post, or its update, as it is true now."""
    group = session.get(CoordinationGroup, row.group_id)
    if group is None or not group.active:
        return Pointless("group released")
    if row.kind == Kind.POST_UPDATE:
        return _update(session, row, group, now, synthetic=synthetic)
    kind = Kind(row.kind)
    told = tell(session, Asked(kind, group.id, row.day, now))
    if told is None:
        return Pointless("nothing to tell")
    before = post_of(session, kind, group.id, row.day)
    if before is not None and before.message_id is not None:
        return Pointless("posted anew before")
    edition = Edition(kind, group.id, row.day, told.digest, before.revision if before else 0)
    shown = _shown(session, group, edition, now, synthetic=synthetic)
    return _letter(group, edition, told, replace(shown, replaces=before is not None))


def _update(
    session: Session, row: Claimed, group: CoordinationGroup, now: datetime, *, synthetic: bool
) -> Letter | Pointless:
    post = post_by_id(session, row.payload["post_id"])
    told = tell(session, Asked(Kind(post.kind), group.id, post.day, now))
    if told is None or told.digest == post.digest:
        return Pointless("shows the same")
    anew = post.message_id is None
    if anew and not may_be_posted_anew(session, post):
        return Pointless("posted anew before")
    edition = Edition(post.kind, group.id, post.day, told.digest, post.revision + 1, post.message_id, anew)
    shown = _shown(session, group, edition, now, synthetic=synthetic)
    return _letter(group, edition, told, replace(shown, replaces=anew))


def _shown(session: Session, group: CoordinationGroup, edition: Edition, now: datetime, *, synthetic: bool) -> Shown:
    tells = tells_of_lost_topic(session, group, edition.kind, edition.day)
    return Shown(now, edition.revision, topic_lost=tells, synthetic=synthetic)


def _letter(group: CoordinationGroup, edition: Edition, told: Told, shown: Shown) -> Letter:
    """The posts of a topic that is no more go to the group as a whole (Bot API: no message_thread_id)."""
    thread_id = None if group.topic_lost_at else group.thread_id
    return Letter(group.chat_id, thread_id, told.card(shown), edition)
