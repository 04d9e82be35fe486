"""What the database holds after a run, as the proofs read it: frozen values, so that a test can doctor them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit_heads import told_heads
from models.audit_verification import verify
from models.provinces import zone_of
from models.schema import (
    Absence,
    Agency,
    AuditEvent,
    CoordinationGroup,
    DailyReport,
    GroupPost,
    Indicator,
    Member,
    Membership,
    Outbox,
    OutboxState,
    ReportAnswer,
    ReportRevision,
    Unit,
    UnitDay,
    UnitDayTotal,
)
from tests.chaos.screens import Counts

LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a report said from a moment on."""

    number: int
    at: datetime
    author: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its raw answers and all that it ever said; people by their Telegram numbers."""

    person: int
    day: date
    unit: int
    agency: int
    submitted_at: datetime
    on_time: bool
    nil: bool
    revision: int
    answers: Counts
    revisions: Sequence[Revision]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox; `chat` is the Telegram number of whom it is for."""

    id: int
    kind: str
    chat: int
    day: date
    occasion: str
    state: str
    message_id: int | None
    outcome: str | None
    due_at: datetime
    expires_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who reports: where, by which clock, and when they were away."""

    person: int
    unit: int
    agency: int
    zone: str
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that the proofs ask of the database."""

    labels: Sequence[str] = ()
    reports: Sequence[Report] = ()
    outbox: Sequence[Row] = ()
    #: Posts, by group and date, whose replacement is in doubt as well: those are listed, and a coordinator decides.
    doubted_posts: frozenset[tuple[int, date]] = frozenset()
    officers: Sequence[Officer] = ()
    #: Running totals: (unit, day) to reports, on time, nil; and (unit, day, label) to led, joined.
    unit_days: Mapping[tuple[int, date], tuple[int, int, int]] = field(default_factory=dict)
    unit_totals: Mapping[tuple[int, date, str], tuple[int, int]] = field(default_factory=dict)
    #: Who is marked as having blocked the bot; and the chats that are bound, those whose topic is lost among them.
    blocked: frozenset[int] = frozenset()
    bound: frozenset[int] = frozenset()
    absences: Sequence[tuple[int, date, date]] = ()
    #: How often each action is in the trail, by what it was done to.
    trail: Mapping[tuple[str, int], int] = field(default_factory=dict)
    report_ids: Mapping[tuple[int, date], int] = field(default_factory=dict)
    #: By the name that a recap gives as its scope.
    agencies: Mapping[str, int] = field(default_factory=dict)
    #: What the verification of the audit chain found.
    broken_seals: Sequence[str] = ()
    #: The moment of reading.
    at: datetime = LATEST


def read_stored(session: Session, at: datetime) -> Stored:
    """Read everything in one transaction."""
    labels = {one.id: (one.key, one.label) for one in session.scalars(select(Indicator).order_by(Indicator.position))}
    people = {one.id: one.telegram_id or 0 for one in session.scalars(select(Member))}
    reports = session.scalars(select(DailyReport).order_by(DailyReport.id)).all()
    return Stored(
        labels=[label for _, label in labels.values()],
        reports=[_report(session, one, people, labels) for one in reports],
        outbox=_outbox(session, people),
        doubted_posts=_doubted_posts(session),
        officers=_officers(session, people),
        unit_days={
            (one.unit_id, one.report_date): (one.reports, one.on_time, one.nil)
            for one in session.scalars(select(UnitDay))
        },
        unit_totals={
            (one.unit_id, one.report_date, labels[one.indicator_id][1]): (one.led, one.joined)
            for one in session.scalars(select(UnitDayTotal))
        },
        blocked=frozenset(session.scalars(select(Member.telegram_id).where(Member.blocked_at.is_not(None)))),
        bound=frozenset(session.scalars(select(CoordinationGroup.chat_id).where(CoordinationGroup.active))),
        absences=[
            (people[one.member_id], one.first_day, one.last_day)
            for one in session.scalars(select(Absence).where(Absence.cancelled_at.is_(None)))
        ],
        trail={
            (action, subject): count
            for action, subject, count in session.execute(
                select(AuditEvent.action, AuditEvent.subject_id, func.count())
                .where(AuditEvent.subject == "daily_report")
                .group_by(AuditEvent.action, AuditEvent.subject_id)
            )
        },
        report_ids={(people[one.member_id], one.report_date): one.id for one in reports},
        agencies={one.name: one.id for one in session.scalars(select(Agency))},
        broken_seals=_broken_seals(session),
        at=at,
    )


def _report(
    session: Session, report: DailyReport, people: Mapping[int, int], labels: Mapping[int, tuple[str, str]]
) -> Report:
    by_key = dict(labels.values())
    answers = session.scalars(select(ReportAnswer).where(ReportAnswer.report_id == report.id))
    revisions = session.scalars(
        select(ReportRevision).where(ReportRevision.report_id == report.id).order_by(ReportRevision.number)
    )
    return Report(
        person=people[report.member_id],
        day=report.report_date,
        unit=report.unit_id,
        agency=report.agency_id,
        submitted_at=report.submitted_at,
        on_time=report.on_time,
        nil=report.nil,
        revision=report.revision,
        answers={labels[one.indicator_id][1]: (one.led, one.joined) for one in answers},
        revisions=[
            Revision(
                one.number,
                one.at,
                people[one.author_id],
                {by_key[key]: (said["led"] or 0, said.get("joined", 0)) for key, said in one.answers.items()},
            )
            for one in revisions
        ],
    )


def _doubted_posts(session: Session) -> frozenset[tuple[int, date]]:
    query = (
        select(CoordinationGroup.chat_id, GroupPost.day)
        .join(CoordinationGroup, CoordinationGroup.id == GroupPost.group_id)
        .join(Outbox, Outbox.id == GroupPost.outbox_id)
        .where(GroupPost.kind == "daily_post", GroupPost.renewed, Outbox.state == OutboxState.UNKNOWN)
    )
    return frozenset((chat, day) for chat, day in session.execute(query))


def _outbox(session: Session, people: Mapping[int, int]) -> list[Row]:
    groups = {one.id: one.chat_id for one in session.scalars(select(CoordinationGroup))}
    return [
        Row(
            id=one.id,
            kind=one.kind,
            chat=people.get(one.member_id or 0) or groups.get(one.group_id or 0) or 0,
            day=date.fromisoformat(one.occasion[:10]),
            occasion=one.occasion,
            state=one.state.value,
            message_id=one.message_id,
            outcome=one.outcome,
            due_at=one.due_at,
            expires_at=one.expires_at,
            created_at=one.created_at,
        )
        for one in session.scalars(select(Outbox).order_by(Outbox.id))
    ]


def _officers(session: Session, people: Mapping[int, int]) -> list[Officer]:
    query = select(Membership, Unit.province).join(Unit, Unit.id == Membership.unit_id).where(Membership.expected)
    away = _days_away(session)
    return [
        Officer(
            people[one.member_id],
            one.unit_id,
            one.agency_id,
            zone_of(province).label,
            frozenset(away.get(one.member_id, ())),
        )
        for one, province in session.execute(query)
    ]


def _days_away(session: Session) -> dict[int, list[date]]:
    away: dict[int, list[date]] = {}
    for one in session.scalars(select(Absence)):
        days = range((one.last_day - one.first_day).days + 1)
        away.setdefault(one.member_id, []).extend(one.first_day + timedelta(days=ahead) for ahead in days)
    return away


def _broken_seals(session: Session) -> list[str]:
    found = verify(session, told_heads(session)).findings
    return [f"{one.fault.value}: {one.number or one.head}" for one in found]
