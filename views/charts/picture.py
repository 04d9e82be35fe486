"""From a chart's values to the bytes of a PNG."""

from io import BytesIO

from matplotlib.figure import Figure

from views.charts import daily, semester
from views.charts.data import Chart, DailyChart


def figure_of(chart: Chart) -> Figure:
    """Draw the figure that belongs to the kind of chart."""
    return daily.draw(chart) if isinstance(chart, DailyChart) else semester.draw(chart)


def png_of(chart: Chart) -> bytes:
    """Draw a chart and write it as PNG, quickly rather than small: Telegram compresses it again anyway."""
    stream = BytesIO()
    figure_of(chart).savefig(stream, format="png", metadata={"Software": None}, pil_kwargs={"compress_level": 1})
    return stream.getvalue()
