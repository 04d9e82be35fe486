"""From a chart's values to the bytes of a PNG."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from matplotlib.figure import Figure
from PIL import Image

from views.charts import daily, heat, operation, period, results, semester, table
from views.charts.data import Chart, DailyChart, SemesterChart
from views.charts.data_heat import HeatChart
from views.charts.data_operation import OperationChart
from views.charts.data_period import PeriodChart
from views.charts.data_results import ResultsChart
from views.charts.data_table import TableChart

_DRAW: dict[type, Callable[[Any], Figure]] = {
    DailyChart: daily.draw,
    SemesterChart: semester.draw,
    PeriodChart: period.draw,
    TableChart: table.draw,
    HeatChart: heat.draw,
    OperationChart: operation.draw,
    ResultsChart: results.draw,
}


def figure_of(chart: Chart) -> Figure:
    """Draw the figure that belongs to the kind of chart."""
    return _DRAW[type(chart)](chart)


def png_of(chart: Chart) -> bytes:
    """Draw a chart and write it as PNG, quickly rather than small: Telegram compresses it again anyway.

    A card is opaque: without its transparency there is a quarter less to write.
    """
    figure, pixels, png = figure_of(chart), BytesIO(), BytesIO()
    figure.savefig(pixels, format="raw")
    size = (round(figure.bbox.width), round(figure.bbox.height))
    Image.frombytes("RGBA", size, pixels.getbuffer()).convert("RGB").save(png, "PNG", compress_level=1)
    return png.getvalue()
