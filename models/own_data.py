"""Everything that is kept about one member: each row of each table that is theirs, and what they did to others' rows.

The tables are asked for what refers to a member, so that one which is added later can't be forgotten here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, or_, select
from sqlalchemy.orm import Session

from models.member_trail import about_member
from models.outbox import account_key
from models.schema import AuditDetail, AuditEvent, Base, DailyReport, Member, Outbox, ReportAnswer, ReportRevision

Row = Mapping[str, Any]

#: The columns that say whose a row is; every other one that names a member says who did something with it.
_OWNERS = ("member_id", "subject_id")
#: Whose reports they are is said by the report.
_OF_REPORTS = (ReportAnswer.__table__, ReportRevision.__table__)
#: Secrets of the bot, and what only repeats what stands beside it.
_LEFT_OUT = ("token_hash", "digest", "key", "hash", "row_hashes", "previous", "card_message_id", "card_version")


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept about a member: their own rows by table, what they did by table, and who did what to them."""

    member: Row
    own: Mapping[str, Sequence[Row]]
    done: Mapping[str, Sequence[Row]]
    #: The trail, newest first: what they did, and what was done to or with their data; with its values where it was
    #: about them.
    trail: Sequence[Row]
    #: Which rows hold whose numbers: for the reader, by id.
    units: Mapping[int, str]
    indicators: Mapping[int, str]


def own_data(session: Session, member_id: int) -> OwnData:
    """Gather everything about a member; nothing in it is masked, for it is shown to them only."""
    member = session.get_one(Member, member_id)
    tables = [table for table in Base.metadata.sorted_tables if table.name != "member"]
    return OwnData(
        member=_rows(session, Base.metadata.tables["member"], Member.id == member_id)[0],
        own={table.name: rows for table in tables if (rows := _own(session, table, member))},
        done={table.name: rows for table in tables if (rows := _done(session, table, member_id))},
        trail=_trail(session, member),
        units=_names(session, "unit", "name"),
        indicators=_names(session, "indicator", "label"),
    )


def plain_value(value: Any) -> Any:
    """Give a value as JSON can hold it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def _own(session: Session, table: Table, member: Member) -> list[Row]:
    owner = _owner(table)
    if table in _OF_REPORTS:
        mine = select(DailyReport.id).where(DailyReport.member_id == member.id)
        return _rows(session, table, table.c.report_id.in_(mine))
    if table is Outbox.__table__:
        return _rows(session, table, _sent_to(member))
    if owner is not None:
        return _rows(session, table, table.c[owner] == member.id)
    by_account = "telegram_id" in table.c and member.telegram_id is not None
    return _rows(session, table, table.c.telegram_id == member.telegram_id) if by_account else []


def _done(session: Session, table: Table, member_id: int) -> list[Row]:
    """Rows of others, or of nobody, that they entered, granted, bound …"""
    owner = _owner(table)
    actors = [name for name in _referring(table) if name != owner]
    if not actors:
        return []
    did = or_(*(table.c[name] == member_id for name in actors))
    return _acts(session, table, and_(did, table.c[owner].is_distinct_from(member_id)) if owner else did)


def _owner(table: Table) -> str | None:
    return next((name for name in _OWNERS if name in _referring(table)), None)


def _referring(table: Table) -> list[str]:
    """The columns that name a member."""
    return [column.name for column in table.c if any(key.column.table.name == "member" for key in column.foreign_keys)]


def _rows(session: Session, table: Table, condition: ColumnElement[bool]) -> list[Row]:
    return _asked(session, table, [column for column in table.c if column.name not in _LEFT_OUT], condition)


def _acts(session: Session, table: Table, condition: ColumnElement[bool]) -> list[Row]:
    """Which rows they were, and when; what stands in them may be about somebody else."""
    told = [column for column in table.c if column.primary_key or column.type.python_type in (datetime, date)]
    return _asked(session, table, told, condition)


def _asked(session: Session, table: Table, told: Sequence[Column[Any]], condition: ColumnElement[bool]) -> list[Row]:
    found = session.execute(select(*told).where(condition).order_by(*table.primary_key.columns))
    return [{name: plain_value(value) for name, value in row.items()} for row in found.mappings()]


def _sent_to(member: Member) -> ColumnElement[bool]:
    """What they were sent, also while they were no member yet, or no longer."""
    sent = Outbox.member_id == member.id
    return or_(sent, Outbox.recipient == account_key(member.telegram_id)) if member.telegram_id is not None else sent


def _trail(session: Session, member: Member) -> list[Row]:
    """What they did to somebody else is told without its values: those are the other one's."""
    about = about_member(member)
    query = (
        select(AuditEvent, AuditDetail.content, about)
        .outerjoin(AuditDetail, AuditDetail.event_id == AuditEvent.id)
        .where(or_(AuditEvent.actor_id == member.id, about))
        .order_by(AuditEvent.id.desc())
    )
    return [
        _told(event, content if is_about else None, member.id) for event, content, is_about in session.execute(query)
    ]


def _told(event: AuditEvent, content: Row | None, member_id: int) -> Row:
    return {
        "at": event.at.isoformat(),
        "by": "you" if event.actor_id == member_id else "somebody else" if event.actor_id else "the program",
        "action": event.action,
        "subject": event.subject,
        "subject_id": event.subject_id,
        "content": content,
    }


def _names(session: Session, table: str, column: str) -> dict[int, str]:
    found = Base.metadata.tables[table]
    return {row[0]: row[1] for row in session.execute(select(found.c.id, found.c[column]))}
