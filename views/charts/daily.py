"""The evening's picture: one row per agency, one column per indicator, each figure above its bar."""

from matplotlib.figure import Figure

from views.charts import words
from views.charts.canvas import Canvas
from views.charts.card import card_of
from views.charts.columns import Column, bands_of
from views.charts.data import AgencyDay, DailyChart
from views.charts.rows import (
    ROW,
    draw_headings,
    draw_label,
    draw_row,
    draw_rule,
    draw_total,
    heading_height,
    labels_of,
    progress_length,
)
from views.charts.stamp import source_line

_BAND_GAP = 24


def draw(chart: DailyChart) -> Figure:
    """Draw the chart of one date; it is as high as its agencies need."""
    bands = bands_of(chart.indicators, _greatest(chart))
    card = card_of(words.title(chart), words.subtitle(chart), *words.daily_notes(chart), source_line(chart))
    heights = [_band_height(band, chart) for band in bands]
    canvas = Canvas(card.top + sum(heights) + card.bottom)
    card.draw(canvas)
    y = card.top
    for band, height in zip(bands, heights, strict=True):
        _draw_band(canvas, y, band, chart)
        y += height
    return canvas.figure


def sorted_rows(agencies: tuple[AgencyDay, ...]) -> list[AgencyDay]:
    """Most activities first; where nobody reported last, and of those where nobody had to very last."""
    return sorted(
        agencies, key=lambda row: (row.is_missing, row.is_missing and not row.expected, -row.activities, row.code)
    )


def _greatest(chart: DailyChart) -> tuple[int, ...]:
    """The value that fills each column: its greatest, or the greatest of all where a single row has only itself."""
    places = range(len(chart.indicators))
    greatest = [max((row.totals[place] or 0 for row in chart.agencies), default=0) for place in places]
    return tuple(greatest if _has_total(chart) else [max(greatest)] * len(greatest))


def _has_total(chart: DailyChart) -> bool:
    return len(chart.agencies) > 1


def _band_height(band: tuple[Column, ...], chart: DailyChart) -> float:
    return heading_height(band) + ROW * (len(chart.agencies) + _has_total(chart)) + _BAND_GAP


def _draw_band(canvas: Canvas, y: float, band: tuple[Column, ...], chart: DailyChart) -> None:
    rows, whole = sorted_rows(chart.agencies), chart.whole()
    progress = progress_length([whole, *rows])
    draw_headings(canvas, y, band)
    y += heading_height(band)
    if _has_total(chart):
        draw_label(canvas, y, whole, whole.name, progress)
        draw_total(canvas, y, band, whole.totals)
        draw_rule(canvas, y, strong=True)
        y += ROW
    for row, label in zip(rows, labels_of(rows), strict=True):
        draw_label(canvas, y, row, label, progress)
        draw_row(canvas, y, band, row)
        draw_rule(canvas, y, strong=False)
        y += ROW
