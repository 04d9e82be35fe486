"""A desk where every word that somebody wrote is hostile: markup, entities, closing tags, in each column of words.

Each column has words of its own, so that a card tells which of them it shows.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import String, select, update
from sqlalchemy.orm import Session

from models import enforcement_changes, opening_balances, operation_plans, rests
from models.answers import Answer
from models.enforcement import find
from models.form import SUMMARY
from models.indicators import questions_on
from models.members import identify
from models.opening_balances import Measure, OpeningFigure, Publication
from models.operation_plans import Plan
from models.outbox import Planned, plan
from models.periods import Period
from models.permissions import Person
from models.recap_scope import DESK
from models.reports import Revising, revise_report
from models.schema import (
    Base,
    Broadcast,
    BroadcastState,
    DailyReport,
    Draft,
    Invitation,
    Joining,
    Outbox,
    ReportRevision,
    Role,
    Unit,
)
from tests.clock.roster import MONDAY
from tests.permissions.world import STRANGER, World
from tests.privacy.test_every_column import IMPERSONAL, PERSONAL

#: Whatever is of a person, of a place, or was told by Telegram: but for what only a program reads, or wrote.
_TABLES: tuple[Mapping[str, set[str]], ...] = (PERSONAL, *list(IMPERSONAL.values())[2:], {"outbox": {"outcome"}})
_THE_PROGRAMS_OWN = MappingProxyType(
    {
        "agency": {"code"},
        "unit": {"code"},
        "indicator": {"key", "label", "measure", "question"},
        "heartbeat": {"host"},
        "photo": {"file_id", "unique_id", "album"},
    }
)
Words = Mapping[str, str]


def make_hostile(session: Session, world: World) -> Words:
    """Do what leaves words everywhere, and turn all of them hostile; give the words by `table.column`."""
    now = world.roster.clock.now()
    administrator = identify(session, world.telegram_id(Role.ADMINISTRATOR), now)
    assert administrator is not None
    _correct(session, world, now)
    _steer(session, administrator, world, now)
    _leave_unfinished(session, world, now)
    session.flush()
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and f"{table.name}.{column.name}" in _wordy()
    ]
    words = {f"{one.table.name}.{one.name}": f"<u>&amp;</b>{number}z" for number, one in enumerate(columns, 10)}
    for column in columns:
        hostile = words[f"{column.table.name}.{column.name}"]
        session.execute(update(column.table).values({column.name: hostile}))
    for revision in session.scalars(select(ReportRevision)):
        revision.answers = {
            key: one | {"joined_with": words["activity.partners"]} for key, one in revision.answers.items()
        }
    return words


def _wordy() -> set[str]:
    named = {f"{table}.{column}" for one in _TABLES for table, columns in one.items() for column in columns}
    return named - {f"{table}.{column}" for table, columns in _THE_PROGRAMS_OWN.items() for column in columns}


def _correct(session: Session, world: World, now: datetime) -> None:
    """Budi's report has a note, and was corrected by somebody else, with a reason."""
    reports = session.scalars(select(DailyReport)).all()
    questions = questions_on(session, MONDAY)
    by = world.mates["member_id"]
    answers = {question.key: Answer(4, 1, "mitra") for question in questions}
    for report in reports:
        revise_report(session, report, Revising(by, answers, "catatan", "alasan"), questions, now)


def _leave_unfinished(session: Session, world: World, now: datetime) -> None:
    """Forms wait to be sent, and a stranger is on the way in."""
    whole = session.scalars(select(ReportRevision)).first()
    assert whole is not None
    for draft in session.scalars(select(Draft)):
        draft.step, draft.answers = SUMMARY, dict(whole.answers)
    way_in = {"step": "confirm", "version": 1, "name": "Tamu", "rank": "Lettu", "created_at": now}
    session.add(Joining(telegram_id=STRANGER, invitation_id=world.mates["invitation_id"], **way_in))


def _steer(session: Session, administrator: Person, world: World, now: datetime) -> None:
    """An operation, figures that were published, days off, an event put right, a guest, a broadcast that left."""
    agencies = frozenset({world.mates["agency_id"]})
    operation_plans.create(session, administrator, Plan("Operasi", MONDAY, 30, agencies, "uraian"), now)
    figures = (OpeningFigure(Measure.GOODS_VALUE, 1000), OpeningFigure(Measure.CASES, 3))
    opening_balances.enter(session, administrator, Publication("siaran", MONDAY, figures), now, today=MONDAY)
    rests.add_rest(session, administrator, DESK, Period.day(MONDAY + timedelta(days=3)), "libur", now)
    event = find(session, administrator, world.mates["event_id"])
    assert event is not None
    enforcement_changes.void(session, administrator, event, "salah catat", now)
    invitation = session.get_one(Invitation, world.mates["invitation_id"])
    invitation.guest_name, invitation.guest_rank = "Tamu", "Lettu"
    broadcast = session.get_one(Broadcast, world.mates["broadcast_id"])
    broadcast.state, broadcast.sent_at, broadcast.author_id = BroadcastState.SENT, now, administrator.member_id
    told = {"by": world.mates["member_id"], "about": world.mates["member_id"]}
    for row in session.scalars(select(Outbox)):
        row.outcome, row.payload = "sebab", told | row.payload
    kinds = ("report_told", "reminded")
    letters = [
        Planned(kind, MONDAY, now, now + timedelta(hours=2), member_id=administrator.member_id, payload=told, about="x")
        for kind in kinds
    ]
    plan(session, letters, now)
    session.get_one(Unit, world.mates["unit_id"]).join_code = "BCDF2345"
