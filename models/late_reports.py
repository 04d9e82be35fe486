"""What came for a date after its post: new reports, corrected ones, and what the new ones add."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.figures import Figures
from models.periods import Period
from models.recap import Recap, recap
from models.schema import Agency, DailyReport, Indicator, ReportAnswer, ReportRevision


@dataclass(frozen=True, slots=True)
class LateAgency:
    """What came from one agency: how many new reports, and how many of the others were corrected."""

    code: str
    new: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Addendum:
    """What came for a date since a moment; `led` is what the new reports add, by the recap's questions."""

    since: datetime
    agencies: tuple[LateAgency, ...]
    led: tuple[int, ...]
    #: The date as it stands now.
    recap: Recap

    @property
    def new(self) -> int:
        """How many reports came."""
        return sum(one.new for one in self.agencies)

    @property
    def corrected(self) -> int:
        """How many reports were corrected that had come before."""
        return sum(one.corrected for one in self.agencies)


def came_late(session: Session, day: date, since: datetime, now: datetime) -> Addendum | None:
    """Give what came for the date after that moment; nothing where nothing came."""
    revised = _revised_since(session, day, since)
    if not revised:
        return None
    new = [report_id for report_id, _, first in revised if first == 1]
    stands = recap(session, Period.day(day), None, now)
    led = _led(session, new)
    keys = tuple(question.key for question in stands.questions)
    return Addendum(since, _by_agency(revised), tuple(led[key] for key in keys), stands)


def addendum_figures(addendum: Addendum) -> Figures:
    """Give what an addendum tells."""
    total = addendum.recap.total
    return {
        "agencies": {one.code: [one.new, one.corrected] for one in addendum.agencies},
        "led": list(addendum.led),
        "reported": total.reported,
        "expected": total.expected,
    }


def _revised_since(session: Session, day: date, since: datetime) -> list[tuple[int, str, int]]:
    """Each report that was written to: its number, its agency's code, and the first of its revisions since then."""
    query = (
        select(DailyReport.id, Agency.code, func.min(ReportRevision.number))
        .join(ReportRevision, ReportRevision.report_id == DailyReport.id)
        .join(Agency, Agency.id == DailyReport.agency_id)
        .where(DailyReport.report_date == day, ReportRevision.at > since)
        .group_by(DailyReport.id, Agency.code)
        .order_by(Agency.code, DailyReport.id)
    )
    return [(report_id, code, int(first)) for report_id, code, first in session.execute(query)]


def _by_agency(revised: Iterable[tuple[int, str, int]]) -> tuple[LateAgency, ...]:
    counted = Counter((code, first == 1) for _, code, first in revised)
    codes = sorted({code for code, _ in counted})
    return tuple(LateAgency(code, counted[code, True], counted[code, False]) for code in codes)


def _led(session: Session, report_ids: Iterable[int]) -> Counter[str]:
    query = (
        select(Indicator.key, func.sum(ReportAnswer.led))
        .join(Indicator, Indicator.id == ReportAnswer.indicator_id)
        .where(ReportAnswer.report_id.in_(list(report_ids)))
        .group_by(Indicator.key)
    )
    return Counter({key: int(total) for key, total in session.execute(query)})
