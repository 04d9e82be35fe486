"""Who changed what: events are only ever added; personal values stand apart and can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class AuditEvent(Base):
    """One change: ids and a keyed digest of its values, never the values themselves."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    #: Empty where the program or the command line acted.
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    #: HMAC-SHA-256 over the canonical JSON of the values, under a key of its own that stands beside them.
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditDetail(Base):
    """The values of an event and the key of their digest: erased together, nothing can be guessed back."""

    __tablename__ = "audit_detail"

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    #: The values, named.
    content: Mapped[dict[str, Any]]
