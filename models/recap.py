"""Recaps: totals of a period, by agency for the desk and by unit for one agency, from the running totals per day.

What was led is the total. What was joined stands apart and enters no total (domain: led/joined).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.closing import Closing
from models.errors import LaporError
from models.expectations import Span
from models.hours import schedule_for
from models.indicators import Question, questions_on
from models.periods import Period, PeriodKind
from models.permissions import Place
from models.provinces import Zone
from models.recap_days import DayCount, DayFigures, DaysAround, at, days_around
from models.recap_people import People, people_of
from models.schema import Agency, Membership, Unit, UnitDay, UnitDayTotal


class OtherAgency(LaporError):
    """The agency is not the one that the person coordinates."""


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One agency's or unit's share, or the sum of all: people-days and activities.

    `led` and `joined` go by the recap's questions. `reports` counts all reports that tell of them, also of days that
    are not over and of members of whom none was expected; where it is zero, nothing is known of the activities.
    """

    code: str
    name: str
    expected: int
    excused: int
    reports: int
    reported: int
    on_time: int
    nil: int
    led: tuple[int, ...]
    joined: tuple[int, ...]

    @property
    def missing(self) -> int:
        """How many were expected and are not there."""
        return self.expected - self.reported


@dataclass(frozen=True, slots=True)
class Recap:
    """The totals of a period for the desk (`agency_id` empty) or for one agency."""

    period: Period
    agency_id: int | None
    #: The agency's name; nothing for the desk.
    scope_name: str | None
    questions: tuple[Question, ...]
    lines: tuple[RecapLine, ...]
    total: RecapLine
    #: The last date that the counts of people include: for a longer period, the last day that is over.
    counted_until: date
    #: The unit of the agency, where only that is told of: then it is the only line.
    unit_id: int | None = None

    @property
    def place(self) -> Place:
        """Of whom it tells."""
        return Place(agency_id=self.agency_id, unit_id=self.unit_id)

    @property
    def counts_people(self) -> bool:
        """Whether people count on any of its days: not before its first day is over, or a single day has begun."""
        return self.counted_until >= self.period.first


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """The activities led in a month, by the recap's questions; nothing where there is no report."""

    first: date
    led: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class SemesterRecap:
    """A semester: its totals, its months beside those a year before, and its days.

    While a month is running, that month of the year before goes up to the same day, so that like stands beside like.
    """

    recap: Recap
    months: tuple[MonthTotals, ...]
    months_before: tuple[MonthTotals, ...]
    days: tuple[DayCount, ...]
    #: Today, while the semester is running.
    running_until: date | None
    #: Its figures may still change in the ordinary course of things; `models.freezing` knows.
    provisional: bool = False
    #: How they were frozen, if they were.
    closing: Closing | None = None


_COUNTS = ("reported", "on_time", "nil")


def recap(
    session: Session,
    period: Period,
    agency_id: int | None,
    now: datetime,
    unit_id: int | None = None,
    people: People | None = None,
) -> Recap:
    """Give the totals of a period, for the desk, for an agency, or for one unit of it.

    `people` is who was expected there in the period, where that was asked.
    """
    questions = questions_on(session, period.last)
    place = Place(agency_id=agency_id, unit_id=unit_id)
    until = counted_until(session, period, now)
    people = people or people_of(session, period, place)
    lines = _lines(session, period, people.until(until), place, questions)
    total = _sum(lines, len(questions))
    return Recap(period, agency_id, _scope_name(session, place), questions, lines, total, until, unit_id)


def semester_recap(
    session: Session,
    period: Period,
    agency_id: int | None,
    now: datetime,
    unit_id: int | None = None,
    around: DaysAround | None = None,
) -> SemesterRecap:
    """Give everything that is told about a semester; `around` is what is known of its days, where that was asked."""
    around = around or days_around(session, period, Place(agency_id=agency_id, unit_id=unit_id))
    whole = recap(session, period, agency_id, now, unit_id, around.period.people)
    today = local_date(now, Zone.WIB)
    running_until = today if period.contains(today) else None
    return SemesterRecap(
        recap=whole,
        months=_months(around.period, whole.questions),
        months_before=_months(around.year_before, whole.questions, _year_before(running_until)),
        days=tuple(count for day, count in around.period.counts.items() if day <= whole.counted_until),
        running_until=running_until,
    )


def counted_until(session: Session, period: Period, now: datetime) -> date:
    """Give until when people count; after it nobody is late or missing.

    A day counts whole once it has begun somewhere, a longer period until its last day that is over.
    """
    if period.kind == PeriodKind.DAY:
        return min(period.first, local_date(now, Zone.WIT))
    today = local_date(now, Zone.WIB)
    over = now >= schedule_for(session, None, today).deadline_of(today, Zone.WIB)
    return min(period.last, today if over else today - timedelta(days=1))


def _scope_name(session: Session, place: Place) -> str | None:
    if place.unit_id is not None:
        return session.get_one(Unit, place.unit_id).name
    return None if place.agency_id is None else session.get_one(Agency, place.agency_id).name


def _lines(
    session: Session, period: Period, people: People, place: Place, questions: tuple[Question, ...]
) -> tuple[RecapLine, ...]:
    names = _names(session, place)
    expected, excused = _by_name(people.there, place), _by_name(people.away, place)
    reports = _counts(session, period, place, ("reports",))
    counts = _counts(session, people.counted, place, _COUNTS) if people.counted else {}
    totals = _totals(session, period, place)
    return tuple(
        RecapLine(
            code=code,
            name=name,
            expected=expected[key] - excused[key],
            excused=excused[key],
            reports=sum(reports.get(key, ())),
            **dict(zip(_COUNTS, counts.get(key, (0, 0, 0)), strict=True)),
            led=tuple(totals[key, question.indicator_id][0] for question in questions),
            joined=tuple(totals[key, question.indicator_id][1] for question in questions),
        )
        for key, (code, name) in names.items()
        if expected[key] or key in reports
    )


def _names(session: Session, place: Place) -> Mapping[int, tuple[str, str]]:
    """Code and name of each line, by the id of its agency or unit."""
    agency_id = place.agency_id
    if place.unit_id is not None:
        unit = session.get_one(Unit, place.unit_id)
        return {unit.id: (unit.code, unit.name)}
    if agency_id is None:
        agencies = session.scalars(select(Agency).order_by(Agency.id))
        return {agency.id: (agency.code, agency.name) for agency in agencies}
    was_here = Unit.id.in_(select(Membership.unit_id).where(Membership.agency_id == agency_id))
    units = session.scalars(select(Unit).where(or_(Unit.agency_id == agency_id, was_here)).order_by(Unit.id))
    return {unit.id: (unit.code, unit.name) for unit in units}


def _by_name(spans: Iterable[Span], place: Place) -> defaultdict[int, int]:
    """Days summed by agency, or by the units of one agency."""
    days: defaultdict[int, int] = defaultdict(int)
    for span in spans:
        days[span.unit_id if place.agency_id else span.agency_id] += (span.last - span.first).days + 1
    return days


def _counts(session: Session, period: Period, place: Place, names: Iterable[str]) -> dict[int, tuple[int, ...]]:
    """Sums of the named columns by agency, or by the units of one agency; nothing where there is no report."""
    key = UnitDay.unit_id if place.agency_id else UnitDay.agency_id
    sums = [func.sum(getattr(UnitDay, name)) for name in names]
    query = select(key, *sums).where(UnitDay.report_date.between(period.first, period.last)).group_by(key)
    rows = session.execute(query.where(at(UnitDay, place)))
    return {row[0]: tuple(int(one) for one in row[1:]) for row in rows}


def _totals(session: Session, period: Period, place: Place) -> defaultdict[tuple[int, int], tuple[int, int]]:
    """What was led and joined, by line and indicator."""
    key = UnitDayTotal.unit_id if place.agency_id else UnitDayTotal.agency_id
    query = (
        select(key, UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led), func.sum(UnitDayTotal.joined))
        .where(UnitDayTotal.report_date.between(period.first, period.last))
        .group_by(key, UnitDayTotal.indicator_id)
    )
    rows = session.execute(query.where(at(UnitDayTotal, place)))
    sums = {(line, indicator): (int(led), int(joined)) for line, indicator, led, joined in rows}
    return defaultdict(lambda: (0, 0), sums)


def _sum(lines: Iterable[RecapLine], width: int) -> RecapLine:
    lines = tuple(lines)
    return RecapLine(
        code="",
        name="Jumlah",
        expected=sum(line.expected for line in lines),
        excused=sum(line.excused for line in lines),
        reports=sum(line.reports for line in lines),
        reported=sum(line.reported for line in lines),
        on_time=sum(line.on_time for line in lines),
        nil=sum(line.nil for line in lines),
        led=tuple(sum(line.led[i] for line in lines) for i in range(width)),
        joined=tuple(sum(line.joined[i] for line in lines) for i in range(width)),
    )


def _year_before(day: date | None) -> date | None:
    return Period.day(day).year_before().first if day else None


def _months(
    figures: DayFigures, questions: tuple[Question, ...], cut_after: date | None = None
) -> tuple[MonthTotals, ...]:
    """The six months; of the month in which `cut_after` lies, only what comes until then."""
    sums: defaultdict[date, Counter[int]] = defaultdict(Counter)
    for day, led in figures.led.items():
        if not _is_cut(day, cut_after):
            sums[day.replace(day=1)].update(led)
    first = figures.period.first
    months = (date(first.year, first.month + ahead, 1) for ahead in range(6))
    return tuple(
        MonthTotals(month, tuple(sums[month][q.indicator_id] for q in questions) if month in sums else None)
        for month in months
    )


def _is_cut(day: date, after: date | None) -> bool:
    return after is not None and after < day <= Period.month_of(after).last
