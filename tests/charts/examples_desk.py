"""Operations and capaian to be drawn at their limits; those of the golden pictures come from facts."""

from datetime import date, datetime, timedelta

from views.charts.data_operation import OperationChart, OperationDay
from views.charts.data_results import GoodsKind, ResultsChart, ResultTotals
from views.charts.figures import FOUR_INDICATORS, AgencyDay
from views.charts.stamp import Stamp

from .examples import AGENCIES, WIB
from .examples_periods import led_on

FIRST = date(2025, 7, 28)
STAMP = Stamp(datetime(2025, 8, 8, 21, 0, tzinfo=WIB), "WIB", synthetic=True)
RELEASE = ResultTotals(7_900_000_000_000, 1_152, 272, 125_900_000_000)
GOODS = (
    GoodsKind("Narkoba", 214, "1.240 kg"),
    GoodsKind("Rokok/tembakau", 388, "96.400.000 batang"),
    GoodsKind("Benih lobster", 46, "1.559.000 ekor"),
    GoodsKind("Elektronik", 91, "12.400 unit"),
    GoodsKind("Alkohol", 77, "208.000 liter"),
    GoodsKind("Benih tanaman", 12, "4,2 ton"),
    GoodsKind("Satwa liar", 19),
)


def operation(
    day: int = 12,
    *,
    length: int = 55,
    first: date = FIRST,
    gaps: tuple[int, ...] = (),
    agencies: tuple[AgencyDay, ...] = AGENCIES[1:5],
    name: str = "Patroli Bersama Bakamla",
) -> OperationChart:
    """An operation on one of its days, counted from 1; beyond its length it is over."""
    happened = [first + timedelta(days=place) for place in range(min(day, length))]
    days = tuple(
        OperationDay(one, None if place in gaps else led_on(one, (40, 31, 12, 5))) for place, one in enumerate(happened)
    )
    today = first + timedelta(days=day - 1)
    return OperationChart(name, first, length, today, FOUR_INDICATORS, days, agencies, STAMP)


def results(
    totals: ResultTotals = RELEASE,
    goods: tuple[GoodsKind, ...] = GOODS,
    *,
    events: int = 847,
    opening: bool = True,
    period: str = "Semester I Tahun 2025",
) -> ResultsChart:
    return ResultsChart(
        period,
        totals,
        goods,
        STAMP,
        events=events,
        opening=RELEASE if opening else None,
        opening_source="siaran pers 226/SP/HM.01.02/POLKAM/7/2025, 24 Juli 2025" if opening else None,
        until_now=frozenset({"goods_value", "cases", "suspects"}) if opening else frozenset(),
    )
