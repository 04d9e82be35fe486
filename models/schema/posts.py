"""What is to be sent because of the clock: decided once, and what became of it."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId, text_enum


class OutboxState(enum.StrEnum):
    """pending → sending → sent | failed | unknown; or dropped, when it had become pointless."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    #: It may have been delivered: never sent again blindly.
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class Outbox(Base):
    """One scheduled message: (kind, recipient, occasion) exists once, whoever computes it."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("kind", "recipient", "occasion"),
        Index("ix_outbox_state_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    #: `m<member id>` or `g<coordination group id>`.
    recipient: Mapped[str] = mapped_column(String(32))
    #: What it is about, such as the report's date.
    occasion: Mapped[str] = mapped_column(String(32))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("coordination_group.id"))
    payload: Mapped[dict[str, Any]]
    state: Mapped[OutboxState] = mapped_column(text_enum(OutboxState), default=OutboxState.PENDING)
    due_at: Mapped[datetime]
    #: From then on it is pointless.
    expires_at: Mapped[datetime]
    #: The incarnation of the program that works on it: for as long as its heart beats.
    holder: Mapped[str | None] = mapped_column(String(32))
    #: What is leaving does no harm if it leaves again (an edit): a crash on the way puts it back.
    repeatable: Mapped[bool] = mapped_column(default=False, server_default=false())
    attempts: Mapped[int] = mapped_column(default=0)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    #: Why it failed, was dropped, or is unknown.
    outcome: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class PostState(enum.StrEnum):
    """Whether a post can be seen in its group."""

    #: It set out; whether it arrived is not known (yet), and its number neither.
    LEAVING = "leaving"
    STANDING = "standing"
    #: Somebody deleted it.
    LOST = "lost"
    #: Telegram did not take it.
    REFUSED = "refused"


class GroupPost(Base):
    """What a post of a group says: one for each kind, group and occasion, kept true for as long as corrections come."""

    __tablename__ = "group_post"
    __table_args__ = (UniqueConstraint("kind", "group_id", "day"), Index("ix_group_post_day", "day"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    group_id: Mapped[int] = mapped_column(ForeignKey("coordination_group.id"))
    #: The last date that it tells of.
    day: Mapped[date]
    #: The row of the outbox that carried it, when it left as a new message.
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"))
    state: Mapped[PostState] = mapped_column(text_enum(PostState, 16))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    #: SHA-256, in hexadecimal digits, of the figures that it shows.
    digest: Mapped[str] = mapped_column(String(64))
    #: Of the figures whose edit Telegram refused: not tried again.
    refused_digest: Mapped[str | None] = mapped_column(String(64))
    #: How often it was put right: 0 as it was first posted.
    revision: Mapped[int] = mapped_column(default=0)
    #: How many updates were planned: the number of the last one.
    asked: Mapped[int] = mapped_column(default=0)
    #: It was posted anew, as it had been deleted, or nobody knew where it was: that happens once.
    renewed: Mapped[bool] = mapped_column(default=False)
    posted_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class FrozenRecap(Base):
    """The figures of a period as they stood when its last correction window had closed."""

    __tablename__ = "frozen_recap"

    #: `models.periods.Period.code`, such as `s2025-1`.
    period: Mapped[str] = mapped_column(String(20), primary_key=True)
    frozen_at: Mapped[datetime]
    #: Which edition of the group's post says that they are final.
    revision: Mapped[int]
    figures: Mapped[dict[str, Any]]
    #: SHA-256 over their canonical JSON, in hexadecimal digits.
    sha256: Mapped[str] = mapped_column(String(64))
