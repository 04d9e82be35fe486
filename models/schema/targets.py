"""What is aimed at: how much of an indicator an agency, or the whole desk, is to reach in a semester."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class Target(Base):
    """One indicator × one semester × one agency, or the whole desk where the agency is empty."""

    __tablename__ = "target"
    __table_args__ = (Index("uq_target_aim", "semester", "indicator_id", text("coalesce(agency_id, 0)"), unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: The semester's first day: 1 January or 1 July.
    semester: Mapped[date]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    #: In the indicator's own measure, of what is led; empty after the target was taken back.
    amount: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)


class TargetRevision(Base):
    """What a target was at one time: the first one as set, and one more for every change."""

    __tablename__ = "target_revision"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    #: Empty where the command line set it.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    amount: Mapped[int | None]
