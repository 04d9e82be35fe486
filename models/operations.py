"""Operations: campaigns with a first day, a length in days and the K/L that take part.

A report belongs to an operation by its agency and its date; nothing is stored with the report. So whoever moves an
operation's days moves what belongs to it, and a report of two operations is told in both.
"""

import enum
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.known import known
from models.periods import Period
from models.schema import Agency, OperationAgency
from models.schema import Operation as OperationRow

#: Two years: whatever lasts longer is no campaign.
LONGEST = 731


class OperationState(enum.StrEnum):
    """Where an operation stands on a date."""

    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TakingPart:
    """An agency that takes part."""

    agency_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it stands now."""

    id: int
    name: str
    first_day: date
    #: How many days it was planned to last, the first one included.
    days: int
    description: str | None
    agencies: tuple[TakingPart, ...]
    #: The last day that counts, where it ended before its time.
    ended_on: date | None
    closed: bool
    version: int

    @property
    def last_day(self) -> date:
        """The last day that counts: 55 days from 28 July 2025 end on 20 September 2025."""
        return self.ended_on or self.first_day + timedelta(days=self.days - 1)

    @property
    def period(self) -> Period:
        """All days that count."""
        return Period.between(self.first_day, self.last_day)

    def holds(self, agency_code: str, day: date) -> bool:
        """Tell whether an agency's report of that date lies in it."""
        return self.period.contains(day) and any(one.code == agency_code for one in self.agencies)

    def state_on(self, today: date) -> OperationState:
        """Tell whether it is running on that date."""
        if today < self.first_day:
            return OperationState.AHEAD
        return OperationState.OVER if today > self.last_day else OperationState.RUNNING

    def day_number(self, day: date) -> int:
        """Give which of its days a date is, counted from 1: outside of them 0, or one more than it has."""
        number = (day - self.first_day).days + 1
        return max(0, min(number, self.period.days + 1))


@dataclass(frozen=True, slots=True)
class OperationMark:
    """That a report lies in an operation: `number` is which of its `days` the report's date is, counted from 1."""

    name: str
    number: int
    days: int


def list_operations(session: Session, *, most: int = 20) -> list[Operation]:
    """List the operations, the latest first day first."""
    rows = session.scalars(
        select(OperationRow).order_by(OperationRow.first_day.desc(), OperationRow.id.desc()).limit(most)
    ).all()
    return with_agencies(session, rows)


def operation_by_id(session: Session, operation_id: int) -> Operation | None:
    """Give an operation; nothing where there is none of that number."""
    row = session.get(OperationRow, operation_id)
    return with_agencies(session, [row])[0] if row else None


def operations_ended(session: Session, earliest: date, latest: date) -> list[Operation]:
    """List the operations whose last day lies between the two dates."""
    begun = OperationRow.first_day.between(earliest - timedelta(days=LONGEST), latest)
    rows = session.scalars(select(OperationRow).where(begun).order_by(OperationRow.id)).all()
    return [one for one in with_agencies(session, rows) if earliest <= one.last_day <= latest]


def operations_in(session: Session, period: Period) -> list[Operation]:
    """List the operations that have a day in the period, the earliest first day first."""
    begun = OperationRow.first_day.between(period.first - timedelta(days=LONGEST), period.last)
    rows = session.scalars(select(OperationRow).where(begun).order_by(OperationRow.first_day, OperationRow.id)).all()
    return [one for one in with_agencies(session, rows) if one.last_day >= period.first]


def marks_on(session: Session, agency_id: int, day: date) -> tuple[OperationMark, ...]:
    """Give the operations in which a report of the agency for that date lies."""
    return known(session, ("operations", agency_id, day), lambda: _marks_on(session, agency_id, day))


def with_agencies(session: Session, rows: Sequence[OperationRow]) -> list[Operation]:
    """Give operations with the agencies that take part, in the order of their rows."""
    ids = [row.id for row in rows]
    query = (
        select(OperationAgency.operation_id, Agency.id, Agency.code, Agency.name)
        .join(Agency, Agency.id == OperationAgency.agency_id)
        .where(OperationAgency.operation_id.in_(ids))
        .order_by(Agency.id)
    )
    agencies: defaultdict[int, list[TakingPart]] = defaultdict(list)
    for operation_id, agency_id, code, name in session.execute(query):
        agencies[operation_id].append(TakingPart(agency_id, code, name))
    return [_operation(row, tuple(agencies[row.id])) for row in rows]


def _operation(row: OperationRow, agencies: tuple[TakingPart, ...]) -> Operation:
    return Operation(
        id=row.id,
        name=row.name,
        first_day=row.first_day,
        days=row.days,
        description=row.description,
        agencies=agencies,
        ended_on=row.ended_on,
        closed=row.closed_at is not None,
        version=row.version,
    )


def _marks_on(session: Session, agency_id: int, day: date) -> tuple[OperationMark, ...]:
    query = (
        select(OperationRow)
        .join(OperationAgency, OperationAgency.operation_id == OperationRow.id)
        .where(OperationAgency.agency_id == agency_id, OperationRow.first_day <= day)
        .where(OperationRow.first_day >= day - timedelta(days=LONGEST))
        .order_by(OperationRow.first_day, OperationRow.id)
    )
    found = (_operation(row, ()) for row in session.scalars(query))
    return tuple(
        OperationMark(one.name, one.day_number(day), one.period.days) for one in found if one.period.contains(day)
    )
