"""Writing the made-up desk and its history into an empty database, in bulk.

The rows are those that the rules would have written one by one; a test holds them against the rules.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.demo.campaigns import add_campaigns
from bot.demo.cast import GROUP_ID, Cast, DemoMember, cast_everybody
from bot.demo.days import OfficerDays, PlannedDay
from models.consents import VERSION
from models.indicators import Question, questions_on
from models.organisation import agency_by_code, ship_agencies
from models.permissions import reports_daily
from models.provinces import zone_of
from models.schedule import Schedule
from models.schema import Agency, Consent, CoordinationGroup, Member, Membership, Unit

GROUP_TITLE = "Grup Koordinasi Satgas Pencegahan"
_AWAY_REASONS = ("cuti", "dinas luar", "izin", "sakit", "lepas piket")


@dataclass(slots=True)
class _Rows:
    """Rows of history, as tuples in the order of their columns."""

    reports: list[tuple[object, ...]]
    answers: list[tuple[object, ...]]
    revisions: list[tuple[object, ...]]
    absences: list[tuple[object, ...]]


def seed(session: Session, now: datetime) -> Cast:
    """Write everything that happened until now; give everybody who is there."""
    cast = settle(session, now)
    _add_history(session, cast, questions_on(session, now.date()), now)
    add_campaigns(session, cast, now)
    return cast


def settle(session: Session, now: datetime) -> Cast:
    """Write the desk without its history: agencies, units, people, and the group that is bound now."""
    ship_agencies(session, datetime.combine(date(2023, 12, 1), time(), UTC))
    session.flush()
    cast = cast_everybody(first_unit_id=len(session.scalars(select(Unit.id)).all()) + 1)
    _add_people(session, cast)
    _add_group(session, cast, now)
    session.flush()
    return cast


def days_of(cast: Cast) -> list[OfficerDays]:
    """Give the made-up days of all officers who report by themselves."""
    return [OfficerDays(officer) for officer in cast.officers]


def _add_people(session: Session, cast: Cast) -> None:
    agencies = {code: agency_by_code(session, code).id for code in {unit.agency_code for unit in cast.units}}
    for unit in cast.units:
        session.add(
            Unit(
                id=unit.id, agency_id=agencies[unit.agency_code], code=unit.code, name=unit.name, province=unit.province
            )
        )
    session.flush()
    session.add_all(_member(member) for member in cast.members)
    session.flush()
    session.add_all(_membership(member, agencies[member.unit.agency_code]) for member in cast.members)
    session.add_all(_consent(member) for member in cast.members)


def _member(member: DemoMember) -> Member:
    joined = datetime.combine(member.first_day, time(), UTC)
    return Member(id=member.id, telegram_id=member.telegram_id, name=member.name, rank=member.rank, joined_at=joined)


def _consent(member: DemoMember) -> Consent:
    """Everybody agreed on joining; who was there before the text was agreed on its first day."""
    given = datetime.combine(max(member.first_day, VERSION), time(), UTC)
    return Consent(member_id=member.id, version=VERSION, given_at=given)


def _membership(member: DemoMember, agency_id: int) -> Membership:
    return Membership(
        member_id=member.id,
        agency_id=agency_id,
        unit_id=member.unit.id,
        role=member.role,
        expected=reports_daily(member.role),
        first_day=member.first_day,
        last_day=member.last_day,
    )


def _add_group(session: Session, cast: Cast, now: datetime) -> None:
    session.add(CoordinationGroup(chat_id=GROUP_ID, title=GROUP_TITLE, bound_by=cast.desk_coordinator.id, bound_at=now))


def _add_history(session: Session, cast: Cast, questions: Sequence[Question], now: datetime) -> None:
    agencies = {agency.code: agency.id for agency in session.scalars(select(Agency))}
    rows = _Rows([], [], [], [])
    totals = _Totals()
    for days in days_of(cast):
        agency_id = agencies[days.officer.unit.agency_code]
        for planned in _until(days, now):
            _note(rows, totals, days.officer, agency_id, planned, questions)
        rows.absences.extend(_absences(days, now))
    connection = session.connection()
    _insert(connection, rows)
    totals.insert(connection)


def _until(days: OfficerDays, now: datetime) -> Iterator[PlannedDay]:
    """The days whose report has come in by now. A played officer has reported until yesterday, too."""
    day = days.officer.first_day
    while day <= now.date():
        planned = days.on(day)
        if planned.submitted_at is not None and planned.submitted_at <= now:
            yield planned
        day += timedelta(days=1)


def _note(
    rows: _Rows,
    totals: "_Totals",
    officer: DemoMember,
    agency_id: int,
    planned: PlannedDay,
    questions: Sequence[Question],
) -> None:
    submitted_at = planned.submitted_at
    assert submitted_at is not None  # noqa: S101 - only days with a report come here
    number, day, moment = len(rows.reports) + 1, planned.day.isoformat(), _text(submitted_at)
    on_time = submitted_at <= Schedule().deadline_of(planned.day, zone_of(officer.unit.province))
    nil = not any(planned.led) and not any(planned.joined)
    place = (agency_id, officer.unit.id)
    rows.reports.append((number, officer.id, day, *place, officer.id, moment, on_time, nil, True, 1))
    counts = list(zip(questions, planned.led, planned.joined, strict=True))
    rows.answers.extend((number, question.indicator_id, led, joined) for question, led, joined in counts)
    answers = json.dumps({question.key: {"led": led, "joined": joined} for question, led, joined in counts})
    rows.revisions.append((number, 1, moment, officer.id, answers))
    totals.add((officer.unit.id, day, agency_id), on_time=on_time, nil=nil, counts=counts)


class _Totals:
    """The running totals per unit and day."""

    def __init__(self) -> None:
        self._days: defaultdict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        self._sums: defaultdict[tuple[int, str, int, int], list[int]] = defaultdict(lambda: [0, 0])

    def add(
        self, key: tuple[int, str, int], *, on_time: bool, nil: bool, counts: Iterable[tuple[Question, int, int]]
    ) -> None:
        """Count one report."""
        day = self._days[key]
        day[0] += 1
        day[1] += on_time
        day[2] += nil
        for question, led, joined in counts:
            total = self._sums[*key, question.indicator_id]
            total[0] += led
            total[1] += joined

    def insert(self, connection: Connection) -> None:
        """Write them down."""
        _bulk(
            connection,
            "unit_day (unit_id, report_date, agency_id, reports, reported, on_time, nil)",
            [(*key, reports, reports, on_time, nil) for key, (reports, on_time, nil) in self._days.items()],
        )
        _bulk(
            connection,
            "unit_day_total (unit_id, report_date, agency_id, indicator_id, led, joined)",
            [(*key, led, joined) for key, (led, joined) in self._sums.items()],
        )


def _absences(days: OfficerDays, now: datetime) -> Iterator[tuple[object, ...]]:
    """The runs of days away, until two weeks from now."""
    officer, day, first = days.officer, days.officer.first_day, None
    last = now.date() + timedelta(days=14)
    while day <= last:
        away = days.on(day).absent
        if away and first is None:
            first = day
        if first is not None and (not away or day == last):
            end = day if away else day - timedelta(days=1)
            reason = _AWAY_REASONS[(officer.id + first.toordinal()) % len(_AWAY_REASONS)]
            yield (officer.id, first.isoformat(), end.isoformat(), reason, officer.id, _text(now))
            first = None
        day += timedelta(days=1)


def _insert(connection: Connection, rows: _Rows) -> None:
    _bulk(
        connection,
        "daily_report (id, member_id, report_date, agency_id, unit_id, author_id, submitted_at, on_time, nil, expected,"
        " revision)",
        rows.reports,
    )
    _bulk(connection, "report_answer (report_id, indicator_id, led, joined)", rows.answers)
    _bulk(connection, "report_revision (report_id, number, at, author_id, answers)", rows.revisions)
    _bulk(connection, "absence (member_id, first_day, last_day, reason, entered_by, entered_at)", rows.absences)


def _bulk(connection: Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(rows))  # noqa: S608 - constants of this file


def _text(moment: datetime) -> str:
    """A moment as SQLite keeps it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
