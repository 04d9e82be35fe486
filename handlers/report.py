"""The daily report: opening the form, tapping through it, and typing an answer."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context
from handlers.for_colleagues import choose_colleague
from handlers.reply import Reply, notice, say, show_form
from models import drafts, prompts
from models.changes import USUAL_REASONS, NothingToChange
from models.clock import local_date
from models.drafts import Press
from models.form_card import FormCard
from models.night_shift import dates_meant
from models.period_words import parse_day
from models.permissions import Action, Person, may_somewhere
from views import form, guidance
from views.colleague_taps import Aim, ColleagueTap
from views.report_taps import FormTap, OpenTap, Reason, Way
from views.standing import which_date


async def report(_update: Update, context: Context) -> Reply:
    """/lapor: open the form of today, or of the date behind the command; at night, ask which date is meant."""
    return await context.write(_open_written, context.words, context.now)


async def change(_update: Update, context: Context) -> Reply:
    """/ubah: correct the report of the date behind the command, or the newest that can be corrected."""
    return await context.write(_change_written, context.words, context.now)


async def open_tapped(context: Context, tap: OpenTap) -> Reply:
    """Open the form of the date that a button names: in place of the reminder, or below the confirmation."""
    opened = await context.write(_WAYS[tap.way], tap.day, context.now)
    if tap.way in (Way.CORRECT, Way.ADD):
        return show_form(opened)
    return show_form(opened, context.tapped_message_id)


async def move(context: Context, tap: FormTap) -> Reply:
    """Carry out a tap on the form's card."""
    button = Press(tap.draft_id, tap.version, tap.step)
    moved = await context.write(_tap, button, tap, context.now)
    if moved is None:
        return notice(guidance.old_button_notice())
    return notice(_said(moved)).then(*show_form(moved, context.tapped_message_id).steps)


def _open_written(session: Session, person: Person, words: str, now: datetime) -> Reply:
    unclear = dates_meant(session, person, now) if not words.strip() else None
    if unclear is not None:
        prompts.close(session, person)
        return say(which_date(unclear))
    return show_form(drafts.open_form(session, person, parse_day(words, local_date(now, person.zone)), now))


def _change_written(session: Session, person: Person, words: str, now: datetime) -> Reply:
    """A coordinator who has no report of their own opens a date for a member."""
    day = parse_day(words, local_date(now, person.zone)) if words else None
    try:
        return show_form(drafts.open_correction(session, person, day, now))
    except NothingToChange:
        if words or not may_somewhere(person, Action.MEMBERS):
            raise
        return say(choose_colleague(session, person, ColleagueTap(Aim.REOPEN), now))


def _tap(session: Session, person: Person, button: Press, tap: FormTap, now: datetime) -> FormCard | None:
    match tap.move:
        case None:
            return drafts.send(session, person, button, now)
        case Reason(place):
            return _give_reason(session, person, button, place, now)
        case _:
            return drafts.press(session, person, button, tap.move, now)


def _give_reason(session: Session, person: Person, button: Press, place: int, now: datetime) -> FormCard | None:
    if place >= len(USUAL_REASONS):
        return None
    return drafts.give_reason(session, person, button, USUAL_REASONS[place], now)


_WAYS: dict[Way, Callable[[Session, Person, date, datetime], FormCard]] = {
    Way.FILL_IN: drafts.open_form,
    Way.NIL: drafts.open_nil,
    Way.CORRECT: drafts.open_correction,
    Way.ADD: drafts.open_addition,
}


def _said(moved: FormCard) -> str:
    if not moved.stale:
        return ""
    if moved.closed:
        return form.closed_notice()
    return form.stale_notice() if moved.receipt is None else form.already_sent_notice()
