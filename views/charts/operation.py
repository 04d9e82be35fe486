"""The picture of an operation: how far the days have come, a panel per indicator, and those who take part."""

from matplotlib.figure import Figure

from views.charts import style, words_operation
from views.charts.canvas import Canvas
from views.charts.card import TEXT_WIDTH, card_of
from views.charts.columns import Column, bands_of
from views.charts.data_operation import OperationChart, OperationDay
from views.charts.figures import AgencyDay, Totals, sum_known
from views.charts.panel import HEIGHT, Bar, Panel, draw_panel
from views.charts.rows import ROW, draw_headings, draw_label, draw_row, draw_rule, heading_height, progress_length
from views.charts.stamp import source_line

#: At most so many bars stand side by side.
_BARS = 10
_BLOCKS = (1, 7, 14, 30, 60, 90, 365)
_TRACK = 34
_TRACK_BOX = 92
_GAP = 34


def draw(chart: OperationChart) -> Figure:
    """Draw an operation; the height depends on its indicators and on how many take part."""
    block = block_of(chart)
    source = source_line(chart.stamp)
    notes = words_operation.notes(chart, block)
    card = card_of(words_operation.title(chart), words_operation.subtitle(chart), *notes, source)
    bands = bands_of(chart.indicators, _greatest(chart)) if chart.agencies else ()
    rows = sum(heading_height(band) + ROW * len(chart.agencies) + _GAP for band in bands)
    canvas = Canvas(card.top + _TRACK_BOX + HEIGHT * len(chart.indicators) + rows + card.bottom)
    card.draw(canvas)
    _draw_track(canvas, card.top, chart)
    y = card.top + _TRACK_BOX
    for place, colour in enumerate(style.colours_of(chart.indicators)):
        draw_panel(canvas, y, _panel(chart, block, place, colour))
        y += HEIGHT
    for band in bands:
        y = _draw_agencies(canvas, y, chart, band)
    return canvas.figure


def block_of(chart: OperationChart) -> int:
    """How many days a bar sums up, so that there are not too many bars, and room for what stands below each."""
    return next((days for days in _BLOCKS if _has_room(chart, days)), chart.length)


def _has_room(chart: OperationChart, days: int) -> bool:
    bars = -(-chart.length // days)
    longest = words_operation.block_label(chart, (bars - 1) * days, days)
    return bars <= _BARS and style.text_width(longest, style.SMALLEST) <= TEXT_WIDTH / bars - 12


def _draw_track(canvas: Canvas, y: float, chart: OperationChart) -> None:
    """The days that have come, as a part of all."""
    share = 1.0 if chart.is_over else chart.day_number / chart.length
    label = words_operation.progress(chart)
    width = TEXT_WIDTH - style.text_width(label, style.SMALLEST) - 24
    canvas.box(style.MARGIN, y + 10, width, _TRACK, style.TRACK, name="track")
    canvas.box(style.MARGIN, y + 10, width * share, _TRACK, style.QUIET_INK, name="elapsed")
    canvas.text(style.WIDTH - style.MARGIN, y + 40, label, align="right", name="progress")


def _panel(chart: OperationChart, block: int, place: int, colour: str) -> Panel:
    indicator, total = chart.indicators[place], chart.totals()[place]
    return Panel(
        key=indicator.key,
        label=indicator.label,
        colour=colour,
        total=total,
        bars=_bars(chart, block, place),
    )


def _bars(chart: OperationChart, block: int, place: int) -> tuple[Bar, ...]:
    starts = range(0, chart.length, block)
    return tuple(_bar(chart, begin, block, place) for begin in starts)


def _bar(chart: OperationChart, begin: int, block: int, place: int) -> Bar:
    inside = chart.days[begin : begin + block]
    running = not chart.is_over and 0 < len(inside) < min(block, chart.length - begin)
    return Bar(
        name=f"{chart.indicators[place].key}:{begin + 1}",
        label=words_operation.block_label(chart, begin, block),
        now=_sum(inside, place),
        before=None,
        missing=bool(inside) and _sum(inside, place) is None and not running,
        running=running,
    )


def _sum(days: tuple[OperationDay, ...], place: int) -> int | None:
    led: Totals = tuple(None if day.led is None else day.led[place] for day in days)
    return sum_known(led)


def _greatest(chart: OperationChart) -> tuple[int, ...]:
    places = range(len(chart.indicators))
    return tuple(max((row.totals[place] or 0 for row in chart.agencies), default=0) for place in places)


def _draw_agencies(canvas: Canvas, y: float, chart: OperationChart, band: tuple[Column, ...]) -> float:
    rows = _sorted(chart)
    progress = progress_length(rows)
    draw_headings(canvas, y, band)
    y += heading_height(band)
    for row in rows:
        label = style.shorten(row.code, 240, style.SMALLEST, style.BOLD)
        draw_label(canvas, y, row, label, progress)
        draw_row(canvas, y, band, row)
        draw_rule(canvas, y, strong=False)
        y += ROW
    return y + _GAP


def _sorted(chart: OperationChart) -> list[AgencyDay]:
    return sorted(chart.agencies, key=lambda row: (row.is_missing, -row.activities, row.code))
