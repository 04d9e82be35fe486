"""The picture of a week, a month, a quarter, a year or any range: a panel per indicator, and who reported when."""

from matplotlib.figure import Figure

from models.comparisons import Footing
from models.period_parts import Grain
from views.charts import style, words_period
from views.charts.canvas import Canvas
from views.charts.card import TEXT_WIDTH, card_of
from views.charts.compliance import draw_cell, draw_key
from views.charts.data_period import PeriodChart, Progress
from views.charts.findings import signed_share
from views.charts.panel import HEIGHT, Bar, Panel, draw_panel
from views.charts.stamp import source_line
from views.charts.words import WEEKDAYS_SHORT

DAYS_IN_WEEK = 7
_HEADING = 62
_CELL = 64
_GAP = 6
_LABEL = 50
_KEY = 66
_KEY_CELL = 29
_NARROWEST_WRITTEN = 62


def draw(chart: PeriodChart) -> Figure:
    """Draw the chart of a period; its height depends on the number of indicators and of weeks."""
    source = source_line(chart.stamp)
    card = card_of(words_period.title(chart), words_period.subtitle(chart), *words_period.notes(chart), source)
    canvas = Canvas(card.top + HEIGHT * len(chart.indicators) + _compliance_height(chart) + card.bottom)
    card.draw(canvas)
    y = card.top
    for place, colour in enumerate(style.colours_of(chart.indicators)):
        draw_panel(canvas, y, panel_of(chart, place, colour))
        y += HEIGHT
    _draw_compliance(canvas, y, chart)
    return canvas.figure


def panel_of(chart: PeriodChart, place: int, colour: str) -> Panel:
    """Give the panel of the indicator at that place."""
    indicator, than = chart.indicators[place], chart.comparison
    told = than is not None and than.footing == Footing.EQUAL
    return Panel(
        key=indicator.key,
        label=indicator.label,
        colour=colour,
        total=chart.totals()[place],
        bars=tuple(_bar(chart, place, slot) for slot in range(len(chart.slots))),
        change=signed_share(than.change(place)) if than and told else None,
        against=words_period.against(chart),
        swatched=than is not None and than.whole == chart.before,
    )


def _bar(chart: PeriodChart, place: int, number: int) -> Bar:
    slot = chart.slots[number]
    return Bar(
        name=f"{chart.indicators[place].key}:{number + 1}",
        label=words_period.slot_label(chart, number),
        now=None if slot.led is None else slot.led[place],
        before=None if slot.before is None else slot.before[place],
        missing=words_period.is_missing(slot) or (slot.led is not None and slot.led[place] is None),
        running=slot.progress == Progress.RUNNING,
    )


def _is_month(chart: PeriodChart) -> bool:
    """Whether the days stand in a calendar, week below week."""
    return chart.grain == Grain.DAY and len(chart.slots) > words_period.A_WEEK


def _compliance_height(chart: PeriodChart) -> float:
    rows = _rows(chart) if _is_month(chart) else 1
    labels = _LABEL if _is_month(chart) else 0
    return _HEADING + labels + rows * (_CELL + _GAP) + _KEY


def _rows(chart: PeriodChart) -> int:
    return (chart.slots[0].first.weekday() + len(chart.slots) - 1) // DAYS_IN_WEEK + 1


def _draw_compliance(canvas: Canvas, y: float, chart: PeriodChart) -> None:
    heading = words_period.compliance_title(chart)
    canvas.text(style.MARGIN, y + 40, heading, size=style.LABEL, font=style.BOLD, name="compliance")
    draw = _draw_calendar if _is_month(chart) else _draw_strip
    draw(canvas, y + _HEADING, chart)
    ahead = any(slot.progress == Progress.AHEAD for slot in chart.slots)
    draw_key(canvas, y + _compliance_height(chart) - _KEY + 14, cell=_KEY_CELL, ahead=ahead)


def _draw_strip(canvas: Canvas, y: float, chart: PeriodChart) -> None:
    """One row of cells, each below its bars."""
    pitch = panel_of(chart, 0, style.INK).slot
    for place, slot in enumerate(chart.slots):
        corner = (style.MARGIN + place * pitch, y)
        size = (pitch - _GAP, float(_CELL))
        draw_cell(canvas, corner, size, slot.compliance, f"{place + 1}", written=pitch >= _NARROWEST_WRITTEN)


def _draw_calendar(canvas: Canvas, y: float, chart: PeriodChart) -> None:
    """Weeks below each other; every cell has its date at the left and its share at the right."""
    pitch = TEXT_WIDTH / DAYS_IN_WEEK
    for weekday, name in enumerate(WEEKDAYS_SHORT):
        canvas.text(style.MARGIN + weekday * pitch + 8, y + 34, name, colour=style.QUIET_INK)
    first = chart.slots[0].first.weekday()
    for place, slot in enumerate(chart.slots):
        row, column = divmod(first + place, DAYS_IN_WEEK)
        corner = (style.MARGIN + column * pitch, y + _LABEL + row * (_CELL + _GAP))
        draw_cell(
            canvas,
            corner,
            (pitch - _GAP, float(_CELL)),
            slot.compliance,
            f"{place + 1}",
            written=True,
            label=str(slot.first.day),
        )
