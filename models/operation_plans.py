"""Making, changing and closing operations."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.operations import LONGEST, Operation, with_agencies
from models.permissions import Person
from models.schema import Agency, OperationAgency
from models.schema import Operation as OperationRow

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 500


class OperationFlaw(enum.StrEnum):
    """Why an operation cannot be as it was written."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    DESCRIPTION_TOO_LONG = "description_too_long"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_AGENCY = "no_agency"
    UNKNOWN_AGENCY = "unknown_agency"
    CLOSED = "closed"
    NOT_BEGUN = "not_begun"


@dataclass(eq=False)
class UnfitOperation(LaporError):
    """An operation cannot be that way."""

    flaw: OperationFlaw


@dataclass(frozen=True, slots=True)
class Plan:
    """What an operation is to be: its first day, its length in days, and the ids of the agencies that take part."""

    name: str
    first_day: date
    days: int
    agency_ids: frozenset[int]
    description: str | None = None


def create(session: Session, person: Person | None, plan: Plan, now: datetime) -> Operation:
    """Make an operation; the caller has checked the right. Raises `UnfitOperation`."""
    _check(session, plan)
    row = OperationRow(
        name=plan.name,
        first_day=plan.first_day,
        days=plan.days,
        description=plan.description,
        version=1,
        created_by=person.member_id if person else None,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _set_agencies(session, row, plan.agency_ids)
    return _traced(session, row, person, "created", now)


def change(session: Session, person: Person, operation_id: int, plan: Plan, now: datetime) -> Operation:
    """Change an operation that is not closed; the caller has checked the right. Raises `UnfitOperation`."""
    row = session.get_one(OperationRow, operation_id, with_for_update=True)
    if row.closed_at is not None:
        raise UnfitOperation(OperationFlaw.CLOSED)
    _check(session, plan)
    row.name, row.first_day, row.days, row.description = plan.name, plan.first_day, plan.days, plan.description
    row.version += 1
    _set_agencies(session, row, plan.agency_ids)
    return _traced(session, row, person, "changed", now)


def close(session: Session, person: Person | None, operation_id: int, today: date, now: datetime) -> Operation:
    """Close an operation; one that is still running ends today. One that is closed stays as it is.

    Raises `UnfitOperation` for one that has not begun.
    """
    row = session.get_one(OperationRow, operation_id, with_for_update=True)
    if row.closed_at is None:
        if today < row.first_day:
            raise UnfitOperation(OperationFlaw.NOT_BEGUN)
        if today < row.first_day + timedelta(days=row.days - 1):
            row.ended_on = today
        row.closed_at, row.closed_by = now, person.member_id if person else None
        row.version += 1
        return _traced(session, row, person, "closed", now)
    return with_agencies(session, [row])[0]


def _check(session: Session, plan: Plan) -> None:
    flaws = (
        (not plan.name.strip(), OperationFlaw.NO_NAME),
        (len(plan.name) > LONGEST_NAME, OperationFlaw.NAME_TOO_LONG),
        (len(plan.description or "") > LONGEST_DESCRIPTION, OperationFlaw.DESCRIPTION_TOO_LONG),
        (plan.days < 1, OperationFlaw.TOO_SHORT),
        (plan.days > LONGEST, OperationFlaw.TOO_LONG),
        (not plan.agency_ids, OperationFlaw.NO_AGENCY),
    )
    for is_so, flaw in flaws:
        if is_so:
            raise UnfitOperation(flaw)
    known_ids = set(session.scalars(select(Agency.id).where(Agency.id.in_(plan.agency_ids))))
    if known_ids != plan.agency_ids:
        raise UnfitOperation(OperationFlaw.UNKNOWN_AGENCY)


def _set_agencies(session: Session, row: OperationRow, agency_ids: Iterable[int]) -> None:
    session.execute(delete(OperationAgency).where(OperationAgency.operation_id == row.id))
    session.add_all(OperationAgency(operation_id=row.id, agency_id=agency_id) for agency_id in sorted(agency_ids))
    session.flush()


def _traced(session: Session, row: OperationRow, person: Person | None, how: str, now: datetime) -> Operation:
    operation = with_agencies(session, [row])[0]
    audit.record(
        session,
        at=now,
        actor_id=person.member_id if person else None,
        action=f"operation.{how}",
        subject="operation",
        subject_id=row.id,
        content={
            "name": row.name,
            "first_day": row.first_day.isoformat(),
            "days": row.days,
            "description": row.description,
            "agencies": [agency.code for agency in operation.agencies],
            "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        },
    )
    return operation
