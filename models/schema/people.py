"""Who reports and who coordinates: members, where they were on which day, invitations, absences."""

import enum
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, false
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
    #: Which menu of commands Telegram shows to them, by its role and what is in it; empty until it was set.
    menu_role: Mapped[str | None] = mapped_column(String(24))
    #: Since when Telegram answers that they blocked the bot.
    blocked_at: Mapped[datetime | None]
    #: When they last blocked the bot or let it write again, as Telegram has told: it does not tell in order.
    reach_at: Mapped[datetime | None]
    #: When they were forgotten: nothing in this row tells any more who they were.
    erased_at: Mapped[datetime | None]
    #: Since when they get nothing any more, whatever their memberships say: access ends within the day.
    suspended_at: Mapped[datetime | None]


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
    #: It ended because its unit or agency was closed: whoever opens that again may bring it back.
    ended_with_place: Mapped[bool] = mapped_column(default=False, server_default=false())


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
    __table_args__ = (Index("uq_invitation_request_key", "request_key", unique=True),)

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
    #: How many could come in by it at the beginning.
    uses: Mapped[int] = mapped_column(default=1, server_default="1")
    #: The member whom it gives another Telegram account; empty where it lets somebody new in.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: Who it was made for, where that is known: cleared when it is used or taken back.
    guest_name: Mapped[str | None] = mapped_column(String(80))
    guest_rank: Mapped[str | None] = mapped_column(String(40))
    guest_service_number: Mapped[str | None] = mapped_column(String(18))
    #: What asked for it, such as the card whose button was tapped: one asking makes one invitation.
    request_key: Mapped[str | None] = mapped_column(String(64))


class JoinRequestState(enum.StrEnum):
    """What became of somebody who asked to join."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class JoinRequest(Base):
    """Somebody who knew a unit's code and asks to join it; name and rank are forgotten once it is decided."""

    __tablename__ = "join_request"
    __table_args__ = (Index("ix_join_request_unit_state", "unit_id", "state"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str | None] = mapped_column(String(80))
    rank: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[JoinRequestState] = mapped_column(text_enum(JoinRequestState))
    asked_at: Mapped[datetime]
    #: Empty where nobody did: the unit was closed meanwhile.
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    decided_at: Mapped[datetime | None]


class Guessing(Base):
    """How often links and codes that open nothing were tried: by one Telegram account, or by all together (0)."""

    __tablename__ = "guessing"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    failures: Mapped[int]
    #: The first of these failures.
    since: Mapped[datetime]
    #: Until then nothing that is tried opens anything.
    paused_until: Mapped[datetime | None]


class StaleMenu(Base):
    """A Telegram account that is no member's any more and may still see a menu: it is to be taken away."""

    __tablename__ = "stale_menu"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
