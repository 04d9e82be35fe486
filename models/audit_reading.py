"""Reading the trail: who did what to whom and when, newest first, by person, date and action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.schema import AuditDetail, AuditEvent, Member


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: those that the person did or that were done to them, in a time (UTC, end excluded), of a kind."""

    member_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    #: The action, or how it begins: `report.` for all of reports.
    action: str = ""
    most: int = 50


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One event as it is read; `content` is empty where it was erased."""

    id: int
    at: datetime
    actor_id: int | None
    #: The actor's name as it is now; empty where the program acted.
    actor: str | None
    action: str
    subject: str
    subject_id: int
    content: Mapping[str, Any] | None


def read_trail(session: Session, wanted: Wanted) -> list[TrailLine]:
    """Give the events that are wanted, newest first."""
    query = _query().where(and_(True, *_conditions(wanted))).order_by(AuditEvent.id.desc()).limit(wanted.most)
    return [
        TrailLine(event.id, event.at, event.actor_id, name, event.action, event.subject, event.subject_id, content)
        for event, name, content in session.execute(query)
    ]


def members_named(session: Session, words: str) -> list[tuple[int, str]]:
    """Give id and name of the members whom the words mean: their number here, or a part of their name."""
    named = func.lower(Member.name).contains(words.lower(), autoescape=True)
    meant = Member.id == int(words) if words.isdecimal() else named
    return [(one.id, one.name) for one in session.scalars(select(Member).where(meant).order_by(Member.id))]


def _query() -> Select[AuditEvent, str, dict[str, Any]]:
    return (
        select(AuditEvent, Member.name, AuditDetail.content)
        .outerjoin(Member, Member.id == AuditEvent.actor_id)
        .outerjoin(AuditDetail, AuditDetail.event_id == AuditEvent.id)
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.member_id is not None:
        done_to = and_(AuditEvent.subject == "member", AuditEvent.subject_id == wanted.member_id)
        conditions.append(or_(AuditEvent.actor_id == wanted.member_id, done_to))
    if wanted.since is not None:
        conditions.append(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditEvent.at < wanted.until)
    if wanted.action:
        conditions.append(AuditEvent.action.startswith(wanted.action, autoescape=True))
    return conditions
