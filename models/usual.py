"""A member's usual numbers: what their last reports say, so that a slip of the finger can be asked back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.schema import DailyReport, Indicator, ReportAnswer

#: Looked at: the reports of the last 60 days; fewer than 8 say nothing yet.
_LOOK_BACK, _ONE_DAY = timedelta(days=60), timedelta(days=1)
_FEWEST = 8
#: A number is far from usual when it is more than twice the highest usual one, and by more than 5.
_TIMES, _BEYOND = 2, 5


@dataclass(frozen=True, slots=True)
class Usual:
    """What a member usually reports of one indicator, but for the rarest tenth on each side."""

    low: int
    high: int

    def is_far_from(self, value: int) -> bool:
        """Tell whether the number is so large that it is better asked back."""
        return value > max(self.high * _TIMES, self.high + _BEYOND)


def never_far(value: int) -> bool:
    """Tell whether a number is small enough never to be far from usual: then nobody need look it up."""
    return value <= _BEYOND


def usual_counts(session: Session, member_id: int, day: date) -> dict[str, Usual]:
    """Give the member's usual numbers of what they led, by indicator key, from the reports before a date."""
    query = (
        select(Indicator.key, ReportAnswer.led)
        .join(ReportAnswer, ReportAnswer.indicator_id == Indicator.id)
        .join(DailyReport, DailyReport.id == ReportAnswer.report_id)
        .where(DailyReport.member_id == member_id, DailyReport.report_date.between(day - _LOOK_BACK, day - _ONE_DAY))
    )
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for key, led in session.execute(query):
        counts[key].append(led)
    return {key: usual_of(values) for key, values in counts.items() if len(values) >= _FEWEST}


def usual_of(values: Sequence[int]) -> Usual:
    """Give the range that holds all but the rarest tenth on each side."""
    ordered, rare = sorted(values), len(values) // 10
    return Usual(ordered[rare], ordered[-1 - rare])
