"""Cells that say how many of the expected reports came: the darker the more, with the share written inside."""

from datetime import date

from views.charts import style
from views.charts.canvas import Canvas
from views.charts.figures import DayCompliance

_DOT = 11
_INSET = 1
_NARROW = 27
_ANY_DAY = date.min


def colour_of(share: float) -> str:
    """The grey-blue of a share of reports, from 0 (exclusive) to 1."""
    return next(colour for least, colour, _ in style.COMPLIANCE_STEPS if share >= least)


def draw_cell(
    canvas: Canvas,
    corner: tuple[float, float],
    size: tuple[float, float],
    entry: DayCompliance | None,
    name: str,
    *,
    written: bool = False,
    label: str = "",
) -> None:
    """An empty frame before it happened, a dot where nobody had to report, a cross for none, else a colour.

    With `written` the share stands in the cell, in whole percent; `label` stands at its left edge.
    """
    (x, y), (width, height) = corner, size
    if entry is None:
        canvas.frame(x + _INSET, y + _INSET, width - 2, height - 2, style.RULE, name=f"future:{name}")
    elif not entry.expected:
        canvas.box(x + (width - _DOT) / 2, y + (height - _DOT) / 2, _DOT, _DOT, style.QUIET_INK, name=f"free:{name}")
    elif not entry.reported:
        _draw_cross(canvas, corner, size, f"none:{name}")
    else:
        canvas.box(x, y, width, height, colour_of(_share(entry)), name=f"share:{name}")
    _write(canvas, corner, size, entry, name, written=written, label=label)


def _share(entry: DayCompliance) -> float:
    return min(entry.reported / entry.expected, 1)


def whole_percent(entry: DayCompliance) -> int:
    """The share in whole percent, cut: what is not quite all is 99, and what is not quite nothing is 1."""
    return max(int(100 * _share(entry)), 1 if entry.reported else 0)


def ink_on(entry: DayCompliance | None) -> str:
    """The colour of what is written on a cell."""
    if entry is None:
        return style.QUIET_INK
    dark = entry.expected and entry.reported and _share(entry) >= style.DARK_FROM
    return style.CARD if dark else style.INK


def _write(
    canvas: Canvas,
    corner: tuple[float, float],
    size: tuple[float, float],
    entry: DayCompliance | None,
    name: str,
    *,
    written: bool,
    label: str,
) -> None:
    (x, y), (width, height) = corner, size
    baseline = y + height / 2 + 13
    if label:
        canvas.text(x + 8, baseline, label, colour=ink_on(entry), name=f"label:{name}")
    if not written or entry is None or not entry.expected or not entry.reported:
        return
    shown, ink = str(whole_percent(entry)), ink_on(entry)
    if label:
        canvas.text(x + width - 8, baseline, shown, font=style.BOLD, colour=ink, align="right", name=f"cell:{name}")
    else:
        canvas.text(x + width / 2, baseline, shown, font=style.BOLD, colour=ink, align="center", name=f"cell:{name}")


def _draw_cross(canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], name: str) -> None:
    (x, y), (width, height) = corner, size
    canvas.frame(x + _INSET, y + _INSET, width - 2, height - 2, style.INK, name=name)
    arm = min(width, height) - (16 if min(width, height) > _NARROW else 8)
    left, top = x + width - 8 - arm if width > height else x + (width - arm) / 2, y + (height - arm) / 2
    canvas.line((left, left + arm), (top, top + arm), style.INK, 3)
    canvas.line((left, left + arm), (top + arm, top), style.INK, 3)


def draw_key(canvas: Canvas, y: float, *, cell: float, ahead: bool = True) -> None:
    """What the cells mean, in a row: none, the steps upwards, what has not happened."""
    labels = ["0%", *(label for _, _, label in reversed(style.COMPLIANCE_STEPS)), *(["nanti"] if ahead else [])]
    shares = [0.0, *(least or 0.01 for least, _, _ in reversed(style.COMPLIANCE_STEPS))]
    entries = [DayCompliance(_ANY_DAY, 100, round(share * 100)) for share in shares]
    taken = sum(style.text_width(label, style.SMALLEST) + cell + 8 for label in labels)
    gap = min((style.WIDTH - 2 * style.MARGIN - taken) / (len(labels) - 1), 60)
    x = float(style.MARGIN)
    for label, entry in zip(labels, [*entries, *([None] if ahead else [])], strict=True):
        draw_cell(canvas, (x, y), (cell, cell), entry, "key")
        canvas.text(x + cell + 8, y + cell / 2 + 13.5, label, colour=style.QUIET_INK)
        x += cell + 8 + style.text_width(label, style.SMALLEST) + gap
