"""What is to be sent because of the clock: decided once, and what became of it."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
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
    #: Who works on it, until when; after that another may take it.
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    #: Why it failed, was dropped, or is unknown.
    outcome: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
