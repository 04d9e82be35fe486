"""Telling a member what somebody else did for them: a row of the outbox, in the same transaction."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import outbox
from models.outbox import Planned
from models.schema import DailyReport

REPORT_TOLD, REOPENING_TOLD = "report_told", "reopening_told"
#: After that, what somebody did for them is no news.
_WITHIN = timedelta(days=2)


def tell_subject(session: Session, report: DailyReport, now: datetime) -> None:
    """Tell a member that somebody else has filed their report; nobody tells themselves."""
    if report.author_id != report.member_id:
        _tell(session, REPORT_TOLD, report.member_id, report.report_date, report.author_id, now)


def tell_reopened(session: Session, member_id: int, day: date, by: int, now: datetime) -> None:
    """Tell a member that a date is open again for them."""
    _tell(session, REOPENING_TOLD, member_id, day, by, now)


def _tell(session: Session, kind: str, member_id: int, day: date, by: int, now: datetime) -> None:
    planned = Planned(
        kind=kind,
        day=day,
        about=now.strftime("%Y%m%d%H%M%S"),
        payload={"by": by},
        due_at=now,
        expires_at=now + _WITHIN,
        member_id=member_id,
    )
    outbox.plan(session, [planned], now)
