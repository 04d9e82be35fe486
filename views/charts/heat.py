"""The compliance map: one row per unit or agency, one cell per day, and each row's share at the right."""

from matplotlib.figure import Figure

from views.charts import style, words_heat
from views.charts.canvas import Canvas
from views.charts.card import card_of
from views.charts.compliance import draw_cell, draw_key
from views.charts.data_heat import HeatChart, HeatRow
from views.charts.stamp import source_line

ROW = 54
_NAME = 262
_SHARE = 96
_GAP = 4
_HEAD = 56
_TOTAL_GAP = 14
_KEY = 76
_KEY_CELL = 29
_LEFT = style.MARGIN + _NAME + 14
_ROOM = style.WIDTH - style.MARGIN - _SHARE - _LEFT
_WIDEST = 110
_NARROWEST_WRITTEN = 62


def draw(chart: HeatChart) -> Figure:
    """Draw one page of the map; it is as high as its rows need."""
    source = source_line(chart.stamp)
    card = card_of(words_heat.title(chart), words_heat.subtitle(chart), *words_heat.notes(chart), source)
    rows = ROW * (len(chart.rows) + 1) + _TOTAL_GAP
    canvas = Canvas(card.top + _HEAD + rows + _KEY + card.bottom)
    card.draw(canvas)
    _draw_heads(canvas, card.top, chart)
    _draw_rows(canvas, card.top + _HEAD, chart)
    ahead = None in chart.whole.cells
    draw_key(canvas, card.top + _HEAD + rows + 24, cell=_KEY_CELL, ahead=ahead)
    return canvas.figure


def pitch_of(chart: HeatChart) -> float:
    """How far the cells lie apart, in pixels."""
    return min(_ROOM / max(len(chart.parts), 1), _WIDEST)


def _draw_heads(canvas: Canvas, y: float, chart: HeatChart) -> None:
    """Name the days where there is room: every one, or those that begin a week."""
    pitch = pitch_of(chart)
    free_from = 0.0
    for place, part in enumerate(chart.parts):
        label = words_heat.head(chart, place)
        width = style.text_width(label, style.SMALLEST)
        x = _LEFT + place * pitch
        if label and x >= free_from and x + width <= style.WIDTH - style.MARGIN - _SHARE + _GAP:
            canvas.text(x, y + 40, label, colour=style.QUIET_INK, name=f"head:{part.code}")
            free_from = x + width + 12


def _draw_rows(canvas: Canvas, y: float, chart: HeatChart) -> None:
    labels = _labels(chart)
    _draw_row(canvas, y, chart, chart.whole, chart.whole.name, bold=True)
    y += ROW + _TOTAL_GAP
    canvas.box(style.MARGIN, y - _TOTAL_GAP / 2 - 3, style.WIDTH - 2 * style.MARGIN, 3, style.INK)
    for row, label in zip(chart.rows, labels, strict=True):
        _draw_row(canvas, y, chart, row, label, bold=False)
        y += ROW


def _labels(chart: HeatChart) -> list[str]:
    """Names where every name fits, codes otherwise; never a mixture."""
    fits = all(style.text_width(row.name, style.SMALLEST) <= _NAME for row in chart.rows)
    return [style.shorten(row.name if fits else row.code, _NAME, style.SMALLEST) for row in chart.rows]


def _draw_row(canvas: Canvas, y: float, chart: HeatChart, row: HeatRow, label: str, *, bold: bool) -> None:
    font = style.BOLD if bold else style.REGULAR
    code = row.code or "total"
    canvas.text(style.MARGIN, y + 38, label, font=font, name=f"row:{code}")
    pitch = pitch_of(chart)
    size = (pitch - _GAP, float(ROW - _GAP))
    for place, cell in enumerate(row.cells):
        corner = (_LEFT + place * pitch, y)
        draw_cell(canvas, corner, size, cell, f"{code}:{place + 1}", written=pitch >= _NARROWEST_WRITTEN)
    right = style.WIDTH - style.MARGIN
    canvas.text(right, y + 38, words_heat.row_share(row), font=style.BOLD, align="right", name=f"share-of:{code}")
