"""Who kept reporting: one row per unit or agency, one cell per day (or week, or month)."""

from dataclasses import dataclass

from models.period_parts import Grain
from models.periods import Period
from views.charts.figures import WHOLE_DESK, DayCompliance
from views.charts.stamp import Stamp

ROWS_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit or agency: a cell for each part of the period, None for what has not begun."""

    code: str
    name: str
    cells: tuple[DayCompliance | None, ...]

    @property
    def expected(self) -> int:
        """All reports that were expected."""
        return sum(cell.expected for cell in self.cells if cell)

    @property
    def reported(self) -> int:
        """All of these that came."""
        return sum(cell.reported for cell in self.cells if cell)

    @property
    def share(self) -> float | None:
        """The share of the expected reports that came; None where none was expected."""
        return self.reported / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class HeatChart:
    """One page of a map of who reported when; `whole` sums up the rows of all pages.

    `counted_rows` is the number of rows on all pages of which reports were expected, and `complete_rows` how many of
    these reported every time. Raises ValueError when a row does not have a cell for every part.
    """

    period: Period
    grain: Grain
    parts: tuple[Period, ...]
    rows: tuple[HeatRow, ...]
    whole: HeatRow
    row_word: str
    counted_rows: int
    complete_rows: int
    stamp: Stamp
    scope: str = WHOLE_DESK
    page: int = 1
    pages: int = 1

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.parts) for row in (*self.rows, self.whole)):
            raise ValueError("every row needs a cell for each part of the period")
