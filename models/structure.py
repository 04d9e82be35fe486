"""Agencies and units change from a date on: another name, another province, closed, open again.

A change for a day to come waits as a row until that day begins on the place's own clock (`bring_in`); one for today is
in force at once. A unit keeps its row, and so its figures, through every name; what it was called before stands in the
row of the change.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.permissions import Person
from models.places_emptied import empty_units, fill_units
from models.provinces import Zone
from models.schema import StructureChange, StructureKind
from models.shaped_places import Shape, Shaped, place_of, planned_changes, shaped_agency, shaped_unit, units_of
from models.structure_checks import check_first_day, check_unawaited, checked, is_so_already


def change_place(session: Session, person: Person | None, place: Shaped, shape: Shape, now: datetime) -> date | None:
    """Change a place from the shape's day on; give that day if it is yet to come, nothing if it is so now.

    What was planned of the same sort is off. Raises `UnfitFirstDay`, `UnfitPlaceName`, `StillPeopled`, `StillAwaited`
    and `LastAdministrator`.
    """
    today = local_date(now, place.zone)
    check_first_day(shape.first_day, today)
    content = checked(session, place, shape)
    if is_so_already(session, place, shape, content):
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
        place = place_of(session, change)
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
        check_unawaited(session, place, change, None)
        change.cancelled_at = now
        _trace(session, change, "structure.called_off", now)
    return place


def _call_off(session: Session, place: Shaped, shape: Shape, now: datetime) -> None:
    """A new plan takes the place of the one before; opening that of closing, and the other way round."""
    against = {
        StructureKind.CLOSED: (StructureKind.CLOSED, StructureKind.OPENED),
        StructureKind.OPENED: (StructureKind.CLOSED, StructureKind.OPENED),
    }.get(shape.kind, (shape.kind,))
    for change in planned_changes(session, place):
        if change.kind in against:
            check_unawaited(session, place, change, shape.first_day)
            change.cancelled_at = now
            _trace(session, change, "structure.called_off", now)


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
