"""Adding an agency or a unit that takes part from a date on: today, or a day to come until which nothing counts."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models import organisation
from models.clock import local_date
from models.organisation import UnknownProvince
from models.permissions import Person
from models.provinces import PROVINCES, Zone
from models.schema import Agency, StructureKind, Unit
from models.shaped_places import Shape, Shaped
from models.structure import change_place


def found_agency(
    session: Session, person: Person | None, code: str, name: str, first_day: date | None, now: datetime
) -> Agency:
    """Add an agency with its headquarters, from that day on its clock in Jakarta on; without one, from today on.

    Without a person it is the command line that adds. Raises `AlreadyThere`, and `UnfitFirstDay` for a day that is over
    or too far ahead.
    """
    by = person.member_id if person else None
    if first_day is None or first_day == local_date(now, Zone.WIB):
        return organisation.add_agency(session, code, name, now=now, by=by)
    agency = organisation.add_agency(session, code, name, now=now, enabled=False, by=by)
    change_place(session, person, Shaped(agency=agency), Shape(StructureKind.OPENED, first_day, {}), now)
    return agency


def found_unit(
    session: Session,
    person: Person | None,
    agency: Agency,
    code: str,
    name: str,
    province: int,
    first_day: date | None,
    now: datetime,
) -> Unit:
    """Add a unit to an agency, from that day on its own clock on; without one, from today on.

    Raises `AlreadyThere`, `UnknownProvince`, and `UnfitFirstDay` for a day that is over or too far ahead.
    """
    if province not in PROVINCES:
        raise UnknownProvince(province)
    by = person.member_id if person else None
    today = local_date(now, PROVINCES[province].zone)
    if first_day is None or first_day == today:
        return organisation.add_unit(session, agency, code, name, province, now=now, by=by)
    unit = organisation.add_unit(session, agency, code, name, province, now=now, by=by, closed_on=today)
    change_place(session, person, Shaped(unit=unit), Shape(StructureKind.OPENED, first_day, {}), now)
    return unit
