"""What was reported: daily reports, their answers and revisions, and the running totals per unit and day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import LONGEST_NOTE, Base, RowId


class DailyReport(Base):
    """One member × one date on the member's own clock, in the unit where they were that day."""

    __tablename__ = "daily_report"
    __table_args__ = (
        UniqueConstraint("member_id", "report_date"),
        Index("ix_daily_report_date_unit", "report_date", "unit_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    report_date: Mapped[date]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    #: When it was first sent; the hour that the officer read in the confirmation.
    submitted_at: Mapped[datetime]
    on_time: Mapped[bool]
    nil: Mapped[bool]
    #: Whether it counts in the denominator's numerator: a report was expected of this member that day.
    expected: Mapped[bool]
    revision: Mapped[int] = mapped_column(default=1)
    note: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: The spreadsheet from which it came; empty where somebody reported it here.
    import_id: Mapped[int | None] = mapped_column(ForeignKey("report_import.id"), index=True)


class ReportAnswer(Base):
    """How many of one indicator a report tells: led enters the totals, joined never does."""

    __tablename__ = "report_answer"

    report_id: Mapped[int] = mapped_column(ForeignKey("daily_report.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    led: Mapped[int]
    joined: Mapped[int] = mapped_column(default=0)


class ReportRevision(Base):
    """What a report said at one time: the first one as sent, and one more for every correction."""

    __tablename__ = "report_revision"

    report_id: Mapped[int] = mapped_column(ForeignKey("daily_report.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    #: Why it was corrected; the first one and a mere addition need no reason.
    reason: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    note: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: `{indicator key: {"led": int, "joined": int}}`
    answers: Mapped[dict[str, Any]]


class UnitDay(Base):
    """How many reports a unit has for a date: kept in step with the reports, in the same transaction."""

    __tablename__ = "unit_day"
    __table_args__ = (Index("ix_unit_day_date", "report_date"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    report_date: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    #: All reports, also of those of whom none was expected.
    reports: Mapped[int] = mapped_column(default=0)
    #: Of those who were expected.
    reported: Mapped[int] = mapped_column(default=0)
    on_time: Mapped[int] = mapped_column(default=0)
    nil: Mapped[int] = mapped_column(default=0)


class UnitDayTotal(Base):
    """The sum of one indicator over a unit's reports of a date."""

    __tablename__ = "unit_day_total"
    __table_args__ = (Index("ix_unit_day_total_date", "report_date"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    report_date: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    led: Mapped[int] = mapped_column(default=0)
    joined: Mapped[int] = mapped_column(default=0)
