"""A week, a month, a quarter, a year or any range: what was done in each part of it, and who reported."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.comparisons import Comparison
from models.period_parts import Grain
from models.periods import Period
from views.charts.figures import WHOLE_DESK, DayCompliance, IndicatorSeries, Totals, check_width, sum_known
from views.charts.stamp import Stamp


class Progress(StrEnum):
    """How far a part of the period has come."""

    OVER = "over"
    RUNNING = "running"
    #: It has not begun.
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of the period, from `first` to `last`.

    `led` is None where nobody reported; `before` holds the part at the same place of the earlier period, and is None
    where that is unknown. `expected` and `reported` count days times people, on the days that are over.
    """

    first: date
    last: date
    led: Totals | None
    before: Totals | None
    expected: int
    reported: int
    progress: Progress = Progress.OVER

    @property
    def compliance(self) -> DayCompliance | None:
        """Who reported, as of the first day; None where no day is over yet."""
        if self.progress != Progress.OVER and not self.expected:
            return None
        return DayCompliance(self.first, self.expected, self.reported)


@dataclass(frozen=True, slots=True)
class PeriodChart:
    """One period, part by part, beside an earlier one.

    `comparison` says what became of the totals; the title follows from it, unless `title_finding` replaces it.
    `before` is the earlier period whose parts stand behind as grey bars; None where none do.
    Raises ValueError when a part does not have one total per indicator.
    """

    period: Period
    grain: Grain
    indicators: tuple[IndicatorSeries, ...]
    slots: tuple[Slot, ...]
    comparison: Comparison | None
    before: Period | None
    stamp: Stamp
    scope: str = WHOLE_DESK
    title_finding: str | None = None

    def __post_init__(self) -> None:
        check_width(self.indicators, (led for slot in self.slots for led in (slot.led, slot.before) if led is not None))

    @property
    def is_running(self) -> bool:
        """Whether a part of the period is not over."""
        return any(slot.progress != Progress.OVER for slot in self.slots)

    def series(self, indicator: int) -> Totals:
        """The values of the indicator at that place, part by part."""
        return tuple(None if slot.led is None else slot.led[indicator] for slot in self.slots)

    def totals(self) -> Totals:
        """The sum over all parts, one per indicator; None where no part has a figure."""
        return tuple(sum_known(self.series(place)) for place in range(len(self.indicators)))

    @property
    def share(self) -> float | None:
        """The share of the expected reports that came; None where none was expected."""
        expected = sum(slot.expected for slot in self.slots)
        return sum(slot.reported for slot in self.slots) / expected if expected else None
