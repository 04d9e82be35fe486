"""A table of agencies or units, as a written report has it: indicators, their sum, and who reported."""

from dataclasses import dataclass

from views.charts.figures import WHOLE_DESK, AgencyDay, IndicatorSeries, check_width
from views.charts.stamp import Stamp

ROWS_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class TableChart:
    """One page of a table; `total` sums up the rows of all pages.

    `title` is the finding, `period` the name of the days that are told about; the rows are numbered from
    `first_number` on, and `row_word` says what a row is ("K/L", "satuan", "petugas").
    Raises ValueError when a row does not have one total per indicator.
    """

    title: str
    period: str
    indicators: tuple[IndicatorSeries, ...]
    rows: tuple[AgencyDay, ...]
    total: AgencyDay
    row_word: str
    stamp: Stamp
    scope: str = WHOLE_DESK
    first_number: int = 1
    page: int = 1
    pages: int = 1

    def __post_init__(self) -> None:
        check_width(self.indicators, (row.totals for row in (*self.rows, self.total)))
