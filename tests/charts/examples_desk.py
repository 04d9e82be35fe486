"""Operations and capaian to draw in tests: the joint patrol of 55 days, and the press release's semester."""

from datetime import date, datetime, timedelta

from views.charts.data_operation import OperationChart, OperationDay
from views.charts.data_results import GoodsKind, ResultsChart, ResultTotals
from views.charts.figures import FOUR_INDICATORS, AgencyDay, Totals
from views.charts.stamp import Stamp

from .examples import AGENCIES, WIB
from .examples_periods import led_on

FIRST = date(2025, 7, 28)
STAMP = Stamp(datetime(2025, 8, 8, 21, 0, tzinfo=WIB), "WIB", synthetic=True)
RELEASE = ResultTotals(7_900_000_000_000, 1_152, 272, 125_900_000_000)
GOODS = (
    GoodsKind("Narkoba", 214, 3_412_600_000_000, "1.240 kg"),
    GoodsKind("Rokok/tembakau", 388, 812_450_000_000, "96.400.000 batang"),
    GoodsKind("Benih lobster", 46, 233_900_000_000, "1.559.000 ekor"),
    GoodsKind("Elektronik", 91, 98_120_000_000, "12.400 unit"),
    GoodsKind("Alkohol", 77, 41_700_000_000, "208.000 liter"),
    GoodsKind("Benih tanaman", 12, None, "4,2 ton"),
    GoodsKind("Satwa liar", 19, None),
)


def operation(
    day: int = 12,
    *,
    length: int = 55,
    first: date = FIRST,
    gaps: tuple[int, ...] = (),
    agencies: tuple[AgencyDay, ...] = AGENCIES[1:5],
    target: Totals | None = (4_000, 2_500, None, 500),
    name: str = "Patroli Bersama Bakamla",
) -> OperationChart:
    """An operation on one of its days, counted from 1; beyond its length it is over."""
    happened = [first + timedelta(days=place) for place in range(min(day, length))]
    days = tuple(
        OperationDay(one, None if place in gaps else led_on(one, (40, 31, 12, 5))) for place, one in enumerate(happened)
    )
    today = first + timedelta(days=day - 1)
    return OperationChart(name, first, length, today, FOUR_INDICATORS, days, agencies, STAMP, target)


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
