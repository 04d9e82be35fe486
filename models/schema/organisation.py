"""Who there is to report: agencies, their units, what is counted, the groups, and the hours."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class Agency(Base):
    """A ministry or agency (K/L)."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    enabled: Mapped[bool] = mapped_column(default=True)


class Unit(Base):
    """A part of an agency (satuan), somewhere: its province gives the clock."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(120))
    province: Mapped[int]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class Indicator(Base):
    """What is counted (release 226/SP/HM.01.02/POLKAM/7/2025 says "seperti": the list is data)."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    label: Mapped[str] = mapped_column(String(60))
    measure: Mapped[str] = mapped_column(String(24))
    question: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    maximum: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]


class CoordinationGroup(Base):
    """A chat, or one topic of it, that receives the posts."""

    __tablename__ = "coordination_group"
    __table_args__ = (Index("uq_coordination_group_place", "chat_id", text("coalesce(thread_id, 0)"), unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(255))
    bound_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    bound_at: Mapped[datetime]
    active: Mapped[bool] = mapped_column(default=True)


class ScheduleSetting(Base):
    """An hour or a number of days of the rhythm; what has no row stands as `models.schedule` says."""

    __tablename__ = "schedule_setting"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    hour: Mapped[time | None]
    days: Mapped[int | None]
