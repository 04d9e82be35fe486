"""The parts of the daily table: headings, the row of totals, and a row per agency."""

from views.charts import style, words
from views.charts.canvas import Canvas
from views.charts.columns import CELLS_LEFT, CELLS_WIDTH, LABEL_WIDTH, Column
from views.charts.data import AgencyDay, Totals

ROW = 98
_FIRST_LINE = 38
_BAR_TOP = 54
_BAR = 24
_SECOND_LINE = 80
_HEADING_LINE = 42
_CHIP = 10
_SHORTEST_PROGRESS = 30


def heading_height(band: tuple[Column, ...]) -> float:
    """How much room the headings of a band take, their coloured line included."""
    return _HEADING_LINE * max(len(column.heading) for column in band) + _CHIP + 18


def draw_headings(canvas: Canvas, y: float, band: tuple[Column, ...]) -> None:
    """Name each column, with a line in its colour below; headings of one line stand on that line too."""
    foot = y + heading_height(band) - _CHIP
    for column in band:
        for above, line in enumerate(reversed(column.heading)):
            canvas.text(column.x, foot - 14 - above * _HEADING_LINE, line, font=style.BOLD)
        canvas.box(column.x, foot, column.width, _CHIP, column.colour, name=f"chip:{column.key}")


def draw_total(canvas: Canvas, y: float, band: tuple[Column, ...], totals: Totals) -> None:
    """The sums of all rows, set apart by a rule."""
    canvas.text(style.MARGIN, y + 66, "Jumlah", font=style.BOLD)
    for column in band:
        total = totals[column.place]
        shown = "–" if total is None else style.fitted_number(total, column.width, style.FIGURE)
        canvas.text(column.x, y + 66, shown, size=style.FIGURE, font=style.BOLD, name=f"total:{column.key}")
    canvas.box(style.MARGIN, y + ROW - 2, style.WIDTH - 2 * style.MARGIN, 3, style.INK)


def labels_of(rows: list[AgencyDay]) -> list[str]:
    """What the rows are called: names where every name fits, codes otherwise; never a mixture."""
    fits = all(style.text_width(row.name, style.SMALLEST, style.BOLD) <= LABEL_WIDTH for row in rows)
    return [row.name if fits else style.shorten(row.code, LABEL_WIDTH, style.SMALLEST, style.BOLD) for row in rows]


def draw_label(canvas: Canvas, y: float, code: str, label: str) -> None:
    """Name a row, above a thin rule that ends it."""
    canvas.text(style.MARGIN, y + _FIRST_LINE, label, font=style.BOLD, name=f"row:{code}")
    canvas.box(style.MARGIN, y + ROW - 2, style.WIDTH - 2 * style.MARGIN, 2, style.TRACK)


def draw_progress(canvas: Canvas, y: float, row: AgencyDay) -> None:
    """How many of those who were expected reported, as a fraction and as a thin bar."""
    fraction = words.reported_of(row)
    right = style.MARGIN + LABEL_WIDTH
    canvas.text(right, y + _SECOND_LINE, fraction, colour=style.QUIET_INK, align="right", name=f"reported:{row.code}")
    length = LABEL_WIDTH - style.text_width(fraction, style.SMALLEST) - 14
    if length < _SHORTEST_PROGRESS or not row.expected:
        return
    middle = y + _SECOND_LINE - 19
    canvas.box(style.MARGIN, middle, length, 12, style.TRACK)
    share = min(row.reported / row.expected, 1)
    canvas.box(style.MARGIN, middle, length * share, 12, style.QUIET_INK, name=f"progress:{row.code}")


def draw_row(canvas: Canvas, y: float, band: tuple[Column, ...], row: AgencyDay) -> None:
    """The cells of one agency, or one band of hatching where nobody reported."""
    if not row.is_missing:
        for column in band:
            _draw_cell(canvas, y, column, row)
    elif row.expected:
        _draw_missing(canvas, y, row.code, words.NOBODY)
    else:
        canvas.text(CELLS_LEFT, y + 60, words.NOBODY_EXPECTED, colour=style.QUIET_INK, name=f"note:{row.code}")


def _draw_cell(canvas: Canvas, y: float, column: Column, row: AgencyDay) -> None:
    value = row.totals[column.place]
    name = f"{row.code}:{column.key}"
    if value is None:
        canvas.text(column.x, y + _FIRST_LINE, "–", colour=style.QUIET_INK, name=f"value:{name}")
        canvas.hatched(column.x, y + _BAR_TOP, column.width, _BAR, name=f"missing:{name}")
        return
    shown = style.fitted_number(value, column.width, style.LABEL)
    colour, font = (style.INK, style.BOLD) if value else (style.QUIET_INK, style.REGULAR)
    canvas.text(column.x, y + _FIRST_LINE, shown, size=style.LABEL, font=font, colour=colour, name=f"value:{name}")
    canvas.box(column.x, y + _BAR_TOP, column.length_of(value), _BAR, column.colour, name=f"bar:{name}")
    canvas.box(column.x - 3, y + _BAR_TOP - 4, 3, _BAR + 8, style.INK, name=f"zero:{name}")


def _draw_missing(canvas: Canvas, y: float, code: str, note: str) -> None:
    canvas.hatched(CELLS_LEFT, y + 12, CELLS_WIDTH, ROW - 28, name=f"missing:{code}")
    width = style.text_width(note, style.SMALLEST) + 36
    middle = CELLS_LEFT + CELLS_WIDTH / 2
    canvas.box(middle - width / 2, y + 12, width, ROW - 28, style.CARD)
    canvas.text(middle, y + 60, note, colour=style.INK, align="center", name=f"note:{code}")
