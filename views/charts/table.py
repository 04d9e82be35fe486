"""A table as a written report has it: number, name and reports on one line, the indicators and their sum below."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from views.charts import style, words_table
from views.charts.canvas import Canvas
from views.charts.card import TEXT_WIDTH, card_of
from views.charts.columns import COLUMNS_PER_BAND
from views.charts.data_table import TableChart
from views.charts.figures import AgencyDay
from views.charts.stamp import source_line
from views.charts.words import NOBODY, NOBODY_EXPECTED

ROW = 106
_FIRST_LINE = 42
_SECOND_LINE = 88
_HEADING = 78
_CHIP = 8
_NUMBER = 72
_GAP = 16
_BAND_GAP = 30
_SUM = "Jumlah"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of figures, which end at `right`: an indicator, or the sum of all where `place` is None."""

    place: int | None
    key: str
    heading: str
    colour: str
    right: float
    width: float


def draw(chart: TableChart) -> Figure:
    """Draw one page of a table; more indicators than fit side by side make a second table below."""
    card = card_of(chart.title, words_table.subtitle(chart), *words_table.notes(chart), source_line(chart.stamp))
    bands = _bands(chart)
    height = _HEADING + ROW * (len(chart.rows) + 1) + _BAND_GAP
    canvas = Canvas(card.top + height * len(bands) + card.bottom)
    card.draw(canvas)
    for number, band in enumerate(bands):
        _draw_band(canvas, card.top + number * height, chart, band)
    return canvas.figure


def _bands(chart: TableChart) -> list[tuple[_Column, ...]]:
    places = range(len(chart.indicators))
    chunks = [places[start : start + COLUMNS_PER_BAND] for start in places[::COLUMNS_PER_BAND]]
    return [_band(chart, chunk) for chunk in chunks]


def _band(chart: TableChart, places: range) -> tuple[_Column, ...]:
    """Give every column what its heading needs, and share out what is left over."""
    colours = style.colours_of(chart.indicators)
    headings = [words_table.short_label(chart.indicators[place].label) for place in places]
    needs = [style.text_width(heading, style.SMALLEST, style.BOLD) for heading in (*headings, _SUM)]
    room = TEXT_WIDTH - _NUMBER - _GAP * len(places)
    widths = [need + (room - sum(needs)) / len(needs) for need in needs]
    if sum(needs) > room:
        widths = [room / len(needs)] * len(needs)
    rights = [style.MARGIN + _NUMBER + sum(widths[: n + 1]) + n * _GAP for n in range(len(widths))]
    columns = [
        _Column(
            place=place,
            key=chart.indicators[place].key,
            heading=style.shorten(headings[number], widths[number], style.SMALLEST, style.BOLD),
            colour=colours[place],
            right=rights[number],
            width=widths[number],
        )
        for number, place in enumerate(places)
    ]
    return (*columns, _Column(None, "sum", _SUM, style.QUIET_INK, rights[-1], widths[-1]))


def _draw_band(canvas: Canvas, y: float, chart: TableChart, band: tuple[_Column, ...]) -> None:
    for column in band:
        canvas.text(column.right, y + 42, column.heading, font=style.BOLD, align="right")
        canvas.box(column.right - column.width, y + 56, column.width, _CHIP, column.colour, name=f"chip:{column.key}")
    y += _HEADING
    _draw_row(canvas, y, band, chart.total, "", chart.total.name)
    canvas.box(style.MARGIN, y + ROW - 3, TEXT_WIDTH, 3, style.INK)
    for place, row in enumerate(chart.rows):
        y += ROW
        _draw_row(canvas, y, band, row, str(chart.first_number + place), row.name)
        canvas.box(style.MARGIN, y + ROW - 2, TEXT_WIDTH, 2, style.TRACK)


def _draw_row(canvas: Canvas, y: float, band: tuple[_Column, ...], row: AgencyDay, number: str, name: str) -> None:
    """Number and name at the left of the first line, reports at its right; the figures below."""
    code = row.code or "total"
    status = words_table.status(row)
    right = style.WIDTH - style.MARGIN
    canvas.text(style.MARGIN, y + _FIRST_LINE, number, colour=style.QUIET_INK)
    colour = style.INK if row.is_complete and row.expected else style.QUIET_INK
    canvas.text(right, y + _FIRST_LINE, status, colour=colour, align="right", name=f"reported:{code}")
    room = TEXT_WIDTH - _NUMBER - style.text_width(status, style.SMALLEST) - 2 * _GAP
    shown = style.shorten(name, room, style.SMALLEST, style.BOLD)
    canvas.text(style.MARGIN + _NUMBER, y + _FIRST_LINE, shown, font=style.BOLD, name=f"row:{code}")
    if row.is_missing and number:
        _draw_nothing(canvas, y, row)
        return
    for column in band:
        total = words_table.row_sum(row) if column.place is None else row.totals[column.place]
        _draw_figure(canvas, y, column, total, code)


def _draw_figure(canvas: Canvas, y: float, column: _Column, total: int | None, code: str) -> None:
    name = f"{code}:{column.key}"
    if total is None:
        wide = min(column.width, 90)
        canvas.hatched(column.right - wide, y + _SECOND_LINE - 26, wide, 26, name=f"missing:{name}")
        return
    shown = style.fitted_number(total, column.width, style.SMALLEST)
    font = style.BOLD if column.place is None or code == "total" else style.REGULAR
    colour = style.INK if total else style.QUIET_INK
    canvas.text(column.right, y + _SECOND_LINE, shown, font=font, colour=colour, align="right", name=f"value:{name}")


def _draw_nothing(canvas: Canvas, y: float, row: AgencyDay) -> None:
    """One band of hatching where nobody reported, one sentence where nobody had to."""
    left, right = style.MARGIN + _NUMBER, style.WIDTH - style.MARGIN
    note = NOBODY if row.expected else NOBODY_EXPECTED
    width = style.text_width(note, style.SMALLEST)
    canvas.text(left, y + _SECOND_LINE, note, colour=style.QUIET_INK, name=f"note:{row.code}")
    if row.expected:
        begin = left + width + 20
        canvas.hatched(begin, y + _SECOND_LINE - 26, right - begin, 26, name=f"missing:{row.code}")
