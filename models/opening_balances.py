"""Opening balances: figures that somebody else published before the bot counted, each with its source and its time.

A figure whose source names a period belongs to that period. One without a period is told "hingga saat ini": it reaches
to the date of the source, and nobody knows from when. (Release 226/SP/HM.01.02/POLKAM/7/2025 of 24 July 2025 tells only
the Rp125,9 miliar for January–June; Rp7,9 triliun, 1.152 cases and 272 suspects are told "hingga saat ini".)
"""

import enum
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.periods import Period
from models.permissions import Person
from models.schema import Agency, OpeningBalance
from models.schema import OpeningFigure as FigureRow

LONGEST_SOURCE = 200
#: Rupiah, cases or people.
MOST = 999_999_999_999_999


class Measure(enum.StrEnum):
    """The four figures of a result, in the order in which a press release tells them; the first and the last in rupiah.

    `GOODS_VALUE` and `LOSS_PREVENTED` are never added up with each other.
    """

    GOODS_VALUE = "goods_value"
    CASES = "cases"
    SUSPECTS = "suspects"
    LOSS_PREVENTED = "loss_prevented"

    @property
    def is_money(self) -> bool:
        """Whether it is in rupiah."""
        return self in (Measure.GOODS_VALUE, Measure.LOSS_PREVENTED)


class BalanceFlaw(enum.StrEnum):
    """Why an opening balance cannot be as it was written."""

    NO_SOURCE = "no_source"
    SOURCE_TOO_LONG = "source_too_long"
    NO_FIGURE = "no_figure"
    AHEAD = "ahead"
    PERIOD_AHEAD = "period_ahead"
    TOO_MUCH = "too_much"


@dataclass(eq=False)
class UnfitBalance(LaporError):
    """An opening balance cannot be that way."""

    flaw: BalanceFlaw


@dataclass(frozen=True, slots=True)
class OpeningFigure:
    """One figure as its source tells it; without a period it is told "hingga saat ini"."""

    measure: Measure
    #: Rupiah, cases or people.
    amount: int
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What somebody published: for the whole desk where `agency_id` is empty. `as_of` is the date of the source."""

    source: str
    as_of: date
    figures: tuple[OpeningFigure, ...]
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """An opening balance as it stands in the database."""

    id: int
    publication: Publication
    voided: bool

    def covered_until(self, figure: OpeningFigure) -> date:
        """Give the last date that a figure includes: its period's, or the date of the source."""
        return figure.period.last if figure.period else self.publication.as_of


def enter(session: Session, person: Person | None, publication: Publication, now: datetime, *, today: date) -> Balance:
    """Enter an opening balance; the very same one stands only once. The caller has checked the right.

    One with the same source and date is put right: the former one is taken back. Raises `UnfitBalance`.
    """
    check(publication, today)
    for standing in _balances(session, OpeningBalance.voided_at.is_(None), *_is(publication)):
        if standing.publication == publication:
            return standing
        take_back(session, person, standing.id, now)
    row = OpeningBalance(
        agency_id=publication.agency_id,
        source=publication.source,
        as_of=publication.as_of,
        entered_by=person.member_id if person else None,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(_row(row.id, figure) for figure in publication.figures)
    session.flush()
    return _traced(session, row, person, "entered", now)


def take_back(session: Session, person: Person | None, balance_id: int, now: datetime) -> Balance | None:
    """Take an opening balance back: it shows nowhere any more. Nothing where there is none of that number."""
    row = session.get(OpeningBalance, balance_id, with_for_update=True)
    if row is None:
        return None
    if row.voided_at is not None:
        return _balances(session, OpeningBalance.id == row.id)[0]
    row.voided_at = now
    return _traced(session, row, person, "taken_back", now)


def balances_of(session: Session, agency_id: int | None) -> list[Balance]:
    """List the balances of the desk or of one agency that stand, the latest source first.

    Those of agencies are no part of the desk's: the desk's own figures hold them already.
    """
    return _balances(session, OpeningBalance.voided_at.is_(None), _of(agency_id))


def balance_by_id(session: Session, balance_id: int) -> Balance | None:
    """Give a balance, also one that was taken back."""
    return next(iter(_balances(session, OpeningBalance.id == balance_id)), None)


def check(publication: Publication, today: date) -> None:
    """Make sure that an opening balance can be so; raises `UnfitBalance`."""
    periods = [figure.period for figure in publication.figures if figure.period]
    amounts = [figure.amount for figure in publication.figures]
    flaws = (
        (not publication.source.strip(), BalanceFlaw.NO_SOURCE),
        (len(publication.source) > LONGEST_SOURCE, BalanceFlaw.SOURCE_TOO_LONG),
        (not publication.figures, BalanceFlaw.NO_FIGURE),
        (publication.as_of > today, BalanceFlaw.AHEAD),
        (any(period.last > publication.as_of for period in periods), BalanceFlaw.PERIOD_AHEAD),
        (any(not 0 <= amount <= MOST for amount in amounts), BalanceFlaw.TOO_MUCH),
    )
    for is_so, flaw in flaws:
        if is_so:
            raise UnfitBalance(flaw)


def _row(balance_id: int, figure: OpeningFigure) -> FigureRow:
    first, last = (figure.period.first, figure.period.last) if figure.period else (None, None)
    return FigureRow(
        balance_id=balance_id, measure=figure.measure.value, amount=figure.amount, first_day=first, last_day=last
    )


def _is(publication: Publication) -> tuple[ColumnElement[bool], ...]:
    same = OpeningBalance.source == publication.source, OpeningBalance.as_of == publication.as_of
    return *same, _of(publication.agency_id)


def _of(agency_id: int | None) -> ColumnElement[bool]:
    return OpeningBalance.agency_id.is_(None) if agency_id is None else OpeningBalance.agency_id == agency_id


def _balances(session: Session, *conditions: ColumnElement[bool]) -> list[Balance]:
    query = select(OpeningBalance).where(*conditions).order_by(OpeningBalance.as_of.desc(), OpeningBalance.id.desc())
    rows = session.scalars(query).all()
    figures = _figures(session, [row.id for row in rows])
    return [
        Balance(
            row.id,
            Publication(row.source, row.as_of, figures.get(row.id, ()), row.agency_id),
            row.voided_at is not None,
        )
        for row in rows
    ]


def _figures(session: Session, balance_ids: list[int]) -> Mapping[int, tuple[OpeningFigure, ...]]:
    found: defaultdict[int, dict[Measure, OpeningFigure]] = defaultdict(dict)
    for row in session.scalars(select(FigureRow).where(FigureRow.balance_id.in_(balance_ids))):
        period = _period(row.first_day, row.last_day)
        found[row.balance_id][Measure(row.measure)] = OpeningFigure(Measure(row.measure), row.amount, period)
    return {one: tuple(figures[m] for m in Measure if m in figures) for one, figures in found.items()}


def _period(first: date | None, last: date | None) -> Period | None:
    """The period that two dates mean: a whole semester as such, so that what comes back is what was entered."""
    if first is None or last is None:
        return None
    for make in (Period.semester_of, Period.quarter_of, Period.month_of, Period.year_of, Period.week_of):
        whole = make(first)
        if (whole.first, whole.last) == (first, last):
            return whole
    return Period.between(first, last)


def _traced(session: Session, row: OpeningBalance, person: Person | None, how: str, now: datetime) -> Balance:
    balance = _balances(session, OpeningBalance.id == row.id)[0]
    audit.record(
        session,
        at=now,
        actor_id=person.member_id if person else None,
        action=f"opening_balance.{how}",
        subject="opening_balance",
        subject_id=row.id,
        content={
            "agency": session.get_one(Agency, row.agency_id).code if row.agency_id else None,
            "source": row.source,
            "as_of": row.as_of.isoformat(),
            "figures": {figure.measure.value: _as_json(figure) for figure in balance.publication.figures},
        },
    )
    return balance


def _as_json(figure: OpeningFigure) -> dict[str, str | int | None]:
    period = figure.period
    return {"amount": figure.amount, "period": period.code if period else None}
