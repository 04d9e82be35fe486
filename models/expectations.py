"""Who is expected to report on which date: members on the days they belonged, but for rests and absences.

A report always counts as expected and there, even on a day of leave: so a rate never passes 100%.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from models.membership_rows import covers
from models.own_clocks import covers_date
from models.periods import Period
from models.provinces import PROVINCES, Zone, zone_of
from models.rests import RestRule, on_duty, rest_days, rests_in
from models.schema import Absence, Agency, DailyReport, Member, Membership, Unit, ZoneOverride

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is expected on a date and has not reported."""

    member_id: int
    telegram_id: int | None
    name: str
    rank: str | None
    agency_id: int
    agency_code: str
    unit_id: int
    unit_name: str
    zone: Zone
    #: They have blocked the bot: no reminder reaches them.
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both ends included, on which somebody is expected (or excused) in a unit."""

    agency_id: int
    unit_id: int
    first: date
    last: date


def missing_on(session: Session, day: date, *conditions: ColumnElement[bool]) -> list[Missing]:
    """List who is expected on the date and has not reported, by agency, unit and name."""
    query = (
        _expected_members(day)
        .where(~reported(day), on_duty(session, day), *conditions)
        .order_by(Agency.id, Unit.name, Member.name, Member.id)
    )
    return [_missing(*row) for row in session.execute(query)]


def is_awaited(session: Session, member_id: int, day: date) -> bool:
    """Tell whether the member is expected on the date and has not reported."""
    return bool(missing_on(session, day, Member.id == member_id))


def reported(day: date) -> ColumnElement[bool]:
    """Give the condition that a member has reported for the date."""
    return exists().where(DailyReport.member_id == Member.id, DailyReport.report_date == day)


def in_zone(zone: Zone) -> ColumnElement[bool]:
    """Give the condition, for `missing_on`, that a member's date runs by that clock: their own, or their unit's."""
    provinces = [code for code, province in PROVINCES.items() if province.zone == zone]
    of_the_unit = and_(ZoneOverride.zone.is_(None), Unit.province.in_(provinces))
    return or_(ZoneOverride.zone == zone.label, of_the_unit)


def expected_spans(session: Session, period: Period) -> list[Span]:
    """List where and when members are expected within the period, before absences are taken off."""
    return [span for _, span in expected_member_spans(session, period)]


def expected_member_spans(session: Session, period: Period, *conditions: ColumnElement[bool]) -> list[tuple[int, Span]]:
    """List who is expected where and when within the period, by number, before absences are taken off.

    On a day without duty nobody is expected, but for those who reported all the same. `conditions` are on `Membership`.
    """
    there = Membership
    query = select(there.member_id, there.agency_id, there.unit_id, there.first_day, there.last_day).where(
        there.expected,
        there.first_day <= period.last,
        or_(there.last_day.is_(None), there.last_day >= period.first),
        *conditions,
    )
    rests = rests_in(session, period)
    spans = [(row[0], _clip(*row[1:], period)) for row in session.execute(query)]
    if not rests:
        return spans
    there_all_the_same = _reported_on_rests(session, rests, period)
    return [
        (member_id, part) for member_id, span in spans for part in _on_duty(member_id, span, rests, there_all_the_same)
    ]


def excused_days(session: Session, period: Period) -> list[Span]:
    """List the days on which an expected member was absent and did not report, those in a row together."""
    return [span for _, span in excused_member_spans(session, period)]


def excused_member_spans(session: Session, period: Period) -> list[tuple[int, Span]]:
    """List who was absent on which days without a report, by number: each day once, those in a row together."""
    without = _reported_days(session, period)
    rests = rests_in(session, period)
    spans = []
    for member_id, begun, ended, agency_id, unit_id, since, until in session.execute(_absences_on_duty(period)):
        first, last = max(begun, since, period.first), min(ended, until or date.max, period.last)
        free = rest_days(rests, agency_id, unit_id, first, last) if rests else frozenset()
        for run in _runs(first, last, without[member_id] | free):
            spans.append((member_id, Span(agency_id, unit_id, *run)))
            without[member_id].update(days_between(*run))
    return spans


def _runs(first: date, last: date, without: AbstractSet[date]) -> Iterator[tuple[date, date]]:
    """The days from the first to the last one that are left over, those in a row together."""
    begun = first
    for day in sorted(day for day in without if first <= day <= last):
        if begun < day:
            yield begun, day - _ONE_DAY
        begun = day + _ONE_DAY
    if begun <= last:
        yield begun, last


def _on_duty(
    member_id: int, span: Span, rests: Sequence[RestRule], reported_days: set[tuple[int, date]]
) -> Iterator[Span]:
    """The parts of a span between the days without duty on which the member did not report."""
    free = rest_days(rests, span.agency_id, span.unit_id, span.first, span.last)
    first = span.first
    for day in sorted(day for day in free if (member_id, day) not in reported_days):
        if first < day:
            yield replace(span, first=first, last=day - _ONE_DAY)
        first = day + _ONE_DAY
    if first <= span.last:
        yield replace(span, first=first)


def _reported_on_rests(session: Session, rests: Sequence[RestRule], period: Period) -> set[tuple[int, date]]:
    days = {day for rest in rests for day in rest.days(period.first, period.last)}
    query = select(DailyReport.member_id, DailyReport.report_date).where(DailyReport.report_date.in_(days))
    return {(member_id, day) for member_id, day in session.execute(query)}


def _absences_on_duty(period: Period) -> Select[int, date, date, int, int, date, date | None]:
    """Every absence that touches the period, with each place where the member was expected: columns, for speed."""
    return (
        select(
            Absence.member_id,
            Absence.first_day,
            Absence.last_day,
            Membership.agency_id,
            Membership.unit_id,
            Membership.first_day.label("since"),
            Membership.last_day.label("until"),
        )
        .join(Membership, Membership.member_id == Absence.member_id)
        .where(
            Membership.expected,
            Absence.cancelled_at.is_(None),
            Absence.first_day <= period.last,
            Absence.last_day >= period.first,
        )
    )


def _expected_members(day: date) -> Select[Member, Agency, Unit, str]:
    return (
        select(Member, Agency, Unit, ZoneOverride.zone)
        .join(Membership, and_(Membership.member_id == Member.id, covers(day)))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Membership.agency_id)
        .outerjoin(ZoneOverride, and_(ZoneOverride.member_id == Member.id, covers_date(day)))
        .where(Membership.expected, ~_absent(day))
    )


def _absent(day: date) -> ColumnElement[bool]:
    return exists().where(
        Absence.member_id == Member.id,
        Absence.cancelled_at.is_(None),
        Absence.first_day <= day,
        Absence.last_day >= day,
    )


def _reported_days(session: Session, period: Period) -> defaultdict[int, set[date]]:
    """The dates of reports in absences that touch the period, by member: only they matter here, and there are few.

    The dates are bounded by the absences alone, so that the databases begin with these and not with all reports.
    """
    query = (
        select(DailyReport.member_id, DailyReport.report_date)
        .join(Absence, Absence.member_id == DailyReport.member_id)
        .where(
            DailyReport.report_date.between(Absence.first_day, Absence.last_day),
            Absence.cancelled_at.is_(None),
            Absence.first_day <= period.last,
            Absence.last_day >= period.first,
        )
    )
    days: defaultdict[int, set[date]] = defaultdict(set)
    for member_id, day in session.execute(query):
        days[member_id].add(day)
    return days


def _missing(member: Member, agency: Agency, unit: Unit, own_clock: str | None) -> Missing:
    return Missing(
        member_id=member.id,
        telegram_id=member.telegram_id,
        name=member.name,
        rank=member.rank,
        agency_id=agency.id,
        agency_code=agency.code,
        unit_id=unit.id,
        unit_name=unit.name,
        zone=Zone(own_clock) if own_clock else zone_of(unit.province),
        blocked=member.blocked_at is not None,
    )


def _clip(agency_id: int, unit_id: int, first: date, last: date | None, period: Period) -> Span:
    return Span(agency_id, unit_id, max(first, period.first), min(last or period.last, period.last))


def days_between(first: date, last: date) -> Iterable[date]:
    """Give the dates from the first to the last, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
