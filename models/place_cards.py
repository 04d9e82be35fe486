"""Agencies and units as those see them who shape them: how many are there, and what is planned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.clock import local_date
from models.openings import has_begun, opened_since
from models.places_emptied import people_in
from models.provinces import PROVINCES, Province
from models.schema import Agency, StructureKind, Unit
from models.shaped_places import Shaped, planned_changes, units_of


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change that is yet to come."""

    id: int
    kind: StructureKind
    first_day: date
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """An agency (without province) or a unit, as it stands today."""

    id: int
    agency_id: int
    agency_code: str
    code: str
    name: str
    province: Province | None
    is_open: bool
    #: Whether it takes part, or has done so before it was closed.
    has_begun: bool
    #: Since when it is open, where it has not been so from the beginning.
    opened_on: date | None
    closed_on: date | None
    members: int
    units: int
    today: date
    planned: tuple[PlannedChange, ...]


def place_card(session: Session, place: Shaped, now: datetime) -> PlaceCard:
    """Give a place as it stands."""
    today = local_date(now, place.zone)
    unit = place.unit
    agency = place.agency or session.get_one(Agency, unit.agency_id if unit else 0)
    units = units_of(session, place)
    planned = tuple(
        PlannedChange(one.id, one.kind, one.first_day, dict(one.content)) for one in planned_changes(session, place)
    )
    return PlaceCard(
        id=unit.id if unit else agency.id,
        agency_id=agency.id,
        agency_code=agency.code,
        code=unit.code if unit else agency.code,
        name=place.name,
        province=PROVINCES[unit.province] if unit else None,
        is_open=place.is_open,
        has_begun=has_begun(session, place.row),
        opened_on=opened_since(session, place.row),
        closed_on=unit.closed_on if unit else None,
        members=people_in(session, units, today),
        units=len(units),
        today=today,
        planned=planned,
    )


def unit_name(session: Session, unit_id: int) -> str:
    """Give what a unit is called."""
    return session.get_one(Unit, unit_id).name
