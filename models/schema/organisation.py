"""Who there is to report: agencies, their units, what is counted, the groups, and the hours."""

import enum
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId, text_enum


class StructureKind(enum.StrEnum):
    """What can change of an agency or a unit."""

    RENAMED = "renamed"
    #: To another province, and so perhaps to another clock.
    MOVED = "moved"
    CLOSED = "closed"
    OPENED = "opened"


class Agency(Base):
    """A ministry or agency (K/L)."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    #: Whether it takes part today; `models.structure` changes it, from a date on (`models.openings` reads which).
    enabled: Mapped[bool] = mapped_column(default=True)


class Unit(Base):
    """A part of an agency (satuan), somewhere: its province gives the clock."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        Index("uq_unit_join_code", "join_code", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(120))
    province: Mapped[int]
    #: The first day after it was closed, for a time or until its beginning; empty where it never was.
    opened_on: Mapped[date | None]
    #: The first day on which it is closed, that of its adding where it has yet to begin; empty while it is open.
    closed_on: Mapped[date | None]
    #: With it a stranger may ask to join; a new one takes the place of the old one. Empty: nobody may.
    join_code: Mapped[str | None] = mapped_column(String(12))


class StructureChange(Base):
    """A change of an agency or unit from a date on: planned until that day has come, then in force."""

    __tablename__ = "structure_change"
    __table_args__ = (
        Index("ix_structure_change_unit_id", "unit_id"),
        CheckConstraint("(agency_id IS NULL) <> (unit_id IS NULL)", name="one_place"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[StructureKind] = mapped_column(text_enum(StructureKind))
    #: Of the two, the one that changes.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    first_day: Mapped[date]
    #: What is new (`name`, `province`, `move_to`), and once it is in force what was `before`.
    content: Mapped[dict[str, Any]]
    #: Empty where the command line asked for it.
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    entered_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]


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
    #: Kinds of posts that it does not get, and hours (WIB, `20:30`) that differ from the desk's, by kind.
    posts_off: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    post_hours: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    #: Since when its topic is no more: the posts then go to the group as a whole.
    topic_lost_at: Mapped[datetime | None]
    #: When the group turned out to have removed the bot; such a binding is not active any more.
    removed_at: Mapped[datetime | None]


class ScheduleSetting(Base):
    """An hour or a number of days of the rhythm; what has no row stands as `models.schedule` says."""

    __tablename__ = "schedule_setting"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    hour: Mapped[time | None]
    days: Mapped[int | None]
