"""The rhythm of a day: hours and windows. All assumed, so each can be changed by a row of `schedule_setting`."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.known import known
from models.provinces import Zone
from models.schema import ScheduleSetting

#: What a transaction knows of it.
KNOWN = "schedule"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours on the member's own clock, but for those of the posts, which go by WIB; windows in days."""

    invitation: time = time(15, 0)
    nudge: time = time(18, 0)
    warning: time = time(19, 30)
    deadline: time = time(20, 0)
    missing_list: time = time(20, 5)
    daily_post: time = time(21, 0)
    #: When administrators are told the head of the trail; WIB.
    audit_head: time = time(7, 30)
    #: What came late for yesterday.
    morning_addendum: time = time(7, 0)
    #: On Mondays, on the 1st of each month, on 1 January and 1 July.
    weekly_post: time = time(8, 0)
    monthly_post: time = time(8, 0)
    semester_post: time = time(8, 0)
    #: On the day after an operation's last one.
    operation_summary: time = time(8, 0)
    #: How many days after its date a report may still be filed by its author.
    filing_days: int = 2
    #: How many days after its date a coordinator may open it again for one member.
    coordinator_days: int = 7
    #: How long everybody has to report after an outage over a deadline, as hours and minutes; it never runs out between
    #: the end of the evening and the beginning of the morning.
    grace_after_outage: time = time(1, 0)
    evening_ends: time = time(22, 0)
    morning_begins: time = time(7, 0)
    #: How many days after its date a photo of an activity is kept, and its position.
    photo_days: int = 180
    position_days: int = 90
    #: Until then, who asks for the form without a date may mean the day before.
    night_ends: time = time(5, 0)
    #: How many days ahead an absence may begin or end, and how many it may last.
    absence_ahead_days: int = 365
    absence_longest_days: int = 180

    @property
    def grace(self) -> timedelta:
        """How long everybody has to report after an outage over a deadline."""
        return timedelta(hours=self.grace_after_outage.hour, minutes=self.grace_after_outage.minute)

    def deadline_of(self, day: date, zone: Zone) -> datetime:
        """Give the last moment, in UTC, at which a report for that date is on time."""
        return moment(day, self.deadline, zone)

    def corrections_close(self, day: date) -> datetime:
        """Give when nobody can file or correct a report of that date any more, in UTC.

        At the latest a coordinator opens it again on their last day, for 24 hours, by the country's last clock: WIB.
        """
        days = max(self.filing_days, self.coordinator_days + 1) + 1
        return moment(day + timedelta(days=days), time(), Zone.WIB)

    def open_dates(self, today: date) -> tuple[date, ...]:
        """Give the dates for which a report may be filed today, newest first."""
        return tuple(today - timedelta(days=back) for back in range(self.filing_days + 1))


def moment(day: date, hour: time, zone: Zone) -> datetime:
    """Give the moment, in UTC, at which the clocks of that zone show the hour on that day."""
    return datetime.combine(day, hour, zone.tz).astimezone(UTC)


def load_schedule(session: Session) -> Schedule:
    """Give the rhythm as it is set now; a row that fits nothing here changes nothing."""
    return known(session, KNOWN, lambda: _load_schedule(session))


def _load_schedule(session: Session) -> Schedule:
    changed: dict[str, Any] = {}
    for row in session.scalars(select(ScheduleSetting)):
        value = row.hour if row.hour is not None else row.days
        if type(value) is type(getattr(Schedule(), row.key, None)):
            changed[row.key] = value
    return replace(Schedule(), **changed)
