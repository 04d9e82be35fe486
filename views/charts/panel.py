"""One indicator over time: bars of now before those of an earlier period, each figure above its bar."""

from dataclasses import dataclass

from views.charts import style
from views.charts.canvas import Canvas
from views.indonesian import number

HEIGHT = 292
_HEADING = 40
_TALLEST = 98
_BASE = 224
_LABEL_LINE = 264
_ROOM = style.WIDTH - 2 * style.MARGIN
_SWATCH = 28
_GAP = 20
_MISSING = 24
_SHORTEST_TOTAL = 150
_WIDEST_SLOT = 334
#: Of a slot's width: what a bar takes, and what the grey bar behind it takes.
_BAR = 0.456
_CONTEXT_BAR = 0.744
_BAR_ALONE = 0.8
_MANY = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the time: `name` finds its marks again, `label` stands below it.

    `missing` tells a part that nobody reported from one that has not happened; `running` one that is not over.
    """

    name: str
    label: str
    now: int | None
    before: int | None
    missing: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator with its bars; `change` and `against` read such as "+12,4%" and "dari" ■ "2024".

    `swatched` puts the square in the grey of the bars behind before `against`.
    """

    key: str
    label: str
    colour: str
    total: int | None
    bars: tuple[Bar, ...]
    change: str | None = None
    against: str = ""
    swatched: bool = True

    @property
    def slot(self) -> float:
        """How wide the room of one bar is, in pixels."""
        return min(_ROOM / max(len(self.bars), 1), _WIDEST_SLOT)

    @property
    def most(self) -> int:
        """The figure that fills the height."""
        return max((max(bar.now or 0, bar.before or 0) for bar in self.bars), default=0)


def draw_panel(canvas: Canvas, y: float, panel: Panel) -> None:
    """Draw a panel, HEIGHT pixels high from y downwards."""
    _draw_heading(canvas, y + _HEADING, panel)
    told = _told(panel)
    for place, bar in enumerate(panel.bars):
        middle = style.MARGIN + panel.slot * (place + 0.5)
        top = _draw_bar(canvas, y + _BASE, middle, panel, bar)
        if place in told:
            _draw_value(canvas, middle, top, panel, bar)
        ink = style.QUIET_INK if bar.now is None else style.INK
        canvas.text(middle, y + _LABEL_LINE, bar.label, colour=ink, align="center")
    canvas.box(style.MARGIN, y + _BASE, panel.slot * len(panel.bars), 3, style.INK)


def _told(panel: Panel) -> set[int]:
    """Which bars have their figure above them: all where there is room, else the highest one alone."""
    known = [place for place, bar in enumerate(panel.bars) if bar.now is not None or bar.missing]
    if len(panel.bars) <= _MANY and all(_width(panel, bar) <= panel.slot - 8 for bar in panel.bars):
        return set(known)
    highest = [place for place in known if panel.bars[place].now]
    return {max(highest, key=lambda place: panel.bars[place].now or 0)} if highest else set()


def _width(panel: Panel, bar: Bar) -> float:
    return style.text_width(_shown(panel, bar), style.SMALLEST, style.BOLD)


def _shown(panel: Panel, bar: Bar) -> str:
    room = max(panel.slot - 12, 90)
    return "–" if bar.now is None else style.fitted_number(bar.now, room, style.SMALLEST)


def _draw_value(canvas: Canvas, middle: float, top: float, panel: Panel, bar: Bar) -> None:
    shown = _shown(panel, bar)
    half = style.text_width(shown, style.SMALLEST, style.BOLD) / 2
    within = min(max(middle, style.MARGIN + half), style.WIDTH - style.MARGIN - half)
    canvas.text(within, top - 10, shown, font=style.BOLD, align="center", name=f"value:{bar.name}")


def _draw_bar(canvas: Canvas, base: float, middle: float, panel: Panel, bar: Bar) -> float:
    """The grey bar, and the one of now before it; give where the higher one ends."""
    scale = (_BASE - _TALLEST) / panel.most if panel.most else 0.0
    behind, front = (bar.before or 0) * scale, (bar.now or 0) * scale
    if bar.before is not None:
        wide = panel.slot * _CONTEXT_BAR
        canvas.box(middle - wide / 2, base - behind, wide, behind, style.CONTEXT, name=f"before:{bar.name}")
    wide = panel.slot * (_BAR if any(one.before is not None for one in panel.bars) else _BAR_ALONE)
    left = middle - wide / 2
    if bar.missing:
        front = _MISSING
        canvas.hatched(left, base - front, wide, front, name=f"missing:{bar.name}")
    elif bar.now is not None and bar.running:
        canvas.open_box(left, base - front, wide, front, panel.colour, name=f"bar:{bar.name}")
    elif bar.now is not None:
        canvas.box(left, base - front, wide, front, panel.colour, name=f"bar:{bar.name}")
    return base - max(behind, front)


def _draw_heading(canvas: Canvas, baseline: float, panel: Panel) -> None:
    """The indicator and its total beside a swatch of its colour at the left, the change at the right."""
    left = style.MARGIN + _SWATCH + 14
    room = _draw_change(canvas, baseline, panel) - left - 2 * _GAP
    label = _fitted_label(panel, room)
    after = style.text_width(label, style.SMALLEST, style.BOLD) + _GAP
    shown = "–" if panel.total is None else style.fitted_number(panel.total, room - after, style.FIGURE)
    canvas.box(style.MARGIN, baseline - _SWATCH, _SWATCH, _SWATCH, panel.colour, name=f"chip:{panel.key}")
    canvas.text(left, baseline, label, font=style.BOLD)
    canvas.text(left + after, baseline, shown, size=style.FIGURE, font=style.BOLD, name=f"total:{panel.key}")


def _fitted_label(panel: Panel, room: float) -> str:
    """The indicator's name beside its total: of two names for one thing the first, where there is no room for both."""
    figure = 0.0 if panel.total is None else style.text_width(number(panel.total), style.FIGURE, style.BOLD)
    names = [panel.label, panel.label.split("/")[0]]
    fits = [name for name in names if style.text_width(name, style.SMALLEST, style.BOLD) + _GAP + figure <= room]
    return fits[0] if fits else style.shorten(names[1], room - _SHORTEST_TOTAL, style.SMALLEST, style.BOLD)


def _draw_change(canvas: Canvas, baseline: float, panel: Panel) -> float:
    """Such as "+12,4% dari ■ 2024", the square in the grey of those bars; returns how far left it reaches."""
    right: float = style.WIDTH - style.MARGIN
    if panel.change is None:
        return right
    if panel.swatched:
        x = _write_leftwards(canvas, right, baseline, panel.against, bold=False) - _SWATCH - 10
        canvas.box(x, baseline - _SWATCH, _SWATCH, _SWATCH, style.CONTEXT)
        x = _write_leftwards(canvas, x - 12, baseline, "dari", bold=False)
    else:
        x = _write_leftwards(canvas, right, baseline, f"dari {panel.against}", bold=False)
    return _write_leftwards(canvas, x - 12, baseline, panel.change, bold=True, name=f"change:{panel.key}")


def _write_leftwards(
    canvas: Canvas, right: float, baseline: float, text: str, *, bold: bool, name: str | None = None
) -> float:
    font, colour = (style.BOLD, style.INK) if bold else (style.REGULAR, style.QUIET_INK)
    canvas.text(right, baseline, text, font=font, colour=colour, align="right", name=name)
    return right - style.text_width(text, style.SMALLEST, font)
