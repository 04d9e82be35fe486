"""What a chart is drawn from: frozen values that travel to the drawing process.

Nothing here knows matplotlib or the database. Here stand a date and a semester; each other kind of chart has a file
beside this one, and what they share stands in `figures.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from views.charts.data_heat import HeatChart
from views.charts.data_operation import OperationChart
from views.charts.data_period import PeriodChart
from views.charts.data_results import ResultsChart
from views.charts.data_table import TableChart
from views.charts.figures import (
    FOUR_INDICATORS,
    WHOLE_DESK,
    AgencyDay,
    DayCompliance,
    IndicatorSeries,
    Totals,
    check_width,
    sum_known,
    sum_totals,
)

__all__ = [
    "FOUR_INDICATORS",
    "WHOLE_DESK",
    "AgencyDay",
    "Chart",
    "DailyChart",
    "DayCompliance",
    "IndicatorSeries",
    "SemesterChart",
    "Totals",
    "sum_known",
    "sum_totals",
]

MONTHS_IN_SEMESTER = 6


@dataclass(frozen=True, slots=True)
class DailyChart:
    """One date, agency by agency.

    `title_finding` replaces the title that is computed from the figures. `posted_at` is aware and already on the clock
    that `zone` ("WIB", "WITA", "WIT") names. `revision` is 0 for the first post and n for its n-th update.
    `period` names a longer stretch that the figures cover, from `day` on: then people count by days.
    Raises ValueError when a row does not have one total per indicator.
    """

    day: date
    title_finding: str | None
    indicators: tuple[IndicatorSeries, ...]
    agencies: tuple[AgencyDay, ...]
    posted_at: datetime
    zone: str
    synthetic: bool
    scope: str = WHOLE_DESK
    revision: int = 0
    period: str | None = None

    def __post_init__(self) -> None:
        check_width(self.indicators, (agency.totals for agency in self.agencies))

    def totals(self) -> Totals:
        """The sum over all agencies, one per indicator; None where no agency has a figure."""
        return sum_totals(tuple(agency.totals for agency in self.agencies), len(self.indicators))

    def whole(self) -> AgencyDay:
        """All agencies together, as one row."""
        return AgencyDay(
            code="",
            name="Jumlah",
            expected=sum(agency.expected for agency in self.agencies),
            reported=sum(agency.reported for agency in self.agencies),
            on_time=sum(agency.on_time for agency in self.agencies),
            nil=sum(agency.nil for agency in self.agencies),
            totals=self.totals(),
        )


@dataclass(frozen=True, slots=True)
class SemesterChart:
    """One semester, month by month.

    `half` is 1 (January-June) or 2 (July-December). `months` and `previous_year` have six entries, one per month; an
    entry is None where the month has not happened or no figure is known. `days` holds only dates that have happened.
    `title_finding` replaces the title that says how much was done.
    `provisional` marks figures whose correction window is still open ("sementara"). `running_until` is the last date
    that is included while a month is running: `previous_year` then holds that month up to the same date.
    Raises ValueError when an entry does not have one total per indicator, or there are not six months.
    """

    year: int
    half: int
    indicators: tuple[IndicatorSeries, ...]
    months: tuple[Totals | None, ...]
    previous_year: tuple[Totals | None, ...]
    days: tuple[DayCompliance, ...]
    posted_at: datetime
    zone: str
    synthetic: bool
    scope: str = WHOLE_DESK
    provisional: bool = False
    running_until: date | None = None
    title_finding: str | None = None
    #: Why the two years are not comparable; then no change is told.
    caution: str | None = None
    #: What became of each indicator beside the year before, where the title tells of the same; else the bars tell it.
    changes: tuple[str | None, ...] | None = None

    def __post_init__(self) -> None:
        if {len(self.months), len(self.previous_year)} != {MONTHS_IN_SEMESTER}:
            raise ValueError("a semester has six months")
        check_width(self.indicators, (entry for entry in (*self.months, *self.previous_year) if entry is not None))

    @property
    def first_month(self) -> int:
        """The number of the semester's first month: 1 or 7."""
        return 1 if self.half == 1 else 1 + MONTHS_IN_SEMESTER

    def month_numbers(self) -> range:
        """The numbers of the semester's months."""
        return range(self.first_month, self.first_month + MONTHS_IN_SEMESTER)

    def missing_months(self, indicator: int) -> list[int]:
        """The months that had begun when the chart was made, and have no figure for the indicator at that place."""
        made = (self.posted_at.year, self.posted_at.month)
        months = zip(self.month_numbers(), self.series(indicator), strict=True)
        return [month for month, value in months if value is None and (self.year, month) <= made]

    def series(self, indicator: int) -> Totals:
        """This year's six values of the indicator at that place."""
        return tuple(None if month is None else month[indicator] for month in self.months)

    def previous_series(self, indicator: int) -> Totals:
        """The six values of the indicator at that place, a year before."""
        return tuple(None if month is None else month[indicator] for month in self.previous_year)

    def totals(self) -> Totals:
        """The sum over all months, one per indicator; None where no month has a figure."""
        return sum_totals(tuple(month for month in self.months if month is not None), len(self.indicators))


Chart = DailyChart | SemesterChart | PeriodChart | TableChart | HeatChart | OperationChart | ResultsChart
"""Everything that can be drawn."""
