"""What is shaped, an agency or a unit: for whom, how it is to change, and what of it is yet to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import LaporError
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.provinces import Zone, zone_of
from models.schema import Agency, StructureChange, StructureKind, Unit


class MayNotShape(LaporError):
    """The person has no right over this agency or unit."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """An agency or a unit that is changed: one of the two."""

    agency: Agency | None = None
    unit: Unit | None = None

    @property
    def zone(self) -> Zone:
        """By which clock its days run: the unit's own, an agency's in Jakarta."""
        return zone_of(self.unit.province) if self.unit else Zone.WIB

    @property
    def name(self) -> str:
        """What it is called today."""
        return self.row.name

    @property
    def row(self) -> Agency | Unit:
        """Whichever of the two it is."""
        row = self.unit or self.agency
        assert row is not None  # noqa: S101 - it is made with one of the two
        return row

    @property
    def is_open(self) -> bool:
        """Whether it takes part today."""
        return self.unit.closed_on is None if self.unit else bool(self.agency and self.agency.enabled)


@dataclass(frozen=True, slots=True)
class Shape:
    """What changes, and from which day on."""

    kind: StructureKind
    first_day: date
    #: `name`, `province`, or of a closing `move_to` (a unit) or `end` (the memberships).
    content: Mapping[str, Any]


def shaped_agency(session: Session, person: Person | None, agency_id: int) -> Shaped:
    """Give an agency for somebody who may shape it (the command line may); raises `MayNotShape`."""
    agency = session.get(Agency, agency_id, with_for_update=True)
    if agency is None or (person is not None and not may(person, Action.AGENCIES, EVERYTHING)):
        raise MayNotShape
    return Shaped(agency=agency)


def shaped_unit(session: Session, person: Person | None, unit_id: int) -> Shaped:
    """Give a unit for somebody who may shape it (the command line may); raises `MayNotShape`."""
    unit = session.get(Unit, unit_id, with_for_update=True)
    if unit is None or (person is not None and not may(person, Action.UNITS, Place(unit.agency_id, unit.id))):
        raise MayNotShape
    return Shaped(unit=unit)


def place_of(session: Session, change: StructureChange) -> Shaped:
    """Give the place that a change is of."""
    if change.unit_id is not None:
        return Shaped(unit=session.get_one(Unit, change.unit_id, with_for_update=True))
    return Shaped(agency=session.get_one(Agency, change.agency_id, with_for_update=True))


def planned_changes(session: Session, place: Shaped) -> list[StructureChange]:
    """List what is yet to come of a place, the first one first."""
    waits = (StructureChange.applied_at.is_(None), StructureChange.cancelled_at.is_(None))
    query = select(StructureChange).where(*_of(place), *waits).order_by(StructureChange.first_day)
    return list(session.scalars(query))


def units_of(session: Session, place: Shaped) -> list[int]:
    """Give the units that a change concerns: the one, or all of an agency."""
    if place.unit is not None:
        return [place.unit.id]
    return list(session.scalars(select(Unit.id).where(Unit.agency_id == (place.agency.id if place.agency else 0))))


def _of(place: Shaped) -> tuple[Any, ...]:
    if place.unit is not None:
        return (StructureChange.unit_id == place.unit.id,)
    return (StructureChange.agency_id == (place.agency.id if place.agency else 0),)
