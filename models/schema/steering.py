"""How the desk is steered: broadcasts, the hours of the day as they change, and the days on which nobody is on duty."""

import enum
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId, text_enum

LONGEST_BROADCAST = 1000


class Audience(enum.StrEnum):
    """Whom a broadcast is for; the value is stored."""

    EVERYBODY = "everybody"
    OFFICERS = "officers"
    OPERATORS = "operators"
    COORDINATORS = "coordinators"
    #: Whoever is expected today, on their own clock, and has not reported.
    MISSING = "missing"


class BroadcastState(enum.StrEnum):
    """Whether a broadcast has set out."""

    DRAFT = "draft"
    SENT = "sent"


class Broadcast(Base):
    """A message of a coordinator to many; what became of each copy stands in the outbox."""

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    audience: Mapped[Audience] = mapped_column(text_enum(Audience))
    #: Only people of that agency; of all where it is empty.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    text: Mapped[str] = mapped_column(String(LONGEST_BROADCAST))
    state: Mapped[BroadcastState] = mapped_column(text_enum(BroadcastState), default=BroadcastState.DRAFT)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class HourChange(Base):
    """An hour of the rhythm, for the desk or for one agency, from a day on; the newest one of a day holds."""

    __tablename__ = "hour_change"
    __table_args__ = (Index("ix_hour_change_key_day", "key", "first_day"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: Empty: for the whole desk.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    key: Mapped[str] = mapped_column(String(32))
    #: Empty: from that day on as for the whole desk.
    hour: Mapped[time | None]
    first_day: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    set_at: Mapped[datetime]


class Rest(Base):
    """Days without duty: for the desk, an agency or a unit. They change who is expected, and block no report.

    Either every day from the first to the last, both included, or on one day of each week between them.
    """

    __tablename__ = "rest"
    __table_args__ = (
        Index("ix_rest_days", "first_day", "last_day"),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
        CheckConstraint("weekday IS NOT NULL OR last_day IS NOT NULL", name="has_an_end"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: Both empty: the whole desk.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    #: What it is called on screen, such as the holiday.
    name: Mapped[str] = mapped_column(String(80))
    first_day: Mapped[date]
    #: Empty only where it comes back every week without an end.
    last_day: Mapped[date | None]
    #: 0 is Monday; empty: every day.
    weekday: Mapped[int | None]
    set_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    set_at: Mapped[datetime]
