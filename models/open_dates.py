"""For which dates a member may file or change a report: the last days, and those that a coordinator opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.errors import LaporError
from models.membership_rows import membership_on
from models.provinces import Zone
from models.schedule import load_schedule
from models.schema import Reopening


class Reporter(Protocol):
    """Whoever a report is about: a person, or a colleague for whom somebody acts."""

    @property
    def member_id(self) -> int:
        """The member."""
        ...

    @property
    def name(self) -> str:
        """Their name."""
        ...

    @property
    def unit_name(self) -> str:
        """Where they are."""
        ...

    @property
    def zone(self) -> Zone:
        """Their own clock."""
        ...


class DateClosed(LaporError):
    """Nothing can be filed for that date (any more, or yet)."""


class StillToCome(DateClosed):
    """The date lies ahead."""


@dataclass(eq=False)
class LongOver(DateClosed):
    """The date can be filed for no more; `days` after it is how long it could."""

    days: int


class BeforeJoining(DateClosed):
    """The member belonged to no unit on that date."""


def open_dates(session: Session, who: Reporter, now: datetime) -> tuple[date, ...]:
    """Give the dates for which the member may file now, newest first."""
    recent = load_schedule(session).open_dates(local_date(now, who.zone))
    reopened = session.scalars(
        select(Reopening.report_date).where(Reopening.member_id == who.member_id, Reopening.until > now)
    )
    return tuple(sorted({*recent, *reopened}, reverse=True))


def can_file(session: Session, who: Reporter, day: date, now: datetime) -> bool:
    """Tell whether the member may file for the date now."""
    try:
        check_open(session, who, day, now)
    except DateClosed:
        return False
    return True


def check_open(session: Session, who: Reporter, day: date, now: datetime) -> None:
    """Go on only if the member may file for the date now; raises `DateClosed`."""
    if day > local_date(now, who.zone):
        raise StillToCome
    if day not in open_dates(session, who, now):
        raise LongOver(load_schedule(session).filing_days)
    if membership_on(session, who.member_id, day) is None:
        raise BeforeJoining
