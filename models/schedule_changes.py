"""The desk's hours and windows as they are set: listing them, changing one, and taking a change back."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.errors import LaporError
from models.hours import check_order, schedules_on
from models.known import forget
from models.provinces import Zone
from models.schedule import KNOWN, Schedule, load_schedule
from models.schema import ScheduleSetting

#: Nothing is kept or opened for longer, in days.
MOST_DAYS = 3650
#: The hours that must follow each other within a day, besides those of the reminders.
_DAYTIME = ("night_ends", "morning_begins", "evening_ends")
#: As the subject of an event: the desk as a whole.
_DESK = 0


@dataclass(eq=False)
class UnknownSetting(LaporError):
    """There is no hour and no window of that name."""

    key: str


@dataclass(eq=False)
class UnfitSetting(LaporError):
    """What was written is no hour, or no number of days, that fits."""

    key: str
    is_hour: bool


@dataclass(frozen=True, slots=True)
class SettingLine:
    """An hour, or a number of days, as it holds for the whole desk; and what it is where nobody has set it."""

    key: str
    value: time | int
    usual: time | int


def list_settings(session: Session) -> list[SettingLine]:
    """Give every hour and window, in the order of `Schedule`."""
    usual, now = Schedule(), load_schedule(session)
    return [SettingLine(one.name, getattr(now, one.name), getattr(usual, one.name)) for one in fields(Schedule)]


def set_setting(session: Session, key: str, written: str, now: datetime) -> SettingLine:
    """Set an hour (`20:30`) or a number of days (`30`) for the whole desk, from now on.

    Raises `UnknownSetting`, `UnfitSetting`, and `HoursOutOfOrder` where an agency's day would lose its order.
    """
    before = _line(session, key)
    value = _read(before, written)
    session.merge(ScheduleSetting(key=key, **_columns(value)))
    return _changed(session, before, now)


def reset_setting(session: Session, key: str, now: datetime) -> SettingLine:
    """Let the usual value hold again. Raises `UnknownSetting`, and `HoursOutOfOrder`."""
    before = _line(session, key)
    row = session.get(ScheduleSetting, key)
    if row is not None:
        session.delete(row)
    return _changed(session, before, now)


def _line(session: Session, key: str) -> SettingLine:
    found = next((line for line in list_settings(session) if line.key == key), None)
    if found is None:
        raise UnknownSetting(key)
    return found


def _read(line: SettingLine, written: str) -> time | int:
    is_hour = isinstance(line.usual, time)
    try:
        value = time.fromisoformat(written) if is_hour else int(written)
    except ValueError:
        raise UnfitSetting(line.key, is_hour) from None
    if isinstance(value, int) and not 1 <= value <= MOST_DAYS:
        raise UnfitSetting(line.key, is_hour)
    return value.replace(second=0, microsecond=0, tzinfo=None) if isinstance(value, time) else value


def _columns(value: time | int) -> dict[str, time | int | None]:
    return {"hour": value, "days": None} if isinstance(value, time) else {"hour": None, "days": value}


def _changed(session: Session, before: SettingLine, now: datetime) -> SettingLine:
    session.flush()
    forget(session, KNOWN)
    after = _line(session, before.key)
    _check(session, after.key, now)
    if after != before:
        content = {"key": after.key, "before": str(before.value), "after": str(after.value)}
        audit.record(
            session,
            at=now,
            actor_id=None,
            action="setting.changed",
            subject="schedule_setting",
            subject_id=_DESK,
            content=content,
        )
    return after


def _check(session: Session, key: str, now: datetime) -> None:
    """Hold every agency's hours against their order, today and from tomorrow on."""
    today = local_date(now, Zone.WIT)
    schedules: Sequence[Schedule] = [
        schedule for day in (today, today + timedelta(days=1)) for schedule, _ in schedules_on(session, day)
    ]
    for schedule in schedules:
        check_order(schedule)
        daytime = [getattr(schedule, one) for one in _DAYTIME]
        if key in _DAYTIME and any(later <= earlier for earlier, later in pairwise(daytime)):
            raise UnfitSetting(key, is_hour=True)
