"""Whether an agency or a unit can change as somebody wants it: its name, its first day, and its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.errors import LaporError, fitting, one_line
from models.member_changes import AHEAD, UnfitFirstDay
from models.openings import coming_from
from models.organisation import UnknownProvince
from models.places_emptied import needs_administrator_elsewhere, people_in
from models.provinces import PROVINCES
from models.schema import StructureChange, StructureKind, Unit
from models.shaped_places import MayNotShape, Shape, Shaped, planned_changes, units_of

LONGEST_NAME, SHORTEST_NAME = 120, 3


class UnfitPlaceName(LaporError):
    """What was typed is no name of an agency or unit."""


@dataclass(eq=False)
class StillPeopled(LaporError):
    """A place can't be closed before it is said what becomes of the members there."""

    members: int


@dataclass(eq=False)
class StillAwaited(LaporError):
    """A place can't open later, or never, while members are to come there before."""

    members: int


def check_first_day(first_day: date, today: date) -> None:
    """Go on only if a place may begin, or change, from that day on; raises `UnfitFirstDay`."""
    if not today <= first_day <= today + AHEAD:
        raise UnfitFirstDay(today, today + AHEAD)


def fit_place_name(text: str) -> str:
    """Give a name of an agency or unit as it is kept; raises `UnfitPlaceName` and `TooLong`."""
    name = one_line(text)
    if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name):
        raise UnfitPlaceName
    return fitting(name, LONGEST_NAME)


def checked(session: Session, place: Shaped, shape: Shape) -> dict[str, Any]:
    """Give what is kept of a shape, after a look at whether it can be.

    Raises `UnfitPlaceName`, `TooLong`, `UnknownProvince`, `MayNotShape`, `StillPeopled` and `LastAdministrator`.
    """
    if shape.kind == StructureKind.RENAMED:
        return {"name": fit_place_name(str(shape.content["name"]))}
    if shape.kind == StructureKind.MOVED:
        _check_province(place, shape)
    if shape.kind == StructureKind.CLOSED:
        _check_successor(session, place, shape)
        _check_emptied(session, place, shape)
    return dict(shape.content)


def is_so_already(session: Session, place: Shaped, shape: Shape, content: Mapping[str, Any]) -> bool:
    """A second tap changes nothing: neither what is so, nor what is planned just so."""
    same = [row for row in planned_changes(session, place) if row.kind == shape.kind]
    if any((row.first_day, dict(row.content)) == (shape.first_day, dict(content)) for row in same):
        return True
    if same:
        return False
    match shape.kind:
        case StructureKind.RENAMED:
            return place.name == str(content["name"])
        case StructureKind.MOVED:
            return place.unit is not None and place.unit.province == int(content["province"])
        case StructureKind.CLOSED:
            return not place.is_open
        case StructureKind.OPENED:
            closes = any(row.kind == StructureKind.CLOSED for row in planned_changes(session, place))
            return place.is_open and not closes


def check_unawaited(session: Session, place: Shaped, change: StructureChange, until: date | None) -> None:
    """Whoever is to come there when it opens would be nowhere if it opened later: `until` that day, or never.

    Raises `StillAwaited`.
    """
    if change.kind != StructureKind.OPENED or place.is_open:
        return
    members = coming_from(session, units_of(session, place), change.first_day, until)
    if members:
        raise StillAwaited(members)


def _check_province(place: Shaped, shape: Shape) -> None:
    if place.unit is None:
        raise MayNotShape
    if shape.content["province"] not in PROVINCES:
        raise UnknownProvince(shape.content["province"])


def _check_successor(session: Session, place: Shaped, shape: Shape) -> None:
    """Members go to an open unit of the same agency."""
    move_to = shape.content.get("move_to")
    if move_to is None:
        return
    found = session.get(Unit, move_to)
    fits = found is not None and place.unit is not None and found.agency_id == place.unit.agency_id
    if found is None or not fits or found.closed_on is not None or found is place.unit:
        raise MayNotShape


def _check_emptied(session: Session, place: Shaped, shape: Shape) -> None:
    units = units_of(session, place)
    members = people_in(session, units, shape.first_day)
    moved, ended = shape.content.get("move_to"), shape.content.get("end")
    if members and not moved and not ended:
        raise StillPeopled(members)
    if not moved:
        needs_administrator_elsewhere(session, units, shape.first_day)
