"""What was done, in detail, where somebody cares to tell: activities with place and time, and their photos."""

import enum
from datetime import date, datetime, time

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import LONGEST_NOTE, Base, RowId


class PhotoState(enum.StrEnum):
    """Whether a photo has found its place."""

    #: It came by itself; its sender was asked whether it belongs to the report.
    OFFERED = "offered"
    KEPT = "kept"
    DECLINED = "declined"


class Activity(Base):
    """One thing done: an optional detail of a member's report of a date, whoever entered it."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_member_date", "member_id", "report_date"),
        Index("ix_activity_handled_by", "handled_by"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    report_date: Mapped[date]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    #: On the member's own clock.
    happened_at: Mapped[time | None]
    place: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: Decimal degrees, as sent; rounded where shown.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    partners: Mapped[str | None] = mapped_column(String(200))
    #: People reached by an outreach.
    audience: Mapped[int | None]
    #: Of an inspection: `physical` or `administrative`.
    manner: Mapped[str | None] = mapped_column(String(16))
    #: Who added or changed it last: the field is asked of them, and the card stands in their chat. Never empty, though
    #: SQLite can't demand that of a column that was added later.
    handled_by: Mapped[int] = mapped_column(ForeignKey("member.id"), nullable=True)
    #: The field that is being asked for; nothing when none is.
    asking: Mapped[str | None] = mapped_column(String(16))
    version: Mapped[int]
    #: The card that shows this activity now, and the version that it shows.
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    card_version: Mapped[int] = mapped_column(default=0, server_default="0")
    created_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Photo(Base):
    """A photo, by Telegram's own number for it; on disk only if the settings say so, and then without EXIF."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("member_id", "report_date", "unique_id"), Index("ix_photo_album", "album"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    report_date: Mapped[date]
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"))
    state: Mapped[str] = mapped_column(String(16))
    #: Bot API: PhotoSize, file_id and file_unique_id.
    file_id: Mapped[str] = mapped_column(String(255))
    unique_id: Mapped[str] = mapped_column(String(64))
    #: Bot API: media_group_id.
    album: Mapped[str | None] = mapped_column(String(64))
    caption: Mapped[str | None] = mapped_column(String(1024))
    stored_as: Mapped[str | None] = mapped_column(String(120))
    sent_at: Mapped[datetime]
