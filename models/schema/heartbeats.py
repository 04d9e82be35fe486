"""When the program lived and heard Telegram, and when it did not."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class Heartbeat(Base):
    """One incarnation of the program: a process, from its start to its end."""

    __tablename__ = "heartbeat"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    #: Rises while it lives: whoever sees it rest knows that, whatever the clocks say.
    beats: Mapped[int]
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    #: When it last heard Telegram: a poll that came back, an update that was brought.
    heard_at: Mapped[datetime | None]
    #: When it ended in order.
    ended_at: Mapped[datetime | None]


class Outage(Base):
    """A stretch in which nothing of what people wrote arrived: the program was down, or heard nothing."""

    __tablename__ = "outage"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    began_at: Mapped[datetime] = mapped_column(unique=True)
    ended_at: Mapped[datetime]
    #: When those who may have written into a long silence were told; empty where there is nothing to tell (yet).
    told_at: Mapped[datetime | None]
