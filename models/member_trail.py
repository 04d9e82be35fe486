"""Which events of the trail are about a member: themselves, and their reports, details, days off, photos, words."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, or_, select

from models.schema import Absence, Activity, AuditEvent, Broadcast, DailyReport, JoinRequest, Member, Photo


def about_member(member: Member) -> ColumnElement[bool]:
    """Give the condition that an event is about the member or something of theirs."""
    things = [and_(AuditEvent.subject == name, AuditEvent.subject_id.in_(ids)) for name, ids in _things(member).items()]
    return or_(and_(AuditEvent.subject == "member", AuditEvent.subject_id == member.id), *things)


def _things(member: Member) -> Mapping[str, Select[int]]:
    return {
        "daily_report": select(DailyReport.id).where(DailyReport.member_id == member.id),
        "activity": select(Activity.id).where(Activity.member_id == member.id),
        "absence": select(Absence.id).where(Absence.member_id == member.id),
        "broadcast": select(Broadcast.id).where(Broadcast.author_id == member.id),
        "photo": select(Photo.id).where(Photo.member_id == member.id),
        "join_request": select(JoinRequest.id).where(JoinRequest.telegram_id == member.telegram_id),
    }
