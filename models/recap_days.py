"""What is known of each day of a period at one place, and of the periods beside it: asked once for all that tell."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from models.periods import Period
from models.permissions import Place
from models.recap_people import People, people_of
from models.schema import UnitDay, UnitDayTotal

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many were expected on a date, and how many of them reported."""

    day: date
    expected: int
    reported: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A period's days: what was led by indicator, where somebody reported, and for every day how many people did.

    `people` is who was expected, on days to come as well.
    """

    period: Period
    led: Mapping[date, Mapping[int, int]]
    counts: Mapping[date, DayCount]
    people: People


@dataclass(frozen=True, slots=True)
class DaysAround:
    """The days of a period, of the one right before it, and of the same one a year before."""

    period: DayFigures
    before: DayFigures
    year_before: DayFigures


def days_around(session: Session, period: Period, place: Place) -> DaysAround:
    """Give what is known of a period's days at a place, and of those that stand beside it."""
    before, year_before = period.previous(), period.year_before()
    beside = {one: day_figures(session, one, place) for one in (before, year_before)}  # for a year they are the same
    return DaysAround(day_figures(session, period, place), beside[before], beside[year_before])


def day_figures(session: Session, period: Period, place: Place) -> DayFigures:
    """Give what is known of each day of a period at a place."""
    people = people_of(session, period, place)
    return DayFigures(period, _led(session, period, place), _counts(session, period, place, people), people)


def at(table: type[UnitDay] | type[UnitDayTotal], place: Place) -> ColumnElement[bool]:
    """Give the condition that a row of totals belongs to the place."""
    agency = true() if place.agency_id is None else table.agency_id == place.agency_id
    return agency if place.unit_id is None else and_(agency, table.unit_id == place.unit_id)


def _led(session: Session, period: Period, place: Place) -> Mapping[date, Mapping[int, int]]:
    """What was led, by date and indicator; a date without reports is left out."""
    query = (
        select(UnitDayTotal.report_date, UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led))
        .where(UnitDayTotal.report_date.between(period.first, period.last), at(UnitDayTotal, place))
        .group_by(UnitDayTotal.report_date, UnitDayTotal.indicator_id)
    )
    days: defaultdict[date, dict[int, int]] = defaultdict(dict)
    for day, indicator_id, led in session.execute(query):
        days[day][indicator_id] = int(led)
    return days


def _counts(session: Session, period: Period, place: Place, people: People) -> dict[date, DayCount]:
    """For each day of the period how many were expected there, and how many of them reported."""
    query = (
        select(UnitDay.report_date, func.sum(UnitDay.reported))
        .where(UnitDay.report_date.between(period.first, period.last), at(UnitDay, place))
        .group_by(UnitDay.report_date)
    )
    reported = {day: int(number) for day, number in session.execute(query)}
    return {day: DayCount(day, number, reported.get(day, 0)) for day, number in _expected(period, people)}


def _expected(period: Period, people: People) -> list[tuple[date, int]]:
    """Walk over the period once: who comes, who goes, who is excused."""
    change: defaultdict[date, int] = defaultdict(int)
    for sign, spans in ((1, people.there), (-1, people.away)):
        for span in spans:
            change[span.first] += sign
            change[span.last + _ONE_DAY] -= sign
    walked, there = [], 0
    for ahead in range(period.days):
        day = period.first + timedelta(days=ahead)
        there += change[day]
        walked.append((day, there))
    return walked
