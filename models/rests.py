"""Days without duty: a holiday, a day of the week. They change who is expected, and block no report.

All assumed: every day is a reporting day until somebody sets a rest here (domain: expectations about time).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import audit
from models.clock import local_date
from models.days_ahead import dated, year_ahead
from models.errors import LaporError, TooLong, one_line
from models.period_words import find_period
from models.periods import Period
from models.permissions import Person
from models.provinces import Zone
from models.recap_scope import RecapScope
from models.schema import Membership, Rest
from models.writing import tidied

_ONE_DAY = timedelta(days=1)
LONGEST_NAME = 80
LONGEST_DAYS = 62
UNNAMED = "Libur"


@dataclass(eq=False)
class RestWithoutDay(LaporError):
    """What was written says no day."""

    written: str


class RestOver(LaporError):
    """What was counted stays counted: a rest begins today at the earliest."""


@dataclass(eq=False)
class RestTooLong(LaporError):
    """A rest lasts `most` days at most."""

    most: int


@dataclass(frozen=True, slots=True)
class RestRule:
    """Days without duty for the desk (no ids), an agency or a unit: a stretch, or one day of each week in it."""

    id: int
    agency_id: int | None
    unit_id: int | None
    name: str
    first: date
    last: date | None
    #: 0 is Monday; empty: every day of the stretch.
    weekday: int | None

    def covers(self, agency_id: int, unit_id: int) -> bool:
        """Tell whether it is a rest of that unit."""
        return self.agency_id in (None, agency_id) and self.unit_id in (None, unit_id)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Give its days from the first to the last date, both included."""
        day, end = max(first, self.first), min(last, self.last or last)
        while day <= end:
            if self.weekday in (None, day.weekday()):
                yield day
            day += _ONE_DAY


def rests_in(session: Session, period: Period) -> list[RestRule]:
    """List the rests that touch a period, of whatever place."""
    query = select(Rest).where(Rest.first_day <= period.last, _not_over(period.first))
    return [_rule(row) for row in session.scalars(query.order_by(Rest.first_day, Rest.id))]


def rest_days(rests: Iterable[RestRule], agency_id: int, unit_id: int, first: date, last: date) -> set[date]:
    """Give the days, from the first to the last date, on which that unit has no duty."""
    return {day for rest in rests if rest.covers(agency_id, unit_id) for day in rest.days(first, last)}


def on_duty(session: Session, day: date) -> ColumnElement[bool]:
    """Give the condition that the unit of a membership has duty on the date."""
    resting = [rest for rest in rests_in(session, Period.day(day)) if day in rest.days(day, day)]
    return and_(true(), *(~_at(rest) for rest in resting))


def rests_of(session: Session, scope: RecapScope, today: date) -> list[RestRule]:
    """List the rests of just that place that are not over, the next one first."""
    query = select(Rest).where(_is(Rest.agency_id, scope.agency_id), _is(Rest.unit_id, scope.unit_id))
    return [_rule(row) for row in session.scalars(query.where(_not_over(today)).order_by(Rest.first_day, Rest.id))]


def read_rest(text: str, today: date) -> tuple[Period, str]:
    """Read `17/8/2026 HUT RI` as days and their name. Raises `RestWithoutDay` and `UnreadablePeriod`.

    A date without its year is the next one.
    """
    period, rest = find_period(dated(tidied(text), today, weekdays=False), year_ahead(today))
    if period is None:
        raise RestWithoutDay(text)
    return period, one_line(rest) or UNNAMED


def add_rest(session: Session, person: Person, scope: RecapScope, period: Period, name: str, now: datetime) -> None:
    """Let nobody there be expected on these days. The caller has checked the right.

    Raises `RestOver`, `RestTooLong` and `TooLong`.
    """
    if period.first < _today(now):
        raise RestOver
    if period.days > LONGEST_DAYS:
        raise RestTooLong(LONGEST_DAYS)
    if len(name) > LONGEST_NAME:
        raise TooLong(LONGEST_NAME)
    same = [
        one for one in rests_of(session, scope, _today(now)) if (one.first, one.last) == (period.first, period.last)
    ]
    if not [one for one in same if one.weekday is None]:
        _add(session, person, scope, name, period.first, period.last, None, now)


def set_weekday(session: Session, person: Person, scope: RecapScope, weekday: int, *, off: bool, now: datetime) -> None:
    """Let a day of the week be without duty from today on, or with duty again."""
    standing = [one for one in rests_of(session, scope, _today(now)) if one.weekday == weekday]
    if off and not standing:
        _add(session, person, scope, "Libur mingguan", _today(now), None, weekday, now)
    for one in standing if not off else ():
        end_rest(session, person, one.id, now)


def end_rest(session: Session, person: Person, rest_id: int, now: datetime) -> bool:
    """Take a rest back: days that are over stay as they were. Tell whether there was one."""
    row = session.get(Rest, rest_id, with_for_update=True)
    today = _today(now)
    if row is None or (row.last_day is not None and row.last_day < today):
        return False
    _trace(session, person, row, "rest.ended", now)
    if row.first_day >= today:
        session.delete(row)
    else:
        row.last_day = today - _ONE_DAY
    session.flush()
    return True


def _add(
    session: Session,
    person: Person,
    scope: RecapScope,
    name: str,
    first: date,
    last: date | None,
    weekday: int | None,
    now: datetime,
) -> None:
    row = Rest(
        agency_id=scope.agency_id,
        unit_id=scope.unit_id,
        name=name,
        first_day=first,
        last_day=last,
        weekday=weekday,
        set_by=person.member_id,
        set_at=now,
    )
    session.add(row)
    session.flush()
    _trace(session, person, row, "rest.set", now)


def _today(now: datetime) -> date:
    """The date on the country's first clock: nobody's evening that has begun is changed."""
    return local_date(now, Zone.WIT)


def _at(rest: RestRule) -> ColumnElement[bool]:
    if rest.unit_id is not None:
        return Membership.unit_id == rest.unit_id
    return true() if rest.agency_id is None else Membership.agency_id == rest.agency_id


def _not_over(day: date) -> ColumnElement[bool]:
    return or_(Rest.last_day.is_(None), Rest.last_day >= day)


def _is(column: InstrumentedAttribute[int | None], value: int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _rule(row: Rest) -> RestRule:
    return RestRule(row.id, row.agency_id, row.unit_id, row.name, row.first_day, row.last_day, row.weekday)


def _trace(session: Session, person: Person, row: Rest, action: str, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=action,
        subject="rest",
        subject_id=row.id,
        content={
            "agency_id": row.agency_id,
            "unit_id": row.unit_id,
            "name": row.name,
            "first_day": row.first_day.isoformat(),
            "last_day": row.last_day.isoformat() if row.last_day else None,
            "weekday": row.weekday,
        },
    )
