"""What members agreed to, and who asked to be forgotten."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId, text_enum


class Consent(Base):
    """A member has agreed to a version of what `/privasi` says: once for each version."""

    __tablename__ = "consent"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    #: The day on which that version came into force.
    version: Mapped[date] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]


class ErasureState(enum.StrEnum):
    """asked → granted → done; or declined, or taken back until it is done."""

    ASKED = "asked"
    GRANTED = "granted"
    DONE = "done"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Erasure(Base):
    """A member has asked to be forgotten; a coordinator confirms, and a day later the clock carries it out."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_state_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    state: Mapped[ErasureState] = mapped_column(text_enum(ErasureState))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    decided_at: Mapped[datetime | None]
    #: Until then it can be taken back; from then on it is carried out.
    due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
