"""What a file tells: a recap with its agencies, units and days, and the reports from which it adds up.

Counts of people go until the last day that is over, activities until the newest report: as in the recap itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import results as results_of
from models import targets
from models.clock import local_date
from models.export_shares import (
    DayShare,
    UnitShare,
    agency_shares,
    day_shares,
    unit_shares,
)
from models.freezing import told_semester
from models.indicators import Question
from models.letterheads import Heading, heading_of
from models.operations import Operation, operations_in
from models.periods import Period, PeriodKind
from models.permissions import Place
from models.provinces import Zone
from models.recap import Recap, RecapLine, SemesterRecap, recap
from models.recap_days import DaysAround, days_around
from models.recap_parts import PartedRecap, parted
from models.results import Results
from models.targets import Pace


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that the files of one period and place are made of, as it was at `made_at`."""

    place: Place
    recap: Recap
    #: What it is compared with.
    parted: PartedRecap
    #: By agency, also where the recap tells of one agency or unit.
    agencies: tuple[RecapLine, ...]
    units: tuple[UnitShare, ...]
    days: tuple[DayShare, ...]
    #: Only of a semester of the desk or an agency.
    semester: SemesterRecap | None
    results: Results
    #: Those that have a day in the period, whoever takes part.
    operations: tuple[Operation, ...]
    #: Only where the period lies in one semester, for the desk or an agency.
    pace: Pace | None
    heading: Heading
    made_at: datetime
    synthetic: bool

    @property
    def period(self) -> Period:
        """The period that is told about."""
        return self.recap.period

    @property
    def questions(self) -> tuple[Question, ...]:
        """The indicators, in the order of all totals."""
        return self.recap.questions

    @property
    def is_provisional(self) -> bool:
        """Whether its figures may still change of themselves: the period runs, or reports of it may still come."""
        return self.is_running or (self.semester is not None and self.semester.provisional)

    @property
    def is_running(self) -> bool:
        """Whether the period is not over, so that its figures will grow."""
        return self.period.kind != PeriodKind.DAY and self.recap.counted_until < self.period.last


def collect(session: Session, period: Period, place: Place, now: datetime, *, synthetic: bool) -> Export:
    """Collect what the files of a period tell about the desk, an agency, or a unit."""
    today = local_date(now, Zone.WIB)
    around = days_around(session, period, place)
    found = recap(session, period, place.agency_id, now, place.unit_id, around.period.people)
    people = around.period.people.until(found.counted_until)
    units = unit_shares(session, period, people, place, found.questions)
    begun = _begun(found, today)
    return Export(
        place=place,
        recap=found,
        parted=parted(session, found, now, around),
        agencies=agency_shares(units, len(found.questions)),
        units=units,
        days=day_shares(session, begun, people, place, found.questions) if begun else (),
        semester=_semester(session, period, place, now, around),
        results=results_of.of_period(session, period, place, today),
        operations=tuple(operations_in(session, period)),
        pace=targets.pace(session, period, place, today, around.period),
        heading=heading_of(session, place.agency_id),
        made_at=now,
        synthetic=synthetic,
    )


def _begun(found: Recap, today: date) -> Period | None:
    """The days of the period that have begun."""
    last = min(found.period.last, max(today, found.counted_until))
    return Period.between(found.period.first, last) if last >= found.period.first else None


def _semester(
    session: Session, period: Period, place: Place, now: datetime, around: DaysAround
) -> SemesterRecap | None:
    if period.kind != PeriodKind.SEMESTER or place.unit_id is not None:
        return None
    return told_semester(session, period, place.agency_id, now, around)
