"""For whom a recap is made: the desk, one agency, or one unit; and the way up and down between them."""

import enum
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.permissions import Place
from models.schema import Agency, Unit


class Level(enum.StrEnum):
    """How much a recap takes in."""

    DESK = "desk"
    AGENCY = "agency"
    UNIT = "unit"


class UnknownScope(Exception):
    """A button names an agency or unit that is not (or no longer) there."""


@dataclass(frozen=True, slots=True)
class RecapScope:
    """The desk (nothing given), an agency, or a unit of an agency, with its names."""

    agency_id: int | None = None
    unit_id: int | None = None
    code: str = ""
    name: str = ""
    agency_code: str = ""

    @property
    def level(self) -> Level:
        """How much it takes in."""
        if self.unit_id is not None:
            return Level.UNIT
        return Level.DESK if self.agency_id is None else Level.AGENCY

    @property
    def place(self) -> Place:
        """What a permission is asked for."""
        return Place(agency_id=self.agency_id, unit_id=self.unit_id)


DESK = RecapScope()


def scope_of(session: Session, agency_id: int | None, unit_id: int | None = None) -> RecapScope:
    """Give the scope of these numbers; raises `UnknownScope` where there is none, or the unit is another agency's."""
    if agency_id is None:
        return _whole(unit_id)
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise UnknownScope
    if unit_id is None:
        return _of_agency(agency)
    unit = session.get(Unit, unit_id)
    if unit is None or unit.agency_id != agency.id:
        raise UnknownScope
    return _of_unit(unit, agency.code)


def parent_of(session: Session, scope: RecapScope) -> RecapScope | None:
    """Give what a scope belongs to; nothing for the desk."""
    match scope.level:
        case Level.UNIT:
            return scope_of(session, scope.agency_id)
        case Level.AGENCY:
            return DESK
        case _:
            return None


def children_of(session: Session, scope: RecapScope) -> tuple[RecapScope, ...]:
    """List the agencies of the desk that take part, or the units of an agency, by name; a unit has none."""
    if scope.level == Level.DESK:
        agencies = session.scalars(select(Agency).where(Agency.enabled).order_by(Agency.id))
        return tuple(_of_agency(agency) for agency in agencies)
    if scope.level == Level.UNIT:
        return ()
    units = session.scalars(select(Unit).where(Unit.agency_id == scope.agency_id).order_by(Unit.name, Unit.id))
    return tuple(_of_unit(unit, scope.code) for unit in units)


def all_scopes(session: Session) -> tuple[RecapScope, ...]:
    """List all agencies, then all units."""
    agencies = {agency.id: agency for agency in session.scalars(select(Agency).order_by(Agency.id))}
    units = session.scalars(select(Unit).order_by(Unit.agency_id, Unit.name, Unit.id))
    return (
        *(_of_agency(agency) for agency in agencies.values()),
        *(_of_unit(unit, agencies[unit.agency_id].code) for unit in units),
    )


def _whole(unit_id: int | None) -> RecapScope:
    if unit_id is not None:
        raise UnknownScope
    return DESK


def _of_agency(agency: Agency) -> RecapScope:
    return RecapScope(agency.id, None, agency.code, agency.name, agency.code)


def _of_unit(unit: Unit, agency_code: str) -> RecapScope:
    return RecapScope(unit.agency_id, unit.id, unit.code, unit.name, agency_code)
