"""What is due: pure functions of the rhythm and the time. Nothing is remembered between two ticks.

A window opens at its hour and closes when its message has become pointless: a reminder when the next one takes over,
the last one at the deadline. After downtime only what is still in its window is sent.
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models import (
    absences,
    audit_heads,
    broadcasts,
    consent_asking,
    erasures,
    faults,
    file_orders,
    group_posts,
    guessing,
    join_requests,
    missing,
    own_data_asking,
    reach,
    telling,
)
from models.clock import local_date
from models.outages import Extension, Silence, extended, extension
from models.provinces import Zone
from models.schedule import Schedule, moment

Silences = Sequence[Silence]

_YESTERDAY = timedelta(days=1)
#: A coordinator can still act on the list in the night, and no longer when the next working day has begun.
LIST_LASTS = timedelta(hours=11)


class Kind(enum.StrEnum):
    """The messages that the clock sends."""

    INVITATION = "invitation"
    NUDGE = "nudge"
    WARNING = "warning"
    MISSING_LIST = "missing_list"
    #: The posts of the groups; their windows stand in `scheduler.post_windows`.
    DAILY_POST = "daily_post"
    MORNING_ADDENDUM = "morning_addendum"
    WEEKLY_POST = "weekly_post"
    MONTHLY_POST = "monthly_post"
    SEMESTER_POST = group_posts.SEMESTER_POST
    #: The closing summary of an operation; its windows stand in `scheduler.operation_posts`.
    OPERATION_SUMMARY = "operation_summary"
    #: A post is put right; planned when its figures have changed.
    POST_UPDATE = group_posts.POST_UPDATE
    #: Planned by whoever changed the absence, in the same transaction.
    ABSENCE_TOLD = absences.TOLD
    REPORT_TOLD = telling.REPORT_TOLD
    REOPENING_TOLD = telling.REOPENING_TOLD
    #: Nothing arrived for so long that Telegram has dropped what people wrote.
    SILENCE_TOLD = "silence_told"
    #: A file that somebody asked for, or the word that it can't be made.
    FILE = file_orders.KIND
    FILE_FAILED = file_orders.FAILED_KIND
    #: Somebody blocked the bot; a group removed it.
    BLOCKED_TOLD = reach.BLOCKED_TOLD
    GROUP_LOST = reach.GROUP_LOST
    #: The head of the trail, for administrators, once a day.
    AUDIT_HEAD = audit_heads.AUDIT_HEAD
    #: What was changed about a member, who asks to join, what was decided, and that somebody guesses.
    MEMBER_TOLD = telling.MEMBER_TOLD
    JOIN_ASKED = join_requests.ASKED
    JOIN_DECIDED = join_requests.DECIDED
    GUESSING_SEEN = guessing.SEEN
    #: For whoever entered an absence that its member has taken back.
    ABSENCE_TAKEN_BACK = absences.TAKEN_BACK
    #: About one's own data; `scheduler.privacy_letters` writes them.
    CONSENT_ASKED = consent_asking.CONSENT_ASKED
    OWN_DATA = own_data_asking.OWN_DATA
    ERASURE_ASKED = erasures.ERASURE_ASKED
    ERASURE_TOLD = erasures.ERASURE_TOLD
    #: A coordinator reminds by hand those who have not reported.
    REMINDED = missing.REMINDED
    #: A coordinator's message to many.
    BROADCAST = broadcasts.BROADCAST
    #: A failure of ours, for administrators; planned where it happened.
    FAULT_TOLD = faults.FAULT_TOLD


REMINDERS = (Kind.INVITATION, Kind.NUDGE, Kind.WARNING)


@dataclass(frozen=True, slots=True)
class Window:
    """A kind of message for a date is due from `opens` until just before `closes`, both in UTC."""

    kind: Kind
    day: date
    opens: datetime
    closes: datetime
    #: What tells it from others of its kind for the date: a reminder that says a deadline which an outage has moved.
    about: str = ""

    def is_open(self, now: datetime) -> bool:
        """Tell whether the message is due now."""
        return self.opens <= now < self.closes


def open_reminders(schedule: Schedule, zone: Zone, now: datetime, silences: Silences = ()) -> list[Window]:
    """Give the reminders that are due now for whoever lives by that clock: at most one for a date."""
    windows = (window for day in _days_around(now, zone) for window in reminder_windows(schedule, zone, day, silences))
    return [window for window in windows if window.is_open(now)]


def reminder_windows(schedule: Schedule, zone: Zone, day: date, silences: Silences = ()) -> list[Window]:
    """Give the windows of a date: each ends where the next begins, the last one at the deadline.

    Where an outage has moved the deadline, the warning comes (again) as soon as people can report, and says so.
    """
    hours = (schedule.invitation, schedule.nudge, schedule.warning, schedule.deadline)
    moments = [moment(day, hour, zone) for hour in hours]
    windows = [
        Window(kind, day, opens, closes)
        for kind, opens, closes in zip(REMINDERS, moments[:-1], moments[1:], strict=True)
    ]
    moved = extension(schedule, moments[-1], zone, silences)
    return windows if moved is None else _warned_anew(windows, moved)


def open_missing_lists(
    schedule: Schedule, zones: Collection[Zone], now: datetime, silences: Silences = ()
) -> list[Window]:
    """Give the lists that are due now for a coordinator of people in these zones: after the last one's deadline."""
    windows = (missing_list_window(schedule, zones, day, silences) for day in _days_around(now, Zone.WIB))
    return [window for window in windows if window.is_open(now)]


def missing_list_window(schedule: Schedule, zones: Collection[Zone], day: date, silences: Silences = ()) -> Window:
    """Give when a coordinator of people in these zones is told who is missing on a date."""
    opens = max(_list_opens(schedule, zone, day, silences) for zone in zones or (Zone.WIB,))
    return Window(Kind.MISSING_LIST, day, opens, opens + LIST_LASTS)


def _warned_anew(windows: list[Window], moved: Extension) -> list[Window]:
    *earlier, warning = windows
    opens = max(moved.since, warning.opens)
    anew = Window(Kind.WARNING, warning.day, opens, moved.until, about=f"+{moved.until:%d%H%M}")
    before = replace(warning, closes=min(warning.closes, opens))
    return [*earlier, before, anew] if before.opens < before.closes else [*earlier, anew]


def _list_opens(schedule: Schedule, zone: Zone, day: date, silences: Silences) -> datetime:
    deadline = schedule.deadline_of(day, zone)
    moved = extended(schedule, deadline, zone, silences) - deadline
    return moment(day, schedule.missing_list, zone) + moved


def _days_around(now: datetime, zone: Zone) -> Sequence[date]:
    """Yesterday, whose windows may still be open, and today."""
    today = local_date(now, zone)
    return (today - _YESTERDAY, today)
