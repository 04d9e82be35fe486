"""Drafts: the form as a row. Opening one, moving it on, sending it, and what its card has to show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import prompts
from models.clock import local_date
from models.errors import LaporError
from models.form import (
    SUMMARY,
    Count,
    FormState,
    Move,
    NotComplete,
    UnfitMove,
    advance,
    asks_joined,
    at_rest,
    first_state,
    is_complete,
)
from models.form import open_question as question_of
from models.indicators import Question, questions_on
from models.insertion import insert_new
from models.members import membership_on, person_by_id
from models.permissions import Person
from models.reports import Filing, as_json, file_report, from_json, report_of
from models.schedule import load_schedule
from models.schema import DailyReport, Draft, DraftPurpose, DraftState, ReportRevision


class DateClosed(LaporError):
    """Nothing can be filed for that date (any more, or yet)."""


class NoOpenForm(LaporError):
    """The person has no form that is being filled in."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the confirmation says: the moment in UTC, and whether that was before the deadline."""

    submitted_at: datetime
    on_time: bool


@dataclass(frozen=True, slots=True)
class FormCard:
    """Everything that a form's card shows."""

    draft_id: int
    report_date: date
    today: date
    person: Person
    questions: tuple[Question, ...]
    state: FormState
    receipt: Receipt | None
    card_message_id: int | None
    #: The person has put the form away.
    paused: bool = False
    #: The form was not sent, and its date can no longer be filed.
    closed: bool = False
    #: The person's move was an old one and changed nothing.
    stale: bool = False

    @property
    def question(self) -> Question | None:
        """The open question; nothing at the summary."""
        return question_of(self.state, self.questions)

    @property
    def asks_joined(self) -> bool:
        """Whether the open question asks for what somebody else led."""
        return asks_joined(self.state)


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a form's card: it holds the draft's number, and the version and step that it was drawn for."""

    draft_id: int
    version: int
    step: str


def open_form(session: Session, person: Person, day: date, now: datetime) -> FormCard:
    """Open the form for a date: a new one, the half-filled one, or the confirmation of the sent one.

    Raises `DateClosed` where nothing can be filed for that date, unless it has been filed already.
    """
    prompts.close(session, person)
    draft = session.scalar(_draft_of(person, day).with_for_update())
    report = report_of(session, person.member_id, day)
    if report is None:
        _check_open(session, person, day, now)
    if draft is None:
        draft = _new_draft(session, person, day, now)
    if report is not None and draft.state != DraftState.SENT:
        _adopt(session, draft, report)
    if draft.state == DraftState.PAUSED:
        _change(draft, DraftState.OPEN)
    draft.updated_at = now
    return _card(session, draft, person, now)


def press(session: Session, person: Person, button: Press, move: Move, now: datetime) -> FormCard | None:
    """Carry out a tapped move; an old button changes nothing, a foreign or forged one gives nothing."""
    return _act(session, person, button, now, lambda draft: _move(session, draft, move, now))


def send(session: Session, person: Person, button: Press, now: datetime) -> FormCard | None:
    """Hand the report in, from the summary; one that came in another way meanwhile is shown instead.

    Raises `NotComplete` and what `file_report` raises.
    """
    return _act(session, person, button, now, lambda draft: _send(session, draft, now))


def answer_typed(session: Session, person: Person, read: Callable[[Question], int], now: datetime) -> FormCard:
    """Answer the open question of the person's newest form by what they typed.

    `read` gives the number for a question, or raises an expected error. Raises `NoOpenForm`.
    """
    draft = session.scalar(_newest_open(session, person, now).with_for_update())
    if draft is None:
        raise NoOpenForm("Tidak ada formulir yang sedang diisi. Tulis /lapor untuk membukanya.")
    before = _card(session, draft, person, now)
    if before.question is None:
        return before
    _move(session, draft, Count(read(before.question)), now)
    return _card(session, draft, person, now)


def put_away(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Put the person's newest form away, with what is in it; nothing if none is open."""
    draft = session.scalar(_newest_open(session, person, now).with_for_update())
    if draft is None:
        return None
    _change(draft, DraftState.PAUSED)
    draft.updated_at = now
    return _card(session, draft, person, now)


def current_card(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Give the card of the form that the person touched last, if its date is still open."""
    draft = session.scalar(_newest(session, person, now))
    return _card(session, draft, person, now) if draft else None


def card_shown(session: Session, draft_id: int, version: int, message_id: int) -> None:
    """Remember which message carries a draft's card, and which version it shows."""
    draft = session.get(Draft, draft_id)
    if draft is not None and version >= draft.card_version:
        draft.card_message_id, draft.card_version = message_id, version


def lagging_cards(session: Session, now: datetime) -> list[FormCard]:
    """List the cards that were changed but perhaps not shown, of dates that are still open: for start-up."""
    lagging = select(Draft).where(Draft.card_version < Draft.version).order_by(Draft.updated_at)
    cards = []
    for draft in session.scalars(lagging).all():
        person = person_by_id(session, draft.author_id, now)
        if person is not None and draft.report_date in _open_dates(session, person, now):
            cards.append(_card(session, draft, person, now))
    return cards


def _act(
    session: Session, person: Person, button: Press, now: datetime, act: Callable[[Draft], None]
) -> FormCard | None:
    draft = session.get(Draft, button.draft_id, with_for_update=True)
    if draft is None or draft.author_id != person.member_id:
        return None
    prompts.close(session, person)
    if draft.state == DraftState.PAUSED:
        _change(draft, DraftState.OPEN)
    closed = draft.report_date not in _open_dates(session, person, now)
    drawn_for = (draft.version, _state(session, draft).step)
    if drawn_for != (button.version, button.step) or draft.state == DraftState.SENT or closed:
        return _card(session, draft, person, now, stale=True)
    try:
        act(draft)
    except UnfitMove:
        return _card(session, draft, person, now, stale=True)
    return _card(session, draft, person, now)


def _move(session: Session, draft: Draft, move: Move, now: datetime) -> None:
    state = advance(_state(session, draft), questions_on(session, draft.report_date), move)
    draft.step, draft.version, draft.answers = state.step, state.version, as_json(state.answers)
    draft.updated_at = now


def _send(session: Session, draft: Draft, now: datetime) -> None:
    draft.updated_at = now
    report = report_of(session, draft.subject_id, draft.report_date)
    if report is not None:
        _adopt(session, draft, report)
        return
    state, questions = _state(session, draft), questions_on(session, draft.report_date)
    if state.step != SUMMARY:
        raise UnfitMove("Laporan dikirim dari ringkasan.")
    if not is_complete(state, questions):
        raise NotComplete("Belum semua pertanyaan terjawab. Ketuk Ubah pada yang masih kosong.")
    answers = {question.key: state.answers[question.key] for question in questions}
    file_report(session, Filing(draft.subject_id, draft.report_date, draft.author_id, answers), questions, now)
    draft.answers = as_json(answers)
    _change(draft, DraftState.SENT)


def _check_open(session: Session, person: Person, day: date, now: datetime) -> None:
    open_dates = _open_dates(session, person, now)
    if day > max(open_dates):
        raise DateClosed("Tanggal itu belum tiba. Tulis /lapor untuk laporan hari ini.")
    if day not in open_dates:
        days = load_schedule(session).filing_days
        raise DateClosed(
            f"Laporan hanya dapat diisi sampai {days} hari setelah tanggalnya. Tulis /lapor untuk hari ini."
        )
    if membership_on(session, person.member_id, day) is None:
        raise DateClosed("Anda belum terdaftar pada tanggal itu. Tulis /lapor untuk laporan hari ini.")


def _open_dates(session: Session, person: Person, now: datetime) -> tuple[date, ...]:
    return load_schedule(session).open_dates(local_date(now, person.zone))


def _draft_of(person: Person, day: date) -> Select[Draft]:
    return select(Draft).where(
        Draft.author_id == person.member_id,
        Draft.subject_id == person.member_id,
        Draft.report_date == day,
        Draft.purpose == DraftPurpose.DAILY,
    )


def _newest(session: Session, person: Person, now: datetime) -> Select[Draft]:
    """The form that the person touched last, of the dates that can still be filed."""
    return (
        select(Draft)
        .where(Draft.author_id == person.member_id, Draft.report_date.in_(_open_dates(session, person, now)))
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(1)
    )


def _newest_open(session: Session, person: Person, now: datetime) -> Select[Draft]:
    return _newest(session, person, now).where(Draft.state == DraftState.OPEN)


def _new_draft(session: Session, person: Person, day: date, now: datetime) -> Draft:
    start = first_state(questions_on(session, day))
    row = {
        "author_id": person.member_id,
        "subject_id": person.member_id,
        "report_date": day,
        "purpose": DraftPurpose.DAILY,
        "state": DraftState.OPEN,
        "step": start.step,
        "version": start.version,
        "answers": {},
        "card_version": 0,
        "created_at": now,
        "updated_at": now,
    }
    insert_new(session, Draft, [row])
    return session.scalars(_draft_of(person, day).with_for_update()).one()


def _adopt(session: Session, draft: Draft, report: DailyReport) -> None:
    """Show a report that came in another way (an import, somebody else's hand) as this form's own."""
    revision = session.get_one(ReportRevision, (report.id, report.revision))
    draft.answers, draft.step = revision.answers, SUMMARY
    _change(draft, DraftState.SENT)


def _change(draft: Draft, state: DraftState) -> None:
    draft.state, draft.version = state, draft.version + 1


def _state(session: Session, draft: Draft) -> FormState:
    state = FormState(draft.step, draft.version, from_json(draft.answers))
    return at_rest(state, questions_on(session, draft.report_date))


def _card(session: Session, draft: Draft, person: Person, now: datetime, *, stale: bool = False) -> FormCard:
    report: DailyReport | None = None
    if draft.state == DraftState.SENT:
        report = report_of(session, draft.subject_id, draft.report_date)
    return FormCard(
        draft_id=draft.id,
        report_date=draft.report_date,
        today=local_date(now, person.zone),
        person=person,
        questions=questions_on(session, draft.report_date),
        state=_state(session, draft),
        receipt=Receipt(report.submitted_at, report.on_time) if report else None,
        card_message_id=draft.card_message_id,
        paused=draft.state == DraftState.PAUSED,
        closed=draft.state != DraftState.SENT and draft.report_date not in _open_dates(session, person, now),
        stale=stale,
    )
