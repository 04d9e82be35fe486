"""What all charts share: indicators, totals, and how many reported. No matplotlib, no database.

`None` in place of a total means that nobody reported; `0` means that zero was reported (nihil). The two are never the
same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Totals = tuple[int | None, ...]
"""One total per indicator, in the order of the chart's indicators; None where nobody reported."""

WHOLE_DESK = "Seluruh K/L"
"""The scope of a chart that compares all agencies; any other scope is the name of one agency or unit."""


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One indicator: `key` decides its colour, `label` is what people read."""

    key: str
    label: str


FOUR_INDICATORS = (
    IndicatorSeries("patrol", "Patroli"),
    IndicatorSeries("community_visit", "Sambang"),
    IndicatorSeries("inspection", "Pemeriksaan/Pengawasan"),
    IndicatorSeries("outreach", "Sosialisasi"),
)
"""The four indicators of press release 226/SP/HM.01.02/POLKAM/7/2025."""


@dataclass(frozen=True, slots=True)
class AgencyDay:
    """One agency (or, in the chart of one agency, one unit) on one date.

    `expected` officers had to report, `reported` of them did, `on_time` of those before the deadline, `nil` of those
    with zeros only. `totals` counts led activities, one per indicator.
    """

    code: str
    name: str
    expected: int
    reported: int
    on_time: int
    nil: int
    totals: Totals

    @property
    def is_missing(self) -> bool:
        """Whether nobody reported, so that there is no figure to draw."""
        return all(total is None for total in self.totals)

    @property
    def is_complete(self) -> bool:
        """Whether everybody who was expected has reported."""
        return self.reported >= self.expected

    @property
    def activities(self) -> int:
        """All activities together: what the agencies are sorted by."""
        return sum(total or 0 for total in self.totals)


@dataclass(frozen=True, slots=True)
class DayCompliance:
    """How many reports were expected for one date, and how many came."""

    day: date
    expected: int
    reported: int


def sum_totals(rows: tuple[Totals, ...], width: int) -> Totals:
    """Add up rows of `width` totals; a place where every row is None stays None."""
    return tuple(sum_known(tuple(row[place] for row in rows)) for place in range(width))


def sum_known(values: Totals) -> int | None:
    """Add up what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def check_width(indicators: tuple[IndicatorSeries, ...], rows: Iterable[Totals]) -> None:
    """Raise ValueError unless every row has one total per indicator, and there is an indicator."""
    if not indicators or any(len(row) != len(indicators) for row in rows):
        raise ValueError("every row needs one total per indicator, and there must be an indicator")
