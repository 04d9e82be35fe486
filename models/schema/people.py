"""Who reports and who coordinates: members, where they were on which day, invitations, absences."""

import enum
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId, text_enum


class Role(enum.StrEnum):
    """What somebody is here for; what they may do stands in `models.permissions`."""

    OFFICER = "officer"
    UNIT_OPERATOR = "unit_operator"
    AGENCY_COORDINATOR = "agency_coordinator"
    DESK_COORDINATOR = "desk_coordinator"
    ADMINISTRATOR = "administrator"


class Member(Base):
    """A person of the task force. Personal values stand here alone, so that they can be erased."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(String(80))
    rank: Mapped[str | None] = mapped_column(String(40))
    service_number: Mapped[str | None] = mapped_column(String(18))
    joined_at: Mapped[datetime]
    #: The role whose menu of commands Telegram shows to them; empty until it was set.
    menu_role: Mapped[str | None] = mapped_column(String(24))
    #: Since when Telegram answers that they blocked the bot.
    blocked_at: Mapped[datetime | None]


class Membership(Base):
    """Where a member was, as what, from the first to the last day (both included; open when empty)."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_unit_days", "unit_id", "first_day", "last_day"),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    #: Kept beside the unit, since a unit may move to another agency while its history stays.
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[Role] = mapped_column(text_enum(Role))
    #: Whether a report is expected of them every reporting day.
    expected: Mapped[bool]
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class Absence(Base):
    """Days on which a member is excused (izin, sakit, cuti, dinas luar, lepas piket); both ends included."""

    __tablename__ = "absence"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days_in_order"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(24))
    entered_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    entered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class ZoneOverride(Base):
    """Days, both ends included, on which a member lives by another clock than their unit's: a ship, duty elsewhere."""

    __tablename__ = "zone_override"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days_in_order"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    zone: Mapped[str] = mapped_column(String(4))
    first_day: Mapped[date]
    last_day: Mapped[date]
    entered_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    entered_at: Mapped[datetime]


class Reopening(Base):
    """A date that a coordinator has opened again for one member, until a moment."""

    __tablename__ = "reopening"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    report_date: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    granted_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    granted_at: Mapped[datetime]


class Invitation(Base):
    """A way in. The token itself is never stored, only its SHA-256."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    role: Mapped[Role] = mapped_column(text_enum(Role))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    #: Empty where the command line made it.
    created_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    uses_left: Mapped[int]
    revoked_at: Mapped[datetime | None]
