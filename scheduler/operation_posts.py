"""The closing summary of an operation: on the day after its last one, to the groups that chose it, at their hour."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.clock import local_date
from models.groups import active_groups
from models.operation_progress import progress
from models.operations import Operation, operations_ended
from models.outbox import Claimed, Planned
from models.post_choices import gets, hours_for
from models.provinces import Zone
from models.schedule import Schedule, moment
from models.schema import CoordinationGroup
from scheduler.due import Kind
from scheduler.letter import Letter, Pointless
from views.operations import closing_summary

_ONE_DAY = timedelta(days=1)
#: After downtime it is still news for so long.
LASTS = timedelta(days=3)


def summaries_due(session: Session, schedule: Schedule, now: datetime) -> list[Planned]:
    """Give the summaries that are due now, by what was chosen for each group (`/grup`) and at the hour chosen there.

    A group gets those of operations that ended since it was bound.
    """
    today = local_date(now, Zone.WIB)
    ended = operations_ended(session, today - LASTS - _ONE_DAY, today - _ONE_DAY)
    return [
        planned
        for operation in ended
        for group in active_groups(session)
        if gets(group, Kind.OPERATION_SUMMARY)
        for planned in _for_group(hours_for(group, schedule), operation, group, now)
    ]


def summary_opens(schedule: Schedule, last_day: date) -> datetime:
    """Give when a summary is due by those hours of an operation that ended on that day, in UTC."""
    return moment(last_day + _ONE_DAY, schedule.operation_summary, Zone.WIB)


def summary_letter(session: Session, row: Claimed, now: datetime, *, synthetic: bool) -> Letter | Pointless:
    """Give the summary as it is true now; one whose operation goes on after all is pointless."""
    group = session.get(CoordinationGroup, row.group_id)
    if group is None or not group.active:
        return Pointless("group released")
    found = progress(session, row.payload["operation_id"], now)
    if found is None or found.operation.last_day != row.day:
        return Pointless("the operation has other days now")
    thread_id = None if group.topic_lost_at else group.thread_id  # a topic that is no more would refuse it for ever
    return Letter(group.chat_id, thread_id, closing_summary(found, now=now, synthetic=synthetic))


def _for_group(schedule: Schedule, operation: Operation, group: CoordinationGroup, now: datetime) -> Sequence[Planned]:
    opens = summary_opens(schedule, operation.last_day)
    if not (opens <= now < opens + LASTS and group.bound_at <= opens):
        return ()
    summary = Planned(
        kind=Kind.OPERATION_SUMMARY,
        day=operation.last_day,
        due_at=opens,
        expires_at=opens + LASTS,
        group_id=group.id,
        about=f"op{operation.id}",
        payload={"operation_id": operation.id},
    )
    return (summary,)
