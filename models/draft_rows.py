"""The rows of drafts: finding one, making one, and writing a state into it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from models.answers import as_json
from models.colleagues import colleague
from models.form import SUMMARY, FormState
from models.insertion import insert_new
from models.open_dates import open_dates
from models.permissions import Person
from models.schema import DailyReport, Draft, DraftPurpose, DraftState, ReportRevision


def find_or_make(
    session: Session, author_id: int, subject_id: int, day: date, purpose: DraftPurpose, start: FormState, now: datetime
) -> Draft:
    """Give the one draft of (author, subject, date, purpose), locked; a new one begins where `start` says."""
    row = {
        "author_id": author_id,
        "subject_id": subject_id,
        "report_date": day,
        "purpose": purpose,
        "state": DraftState.OPEN,
        "step": start.step,
        "version": start.version,
        "answers": as_json(start.answers),
        "card_version": 0,
        "created_at": now,
        "updated_at": now,
    }
    this = select(Draft).where(
        Draft.author_id == author_id,
        Draft.subject_id == subject_id,
        Draft.report_date == day,
        Draft.purpose == purpose,
    )
    found = session.scalar(this.with_for_update())
    if found is not None:
        return found
    insert_new(session, Draft, [row])
    return session.scalars(this.with_for_update()).one()


def newest(session: Session, person: Person, now: datetime) -> Select[Draft]:
    """Give the query for the form that the person touched last, of the dates that can still be filed.

    A colleague's form is left out as soon as the person may no longer act for them.
    """
    theirs = and_(Draft.author_id == person.member_id, Draft.report_date.in_(open_dates(session, person, now)))
    return (
        select(Draft)
        .where(theirs, Draft.subject_id.in_(_subjects(session, person, theirs, now)))
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(1)
    )


def _subjects(session: Session, person: Person, theirs: ColumnElement[bool], now: datetime) -> list[int]:
    """The person, and those of whom they have a form and for whom they may act."""
    others = select(Draft.subject_id).where(theirs, Draft.subject_id != person.member_id).distinct()
    allowed = [one for one in session.scalars(others).all() if colleague(session, person, one, now) is not None]
    return [person.member_id, *allowed]


def newest_open(session: Session, person: Person, now: datetime) -> Select[Draft]:
    """Give the query for the form that the person is filling in."""
    return newest(session, person, now).where(Draft.state == DraftState.OPEN)


def unfinished(session: Session, person: Person, now: datetime) -> Select[Draft]:
    """Give the query for the newest form that was not sent, open or put away."""
    return newest(session, person, now).where(Draft.state != DraftState.SENT)


def adopt(session: Session, draft: Draft, report: DailyReport) -> None:
    """Show a report as it stands now, also one that came in another way, as this form's own."""
    revision = session.get_one(ReportRevision, (report.id, report.revision))
    as_it_stands = (DraftState.SENT, revision.answers, revision.note)
    if (draft.state, draft.answers, draft.note) != as_it_stands:
        draft.answers, draft.note, draft.step = revision.answers, revision.note, SUMMARY
        change_state(draft, DraftState.SENT)


def store(draft: Draft, state: FormState, now: datetime) -> None:
    """Write a form's state into its row."""
    draft.step, draft.version, draft.answers = state.step, state.version, as_json(state.answers)
    draft.note, draft.updated_at = state.note, now


def change_state(draft: Draft, state: DraftState) -> None:
    """Let a draft be open, put away or sent; its buttons of before are old ones then."""
    draft.state, draft.version = state, draft.version + 1
