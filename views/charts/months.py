"""Six months of one indicator, beside the same months of the year before."""

from views.charts import words
from views.charts.data import SemesterChart, sum_known
from views.charts.panel import HEIGHT, Bar, Panel

__all__ = ["HEIGHT", "panel_of"]


def panel_of(chart: SemesterChart, place: int, colour: str) -> Panel:
    """Give the panel of the indicator at that place."""
    indicator, now, before = chart.indicators[place], chart.series(place), chart.previous_series(place)
    return Panel(
        key=indicator.key,
        label=indicator.label,
        colour=colour,
        total=sum_known(now),
        bars=_bars(chart, place),
        change=None if chart.caution or words.comparable(now, before) is None else _change(chart, place),
        against=str(chart.year - 1),
    )


def _change(chart: SemesterChart, place: int) -> str:
    if chart.changes is not None:
        return chart.changes[place] or "–"
    share = words.change(chart.series(place), chart.previous_series(place))
    return "–" if share is None else words.signed_percent(share)


def _bars(chart: SemesterChart, place: int) -> tuple[Bar, ...]:
    missing = chart.missing_months(place)
    values = zip(chart.month_numbers(), chart.series(place), chart.previous_series(place), strict=True)
    return tuple(
        Bar(
            name=f"{chart.indicators[place].key}:{number}",
            label=words.MONTHS_SHORT[number - 1],
            now=now,
            before=before,
            missing=number in missing,
        )
        for number, now, before in values
    )
