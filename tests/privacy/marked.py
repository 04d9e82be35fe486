"""A member whose every personal value can be recognised wherever it turns up."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from models import archive
from models.answers import Answer
from models.database import Database
from models.indicators import questions_on
from models.outbox import Planned, plan
from models.reports import Filing, Revising, file_report, report_of, revise_report
from models.schema import (
    Absence,
    Activity,
    Audience,
    Broadcast,
    BroadcastState,
    Draft,
    DraftPurpose,
    DraftState,
    EnforcementDraft,
    JoinRequest,
    JoinRequestState,
    Member,
    Photo,
    PhotoState,
    Prompt,
)
from tests.clock.roster import MONDAY, Roster

NAME, RANK, SERVICE_NUMBER = "Zulkarnain Marabunta", "Pangkatnyaris", "8765432109876"
#: Nothing else in any table looks like these.
MARKS = ("Zulkarnain", "Marabunta", RANK, SERVICE_NUMBER, "TANDA", "98.765", "-7.654")
TUESDAY = MONDAY + timedelta(days=1)


def marked_member(roster: Roster) -> int:
    """Let somebody join, report, correct, add details, be ill, leave things unfinished; give their id."""
    member_id = roster.member(NAME, "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.database.write_now(_live, member_id, roster.clock.now())
    return member_id


def marks_in(database: Database, telegram_id: int) -> set[tuple[str, str]]:
    """Give every table that still holds something of the member, with what it is."""

    def search(session: Session) -> set[tuple[str, str]]:
        marks = (*MARKS, f"{telegram_id}")
        return {
            (table.name, mark)
            for table in archive.tables_of(session)
            for row in archive.rows_of(session, table)
            for mark in marks
            if mark in row
        }

    return database.read_now(search)


def _live(session: Session, member_id: int, now: datetime) -> None:
    member = session.get_one(Member, member_id)
    member.rank, member.service_number = RANK, SERVICE_NUMBER
    member.telegram_id = 7_070_707_070
    questions = questions_on(session, MONDAY)
    answers = {question.key: Answer(2, 1, "TANDA pemimpin") for question in questions}
    file_report(session, Filing(member_id, MONDAY, member_id, answers, "TANDA catatan"), questions, now)
    report = report_of(session, member_id, MONDAY)
    assert report is not None
    answers[questions[0].key] = Answer(5, 1, "TANDA pemimpin lain")
    revise_report(session, report, Revising(member_id, answers, "TANDA catatan baru", "TANDA alasan"), questions, now)
    session.add_all(_belongings(member_id, questions[0].indicator_id, now))
    session.flush()
    letter = Planned("invitation", TUESDAY, now, now + timedelta(hours=3), member_id=member_id)
    plan(session, [Planned("report_told", MONDAY, now, now, member_id=member_id, payload={"x": "TANDA"}), letter], now)


def _belongings(member_id: int, indicator_id: int, now: datetime) -> list[object]:
    mine = {"member_id": member_id, "report_date": MONDAY}
    return [
        Activity(
            **mine,
            indicator_id=indicator_id,
            happened_at=time(9),
            place="TANDA pelabuhan",
            text="TANDA uraian",
            latitude=-7.6543,
            longitude=98.7654,
            partners="TANDA mitra",
            version=1,
            created_by=member_id,
            handled_by=member_id,
            created_at=now,
        ),
        Photo(
            **mine,
            state=PhotoState.KEPT,
            file_id="TANDA file",
            unique_id="TANDA unique",
            album="TANDA",
            caption="TANDA",
            stored_as="1.jpg",
            sent_at=now,
        ),
        Absence(
            member_id=member_id,
            first_day=TUESDAY,
            last_day=TUESDAY,
            reason="sakit",
            entered_by=member_id,
            entered_at=now,
        ),
        Draft(
            author_id=member_id,
            subject_id=member_id,
            report_date=TUESDAY,
            purpose=DraftPurpose.DAILY,
            state=DraftState.OPEN,
            step="patrol",
            version=1,
            answers={"patrol": {"joined_with": "TANDA"}},
            note="TANDA",
            created_at=now,
            updated_at=now,
        ),
        EnforcementDraft(
            author_id=member_id,
            is_open=True,
            step="day",
            version=1,
            answers={"x": "TANDA"},
            created_at=now,
            updated_at=now,
        ),
        Broadcast(
            author_id=member_id,
            audience=Audience.EVERYBODY,
            text="TANDA siaran",
            state=BroadcastState.SENT,
            created_at=now,
            sent_at=now,
        ),
        Prompt(
            member_id=member_id, kind="absence_days", payload={"x": "TANDA"}, is_open=True, version=1, created_at=now
        ),
        JoinRequest(
            telegram_id=7_070_707_070, unit_id=1, name=NAME, rank=RANK, state=JoinRequestState.ACCEPTED, asked_at=now
        ),
    ]
