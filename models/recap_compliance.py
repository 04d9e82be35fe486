"""Who reported when: for each agency or unit, and each part of a period, how many were expected and how many came."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.expectations import Span
from models.period_parts import Grain, days_in, grain_of, parts_of
from models.periods import Period
from models.permissions import Place
from models.recap import Recap
from models.recap_days import DayCount, at
from models.recap_people import People
from models.schema import Agency, Unit, UnitDay

#: More parts than this stand too close to each other in a picture: then weeks take the place of days.
MOST_PARTS = 31


@dataclass(frozen=True, slots=True)
class ComplianceLine:
    """One agency or unit: for each part of the period what was expected and came, nothing for what is not over."""

    code: str
    name: str
    cells: tuple[DayCount | None, ...]

    @property
    def expected(self) -> int:
        """All that was expected."""
        return sum(cell.expected for cell in self.cells if cell)

    @property
    def reported(self) -> int:
        """What came of it."""
        return sum(cell.reported for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Compliance:
    """A period's compliance, with the lines that reported least first."""

    period: Period
    grain: Grain
    parts: tuple[Period, ...]
    lines: tuple[ComplianceLine, ...]
    whole: ComplianceLine


def compliance(session: Session, recap: Recap, people: People, *, by_unit: bool = True) -> Compliance:
    """Give who reported when, for those of whom a recap tells; without `by_unit` by agency alone.

    `people` is who was expected there in its period.
    """
    grain = _grain(recap.period)
    parts = parts_of(recap.period, grain)
    due = people.until(recap.counted_until)
    expected = _expected(due.counted, due, _key(recap.place, by_unit=by_unit)) if due.counted else {}
    reported = _reported(session, due.counted, recap.place, by_unit=_by_unit(recap.place, by_unit=by_unit))
    names = _names(session, _by_unit(recap.place, by_unit=by_unit))
    lines = [
        ComplianceLine(*names[line], _cells(parts, days, reported.get(line, {}), recap.counted_until))
        for line, days in expected.items()
        if any(days.values())
    ]
    lines.sort(key=lambda line: (line.reported / line.expected if line.expected else 1, line.code))
    return Compliance(recap.period, grain, parts, tuple(lines), _whole(parts, lines, recap.counted_until))


def _grain(period: Period) -> Grain:
    grain = grain_of(period)
    weeks = len(parts_of(period, Grain.WEEK))
    return Grain.WEEK if grain == Grain.MONTH and weeks <= MOST_PARTS else grain


def _by_unit(place: Place, *, by_unit: bool) -> bool:
    return by_unit and place.agency_id is not None


def _key(place: Place, *, by_unit: bool) -> Callable[[Span], int]:
    return (lambda span: span.unit_id) if _by_unit(place, by_unit=by_unit) else (lambda span: span.agency_id)


def _expected(period: Period, people: People, key: Callable[[Span], int]) -> dict[int, dict[date, int]]:
    change: defaultdict[int, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
    for sign, spans in ((1, people.there), (-1, people.away)):
        for span in spans:
            change[key(span)][span.first] += sign
            change[key(span)][span.last + timedelta(days=1)] -= sign
    return {line: _walked(period, changes) for line, changes in change.items()}


def _walked(period: Period, changes: defaultdict[date, int]) -> dict[date, int]:
    there, days = 0, {}
    for day in days_in(period):
        there += changes[day]
        days[day] = there
    return days


def _reported(session: Session, period: Period | None, place: Place, *, by_unit: bool) -> dict[int, dict[date, int]]:
    if period is None:
        return {}
    key = UnitDay.unit_id if by_unit else UnitDay.agency_id
    query = (
        select(key, UnitDay.report_date, func.sum(UnitDay.reported))
        .where(UnitDay.report_date.between(period.first, period.last), at(UnitDay, place))
        .group_by(key, UnitDay.report_date)
    )
    days: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for line, day, number in session.execute(query):
        days[line][day] = int(number)
    return days


def _names(session: Session, by_unit: bool) -> dict[int, tuple[str, str]]:
    table = Unit if by_unit else Agency
    return {row[0]: (row[1], row[2]) for row in session.execute(select(table.id, table.code, table.name))}


def _cells(
    parts: Sequence[Period], expected: dict[date, int], reported: dict[date, int], until: date
) -> tuple[DayCount | None, ...]:
    return tuple(_cell(part, expected, reported) if part.first <= until else None for part in parts)


def _cell(part: Period, expected: dict[date, int], reported: dict[date, int]) -> DayCount:
    days = days_in(part)
    return DayCount(part.first, sum(expected.get(day, 0) for day in days), sum(reported.get(day, 0) for day in days))


def _whole(parts: Sequence[Period], lines: Sequence[ComplianceLine], until: date) -> ComplianceLine:
    cells = tuple(
        _sum(part, [cell for line in lines if (cell := line.cells[place])]) if part.first <= until else None
        for place, part in enumerate(parts)
    )
    return ComplianceLine("", "Seluruhnya", cells)


def _sum(part: Period, cells: Sequence[DayCount]) -> DayCount:
    return DayCount(part.first, sum(cell.expected for cell in cells), sum(cell.reported for cell in cells))
