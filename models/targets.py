"""Targets: how much is aimed at in a semester, for the desk or for one agency, and how the pace stands against time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.indicators import Question, questions_on
from models.insertion import insert_new
from models.periods import Period
from models.permissions import Person, Place
from models.recap_days import DayFigures
from models.schema import Target, TargetRevision, UnitDayTotal

#: More than anybody counts in half a year.
MOST = 9_999_999


@dataclass(eq=False)
class UnfitTarget(LaporError):
    """A target must lie between 1 and `most`."""

    amount: int
    most: int = MOST


@dataclass(frozen=True, slots=True)
class IndicatorPace:
    """One indicator of a semester: what is aimed at, if anything, and what was led so far, in its own measure."""

    question: Question
    target: int | None
    done: int

    @property
    def share(self) -> float | None:
        """What was reached of the target: 1 is all of it, and more is possible; nothing without a target."""
        return self.done / self.target if self.target else None


@dataclass(frozen=True, slots=True)
class Pace:
    """How a semester's targets stand for the desk (`agency_id` empty) or for one agency, on the evening of `until`.

    A day that has begun counts as gone, whatever hour it is: so the pace never looks better than it is.
    """

    semester: Period
    agency_id: int | None
    #: The last date that is included; nothing where the semester has not begun.
    until: date | None
    indicators: tuple[IndicatorPace, ...]

    @property
    def days_gone(self) -> int:
        """How many of the semester's days are gone, `until` included."""
        return (self.until - self.semester.first).days + 1 if self.until else 0

    @property
    def time_share(self) -> float:
        """How much of the semester's time is gone: 1 is all of it."""
        return self.days_gone / self.semester.days

    @property
    def has_targets(self) -> bool:
        """Whether anything is aimed at."""
        return any(one.target is not None for one in self.indicators)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target is about: an indicator in a semester, for an agency, or for the whole desk."""

    semester: Period
    indicator_id: int
    agency_id: int | None = None


def pace(session: Session, period: Period, place: Place, today: date, days: DayFigures | None = None) -> Pace | None:
    """Give how the targets of the semester stand in which a period lies, as of its end or of today.

    `today` is the date in Jakarta. A month is measured by its semester until the month's end. `days` is what is known
    of the period's days at the place, where that was asked. Nothing for a period that lies in no one semester, and for
    a place smaller than an agency: there are no such targets.
    """
    semester = Period.semester_of(period.first)
    if not semester.contains(period.last) or place.unit_id is not None:
        return None
    until = min(period.last, today)
    if until < semester.first:
        return _pace(session, semester, place.agency_id, None, {})
    known = days if days is not None and days.period.first == semester.first else None
    done = _added_up(known, until) if known else _done(session, semester.first, until, place.agency_id)
    return _pace(session, semester, place.agency_id, until, done)


def set_target(session: Session, person: Person | None, aim: Aim, amount: int, now: datetime) -> bool:
    """Set or change a target; tell whether anything changed. The caller has checked the right.

    Raises `UnfitTarget`.
    """
    if not 1 <= amount <= MOST:
        raise UnfitTarget(amount)
    return _put(session, person, aim, amount, now)


def drop_target(session: Session, person: Person | None, aim: Aim, now: datetime) -> bool:
    """Take a target back; tell whether there was one."""
    return _put(session, person, aim, None, now)


def _pace(
    session: Session, semester: Period, agency_id: int | None, until: date | None, done: Mapping[int, int]
) -> Pace:
    questions = questions_on(session, semester.last)
    targets = _targets(session, semester, agency_id)
    return Pace(
        semester,
        agency_id,
        until,
        tuple(IndicatorPace(one, targets.get(one.indicator_id), done.get(one.indicator_id, 0)) for one in questions),
    )


def _targets(session: Session, semester: Period, agency_id: int | None) -> dict[int, int | None]:
    query = select(Target.indicator_id, Target.amount).where(Target.semester == semester.first, _of(agency_id))
    return {row[0]: row[1] for row in session.execute(query)}


def _done(session: Session, first: date, until: date, agency_id: int | None) -> dict[int, int]:
    """What was led, by indicator: what was joined enters no total (domain: led/joined)."""
    query = select(UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led)).where(
        UnitDayTotal.report_date.between(first, until)
    )
    if agency_id is not None:
        query = query.where(UnitDayTotal.agency_id == agency_id)
    rows = session.execute(query.group_by(UnitDayTotal.indicator_id))
    return {indicator_id: int(led) for indicator_id, led in rows}


def _added_up(days: DayFigures, until: date) -> Mapping[int, int]:
    """What was led, by indicator, on days that are known."""
    done: Counter[int] = Counter()
    for day, led in days.led.items():
        if day <= until:
            done.update(led)
    return done


def _put(session: Session, person: Person | None, aim: Aim, amount: int | None, now: datetime) -> bool:
    row = {
        "semester": aim.semester.first,
        "indicator_id": aim.indicator_id,
        "agency_id": aim.agency_id,
        "amount": None,
        "revision": 0,
    }
    if amount is not None:
        insert_new(session, Target, [row])
    target = session.scalar(select(Target).where(*_is(aim)).with_for_update())
    if target is None or target.amount == amount:
        return False
    target.amount, target.revision = amount, target.revision + 1
    author_id = person.member_id if person else None
    revision = TargetRevision(target_id=target.id, number=target.revision, at=now, author_id=author_id, amount=amount)
    session.add(revision)
    _trace(session, target, author_id, now)
    return True


def _is(aim: Aim) -> tuple[ColumnElement[bool], ...]:
    return Target.semester == aim.semester.first, Target.indicator_id == aim.indicator_id, _of(aim.agency_id)


def _of(agency_id: int | None) -> ColumnElement[bool]:
    return Target.agency_id.is_(None) if agency_id is None else Target.agency_id == agency_id


def _trace(session: Session, target: Target, author_id: int | None, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=author_id,
        action="target.set" if target.amount is not None else "target.dropped",
        subject="target",
        subject_id=target.id,
        content={
            "semester": target.semester.isoformat(),
            "indicator_id": target.indicator_id,
            "agency_id": target.agency_id,
            "amount": target.amount,
        },
    )
