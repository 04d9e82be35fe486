"""The picture of an operation: its values, from the same figures as the card's sentences."""

from datetime import datetime

from models.operation_progress import OperationLine, OperationProgress
from models.provinces import Zone
from views.charts.data_operation import OperationChart, OperationDay
from views.charts.figures import AgencyDay, IndicatorSeries, Totals
from views.charts.stamp import Stamp


def operation_chart(progress: OperationProgress, *, now: datetime, synthetic: bool) -> OperationChart | None:
    """Give the picture of an operation; nothing before it begins."""
    if progress.until is None:
        return None
    operation, width = progress.operation, len(progress.questions)
    return OperationChart(
        name=operation.name,
        first=operation.first_day,
        length=operation.period.days,
        today=progress.today,
        indicators=tuple(IndicatorSeries(one.key, one.label) for one in progress.questions),
        days=tuple(OperationDay(one.day, one.led) for one in progress.days),
        agencies=tuple(_agency(line, width) for line in progress.lines),
        stamp=Stamp(now.astimezone(Zone.WIB.tz), Zone.WIB.label, synthetic),
    )


def _agency(line: OperationLine, width: int) -> AgencyDay:
    nothing: Totals = (None,) * width
    return AgencyDay(
        code=line.code,
        name=line.name,
        expected=line.expected,
        reported=line.reported,
        on_time=0,
        nil=0,
        totals=line.led if line.reports else nothing,
    )
