"""The running totals per unit and day: kept in step with the reports, in the same transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from models.insertion import add_up
from models.schema import DailyReport, Membership, ReportAnswer, UnitDay, UnitDayTotal

_COUNTS = ("reports", "reported", "on_time", "nil")
_SUMS = ("led", "joined")


@dataclass(frozen=True, slots=True)
class Share:
    """What one report adds to the totals of its unit and date; `led` and `joined` go by the indicator's id."""

    unit_id: int
    day: date
    expected: bool
    on_time: bool
    nil: bool
    led: Mapping[int, int]
    joined: Mapping[int, int] = field(default_factory=dict)


def count_report(session: Session, report: DailyReport) -> None:
    """Add a report with its answers, which are stored already, to the totals of its unit and date."""
    _add(session, report, sign=1)


def count_shares(session: Session, agency_id: int, shares: Iterable[Share], *, sign: int = 1) -> None:
    """Add what many reports of an agency tell, one sum for each unit and date; with `sign` -1 take it out."""
    days: defaultdict[tuple[int, date], Counter[str]] = defaultdict(Counter)
    totals: defaultdict[tuple[int, date, int], Counter[str]] = defaultdict(Counter)
    for share in shares:
        counts = days[share.unit_id, share.day]
        counts["reports"] += sign
        counts["reported"] += sign * share.expected
        counts["on_time"] += sign * (share.expected and share.on_time)
        counts["nil"] += sign * (share.expected and share.nil)
        for indicator_id, led in share.led.items():
            sums = totals[share.unit_id, share.day, indicator_id]
            sums["led"] += sign * led
            sums["joined"] += sign * share.joined.get(indicator_id, 0)
    add_up(session, UnitDay, _rows(agency_id, days), summed=_COUNTS)
    add_up(session, UnitDayTotal, _rows(agency_id, totals), summed=_SUMS)


def uncount_report(session: Session, report: DailyReport) -> None:
    """Take a report out of the totals: before it changes and is counted again."""
    _add(session, report, sign=-1)


def move_reports(session: Session, membership: Membership) -> None:
    """Let the reports of a new membership's days count where the member is on those days.

    Somebody who reported this morning and goes to another unit at noon is there for the whole day, and so is the
    report: otherwise one unit would have more reports than expected, and the other one a missing one.
    """
    for report in session.scalars(_since(membership.member_id, membership.first_day)).all():
        _add(session, report, sign=-1)
        _forget_if_empty(session, report)
        report.agency_id, report.unit_id = membership.agency_id, membership.unit_id
        report.expected = membership.expected
        session.flush()
        _add(session, report, sign=1)


def _since(member_id: int, day: date) -> Select[DailyReport]:
    return select(DailyReport).where(DailyReport.member_id == member_id, DailyReport.report_date >= day)


def _forget_if_empty(session: Session, report: DailyReport) -> None:
    """A unit without a report has no totals for the date: none is not nil."""
    tables = (UnitDay, UnitDayTotal)
    unit_day, totals = ((t.unit_id == report.unit_id) & (t.report_date == report.report_date) for t in tables)
    emptied = delete(UnitDay).where(unit_day, UnitDay.agency_id == report.agency_id, UnitDay.reports == 0)
    if session.scalars(emptied.returning(UnitDay.unit_id)).all():
        session.execute(delete(UnitDayTotal).where(totals, UnitDayTotal.agency_id == report.agency_id))


def _add(session: Session, report: DailyReport, *, sign: int) -> None:
    answers = session.scalars(select(ReportAnswer).where(ReportAnswer.report_id == report.id)).all()
    share = Share(
        unit_id=report.unit_id,
        day=report.report_date,
        expected=report.expected,
        on_time=report.on_time,
        nil=report.nil,
        led={one.indicator_id: one.led for one in answers},
        joined={one.indicator_id: one.joined for one in answers},
    )
    count_shares(session, report.agency_id, [share], sign=sign)


def _rows(agency_id: int, sums: Mapping[tuple[Any, ...], Counter[str]]) -> list[dict[str, Any]]:
    """The rows of the sums, in one order for all who write, so that none waits for another in a ring."""
    columns = ("unit_id", "report_date", "indicator_id")
    return [{"agency_id": agency_id, **dict(zip(columns, key, strict=False)), **sums[key]} for key in sorted(sums)]
