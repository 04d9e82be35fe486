"""Campaigns: operations with a first day, a length in days, and the K/L that take part."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import LONGEST_NOTE, Base, RowId


class Operation(Base):
    """A campaign; its last day is the first one plus its length less one, or the day on which it was ended early."""

    __tablename__ = "operation"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    first_day: Mapped[date] = mapped_column(index=True)
    #: How many days it was planned to last, the first one included.
    days: Mapped[int]
    description: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: The last day that counts, where it ended before its time.
    ended_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: Rises with every change; a button of an older version changes nothing.
    version: Mapped[int] = mapped_column(default=1)
    #: Empty where the command line or the demonstration made it.
    created_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime]


class OperationAgency(Base):
    """An agency that takes part in an operation."""

    __tablename__ = "operation_agency"

    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
