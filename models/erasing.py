"""Forgetting a member: whatever tells who they were or what they wrote goes; what was counted stays counted.

Reports, their numbers, days and units stay under the member's id, so that no total, rate or recap changes. Texts,
positions, photos, account, name, rank and numbers go, and with them the values in the trail; its events and seals stay.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, delete, literal, or_, select, update
from sqlalchemy.orm import Session

from models import audit
from models.absence_words import AbsenceReason
from models.answers import as_json, from_json
from models.audit_heads import AUDIT_HEAD
from models.audit_verification import ERASED
from models.clock import local_date
from models.insertion import insert_new
from models.member_trail import about_member
from models.members import zone_of_unit
from models.membership_rows import end
from models.open_invitations import forget_asking
from models.outbox_accounts import forget_account, forget_earlier_accounts
from models.schema import (
    Absence,
    Activity,
    AuditDetail,
    AuditEvent,
    Broadcast,
    DailyReport,
    Draft,
    EnforcementDraft,
    Guessing,
    Invitation,
    Joining,
    JoinRequest,
    Member,
    Membership,
    Outbox,
    OutboxState,
    Photo,
    PhotoState,
    Prompt,
    ReportRevision,
    StaleMenu,
)

#: What stands in place of a name.
FORGOTTEN = "Anggota yang dihapus"
#: What stands in place of the words of a broadcast.
ERASED_WORDS = "(isi dihapus)"
_ONE_DAY = timedelta(days=1)


def forget(session: Session, member_id: int, now: datetime) -> None:
    """Erase a member's personal data, in the caller's transaction. Files of photos go with the next round."""
    member = session.get_one(Member, member_id, with_for_update=True)
    values = _values_in_the_trail(member)
    _end_memberships(session, member_id, now)
    _forget_texts(session, member_id)
    forget_photos(session, Photo.member_id == member_id)
    _forget_unfinished(session, member_id)
    _forget_messages(session, member, now)
    _forget_account(session, member)
    # The event is the last thing that tells of it, and has nothing to tell but the member's id.
    event_id = audit.record(
        session, at=now, actor_id=None, action=ERASED, subject="member", subject_id=member_id, content={}
    )
    audit.erase_values(session, values.where(AuditEvent.id != event_id), event_id)
    member.name, member.rank, member.service_number = FORGOTTEN, None, None
    member.telegram_id, member.menu_role, member.blocked_at, member.erased_at = None, None, None, now
    session.flush()


def forget_photos(session: Session, which: ColumnElement[bool]) -> int:
    """Forget the photos that meet the condition: Telegram's numbers, captions, albums; their files go with the next
    round of `bot.photo_keeping`. Give how many there were.
    """
    forgotten = (
        update(Photo)
        .where(which, Photo.file_id != "")
        .values(
            state=PhotoState.DECLINED,
            activity_id=None,
            file_id="",
            unique_id=literal("-") + cast(Photo.id, Text),
            album=None,
            caption=None,
        )
        .execution_options(synchronize_session=False)
        .returning(Photo.id)
    )
    return len(session.scalars(forgotten).all())


def _end_memberships(session: Session, member_id: int, now: datetime) -> None:
    """The present day still counts as it did: the place ends with it."""
    places = select(Membership.unit_id).where(Membership.member_id == member_id).order_by(Membership.first_day.desc())
    unit_id = session.scalar(places.limit(1))
    if unit_id is not None:
        end(session, member_id, local_date(now, zone_of_unit(session, unit_id)) + _ONE_DAY)


def _forget_texts(session: Session, member_id: int) -> None:
    reports = select(DailyReport.id).where(DailyReport.member_id == member_id)
    session.execute(update(DailyReport).where(DailyReport.member_id == member_id).values(note=None))
    for revision in session.scalars(select(ReportRevision).where(ReportRevision.report_id.in_(reports))):
        revision.reason = revision.note = None
        revision.answers = _only_numbers(revision.answers)
    bare = dict.fromkeys(("place", "text", "partners", "latitude", "longitude", "happened_at"))
    session.execute(update(Activity).where(Activity.member_id == member_id).values(**bare))
    session.execute(update(Broadcast).where(Broadcast.author_id == member_id).values(text=ERASED_WORDS))
    # Why somebody was away may tell of their health; that they were is counted.
    session.execute(update(Absence).where(Absence.member_id == member_id).values(reason=AbsenceReason.PERMISSION))


def _only_numbers(answers: Mapping[str, Any]) -> dict[str, Any]:
    return as_json({key: replace(answer, joined_with=None) for key, answer in from_json(answers).items()})


def _forget_unfinished(session: Session, member_id: int) -> None:
    session.execute(delete(Draft).where(or_(Draft.author_id == member_id, Draft.subject_id == member_id)))
    session.execute(delete(EnforcementDraft).where(EnforcementDraft.author_id == member_id))
    session.execute(delete(Prompt).where(Prompt.member_id == member_id))


def _forget_messages(session: Session, member: Member, now: datetime) -> None:
    """What they were sent stays listed by kind and hour, without anything that it said.

    The heads of the trail stay whole: they tell of nobody, and the trail is held against them.
    """
    if member.telegram_id is not None:
        forget_account(session, member.telegram_id, member.id, now)
    forget_earlier_accounts(session, member.id, now)
    theirs = Outbox.member_id == member.id
    waiting = update(Outbox).where(theirs, Outbox.state == OutboxState.PENDING)
    session.execute(waiting.values(state=OutboxState.DROPPED, outcome="forgotten", settled_at=now))
    session.execute(update(Outbox).where(theirs).values(chat_id=None, message_id=None))
    session.execute(update(Outbox).where(theirs, Outbox.kind != AUDIT_HEAD).values(payload={}))


def _forget_account(session: Session, member: Member) -> None:
    """Whom invitations named, whose account asked for some, and what stands under the Telegram number alone.

    What stood under an earlier number went when they left it (models/member_accounts.py). The menu is to be taken away.
    """
    session.execute(
        update(Invitation)
        .where(or_(Invitation.member_id == member.id, Invitation.guest_name == member.name))
        .values(guest_name=None, guest_rank=None, guest_service_number=None)
    )
    forget_asking(session, member.id)
    if member.telegram_id is None:
        return
    for table in (JoinRequest, Guessing, Joining):
        session.execute(delete(table).where(table.telegram_id == member.telegram_id))
    insert_new(session, StaleMenu, [{"telegram_id": member.telegram_id}])


def _values_in_the_trail(member: Member) -> Select[int]:
    """The events about the member and their things, and those that name them; not those of somebody of their name."""
    content = cast(AuditDetail.content, Text)
    named = select(AuditDetail.event_id).where(content.contains(json.dumps(member.name), autoescape=True))
    account = select(AuditDetail.event_id).where(content.contains(f'"telegram_id": {member.telegram_id},'))
    of_a_namesake = and_(AuditEvent.subject == "member", AuditEvent.subject_id != member.id)
    naming = and_(AuditEvent.id.in_(named), ~of_a_namesake)
    return select(AuditEvent.id).where(or_(about_member(member), naming, AuditEvent.id.in_(account)))
