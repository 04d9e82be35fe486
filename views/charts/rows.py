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
_PROGRESS = 12
_GAP = 20
_SHORTEST_PROGRESS = 30


def heading_height(band: tuple[Column, ...]) -> float:
    """How much room the headings of a band take, their coloured line included."""
    return _HEADING_LINE * max(len(column.heading) for column in band) + _CHIP + _GAP


def draw_headings(canvas: Canvas, y: float, band: tuple[Column, ...]) -> None:
    """Name each column, with a line in its colour below; headings of one line stand on that line too."""
    foot = y + heading_height(band) - _CHIP - 8
    for column in band:
        for above, line in enumerate(reversed(column.heading)):
            canvas.text(column.x, foot - 14 - above * _HEADING_LINE, line, font=style.BOLD)
        canvas.box(column.x, foot, column.width, _CHIP, column.colour, name=f"chip:{column.key}")


def draw_total(canvas: Canvas, y: float, band: tuple[Column, ...], totals: Totals) -> None:
    """The sums of all rows, in larger figures and without bars."""
    for column in band:
        total = totals[column.place]
        shown = "–" if total is None else style.fitted_number(total, column.width, style.FIGURE)
        canvas.text(column.x, y + 62, shown, size=style.FIGURE, font=style.BOLD, name=f"total:{column.key}")


def labels_of(rows: list[AgencyDay]) -> list[str]:
    """What the rows are called: names where every name fits, codes otherwise; never a mixture."""
    fits = all(style.text_width(row.name, style.SMALLEST, style.BOLD) <= LABEL_WIDTH for row in rows)
    return [row.name if fits else style.shorten(row.code, LABEL_WIDTH, style.SMALLEST, style.BOLD) for row in rows]


def draw_label(canvas: Canvas, y: float, row: AgencyDay, label: str, progress: float) -> None:
    """Name a row, and say below how many reported: as a fraction, and as a thin bar of the length `progress`."""
    canvas.text(style.MARGIN, y + _FIRST_LINE, label, font=style.BOLD, name=f"row:{row.code}")
    fraction = _fitted_fraction(row)
    canvas.text(style.MARGIN, y + _SECOND_LINE, fraction, colour=style.QUIET_INK, name=f"reported:{row.code}")
    if not progress or not row.expected:
        return
    left, top = style.MARGIN + LABEL_WIDTH - progress, y + _SECOND_LINE - 19
    share = min(row.reported / row.expected, 1)
    canvas.box(left, top, progress, _PROGRESS, style.TRACK)
    canvas.box(left, top, progress * share, _PROGRESS, style.QUIET_INK, name=f"progress:{row.code}")


def draw_rule(canvas: Canvas, y: float, *, strong: bool) -> None:
    """End a row that began at y; strongly below the totals."""
    colour, thickness = (style.INK, 3) if strong else (style.TRACK, 2)
    canvas.box(style.MARGIN, y + ROW - thickness, style.WIDTH - 2 * style.MARGIN, thickness, colour)


def progress_length(rows: list[AgencyDay]) -> float:
    """What the longest fraction leaves for the thin bars, alike in all rows; 0 when that is too little to read."""
    longest = max((style.text_width(_fitted_fraction(row), style.SMALLEST) for row in rows), default=0.0)
    length = LABEL_WIDTH - longest - 14
    return length if length >= _SHORTEST_PROGRESS else 0.0


def _fitted_fraction(row: AgencyDay) -> str:
    full = words.reported_of(row)
    fits = style.text_width(full, style.SMALLEST) <= LABEL_WIDTH
    return full if fits else words.reported_of(row, words.short_number)


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
