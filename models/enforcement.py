"""Enforcement events (penindakan) as they stand: how many suspects, and never who."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from models.goods import Goods, GoodsKind, Quantity
from models.permissions import Action, Person, Place, may
from models.schema import Agency, Enforcement, EnforcementGoods, EnforcementRevision, Unit


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of an event. Money in rupiah; `None` means that nobody knows it yet: that is not zero."""

    event_date: date
    unit_id: int
    goods: tuple[Goods, ...]
    goods_value: int | None
    cases: int
    suspects: int
    loss_prevented: int | None

    def as_json(self) -> dict[str, Any]:
        """Write the values down for a revision and for the trail."""
        return {
            "event_date": self.event_date.isoformat(),
            "unit_id": self.unit_id,
            "goods": [goods_as_json(one) for one in self.goods],
            "goods_value": self.goods_value,
            "cases": self.cases,
            "suspects": self.suspects,
            "loss_prevented": self.loss_prevented,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it stands now."""

    id: int
    agency_id: int
    agency_code: str
    unit_name: str
    facts: Facts
    revision: int
    voided: bool
    #: When it was last changed, and why; the first time needs no reason.
    changed_at: datetime
    reason: str | None


def find(session: Session, person: Person, event_id: int) -> Event | None:
    """Give an event; nothing where there is none for which the person may act."""
    return next(iter(events(session, Enforcement.id == event_id, _reach(person), most=1)), None)


def latest(session: Session, person: Person, *, most: int = 5) -> list[Event]:
    """List the events that the person may see, the latest first; those that were taken back are left out."""
    return events(session, Enforcement.voided_at.is_(None), _reach(person), most=most)


def goods_as_json(goods: Goods) -> dict[str, Any]:
    """Write one kind of goods down."""
    quantity = goods.quantity
    return {
        "kind": goods.kind.value,
        "thousandths": quantity.thousandths if quantity else None,
        "measure": quantity.measure if quantity else None,
    }


def goods_from_json(written: Mapping[str, Any]) -> Goods:
    """Read one kind of goods that was written down."""
    return _goods(written["kind"], written["thousandths"], written["measure"])


def _goods(kind: str, thousandths: int | None, measure: str | None) -> Goods:
    known = thousandths is not None and measure is not None
    return Goods(GoodsKind(kind), Quantity(thousandths or 0, measure or "") if known else None)


def _reach(person: Person) -> ColumnElement[bool]:
    """The events for which the person may act: those of all agencies, or of their own."""
    if may(person, Action.ENFORCEMENT, Place()):
        return true()
    if may(person, Action.ENFORCEMENT, Place(agency_id=person.agency_id)):
        return Enforcement.agency_id == person.agency_id
    return ~true()


def events(session: Session, *conditions: ColumnElement[bool], most: int) -> list[Event]:
    """List the events that the conditions allow, the latest first."""
    query = (
        select(Enforcement, Unit.name, Agency.code, EnforcementRevision)
        .join(Unit, Unit.id == Enforcement.unit_id)
        .join(Agency, Agency.id == Enforcement.agency_id)
        .join(
            EnforcementRevision,
            (EnforcementRevision.enforcement_id == Enforcement.id)
            & (EnforcementRevision.number == Enforcement.revision),
        )
        .where(*conditions)
        .order_by(Enforcement.event_date.desc(), Enforcement.id.desc())
        .limit(most)
    )
    rows = session.execute(query).all()
    goods = goods_of(session, [row[0].id for row in rows])
    return [_event(row, unit, code, revision, tuple(goods.get(row.id, ()))) for row, unit, code, revision in rows]


def goods_of(session: Session, event_ids: Sequence[int]) -> Mapping[int, list[Goods]]:
    """Give the goods of events, in the order in which they were told."""
    query = (
        select(EnforcementGoods)
        .where(EnforcementGoods.enforcement_id.in_(event_ids))
        .order_by(EnforcementGoods.enforcement_id, EnforcementGoods.position)
    )
    found: defaultdict[int, list[Goods]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.enforcement_id].append(_goods(row.kind, row.thousandths, row.measure))
    return found


def _event(
    row: Enforcement, unit_name: str, agency_code: str, revision: EnforcementRevision, goods: tuple[Goods, ...]
) -> Event:
    facts = Facts(
        event_date=row.event_date,
        unit_id=row.unit_id,
        goods=goods,
        goods_value=row.goods_value,
        cases=row.cases,
        suspects=row.suspects,
        loss_prevented=row.loss_prevented,
    )
    return Event(
        id=row.id,
        agency_id=row.agency_id,
        agency_code=agency_code,
        unit_name=unit_name,
        facts=facts,
        revision=row.revision,
        voided=row.voided_at is not None,
        changed_at=revision.at,
        reason=revision.reason,
    )
