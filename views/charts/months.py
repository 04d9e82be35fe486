"""Six months of one indicator: bars of this year before those of the year before, and the change between them."""

from dataclasses import dataclass

from views.charts import style, words
from views.charts.canvas import Canvas
from views.charts.data import MONTHS_IN_SEMESTER, SemesterChart, sum_known

HEIGHT = 292
_HEADING = 40
_TALLEST = 98
_BASE = 224
_MONTH_LINE = 264
_SLOT = (style.WIDTH - 2 * style.MARGIN) / MONTHS_IN_SEMESTER
_BAR = 76
_CONTEXT_BAR = 124
_SWATCH = 28


@dataclass(frozen=True, slots=True)
class _Month:
    """One slot of a panel: this year's value and that of the year before, and where its middle lies."""

    number: int
    name: str
    middle: float
    now: int | None
    before: int | None


def draw_panel(canvas: Canvas, y: float, chart: SemesterChart, place: int, colour: str) -> None:
    """Draw the indicator at that place, HEIGHT pixels high from y downwards."""
    _draw_heading(canvas, y + _HEADING, chart, place, colour)
    slots = _slots(chart, place)
    most = max(max(slot.now or 0, slot.before or 0) for slot in slots)
    scale = (_BASE - _TALLEST) / most if most else 0.0
    for slot in slots:
        _draw_bars(canvas, y + _BASE, slot, scale, colour)
        ink = style.QUIET_INK if slot.now is None else style.INK
        canvas.text(slot.middle, y + _MONTH_LINE, words.MONTHS_SHORT[slot.number - 1], colour=ink, align="center")
    canvas.box(style.MARGIN, y + _BASE, style.WIDTH - 2 * style.MARGIN, 3, style.INK)


def _slots(chart: SemesterChart, place: int) -> list[_Month]:
    values = zip(chart.month_numbers(), chart.series(place), chart.previous_series(place), strict=True)
    key = chart.indicators[place].key
    return [
        _Month(number, f"{key}:{number}", style.MARGIN + _SLOT * (slot + 0.5), now, before)
        for slot, (number, now, before) in enumerate(values)
    ]


def _draw_bars(canvas: Canvas, base: float, slot: _Month, scale: float, colour: str) -> None:
    """The grey bar of the year before, this year's bar before it, and its figure above both."""
    behind, front = (slot.before or 0) * scale, (slot.now or 0) * scale
    if slot.before is not None:
        left = slot.middle - _CONTEXT_BAR / 2
        canvas.box(left, base - behind, _CONTEXT_BAR, behind, style.CONTEXT, name=f"before:{slot.name}")
    if slot.now is None:
        return
    canvas.box(slot.middle - _BAR / 2, base - front, _BAR, front, colour, name=f"bar:{slot.name}")
    shown = style.fitted_number(slot.now, _SLOT - 12, style.SMALLEST)
    top = base - max(behind, front) - 10
    canvas.text(slot.middle, top, shown, font=style.BOLD, align="center", name=f"value:{slot.name}")


def _draw_heading(canvas: Canvas, baseline: float, chart: SemesterChart, place: int, colour: str) -> None:
    """The indicator and its total in its colour at the left, the year before and the change at the right."""
    indicator = chart.indicators[place]
    right = _draw_comparison(canvas, baseline, chart, place)
    total = sum_known(chart.series(place))
    shown = "–" if total is None else style.fitted_number(total, 240, style.FIGURE)
    left = style.MARGIN + _SWATCH + 14
    room = right - left - style.text_width(shown, style.FIGURE, style.BOLD) - 40
    label = style.shorten(indicator.label, room, style.LABEL, style.BOLD)
    canvas.box(style.MARGIN, baseline - _SWATCH, _SWATCH, _SWATCH, colour, name=f"chip:{indicator.key}")
    canvas.text(left, baseline, label, size=style.LABEL, font=style.BOLD)
    after = left + style.text_width(label, style.LABEL, style.BOLD) + 20
    canvas.text(after, baseline, shown, size=style.FIGURE, font=style.BOLD, name=f"total:{indicator.key}")


def _draw_comparison(canvas: Canvas, baseline: float, chart: SemesterChart, place: int) -> float:
    """The same months a year before, beside a grey swatch; returns how far left the words reach."""
    right: float = style.WIDTH - style.MARGIN
    now, before = chart.series(place), chart.previous_series(place)
    total = words.comparable(now, before)
    if total is None:
        return right
    key = chart.indicators[place].key
    share = words.change(now, before)
    if share is not None:
        signed = words.signed_percent(share)
        canvas.text(right, baseline, signed, size=style.LABEL, font=style.BOLD, align="right", name=f"change:{key}")
        right -= style.text_width(signed, style.LABEL, style.BOLD) + 20
    shown = f"{chart.year - 1}: {style.fitted_number(total, 160, style.SMALLEST)}"
    canvas.text(right, baseline, shown, colour=style.QUIET_INK, align="right", name=f"previous:{key}")
    left = right - style.text_width(shown, style.SMALLEST) - _SWATCH - 12
    canvas.box(left, baseline - _SWATCH, _SWATCH, _SWATCH, style.CONTEXT)
    return left
