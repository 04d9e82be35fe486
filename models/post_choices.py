"""Which posts a group gets, and at what hour where that differs from the desk's."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from models import audit
from models.permissions import Person
from models.schedule import Schedule
from models.schema import CoordinationGroup

#: The kinds that can be chosen: each is named as its hour in `Schedule`.
CHOOSABLE = ("daily_post", "morning_addendum", "weekly_post", "monthly_post", "semester_post", "operation_summary")


def gets(group: CoordinationGroup, kind: str) -> bool:
    """Tell whether the group gets posts of that kind."""
    return kind not in group.posts_off


def hours_for(group: CoordinationGroup, schedule: Schedule) -> Schedule:
    """Give the rhythm with the hours that the group has of its own (WIB)."""
    own: dict[str, Any] = {
        kind: time.fromisoformat(hour) for kind, hour in group.post_hours.items() if kind in CHOOSABLE
    }
    return replace(schedule, **own)


def active_group(session: Session, group_id: int) -> CoordinationGroup | None:
    """Give a group that receives posts; nothing where it does not (any more)."""
    group = session.get(CoordinationGroup, group_id, with_for_update=True)
    return group if group is not None and group.active else None


def switch_post(
    session: Session, person: Person, group: CoordinationGroup, kind: str, *, on: bool, now: datetime
) -> None:
    """Let the group get posts of that kind, or no longer; what stands there stays."""
    off = [one for one in CHOOSABLE if (one in group.posts_off if one != kind else not on)]
    if off != group.posts_off:
        group.posts_off = off
        _trace(session, person, group, {"kind": kind, "on": on}, now)


def set_post_hour(
    session: Session, person: Person, group: CoordinationGroup, kind: str, hour: time | None, now: datetime
) -> None:
    """Give the group an hour (WIB) of its own for posts of that kind; without one it goes by the desk's again."""
    others = {one: told for one, told in group.post_hours.items() if one != kind}
    hours = others | ({} if hour is None else {kind: hour.isoformat("minutes")})
    if hours != group.post_hours:
        group.post_hours = hours
        _trace(session, person, group, {"kind": kind, "hour": hours.get(kind)}, now)


def _trace(
    session: Session, person: Person, group: CoordinationGroup, content: dict[str, str | bool | None], now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="group.posts_changed",
        subject="coordination_group",
        subject_id=group.id,
        content=content,
    )
