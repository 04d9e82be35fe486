"""A calendar of the semester: one cell per day, the darker the more of the expected reports came."""

from datetime import date, timedelta

from views.charts import style, words
from views.charts.canvas import Canvas
from views.charts.data import DayCompliance, SemesterChart

DAYS_IN_WEEK = 7
_PITCH = 33
_CELL = 29
_DOT = 9
_LEFT = style.MARGIN + 74
_TOP = 104
_KEY_TOP = _TOP + DAYS_IN_WEEK * _PITCH + 22
HEIGHT = _KEY_TOP + 62


def draw_calendar(canvas: Canvas, y: float, chart: SemesterChart) -> None:
    """Draw the heading, the months, the days and their key, HEIGHT pixels high from y downwards."""
    canvas.text(
        style.MARGIN, y + 40, words.compliance_title(chart), size=style.LABEL, font=style.BOLD, name="compliance"
    )
    for weekday in range(0, DAYS_IN_WEEK, 2):
        baseline = y + _TOP + weekday * _PITCH + 28
        canvas.text(style.MARGIN, baseline, words.WEEKDAYS_SHORT[weekday], colour=style.QUIET_INK)
    known = {entry.day: entry for entry in chart.days}
    for day in days_of(chart):
        column, row = place_of(day)
        x, top = _LEFT + column * _PITCH, y + _TOP + row * _PITCH
        if day.day == 1:
            canvas.text(x, y + _TOP - 15, words.MONTHS_SHORT[day.month - 1], colour=style.QUIET_INK)
            _draw_border(canvas, y, column, row)
        _draw_day(canvas, x, top, known.get(day), f"day:{day}")
    _draw_key(canvas, y + _KEY_TOP)


def days_of(chart: SemesterChart) -> list[date]:
    """Every date of the semester."""
    first = date(chart.year, chart.first_month, 1)
    end = date(chart.year + chart.half - 1, 7 if chart.half == 1 else 1, 1)
    return [first + timedelta(days=passed) for passed in range((end - first).days)]


def place_of(day: date) -> tuple[int, int]:
    """The column (week of the semester) and the row (weekday, Monday 0) of a date."""
    first = day.replace(month=1 if day.month < 7 else 7, day=1)  # noqa: PLR2004 - July opens the second half
    return ((day - first).days + first.weekday()) // DAYS_IN_WEEK, day.weekday()


def colour_of(share: float) -> str:
    """The grey-blue of a share of reports, from 0 (exclusive) to 1."""
    return next(colour for least, colour, _ in style.COMPLIANCE_STEPS if share >= least)


def _draw_day(canvas: Canvas, x: float, y: float, entry: DayCompliance | None, name: str) -> None:
    """An empty frame before it happened, a dot where nobody had to report, a cross for none, else a colour."""
    if entry is None:
        canvas.frame(x + 1, y + 1, _CELL - 2, _CELL - 2, style.RULE, name=f"future:{name}")
    elif not entry.expected:
        canvas.box(x + (_CELL - _DOT) / 2, y + (_CELL - _DOT) / 2, _DOT, _DOT, style.QUIET_INK, name=f"free:{name}")
    elif not entry.reported:
        _draw_cross(canvas, x, y, f"none:{name}")
    else:
        canvas.box(x, y, _CELL, _CELL, colour_of(min(entry.reported / entry.expected, 1)), name=f"share:{name}")


def _draw_cross(canvas: Canvas, x: float, y: float, name: str) -> None:
    inner = _CELL - 8
    canvas.frame(x + 1, y + 1, _CELL - 2, _CELL - 2, style.INK, name=name)
    canvas.line((x + 8, x + inner), (y + 8, y + inner), style.INK, 3)
    canvas.line((x + 8, x + inner), (y + inner, y + 8), style.INK, 3)


def _draw_border(canvas: Canvas, y: float, column: int, row: int) -> None:
    """The stepped line before the first of a month; the first month of the semester needs none."""
    if column == 0:
        return
    shift = (_PITCH - _CELL) / 2
    left, right = _LEFT + column * _PITCH - shift, _LEFT + (column + 1) * _PITCH - shift
    top, step, foot = (y + _TOP + rows * _PITCH - shift for rows in (0, row, DAYS_IN_WEEK))
    canvas.line((right, right, left, left), (top, step, step, foot), style.QUIET_INK)


def _draw_key(canvas: Canvas, y: float) -> None:
    """What the cells mean, in a row: none, the steps upwards, what has not happened."""
    labels = ["0%", *(label for _, _, label in reversed(style.COMPLIANCE_STEPS)), "nanti"]
    taken = sum(style.text_width(label, style.SMALLEST) + _CELL + 8 for label in labels)
    gap = (style.WIDTH - 2 * style.MARGIN - taken) / (len(labels) - 1)
    x = float(style.MARGIN)
    shares = [0.0, *(least or 0.01 for least, _, _ in reversed(style.COMPLIANCE_STEPS))]
    entries = [DayCompliance(date.min, 100, round(share * 100)) for share in shares]
    for label, entry in zip(labels, [*entries, None], strict=True):
        _draw_day(canvas, x, y, entry, "key")
        canvas.text(x + _CELL + 8, y + 28, label, colour=style.QUIET_INK)
        x += _CELL + 8 + style.text_width(label, style.SMALLEST) + gap
