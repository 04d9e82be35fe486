"""What each post of a group tells: its figures, by whose digest it is kept true, and its card.

A new kind of post is a line in `TELLS`, its window in `scheduler.post_windows`, and its card in `views.group_posts`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from models.clock import local_date
from models.figures import Figures, beside_figures, pace_figures, recap_figures, semester_figures, sha256
from models.freezing import told_semester
from models.group_posts import post_of
from models.known import known
from models.late_reports import addendum_figures, came_late
from models.periods import Period
from models.permissions import EVERYTHING
from models.provinces import Zone
from models.recap import Recap, SemesterRecap, recap
from models.recap_days import DaysAround, days_around
from models.recap_parts import PartedRecap, parted
from models.schedule import load_schedule
from models.targets import Pace, pace
from scheduler.due import Kind
from scheduler.post_windows import period_of, post_window
from views.group_posts import Shown, addendum_post, recap_post
from views.screen import Card


@dataclass(frozen=True, slots=True)
class Asked:
    """Which post is to tell what is true now: of which kind and date, to which group."""

    kind: Kind
    group_id: int
    #: The last date that it tells of.
    day: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What a post tells: it has to change when its figures do."""

    figures: Figures
    card: Callable[[Shown], Card]

    @property
    def digest(self) -> str:
        """SHA-256 of the figures, in hexadecimal digits."""
        return sha256(self.figures)


Tell = Callable[[Session, Asked], Told | None]


def tell(session: Session, asked: Asked) -> Told | None:
    """Give what a post tells now; nothing where there is nothing to tell."""
    return TELLS[asked.kind](session, asked)


def _day(session: Session, asked: Asked) -> Told:
    return _told(session, asked, _recap(session, asked))


def _stretch(session: Session, asked: Asked) -> Told | None:
    """A week or a month of which there was nobody to tell is not worth a post."""
    found = _recap(session, asked)
    return _told(session, asked, found) if _is_anything(found) else None


def _told(session: Session, asked: Asked, found: Recap) -> Told:
    beside = _beside(session, asked, found)
    figures = {**recap_figures(found), **beside_figures(beside.parted), **pace_figures(beside.pace)}
    return Told(figures, lambda shown: recap_post(found, beside.parted, beside.pace, shown))


def _semester(session: Session, asked: Asked) -> Told | None:
    period = period_of(asked.kind, asked.day)
    semester = known(session, ("semester", period, asked.now), lambda: _told_semester(session, period, asked))
    if not _is_anything(semester.recap):
        return None
    beside = _beside(session, asked, semester.recap)
    figures = {**_semester_figures(semester), **beside_figures(beside.parted), **pace_figures(beside.pace)}
    return Told(figures, lambda shown: recap_post(semester, beside.parted, beside.pace, shown))


def _addendum(session: Session, asked: Asked) -> Told | None:
    """What came since the evening's post, where there was one."""
    post = post_of(session, Kind.DAILY_POST, asked.group_id, asked.day)
    since = post.posted_at if post else post_window(load_schedule(session), Kind.DAILY_POST, asked.day).opens
    addendum = came_late(session, asked.day, since, asked.now)
    if addendum is None:
        return None
    return Told(addendum_figures(addendum), lambda shown: addendum_post(addendum, shown))


def _recap(session: Session, asked: Asked) -> Recap:
    """All groups see the same: it is asked once in a transaction."""
    period = period_of(asked.kind, asked.day)
    return known(session, ("recap", period, asked.now), lambda: _asked_recap(session, period, asked))


def _asked_recap(session: Session, period: Period, asked: Asked) -> Recap:
    people = _around(session, period, asked).period.people
    return recap(session, period, None, asked.now, people=people)


def _told_semester(session: Session, period: Period, asked: Asked) -> SemesterRecap:
    return told_semester(session, period, None, asked.now, _around(session, period, asked))


def _around(session: Session, period: Period, asked: Asked) -> DaysAround:
    """What is known of the period's days, and of those beside it: asked once for the totals and what stands beside."""
    return known(session, ("around", period, asked.now), lambda: days_around(session, period, EVERYTHING))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a recap's figures: its parts, earlier periods, and the targets."""

    parted: PartedRecap
    pace: Pace | None


def _beside(session: Session, asked: Asked, found: Recap) -> _Beside:
    """All groups see the same: it is asked once in a transaction."""

    def ask() -> _Beside:
        around, today = _around(session, found.period, asked), local_date(asked.now, Zone.WIB)
        return _Beside(
            parted(session, found, asked.now, around),
            pace(session, found.period, EVERYTHING, today, around.period),
        )

    return known(session, ("beside", found.period, asked.now), ask)


def _is_anything(found: Recap) -> bool:
    return bool(found.total.expected or found.total.reports)


def _semester_figures(semester: SemesterRecap) -> Figures:
    frozen = semester.closing.sha256 if semester.closing else None
    return {**semester_figures(semester), "provisional": semester.provisional, "frozen": frozen}


TELLS: Mapping[Kind, Tell] = MappingProxyType(
    {
        Kind.DAILY_POST: _day,
        Kind.MORNING_ADDENDUM: _addendum,
        Kind.WEEKLY_POST: _stretch,
        Kind.MONTHLY_POST: _stretch,
        Kind.SEMESTER_POST: _semester,
    }
)
