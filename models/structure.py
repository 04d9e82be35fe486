"""Agencies and units change from a date on: another name, another province, closed, open again.

A change for a day to come waits as a row until that day begins on the place's own clock (`bring_in`); one for today is
in force at once. A unit keeps its row, and so its figures, through every name; what it was called before stands in the
row of the change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.errors import LaporError, TooLong, one_line
from models.member_changes import AHEAD, UnfitFirstDay
from models.openings import coming_from
from models.organisation import UnknownProvince
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.places_emptied import empty_units, fill_units, needs_administrator_elsewhere, people_in
from models.provinces import PROVINCES, Zone, zone_of
from models.schema import Agency, StructureChange, StructureKind, Unit

LONGEST_NAME, SHORTEST_NAME = 120, 3


class MayNotShape(LaporError):
    """The person has no right over this agency or unit."""


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


def change_place(session: Session, person: Person | None, place: Shaped, shape: Shape, now: datetime) -> date | None:
    """Change a place from the shape's day on; give that day if it is yet to come, nothing if it is so now.

    What was planned of the same sort is off. Raises `UnfitFirstDay`, `UnfitPlaceName`, `StillPeopled`, `StillAwaited`
    and `LastAdministrator`.
    """
    today = local_date(now, place.zone)
    check_first_day(shape.first_day, today)
    content = _checked(session, place, shape)
    if _is_so_already(session, place, shape, content):
        return None
    _call_off(session, place, shape, now)
    change = StructureChange(
        kind=shape.kind,
        agency_id=place.agency.id if place.agency else None,
        unit_id=place.unit.id if place.unit else None,
        first_day=shape.first_day,
        content=content,
        entered_by=person.member_id if person else None,
        entered_at=now,
    )
    session.add(change)
    session.flush()
    _trace(session, change, f"{'unit' if place.unit else 'agency'}.{shape.kind}_planned", now)
    if shape.first_day > today:
        return shape.first_day
    _bring_in(session, place, change, now)
    return None


def check_first_day(first_day: date, today: date) -> None:
    """Go on only if a place may begin, or change, from that day on; raises `UnfitFirstDay`."""
    if not today <= first_day <= today + AHEAD:
        raise UnfitFirstDay(today, today + AHEAD)


def bring_in(session: Session, now: datetime) -> int:
    """Let every planned change be in force whose day has begun; give how many there were."""
    latest = local_date(now, Zone.WIT)
    waiting = (
        select(StructureChange)
        .where(StructureChange.applied_at.is_(None), StructureChange.cancelled_at.is_(None))
        .where(StructureChange.first_day <= latest)
        .order_by(StructureChange.first_day, StructureChange.id)
        .with_for_update(skip_locked=True)
    )
    count = 0
    for change in session.scalars(waiting).all():
        place = _place_of(session, change)
        if change.first_day <= local_date(now, place.zone):
            _bring_in(session, place, change, now)
            count += 1
    return count


def call_off(session: Session, person: Person | None, change_id: int, now: datetime) -> Shaped | None:
    """Call off a change that is yet to come; nothing where there is none such.

    Raises `MayNotShape` and `StillAwaited`.
    """
    change = session.get(StructureChange, change_id, with_for_update=True)
    if change is None:
        return None
    if change.unit_id is not None:
        place = shaped_unit(session, person, change.unit_id)
    else:
        place = shaped_agency(session, person, change.agency_id or 0)
    if change.applied_at is None and change.cancelled_at is None:
        _check_unawaited(session, place, change, None)
        change.cancelled_at = now
        _trace(session, change, "structure.called_off", now)
    return place


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


def _checked(session: Session, place: Shaped, shape: Shape) -> dict[str, Any]:
    """Give what is kept of a shape, after a look at whether it can be."""
    if shape.kind == StructureKind.RENAMED:
        return {"name": fit_place_name(str(shape.content["name"]))}
    if shape.kind == StructureKind.MOVED:
        _check_province(place, shape)
    if shape.kind == StructureKind.CLOSED:
        _check_successor(session, place, shape)
        _check_emptied(session, place, shape)
    return dict(shape.content)


def fit_place_name(text: str) -> str:
    """Give a name of an agency or unit as it is kept; raises `UnfitPlaceName` and `TooLong`."""
    name = one_line(text)
    if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name):
        raise UnfitPlaceName
    if len(name) > LONGEST_NAME:
        raise TooLong(LONGEST_NAME)
    return name


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


def _is_so_already(session: Session, place: Shaped, shape: Shape, content: Mapping[str, Any]) -> bool:
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


def _call_off(session: Session, place: Shaped, shape: Shape, now: datetime) -> None:
    """A new plan takes the place of the one before; opening that of closing, and the other way round."""
    against = {
        StructureKind.CLOSED: (StructureKind.CLOSED, StructureKind.OPENED),
        StructureKind.OPENED: (StructureKind.CLOSED, StructureKind.OPENED),
    }.get(shape.kind, (shape.kind,))
    for change in planned_changes(session, place):
        if change.kind in against:
            _check_unawaited(session, place, change, shape.first_day)
            change.cancelled_at = now
            _trace(session, change, "structure.called_off", now)


def _check_unawaited(session: Session, place: Shaped, change: StructureChange, until: date | None) -> None:
    """Whoever is to come there when it opens would be nowhere if it opened later: `until` that day, or never."""
    if change.kind != StructureKind.OPENED or place.is_open:
        return
    members = coming_from(session, units_of(session, place), change.first_day, until)
    if members:
        raise StillAwaited(members)


def _bring_in(session: Session, place: Shaped, change: StructureChange, now: datetime) -> None:
    match change.kind:
        case StructureKind.RENAMED:
            change.content = change.content | {"before": place.name}
            place.row.name = change.content["name"]
        case StructureKind.MOVED if place.unit is not None:
            change.content = change.content | {"before": place.unit.province}
            place.unit.province = change.content["province"]
        case StructureKind.CLOSED:
            _close(session, place, change, now)
        case StructureKind.OPENED:
            change.content = change.content | ({"before": "open"} if place.is_open else {})
            _open(session, place, change, now)
    change.applied_at = now
    session.flush()
    _trace(session, change, f"{'unit' if place.unit else 'agency'}.{change.kind}", now)


def _close(session: Session, place: Shaped, change: StructureChange, now: datetime) -> None:
    if place.unit is not None:
        place.unit.closed_on = change.first_day
    elif place.agency is not None:
        place.agency.enabled = False
    session.flush()
    move_to = change.content.get("move_to")
    empty_units(session, units_of(session, place), change.first_day, move_to, change.entered_by, now)


def _open(session: Session, place: Shaped, change: StructureChange, now: datetime) -> None:
    if place.unit is not None:
        place.unit.closed_on, place.unit.opened_on = None, change.first_day
    elif place.agency is not None:
        place.agency.enabled = True
    session.flush()
    fill_units(session, units_of(session, place), change.first_day, change.entered_by, now)


def _place_of(session: Session, change: StructureChange) -> Shaped:
    if change.unit_id is not None:
        return Shaped(unit=session.get_one(Unit, change.unit_id, with_for_update=True))
    return Shaped(agency=session.get_one(Agency, change.agency_id, with_for_update=True))


def _of(place: Shaped) -> tuple[Any, ...]:
    if place.unit is not None:
        return (StructureChange.unit_id == place.unit.id,)
    return (StructureChange.agency_id == (place.agency.id if place.agency else 0),)


def _trace(session: Session, change: StructureChange, action: str, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=change.entered_by,
        action=action,
        subject="unit" if change.unit_id is not None else "agency",
        subject_id=change.unit_id or change.agency_id or 0,
        content={"from": change.first_day.isoformat(), **change.content},
    )
