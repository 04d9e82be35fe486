"""On which days agencies and units take part: since when, from when on, and whether on a given day.

A place that is added for a day to come is closed until then, and opens as one does that was closed for a time: by a
planned row of `structure_change`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models.schema import Agency, Membership, StructureChange, StructureKind, Unit

_CHANGE = StructureChange
_PLANNED = and_(_CHANGE.applied_at.is_(None), _CHANGE.cancelled_at.is_(None))
_APPLIED = _CHANGE.applied_at.is_not(None)
_OPENS = _CHANGE.kind == StructureKind.OPENED
_CLOSES = _CHANGE.kind == StructureKind.CLOSED


@dataclass(frozen=True, slots=True)
class Openings:
    """The first days of what does not take part yet, or not now, by the numbers of agencies and units."""

    agencies: Mapping[int, date]
    units: Mapping[int, date]


def planned_openings(session: Session) -> Openings:
    """Give what is planned to open, and when."""
    rows = session.execute(select(_CHANGE.agency_id, _CHANGE.unit_id, _CHANGE.first_day).where(_PLANNED, _OPENS)).all()
    agencies = {row.agency_id: row.first_day for row in rows if row.agency_id is not None}
    return Openings(agencies, {row.unit_id: row.first_day for row in rows if row.unit_id is not None})


def open_from(session: Session, place: Agency | Unit, day: date) -> date | None:
    """Give the first day, from the given one on, on which a place is open; nothing where none is known.

    A closing that is only planned does not count: it takes along whoever comes before it is in force.
    """
    turns = _turns(session, place)
    before = [turn for turn in turns if turn.first_day <= day]
    if before:
        was_open = before[-1].kind == StructureKind.OPENED
    elif turns:
        was_open = turns[0].kind == StructureKind.CLOSED
    else:
        was_open = _is_open(place)
    if was_open:
        return day
    return next((turn.first_day for turn in turns if turn.first_day > day and turn.kind == StructureKind.OPENED), None)


def opened_since(session: Session, place: Agency | Unit) -> date | None:
    """Give the day on which an open place opened last; nothing where it has been open from the beginning."""
    if not _is_open(place):
        return None
    turns = _turns(session, place)
    return next((turn.first_day for turn in reversed(turns) if turn.kind == StructureKind.OPENED), None)


def has_begun(session: Session, place: Agency | Unit) -> bool:
    """Tell whether a place has ever taken part: it does now, or was closed once."""
    return _is_open(place) or bool(session.scalar(select(_CHANGE.id).where(_of(place), _APPLIED, _CLOSES).limit(1)))


def coming_from(session: Session, unit_ids: Sequence[int], first: date, before: date | None) -> int:
    """Count the members who are to come into one of the units on a day of these; `before` itself is not one."""
    until = () if before is None else (Membership.first_day < before,)
    there = Membership.unit_id.in_(list(unit_ids)), Membership.first_day >= first, *until
    return session.scalar(select(func.count(Membership.member_id.distinct())).where(*there)) or 0


def _is_open(place: Agency | Unit) -> bool:
    return place.enabled if isinstance(place, Agency) else place.closed_on is None


def _turns(session: Session, place: Agency | Unit) -> Sequence[StructureChange]:
    """What opened and closed a place, and what will open it, the first one first."""
    counts = or_(and_(_APPLIED, or_(_OPENS, _CLOSES)), and_(_PLANNED, _OPENS))
    rows = session.scalars(select(_CHANGE).where(_of(place), counts).order_by(_CHANGE.first_day, _CHANGE.id))
    return [row for row in rows if row.content.get("before") != "open"]  # that one only called a closing off


def _of(place: Agency | Unit) -> ColumnElement[bool]:
    return _CHANGE.agency_id == place.id if isinstance(place, Agency) else _CHANGE.unit_id == place.id
