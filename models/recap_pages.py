"""Everything that one page of a recap shows: gathered in one reading, for a person or for a group.

In a group nobody sees more than totals per agency: no units, no people.
"""

import enum
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from models import audit, targets
from models.clock import local_date
from models.freezing import told_semester
from models.periods import Period, PeriodKind
from models.permissions import Person
from models.provinces import Zone
from models.recap import Recap, RecapLine, SemesterRecap, recap, semester_recap
from models.recap_compliance import Compliance, compliance
from models.recap_days import DaysAround, days_around
from models.recap_members import MissingMember, member_lines, missing_members, over_within
from models.recap_parts import PartedRecap, parted
from models.recap_people import People, people_of
from models.recap_scope import Level, RecapScope, children_of, parent_of


class RecapView(enum.StrEnum):
    """Which side of a recap is shown."""

    CHART = "chart"
    TABLE = "table"
    MISSING = "missing"
    #: Where to go from here: the agencies or units below.
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see, when, and whether everybody in a group sees it with them."""

    period: Period
    scope: RecapScope
    now: datetime
    view: RecapView = RecapView.CHART
    page: int = 1
    in_group: bool = False
    #: How far up the asker may go.
    widest: Level = Level.DESK


@dataclass(frozen=True, slots=True)
class RecapPage:
    """What is shown. Of what the view does not show, nothing was asked.

    `lines` are the rows of a table: agencies, units, or (in private, of a unit) people. `missing` names people, and is
    empty in a group. `below` is where one can go from here, `above` where one comes from.
    """

    asked: Asked
    recap: Recap
    #: What it is compared with, and a semester's months; not where the view tells who is missing.
    parted: PartedRecap | None
    pace: targets.Pace | None
    semester: SemesterRecap | None
    lines: tuple[RecapLine, ...]
    compliance: Compliance | None
    missing: tuple[MissingMember, ...]
    below: tuple[RecapScope, ...]
    above: RecapScope | None

    @property
    def names_people(self) -> bool:
        """Whether somebody is told of by name: who is missing, or everybody of a unit in a table."""
        return bool(self.missing) or _is_of_people(self.asked)


def recap_page(session: Session, asked: Asked) -> RecapPage:
    """Gather a page."""
    shows_missing = asked.view == RecapView.MISSING
    around = None if shows_missing else days_around(session, asked.period, asked.scope.place)
    people = around.period.people if around else people_of(session, asked.period, asked.scope.place)
    semester = _semester(session, asked, around) if around else None
    found = _for_all_to_see(semester.recap if semester else _recap(session, asked, people), asked)
    return RecapPage(
        asked=asked,
        recap=found,
        parted=parted(session, found, asked.now, around) if around else None,
        pace=_pace(session, asked, around) if around else None,
        semester=replace(semester, recap=found) if semester else None,
        lines=_lines(session, asked, found),
        compliance=compliance(session, found, people, by_unit=not asked.in_group) if shows_missing else None,
        missing=_missing(session, asked, found) if shows_missing else (),
        below=_below(session, asked),
        above=None if asked.scope.level == asked.widest else parent_of(session, asked.scope),
    )


def look_at(session: Session, person: Person, page: RecapPage, now: datetime) -> None:
    """Note in the trail that somebody is shown the names of a page."""
    scope = page.asked.scope
    audit.looked(
        session,
        audit.Look.LIST,
        at=now,
        actor_id=person.member_id,
        subject=scope.level.value,
        subject_id=scope.unit_id or scope.agency_id or 0,
        about=[one.member_id for one in page.missing],
        what="rekap",
    )


def _recap(session: Session, asked: Asked, people: People) -> Recap:
    return recap(session, asked.period, asked.scope.agency_id, asked.now, asked.scope.unit_id, people)


def _pace(session: Session, asked: Asked, around: DaysAround) -> targets.Pace | None:
    return targets.pace(session, asked.period, asked.scope.place, local_date(asked.now, Zone.WIB), around.period)


def _for_all_to_see(found: Recap, asked: Asked) -> Recap:
    """In a group an agency is told of as one: its units are nobody else's."""
    if not asked.in_group or asked.scope.level == Level.DESK:
        return found
    return replace(found, lines=(replace(found.total, code=asked.scope.code, name=asked.scope.name),))


def _semester(session: Session, asked: Asked, around: DaysAround) -> SemesterRecap | None:
    if asked.period.kind != PeriodKind.SEMESTER:
        return None
    if asked.scope.level == Level.UNIT:
        return semester_recap(session, asked.period, asked.scope.agency_id, asked.now, asked.scope.unit_id, around)
    return told_semester(session, asked.period, asked.scope.agency_id, asked.now, around)


def _is_of_people(asked: Asked) -> bool:
    return asked.view == RecapView.TABLE and asked.scope.level == Level.UNIT


def _lines(session: Session, asked: Asked, found: Recap) -> tuple[RecapLine, ...]:
    if _is_of_people(asked):
        return member_lines(session, found, over_within(found.period, found.counted_until))
    return found.lines


def _missing(session: Session, asked: Asked, found: Recap) -> tuple[MissingMember, ...]:
    counted = over_within(found.period, found.counted_until)
    if asked.in_group or counted is None:
        return ()
    return tuple(missing_members(session, counted, found.place))


def _below(session: Session, asked: Asked) -> tuple[RecapScope, ...]:
    if asked.in_group and asked.scope.level != Level.DESK:
        return ()
    return children_of(session, asked.scope)
