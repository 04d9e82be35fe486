"""Results (capaian) of a period: what enforcement events add up to, and beside them what was published before.

What the bot has counted and what somebody published are two things here, and stay so. A published figure is only ever
carried on by events that it can't include: those after the last date that it tells of. An event within that time is
taken to be in it already, and is never added to it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from models.goods import GoodsKind, Quantity
from models.opening_balances import Balance, Measure, OpeningFigure, balances_of
from models.periods import Period
from models.permissions import Place
from models.schema import Agency, Enforcement, EnforcementGoods, Unit


@dataclass(frozen=True, slots=True)
class Figures:
    """What events add up to. Money in rupiah, empty where no event tells it; the two sums of money stay apart."""

    events: int
    goods_value: int | None
    cases: int
    suspects: int
    loss_prevented: int | None
    #: How many of the events tell no value of goods.
    unvalued: int = 0

    def of(self, measure: Measure) -> int | None:
        """Give one of the four figures."""
        amount: int | None = getattr(self, measure.value)
        return amount


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One agency's share; for a single agency, one unit's."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class GoodsTotal:
    """One kind of goods: in how many events, and how much where that was told, apart for each measure."""

    kind: GoodsKind
    events: int
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """A published figure, and the events after it: never a figure that the bot has counted as a whole."""

    figure: OpeningFigure
    source: str
    #: The date of the source.
    as_of: date
    #: The last date that the published figure includes.
    covered_until: date
    #: What events after that add, until the results' `until`; nothing where none tells it.
    added: int | None
    #: How many such events there are.
    events_after: int

    @property
    def total(self) -> int:
        """The published figure and what came after it, to the digit."""
        return self.figure.amount + (self.added or 0)

    @property
    def until_now(self) -> bool:
        """Whether the source tells it "hingga saat ini", without saying from when."""
        return self.figure.period is None


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a period for the desk (`agency_id` empty), one agency, or one unit."""

    period: Period
    agency_id: int | None
    unit_id: int | None
    #: The agency's or unit's name; nothing for the desk.
    scope_name: str | None
    #: The last date that is included: the period's, or today; nothing where it has not begun.
    until: date | None
    #: What the bot has counted: events that happened in the period.
    counted: Figures
    lines: tuple[ResultLine, ...]
    goods: tuple[GoodsTotal, ...]
    #: What was published before, in the order of the four measures; a measure of which nothing was published is absent.
    carried_on: tuple[CarriedOn, ...]

    def published(self, measure: Measure) -> CarriedOn | None:
        """Give what was published of a measure, carried on."""
        return next((one for one in self.carried_on if one.figure.measure == measure), None)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, neither counted nor published."""
        return not self.counted.events and not self.carried_on


def of_period(session: Session, period: Period, place: Place, today: date) -> Results:
    """Give the results of a period at a place: the desk, an agency, or a unit. `today` is the date in Jakarta.

    What was published for the desk is told of the desk alone, and what was published for an agency of that agency.
    """
    until = min(period.last, today)
    inside = _inside(period.first, until, place)
    return Results(
        period=period,
        agency_id=place.agency_id,
        unit_id=place.unit_id,
        scope_name=_scope_name(session, place),
        until=until if until >= period.first else None,
        counted=_figures(session, inside),
        lines=_lines(session, inside, place),
        goods=_goods(session, inside),
        carried_on=_carried_on(session, period, until, place),
    )


def _inside(first: date, last: date, place: Place) -> ColumnElement[bool]:
    """The events of these dates at the place that stand."""
    conditions: list[ColumnElement[bool]] = [
        Enforcement.event_date.between(first, last),
        Enforcement.voided_at.is_(None),
    ]
    if place.agency_id is not None:
        conditions.append(Enforcement.agency_id == place.agency_id)
    if place.unit_id is not None:
        conditions.append(Enforcement.unit_id == place.unit_id)
    return and_(*conditions)


def _sums() -> tuple[ColumnElement[Any], ...]:
    return (
        func.count(Enforcement.id),
        func.sum(Enforcement.goods_value),
        func.coalesce(func.sum(Enforcement.cases), 0),
        func.coalesce(func.sum(Enforcement.suspects), 0),
        func.sum(Enforcement.loss_prevented),
        func.count(Enforcement.id) - func.count(Enforcement.goods_value),
    )


def _read(row: Sequence[Any]) -> Figures:
    """PostgreSQL adds big numbers up to decimals: here they are whole numbers again."""
    return Figures(*(None if value is None else int(value) for value in row))  # type: ignore[arg-type]


def _figures(session: Session, inside: ColumnElement[bool]) -> Figures:
    return _read(session.execute(select(*_sums()).where(inside)).one())


def _lines(session: Session, inside: ColumnElement[bool], place: Place) -> tuple[ResultLine, ...]:
    """By agency for the desk, and by unit for an agency."""
    table, key = (Agency, Enforcement.agency_id) if place.agency_id is None else (Unit, Enforcement.unit_id)
    query = (
        select(table.code, table.name, *_sums())
        .join(table, table.id == key)
        .where(inside)
        .group_by(table.id, table.code, table.name)
        .order_by(table.id)
    )
    return tuple(ResultLine(code, name, _read(sums)) for code, name, *sums in session.execute(query))


def _goods(session: Session, inside: ColumnElement[bool]) -> tuple[GoodsTotal, ...]:
    """The kinds of goods, those of the most events first."""
    query = (
        select(
            EnforcementGoods.kind,
            EnforcementGoods.measure,
            func.sum(EnforcementGoods.thousandths),
        )
        .join(Enforcement, Enforcement.id == EnforcementGoods.enforcement_id)
        .where(inside)
        .group_by(EnforcementGoods.kind, EnforcementGoods.measure)
        .order_by(EnforcementGoods.kind, EnforcementGoods.measure)
    )
    quantities: defaultdict[str, list[Quantity]] = defaultdict(list)
    for kind, measure, thousandths in session.execute(query):
        if measure is not None and thousandths is not None:
            quantities[kind].append(Quantity(int(thousandths), measure))
    events = _events_by_kind(session, inside)
    order = sorted(events, key=lambda kind: (-events[kind], list(GoodsKind).index(GoodsKind(kind))))
    return tuple(GoodsTotal(GoodsKind(kind), events[kind], tuple(quantities[kind])) for kind in order)


def _events_by_kind(session: Session, inside: ColumnElement[bool]) -> Mapping[str, int]:
    """An event with two sorts of one kind counts once for it."""
    query = (
        select(EnforcementGoods.kind, func.count(EnforcementGoods.enforcement_id.distinct()))
        .join(Enforcement, Enforcement.id == EnforcementGoods.enforcement_id)
        .where(inside)
        .group_by(EnforcementGoods.kind)
    )
    return {kind: int(count) for kind, count in session.execute(query)}


def _carried_on(session: Session, period: Period, until: date, place: Place) -> tuple[CarriedOn, ...]:
    """Of each measure the latest figure that says something about the period."""
    if place.unit_id is not None:
        return ()
    told = [balance for balance in balances_of(session, place.agency_id) if _concerns(balance, period)]
    found = []
    for measure in Measure:
        pair = _latest(told, measure)
        if pair is not None:
            found.append(_carry_on(session, *pair, until, place))
    return tuple(found)


def _concerns(balance: Balance, period: Period) -> bool:
    """Whether a source says something about a period: it was published in it or before, or tells a part of it."""
    parts = (figure.period for figure in balance.publication.figures)
    return balance.publication.as_of <= period.last or any(
        part is not None and part.first <= period.last and part.last >= period.first for part in parts
    )


def _latest(balances: Sequence[Balance], measure: Measure) -> tuple[Balance, OpeningFigure] | None:
    for balance in balances:
        for figure in balance.publication.figures:
            if figure.measure == measure:
                return balance, figure
    return None


def _carry_on(session: Session, balance: Balance, figure: OpeningFigure, until: date, place: Place) -> CarriedOn:
    covered_until = balance.covered_until(figure)
    after = _figures(session, _inside(covered_until + timedelta(days=1), until, place))
    return CarriedOn(
        figure=figure,
        source=balance.publication.source,
        as_of=balance.publication.as_of,
        covered_until=covered_until,
        added=after.of(figure.measure),
        events_after=after.events,
    )


def _scope_name(session: Session, place: Place) -> str | None:
    if place.unit_id is not None:
        return session.get_one(Unit, place.unit_id).name
    return session.get_one(Agency, place.agency_id).name if place.agency_id is not None else None
