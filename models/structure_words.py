"""Adding an agency or a unit from what somebody wrote: its code, then its name; its first day was chosen before."""

import re
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.errors import LaporError
from models.founding import found_agency, found_unit
from models.permissions import Person
from models.schema import Agency, Unit
from models.structure_checks import fit_place_name
from models.writing import tidied

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
#: Characters of the code of an agency, and of a unit.
_AGENCY, _UNIT = 16, 24


class UnfitCode(LaporError):
    """What was typed does not begin with a code and go on with a name."""


def add_written_agency(session: Session, person: Person, text: str, first_day: date | None, now: datetime) -> Agency:
    """Add an agency from its code and name, from that day on; without one, from today on.

    Raises `UnfitCode`, `UnfitPlaceName`, `TooLong`, `AlreadyThere` and `UnfitFirstDay`.
    """
    code, name = _parted(text, _AGENCY)
    return found_agency(session, person, code, name, first_day, now)


def add_written_unit(
    session: Session,
    person: Person,
    agency_id: int,
    province: int,
    text: str,
    first_day: date | None,
    now: datetime,
) -> Unit:
    """Add a unit from its code and name, from that day on; without one, from today on.

    Raises `UnfitCode`, `UnfitPlaceName`, `TooLong`, `AlreadyThere` and `UnfitFirstDay`.
    """
    code, name = _parted(text, _UNIT)
    agency = session.get_one(Agency, agency_id)
    return found_unit(session, person, agency, code, name, province, first_day, now)


def _parted(text: str, longest: int) -> tuple[str, str]:
    code, _, name = tidied(text).partition(" ")
    code = code.upper()
    if not _CODE.fullmatch(code) or len(code) > longest or not name:
        raise UnfitCode
    return code, fit_place_name(name)
