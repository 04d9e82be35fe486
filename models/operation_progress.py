"""How an operation stands: what each K/L that takes part has done within its days, and who of them reported."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, false, func, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.expectations import excused_days, expected_spans
from models.indicators import Question, questions_on
from models.operations import Operation, OperationState, operation_by_id
from models.periods import Period
from models.provinces import Zone
from models.recap import counted_until
from models.schema import UnitDay, UnitDayTotal


@dataclass(frozen=True, slots=True)
class OperationLine:
    """One agency's share, or the sum of all, within the operation's days: how many reports, and what was led.

    `led` and `joined` go by the progress' questions; where `reports` is zero, nothing is known of them.
    """

    code: str
    name: str
    #: Reports times days that were expected on days that are over, and how many of them came.
    expected: int
    reported: int
    #: All reports, also of those of whom none was expected.
    reports: int
    led: tuple[int, ...]
    joined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OperationDay:
    """What was led on one of its days; nothing where no agency that takes part has reported."""

    day: date
    led: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class OperationProgress:
    """How an operation stands, as of `until`: its last day, or today while it is running."""

    operation: Operation
    today: date
    #: The last date that is included; nothing where it has not begun.
    until: date | None
    questions: tuple[Question, ...]
    lines: tuple[OperationLine, ...]
    total: OperationLine
    days: tuple[OperationDay, ...]

    @property
    def day_number(self) -> int:
        """Which of its days `until` is, counted from 1; 0 before it begins."""
        return self.operation.day_number(self.until) if self.until else 0

    @property
    def state(self) -> OperationState:
        """Where it stands today."""
        return self.operation.state_on(self.today)


def progress(session: Session, operation_id: int, now: datetime) -> OperationProgress | None:
    """Give how an operation stands; nothing where there is none of that number."""
    operation = operation_by_id(session, operation_id)
    return progress_of(session, operation, now) if operation else None


def progress_of(session: Session, operation: Operation, now: datetime) -> OperationProgress:
    """Give how an operation stands: what was done until today in Jakarta, and who reported on days that are over."""
    today = local_date(now, Zone.WIB)
    until = min(operation.last_day, today)
    counted = Period.between(operation.first_day, until) if until >= operation.first_day else None
    questions = questions_on(session, operation.last_day)
    over = counted_until(session, operation.period, now)
    people = Period.between(operation.first_day, min(over, until)) if min(over, until) >= operation.first_day else None
    lines = _lines(session, operation, counted, people, questions)
    return OperationProgress(
        operation=operation,
        today=today,
        until=counted.last if counted else None,
        questions=questions,
        lines=lines,
        total=_sum(lines, len(questions)),
        days=_days(session, operation, counted, questions),
    )


def _lines(
    session: Session,
    operation: Operation,
    counted: Period | None,
    people: Period | None,
    questions: tuple[Question, ...],
) -> tuple[OperationLine, ...]:
    counts, totals = _counts(session, operation, counted, people), _totals(session, operation, counted)
    expected = _expected(session, people)
    return tuple(
        OperationLine(
            code=agency.code,
            name=agency.name,
            expected=expected[agency.agency_id],
            reported=counts.get(agency.agency_id, (0, 0))[0],
            reports=counts.get(agency.agency_id, (0, 0))[1],
            led=tuple(totals.get((agency.agency_id, one.indicator_id), (0, 0))[0] for one in questions),
            joined=tuple(totals.get((agency.agency_id, one.indicator_id), (0, 0))[1] for one in questions),
        )
        for agency in operation.agencies
    )


def _expected(session: Session, counted: Period | None) -> defaultdict[int, int]:
    """How many reports are expected of each agency: people times days, without those who are excused."""
    expected: defaultdict[int, int] = defaultdict(int)
    if counted is not None:
        for span in expected_spans(session, counted):
            expected[span.agency_id] += (span.last - span.first).days + 1
        for span in excused_days(session, counted):
            expected[span.agency_id] -= (span.last - span.first).days + 1
    return expected


def _counts(
    session: Session, operation: Operation, counted: Period | None, people: Period | None
) -> Mapping[int, tuple[int, int]]:
    """Of each agency, the reports that were expected on days that are over and came, and all reports."""
    if counted is None:
        return {}
    is_over = UnitDay.report_date <= people.last if people else false()
    sums = func.sum(case((is_over, UnitDay.reported), else_=0)), func.sum(UnitDay.reports)
    query = select(UnitDay.agency_id, *sums).where(_inside(UnitDay, operation, counted)).group_by(UnitDay.agency_id)
    return {agency_id: (int(reported), int(reports)) for agency_id, reported, reports in session.execute(query)}


def _totals(
    session: Session, operation: Operation, counted: Period | None
) -> Mapping[tuple[int, int], tuple[int, int]]:
    if counted is None:
        return {}
    sums = func.sum(UnitDayTotal.led), func.sum(UnitDayTotal.joined)
    query = select(UnitDayTotal.agency_id, UnitDayTotal.indicator_id, *sums).where(
        _inside(UnitDayTotal, operation, counted)
    )
    rows = session.execute(query.group_by(UnitDayTotal.agency_id, UnitDayTotal.indicator_id))
    return {(agency_id, indicator_id): (int(led), int(joined)) for agency_id, indicator_id, led, joined in rows}


def _days(
    session: Session, operation: Operation, counted: Period | None, questions: tuple[Question, ...]
) -> tuple[OperationDay, ...]:
    if counted is None:
        return ()
    query = (
        select(UnitDayTotal.report_date, UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led))
        .where(_inside(UnitDayTotal, operation, counted))
        .group_by(UnitDayTotal.report_date, UnitDayTotal.indicator_id)
    )
    sums: defaultdict[date, dict[int, int]] = defaultdict(dict)
    for day, indicator_id, led in session.execute(query):
        sums[day][indicator_id] = int(led)
    days = (counted.first + timedelta(days=ahead) for ahead in range(counted.days))
    return tuple(
        OperationDay(day, tuple(sums[day].get(one.indicator_id, 0) for one in questions) if day in sums else None)
        for day in days
    )


def _inside(table: type[UnitDay | UnitDayTotal], operation: Operation, counted: Period) -> ColumnElement[bool]:
    ids = [agency.agency_id for agency in operation.agencies]
    return and_(table.agency_id.in_(ids), table.report_date.between(counted.first, counted.last))


def _sum(lines: Sequence[OperationLine], width: int) -> OperationLine:
    return OperationLine(
        code="",
        name="Jumlah",
        expected=sum(line.expected for line in lines),
        reported=sum(line.reported for line in lines),
        reports=sum(line.reports for line in lines),
        led=tuple(sum(line.led[place] for line in lines) for place in range(width)),
        joined=tuple(sum(line.joined[place] for line in lines) for place in range(width)),
    )
