"""How a recap is made up: the share of each unit, of each agency, and of each day; each is counted in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.expectations import Span
from models.indicators import Question
from models.periods import Period
from models.permissions import Place
from models.recap import RecapLine
from models.recap_people import People
from models.schema import Agency, Unit, UnitDay, UnitDayTotal

Sums = Mapping[tuple[Any, ...], tuple[int, ...]]
#: Columns of the one table of totals or of the other.
Columns = Sequence[InstrumentedAttribute[Any]]


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One unit's share of a period, with the agency in which its people were."""

    agency_code: str
    agency_name: str
    line: RecapLine


@dataclass(frozen=True, slots=True)
class DayShare:
    """One date's share. What counts people is empty where the day is not over yet."""

    day: date
    expected: int | None
    excused: int | None
    reported: int | None
    on_time: int | None
    nil: int | None
    reports: int
    led: tuple[int, ...]
    joined: tuple[int, ...]


def unit_shares(
    session: Session, period: Period, people: People, place: Place, questions: Sequence[Question]
) -> tuple[UnitShare, ...]:
    """Give the share of every unit of which somebody was expected, or there is a report."""
    expected, excused = _days_by_unit(people.there), _days_by_unit(people.away)
    unit, unit_total = (UnitDay.agency_id, UnitDay.unit_id), (UnitDayTotal.agency_id, UnitDayTotal.unit_id)
    reports = _sums(session, unit, (UnitDay.reports,), period, place)
    counts = _sums(session, unit, (UnitDay.reported, UnitDay.on_time, UnitDay.nil), people.counted, place)
    totals = _totals(session, unit_total, period, place)
    shares = []
    for key, agency, named in _units(session, expected.keys() | reports.keys()):
        reported, on_time, nil = counts.get(key, (0, 0, 0))
        line = RecapLine(
            code=named.code,
            name=named.name,
            expected=expected[key] - excused[key],
            excused=excused[key],
            reports=sum(reports.get(key, ())),
            reported=reported,
            on_time=on_time,
            nil=nil,
            led=_of_questions(totals, key, questions, 0),
            joined=_of_questions(totals, key, questions, 1),
        )
        shares.append(UnitShare(agency.code, agency.name, line))
    return tuple(shares)


def agency_shares(units: Iterable[UnitShare], width: int) -> tuple[RecapLine, ...]:
    """Give the share of every agency: the sum of its units."""
    lines: defaultdict[tuple[str, str], list[RecapLine]] = defaultdict(list)
    for share in units:
        lines[share.agency_code, share.agency_name].append(share.line)
    return tuple(replace(sum_of_lines(own, width), code=code, name=name) for (code, name), own in lines.items())


def sum_of_lines(lines: Iterable[RecapLine], width: int) -> RecapLine:
    """Add up lines of `width` indicators."""
    together = list(lines)
    counts = ("expected", "excused", "reports", "reported", "on_time", "nil")
    return RecapLine(
        code="",
        name="Jumlah",
        **{count: sum(getattr(line, count) for line in together) for count in counts},
        led=tuple(sum(line.led[at] for line in together) for at in range(width)),
        joined=tuple(sum(line.joined[at] for line in together) for at in range(width)),
    )


def day_shares(
    session: Session, period: Period, people: People, place: Place, questions: Sequence[Question]
) -> tuple[DayShare, ...]:
    """Give the share of every day of the period."""
    there, away = _walk(people.counted, people.there), _walk(people.counted, people.away)
    columns = (UnitDay.reports, UnitDay.reported, UnitDay.on_time, UnitDay.nil)
    counts = _sums(session, (UnitDay.report_date,), columns, period, place)
    totals = _totals(session, (UnitDayTotal.report_date,), period, place)
    shares = []
    for day in _days(period):
        reports, reported, on_time, nil = counts.get((day,), (0, 0, 0, 0))
        is_over = day in there
        share = DayShare(
            day=day,
            expected=there[day] - away[day] if is_over else None,
            excused=away[day] if is_over else None,
            reported=reported if is_over else None,
            on_time=on_time if is_over else None,
            nil=nil if is_over else None,
            reports=reports,
            led=_of_questions(totals, (day,), questions, 0),
            joined=_of_questions(totals, (day,), questions, 1),
        )
        shares.append(share)
    return tuple(shares)


def is_at(column: InstrumentedAttribute[int], wanted: int | None) -> ColumnElement[bool]:
    """Give the condition that a column is what is wanted, where anything is."""
    return true() if wanted is None else column == wanted


def _days_by_unit(spans: Iterable[Span]) -> defaultdict[tuple[int, int], int]:
    days: defaultdict[tuple[int, int], int] = defaultdict(int)
    for span in spans:
        days[span.agency_id, span.unit_id] += (span.last - span.first).days + 1
    return days


def _units(session: Session, keys: Iterable[tuple[Any, ...]]) -> list[tuple[tuple[int, int], Agency, Unit]]:
    """The agencies and units of these ids, in the order of all lists."""
    agencies = {agency.id: agency for agency in session.scalars(select(Agency))}
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    return [((agency, unit), agencies[agency], units[unit]) for agency, unit in sorted(keys)]


def _totals(session: Session, key: Columns, period: Period, place: Place) -> Sums:
    """What was led and joined, by the key and the indicator."""
    by = (*key, UnitDayTotal.indicator_id)
    return _sums(session, by, (UnitDayTotal.led, UnitDayTotal.joined), period, place)


def _of_questions(totals: Sums, key: tuple[Any, ...], questions: Sequence[Question], which: int) -> tuple[int, ...]:
    return tuple(totals.get((*key, question.indicator_id), (0, 0))[which] for question in questions)


def _sums(session: Session, key: Columns, columns: Columns, period: Period | None, place: Place) -> Sums:
    """Sums of columns of one table of totals, by key; nothing where there is no report."""
    if period is None:
        return {}
    table = columns[0].class_
    query = (
        select(*key, *(func.sum(column) for column in columns))
        .where(table.report_date.between(period.first, period.last))
        .where(is_at(table.agency_id, place.agency_id), is_at(table.unit_id, place.unit_id))
        .group_by(*key)
    )
    width = len(key)
    return {tuple(row[:width]): tuple(int(one) for one in row[width:]) for row in session.execute(query)}


def _walk(period: Period | None, spans: Iterable[Span]) -> dict[date, int]:
    """How many of the spans include each day of the period."""
    change: defaultdict[date, int] = defaultdict(int)
    for span in spans:
        change[span.first] += 1
        change[span.last + timedelta(days=1)] -= 1
    found, there = {}, 0
    for day in _days(period):
        there += change[day]
        found[day] = there
    return found


def _days(period: Period | None) -> list[date]:
    return [period.first + timedelta(days=ahead) for ahead in range(period.days)] if period else []
