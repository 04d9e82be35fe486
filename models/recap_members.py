"""The people behind a recap, for those who may see them: what each one of a unit did, and who is missing how often."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from models.expectations import excused_member_spans, expected_member_spans
from models.indicators import Question
from models.periods import Period
from models.permissions import Place
from models.recap import Recap, RecapLine
from models.schema import Agency, DailyReport, Member, Membership, ReportAnswer, Unit


@dataclass(frozen=True, slots=True)
class MissingMember:
    """Somebody who was expected and did not report, on so many days of a period."""

    member_id: int
    name: str
    rank: str | None
    agency_code: str
    unit_name: str
    days: int


@dataclass(frozen=True, slots=True)
class _Duty:
    """On how many days a member was expected, and on how many of these excused."""

    expected: int
    excused: int


def member_lines(session: Session, recap: Recap, period: Period | None) -> tuple[RecapLine, ...]:
    """Give one line for each member of the recap's unit, by name; people count within `period` (see `Recap`)."""
    names = _names(session, recap.period, recap.place)
    duties = _duties(session, period, recap.place) if period else {}
    counts = _counts(session, period, recap.place) if period else {}
    reports = _counts(session, recap.period, recap.place)
    totals = _totals(session, recap.period, recap.place)
    return tuple(
        RecapLine(
            code="",
            name=name,
            expected=duty.expected - duty.excused,
            excused=duty.excused,
            reports=reports.get(member_id, _NOTHING)[0],
            reported=counts.get(member_id, _NOTHING)[1],
            on_time=counts.get(member_id, _NOTHING)[2],
            nil=counts.get(member_id, _NOTHING)[3],
            **_activities(totals, member_id, recap.questions),
        )
        for member_id, name in names.items()
        for duty in (duties.get(member_id, _Duty(0, 0)),)
        if duty.expected or member_id in reports
    )


def missing_members(session: Session, period: Period, place: Place) -> list[MissingMember]:
    """List who did not report on days on which they were expected, most days first."""
    duties = _duties(session, period, place)
    counts = _counts(session, period, place)
    days = {
        member_id: duty.expected - duty.excused - counts.get(member_id, _NOTHING)[1]
        for member_id, duty in duties.items()
    }
    missing = {member_id: count for member_id, count in days.items() if count > 0}
    found = [
        MissingMember(member.id, member.name, member.rank, code, unit_name, missing[member.id])
        for member, code, unit_name in _people(session, period, place)
        if member.id in missing
    ]
    return sorted(found, key=lambda one: (-one.days, one.agency_code, one.unit_name, one.name))


_NOTHING = (0, 0, 0, 0)


def _activities(
    totals: dict[tuple[int, int], tuple[int, int]], member_id: int, questions: tuple[Question, ...]
) -> dict[str, tuple[int, ...]]:
    pairs = [totals.get((member_id, question.indicator_id), (0, 0)) for question in questions]
    return {"led": tuple(led for led, _ in pairs), "joined": tuple(joined for _, joined in pairs)}


def _names(session: Session, period: Period, place: Place) -> dict[int, str]:
    people = sorted(_people(session, period, place), key=lambda row: (row[0].name, row[0].id))
    return {member.id: " ".join(filter(None, (member.rank, member.name))) for member, _, _ in people}


def _people(session: Session, period: Period, place: Place) -> list[tuple[Member, str, str]]:
    """Everybody who was there within the period, once, with the place where they were last."""
    query = (
        select(Member, Agency.code, Unit.name)
        .join(Membership, Membership.member_id == Member.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Membership.agency_id)
        .where(_there(period), _at_membership(place))
        .order_by(Membership.first_day)
    )
    return list({row[0].id: (row[0], row[1], row[2]) for row in session.execute(query)}.values())


def _duties(session: Session, period: Period, place: Place) -> dict[int, _Duty]:
    expected: defaultdict[int, int] = defaultdict(int)
    for member_id, span in expected_member_spans(session, period, _at_membership(place)):
        expected[member_id] += (span.last - span.first).days + 1
    excused: defaultdict[int, int] = defaultdict(int)
    for member_id, span in excused_member_spans(session, period):
        if place.agency_id in (None, span.agency_id) and place.unit_id in (None, span.unit_id):
            excused[member_id] += (span.last - span.first).days + 1
    return {member_id: _Duty(days, excused[member_id]) for member_id, days in expected.items()}


def _counts(session: Session, period: Period, place: Place) -> dict[int, tuple[int, int, int, int]]:
    """By member: all reports, those that were expected, and of these on time and nil."""
    expected = DailyReport.expected
    query = (
        select(
            DailyReport.member_id,
            func.count(),
            func.count().filter(expected),
            func.count().filter(expected, DailyReport.on_time),
            func.count().filter(expected, DailyReport.nil),
        )
        .where(DailyReport.report_date.between(period.first, period.last), _at_report(place))
        .group_by(DailyReport.member_id)
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in session.execute(query)}


def _totals(session: Session, period: Period, place: Place) -> dict[tuple[int, int], tuple[int, int]]:
    query = (
        select(
            DailyReport.member_id, ReportAnswer.indicator_id, func.sum(ReportAnswer.led), func.sum(ReportAnswer.joined)
        )
        .join(ReportAnswer, ReportAnswer.report_id == DailyReport.id)
        .where(DailyReport.report_date.between(period.first, period.last), _at_report(place))
        .group_by(DailyReport.member_id, ReportAnswer.indicator_id)
    )
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in session.execute(query)}


def _there(period: Period) -> ColumnElement[bool]:
    lasting = or_(Membership.last_day.is_(None), Membership.last_day >= period.first)
    return and_(Membership.first_day <= period.last, lasting)


def _at_membership(place: Place) -> ColumnElement[bool]:
    agency = true() if place.agency_id is None else Membership.agency_id == place.agency_id
    return agency if place.unit_id is None else and_(agency, Membership.unit_id == place.unit_id)


def _at_report(place: Place) -> ColumnElement[bool]:
    agency = true() if place.agency_id is None else DailyReport.agency_id == place.agency_id
    return agency if place.unit_id is None else and_(agency, DailyReport.unit_id == place.unit_id)


def over_within(period: Period, until: date) -> Period | None:
    """Give the days of a period on which people count: those up to `until`."""
    return Period.between(period.first, min(until, period.last)) if until >= period.first else None
