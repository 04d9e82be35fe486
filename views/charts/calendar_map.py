"""A calendar of the semester: one cell per day, the darker the more of the expected reports came."""

from datetime import date, timedelta

from views.charts import style, words
from views.charts.canvas import Canvas
from views.charts.compliance import draw_cell, draw_key
from views.charts.data import SemesterChart

DAYS_IN_WEEK = 7
_PITCH = 33
_CELL = 29
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
        draw_cell(canvas, (x, top), (_CELL, _CELL), known.get(day), f"day:{day}")
    draw_key(canvas, y + _KEY_TOP, cell=_CELL)


def days_of(chart: SemesterChart) -> list[date]:
    """Every date of the semester."""
    first = date(chart.year, chart.first_month, 1)
    end = date(chart.year + chart.half - 1, 7 if chart.half == 1 else 1, 1)
    return [first + timedelta(days=passed) for passed in range((end - first).days)]


def place_of(day: date) -> tuple[int, int]:
    """The column (week of the semester) and the row (weekday, Monday 0) of a date."""
    first = day.replace(month=1 if day.month < 7 else 7, day=1)  # noqa: PLR2004 - July opens the second half
    return ((day - first).days + first.weekday()) // DAYS_IN_WEEK, day.weekday()


def _draw_border(canvas: Canvas, y: float, column: int, row: int) -> None:
    """The stepped line before the first of a month; the first month of the semester needs none."""
    if column == 0:
        return
    shift = (_PITCH - _CELL) / 2
    left, right = _LEFT + column * _PITCH - shift, _LEFT + (column + 1) * _PITCH - shift
    top, step, foot = (y + _TOP + rows * _PITCH - shift for rows in (0, row, DAYS_IN_WEEK))
    canvas.line((right, right, left, left), (top, step, step, foot), style.QUIET_INK)
