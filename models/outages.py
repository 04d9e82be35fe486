"""Our outage is never their lateness: how outages move deadlines. Pure; what is stored is read at the end.

An outage over a deadline gives everybody a full grace after it. One that ended less than a grace before the deadline
gives back what it took of that last stretch; the same holds for a deadline that was moved already. No grace runs out at
night: then it runs from the hour the morning begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.known import known
from models.provinces import Zone
from models.schedule import Schedule
from models.schema import Outage

_ONE_DAY = timedelta(days=1)
#: No outage that ended so long ago touches a deadline that anybody asks for.
REMEMBERED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which nothing of what people wrote arrived, in UTC."""

    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that outages moved."""

    #: When people could be told, and report again.
    since: datetime
    until: datetime


def extension(schedule: Schedule, deadline: datetime, zone: Zone, silences: Iterable[Silence]) -> Extension | None:
    """Give to when a deadline moves, for those who live by that clock; nothing where it stands."""
    moved: Extension | None = None
    for silence in _joined(silences):
        until = moved.until if moved else deadline
        if silence.began <= until <= silence.ended:
            moved = _grace_after(schedule, silence.ended, zone)
        elif lost := _lost_before(schedule, until, silence):
            moved = _given_back(schedule, silence.ended, until + lost, zone)
    return moved


def extended(schedule: Schedule, deadline: datetime, zone: Zone, silences: Iterable[Silence]) -> datetime:
    """Give the deadline as outages have left it."""
    moved = extension(schedule, deadline, zone, silences)
    return moved.until if moved else deadline


def known_silences(session: Session, now: datetime) -> tuple[Silence, ...]:
    """Give the outages that a deadline may still be asked for."""
    query = select(Outage.began_at, Outage.ended_at).where(Outage.ended_at >= now - REMEMBERED)
    rows = known(session, "outages", lambda: session.execute(query.order_by(Outage.began_at)).all())
    return tuple(Silence(began, ended) for began, ended in rows)


def _joined(silences: Iterable[Silence]) -> list[Silence]:
    """Give them in order; those that overlap are one."""
    apart: list[Silence] = []
    for silence in sorted(silences, key=lambda one: one.began):
        if apart and silence.began <= apart[-1].ended:
            apart[-1] = Silence(apart[-1].began, max(apart[-1].ended, silence.ended))
        else:
            apart.append(silence)
    return apart


def _lost_before(schedule: Schedule, deadline: datetime, silence: Silence) -> timedelta:
    """How much of the last stretch before a deadline was lost to an outage that was over by then."""
    if silence.ended > deadline:
        return timedelta()
    return max(timedelta(), silence.ended - max(silence.began, deadline - schedule.grace))


def _grace_after(schedule: Schedule, recovery: datetime, zone: Zone) -> Extension:
    since = _awake(schedule, recovery, zone)
    return _given_back(schedule, since, since + schedule.grace, zone)


def _given_back(schedule: Schedule, since: datetime, until: datetime, zone: Zone) -> Extension:
    if _awake(schedule, until, zone) != until:  # it would run out at night
        until = _awake(schedule, until, zone) + schedule.grace
    return Extension(since, until)


def _awake(schedule: Schedule, moment: datetime, zone: Zone) -> datetime:
    """The moment itself by day, and the hour at which the morning begins at night."""
    local = moment.astimezone(zone.tz)
    if _is_day(schedule, local.time()):
        return moment
    day = local.date() if local.time() < schedule.morning_begins else local.date() + _ONE_DAY
    return datetime.combine(day, schedule.morning_begins, zone.tz).astimezone(moment.tzinfo)


def _is_day(schedule: Schedule, hour: time) -> bool:
    return schedule.morning_begins <= hour <= schedule.evening_ends
