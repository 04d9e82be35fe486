"""The semester's picture: one small chart of months per indicator, and a calendar of who kept reporting."""

from matplotlib.figure import Figure

from views.charts import calendar_map, months, words
from views.charts.canvas import Canvas
from views.charts.card import card_of
from views.charts.data import SemesterChart
from views.charts.panel import draw_panel
from views.charts.stamp import source_line
from views.charts.style import colours_of


def draw(chart: SemesterChart) -> Figure:
    """Draw the chart of one semester; its height depends on the number of indicators."""
    card = card_of(words.title(chart), words.subtitle(chart), *words.semester_notes(chart), source_line(chart))
    panels = len(chart.indicators) * months.HEIGHT
    canvas = Canvas(card.top + panels + calendar_map.HEIGHT + card.bottom)
    card.draw(canvas)
    y = card.top
    for place, colour in enumerate(colours_of(chart.indicators)):
        draw_panel(canvas, y, months.panel_of(chart, place, colour))
        y += months.HEIGHT
    calendar_map.draw_calendar(canvas, y, chart)
    return canvas.figure
