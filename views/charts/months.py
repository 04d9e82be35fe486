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
_GAP = 20
_MISSING = 24
_SHORTEST_TOTAL = 150


@dataclass(frozen=True, slots=True)
class _Month:
    """One slot of a panel: this year's value, that of the year before, and where its middle lies.

    `missing` tells a month that nobody reported from one that has not happened.
    """

    number: int
    name: str
    middle: float
    now: int | None
    before: int | None
    missing: bool


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
    missing = chart.missing_months(place)
    values = zip(chart.month_numbers(), chart.series(place), chart.previous_series(place), strict=True)
    return [
        _Month(
            number=number,
            name=f"{chart.indicators[place].key}:{number}",
            middle=style.MARGIN + _SLOT * (slot + 0.5),
            now=now,
            before=before,
            missing=number in missing,
        )
        for slot, (number, now, before) in enumerate(values)
    ]


def _draw_bars(canvas: Canvas, base: float, slot: _Month, scale: float, colour: str) -> None:
    """The grey bar of the year before, this year's bar before it, and its figure above both."""
    behind, front = (slot.before or 0) * scale, (slot.now or 0) * scale
    if slot.before is not None:
        left = slot.middle - _CONTEXT_BAR / 2
        canvas.box(left, base - behind, _CONTEXT_BAR, behind, style.CONTEXT, name=f"before:{slot.name}")
    if slot.missing:
        front = _MISSING
        canvas.hatched(slot.middle - _BAR / 2, base - front, _BAR, front, name=f"missing:{slot.name}")
    elif slot.now is None:
        return
    else:
        canvas.box(slot.middle - _BAR / 2, base - front, _BAR, front, colour, name=f"bar:{slot.name}")
    shown = "–" if slot.now is None else style.fitted_number(slot.now, _SLOT - 12, style.SMALLEST)
    top = base - max(behind, front) - 10
    canvas.text(slot.middle, top, shown, font=style.BOLD, align="center", name=f"value:{slot.name}")


def _draw_heading(canvas: Canvas, baseline: float, chart: SemesterChart, place: int, colour: str) -> None:
    """The indicator and its total beside a swatch of its colour at the left, the change at the right."""
    indicator, total = chart.indicators[place], sum_known(chart.series(place))
    left = style.MARGIN + _SWATCH + 14
    room = _draw_change(canvas, baseline, chart, place) - left - 2 * _GAP
    label = style.shorten(indicator.label, room - _SHORTEST_TOTAL, style.SMALLEST, style.BOLD)
    after = style.text_width(label, style.SMALLEST, style.BOLD) + _GAP
    shown = "–" if total is None else style.fitted_number(total, room - after, style.FIGURE)
    canvas.box(style.MARGIN, baseline - _SWATCH, _SWATCH, _SWATCH, colour, name=f"chip:{indicator.key}")
    canvas.text(left, baseline, label, font=style.BOLD)
    canvas.text(left + after, baseline, shown, size=style.FIGURE, font=style.BOLD, name=f"total:{indicator.key}")


def _draw_change(canvas: Canvas, baseline: float, chart: SemesterChart, place: int) -> float:
    """Such as "+12,4% dari ■ 2024", the square in the grey of that year's bars; returns how far left it reaches."""
    right: float = style.WIDTH - style.MARGIN
    now, before = chart.series(place), chart.previous_series(place)
    if words.comparable(now, before) is None:
        return right
    share = words.change(now, before)
    signed = "–" if share is None else words.signed_percent(share)
    key = chart.indicators[place].key
    x = _write_leftwards(canvas, right, baseline, str(chart.year - 1), bold=False) - _SWATCH - 10
    canvas.box(x, baseline - _SWATCH, _SWATCH, _SWATCH, style.CONTEXT)
    x = _write_leftwards(canvas, x - 12, baseline, "dari", bold=False)
    return _write_leftwards(canvas, x - 12, baseline, signed, bold=True, name=f"change:{key}")


def _write_leftwards(
    canvas: Canvas, right: float, baseline: float, text: str, *, bold: bool, name: str | None = None
) -> float:
    font, colour = (style.BOLD, style.INK) if bold else (style.REGULAR, style.QUIET_INK)
    canvas.text(right, baseline, text, font=font, colour=colour, align="right", name=name)
    return right - style.text_width(text, style.SMALLEST, font)
