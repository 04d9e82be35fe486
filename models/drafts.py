"""Drafts: the form as a row. Opening one, moving it on, reading what was typed, and handing it in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import audit, changes, prompts
from models.clock import local_date
from models.colleagues import colleague
from models.draft_rows import adopt, change_state, find_or_make, newest_open, store, unfinished
from models.errors import LaporError
from models.form import (
    REASON,
    SUMMARY,
    AllNil,
    Count,
    FormState,
    Misplaced,
    Move,
    NotComplete,
    UnfitMove,
    Write,
    advance,
    asks_text,
    fill_in,
    first_state,
    is_complete,
    open_question,
    pending_count,
)
from models.form_card import FormCard, card_of, state_of, subject_of
from models.indicators import Question, questions_on
from models.open_dates import Reporter, can_file, check_open, open_dates
from models.permissions import Person
from models.quantities import read_count
from models.report_reading.dates import written_date
from models.reports import Filing, file_report, report_of
from models.schema import Draft, DraftPurpose, DraftState
from models.telling import tell_subject
from models.usual import Usual, never_far, usual_counts
from models.written_reports import WrittenReport, read_report


class NoOpenForm(LaporError):
    """The person has no form that is being filled in."""


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
    return card_of(session, _open(session, person, person, day, now), person, now)


def open_for(session: Session, person: Person, member_id: int, day: date, now: datetime) -> FormCard | None:
    """Open the form for a colleague's date; nothing if the person may not act for them. Raises `DateClosed`.

    The look at what the colleague has told is in the trail.
    """
    subject = colleague(session, person, member_id, now)
    if subject is None:
        return None
    card = card_of(session, _open(session, person, subject, day, now), person, now)
    audit.looked_at_member(session, person.member_id, subject.member_id, "lapor", now)
    return card


def open_nil(session: Session, person: Person, day: date, now: datetime) -> FormCard:
    """Open the form for a date with zeros everywhere, ready to be sent; one that was begun is only shown."""
    draft = _open(session, person, person, day, now)
    state = state_of(session, draft)
    if draft.state == DraftState.OPEN and not state.answers:
        store(draft, advance(state, questions_on(session, day), AllNil()), now)
    return card_of(session, draft, person, now)


def open_correction(session: Session, person: Person, day: date | None, now: datetime) -> FormCard:
    """Open the correction of the member's report of a date, or of the newest one that can be corrected.

    Raises `NothingToChange` and `DateClosed`.
    """
    dates = open_dates(session, person, now)
    chosen = day or changes.latest_change_date(session, person, dates) or dates[0]
    draft = changes.open_change(session, person, chosen, DraftPurpose.CORRECTION, now)
    return card_of(session, draft, person, now)


def open_addition(session: Session, person: Person, day: date, now: datetime) -> FormCard:
    """Open the form that adds something later to the member's report of a date.

    Raises `NothingToChange` and `DateClosed`.
    """
    draft = changes.open_change(session, person, day, DraftPurpose.ADDITION, now)
    return card_of(session, draft, person, now)


def press(session: Session, person: Person, button: Press, move: Move, now: datetime) -> FormCard | None:
    """Carry out a tapped move; an old button changes nothing, a foreign or forged one gives nothing."""
    return _act(session, person, button, now, lambda draft: _move(session, draft, move, now))


def send(session: Session, person: Person, button: Press, now: datetime) -> FormCard | None:
    """Hand in what the form says, from the summary; a report that came in another way meanwhile is shown instead.

    A correction asks for its reason first. Raises `NotComplete` and what `file_report` raises.
    """
    return _act(session, person, button, now, lambda draft: _send(session, draft, now))


def give_reason(session: Session, person: Person, button: Press, reason: str, now: datetime) -> FormCard | None:
    """Hand in a correction with one of the usual reasons."""
    return _act(session, person, button, now, lambda draft: _correct(session, draft, reason, now))


def answer_typed(session: Session, person: Person, text: str, now: datetime) -> FormCard:
    """Take a text: a whole report, or the answer to the open question of the person's newest form.

    Raises `NoOpenForm`, and whatever sentence tells what could not be read.
    """
    draft = session.scalar(newest_open(session, person, now).with_for_update())
    if draft is not None and asks_text(state_of(session, draft)):
        return _take_words(session, draft, person, text, now)
    today = local_date(now, person.zone)
    written = read_report(text, questions_on(session, draft.report_date if draft else today))
    if written.is_report and written.answers:
        dated = replace(written, day=written_date(text, today))
        return _take_report(session, _meant(session, draft, person, dated, now), person, dated, now)
    if draft is None:
        raise NoOpenForm
    return _take_number(session, draft, person, text, now)


def put_away(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Put the person's newest form away, with what is in it; nothing if none is open."""
    draft = session.scalar(newest_open(session, person, now).with_for_update())
    if draft is None:
        return None
    change_state(draft, DraftState.PAUSED)
    draft.updated_at = now
    return card_of(session, draft, person, now)


def go_on(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Go on with the newest form that was not sent, and open it again if it was put away."""
    draft = session.scalar(unfinished(session, person, now).with_for_update())
    if draft is None:
        return None
    prompts.close(session, person)
    if draft.state == DraftState.PAUSED:
        change_state(draft, DraftState.OPEN)
    draft.updated_at = now
    return card_of(session, draft, person, now)


def _open(session: Session, person: Person, subject: Reporter, day: date, now: datetime) -> Draft:
    prompts.close(session, person)
    report = report_of(session, subject.member_id, day)
    if report is None:
        check_open(session, subject, day, now)
    start = first_state(questions_on(session, day))
    ids = (person.member_id, subject.member_id)
    draft = find_or_make(session, *ids, day, DraftPurpose.DAILY, start, now)
    if report is not None:
        adopt(session, draft, report)
    if draft.state == DraftState.PAUSED:
        change_state(draft, DraftState.OPEN)
    draft.updated_at = now
    return draft


def _act(
    session: Session, person: Person, button: Press, now: datetime, act: Callable[[Draft], None]
) -> FormCard | None:
    draft = session.get(Draft, button.draft_id, with_for_update=True)
    if draft is None or draft.author_id != person.member_id:
        return None
    subject = subject_of(session, draft, person, now)
    if subject is None:
        return None
    prompts.close(session, person)
    if draft.state == DraftState.PAUSED:  # its card has no buttons: whatever was tapped is an old one
        change_state(draft, DraftState.OPEN)
        return card_of(session, draft, person, now, stale=True)
    closed = draft.report_date not in open_dates(session, subject, now)
    drawn_for = (draft.version, state_of(session, draft).step)
    if drawn_for != (button.version, button.step) or draft.state == DraftState.SENT or closed:
        return card_of(session, draft, person, now, stale=True)
    try:
        act(draft)
    except UnfitMove:
        return card_of(session, draft, person, now, stale=True)
    return card_of(session, draft, person, now, usual=_asked_back(session, draft))


def _move(session: Session, draft: Draft, move: Move, now: datetime) -> None:
    questions = questions_on(session, draft.report_date)
    usual = None
    if isinstance(move, Count) and not never_far(move.value) and draft.purpose != DraftPurpose.ADDITION:
        usual = usual_counts(session, draft.subject_id, draft.report_date)
    store(draft, advance(state_of(session, draft), questions, move, usual), now)


def _asked_back(session: Session, draft: Draft) -> dict[str, Usual] | None:
    """The usual numbers, only where a number is asked back."""
    if pending_count(state_of(session, draft)) is None:
        return None
    return usual_counts(session, draft.subject_id, draft.report_date)


def _take_words(session: Session, draft: Draft, person: Person, text: str, now: datetime) -> FormCard:
    if state_of(session, draft).step == REASON:
        _correct(session, draft, changes.fitting_reason(text), now)
    else:
        _move(session, draft, Write(text), now)
    return card_of(session, draft, person, now)


def _take_number(session: Session, draft: Draft, person: Person, text: str, now: datetime) -> FormCard:
    question = open_question(state_of(session, draft), questions_on(session, draft.report_date))
    if question is not None:
        _move(session, draft, Count(read_count(text, question.maximum)), now)
    return card_of(session, draft, person, now, usual=_asked_back(session, draft))


def _meant(session: Session, draft: Draft | None, person: Person, written: WrittenReport, now: datetime) -> Draft:
    """The form that a written report fills: that of its own date where it can be filed, or the open one, or today's."""
    own = draft is None or draft.subject_id == person.member_id
    shown = draft.report_date if draft else local_date(now, person.zone)
    day = written.day if own and written.day and can_file(session, person, written.day, now) else shown
    return draft if draft and day == shown else _open(session, person, person, day, now)


def _take_report(session: Session, draft: Draft, person: Person, written: WrittenReport, now: datetime) -> FormCard:
    """What was written fills the form; a report that was sent becomes a correction."""
    if draft.state == DraftState.SENT:
        draft = changes.open_change(session, person, draft.report_date, DraftPurpose.CORRECTION, now)
    questions = questions_on(session, draft.report_date)
    store(draft, fill_in(state_of(session, draft), questions, written.answers), now)
    usual = usual_counts(session, draft.subject_id, draft.report_date)
    return card_of(session, draft, person, now, written=written, usual=usual)


def _send(session: Session, draft: Draft, now: datetime) -> None:
    state, questions = state_of(session, draft), questions_on(session, draft.report_date)
    if state.step != SUMMARY:
        raise UnfitMove(Misplaced.SENDING)
    if not is_complete(state, questions):
        raise NotComplete
    match draft.purpose:
        case DraftPurpose.DAILY:
            _hand_in(session, draft, state, questions, now)
        case DraftPurpose.CORRECTION:
            changes.check_changed(session, draft, state)
            store(draft, replace(state, step=REASON, version=state.version + 1), now)
        case DraftPurpose.ADDITION:
            changes.check_changed(session, draft, state)
            _settle(draft, changes.apply_change(session, draft, state, None, now), now)


def _hand_in(session: Session, draft: Draft, state: FormState, questions: tuple[Question, ...], now: datetime) -> None:
    draft.updated_at = now
    report = report_of(session, draft.subject_id, draft.report_date)
    if report is None:
        answers = {question.key: state.answers[question.key] for question in questions}
        filing = Filing(draft.subject_id, draft.report_date, draft.author_id, answers, state.note)
        report = file_report(session, filing, questions, now)
        tell_subject(session, report, now)
    adopt(session, draft, report)


def _correct(session: Session, draft: Draft, reason: str, now: datetime) -> None:
    state = state_of(session, draft)
    if state.step != REASON:
        raise UnfitMove(Misplaced.REASON)
    _settle(draft, changes.apply_change(session, draft, state, reason, now), now)


def _settle(draft: Draft, applied: bool, now: datetime) -> None:
    """A change that was applied is done; one that was overtaken by another starts anew."""
    draft.updated_at = now
    if applied:
        change_state(draft, DraftState.SENT)
