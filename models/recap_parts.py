"""A period part by part, and beside an earlier one: from the totals per unit and day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.comparisons import Against, Comparison, Known, Side, alike
from models.indicators import Question
from models.period_parts import Grain, days_in, grain_of, parts_of
from models.periods import Period, PeriodKind
from models.permissions import Place
from models.provinces import Zone
from models.recap import DayCount, Recap, at, days_reported
from models.schedule import load_schedule
from models.schema import UnitDayTotal

#: Up to so many days the days of the period before stand behind those of this one.
_DAYS_BESIDE = 8
#: These stand beside the same months a year before: a season stands beside its like.
_BY_THE_YEAR = (PeriodKind.QUARTER, PeriodKind.SEMESTER, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a period, with the part at the same place of the earlier period.

    `led` and `before` are None where nobody reported. People count on the days that are over (`over` of them).
    """

    period: Period
    led: Known | None
    before: Known | None
    expected: int
    reported: int
    begun: bool
    over: bool


@dataclass(frozen=True, slots=True)
class PartedRecap:
    """A period in its parts, and what it is compared with: the period before and the same a year before.

    `headline` is the comparison that a title may tell of; `behind` is the earlier period of the parts' `before`.
    """

    grain: Grain
    parts: tuple[Part, ...]
    before: Comparison | None
    year_before: Comparison | None
    headline: Comparison | None
    behind: Period | None


@dataclass(frozen=True, slots=True)
class _Days:
    """What is known of each day of a period, at one place."""

    led: Mapping[date, Mapping[int, int]]
    counts: Mapping[date, DayCount]

    def side(self, period: Period, questions: tuple[Question, ...]) -> Side:
        """Give what is known of a stretch of these days."""
        days = days_in(period)
        led = add_up_days([self.led[day] for day in days if day in self.led], questions)
        return Side(period, led or (None,) * len(questions), **_people([self.counts[day] for day in days]))


def parted(session: Session, recap: Recap, now: datetime) -> PartedRecap:
    """Divide what a recap tells of into parts, and compare it."""
    period, grain = recap.period, grain_of(recap.period)
    behind, days = _behind(period, grain), _days(session, period, recap.place)
    before = _compared(session, recap, days, now, Against.BEFORE)
    year_before = None
    if period.kind != PeriodKind.YEAR:  # for which the period before is the year before
        year_before = _compared(session, recap, days, now, Against.YEAR_BEFORE)
    parts = _parts(session, recap, days, behind, now)
    return PartedRecap(
        grain=grain,
        parts=parts,
        before=before,
        year_before=year_before,
        headline=headline_of(period, before, year_before),
        behind=behind if any(part.before is not None for part in parts) else None,
    )


def _days(session: Session, period: Period, place: Place) -> _Days:
    counts = days_reported(session, period, place)
    return _Days(led_by_day(session, period, place), {one.day: one for one in counts})


def _compared(session: Session, recap: Recap, days: _Days, now: datetime, against: Against) -> Comparison | None:
    """Set a recap beside an earlier period, as many days of each; nothing while its first day is not over."""
    period = recap.period
    over = (min(_last_over(session, now), period.last) - period.first).days + 1
    if over <= 0:
        return None
    earlier = _earlier(period, against)
    these, those = alike(period, earlier, over)
    if against == Against.YEAR_BEFORE and these != period and period.kind != PeriodKind.WEEK:
        those = these.year_before()
    other = _days(session, those, recap.place)
    return Comparison(against, earlier, days.side(these, recap.questions), other.side(those, recap.questions))


def _earlier(period: Period, against: Against) -> Period:
    return period.previous() if against == Against.BEFORE else period.year_before()


def headline_of(period: Period, before: Comparison | None, year_before: Comparison | None) -> Comparison | None:
    """Give the comparison that says most: by the year for what has seasons, else the period before."""
    first, second = (year_before, before) if period.kind in _BY_THE_YEAR else (before, year_before)
    return first if first is not None and first.is_known else second


def _behind(period: Period, grain: Grain) -> Period | None:
    if grain in (Grain.MONTH, Grain.QUARTER):
        return period.year_before() if period.kind in _BY_THE_YEAR else None
    return period.previous() if 1 < period.days <= _DAYS_BESIDE else None


def _last_over(session: Session, now: datetime) -> date:
    """The last date whose reports are due everywhere in WIB."""
    today = local_date(now, Zone.WIB)
    over = now >= load_schedule(session).deadline_of(today, Zone.WIB)
    return today if over else today - timedelta(days=1)


def led_by_day(session: Session, period: Period, place: Place) -> Mapping[date, Mapping[int, int]]:
    """Give what was led, by date and indicator; a date without reports is left out."""
    query = (
        select(UnitDayTotal.report_date, UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led))
        .where(UnitDayTotal.report_date.between(period.first, period.last), at(UnitDayTotal, place))
        .group_by(UnitDayTotal.report_date, UnitDayTotal.indicator_id)
    )
    days: defaultdict[date, dict[int, int]] = defaultdict(dict)
    for day, indicator_id, led in session.execute(query):
        days[day][indicator_id] = int(led)
    return days


def add_up_days(days: Iterable[Mapping[int, int]], questions: tuple[Question, ...]) -> Known | None:
    """Add up days, by the questions; None for what none of them tells of, and for no day at all."""
    known = list(days)
    if not known:
        return None
    return tuple(_sum(day.get(question.indicator_id) for day in known) for question in questions)


def _sum(values: Iterable[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _parts(session: Session, recap: Recap, days: _Days, behind: Period | None, now: datetime) -> tuple[Part, ...]:
    today, last_over, grain = local_date(now, Zone.WIB), _last_over(session, now), grain_of(recap.period)
    earlier = led_by_day(session, behind, recap.place) if behind else {}
    parts = parts_of(recap.period, grain)
    others: tuple[Period | None, ...] = parts_of(behind, grain) if behind else (None,) * len(parts)
    return tuple(
        Part(
            period=part,
            led=add_up_days([days.led[day] for day in days_in(part) if day in days.led], recap.questions),
            before=add_up_days(_like(earlier, other, part, last_over), recap.questions) if other else None,
            **_people([days.counts[day] for day in days_in(part) if day <= last_over]),
            begun=part.first <= today,
            over=part.last <= last_over,
        )
        for part, other in zip(parts, others, strict=True)
    )


def _like(
    earlier: Mapping[date, Mapping[int, int]], other: Period, part: Period, last_over: date
) -> list[Mapping[int, int]]:
    """The days of the earlier part; while the part runs, as many as have passed of it."""
    passed = (last_over - part.first).days + 1
    days = days_in(other) if not 0 < passed < part.days else days_in(other)[:passed]
    return [earlier[day] for day in days if day in earlier]


def _people(counts: list[DayCount]) -> dict[str, int]:
    return {
        "expected": sum(one.expected for one in counts),
        "reported": sum(one.reported for one in counts),
    }
