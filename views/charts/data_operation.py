"""An operation on one of its days, or closed: how far it has come, and what was done inside it."""

from dataclasses import dataclass
from datetime import date, timedelta

from views.charts.figures import AgencyDay, IndicatorSeries, Totals, check_width, sum_known
from views.charts.stamp import Stamp


@dataclass(frozen=True, slots=True)
class OperationDay:
    """What was led inside the operation on one day; `led` is None where nobody reported."""

    day: date
    led: Totals | None


@dataclass(frozen=True, slots=True)
class OperationChart:
    """An operation of `length` days from `first` on, as of the date `today`.

    `days` holds the days that have begun, in order. `agencies` holds those that take part, with what each led inside
    the operation (`expected` and `reported` count people times days).
    Raises ValueError for a length below one day, or a row that does not have one total per indicator.
    """

    name: str
    first: date
    length: int
    today: date
    indicators: tuple[IndicatorSeries, ...]
    days: tuple[OperationDay, ...]
    agencies: tuple[AgencyDay, ...]
    stamp: Stamp

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("an operation lasts at least one day")
        check_width(self.indicators, (row.totals for row in self.agencies))
        check_width(self.indicators, (day.led for day in self.days if day.led is not None))

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.length - 1)

    @property
    def day_number(self) -> int:
        """Which day today is: 1 on the first, 0 before, and the length from the last day on."""
        return max(0, min((self.today - self.first).days + 1, self.length))

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.today > self.last

    def totals(self) -> Totals:
        """The sum over all days, one per indicator; None where no day has a figure."""
        known = [day.led for day in self.days if day.led is not None]
        return tuple(sum_known(tuple(led[place] for led in known)) for place in range(len(self.indicators)))
