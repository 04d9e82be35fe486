"""A period part by part, and beside an earlier one: from the totals per unit and day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.clock import local_date
from models.comparisons import Against, Comparison, Known, Side, alike
from models.indicators import Question
from models.period_parts import Grain, days_in, grain_of, parts_of
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.recap import Recap
from models.recap_days import DayCount, DayFigures, DaysAround, days_around
from models.schedule import load_schedule

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


def parted(session: Session, recap: Recap, now: datetime, around: DaysAround | None = None) -> PartedRecap:
    """Divide what a recap tells of into parts, and compare it; `around` is what is known of its days, where asked."""
    period = recap.period
    around = around or days_around(session, period, recap.place)
    last_over = _last_over(session, now)
    before = _compared(recap, around, last_over, Against.BEFORE)
    year_before = None
    if period.kind != PeriodKind.YEAR:  # for which the period before is the year before
        year_before = _compared(recap, around, last_over, Against.YEAR_BEFORE)
    behind = _behind(around, grain_of(period))
    parts = _parts(recap, around.period, behind, last_over, local_date(now, Zone.WIB))
    return PartedRecap(
        grain=grain_of(period),
        parts=parts,
        before=before,
        year_before=year_before,
        headline=headline_of(period, before, year_before),
        behind=behind.period if behind and any(part.before is not None for part in parts) else None,
    )


def _compared(recap: Recap, around: DaysAround, last_over: date, against: Against) -> Comparison | None:
    """Set a recap beside an earlier period, as many days of each; nothing while its first day is not over."""
    period = recap.period
    over = (min(last_over, period.last) - period.first).days + 1
    if over <= 0:
        return None
    earlier = around.before if against == Against.BEFORE else around.year_before
    these, those = alike(period, earlier.period, over)
    if against == Against.YEAR_BEFORE and these != period and period.kind != PeriodKind.WEEK:
        those = these.year_before()
    now, before = _side(around.period, these, recap.questions), _side(earlier, those, recap.questions)
    return Comparison(against, earlier.period, now, before)


def _side(figures: DayFigures, period: Period, questions: tuple[Question, ...]) -> Side:
    """What is known of a stretch of these days."""
    days = days_in(period)
    led = add_up_days([figures.led[day] for day in days if day in figures.led], questions)
    return Side(period, led or (None,) * len(questions), **_people([figures.counts[day] for day in days]))


def headline_of(period: Period, before: Comparison | None, year_before: Comparison | None) -> Comparison | None:
    """Give the comparison that says most: by the year for what has seasons, else the period before."""
    first, second = (year_before, before) if period.kind in _BY_THE_YEAR else (before, year_before)
    return first if first is not None and first.is_known else second


def _behind(around: DaysAround, grain: Grain) -> DayFigures | None:
    period = around.period.period
    if grain in (Grain.MONTH, Grain.QUARTER):
        return around.year_before if period.kind in _BY_THE_YEAR else None
    return around.before if 1 < period.days <= _DAYS_BESIDE else None


def _last_over(session: Session, now: datetime) -> date:
    """The last date whose reports are due everywhere in WIB."""
    today = local_date(now, Zone.WIB)
    over = now >= load_schedule(session).deadline_of(today, Zone.WIB)
    return today if over else today - timedelta(days=1)


def add_up_days(days: Iterable[Mapping[int, int]], questions: tuple[Question, ...]) -> Known | None:
    """Add up days, by the questions; None for what none of them tells of, and for no day at all."""
    known = list(days)
    if not known:
        return None
    return tuple(_sum(day.get(question.indicator_id) for day in known) for question in questions)


def _sum(values: Iterable[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _parts(recap: Recap, days: DayFigures, behind: DayFigures | None, last_over: date, today: date) -> tuple[Part, ...]:
    grain = grain_of(recap.period)
    parts = parts_of(recap.period, grain)
    others: tuple[Period | None, ...] = parts_of(behind.period, grain) if behind else (None,) * len(parts)
    earlier = behind.led if behind else {}
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
