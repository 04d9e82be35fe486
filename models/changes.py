"""Changing a report that was sent: a correction with its reason, or something later that is added without one.

Both are drafts of their own, which start from one revision of the report. If another change came in between, the draft
starts anew from what the report says by then.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.answers import Answer, Answers, added, as_json, changed, from_json
from models.draft_rows import find_or_make
from models.errors import LaporError, TooLong
from models.form import SUMMARY, FormState, NotComplete
from models.indicators import questions_on
from models.open_dates import check_open
from models.permissions import Person
from models.reports import Revising, report_of, revise_report
from models.schema import DailyReport, Draft, DraftPurpose, DraftState, ReportRevision
from models.schema.base import LONGEST_NOTE
from models.writing import tidied

#: What is usually the reason, offered as buttons; anything else is typed.
USUAL_REASONS = ("Salah ketik", "Data baru masuk", "Salah tanggal atau indikator")
SHORTEST_REASON = 3


class NothingToChange(LaporError):
    """There is no report for that date."""


class NothingChanged(NotComplete):
    """The change says what the report says already."""


class UnfitReason(LaporError):
    """What was typed is no reason."""


def open_change(session: Session, person: Person, day: date, purpose: DraftPurpose, now: datetime) -> Draft:
    """Open the draft of a correction or an addition to the member's report of the date; a begun one goes on.

    Raises `NothingToChange` and `DateClosed`.
    """
    report = report_of(session, person.member_id, day)
    if report is None:
        raise NothingToChange
    check_open(session, person, day, now)
    start = FormState(SUMMARY, 0, {})
    draft = find_or_make(session, person.member_id, person.member_id, day, purpose, start, now)
    if draft.state == DraftState.SENT or draft.base_revision != report.revision:
        start_anew(session, draft, report)
    draft.state, draft.updated_at = DraftState.OPEN, now
    return draft


def latest_change_date(session: Session, person: Person, dates: tuple[date, ...]) -> date | None:
    """Give the newest of the dates for which the member has a report."""
    return next((day for day in dates if report_of(session, person.member_id, day) is not None), None)


def check_changed(session: Session, draft: Draft, state: FormState) -> None:
    """Go on only if the form changes anything; raises `NotComplete`."""
    base = _base(session, draft)
    before, outcome = from_json(base.answers), _outcome(draft, from_json(base.answers), state)
    if not changed(before, outcome) and state.note == base.note:
        raise NothingChanged


def apply_change(session: Session, draft: Draft, state: FormState, reason: str | None, now: datetime) -> bool:
    """Change the report; tell whether it was, or nothing was because another change came in between."""
    report = _locked(session, draft)
    if report.revision != draft.base_revision:
        start_anew(session, draft, report)
        return False
    outcome = _outcome(draft, from_json(_base(session, draft).answers), state)
    revising = Revising(draft.author_id, outcome, state.note, reason)
    revise_report(session, report, revising, questions_on(session, draft.report_date), now)
    return True


def start_anew(session: Session, draft: Draft, report: DailyReport) -> None:
    """Let the draft start from what the report says now."""
    base = session.get_one(ReportRevision, (report.id, report.revision))
    nothing = {key: Answer(led=0) for key in base.answers}
    draft.answers = base.answers if draft.purpose == DraftPurpose.CORRECTION else as_json(nothing)
    draft.note, draft.step, draft.base_revision = base.note, SUMMARY, report.revision
    draft.version += 1


def fitting_reason(text: str) -> str:
    """Give what was typed as a reason; raises `UnfitReason` and `TooLong`."""
    reason = tidied(text)
    if len(reason) < SHORTEST_REASON or not any(letter.isalpha() for letter in reason):
        raise UnfitReason
    if len(reason) > LONGEST_NOTE:
        raise TooLong(LONGEST_NOTE)
    return reason


def _outcome(draft: Draft, before: Answers, state: FormState) -> Answers:
    return added(before, state.answers) if draft.purpose == DraftPurpose.ADDITION else state.answers


def _base(session: Session, draft: Draft) -> ReportRevision:
    report = report_of(session, draft.subject_id, draft.report_date)
    assert report is not None  # noqa: S101 - a change is only opened for a report
    return session.get_one(ReportRevision, (report.id, draft.base_revision))


def _locked(session: Session, draft: Draft) -> DailyReport:
    mine = select(DailyReport).where(
        DailyReport.member_id == draft.subject_id, DailyReport.report_date == draft.report_date
    )
    return session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one()
