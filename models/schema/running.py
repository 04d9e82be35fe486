"""How the program itself is doing: its processes, what failed in it, and updates that came again and again."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class RunningProcess(Base):
    """A process of the program that runs, or that ended without saying so."""

    __tablename__ = "running_process"

    #: Drawn at its start.
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    began_at: Mapped[datetime]
    #: By the clock that all processes share: the database's, where there can be several.
    seen_at: Mapped[datetime]


class Fault(Base):
    """A distinct failure of ours: what sort of error, and where in the code; never what it said of whom."""

    __tablename__ = "fault"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: SHA-256 of sort and place, in hexadecimal digits.
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    #: The error's type, such as `ZeroDivisionError`.
    sort: Mapped[str] = mapped_column(String(80))
    #: Where in our code, such as `handlers/report.py:45 report`.
    place: Mapped[str] = mapped_column(String(160))
    count: Mapped[int]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    #: When the administrators were last told of it.
    told_at: Mapped[datetime | None]


class UpdateAttempt(Base):
    """How often an update was begun without an end that the database knows of."""

    __tablename__ = "update_attempt"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    attempts: Mapped[int]
    at: Mapped[datetime]
