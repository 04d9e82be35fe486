"""Telling a member what somebody else did for them: a row of the outbox, in the same transaction."""

import enum
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import outbox
from models.outbox import Planned
from models.schema import DailyReport

REPORT_TOLD, REOPENING_TOLD, MEMBER_TOLD = "report_told", "reopening_told", "member_told"
#: After that, what somebody did for them is no news.
_WITHIN = timedelta(days=2)


class News(enum.StrEnum):
    """What can change about a member; the trail calls it so as well."""

    MOVED = "moved"
    ROLE = "role_changed"
    #: From a day to come.
    LEAVES = "leaves"
    #: At once.
    LEFT = "left"
    BACK = "returned"
    RENAMED = "renamed"
    RERANKED = "rank_changed"
    CLOCK = "clock_set"
    CLOCK_DROPPED = "clock_dropped"
    ACCOUNT_MOVED = "account_moved"
    ACCOUNT_CUT = "account_cut"


def tell_subject(session: Session, report: DailyReport, now: datetime) -> None:
    """Tell a member that somebody else has filed their report; nobody tells themselves."""
    if report.author_id != report.member_id:
        _tell(session, REPORT_TOLD, report.member_id, report.report_date, report.author_id, now)


def tell_reopened(session: Session, member_id: int, day: date, by: int, now: datetime) -> None:
    """Tell a member that a date is open again for them."""
    _tell(session, REOPENING_TOLD, member_id, day, by, now)


def tell_member(
    session: Session,
    member_id: int,
    news: News,
    by: int | None,
    now: datetime,
    *,
    payload: Mapping[str, Any] | None = None,
    telegram_id: int | None = None,
) -> None:
    """Tell a member what somebody changed about them; with `telegram_id`, there, as they get nothing else any more.

    `payload` holds ids and dates, never what is personal. Nobody tells themselves.
    """
    if member_id == by:
        return
    planned = Planned(
        kind=MEMBER_TOLD,
        day=now.astimezone(UTC).date(),
        about=f"{_SHORT[news]}{now:%H%M%S%f}",
        payload={"news": news.value, "by": by, **(payload or {}), **_about(member_id, telegram_id)},
        due_at=now,
        expires_at=now + _WITHIN,
        member_id=None if telegram_id is not None else member_id,
        telegram_id=telegram_id,
    )
    outbox.plan(session, [planned], now)


def _about(member_id: int, telegram_id: int | None) -> Mapping[str, Any]:
    """Whose account it was: nothing else in such a row says so (`models.outbox_accounts`)."""
    return {"about": member_id} if telegram_id is not None else {}


#: The occasion's key has room for 20 characters.
_SHORT = {news: f"{number:02}" for number, news in enumerate(News)}


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
