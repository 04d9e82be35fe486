"""Everything that a form's card shows, read together from the draft, the report and the member's usual numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.answers import Answers, added, from_json
from models.clock import local_date
from models.colleagues import colleague
from models.form import SUMMARY, FormState, asks_joined, at_rest
from models.form import open_question as question_of
from models.indicators import Question, questions_on
from models.membership_rows import membership_on
from models.open_dates import Reporter, open_dates
from models.operations import OperationMark, marks_on
from models.permissions import Person
from models.reports import report_of
from models.schema import Draft, DraftPurpose, DraftState, ReportRevision
from models.usual import Usual
from models.written_reports import WrittenReport


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the confirmation says: the moment in UTC, whether that was before the deadline, and what came after."""

    submitted_at: datetime
    on_time: bool
    revision: int
    revised_at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class FormCard:
    """Everything that a form's card shows."""

    draft_id: int
    purpose: DraftPurpose
    report_date: date
    today: date
    #: Who fills it in, and whom it is about: mostly the same.
    person: Person
    subject: Reporter
    questions: tuple[Question, ...]
    state: FormState
    receipt: Receipt | None
    card_message_id: int | None
    #: What the report said before a correction or an addition; empty for a first report.
    base: Answers | None = None
    #: The member's usual numbers, where a number is asked back.
    usual: Mapping[str, Usual] | None = None
    #: What was understood of a text that the person wrote just now.
    written: WrittenReport | None = None
    #: The operations in which the report lies, at the summary and once it was sent.
    operations: tuple[OperationMark, ...] = ()
    #: The date can still be filed or changed.
    date_open: bool = True
    #: The person has put the form away.
    paused: bool = False
    #: The form was not sent, and its date can no longer be filed.
    closed: bool = False
    #: The person's move was an old one and changed nothing.
    stale: bool = False

    @property
    def for_colleague(self) -> bool:
        """Whether somebody fills it in for another one."""
        return self.subject.member_id != self.person.member_id

    @property
    def question(self) -> Question | None:
        """The question that the step is about; nothing at the summary."""
        return question_of(self.state, self.questions)

    @property
    def asks_joined(self) -> bool:
        """Whether the open question asks for what somebody else led."""
        return asks_joined(self.state)

    @property
    def outcome(self) -> Answers:
        """What the report will say, or says, with this form in it."""
        if self.purpose == DraftPurpose.ADDITION and self.base is not None:
            return added(self.base, self.state.answers)
        return self.state.answers


def card_of(
    session: Session,
    draft: Draft,
    person: Person,
    now: datetime,
    *,
    stale: bool = False,
    usual: Mapping[str, Usual] | None = None,
    written: WrittenReport | None = None,
) -> FormCard:
    """Give the card of a draft as it stands now."""
    sent = draft.state == DraftState.SENT
    became = _what_became(session, draft) if sent else None
    base = _revision(session, draft)
    subject = subject_of(session, draft, person, now) or person
    date_open = draft.report_date in open_dates(session, subject, now)
    return FormCard(
        draft_id=draft.id,
        purpose=draft.purpose,
        report_date=draft.report_date,
        today=local_date(now, subject.zone),
        person=person,
        subject=subject,
        questions=questions_on(session, draft.report_date),
        state=became.state_in(state_of(session, draft)) if became else state_of(session, draft),
        receipt=became.receipt if became else None,
        card_message_id=draft.card_message_id,
        base=from_json(base.answers) if base else None,
        usual=usual,
        written=written,
        paused=draft.state == DraftState.PAUSED,
        date_open=date_open,
        closed=not sent and not date_open,
        operations=_operations(session, draft) if sent or draft.step == SUMMARY else (),
        stale=stale,
    )


def subject_of(session: Session, draft: Draft, person: Person, now: datetime) -> Reporter | None:
    """Give whom a draft is about; nothing if its author may no longer act for them."""
    return person if draft.subject_id == person.member_id else colleague(session, person, draft.subject_id, now)


def state_of(session: Session, draft: Draft) -> FormState:
    """Give where a draft's form stands."""
    state = FormState(draft.step, draft.version, from_json(draft.answers), draft.note)
    return at_rest(state, questions_on(session, draft.report_date))


def _operations(session: Session, draft: Draft) -> tuple[OperationMark, ...]:
    membership = membership_on(session, draft.subject_id, draft.report_date)
    return marks_on(session, membership.agency_id, draft.report_date) if membership else ()


def _revision(session: Session, draft: Draft) -> ReportRevision | None:
    """The revision that a change starts from."""
    if draft.base_revision is None:
        return None
    report = report_of(session, draft.subject_id, draft.report_date)
    return session.get(ReportRevision, (report.id, draft.base_revision)) if report else None


@dataclass(frozen=True, slots=True)
class _Became:
    """The revision that a sent form shows, and the receipt for it."""

    receipt: Receipt
    revision: ReportRevision
    is_change: bool

    def state_in(self, state: FormState) -> FormState:
        """Give the form as that revision has it; a change keeps its own counts, which stand beside those before."""
        if self.is_change:
            return state
        return replace(state, answers=from_json(self.revision.answers), note=self.revision.note)


def _what_became(session: Session, draft: Draft) -> _Became | None:
    """A report's form shows what the report says now, whoever changed it since; a change shows what it made itself."""
    report = report_of(session, draft.subject_id, draft.report_date)
    if report is None:
        return None
    number = report.revision if draft.base_revision is None else draft.base_revision + 1
    revision = session.get_one(ReportRevision, (report.id, number))
    receipt = Receipt(report.submitted_at, report.on_time, number, revision.at, revision.reason)
    return _Became(receipt, revision, is_change=draft.base_revision is not None)
