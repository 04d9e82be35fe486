"""Adding an agency or a unit from what somebody wrote: its code, then its name."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from models import organisation
from models.errors import LaporError
from models.permissions import Person
from models.schema import Agency, Unit
from models.structure import fit_place_name
from models.writing import tidied

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
#: Characters of the code of an agency, and of a unit.
_AGENCY, _UNIT = 16, 24


class UnfitCode(LaporError):
    """What was typed does not begin with a code and go on with a name."""


def add_written_agency(session: Session, person: Person, text: str, now: datetime) -> Agency:
    """Add an agency from its code and name; raises `UnfitCode`, `UnfitPlaceName`, `TooLong` and `AlreadyThere`."""
    code, name = _parted(text, _AGENCY)
    return organisation.add_agency(session, code, name, now=now, by=person.member_id)


def add_written_unit(session: Session, person: Person, agency_id: int, province: int, text: str, now: datetime) -> Unit:
    """Add a unit from its code and name; raises `UnfitCode`, `UnfitPlaceName`, `TooLong` and `AlreadyThere`."""
    code, name = _parted(text, _UNIT)
    agency = session.get_one(Agency, agency_id)
    return organisation.add_unit(session, agency, code, name, province, now=now, by=person.member_id)


def _parted(text: str, longest: int) -> tuple[str, str]:
    code, _, name = tidied(text).partition(" ")
    code = code.upper()
    if not _CODE.fullmatch(code) or len(code) > longest or not name:
        raise UnfitCode
    return code, fit_place_name(name)
