"""What is under way: half-filled forms, half-finished joinings, and which updates had their effect."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import LONGEST_NOTE, Base, RowId, text_enum


class DraftState(enum.StrEnum):
    """Where a draft stands as a whole."""

    OPEN = "open"
    #: Put away by its author; it goes on where it was.
    PAUSED = "paused"
    SENT = "sent"


class DraftPurpose(enum.StrEnum):
    """What a draft becomes when it is sent."""

    DAILY = "daily"
    #: The counts of a report are put right: with a reason.
    CORRECTION = "correction"
    #: Something later is added to a report: without a reason.
    ADDITION = "addition"


class Draft(Base):
    """A daily report being filled in: the form is this row, not a process."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("author_id", "subject_id", "report_date", "purpose"),
        Index("ix_draft_author_updated", "author_id", "updated_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    report_date: Mapped[date]
    purpose: Mapped[DraftPurpose] = mapped_column(text_enum(DraftPurpose, 16))
    state: Mapped[DraftState] = mapped_column(text_enum(DraftState))
    #: The question that is open: an indicator's key, `joined:<key>`, or `summary`.
    step: Mapped[str] = mapped_column(String(48))
    #: Rises with every change; a button of an older version changes nothing.
    version: Mapped[int]
    #: `{indicator key: {"led": int, "joined": int, …}}`; a key is there as soon as its question was answered.
    answers: Mapped[dict[str, Any]]
    note: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: The report's revision that a correction or an addition starts from.
    base_revision: Mapped[int | None]
    #: The card that shows this draft now, and the version that it shows.
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    card_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Joining(Base):
    """Somebody who came with an invitation, or a unit's code, and has not yet confirmed who they are."""

    __tablename__ = "joining"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: Empty for whoever came with a unit's code, and for an administrator who is named in the settings.
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    #: The unit whose code they came with.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    step: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    name: Mapped[str | None] = mapped_column(String(80))
    rank: Mapped[str | None] = mapped_column(String(40))
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class Prompt(Base):
    """What a member was asked last to answer in words outside of the form; `models.prompts` has the rules."""

    __tablename__ = "open_prompt"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(24))
    payload: Mapped[dict[str, Any]]
    #: The row stays after the answer, so that versions never start again.
    is_open: Mapped[bool]
    version: Mapped[int]
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class ProcessedUpdate(Base):
    """An update that had its effect, written in the same transaction; kept for 48 hours."""

    __tablename__ = "processed_update"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
