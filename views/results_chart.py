"""The picture of results: its values, from the same figures as the card's sentences."""

from collections.abc import Iterator
from datetime import datetime

from models.opening_balances import Measure
from models.provinces import Zone
from models.results import GoodsTotal, Results
from views.charts.data_results import GoodsKind, ResultsChart, ResultTotals
from views.charts.figures import WHOLE_DESK
from views.charts.stamp import Stamp
from views.goods import KIND_NAMES, quantities
from views.indonesian import period_name, short_date
from views.result_words import publishers_of, span_name


def results_chart(results: Results, *, now: datetime, synthetic: bool) -> ResultsChart | None:
    """Give the picture of a period's results; nothing where there is nothing to draw.

    Where something was published, its figure stands with what the bot has counted since, and says so.
    """
    if results.is_empty:
        return None
    return ResultsChart(
        period=period_name(results.period),
        totals=ResultTotals(*(_total(results, measure) for measure in Measure)),
        goods=tuple(map(_kind, results.goods)),
        stamp=Stamp(now.astimezone(Zone.WIB.tz), Zone.WIB.label, synthetic),
        events=results.counted.events,
        opening=_opening(results),
        opening_source=publishers_of(results.carried_on) or None,
        until_now=frozenset(one.figure.measure.value for one in results.carried_on if one.until_now),
        times=tuple(_times(results)),
        scope=results.scope_name or WHOLE_DESK,
    )


def _kind(one: GoodsTotal) -> GoodsKind:
    return GoodsKind(KIND_NAMES[one.kind].capitalize(), one.events, quantities(one.quantities))


def _total(results: Results, measure: Measure) -> int | None:
    published = results.published(measure)
    return published.total if published else results.counted.of(measure)


def _opening(results: Results) -> ResultTotals | None:
    if not results.carried_on:
        return None
    published = (results.published(measure) for measure in Measure)
    return ResultTotals(*(one.figure.amount if one else None for one in published))


def _times(results: Results) -> Iterator[tuple[str, str]]:
    """Of which time a figure tells whose source names a period: that period, or from its first day on."""
    for one in results.carried_on:
        period = one.figure.period
        if period is not None:
            carried_on = results.until is not None and results.until > period.last
            told = f"sejak {short_date(period.first)}" if carried_on else span_name(period)
            yield one.figure.measure.value, told
