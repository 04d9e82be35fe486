"""Periods, tables and maps to draw in tests."""

from datetime import date, datetime, timedelta

from models.comparisons import Against, Comparison, Side
from models.period_parts import Grain
from models.periods import Period
from views.charts import words_table
from views.charts.data_heat import HeatChart, HeatRow
from views.charts.data_period import PeriodChart, Progress, Slot
from views.charts.data_table import TableChart
from views.charts.figures import FOUR_INDICATORS, WHOLE_DESK, AgencyDay, DayCompliance, IndicatorSeries, Totals
from views.charts.stamp import Stamp

from .examples import AGENCIES, WIB

STAMP = Stamp(datetime(2025, 9, 22, 8, 0, tzinfo=WIB), "WIB", synthetic=True)
WEEK = Period.week_of(date(2025, 9, 15))
MONTH = Period.month_of(date(2025, 8, 1))
CODES = tuple(agency.code for agency in AGENCIES)
AN_EVENING = (188, 187, 1_276, 40)


def led_on(day: date, base: tuple[int, ...] = AN_EVENING) -> Totals:
    """What is led on a day: some more on some days, always the same."""
    wave = 80 + (day.toordinal() * 37) % 41
    return tuple(total * wave // 100 for total in base)


def slots_of(
    period: Period,
    *,
    over: int | None = None,
    running: bool = False,
    gaps: tuple[int, ...] = (),
    before: Period | None = None,
    base: tuple[int, ...] = AN_EVENING,
    share: int = 90,
) -> tuple[Slot, ...]:
    """The days of a period: `over` of them have passed, the next one is running or ahead; nobody reported on gaps."""
    over = period.days if over is None else over
    slots = []
    for place in range(period.days):
        day = period.first + timedelta(days=place)
        happened = place < over or (running and place == over)
        progress = Progress.OVER if place < over else Progress.RUNNING if happened else Progress.AHEAD
        led = led_on(day, base) if happened and place not in gaps else None
        behind = led_on(before.first + timedelta(days=place), base) if before and place < before.days else None
        expected = 300 if place < over else 0
        reported = 0 if place in gaps else expected * min(share + day.day % 7 * 2, 100) // 100
        slots.append(Slot(day, day, led, behind, expected, reported, progress))
    return tuple(slots)


def compared(
    now: Totals,
    before: Totals,
    *,
    period: Period = WEEK,
    against: Against = Against.BEFORE,
    expected: tuple[int, int] = (2_100, 2_100),
    reported: tuple[int, int] = (1_950, 1_930),
    days: int | None = None,
) -> Comparison:
    earlier = period.previous() if against == Against.BEFORE else period.year_before()
    return Comparison(
        against,
        earlier,
        Side(_first_days(period, days), now, expected[0], reported[0]),
        Side(_first_days(earlier, days), before, expected[1], reported[1]),
    )


def _first_days(whole: Period, days: int | None) -> Period:
    return whole if days is None else Period.between(whole.first, whole.first + timedelta(days=days - 1))


def week(
    slots: tuple[Slot, ...] | None = None,
    than: Comparison | None = None,
    *,
    period: Period = WEEK,
    before: bool = True,
    indicators: tuple[IndicatorSeries, ...] = FOUR_INDICATORS,
    scope: str = WHOLE_DESK,
    grain: Grain = Grain.DAY,
    finding: str | None = None,
) -> PeriodChart:
    earlier = period.previous() if before else None
    found = slots_of(period, before=earlier) if slots is None else slots
    return PeriodChart(period, grain, indicators, found, than, earlier, STAMP, scope, finding)


def totals_of(slots: tuple[Slot, ...]) -> Totals:
    return tuple(sum((slot.led or (0,) * 4)[place] or 0 for slot in slots) for place in range(4))


def a_week() -> PeriodChart:
    slots = slots_of(WEEK, before=WEEK.previous())
    now = totals_of(slots)
    return week(slots, compared(now, tuple(round((total or 0) / 1.12) for total in now)))


def a_month() -> PeriodChart:
    slots = slots_of(MONTH, gaps=(12,))
    now = totals_of(slots)
    earlier = tuple(round((total or 0) / 0.88) for total in now)
    than = compared(now, earlier, period=MONTH, expected=(9_300, 9_300), reported=(8_400, 8_300))
    return week(slots, than, period=MONTH, before=False)


def table(
    rows: tuple[AgencyDay, ...] = AGENCIES,
    *,
    scope: str = WHOLE_DESK,
    page: int = 1,
    pages: int = 1,
    indicators: tuple[IndicatorSeries, ...] = FOUR_INDICATORS,
) -> TableChart:
    places = range(len(indicators))
    known = [[one.totals[place] for one in rows if one.totals[place] is not None] for place in places]
    total = AgencyDay(
        "",
        "Jumlah",
        sum(row.expected for row in rows),
        sum(row.reported for row in rows),
        sum(row.on_time for row in rows),
        sum(row.nil for row in rows),
        tuple(sum(one or 0 for one in column) if column else None for column in known),
    )
    word = "K/L" if scope == WHOLE_DESK else "satuan"
    return TableChart(
        words_table.finding(rows, total, indicators[0], word),
        "Senin, 15 September 2025",
        indicators,
        rows,
        total,
        word,
        STAMP,
        scope,
        first_number=(page - 1) * 30 + 1,
        page=page,
        pages=pages,
    )


def heat(
    count: int = 11,
    period: Period = MONTH,
    *,
    over: int | None = None,
    share: int | None = None,
    scope: str = WHOLE_DESK,
    names: tuple[str, ...] = CODES,
    pages: int = 1,
) -> HeatChart:
    """A map of so many rows; with `share` every cell has it, otherwise they differ."""
    days = tuple(Period.day(period.first + timedelta(days=place)) for place in range(period.days))
    over = period.days if over is None else over
    rows = []
    for number in range(count):
        cells: list[DayCompliance | None] = []
        for place, day in enumerate(days):
            expected = 0 if (number + place) % 29 == 0 else 10
            reported = expected * share // 100 if share is not None else min(expected, (number * 7 + place * 3) % 14)
            cells.append(DayCompliance(day.first, expected, reported) if place < over else None)
        name = names[number % len(names)]
        rows.append(HeatRow(name if len(name) < 12 else f"SATUAN-{number + 1}", name, tuple(cells)))
    whole = HeatRow("", "Seluruhnya", tuple(_sum(rows, place) for place in range(len(days))))
    complete = sum(row.expected == row.reported and row.expected > 0 for row in rows)
    word = "K/L" if scope == WHOLE_DESK else "satuan"
    return HeatChart(
        period, Grain.DAY, days, tuple(rows), whole, word, count, complete, STAMP, scope, page=1, pages=pages
    )


def _sum(rows: list[HeatRow], place: int) -> DayCompliance | None:
    cells = [row.cells[place] for row in rows]
    known = [cell for cell in cells if cell]
    if not known:
        return None
    return DayCompliance(known[0].day, sum(cell.expected for cell in known), sum(cell.reported for cell in known))
