"""The daily report: opening the form, tapping through it, and typing an answer."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context
from handlers.reply import Notice, Reply, notice, show_form
from models import drafts
from models.clock import local_date
from models.drafts import FormCard, Press
from models.indicators import Question
from models.period_words import parse_day
from models.permissions import Person
from models.quantities import read_count
from views import form, guidance
from views.payloads import FormTap, OpenTap


async def report(_update: Update, context: Context) -> Reply:
    """/lapor: open the form of today, or of the date behind the command."""
    opened = await context.write(_open_written, context.words, context.now)
    return show_form(opened)


async def open_tapped(context: Context, tap: OpenTap) -> Reply:
    """Open the form of the date that a reminder names, in place of the reminder."""
    opened = await context.write(drafts.open_form, tap.day, context.now)
    return Reply((Notice(""),)).then(*show_form(opened, context.tapped_message_id).steps)


async def move(context: Context, tap: FormTap) -> Reply:
    """Carry out a tap on the form's card."""
    button = Press(tap.draft_id, tap.version, tap.step)
    moved = await context.write(_tap, button, tap, context.now)
    if moved is None:
        return notice(guidance.old_button_notice())
    return Reply((Notice(_said(moved)),)).then(*show_form(moved, context.tapped_message_id).steps)


def answer(session: Session, person: Person, text: str, now: datetime) -> FormCard:
    """Take a typed answer to the open question."""

    def read(question: Question) -> int:
        return read_count(text, question.maximum)

    return drafts.answer_typed(session, person, read, now)


def _open_written(session: Session, person: Person, words: str, now: datetime) -> FormCard:
    return drafts.open_form(session, person, parse_day(words, local_date(now, person.zone)), now)


def _tap(session: Session, person: Person, button: Press, tap: FormTap, now: datetime) -> FormCard | None:
    if tap.move is None:
        return drafts.send(session, person, button, now)
    return drafts.press(session, person, button, tap.move, now)


def _said(moved: FormCard) -> str:
    if not moved.stale:
        return ""
    if moved.closed:
        return form.closed_notice()
    return form.stale_notice() if moved.receipt is None else form.already_sent_notice()
