"""When the groups get which post, and what each tells of: pure functions of the rhythm and the time.

A post carries the last date that it tells of. After downtime it still leaves for as long as it is news.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from models.clock import local_date
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.schedule import Schedule, moment
from scheduler.due import Kind, Window

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a post comes: after each period of that kind, so many days after its last date, for so long."""

    period: PeriodKind
    hour: Callable[[Schedule], time]
    days_after: int
    lasts: timedelta


RHYTHMS: Mapping[Kind, Rhythm] = MappingProxyType(
    {
        #: The group wants yesterday's figures as long as there are none of today.
        Kind.DAILY_POST: Rhythm(PeriodKind.DAY, lambda hours: hours.daily_post, 0, _ONE_DAY),
        Kind.MORNING_ADDENDUM: Rhythm(PeriodKind.DAY, lambda hours: hours.morning_addendum, 1, timedelta(hours=8)),
        Kind.WEEKLY_POST: Rhythm(PeriodKind.WEEK, lambda hours: hours.weekly_post, 1, timedelta(days=2)),
        Kind.MONTHLY_POST: Rhythm(PeriodKind.MONTH, lambda hours: hours.monthly_post, 1, timedelta(days=3)),
        Kind.SEMESTER_POST: Rhythm(PeriodKind.SEMESTER, lambda hours: hours.semester_post, 1, timedelta(days=7)),
    }
)


def open_posts(schedule: Schedule, now: datetime) -> list[Window]:
    """Give the posts that are due now, by the clock of Jakarta: at most one of each kind."""
    today = local_date(now, Zone.WIB)
    windows = [post_window(schedule, kind, day) for kind in RHYTHMS for day in _last_ends(kind, today)]
    return [window for window in windows if window.is_open(now)]


def post_window(schedule: Schedule, kind: Kind, day: date) -> Window:
    """Give when the groups get the post of that kind that tells of the period which ends on that day."""
    rhythm = RHYTHMS[kind]
    opens = moment(day + rhythm.days_after * _ONE_DAY, rhythm.hour(schedule), Zone.WIB)
    return Window(kind, day, opens, opens + rhythm.lasts)


def period_of(kind: Kind, day: date) -> Period:
    """Give the period that a post tells of, by its last date."""
    return Period.of(RHYTHMS[kind].period, day)


def _last_ends(kind: Kind, today: date) -> tuple[date, ...]:
    """The last dates of the period that is running, which may end today, and of the one before it."""
    running = period_of(kind, today)
    return running.previous().last, running.last
