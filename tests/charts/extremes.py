"""Charts at their limits: 200 units, everything zero, everything missing, long names, future days, one day."""

from dataclasses import replace
from datetime import date, timedelta

from models.comparisons import Against
from models.period_parts import Grain
from models.periods import Period, PeriodKind
from views.charts.data import Chart
from views.charts.data_period import PeriodChart, Slot
from views.charts.data_results import GoodsKind, ResultTotals
from views.charts.figures import AgencyDay, IndicatorSeries

from .examples import AGENCIES
from .examples_desk import FIRST, GOODS, operation, results
from .examples_periods import (
    AN_EVENING,
    MONTH,
    WEEK,
    a_month,
    a_week,
    compared,
    heat,
    led_on,
    slots_of,
    table,
    totals_of,
    week,
)

LONG = "Pangkalan Pengawasan Sumber Daya Kelautan dan Perikanan Kepulauan Tanimbar"
EIGHT = tuple(IndicatorSeries(f"other_{place}", "Penyelidikan/Pengintaian bersama") for place in range(8))
A_MONTH = (5_640, 5_610, 38_280, 1_200)
HUGE = (987_654_321, 12_345, 0, 99_999)
NOBODY = tuple(AgencyDay(row.code, row.name, row.expected, 0, 0, 0, (None,) * 4) for row in AGENCIES)
LONG_ROWS = tuple(AgencyDay(f"SATUAN{n}", f"{LONG} {n}", 10**6, 10**6 - 1, 0, 0, HUGE) for n in range(20))


def in_weeks(period: Period) -> tuple[Slot, ...]:
    """The weeks of a period, cut at its ends."""
    days = slots_of(period)
    mondays = sorted({slot.first - timedelta(days=slot.first.weekday()) for slot in days})
    return tuple(
        Slot(max(monday, period.first), min(monday + timedelta(days=6), period.last), AN_EVENING, None, 2_100, 1_900)
        for monday in mondays
    )


def in_months(count: int, totals: tuple[int, ...] = HUGE, *, first: int = 1) -> tuple[Slot, ...]:
    """So many months of one year, beside those of the year before."""
    firsts = [date(2025, month, 1) for month in range(first, first + count)]
    return tuple(Slot(day, Period.month_of(day).last, totals, totals, 9_000, 8_999) for day in firsts)


def a_quarter() -> PeriodChart:
    """A quarter whose months differ, beside the same quarter of the year before."""
    year_before = QUARTER.year_before()
    slots = tuple(
        replace(slot, led=led_on(slot.first, A_MONTH), before=led_on(slot.last, A_MONTH), reported=8_200 + place * 150)
        for place, slot in enumerate(in_months(3, first=7))
    )
    now = totals_of(slots)
    than = compared(now, tuple(round((total or 0) / 1.2) for total in now), period=QUARTER, against=Against.YEAR_BEFORE)
    return replace(week(slots, than, period=QUARTER, grain=Grain.MONTH), before=year_before)


def running_week() -> PeriodChart:
    """A week of which three days are over and the fourth is running."""
    slots = slots_of(WEEK, over=3, running=True, before=WEEK.previous())
    now = totals_of(slots[:3])
    return week(slots, compared(now, tuple((total or 0) // 2 for total in now), days=3))


QUARTER = Period.quarter_of(date(2025, 7, 1))
RANGE = Period.between(date(2025, 7, 1), date(2025, 9, 25))
NEW_YEAR = Period(PeriodKind.RANGE, date(2024, 12, 20), date(2025, 1, 9))

EXTREMES: dict[str, Chart] = {
    "a week": a_week(),
    "a month": a_month(),
    "a running week": running_week(),
    "a week to come": week(slots_of(WEEK, over=0)),
    "a week of zeros": week(slots_of(WEEK, base=(0, 0, 0, 0), before=WEEK.previous())),
    "a week without reports": week(slots_of(WEEK, gaps=tuple(range(7)))),
    "a huge week": week(slots_of(WEEK, base=HUGE, before=WEEK.previous()), compared(HUGE, HUGE)),
    "few reports": week(slots_of(WEEK), compared(AN_EVENING, AN_EVENING, reported=(1_300, 1_950))),
    "more people": week(slots_of(WEEK), compared(AN_EVENING, AN_EVENING, expected=(3_100, 2_100))),
    "against the year before": week(slots_of(WEEK), compared(AN_EVENING, HUGE, against=Against.YEAR_BEFORE)),
    "one day as a range": week(slots_of(Period.day(MONTH.first)), period=Period.day(MONTH.first), before=False),
    "a huge month": week(slots_of(MONTH, base=HUGE, over=12, running=True), period=MONTH, before=False),
    "over new year": week(slots_of(NEW_YEAR), period=NEW_YEAR, before=False),
    "a range in weeks": week(in_weeks(RANGE), period=RANGE, before=False, grain=Grain.WEEK),
    "a quarter": a_quarter(),
    "a huge quarter": week(in_months(3, first=7), period=QUARTER, grain=Grain.MONTH),
    "a year": week(in_months(12, AN_EVENING), period=Period.year_of(QUARTER.first), grain=Grain.MONTH),
    "a huge year": week(in_months(12), period=Period.year_of(QUARTER.first), grain=Grain.MONTH),
    "eight indicators in a week": replace(
        a_week(),
        indicators=EIGHT,
        slots=tuple(Slot(s.first, s.last, HUGE * 2, HUGE * 2, 9, 9) for s in slots_of(WEEK)),
        comparison=compared(HUGE * 2, AN_EVENING * 2),
    ),
    "a table": table(),
    "a table of nobody": table(NOBODY),
    "a table of long names": table(LONG_ROWS, scope=LONG, page=10, pages=10),
    "a table of eight indicators": table(
        tuple(replace(row, totals=HUGE * 2) for row in LONG_ROWS[:3]), indicators=EIGHT
    ),
    "a table of one": table(AGENCIES[:1]),
    "a map": heat(),
    "a map of 27 units": heat(27, scope="Kementerian Kelautan dan Perikanan", names=(LONG,)),
    "a map of 30 of 200 units": heat(30, scope="Kementerian Kelautan dan Perikanan", pages=7),
    "a map of nobody": heat(share=0),
    "a map of everybody": heat(share=100),
    "a map of days to come": heat(over=9),
    "a map of a week": heat(11, WEEK),
    "a map of one day": heat(3, Period.day(WEEK.first)),
    "an operation": operation(),
    "an operation before its first day": operation(0, agencies=()),
    "an operation with gaps": operation(30, gaps=(3, *range(14, 21))),
    "a closed operation": operation(56, agencies=AGENCIES),
    "an operation of one day": operation(1, length=1, name=LONG),
    "an operation of a year": operation(200, length=365, first=FIRST),
    "capaian": results(),
    "capaian without anything": results(ResultTotals(None, None, None, None), (), events=0, opening=False),
    "capaian without amounts": results(goods=tuple(replace(kind, amounts="") for kind in GOODS), opening=False),
    "capaian of many kinds": results(
        ResultTotals(10**15, 10**9, 10**9, 10**15),
        tuple(GoodsKind(f"{LONG} {n}", n, "123.456.789 batang") for n in range(20)),
    ),
}
