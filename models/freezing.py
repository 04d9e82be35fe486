"""A semester's figures, frozen when its last correction window has closed; what is corrected later is a difference.

Frozen are the figures of the whole desk, with the line of each agency: the difference of an agency comes from its line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.closing import JOINED, Change, Closing
from models.figures import semester_figures, sha256
from models.group_posts import SEMESTER_POST
from models.insertion import insert_new
from models.periods import Period
from models.provinces import Zone
from models.recap import Recap, SemesterRecap, semester_recap
from models.recap_days import DaysAround
from models.schedule import load_schedule
from models.schema import Agency, FrozenRecap, GroupPost

#: A bot that begins, or is filled with history, long after a semester freezes nothing of it: it never told it.
FREEZES_WITHIN = timedelta(days=30)
#: What is told of people, besides the activities.
_COUNTS = ("reports", "on_time", "nil")


def freeze_what_closed(session: Session, now: datetime) -> bool:
    """Freeze the last semester as soon as nobody can correct it any more; tell whether that was now."""
    semester = Period.semester_of(local_date(now, Zone.WIB)).previous()
    closes = load_schedule(session).corrections_close(semester.last)
    if not closes <= now < closes + FREEZES_WITHIN or session.get(FrozenRecap, semester.code) is not None:
        return False
    return _freeze(session, semester, now)


def told_semester(
    session: Session, period: Period, agency_id: int | None, now: datetime, around: DaysAround | None = None
) -> SemesterRecap:
    """Give everything that is told about a semester, and whether it is provisional, or frozen and corrected since."""
    semester = semester_recap(session, period, agency_id, now, around=around)
    closing = _closing_of(session, semester.recap)
    provisional = closing is None and now < load_schedule(session).corrections_close(period.last)
    return replace(semester, closing=closing, provisional=provisional)


def _closing_of(session: Session, recap: Recap) -> Closing | None:
    frozen = session.get(FrozenRecap, recap.period.code)
    if frozen is None:
        return None
    code = session.get_one(Agency, recap.agency_id).code if recap.agency_id else None
    return Closing(frozen.frozen_at, frozen.revision, frozen.sha256, tuple(_changes(frozen.figures, recap, code)))


def _freeze(session: Session, semester: Period, now: datetime) -> bool:
    told = semester_recap(session, semester, None, now)
    if not told.recap.total.reports:
        return False
    figures = semester_figures(told)
    row = {
        "period": semester.code,
        "frozen_at": now,
        "revision": _next_edition(session, semester),
        "figures": figures,
        "sha256": sha256(figures),
    }
    if not insert_new(session, FrozenRecap, [row]):
        return False
    audit.record(
        session,
        at=now,
        actor_id=None,
        action="semester.frozen",
        subject="frozen_recap",
        subject_id=semester.first.year * 10 + semester.number,
        content={"period": semester.code, "sha256": row["sha256"], "revision": row["revision"]},
    )
    return True


def _next_edition(session: Session, semester: Period) -> int:
    """The edition of the semester's post that will say so: they differ by group, the furthest one counts."""
    furthest = select(func.max(GroupPost.revision)).where(
        GroupPost.kind == SEMESTER_POST, GroupPost.day == semester.last
    )
    return (session.scalar(furthest) or 0) + 1


def _changes(figures: Mapping[str, Any], recap: Recap, code: str | None) -> Iterator[Change]:
    then = figures["lines"].get(code, {}) if code else figures["total"]
    for place, question in enumerate(recap.questions):
        yield from _change(question.key, then.get("led", {}).get(question.key, 0), recap.total.led[place])
        joined = then.get("joined", {}).get(question.key, 0)
        yield from _change(f"{JOINED}{question.key}", joined, recap.total.joined[place])
    for name in _COUNTS:
        yield from _change(name, then.get(name, 0), getattr(recap.total, name))


def _change(key: str, frozen: int, now: int) -> Iterator[Change]:
    if frozen != now:
        yield Change(key, frozen, now)
