"""Who changed what: events are only ever added and sealed in batches; personal values stand apart and can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text
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
    """The values of an event and the key of their digest: erased together, nothing can be guessed back.

    The database refuses every change but one: to empty both, and to name the event that did it.
    """

    __tablename__ = "audit_detail"

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    #: The values, named.
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: The event of the erasure.
    erased_by: Mapped[int | None] = mapped_column(ForeignKey("audit_event.id"))


class AuditUnsealed(Base):
    """An event that waits for its seal: written with the event, removed with the seal.

    Ids tell nothing about what is sealed: under PostgreSQL a transaction may commit a smaller one later.
    """

    __tablename__ = "audit_unsealed"

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)


class AuditSeal(Base):
    """A batch of events under a hash that also covers the seal before it."""

    __tablename__ = "audit_seal"

    #: Counted without a gap, from 1.
    number: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int]
    #: The ids of its events in rising order, as ranges: `1-57,59,61-70`.
    members: Mapped[str] = mapped_column(Text)
    #: SHA-256 of each event's row, 32 bytes after 32 bytes, in the order of the ids.
    row_hashes: Mapped[bytes] = mapped_column(LargeBinary)
    #: The hash of the seal before it; 32 zero bytes for the first.
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
